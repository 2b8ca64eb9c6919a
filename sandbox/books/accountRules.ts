// What one account refuses and another takes: inactive customers, accounts and items, fields that a form
// makes mandatory, the payment method of a refund. The seed sets them; what a seed plants is exempt.
import { invalidFieldValue, missingFields } from '../errors';
import { findField, type Field } from '../fields';
import type { Books } from './books';
import { linesOf, text, type BookRecord, type Values } from './record';

/** Only what somebody chooses now: a record that names it already may stay as it is. */
function checkActive(
	fields: Field[],
	values: Values,
	before: Values | undefined,
	books: Books,
	prefix = '',
): void {
	for (const { name, target } of fields) {
		const id = values[name];
		if (target === undefined || id === undefined || id === before?.[name]) {
			continue;
		}
		if (books.get(target, text(id))?.fields.isInactive === true) {
			throw invalidFieldValue(text(id), name, prefix === '' ? name : `${prefix}.${name}`);
		}
	}
}

function labelOf(name: string, fields: Field[]): string {
	return findField(fields, name)?.label ?? name;
}

function missingIn(record: BookRecord, wanted: string[], books: Books): string[] {
	const { fields, sublists } = books.typeOf(record);
	return wanted.flatMap((path) => {
		const [sublistName, column] = path.split('.');
		if (column === undefined) {
			return record.fields[path] === undefined ? [labelOf(path, fields)] : [];
		}
		const sublist = sublists.find(({ name }) => name === sublistName);
		const isMissing = linesOf(record, sublistName).some((line) => line[column] === undefined);
		return sublist !== undefined && isMissing ? [labelOf(column, sublist.fields)] : [];
	});
}

const METHODS = ['paymentOption', 'paymentMethod'];

export function checkAccountRules(
	record: BookRecord,
	before: BookRecord | undefined,
	books: Books,
): void {
	if (record.seeded) {
		return;
	}
	const type = books.typeOf(record);
	checkActive(type.fields, record.fields, before?.fields, books);
	for (const { name, fields } of type.sublists) {
		const earlier = linesOf(before, name);
		linesOf(record, name).forEach((line, position) => {
			checkActive(fields, line, earlier[position], books, `${name}.items[${position}]`);
		});
	}
	const { mandatory, refundNeedsMethod } = books.preferences;
	const missing = missingIn(record, mandatory[record.type] ?? [], books);
	const hasMethod = METHODS.some((name) => record.fields[name] !== undefined);
	if (record.type === 'customerRefund' && refundNeedsMethod && !hasMethod) {
		missing.push('Payment Method');
	}
	if (missing.length > 0) {
		throw missingFields(missing);
	}
}
