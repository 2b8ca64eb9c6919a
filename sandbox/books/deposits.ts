// What deposits gather: payments and cash sales that lie in Undeposited Funds. One deposit takes each of them once; while
// it stands they are deposited and cannot be changed, and when it goes they wait again (help section_3941950392).
import { invalidFieldValue, userError } from '../errors';
import type { Books } from './books';
import { isApproved } from './figures';
import { linesOf, text, type BookRecord, type Values } from './record';

const GATHERED = new Set(['customerPayment', 'cashSale']);

/** On the list of payments that a deposit may take. */
function isListed(payment: BookRecord | undefined, deposit: BookRecord): payment is BookRecord {
	return (
		payment !== undefined &&
		GATHERED.has(payment.type) &&
		payment.fields.undepFunds === 'true' &&
		payment.fields.voided !== true &&
		isApproved(payment) &&
		payment.fields.currency === deposit.fields.currency &&
		[undefined, deposit.id].includes(
			payment.fields.sandboxDeposit === undefined ? undefined : text(payment.fields.sandboxDeposit),
		)
	);
}

/** Lines that are not marked go; what is not on the list goes as well, or is refused (`depositNotListed`). */
export function completeDeposit(record: BookRecord, books: Books): void {
	const { depositNotListed } = books.preferences;
	record.lines.payment = linesOf(record, 'payment')
		.filter(({ deposit }) => deposit !== false)
		.flatMap((line, at): Values[] => {
			const payment = books.get('transaction', text(line.id));
			if (isListed(payment, record)) {
				const { total } = books.figures(payment);
				return [{ ...line, deposit: true, paymentAmount: total }];
			}
			if (depositNotListed === 'ignored') {
				return [];
			}
			throw invalidFieldValue(text(line.id), 'id', `payment.items[${at}].id`);
		});
}

export function checkDeposit(record: BookRecord): void {
	const lines = [...linesOf(record, 'payment'), ...linesOf(record, 'other')];
	if (lines.length === 0) {
		throw userError('You must enter at least one line item for this transaction.');
	}
}

const BOUND = ['payment', 'account', 'undepFunds', 'currency', 'customer', 'entity', 'voided'];

/** What was deposited keeps its money. */
export function checkDeposited(record: BookRecord, before: BookRecord): void {
	const isChanged = BOUND.some((name) => record.fields[name] !== before.fields[name]);
	if (before.fields.sandboxDeposit !== undefined && isChanged) {
		throw userError('This transaction has been deposited and can no longer be changed.');
	}
}

/** The payments that a change of a deposit takes or lets go, before and after it. */
export function depositChanges(
	before: BookRecord | undefined,
	after: BookRecord | undefined,
	books: Books,
): Array<[before: BookRecord, after: BookRecord]> {
	const idsOf = (deposit: BookRecord | undefined) =>
		linesOf(deposit, 'payment').map(({ id }) => text(id));
	const taken = new Set(idsOf(after));
	return [...new Set([...idsOf(before), ...taken])].flatMap((id) => {
		const payment = books.get('transaction', id);
		if (payment === undefined) {
			return [];
		}
		const sandboxDeposit = taken.has(id) ? after?.id : undefined;
		return [[payment, { ...payment, fields: { ...payment.fields, sandboxDeposit } }] as const];
	}) as Array<[BookRecord, BookRecord]>;
}
