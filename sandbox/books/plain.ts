// A record as an auditor or the demo reads it: flat, money as decimal strings, currencies by their ISO
// code, and for every reference into a custom list the value's name beside its id.
import type { Books } from './books';
import type { Field } from '../fields';
import { exponentOf, DEFAULT_EXPONENT, toDecimal } from './money';
import { amount, customerOf, linesOf, text, type BookRecord, type Value } from './record';

type PlainValue = string | number | boolean;

export interface PlainRecord {
	[field: string]: PlainValue | Record<string, string> | Array<Record<string, PlainValue>>;
	id: string;
	type: string;
	externalId: string;
	seeded: boolean;
	/** Of transactions. */
	voided: boolean;
	/** The names behind the ids of custom list values, by field. */
	labels: Record<string, string>;
}

function plainValue(value: Value, field: Field | undefined, exponent: number): PlainValue {
	return field?.kind === 'money' ? toDecimal(amount(value), exponent) : value;
}

function plainLines(
	record: BookRecord,
	sublist: string,
	fields: Field[],
	exponent: number,
): Array<Record<string, PlainValue>> {
	return linesOf(record, sublist).map((line) =>
		Object.fromEntries(
			Object.entries(line).flatMap(([name, value]) => {
				const field = fields.find((candidate) => candidate.name === name);
				return value === undefined ? [] : [[name, plainValue(value, field, exponent)]];
			}),
		),
	);
}

function plainFigures(record: BookRecord, books: Books): Record<string, PlainValue> {
	const currency = text(books.get('currency', text(record.fields.currency))?.fields.symbol);
	const exponent = exponentOf(currency);
	const { total, applied, open, status } = books.figures(record);
	return {
		entity: customerOf(record),
		currency,
		tranDate: text(record.fields.tranDate),
		status,
		total: toDecimal(total, exponent),
		applied: toDecimal(applied, exponent),
		unapplied: toDecimal(total - applied, exponent),
		open: toDecimal(open, exponent),
	};
}

export function plainRecord(record: BookRecord, books: Books): PlainRecord {
	const type = books.typeOf(record);
	const isTransaction = type.group === 'transaction';
	const exponent = isTransaction ? books.exponent(record) : DEFAULT_EXPONENT;
	const values: Record<string, PlainValue> = {};
	const labels: Record<string, string> = {};
	for (const field of type.fields) {
		const value = record.fields[field.name];
		if (value === undefined) {
			continue;
		}
		values[field.name] = plainValue(value, field, exponent);
		if (field.target?.startsWith('customlist')) {
			labels[field.name] = text(books.get(field.target, text(value))?.fields.name);
		}
	}
	const sublists = type.sublists.map(({ name, fields }) => [
		name,
		plainLines(record, name, fields, exponent),
	]);
	return {
		...values,
		...(isTransaction ? plainFigures(record, books) : {}),
		...(Object.fromEntries(sublists) as Record<string, Array<Record<string, PlainValue>>>),
		id: record.id,
		type: record.type,
		externalId: text(record.fields.externalId),
		seeded: record.seeded === true,
		voided: record.fields.voided === true,
		labels,
	};
}
