// What was credited on an order before, by us or by hand: memos that carry its PO number, memos made from
// its invoice, and what of any other memo was applied to the invoice. Each memo counts once.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import { isWriteOff } from '../records/externalId';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { InvoiceMatch } from './invoiceMatch';

export interface CreditedBefore {
	/** '' for one that this run plans. */
	internalId: DocumentId;
	orderId: string;
	customerId: string;
	/** '' for a memo without one. */
	externalId: string;
	/** Internal id of the invoice it was made from or applied to, '' for none. */
	invoiceId: DocumentId;
	/** NetSuite's decimals as text; the sign does not count. */
	total: string;
	/** Something of it is refunded or applied. */
	isUsed: boolean;
}

const COLUMNS = `t.id AS id, t.otherrefnum AS otherrefnum, t.entity AS entity,
	t.externalid AS externalid, t.foreigntotal AS total, t.foreignpaymentamountunused AS unused`;

const BY_PO_NUMBER = `SELECT ${COLUMNS} FROM transaction t
	WHERE t.type = 'CustCred' AND t.voided = 'F' AND t.otherrefnum IN (:keys) ORDER BY t.id`;

const BY_INVOICE = `SELECT ${COLUMNS}, l.createdfrom AS invoice FROM transaction t
	JOIN transactionline l ON l.transaction = t.id
	WHERE t.type = 'CustCred' AND t.voided = 'F' AND l.mainline = 'T' AND l.createdfrom IN (:keys)
	ORDER BY t.id`;

const BY_APPLICATION = `SELECT t.id AS id, t.otherrefnum AS otherrefnum, t.entity AS entity,
	t.externalid AS externalid, l.foreignamount AS total, l.previousdoc AS invoice
	FROM NextTransactionLineLink l JOIN transaction t ON t.id = l.nextdoc
	WHERE t.type = 'CustCred' AND t.voided = 'F' AND l.linktype = 'Payment'
	AND l.previousdoc IN (:keys) ORDER BY t.id`;

const creditOf = (row: Row): CreditedBefore => ({
	internalId: required(row, 'id'),
	orderId: row.otherrefnum ?? '',
	customerId: row.entity ?? '',
	externalId: row.externalid ?? '',
	invoiceId: row.invoice ?? '',
	total: row.total ?? '0',
	// What a query does not show of it counts as used: it is not paid out twice then.
	isUsed: row.unused === undefined || Math.abs(Number(row.unused)) < Math.abs(Number(row.total)),
});

/** The memos that carry the PO number of an order: so do all of ours. */
async function loadNamed(
	client: NetSuiteClient,
	orderIds: string[],
	doing: string,
): Promise<Row[]> {
	return await queryByKeys(
		client,
		BY_PO_NUMBER,
		orderIds.filter((orderId) => orderId !== ''),
		doing,
	);
}

/** A short payment written off gave the buyer nothing back. */
const gaveBack = ({ externalId }: CreditedBefore) => !isWriteOff(externalId);

export async function loadCredited(
	client: NetSuiteClient,
	orderIds: string[],
	invoiceIds: DocumentId[],
): Promise<CreditedBefore[]> {
	const doing = 'look up earlier credit memos';
	const [named, made, applied] = await Promise.all([
		loadNamed(client, orderIds, doing),
		queryByKeys(client, BY_INVOICE, invoiceIds, doing),
		queryByKeys(client, BY_APPLICATION, invoiceIds, doing),
	]);
	const madeFrom = new Map(made.map((row) => [required(row, 'id'), row.invoice ?? '']));
	const whole = new Map([...named, ...made].map((row) => [required(row, 'id'), row]));
	const credited = [
		...[...whole].map(([id, row]) => ({ ...creditOf(row), invoiceId: madeFrom.get(id) ?? '' })),
		...applied.filter((row) => !whole.has(required(row, 'id'))).map(creditOf),
	];
	return credited.filter(gaveBack);
}

/** Those that carry the PO numbers now: all of ours do. */
export async function loadCreditedOnOrders(
	client: NetSuiteClient,
	orderIds: string[],
): Promise<CreditedBefore[]> {
	const named = await loadNamed(client, orderIds, 'look up credit memos made meanwhile');
	return named.map(creditOf).filter(gaveBack);
}

/** What was known `before`, with what the books show `now`; each memo once. */
export function withNewer(before: CreditedBefore[], now: CreditedBefore[]): CreditedBefore[] {
	const known = new Map(before.map((memo) => [memo.internalId, memo]));
	const names = new Set(now.map(({ externalId }) => externalId.toLowerCase()));
	const ids = new Set(now.map(({ internalId }) => internalId));
	const others = before.filter(
		({ internalId, externalId }) =>
			!ids.has(internalId) && (externalId === '' || !names.has(externalId.toLowerCase())),
	);
	const invoiceIdOf = ({ internalId }: CreditedBefore) => known.get(internalId)?.invoiceId ?? '';
	return [...others, ...now.map((memo) => ({ ...memo, invoiceId: invoiceIdOf(memo) }))];
}

/**
 * Minor units, positive. `ownExternalId`: the refund's own memo is no earlier one. Nor, for an `ownInternalId`, is
 * a memo made after it of which nothing is used.
 */
export function creditedOn(
	credited: CreditedBefore[],
	transaction: SettlementTransaction,
	{ invoices }: InvoiceMatch,
	ownExternalId: string,
	ownInternalId = '',
): Minor {
	const [{ customerId }] = invoices;
	const isOfOrder = (memo: CreditedBefore) =>
		(memo.orderId === transaction.orderId && memo.customerId === customerId) ||
		invoices.some(({ internalId }) => internalId === memo.invoiceId);
	const isLater = ({ internalId, isUsed }: CreditedBefore) =>
		ownInternalId !== '' && !isUsed && Number(internalId) > Number(ownInternalId);
	return credited
		.filter((memo) => isOfOrder(memo) && !isLater(memo))
		.filter((memo) => memo.externalId.toLowerCase() !== ownExternalId.toLowerCase())
		.reduce((sum, memo) => sum + Math.abs(toMinor(memo.total, transaction.currency)), 0);
}
