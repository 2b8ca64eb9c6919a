// Finds the invoices of many orders with a few SuiteQL queries: by external id, by PO number, and
// through the sales order (MFN: the order was imported first, then billed). Reads only; which
// invoice belongs to a transaction is decided in invoiceMatch.ts.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, readCurrencies, required } from '../api/suiteql';
import { readMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';
import type { Closing } from './earlierPayments';
import type { InvoiceKey, OrderIdentity } from './invoiceKeys';
import { keysFor, spellings } from './invoiceKeys';
import type { InvoicePlace } from './invoicePlaces';
import type { Unfit } from './invoiceStanding';
import { findNotPosting, isDoubtful, unfitness } from './invoiceStanding';

/** An invoice, sales order or cash sale, as it was read; amounts in minor units of its currency. */
export interface OrderDocument {
	readonly internalId: DocumentId;
	readonly type: 'CustInvc' | 'SalesOrd' | 'CashSale';
	readonly number: string;
	readonly externalId: string;
	readonly poNumber: string;
	readonly customerId: string;
	readonly currency: string;
	/** Internal id of the currency. */
	readonly currencyId: string;
	/** `YYYY-MM-DD`. */
	readonly date: string;
	readonly total: Minor;
	/** As it was read; what is open now is known to the receivables. */
	readonly open: Minor;
	/** Why nothing can be applied to it, nor be read off its amounts. */
	readonly unfit?: Unfit;
	/** Not called paid, and yet nothing is open on it: whoever finds no payment of it knows nothing. */
	readonly isDoubtful?: boolean;
	/** Asked for only of what a transaction matches. */
	readonly place?: InvoicePlace;
	/** What paid it before this run; asked for only where nothing was open. */
	readonly closings?: readonly Closing[];
}

export interface OrderDocuments {
	/** By column of the invoice keys, then by its value in lower case. */
	byColumn: Map<string, Map<string, OrderDocument[]>>;
	/** Invoices and cash sales of a sales order, by its internal id. */
	bySalesOrder: Map<string, OrderDocument[]>;
	/** The same of voided documents, which are in neither of the above. */
	voided?: Pick<OrderDocuments, 'byColumn' | 'bySalesOrder'>;
}

const COLUMNS = `d.id AS id, d.type AS type, d.tranid AS tranid, d.externalid AS externalid,
	d.otherrefnum AS otherrefnum, d.entity AS entity, d.currency AS currency,
	TO_CHAR(d.trandate, 'YYYY-MM-DD') AS day, d.foreigntotal AS total,
	d.foreignamountunpaid AS unpaid, d.status AS status, d.voided AS voided`;

const BY_KEY = (column: string) => `SELECT ${COLUMNS}, d.${column} AS found_by FROM transaction d
	WHERE d.type IN ('CustInvc', 'SalesOrd', 'CashSale') AND d.${column} IN (:keys) ORDER BY d.id`;

const BY_SALES_ORDER = `SELECT DISTINCT ${COLUMNS}, l.previousdoc AS salesorder
	FROM NextTransactionLineLink l JOIN transaction d ON d.id = l.nextdoc
	WHERE d.type IN ('CustInvc', 'CashSale') AND l.linktype = 'OrdBill'
	AND l.previousdoc IN (:keys) ORDER BY d.id`;

/** One that cannot be read concerns its own order; the others go on. */
function amountsOf(
	row: Row,
	currency: string,
	notPosting: ReadonlySet<string>,
): Pick<OrderDocument, 'total' | 'open' | 'unfit' | 'isDoubtful'> {
	const total = readMinor(row.total ?? '0', currency);
	const open = readMinor(row.unpaid ?? '0', currency);
	const name = `${row.type === 'CustInvc' ? 'Invoice' : 'Transaction'} ${row.tranid ?? row.id}`;
	if (total === null || open === null) {
		const text = total === null ? row.total : row.unpaid;
		const unfit: Unfit = {
			code: 'AMOUNT_UNREADABLE',
			reason: `${name} has '${text}', which is not an amount in ${currency || 'its currency'}`,
			remedy: 'Correct the amount or the currency of the invoice in NetSuite, then run again',
		};
		return { total: 0, open: 0, unfit };
	}
	const unfit = unfitness(row, notPosting);
	return {
		total: Math.abs(total),
		open: unfit === null ? open : 0,
		...(unfit === null ? {} : { unfit }),
		...(isDoubtful(row) ? { isDoubtful: true } : {}),
	};
}

function documentOf(
	row: Row,
	currencies: Map<string, string>,
	notPosting: ReadonlySet<string>,
): OrderDocument {
	const currency = currencies.get(row.currency ?? '') ?? '';
	return {
		internalId: required(row, 'id'),
		type: required(row, 'type') as OrderDocument['type'],
		number: row.tranid ?? '',
		externalId: row.externalid ?? '',
		poNumber: row.otherrefnum ?? '',
		customerId: row.entity ?? '',
		currency,
		currencyId: row.currency ?? '',
		date: row.day ?? '',
		...amountsOf(row, currency, notPosting),
	};
}

/** One object per document, whatever found it. */
function documentIndex(currencies: Map<string, string>, notPosting: ReadonlySet<string>) {
	const known = new Map<string, OrderDocument>();
	return (rows: Row[], keyOf: (row: Row) => string): Map<string, OrderDocument[]> => {
		const groups = new Map<string, OrderDocument[]>();
		for (const row of rows) {
			const document = known.get(required(row, 'id')) ?? documentOf(row, currencies, notPosting);
			known.set(document.internalId, document);
			groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), document]);
		}
		return groups;
	};
}

