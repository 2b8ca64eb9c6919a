// Reads the JSON body of a create or update against a record type: names in any case, values checked
// and turned into the books' plain values, all forms of references resolved. Changes nothing.
import type { Books } from './books/books';
import { DEFAULT_EXPONENT, exponentOf } from './books/money';
import { text, type BookRecord, type Value } from './books/record';
import { invalidContent, invalidValue } from './errors';
import { findField, type Field, type RecordType } from './fields';
import { isObject, readReference, readValue, type Json } from './readValue';

export type NameValidation = 'Error' | 'Warning' | 'Ignore';

/** Null clears a field. */
export type LineDraft = Record<string, Value | null>;

export interface Draft {
	fields: LineDraft;
	/** Null empties a sublist. */
	sublists: Record<string, LineDraft[] | null>;
	/** Names nobody knows, dropped with a warning. */
	unknown: string[];
	/** The decimals of the record's currency, by which its amounts were read. */
	exponent: number;
}

interface Reading {
	books: Books;
	exponent: number;
	names: NameValidation;
	unknown: string[];
}

const ALWAYS_IGNORED = new Set(['links', 'refname', 'id']);

function readUnknown(name: string, path: string, reading: Reading): void {
	if (reading.names === 'Error') {
		throw invalidContent(`Unknown reference or field name '${name}'.`, path);
	}
	reading.unknown.push(path);
}

function readFields(
	body: Json,
	fields: Field[],
	prefix: string,
	reading: Reading,
	sublistNames: Set<string> = new Set(),
): LineDraft {
	const draft: LineDraft = {};
	for (const [name, value] of Object.entries(body)) {
		const key = name.toLowerCase();
		const field = findField(fields, name);
		const path = prefix + name;
		const isLink = ALWAYS_IGNORED.has(key) && field === undefined;
		if (isLink || sublistNames.has(key) || field?.readOnly) {
			continue;
		}
		if (field) {
			draft[field.name] = readValue(value, field, path, reading);
		} else {
			readUnknown(name, path, reading);
		}
	}
	return draft;
}

function readSublist(
	value: unknown,
	name: string,
	fields: Field[],
	reading: Reading,
): LineDraft[] | null {
	const items = Array.isArray(value) ? value : isObject(value) ? value.items : value;
	if (items === null) {
		return null;
	}
	if (!Array.isArray(items)) {
		throw invalidValue(name, name);
	}
	return items.map((line, position) => {
		const path = `${name}.items[${position}]`;
		if (!isObject(line)) {
			throw invalidValue(name, path);
		}
		return readFields(line, fields, `${path}.`, reading);
	});
}

/** The currency decides how amounts are read: the body's, else the record's, else the customer's. */
function exponentFor(body: Json, type: RecordType, existing: BookRecord, books: Books): number {
	if (type.group !== 'transaction') {
		return DEFAULT_EXPONENT;
	}
	const asked = ['currency', 'customer', 'entity'].map((name) => {
		const key = Object.keys(body).find((candidate) => candidate.toLowerCase() === name);
		const field = findField(type.fields, name);
		return key && field && body[key] !== null
			? text(readReference(body[key], field, name, books))
			: text(existing.fields[name]);
	});
	const [currency, ...customers] = asked;
	const customer = customers.map((id) => books.get('customer', id)).find((found) => found);
	const base = books.inGroup('currency')[0]?.id ?? '';
	const id = currency || text(customer?.fields.currency) || base;
	return exponentOf(text(books.get('currency', id)?.fields.symbol));
}

/** Reads a body for a record that exists, or for an empty or pre-filled new one. */
export function readBody(
	body: unknown,
	existing: BookRecord,
	books: Books,
	names: NameValidation,
): Draft {
	if (!isObject(body)) {
		throw invalidContent('Invalid content in the request body.');
	}
	const type = books.typeOf(existing);
	const reading: Reading = {
		books,
		names,
		exponent: exponentFor(body, type, existing, books),
		unknown: [],
	};
	const sublistNames = new Set(type.sublists.map(({ name }) => name.toLowerCase()));
	const fields = readFields(body, type.fields, '', reading, sublistNames);
	const sublists: Draft['sublists'] = {};
	for (const sublist of type.sublists) {
		const key = Object.keys(body).find((name) => name.toLowerCase() === sublist.name.toLowerCase());
		if (key !== undefined) {
			sublists[sublist.name] = readSublist(body[key], sublist.name, sublist.fields, reading);
		}
	}
	return { fields, sublists, unknown: reading.unknown, exponent: reading.exponent };
}
