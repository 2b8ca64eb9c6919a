// The record service: create, read, change, upsert, delete and list records of any type, as
// /services/rest/record/v1 does. The rules of bookkeeping are in books/, this file speaks HTTP.
import { pageAnswer, parseBody, readPage, type Answer, type Call } from './answer';
import type { Books } from './books/books';
import { linesOf, text, type BookRecord } from './books/record';
import {
	invalidParameter,
	invalidRequest,
	methodNotAllowed,
	noSuchRecord,
	unknownRecordType,
} from './errors';
import type { RecordType } from './fields';
import { readFilter } from './filter';
import { mergeDraft, type MergeOptions } from './mergeDraft';
import { readBody, type Draft, type NameValidation } from './readBody';
import { checkExternalId } from './readValue';
import type { Level } from './roleView';
import { link, urlOf, viewRecord, viewSublist } from './view';

const EXTERNAL_ID_PREFIX = 'eid:';
export const SINGULAR_TYPE = 'application/vnd.oracle.resource+json; type=singular';

export function recordUrlOf(call: Call): string {
	return `${call.restUrl}/record/v1`;
}

export function findType(call: Call, name: string): RecordType {
	const type = call.books.types.find(name);
	if (!type || type.isHidden) {
		throw unknownRecordType(name);
	}
	call.role?.check(type, 'VIEW');
	return type;
}

export function writableType(call: Call, name: string, level: Level): RecordType {
	const type = findType(call, name);
	if (type.readOnly) {
		throw methodNotAllowed();
	}
	call.role?.check(type, level);
	return type;
}

/** Finds a record by internal id or `eid:`; an id of another type of the group is not found. */
export function findRecord(call: Call, type: RecordType, reference: string): BookRecord {
	const record = reference.startsWith(EXTERNAL_ID_PREFIX)
		? call.books.byExternalId(type.group, checkExternalId(reference.slice(4)))
		: call.books.get(type.group, reference);
	if (record?.type !== type.name || call.role?.sees(record) === false) {
		throw noSuchRecord();
	}
	return record;
}

export function nameValidation(call: Call): NameValidation {
	const asked = (call.headers['x-netsuite-propertynamevalidation'] ?? 'Warning').toLowerCase();
	return asked === 'error' ? 'Error' : asked === 'ignore' ? 'Ignore' : 'Warning';
}

/** 204 with the record's address; dropped names are told in a header (its wording is unknown). */
export function writtenAnswer(call: Call, record: BookRecord, { unknown }: Draft): Answer {
	const warn = unknown.length > 0 && nameValidation(call) === 'Warning';
	return {
		status: 204,
		headers: {
			location: urlOf(record, recordUrlOf(call)),
			...(warn
				? {
						'x-netsuite-propertyvalidation': unknown
							.map((path) => `Unknown reference or field name '${path}'.`)
							.join(', '),
					}
				: {}),
		},
	};
}

function blank(type: RecordType): BookRecord {
	return { type: type.name, id: '', fields: {}, lines: {} };
}

/** What a new record over REST has where its body does not mention it. */
function withDefaults(record: BookRecord, { preferences }: Books): BookRecord {
	const autoApply = record.fields.autoApply ?? preferences.autoApply === 'unlessOff';
	return record.type === 'customerPayment'
		? { ...record, fields: { ...record.fields, autoApply } }
		: record;
}

/** Books a new record made of a starting point (empty, or filled by a transform) and a body. */
export function bookNew(
	call: Call,
	start: BookRecord,
	body: unknown,
	options: MergeOptions = {},
): Answer {
	const { books } = call;
	const type = books.types.get(start.type);
	const draft = readBody(body, start, books, nameValidation(call));
	const merged = withDefaults(mergeDraft(start, draft, type, options), books);
	const record = books.put({ ...merged, id: books.nextId(type.group) });
	return writtenAnswer(call, record, draft);
}

/** `?replace=item`: sublists of which only the lines of the body remain. */
export function replaceOf(call: Call): Set<string> {
	return new Set((call.query.get('replace') ?? '').split(',').filter(Boolean));
}