async function billRows(client: NetSuiteClient, salesOrderIds: string[]): Promise<Row[]> {
	return await queryByKeys(
		client,
		BY_SALES_ORDER,
		salesOrderIds,
		'look up the invoices of sales orders',
	);
}

const isLive = (row: Row) => row.voided !== 'T';

/** By the internal id of the sales order. */
export interface Bills {
	/** Invoices and cash sales. */
	live: Map<string, OrderDocument[]>;
	/** They bill nothing, but keep their external ids. */
	voided: Map<string, OrderDocument[]>;
}

export async function findBills(
	client: NetSuiteClient,
	salesOrderIds: string[],
	currencies: Map<string, string>,
): Promise<Bills> {
	const rows = await billRows(client, salesOrderIds);
	const index = documentIndex(currencies, new Set());
	const indexed = (wanted: (row: Row) => boolean) =>
		index(rows.filter(wanted), (row) => required(row, 'salesorder'));
	return { live: indexed(isLive), voided: indexed((row) => !isLive(row)) };
}

export async function findOrderDocuments(
	client: NetSuiteClient,
	keys: InvoiceKey[],
	orders: OrderIdentity[],
): Promise<OrderDocuments> {
	const columns = [...new Set(keys.map(({ column }) => column))];
	const byColumn = async (column: string): Promise<Row[]> => {
		const values = keys
			.filter((one) => one.column === column)
			.flatMap((key) =>
				orders
					.filter((order) => keysFor(order, [key]).length > 0)
					.flatMap((order) => spellings(key.template, order)),
			);
		return await queryByKeys(client, BY_KEY(column), values, 'look up invoices');
	};
	const [currencies, ...found] = await Promise.all([
		readCurrencies(client),
		...columns.map(byColumn),
	]);
	const salesOrderIds = found
		.flat()
		.filter((row) => row.type === 'SalesOrd' && isLive(row))
		.map((row) => required(row, 'id'));
	const billed = await billRows(client, salesOrderIds);
	const notPosting = await findNotPosting(client, [...found.flat(), ...billed]);
	const index = documentIndex(currencies, notPosting);
	const indexed = (wanted: (row: Row) => boolean) => ({
		byColumn: new Map(
			columns.map((column, at) => [
				column,
				index(found[at].filter(wanted), (row) => (row.found_by ?? '').toLowerCase()),
			]),
		),
		bySalesOrder: index(billed.filter(wanted), (row) => required(row, 'salesorder')),
	});
	return { ...indexed(isLive), voided: indexed((row) => !isLive(row)) };
}
