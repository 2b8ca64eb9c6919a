// What a transaction comes to: total, applied and open, computed from its lines and from what is
// applied to it. Nothing of this is ever stored, so it cannot fall out of step.
import { amount, linesOf, sum, text, type BookRecord, type Values } from './record';

export interface Figures {
	subtotal: number;
	tax: number;
	total: number;
	/** What has been paid on, refunded from or credited with this transaction. */
	applied: number;
	/** What can still be applied to it, or from it. */
	open: number;
	status: string;
}

/** Which types the lines of a type may be applied to. */
export const APPLIES_TO: Record<string, string[]> = {
	customerPayment: ['invoice'],
	creditMemo: ['invoice'],
	customerRefund: ['creditMemo', 'customerPayment'],
};

const OPEN_TYPES = new Set(['invoice', 'creditMemo', 'customerPayment']);

function quantitiesOf(line: Values): [quantity: number, fulfilled: number, billed: number] {
	return [amount(line.quantity), amount(line.quantityFulfilled), amount(line.quantityBilled)];
}

function orderStatus(order: BookRecord): string {
	if (order.fields.orderStatus === 'A' || order.fields.orderStatus === 'C') {
		return order.fields.orderStatus;
	}
	const lines = linesOf(order, 'item')
		.filter((line) => line.isClosed !== true)
		.map(quantitiesOf);
	if (lines.length === 0) {
		return 'H';
	}
	if (lines.every(([quantity, fulfilled, billed]) => Math.min(fulfilled, billed) >= quantity)) {
		return 'G';
	}
	if (lines.every(([quantity, fulfilled]) => fulfilled >= quantity)) {
		return 'F';
	}
	if (lines.some(([, fulfilled, billed]) => fulfilled > billed)) {
		return 'E';
	}
	return lines.some(([, fulfilled]) => fulfilled > 0) ? 'D' : 'B';
}

/** What waits for approval, or was refused it, is no part of the ledger. */
export function isApproved(record: BookRecord): boolean {
	const { approvalStatus } = record.fields;
	return approvalStatus === undefined || approvalStatus === '2';
}

/** Pending Approval and Rejected of an invoice; of a payment Unapproved Payment. */
const UNAPPROVED_STATUS: Record<string, Record<string, string>> = {
	invoice: { 1: 'D', 3: 'E' },
	journalEntry: { 1: 'A', 3: 'C' },
	customerPayment: { 1: 'A', 3: 'A' },
	cashSale: { 1: 'A', 3: 'A' },
};

/** Those whose statuses know Voided; a voided payment or cash sale keeps its letter (README.md). */
const VOIDED_STATUS = new Set(['invoice', 'creditMemo', 'customerRefund']);

function statusOf(record: BookRecord, open: number): string {
	if (record.fields.voided === true && VOIDED_STATUS.has(record.type)) {
		return 'V';
	}
	const unapproved = UNAPPROVED_STATUS[record.type]?.[text(record.fields.approvalStatus)];
	if (unapproved !== undefined) {
		return unapproved;
	}
	switch (record.type) {
		case 'salesOrder':
			return orderStatus(record);
		case 'invoice':
		case 'creditMemo':
			return open === 0 ? 'B' : 'A';
		case 'customerPayment':
		case 'cashSale':
			return record.fields.undepFunds === 'true' && record.fields.sandboxDeposit === undefined
				? 'B'
				: 'C';
		case 'customerRefund':
			return 'R';
		case 'itemFulfillment':
			return 'C';
		default:
			return 'B';
	}
}

/** The figures of a transaction, given what other transactions have applied to it. */
export function figuresOf(record: BookRecord, appliedByOthers: number): Figures {
	const items = linesOf(record, 'item');
	const subtotal = sum(items.map((line) => amount(line.amount)));
	const tax = sum(items.map((line) => amount(line.taxAmount)));
	const appliedHere = sum(linesOf(record, 'apply').map((line) => amount(line.amount)));
	const total = totalOf(record, subtotal + tax, appliedHere);
	const applied = appliedHere + appliedByOthers;
	const isOpen = OPEN_TYPES.has(record.type) && record.fields.voided !== true;
	const open = isOpen ? total - applied : 0;
	return { subtotal, tax, total, applied, open, status: statusOf(record, open) };
}

function totalOf(record: BookRecord, ofItems: number, appliedHere: number): number {
	if (record.fields.voided === true) {
		// See the preference `voidedTotal`.
		return amount(record.fields.sandboxVoidedTotal);
	}
	switch (record.type) {
		case 'customerPayment':
			return amount(record.fields.payment);
		case 'customerRefund':
			return appliedHere;
		case 'journalEntry':
			return sum(linesOf(record, 'line').map((line) => amount(line.debit)));
		case 'deposit':
			return sum([
				...linesOf(record, 'payment').map((line) => amount(line.paymentAmount)),
				...linesOf(record, 'other').map((line) => amount(line.amount)),
			]);
		default:
			return ofItems;
	}
}