function change(call: Call, record: BookRecord, body: unknown): Answer {
	const { books } = call;
	const draft = readBody(body, record, books, nameValidation(call));
	const merged = mergeDraft(record, draft, books.typeOf(record), { replace: replaceOf(call) });
	return writtenAnswer(call, books.put(merged), draft);
}

export function createRecord(call: Call, typeName: string): Answer {
	return bookNew(call, blank(writableType(call, typeName, 'CREATE')), parseBody(call));
}

export function patchRecord(call: Call, typeName: string, reference: string): Answer {
	const type = writableType(call, typeName, 'EDIT');
	return change(call, findRecord(call, type, reference), parseBody(call));
}

export function upsertRecord(call: Call, typeName: string, reference: string): Answer {
	const type = writableType(call, typeName, 'EDIT');
	if (!reference.startsWith(EXTERNAL_ID_PREFIX)) {
		throw invalidRequest('Only an external ID (eid:) can be used with PUT.');
	}
	const externalId = checkExternalId(reference.slice(EXTERNAL_ID_PREFIX.length));
	const existing = call.books.byExternalId(type.group, externalId);
	if (existing?.type === type.name) {
		return change(call, existing, parseBody(call));
	}
	const start = blank(type);
	start.fields.externalId = externalId;
	return bookNew(call, start, parseBody(call));
}

export function deleteRecord(call: Call, typeName: string, reference: string): Answer {
	const type = writableType(call, typeName, 'FULL');
	call.books.remove(findRecord(call, type, reference));
	return { status: 204 };
}

export function getRecord(call: Call, typeName: string, reference: string): Answer {
	const record = findRecord(call, findType(call, typeName), reference);
	const isExpanded = call.query.get('expandSubResources') === 'true';
	const { fieldsWithExpand } = call.books.preferences;
	if (isExpanded && call.query.has('fields') && fieldsWithExpand === 'refused') {
		throw invalidParameter('fields and expandSubResources cannot be used together.', 'fields');
	}
	return {
		status: 200,
		headers: { 'content-type': SINGULAR_TYPE },
		body: viewRecord(record, {
			books: call.books,
			recordUrl: recordUrlOf(call),
			expand: isExpanded,
			only: call.query.get('fields')?.split(','),
		}),
	};
}

export function getSublist(
	call: Call,
	typeName: string,
	reference: string,
	sublistName: string,
	line?: string,
): Answer {
	const type = findType(call, typeName);
	const record = findRecord(call, type, reference);
	const wanted = sublistName.toLowerCase();
	const sublist = type.sublists.find(({ name }) => name.toLowerCase() === wanted);
	if (!sublist) {
		throw noSuchRecord();
	}
	const options = {
		books: call.books,
		recordUrl: recordUrlOf(call),
		expand: line !== undefined || call.query.get('expandSubResources') === 'true',
	};
	const view = viewSublist(record, sublist, options);
	if (line === undefined) {
		return { status: 200, body: view };
	}
	const position = linesOf(record, sublist.name).findIndex(
		(one, index) => text(one.line ?? index) === line,
	);
	if (position < 0) {
		throw noSuchRecord();
	}
	return {
		status: 200,
		headers: { 'content-type': SINGULAR_TYPE },
		body: (view.items as unknown[])[position],
	};
}

export function listRecords(call: Call, typeName: string): Answer {
	const type = findType(call, typeName);
	const page = readPage(call.query);
	const q = call.query.get('q');
	const ids = call.query.get('ids')?.split(',').filter(Boolean);
	const all =
		ids?.map((id) => findRecord(call, type, id)) ??
		call.books.ofType(type.name).filter((record) => call.role?.sees(record) !== false);
	const found = q ? all.filter(readFilter(q, type, call.books)) : all;
	const isWhole = call.query.get('expandRecords') === 'true';
	const items = found
		.slice(page.offset, page.offset + page.limit)
		.map((record) =>
			isWhole
				? viewRecord(record, { books: call.books, recordUrl: recordUrlOf(call) })
				: { links: [link('self', urlOf(record, recordUrlOf(call)))], id: record.id },
		);
	const asked = q ? `?q=${encodeURIComponent(q)}` : '';
	return pageAnswer(`${recordUrlOf(call)}/${type.name}${asked}`, page, items, found.length);
}
