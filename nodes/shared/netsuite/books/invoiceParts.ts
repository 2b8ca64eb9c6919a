// What invoices are made of, part by part, read in bulk only where an amount is to be explained. NetSuite
// knows tax and shipping lines; gift wrap, and what else is an ordinary item there, is told by its name.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';

/** What an invoice charges, by what its lines stand for. Promotions are negative, as Amazon's are. */
export interface InvoiceParts {
	price: Minor;
	shipping: Minor;
	giftWrap: Minor;
	promotions: Minor;
	tax: Minor;
}

/** Lines that charge nothing themselves: they add up or describe others. */
const NO_CHARGE = new Set(['Subtotal', 'Description', 'Group', 'EndGroup', 'Payment']);

/** `type`: NetSuite's kind of item; `name`: how the account calls it. */
export function partOf(type: string, name: string, isTax: boolean): keyof InvoiceParts {
	if (isTax || type === 'TaxItem' || type === 'TaxGroup') {
		return 'tax';
	}
	if (/gift.?wrap/i.test(name)) {
		return 'giftWrap';
	}
	if (type === 'Discount' || /\b(discount|promotion|promo|coupon)/i.test(name)) {
		return 'promotions';
	}
	return type === 'ShipItem' || /\b(shipping|freight|postage)\b/i.test(name) ? 'shipping' : 'price';
}

/** By internal id of the invoice. `currencyOf`: ISO code by invoice. */
export async function loadInvoiceParts(
	client: NetSuiteClient,
	currencyOf: ReadonlyMap<string, string>,
): Promise<Map<string, InvoiceParts>> {
	const rows = await queryByKeys(
		client,
		`SELECT l.transaction AS invoice, l.id AS line, l.taxline AS taxline,
			l.foreignamount AS amount, i.itemtype AS itemtype, i.itemid AS itemid,
			i.displayname AS displayname
			FROM transactionline l LEFT JOIN item i ON i.id = l.item
			WHERE l.mainline = 'F' AND l.iscogs = 'F' AND l.transaction IN (:keys)
			ORDER BY l.transaction, l.id`,
		currencyOf.keys(),
		'read what invoices are made of',
	);
	const invoices = new Map<string, InvoiceParts>();
	for (const row of rows.filter(({ itemtype }) => !NO_CHARGE.has(itemtype ?? ''))) {
		const id = required(row, 'invoice');
		const parts = invoices.get(id) ?? { price: 0, shipping: 0, giftWrap: 0, promotions: 0, tax: 0 };
		const name = `${row.itemid ?? ''} ${row.displayname ?? ''}`;
		// Item lines stand on the other side than the invoice itself.
		parts[partOf(row.itemtype ?? '', name, row.taxline === 'T')] -= toMinor(
			row.amount,
			currencyOf.get(id) ?? '',
		);
		invoices.set(id, parts);
	}
	return invoices;
}
