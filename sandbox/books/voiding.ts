// Voiding by hand, as NetSuite's Void button does it where voids are made directly (help section_N563543):
// the transaction stays in the books with its number, external id and links, but over nothing, and what it
// had closed is open again. REST cannot void, so this has no NetSuite path: see control.ts.
import type { Books } from './books';
import { userError } from '../errors';
import { linesOf, type BookRecord, type Values } from './record';
import { checkPeriod } from './rules';

/** Direct voids among the types served here (help section_4483109897); sales orders are not imitated. */
const VOIDABLE = new Set([
	'invoice',
	'cashSale',
	'customerPayment',
	'creditMemo',
	'customerRefund',
	'journalEntry',
]);

function overNothing(line: Values): Values {
	const amounts = ['amount', 'rate', 'taxAmount', 'debit', 'credit'];
	return Object.fromEntries(
		Object.entries(line).map(([name, value]) => [name, amounts.includes(name) ? 0 : value]),
	);
}

/** The transaction as it stands once it is voided. */
function voided(record: BookRecord, keptTotal: number): BookRecord {
	const { fields, lines } = record;
	return {
		...record,
		fields: {
			...fields,
			...(fields.payment === undefined ? {} : { payment: 0 }),
			voided: true,
			...(keptTotal === 0 ? {} : { sandboxVoidedTotal: keptTotal }),
		},
		lines: {
			...Object.fromEntries(
				Object.keys(lines).map((name) => [name, linesOf(record, name).map(overNothing)]),
			),
			...(lines.apply === undefined ? {} : { apply: [] }),
		},
	};
}

/** Throws a Refusal and changes nothing when the books do not allow it. */
export function voidTransaction(books: Books, id: string): BookRecord {
	const record = books.get('transaction', id);
	if (record === undefined || !VOIDABLE.has(record.type)) {
		throw userError(`There is no transaction ${id} that can be voided.`);
	}
	if (record.fields.voided === true) {
		throw userError('This transaction is voided already.');
	}
	if (books.appliedTo(id) > 0) {
		throw userError('This transaction cannot be voided: other transactions are applied to it.');
	}
	checkPeriod({ ...record, seeded: false }, undefined, books);
	const isKept = books.preferences.voidedTotal === 'kept';
	return books.put(voided(record, isKept ? books.figures(record).total : 0));
}
