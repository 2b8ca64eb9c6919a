// The words in which record types are described: fields, sublists and record types, and the register
// in which they are found by name. Standard types are in recordTypes.ts, custom ones come from XML.

import type { Features } from './books/preferences';

export type FieldKind =
	| 'text'
	| 'integer'
	| 'number'
	| 'money'
	| 'date'
	| 'datetime'
	| 'boolean'
	| 'reference'
	| 'enum';

export interface Field {
	name: string;
	label: string;
	kind: FieldKind;
	/** The group of records a reference points into; without one any id is taken as it is. */
	target?: string;
	/** The values of an enumeration and their labels. */
	options?: Record<string, string>;
	maxLength?: number;
	mandatory?: boolean;
	readOnly?: boolean;
	filterable?: boolean;
	/** The feature of the account without which it is not there. */
	feature?: keyof Features;
}

export interface Sublist {
	name: string;
	/** The fields by which a line of a request finds the line it changes. */
	key: string[];
	fields: Field[];
}

export interface RecordType {
	name: string;
	label: string;
	/** Records of one group share their internal ids and their external ids. */
	group: string;
	fields: Field[];
	sublists: Sublist[];
	/** What NetSuite calls the type in SuiteQL (`CustInvc`), for transactions and items. */
	sqlType?: string;
	/** The first letters of the numbers NetSuite gives to records of this type. */
	numberPrefix?: string;
	readOnly?: boolean;
	/** The feature of the account without which nobody sees it. */
	feature?: keyof Features;
	isHidden?: boolean;
}

export interface RecordTypes {
	all: RecordType[];
	/** By name in any case: Oracle's own samples write `/cashsale`. */
	find(name: string): RecordType | undefined;
	/** By name; for names that the sandbox itself wrote. */
	get(name: string): RecordType;
	inGroup(group: string): RecordType[];
}

export function createRecordTypes(all: RecordType[]): RecordTypes {
	const byName = new Map(all.map((type) => [type.name.toLowerCase(), type]));
	const find = (name: string) => byName.get(name.toLowerCase());
	return {
		all,
		find,
		get: (name) => {
			const type = find(name);
			if (!type) {
				throw new Error(`The sandbox knows no record type ${name}.`);
			}
			return type;
		},
		inGroup: (group) => all.filter((type) => type.group === group),
	};
}

/** The types as an account has them that lacks some features: without their fields, and hidden. */
export function ofFeatures(types: RecordType[], features: Features): RecordType[] {
	const isOn = ({ feature }: { feature?: keyof Features }) =>
		feature === undefined || features[feature];
	return types.map((type) => ({
		...type,
		isHidden: !isOn(type),
		fields: type.fields.filter(isOn),
		sublists: type.sublists.map((sublist) => ({
			...sublist,
			fields: sublist.fields.filter(isOn),
		})),
	}));
}

/** A field; its label is made from its name unless one is given. */
export function field(name: string, kind: FieldKind, more: Partial<Field> = {}): Field {
	const words = name.replace(/([a-z])([A-Z])/g, '$1 $2');
	return { name, kind, label: words.charAt(0).toUpperCase() + words.slice(1), ...more };
}

export function reference(name: string, target: string, more: Partial<Field> = {}): Field {
	return field(name, 'reference', { target, ...more });
}

export function choice(
	name: string,
	options: Record<string, string>,
	more: Partial<Field> = {},
): Field {
	return field(name, 'enum', { options, ...more });
}

/** Finds a field by its name in any case: bodies may write `trandate`. */
export function findField(fields: Field[], name: string): Field | undefined {
	const wanted = name.toLowerCase();
	return fields.find((candidate) => candidate.name.toLowerCase() === wanted);
}

export const TRANSACTIONS = 'transaction';
export const ITEMS = 'item';

/** What every standard record has. */
export const RECORD_STAMPS = [
	field('id', 'text', { readOnly: true, filterable: true }),
	field('externalId', 'text', { label: 'External ID', filterable: true, maxLength: 255 }),
	field('createdDate', 'datetime', { readOnly: true, filterable: true }),
	field('lastModifiedDate', 'datetime', { readOnly: true, filterable: true }),
];
