// Reads the SDF project's objects (netsuite/src/Objects/*.xml) as record types: custom records, custom
// lists and transaction body fields. A field renamed there breaks a test here, not a customer.
import { XMLParser } from 'fast-xml-parser';
import { field, type Field, type FieldKind, type RecordType } from './fields';
import { join, readdirSync, readFileSync } from './node';

interface ListValue {
	scriptId: string;
	name: string;
}

export interface CustomObjects {
	recordTypes: RecordType[];
	bodyFields: Field[];
	/** The values of each custom list, in order. */
	lists: Map<string, ListValue[]>;
}

interface FieldXml {
	'@scriptid': string;
	label?: string;
	fieldtype: string;
	selectrecordtype?: string;
	ismandatory?: string;
}

interface ObjectXml {
	customrecordtype?: {
		'@scriptid': string;
		recordname: string;
		includename?: string;
		customrecordcustomfields?: { customrecordcustomfield?: FieldXml[] };
	};
	customlist?: {
		'@scriptid': string;
		name: string;
		customvalues?: { customvalue?: Array<{ '@scriptid': string; value: string }> };
	};
	transactionbodycustomfield?: FieldXml;
}

const KINDS: Record<string, { kind: FieldKind; maxLength?: number }> = {
	TEXT: { kind: 'text', maxLength: 300 },
	TEXTAREA: { kind: 'text', maxLength: 4000 },
	CLOBTEXT: { kind: 'text', maxLength: 1_000_000 },
	RICHTEXT: { kind: 'text', maxLength: 100_000 },
	EMAIL: { kind: 'text', maxLength: 254 },
	PHONE: { kind: 'text', maxLength: 300 },
	URL: { kind: 'text', maxLength: 999 },
	CURRENCY: { kind: 'money' },
	INTEGER: { kind: 'integer' },
	FLOAT: { kind: 'number' },
	PERCENT: { kind: 'number' },
	DATE: { kind: 'date' },
	DATETIMETZ: { kind: 'datetime' },
	CHECKBOX: { kind: 'boolean' },
	SELECT: { kind: 'reference' },
};

const STANDARD_TARGETS: Record<string, string> = {
	'-2': 'customer',
	'-10': 'item',
	'-30': 'transaction',
	'-101': 'classification',
	'-102': 'department',
	'-103': 'location',
	'-105': 'accountingPeriod',
	'-112': 'account',
	'-122': 'currency',
};

const LISTS_IN_XML = new Set(['customrecordcustomfield', 'customvalue']);

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	isArray: (name) => LISTS_IN_XML.has(name),
});

function targetOf(xml: FieldXml): string | undefined {
	const target = xml.selectrecordtype ?? '';
	const scriptId = /\[scriptid=(\w+)\]/.exec(target)?.[1];
	return scriptId ?? STANDARD_TARGETS[target];
}

function readField(xml: FieldXml): Field {
	const shape = KINDS[xml.fieldtype];
	if (!shape) {
		throw new Error(`${xml['@scriptid']}: field type ${xml.fieldtype} is not imitated.`);
	}
	return field(xml['@scriptid'], shape.kind, {
		label: xml.label ?? xml['@scriptid'],
		maxLength: shape.maxLength,
		mandatory: xml.ismandatory === 'T',
		filterable: true,
		target: shape.kind === 'reference' ? targetOf(xml) : undefined,
	});
}

const COMMON_FIELDS = [
	field('id', 'text', { readOnly: true, filterable: true }),
	field('externalId', 'text', { label: 'External ID', filterable: true, maxLength: 255 }),
	field('isInactive', 'boolean', { filterable: true }),
	field('created', 'datetime', { readOnly: true, filterable: true }),
	field('lastModified', 'datetime', { readOnly: true, filterable: true }),
	field('owner', 'text', { readOnly: true }),
];

function readRecordType(xml: NonNullable<ObjectXml['customrecordtype']>): RecordType {
	const fields = xml.customrecordcustomfields?.customrecordcustomfield ?? [];
	return {
		name: xml['@scriptid'],
		label: xml.recordname,
		group: xml['@scriptid'],
		fields: [
			...COMMON_FIELDS,
			field('name', 'text', {
				maxLength: 300,
				mandatory: xml.includename !== 'F',
				filterable: true,
			}),
			...fields.map(readField),
		],
		sublists: [],
	};
}

function listType(scriptId: string, label: string): RecordType {
	return {
		name: scriptId,
		label,
		group: scriptId,
		fields: [
			...COMMON_FIELDS,
			field('name', 'text', { filterable: true }),
			field('scriptId', 'text', { filterable: true }),
		],
		sublists: [],
		readOnly: true,
	};
}

/** Hundreds of sandboxes in one process read the same files. */
const parsed = new Map<string, ObjectXml>();

function parseOnce(text: string): ObjectXml {
	const xml = parsed.get(text) ?? (parser.parse(text) as ObjectXml);
	parsed.set(text, xml);
	return xml;
}

export function readCustomObjects(folder: string): CustomObjects {
	const objects: CustomObjects = { recordTypes: [], bodyFields: [], lists: new Map() };
	const files = readdirSync(folder).filter((file) => file.endsWith('.xml'));
	for (const file of files.sort()) {
		const xml = parseOnce(readFileSync(join(folder, file), 'utf8'));
		if (xml.customrecordtype) {
			objects.recordTypes.push(readRecordType(xml.customrecordtype));
		} else if (xml.transactionbodycustomfield) {
			objects.bodyFields.push(readField(xml.transactionbodycustomfield));
		} else if (xml.customlist) {
			const { '@scriptid': scriptId, name, customvalues } = xml.customlist;
			const values = customvalues?.customvalue ?? [];
			objects.recordTypes.push(listType(scriptId, name));
			objects.lists.set(
				scriptId,
				values.map((value) => ({ scriptId: value['@scriptid'], name: value.value })),
			);
		}
	}
	return objects;
}
