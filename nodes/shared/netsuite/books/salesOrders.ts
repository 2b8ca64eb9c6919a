// Sales orders as billing sees them: whose order it is, how far it has come, line by line. Reads only; what
// may be billed of one is decided in billingPlan.ts.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { InvoiceKey, OrderIdentity } from './invoiceKeys';
import { identify } from './orderIdentity';

/** Status letters of sales orders in SuiteQL. */
export type OrderStatus = 'A' | 'B' | 'C' | 'D' | 'E' | 'F' | 'G' | 'H' | '';

export interface SalesOrder {
	internalId: string;
	number: string;
	externalId: string;
	poNumber: string;
	customerId: string;
	/** ISO code. */
	currency: string;
	/** `YYYY-MM-DD`. */
	date: string;
	/** Minor units. */
	total: Minor;
	identity: OrderIdentity;
}

/** How an Amazon order is read from a sales order. */
export interface IdentityRules {
	keys: InvoiceKey[];
	/** IDs of body fields that hold the name, '' for none; what they say wins over the keys. */
	marketplaceField: string;
	accountField: string;
}

const BODY_FIELD = /^custbody\w+$/i;

/** '' for none. It becomes part of a query, so nothing but the ID of a body field may pass. */
export function bodyField(field: string): string {
	const name = field.trim().toLowerCase();
	if (name !== '' && !BODY_FIELD.test(name)) {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`'${field}' is not a custom body field`,
			'Enter the ID of a custom body field of sales orders, such as custbody_channel',
		);
	}
	return name;
}

/** Without WHERE; `o` is the sales order. A select field is shown by name, as people read it. */
export function salesOrderColumns({ keys, marketplaceField, accountField }: IdentityRules): string {
	const fields = [...keys.map(({ column }) => column), marketplaceField, accountField]
		.map((field) => field.trim().toLowerCase())
		.filter((field) => BODY_FIELD.test(field));
	const own = [...new Set(fields)].map((field) => `, BUILTIN.DF(o.${field}) AS ${field}`);
	return `SELECT o.id AS id, o.tranid AS tranid, o.externalid AS externalid,
		o.otherrefnum AS otherrefnum, o.entity AS entity, c.symbol AS symbol,
		TO_CHAR(o.trandate, 'YYYY-MM-DD') AS day, o.foreigntotal AS total${own.join('')}
		FROM transaction o JOIN currency c ON c.id = o.currency`;
}

export function salesOrderOf(
	row: Row,
	rules: IdentityRules,
	known: Partial<OrderIdentity> = {},
): SalesOrder {
	const currency = (row.symbol ?? '').toUpperCase();
	const told = (field: string) => row[bodyField(field)] ?? '';
	const named = {
		marketplaceName: known.marketplaceName ?? told(rules.marketplaceField),
		account: known.account ?? told(rules.accountField),
	};
	return {
		internalId: required(row, 'id'),
		number: row.tranid ?? '',
		externalId: row.externalid ?? '',
		poNumber: row.otherrefnum ?? '',
		customerId: row.entity ?? '',
		currency,
		date: row.day ?? '',
		total: toMinor(row.total, currency),
		identity: identify(rules.keys, (column) => row[column] ?? '', { ...known, ...named }),
	};
}

/** By internal id. `known`: what a settlement transaction says of the order. */
export async function loadSalesOrders(
	client: NetSuiteClient,
	rules: IdentityRules,
	internalIds: string[],
	knownOf: (internalId: string) => Partial<OrderIdentity>,
): Promise<Map<string, SalesOrder>> {
	const rows = await queryByKeys(
		client,
		`${salesOrderColumns(rules)} WHERE o.type = 'SalesOrd' AND o.id IN (:keys) ORDER BY o.id`,
		internalIds,
		'read sales orders',
	);
	const orders = rows.map((row) => salesOrderOf(row, rules, knownOf(required(row, 'id'))));
	return new Map(orders.map((order) => [order.internalId, order]));
}

/** Quantities are in the line's own unit and never negative. */
export interface OrderLine {
	/** The line's id: what a transform calls `orderLine`. */
	line: number;
	ordered: number;
	shipped: number;
	billed: number;
}

export interface OrderState {
	status: OrderStatus;
	/** Lines with an item that are not closed. */
	lines: OrderLine[];
}

const STATES = `SELECT o.id AS id, o.status AS status, l.id AS line, l.quantity AS quantity,
	l.quantityshiprecv AS shipped, l.quantitybilled AS billed, l.isclosed AS closed, l.item AS item
	FROM transaction o JOIN transactionline l ON l.transaction = o.id
	WHERE o.type = 'SalesOrd' AND l.taxline = 'F' AND o.id IN (:keys) ORDER BY o.id, l.id`;

/** SuiteQL counts what leaves the house as negative. */
const count = (text: string | undefined) => Math.abs(Number(text ?? 0)) || 0;

/** How far orders have come, by internal id. */
export async function loadOrderStates(
	client: NetSuiteClient,
	internalIds: string[],
): Promise<Map<string, OrderState>> {
	const rows = await queryByKeys(
		client,
		STATES,
		internalIds,
		'read how far sales orders are billed',
	);
	const states = new Map<string, OrderState>();
	for (const row of rows) {
		const id = required(row, 'id');
		const state = states.get(id) ?? { status: (row.status ?? '') as OrderStatus, lines: [] };
		states.set(id, state);
		if (row.item !== undefined && row.closed !== 'T') {
			state.lines.push({
				line: Number(required(row, 'line')),
				ordered: count(row.quantity),
				shipped: count(row.shipped),
				billed: count(row.billed),
			});
		}
	}
	return states;
}

/** The day of each order's latest item fulfilment, by the order's internal id. */
export async function loadShipDates(
	client: NetSuiteClient,
	internalIds: string[],
): Promise<Map<string, string>> {
	const rows = await queryByKeys(
		client,
		`SELECT DISTINCT l.previousdoc AS salesorder, d.id AS id,
			TO_CHAR(d.trandate, 'YYYY-MM-DD') AS day
			FROM NextTransactionLineLink l JOIN transaction d ON d.id = l.nextdoc
			WHERE d.type = 'ItemShip' AND l.linktype = 'ShipRcpt' AND l.previousdoc IN (:keys)
			ORDER BY d.id`,
		internalIds,
		'look up when sales orders shipped',
	);
	const days = new Map<string, string>();
	for (const row of rows) {
		const order = required(row, 'salesorder');
		const day = row.day ?? '';
		days.set(order, day > (days.get(order) ?? '') ? day : (days.get(order) ?? ''));
	}
	return days;
}
