// The item lines of invoices as a refund needs them: which item, how many, for how much, and whether the
// item moves stock. Read in bulk, only where credit memos are made line by line.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';

export interface InvoiceLine {
	invoiceId: DocumentId;
	/** Number of the line on its invoice. */
	line: string;
	itemId: string;
	/** Names a seller's SKU may stand in, lower case. */
	skus: string[];
	/** The Amazon order item it was ordered as, '' where no column tells. */
	orderItemCode: string;
	quantity: number;
	/** Minor units, positive, for the whole quantity, without tax. */
	amount: Minor;
	/** Crediting it brings units back into stock. */
	isStock: boolean;
	/** Serial or lot numbers or bins: crediting it needs an inventory detail. */
	needsDetail: boolean;
}

const STOCK_TYPES = new Set(['InvtPart', 'Assembly', 'Kit']);
/** Lines that stand for no goods and no service. */
const NO_ITEMS = new Set(['Discount', 'Markup', 'Subtotal', 'Description', 'Group', 'EndGroup']);
const NOT_ITEMS_EITHER = new Set(['Payment', 'TaxItem', 'TaxGroup', 'ShipItem']);

/** Column names go into the query as they are, so only what NetSuite allows as one may be there. */
export function orderItemColumn(name: string): string {
	const column = name.trim().toLowerCase();
	if (column !== '' && !/^custcol[a-z0-9_]*$/.test(column)) {
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`'${name}' is not a custom column of transaction lines`,
			"Enter the ID of the column that holds Amazon's order item ID, such as custcol_order_item, or leave 'Order Item Column' empty",
		);
	}
	return column;
}

/** Minor units of tax that NetSuite computed on each invoice, by its internal id. */
export async function loadInvoiceTax(
	client: NetSuiteClient,
	currencyOf: ReadonlyMap<string, string>,
): Promise<Map<string, Minor>> {
	const rows = await queryByKeys(
		client,
		`SELECT l.transaction AS invoice, SUM(l.foreignamount) AS tax FROM transactionline l
			WHERE l.taxline = 'T' AND l.transaction IN (:keys) GROUP BY l.transaction`,
		currencyOf.keys(),
		'read the tax of invoices',
	);
	return new Map(
		rows.map((row) => {
			const id = required(row, 'invoice');
			return [id, Math.abs(toMinor(row.tax, currencyOf.get(id) ?? ''))];
		}),
	);
}

/** By internal id of the invoice, in the order of its lines. `currencyOf`: ISO code by invoice. */
export async function loadInvoiceLines(
	client: NetSuiteClient,
	currencyOf: ReadonlyMap<string, string>,
	column: string,
): Promise<Map<string, InvoiceLine[]>> {
	const orderItem = column === '' ? '' : `, l.${column} AS order_item`;
	const rows = await queryByKeys(
		client,
		`SELECT l.transaction AS invoice, l.id AS line, l.item AS item, l.quantity AS quantity,
			l.foreignamount AS amount, i.itemid AS itemid, i.displayname AS displayname,
			i.externalid AS externalid, i.itemtype AS itemtype, i.isserialitem AS isserialitem,
			i.islotitem AS islotitem, i.usebins AS usebins${orderItem}
			FROM transactionline l JOIN item i ON i.id = l.item
			WHERE l.mainline = 'F' AND l.taxline = 'F' AND l.iscogs = 'F' AND l.transaction IN (:keys)
			ORDER BY l.transaction, l.id`,
		currencyOf.keys(),
		'read the lines of invoices',
	);
	const lines = new Map<string, InvoiceLine[]>();
	for (const row of rows) {
		const type = row.itemtype ?? '';
		const invoiceId = required(row, 'invoice');
		if (NO_ITEMS.has(type) || NOT_ITEMS_EITHER.has(type)) {
			continue;
		}
		const names = [row.itemid, row.displayname, row.externalid].map((name) => name ?? '');
		const line: InvoiceLine = {
			invoiceId,
			line: required(row, 'line'),
			itemId: required(row, 'item'),
			skus: names.filter((name) => name !== '').map((name) => name.trim().toLowerCase()),
			orderItemCode: (row.order_item ?? '').trim(),
			quantity: Math.abs(Number(row.quantity ?? 1)),
			amount: Math.abs(toMinor(row.amount, currencyOf.get(invoiceId) ?? '')),
			isStock: STOCK_TYPES.has(type),
			needsDetail: [row.isserialitem, row.islotitem, row.usebins].includes('T'),
		};
		lines.set(invoiceId, [...(lines.get(invoiceId) ?? []), line]);
	}
	return lines;
}
