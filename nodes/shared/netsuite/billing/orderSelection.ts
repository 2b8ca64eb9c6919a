// Which sales orders a billing run takes from NetSuite: those in a status that may be billed, narrowed by
// filters and by a condition or dataset of the user's. Something must say which orders are Amazon's: an
// account has others, and a bill for one of those would be wrong.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Clause, Criteria } from '../api/selection';
import { among, paramsOf, selectRows, whereOf } from '../api/selection';
import { query } from '../api/suiteql';
import type { IdentityRules, SalesOrder } from '../books/salesOrders';
import { bodyField, salesOrderColumns, salesOrderOf } from '../books/salesOrders';
import { sameMarketplace } from '../records/marketplaceName';
import type { BillingStatus } from './billingPlan';

export interface OrderSelection extends Criteria {
	billingStatus: BillingStatus;
	/** ID of a body field and the value it shows, '' for any. */
	channelField: string;
	channel: string;
	/** Internal id, '' for any. */
	customerId: string;
	/** Of the sales order's external ID, '' for any; case does not matter. */
	externalIdPrefix: string;
	/** Order dates, `YYYY-MM-DD`, both inclusive, '' for any. */
	orderedFrom: string;
	orderedTo: string;
	/** Empty for any; without case, a marketplace also without spaces and dots. */
	marketplaces: string[];
	accounts: string[];
}

/** Shipped and not wholly billed; or, billed before they ship, also what has not shipped. */
const STATUSES: Record<BillingStatus, string[]> = {
	pendingBilling: ['E', 'F'],
	pendingFulfillment: ['B', 'D', 'E', 'F'],
};

const DAY = "TO_CHAR(o.trandate, 'YYYY-MM-DD')";

/** `%` and `_` in the prefix stand for themselves. */
function startsWith(prefix: string): Clause[] {
	const text = prefix.trim().toLowerCase();
	return text === ''
		? []
		: [
				{
					sql: `SUBSTR(LOWER(o.externalid), 1, ${text.length}) = ?`,
					params: [text],
				},
			];
}

function ofChannel({ channelField, channel }: OrderSelection): Clause[] {
	const field = bodyField(channelField);
	return field === '' ? [] : among(`LOWER(BUILTIN.DF(o.${field}))`, [channel.trim().toLowerCase()]);
}

function clausesOf(selection: OrderSelection): Clause[] {
	const { customerId, orderedFrom, orderedTo } = selection;
	return [
		...among('o.type', ['SalesOrd']),
		...among('o.voided', ['F']),
		...among('o.status', STATUSES[selection.billingStatus]),
		...among('o.entity', customerId === '' ? [] : [customerId]),
		...startsWith(selection.externalIdPrefix),
		...ofChannel(selection),
		...(orderedFrom === '' ? [] : [{ sql: `${DAY} >= ?`, params: [orderedFrom] }]),
		...(orderedTo === '' ? [] : [{ sql: `${DAY} <= ?`, params: [orderedTo] }]),
	];
}

/** Every way of saying which orders are meant; a date alone says nothing of Amazon. */
function refuseEverything(selection: OrderSelection): void {
	const { condition, datasetId, customerId, externalIdPrefix, channelField } = selection;
	const said = [condition, datasetId, customerId, externalIdPrefix, channelField];
	if (said.every((text) => text.trim() === '')) {
		throw new NetSuiteError(
			'SELECTION_INVALID',
			'Nothing says which sales orders are orders of Amazon, so all of the account would be billed',
			"Add a filter in the node (Channel, Customer or External ID Starts With), or a 'Condition' or dataset",
		);
	}
}

export interface SelectedOrders {
	/** Oldest first. */
	orders: SalesOrder[];
	/** The same before marketplaces and accounts narrowed them. */
	candidates: SalesOrder[];
	/** No limit has cut them off. */
	isWhole: boolean;
}

export async function selectSalesOrders(
	client: NetSuiteClient,
	rules: IdentityRules,
	selection: OrderSelection,
): Promise<SelectedOrders> {
	refuseEverything(selection);
	const { marketplaces, accounts, limit } = selection;
	const isFiltered = marketplaces.length + accounts.length > 0;
	const rows = await selectRows(
		client,
		{ select: salesOrderColumns(rules), table: 'transaction', alias: 'o', label: 'Sales Order' },
		clausesOf(selection),
		{ ...selection, limit: isFiltered ? 0 : limit },
	);
	const isOf = (names: string[], name: string) => names.length === 0 || names.includes(name);
	const candidates = rows.map((row) => salesOrderOf(row, rules));
	const orders = candidates.filter(
		({ identity }) =>
			isOf(marketplaces.map(sameMarketplace), sameMarketplace(identity.marketplaceName)) &&
			isOf(
				accounts.map((account) => account.toLowerCase()),
				identity.account.toLowerCase(),
			),
	);
	return {
		orders: limit > 0 ? orders.slice(0, limit) : orders,
		candidates,
		isWhole: isFiltered || limit === 0 || candidates.length < limit,
	};
}

/** Filters that no sales order has at all, whatever its status: with them nothing is ever taken. */
export async function findUnmetFilters(
	client: NetSuiteClient,
	selection: OrderSelection,
): Promise<Array<{ label: string; value: string }>> {
	const { externalIdPrefix, channel } = selection;
	const filters = [
		{ label: 'Channel', value: channel, clauses: ofChannel(selection) },
		{
			label: 'External ID Starts With',
			value: externalIdPrefix,
			clauses: startsWith(externalIdPrefix),
		},
	].filter(({ clauses }) => clauses.length > 0);
	const found = await Promise.all(
		filters.map(async ({ clauses }) => {
			const all = [...among('o.type', ['SalesOrd']), ...clauses];
			const sql = `SELECT o.id AS id FROM transaction o WHERE ${whereOf(all)} ORDER BY o.id`;
			return await query(client, sql, paramsOf(all), 'look for sales orders', 1);
		}),
	);
	return filters.filter((_, at) => found[at].length === 0);
}
