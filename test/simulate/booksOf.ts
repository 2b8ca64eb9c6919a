// The books as far as a settlement changes them, in a shape that two sandboxes can be compared by:
// internal ids and numbers differ from run to run, amounts, names and statuses must not.
import type { AuditedBooks, AuditedRecord } from './auditor';

const DOCUMENTS = ['invoice', 'customerPayment', 'creditMemo', 'customerRefund'];
const STATUS_FIELDS = ['status', 'applied', 'rest', 'written_off', 'error_code'].map(
	(name) => `custrecord_amzstl_t_${name}`,
);

export function booksOf({ books }: { books: AuditedBooks }): string[] {
	const nameOf = new Map<string, string>();
	for (const type of DOCUMENTS) {
		for (const { id, externalId } of books.records(type)) {
			nameOf.set(id, externalId || 'seeded');
		}
	}
	const applied = ({ apply }: AuditedRecord) =>
		((apply ?? []) as Array<{ doc: string; amount: string }>)
			.map(({ doc, amount }) => `${nameOf.get(doc)} ${amount}`)
			.sort();
	const documents = DOCUMENTS.flatMap((type) =>
		books
			.records(type)
			.map((one) =>
				[type, one.externalId, one.total, one.open, one.tranDate, ...applied(one)].join(' | '),
			),
	);
	const transactions = books
		.records('customrecord_amzstl_transaction')
		.map((one) =>
			[one.externalId, ...STATUS_FIELDS.map((name) => one.labels[name] ?? one[name] ?? '')].join(
				' | ',
			),
		);
	const recordNamed = new Map(
		books.records('customrecord_amzstl_transaction').map(({ id, externalId }) => [id, externalId]),
	);
	const cashSales = books
		.records('cashSale')
		.map(({ externalId, total, custbody_amzstl_transaction: link }) =>
			['cashSale', externalId, total, recordNamed.get(String(link)) ?? ''].join(' | '),
		);
	return [...documents, ...cashSales, ...transactions].sort();
}

/** What does not depend on how many transactions share a payment: statuses, amounts, open balances. */
export function balancesOf({ books }: { books: AuditedBooks }): string[] {
	const lines = booksOf({ books });
	const invoices = books
		.records('invoice')
		.map(
			({ externalId, total, open }) => `invoice ${externalId} | ${String(total)} | ${String(open)}`,
		);
	const isShared = (line: string) => /^(customerPayment|invoice) \|/.test(line);
	return [...lines.filter((line) => !isShared(line)), ...invoices.sort()];
}
