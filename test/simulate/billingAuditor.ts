// The auditor of billing: reads the books as they stand and recomputes every sales order from its own bills.
// It shares no code with what it audits. No findings mean: each order is billed as far as the story says and
// not once more, line by line, and every bill leads back to its order and is open as far as it is not paid.
import type { AuditedBooks, AuditedRecord } from './auditor';
import { minorOf } from './auditor';

export interface ExpectedOrder {
	/** Minor units that its bills must sum to. */
	billed: number;
	/** External IDs of its bills, in any order. */
	names: string[];
}

interface BillLine {
	quantity: number;
	amount: string;
	orderDoc?: string;
	orderLine?: number;
}

interface OrderLine {
	line: number;
	quantity: number;
	quantityBilled: number;
}

const DIGITS = 2;
const minor = (value: unknown) => minorOf(value, DIGITS);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const linesOf = (record: AuditedRecord) => (record.item ?? []) as BillLine[];

/** `expected` by the external ID of the sales order; an order that is not named must have no bill. */
export function auditBilling(
	books: AuditedBooks,
	expected: ReadonlyMap<string, ExpectedOrder>,
	type: 'invoice' | 'cashSale' = 'invoice',
): string[] {
	const findings: string[] = [];
	const check = (isRight: boolean, finding: string) => {
		if (!isRight) {
			findings.push(finding);
		}
	};
	const all = [...books.records('invoice'), ...books.records('cashSale')];
	// A voided bill bills nothing; all it keeps is its external ID.
	const bills = all.filter(({ voided }) => !voided);
	const orders = books.records('salesOrder');

	for (const order of orders) {
		const label = `order ${order.externalId}`;
		const own = bills.filter((bill) => bill.createdFrom === order.id);
		const { billed, names } = expected.get(order.externalId) ?? { billed: 0, names: [] };
		const total = sum(own.map((bill) => minor(bill.total)));
		check(total === billed, `${label} is billed over ${total}, not ${billed}`);
		check(total <= minor(order.total), `${label} is billed over more than its total`);
		check(
			JSON.stringify(own.map(({ externalId }) => externalId).sort()) ===
				JSON.stringify([...names].sort()),
			`${label} has the bills ${own.map(({ externalId }) => externalId).join(', ') || 'none'}`,
		);
		for (const line of (order.item ?? []) as unknown as OrderLine[]) {
			const quantity = sum(
				own
					.flatMap(linesOf)
					.filter(({ orderDoc, orderLine }) => orderDoc === order.id && orderLine === line.line)
					.map((billedLine) => billedLine.quantity),
			);
			check(quantity <= line.quantity, `${label} line ${line.line}: ${quantity} billed`);
			check(
				quantity === line.quantityBilled,
				`${label} line ${line.line}: bills have ${quantity}, the order ${line.quantityBilled}`,
			);
		}
		for (const bill of own.filter(({ seeded }) => !seeded)) {
			check(bill.type === type, `${label} became a ${String(bill.type)}`);
			check(bill.entity === order.entity, `${label}: the bill has another customer`);
			check(bill.currency === order.currency, `${label}: the bill has another currency`);
			check(
				linesOf(bill).every(({ orderDoc }) => orderDoc === order.id),
				`${label}: a line of ${bill.externalId} is not the order's`,
			);
		}
	}

	const orderIds = new Set(orders.map(({ id }) => id));
	for (const bill of bills.filter(({ seeded }) => !seeded)) {
		check(orderIds.has(String(bill.createdFrom)), `${bill.externalId} leads to no order`);
		const lines = sum(linesOf(bill).map(({ amount }) => minor(amount)));
		check(lines === minor(bill.total), `${bill.externalId} is over another sum than its lines`);
	}
	const paid = books.records('customerPayment').flatMap(({ apply }) => (apply ?? []) as Apply[]);
	for (const invoice of books.records('invoice')) {
		const applied = sum(
			paid.filter(({ doc }) => doc === invoice.id).map(({ amount }) => minor(amount)),
		);
		check(
			minor(invoice.open) === minor(invoice.total) - applied,
			`${invoice.externalId} has ${String(invoice.open)} open`,
		);
	}
	const used = all.map(({ externalId }) => externalId.toLowerCase()).filter((id) => id !== '');
	check(new Set(used).size === used.length, 'two bills have one external ID');
	return findings;
}

interface Apply {
	doc: string;
	amount: string;
}
