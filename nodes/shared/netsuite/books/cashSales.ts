// Orders that were billed as cash sales, which are paid already: a cash sale of exactly the amount settles
// its transaction, with nothing applied and nothing posted. It is claimed by our two link fields on it, and
// one cash sale settles one transaction. Which one settles which is decided here: pure.
import { NetSuiteError } from '../api/netSuiteError';
import { money, toMinor } from '../records/amount';
import type { DocumentId, RecordId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { LinkedPayment } from './earlierPayments';
import type { OrderDocument } from './invoices';

const number = ({ number: tranId, internalId }: Pick<OrderDocument, 'number' | 'internalId'>) =>
	tranId || internalId;

function found(
	{ orderId, transactionAmount, currency }: SettlementTransaction,
	cashSales: OrderDocument[],
	reason: string,
	remedy: string,
): NetSuiteError {
	const names = cashSales
		.map((one) => `cash sale ${number(one)} over ${money(one.total, one.currency)}`)
		.join(' and ');
	return new NetSuiteError(
		'CASH_SALE_FOUND',
		`The order ${orderId || '(no order ID)'} was billed as ${names}, which is paid already; Amazon sent ${money(transactionAmount, currency)}${reason}`,
		remedy,
	);
}

/** There is no invoice, but there are cash sales: one, or all of one sales order, oldest first. */
export class CashSaleFound extends NetSuiteError {
	constructor(
		transaction: SettlementTransaction,
		readonly cashSales: OrderDocument[],
		readonly matchedBy: string,
	) {
		const { code, message, remedy } = found(
			transaction,
			cashSales,
			'',
			'Nothing can be applied to a cash sale; reconcile it by hand',
		);
		super(code, message, remedy);
	}
}

/** A cash sale that settles its transaction. */
export interface CashSaleMatch {
	internalId: DocumentId;
	matchedBy: string;
}

/** Internal id of the settlement transaction that has a cash sale, by the cash sale's. */
export type Claims = Map<DocumentId, RecordId>;
/** The same, of this run; null where a planned transaction would have it. */
export type Taken = Map<DocumentId, RecordId | null>;

/**
 * The cash sale of exactly the amount that no other transaction has. Throws with CASH_SALE_FOUND when
 * there is none. `claims`: what the books say; `taken`: what transactions of this run take.
 */
export function chooseCashSale(
	transaction: SettlementTransaction,
	{ cashSales, matchedBy }: CashSaleFound,
	claims: Claims,
	taken: Taken,
): CashSaleMatch {
	const { transactionAmount, currency, recordId } = transaction;
	const sameCurrency = cashSales.filter((one) => one.currency === currency);
	const fitting = sameCurrency.filter(({ total }) => total === transactionAmount);
	const holder = ({ internalId }: OrderDocument) => claims.get(internalId) ?? taken.get(internalId);
	const isOwn = (one: OrderDocument) => claims.get(one.internalId) === recordId;
	const free = fitting.find(isOwn) ?? fitting.find((one) => holder(one) === undefined);
	if (free !== undefined) {
		return { internalId: free.internalId, matchedBy };
	}
	if (fitting.length > 0) {
		throw claimedByOther(transaction, fitting, holder(fitting[0]) ?? null);
	}
	if (sameCurrency.length === 0) {
		throw found(
			transaction,
			cashSales,
			', in another currency',
			'Correct the currency of the cash sale, or reconcile it by hand',
		);
	}
	const difference = transactionAmount - sameCurrency[0].total;
	throw found(
		transaction,
		cashSales,
		sameCurrency.length > 1 ? '' : `, a difference of ${money(difference, currency)}`,
		'Only a cash sale of exactly this amount is reconciled: correct it and run again, or book the difference by hand',
	);
}

/** `recordId`: of the settlement transaction that has it, or wants it too; null where it is only planned. */
export function claimedByOther(
	transaction: SettlementTransaction,
	cashSales: OrderDocument[],
	recordId: RecordId | null,
): NetSuiteError {
	const other =
		recordId === null ? 'another transaction of this run' : `settlement transaction ${recordId}`;
	return found(
		transaction,
		cashSales,
		`, but ${other} is reconciled with it`,
		'One cash sale settles one transaction: see whether the order was sold twice, correct the link fields of the cash sale if they are wrong, then run again',
	);
}

/** The cash sale that names this transaction already. Throws when it cannot be its own. */
export function adoptCashSale(
	transaction: SettlementTransaction,
	[cashSale, ...others]: LinkedPayment[],
): CashSaleMatch {
	const { currency, transactionAmount, settlementRecordId } = transaction;
	const total = Math.abs(toMinor(cashSale.total, cashSale.currency));
	const problem =
		others.length > 0
			? `so does cash sale ${number(others[0])}`
			: cashSale.currency !== currency || total !== transactionAmount
				? `it is over ${money(total, cashSale.currency)} and Amazon sent ${money(transactionAmount, currency)}`
				: cashSale.settlementRecordId !== settlementRecordId
					? 'not its settlement (the field Amazon Settlement)'
					: '';
	if (problem !== '') {
		throw new NetSuiteError(
			'CASH_SALE_FOUND',
			`Cash sale ${number(cashSale)} names this settlement transaction, but ${problem}`,
			'Correct the cash sale or its two Amazon link fields in NetSuite, then run again; nothing was posted',
		);
	}
	const matchedBy = `link fields of cash sale ${number(cashSale)}`;
	return { internalId: cashSale.internalId, matchedBy };
}
