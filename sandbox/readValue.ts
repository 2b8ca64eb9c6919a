// One value of a request body as a plain value of the books, or the refusal it deserves. References come
// in all their forms: `{id}`, `{externalId}`, `{refName}`, a bare text or number.
import type { Books } from './books/books';
import { toMinorUnits } from './books/money';
import { nameOf } from './books/names';
import type { BookRecord, Value } from './books/record';
import { invalidFieldValue, invalidValue, userError } from './errors';
import type { Field } from './fields';

export type Json = Record<string, unknown>;

interface Surroundings {
	books: Books;
	/** Decimals of the currency amounts are in. */
	exponent: number;
}

const EXTERNAL_ID = /^[A-Za-z0-9_-]+$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Letters, digits, underscore and hyphen (help section_156334828635). */
export function checkExternalId(externalId: string): string {
	if (!EXTERNAL_ID.test(externalId)) {
		throw userError(
			`Invalid external ID ${externalId}. Use letters, digits, underscores and hyphens only.`,
		);
	}
	return externalId;
}

export function readReference(value: unknown, field: Field, path: string, books: Books): Value {
	const { id, externalId, refName } = isObject(value)
		? value
		: { id: value, externalId: undefined, refName: undefined };
	const given = id ?? externalId ?? refName;
	if (typeof given !== 'string' && typeof given !== 'number') {
		throw invalidValue(field.name, path);
	}
	const { target } = field;
	if (target === undefined) {
		return String(given);
	}
	const found = findReferenced(books, target, { id, externalId, refName });
	if (!found) {
		throw invalidFieldValue(String(given), field.name, path);
	}
	return found.id;
}

function findReferenced(books: Books, target: string, by: Json): BookRecord | undefined {
	if (by.id !== undefined) {
		return books.get(target, String(by.id));
	}
	if (by.externalId !== undefined) {
		return books.byExternalId(target, String(by.externalId));
	}
	return books
		.inGroup(target)
		.find((record) => nameOf(record, books.typeOf(record).label) === by.refName);
}

function isDate(value: string): boolean {
	const moment = new Date(`${value}T00:00:00Z`);
	return DATE.test(value) && moment.toISOString().slice(0, 10) === value;
}

function readText(value: unknown, field: Field, path: string): Value {
	if (typeof value !== 'string') {
		throw invalidValue(field.name, path);
	}
	if (value.length > (field.maxLength ?? Infinity)) {
		throw userError(
			`The field ${field.name} contained more than the maximum number ( ${field.maxLength} ) of characters allowed.`,
			path,
		);
	}
	return field.name === 'externalId' ? checkExternalId(value) : value;
}

function readNumber(value: unknown, field: Field, path: string): Value {
	const isWhole = field.kind !== 'integer' || Number.isSafeInteger(value);
	if (typeof value !== 'number' || !Number.isFinite(value) || !isWhole) {
		throw invalidValue(field.name, path);
	}
	return value;
}

/** A radio field has one spelling of yes and no in each account; the books say true and false. */
function spelled(field: Field, books: Books): Record<string, string> {
	const ids = Object.keys(field.options ?? {});
	const isShort = field.name === 'undepFunds' && books.preferences.undepFunds === 'T/F';
	const short: Record<string, string> = { true: 'T', false: 'F' };
	return Object.fromEntries(ids.map((id) => [isShort ? short[id] : id, id]));
}

export function spelling(id: string, field: Field, books: Books): string {
	const found = Object.entries(spelled(field, books)).find(([, own]) => own === id);
	return found?.[0] ?? id;
}

function readEnum(value: unknown, field: Field, path: string, books: Books): Value {
	const given = isObject(value) ? value.id : value;
	const spellings = spelled(field, books);
	if (typeof given !== 'string' || !Object.hasOwn(spellings, given)) {
		throw invalidFieldValue(String(given), field.name, path);
	}
	return spellings[given];
}

function readMoney(value: unknown, field: Field, path: string, exponent: number): Value {
	const units = typeof value === 'number' ? toMinorUnits(value, exponent) : null;
	if (units === null) {
		throw invalidValue(field.name, path);
	}
	return units;
}

function readDay(value: unknown, field: Field, path: string): Value {
	if (typeof value !== 'string' || Number.isNaN(Date.parse(value)) || !isDate(value.slice(0, 10))) {
		throw invalidValue(field.name, path);
	}
	if (field.kind === 'date' && !DATE.test(value)) {
		throw invalidValue(field.name, path);
	}
	return field.kind === 'date' ? value : `${new Date(value).toISOString().slice(0, 19)}Z`;
}

export function readValue(
	value: unknown,
	field: Field,
	path: string,
	surroundings: Surroundings,
): Value | null {
	if (value === null || (value === '' && field.kind !== 'boolean')) {
		return null;
	}
	switch (field.kind) {
		case 'text':
			return readText(value, field, path);
		case 'integer':
		case 'number':
			return readNumber(value, field, path);
		case 'money':
			return readMoney(value, field, path, surroundings.exponent);
		case 'date':
		case 'datetime':
			return readDay(value, field, path);
		case 'boolean':
			if (typeof value !== 'boolean') {
				throw invalidValue(field.name, path);
			}
			return value;
		case 'enum':
			return readEnum(value, field, path, surroundings.books);
		default:
			return readReference(value, field, path, surroundings.books);
	}
}
