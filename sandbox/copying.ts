// Make Copy, as the button of NetSuite's pages does it: a new record with all that the old one has but its
// external id, its number and its stamps. What a copied payment or memo applies is capped to what is still
// open; the rest of a payment is unapplied. No REST request copies, so this has a control path only.
import type { Books } from './books/books';
import { amount, linesOf, text, type BookRecord, type Values } from './books/record';
import { noSuchRecord } from './errors';
import { TRANSACTIONS } from './fields';

/** Given anew when the copy is saved; a copy of what was voided is not voided. */
const OWN = [
	'externalId',
	'tranId',
	'voided',
	'sandboxVoidedTotal',
	'createdDate',
	'lastModifiedDate',
	'created',
	'lastModified',
];

/** A copied bill or fulfilment bills and ships nothing of the order again. */
const OF_THE_ORDER = ['orderDoc', 'orderLine'];

function without(values: Values, names: string[]): Values {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}

function stillOpen(line: Values, books: Books): Values[] {
	const document = books.get(TRANSACTIONS, text(line.doc));
	const open = document === undefined ? 0 : books.figures(document).open;
	const part = Math.min(amount(line.amount), Math.max(open, 0));
	return part > 0 ? [{ ...line, amount: part }] : [];
}

function copyOf(record: BookRecord, books: Books): BookRecord {
	const lines = Object.fromEntries(
		Object.keys(record.lines).map((name) => [
			name,
			name === 'apply'
				? linesOf(record, name).flatMap((line) => stillOpen(line, books))
				: linesOf(record, name).map((line) => without(line, OF_THE_ORDER)),
		]),
	);
	const { group } = books.typeOf(record);
	return {
		type: record.type,
		id: books.nextId(group),
		fields: without(record.fields, OWN),
		lines,
	};
}

/** Throws a Refusal when there is no such record or the books do not take the copy. */
export function copyRecord(books: Books, id: string, type: string = TRANSACTIONS): BookRecord {
	const group = type === TRANSACTIONS ? TRANSACTIONS : books.types.find(type)?.group;
	const record = group === undefined ? undefined : books.get(group, id);
	const isOfType = type === TRANSACTIONS || record?.type === books.types.find(type)?.name;
	if (record === undefined || !isOfType) {
		throw noSuchRecord();
	}
	return books.put(copyOf(record, books));
}
