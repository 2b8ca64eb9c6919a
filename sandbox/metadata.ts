// metadata-catalog: which record types there are, and the fields of one as a schema. The schemas are made
// from the sandbox's own tables; no text of Oracle's is in them. Fields of features that are off are not there,
// nor is what the role may not do; what a form makes mandatory is not nullable (both unknown, see README.md).
import type { Answer, Call } from './answer';
import type { Books } from './books/books';
import { unknownRecordType } from './errors';
import type { Field, FieldKind, RecordType } from './fields';
import { spelling } from './readValue';
import { findType, recordUrlOf } from './recordService';
import type { Level } from './roleView';
import { link } from './view';

type Json = Record<string, unknown>;

const JSON_TYPES: Partial<Record<FieldKind, Json>> = {
	text: { type: 'string' },
	integer: { type: 'integer', format: 'int64' },
	number: { type: 'number', format: 'double' },
	money: { type: 'number', format: 'double' },
	date: { type: 'string', format: 'date' },
	datetime: { type: 'string', format: 'date-time' },
	boolean: { type: 'boolean' },
};

const IDENTIFIED = {
	id: { type: 'string' },
	externalId: { type: 'string' },
	refName: { type: 'string' },
};

function propertyOf(field: Field, books: Books, isAsked: boolean): Json {
	const { kind, label, readOnly, filterable, mandatory, options } = field;
	const shape = JSON_TYPES[kind] ?? {
		type: 'object',
		properties:
			options === undefined
				? IDENTIFIED
				: {
						id: {
							type: 'string',
							enum: Object.keys(options).map((id) => spelling(id, field, books)),
						},
						refName: { type: 'string' },
					},
	};
	return {
		title: label,
		...shape,
		nullable: mandatory !== true && !isAsked,
		...(readOnly ? { readOnly: true } : {}),
		'x-ns-filterable': filterable === true,
	};
}

function propertiesOf(fields: Field[], books: Books, asked: string[]): Json {
	return Object.fromEntries(
		fields.map((field) => [field.name, propertyOf(field, books, asked.includes(field.name))]),
	);
}

/** What the account's forms make mandatory: fields, and `sublist.column`. */
function askedBy(type: RecordType, { preferences }: Books): string[] {
	const asksMethod = type.name === 'customerRefund' && preferences.refundNeedsMethod;
	return [...(preferences.mandatory[type.name] ?? []), ...(asksMethod ? ['paymentOption'] : [])];
}

export function schemaOf(type: RecordType, books: Books): Json {
	const asked = askedBy(type, books);
	const ofLines = (sublist: string) =>
		asked.flatMap((path) => (path.startsWith(`${sublist}.`) ? path.slice(sublist.length + 1) : []));
	const sublists = type.sublists.map(({ name, key, fields }) => [
		name,
		{
			type: 'object',
			properties: {
				items: {
					type: 'array',
					items: { type: 'object', properties: propertiesOf(fields, books, ofLines(name)) },
					'x-ns-sublistkey': key,
				},
			},
		},
	]);
	return {
		type: 'object',
		properties: {
			...propertiesOf(type.fields, books, asked),
			...(Object.fromEntries(sublists) as Json),
		},
		'x-ns-filterable': type.fields.filter(({ filterable }) => filterable).map(({ name }) => name),
	};
}

function openApiOf(type: RecordType, call: Call): Json {
	const may = (level: Level) => type.readOnly !== true && call.role?.may(type, level) !== false;
	const paths = {
		[`/${type.name}`]: { get: {}, ...(may('CREATE') ? { post: {} } : {}) },
		[`/${type.name}/{id}`]: {
			get: {},
			...(may('EDIT') ? { patch: {}, put: {} } : {}),
			...(may('FULL') ? { delete: {} } : {}),
		},
	};
	return {
		openapi: '3.0.1',
		info: { title: 'Record API of the sandbox', version: 'v1' },
		servers: [{ url: recordUrlOf(call) }],
		paths,
		components: { schemas: { [type.name]: schemaOf(type, call.books) } },
	};
}

/** Of one type: as a schema, as OpenAPI, or as an entry of the list, by what is accepted. */
function catalogueOf(call: Call, name: string): Answer {
	const type = findType(call, name);
	const accepted = call.headers.accept ?? '';
	const href = `${recordUrlOf(call)}/metadata-catalog/${type.name}`;
	if (accepted.includes('application/schema+json')) {
		return {
			status: 200,
			headers: { 'content-type': 'application/schema+json' },
			body: {
				$schema: 'http://json-schema.org/draft-06/hyper-schema#',
				...schemaOf(type, call.books),
			},
		};
	}
	if (accepted.includes('application/swagger+json')) {
		return {
			status: 200,
			headers: { 'content-type': 'application/swagger+json' },
			body: openApiOf(type, call),
		};
	}
	return { status: 200, body: { name: type.name, links: [link('canonical', href)] } };
}

/** The types that the role may see; `select` names the wanted ones. */
export function metadataCatalog(call: Call, name: string | undefined): Answer {
	if (name !== undefined) {
		return catalogueOf(call, name);
	}
	const wanted = call.query.get('select')?.toLowerCase().split(',');
	const types = call.books.types.all.filter(
		(type) =>
			!type.isHidden &&
			call.role?.may(type, 'VIEW') !== false &&
			(!wanted || wanted.includes(type.name.toLowerCase())),
	);
	const unknown = wanted?.find((one) => !call.books.types.find(one));
	if (unknown !== undefined) {
		throw unknownRecordType(unknown);
	}
	const href = `${recordUrlOf(call)}/metadata-catalog`;
	return {
		status: 200,
		body: {
			links: [link('self', href)],
			items: types.map((type) => ({
				name: type.name,
				links: [link('canonical', `${href}/${type.name}`)],
			})),
		},
	};
}
