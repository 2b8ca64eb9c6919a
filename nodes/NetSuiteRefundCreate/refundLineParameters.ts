// The parameters that say what stands on the lines of a credit memo, and how they are read. All but the
// mode are shown only where memos are made line by line.
import type { INodeProperties } from 'n8n-workflow';

import { shownWith } from '../shared/n8n/parameters/choices';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import type { Locator } from '../shared/n8n/references';
import { referenceProperty, resolveReference } from '../shared/n8n/references';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import { orderItemColumn } from '../shared/netsuite/books/invoiceLines';
import type { RefundItems } from '../shared/netsuite/refunds/creditMemoLines';
import type { SplitKind } from '../shared/netsuite/refunds/refundParts';
import type { LineMode, LineSettings } from '../shared/netsuite/refunds/refundSettings';

export const lineModeProperty: INodeProperties = {
	displayName: 'Credit Memo Lines',
	name: 'creditMemoLines',
	type: 'options',
	options: [
		{
			name: 'Amount Only',
			value: 'amountOnly',
			description: 'One line on the refund item for the amount Amazon refunded; no stock is moved',
		},
		{
			name: 'By Line',
			value: 'byLine',
			description:
				'The invoice items that were refunded; whole units of stock items go back into stock',
		},
		{
			name: 'From Invoice',
			value: 'fromInvoice',
			description:
				'As By Line, but made from the invoice, so that NetSuite shows it as created from it and computes its tax',
		},
	],
	default: 'amountOnly',
	description: 'Which lines the credit memo has',
};

const ITEMS: Record<keyof RefundItems, [label: string, description: string]> = {
	fallback: [
		'Default Item',
		'For what no line of the invoice is found for; empty: REFUND_LINE_NOT_FOUND',
	],
	giftWrap: ['Gift Wrap Item', 'For gift wrap in a line of its own'],
	shipping: ['Shipping Item', 'For shipping in a line of its own'],
	substitute: [
		'Substitute Item',
		'Instead of serial, lot and bin items, and where a part of the price of a stock item is refunded',
	],
	tax: ['Tax Item', 'For refunds of tax alone, and for tax in a line of its own'],
};

const itemProperty = (name: keyof RefundItems) => {
	const [displayName, description] = ITEMS[name];
	return referenceProperty('item', { displayName, name: `${name}Item`, description });
};

export const lineItemsProperty: INodeProperties = {
	displayName: 'Line Items',
	name: 'lineItems',
	type: 'collection',
	placeholder: 'Add Line Setting',
	default: {},
	displayOptions: shownWith(lineModeProperty, ['byLine', 'fromInvoice']),
	description: 'Non-taxable, non-inventory items for charges with no matching invoice line',
	options: [
		itemProperty('fallback'),
		itemProperty('giftWrap'),
		{
			displayName: 'Order Item Column',
			name: 'orderItemColumn',
			type: 'string',
			default: '',
			placeholder: 'e.g. custcol_order_item',
			description: "Custom column of invoice lines that holds Amazon's order item ID",
		},
		itemProperty('shipping'),
		{
			displayName: 'Split Into Own Lines',
			name: 'splits',
			type: 'multiOptions',
			options: [
				{ name: 'Gift Wrap', value: 'giftWrap' },
				{ name: 'Shipping', value: 'shipping' },
				{ name: 'Tax (GST, VAT)', value: 'tax' },
			],
			default: [],
			description:
				'What is left off the lines of the goods and gets a line with an item of its own',
		},
		itemProperty('substitute'),
		itemProperty('tax'),
	],
};

export async function lineSettings(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<LineSettings> {
	const column = orderItemColumn(
		parameters.get<string | undefined>('lineItems.orderItemColumn') ?? '',
	);
	const items = await Promise.all(
		Object.entries(ITEMS).map(async ([name, [label]]) => {
			const locator = parameters.get<Locator | undefined>(`lineItems.${name}Item`);
			return [name, await resolveReference(client, { kind: 'item', label, locator })];
		}),
	);
	return {
		mode: parameters.get<LineMode>('creditMemoLines'),
		items: Object.fromEntries(items) as RefundItems,
		splits: new Set(parameters.get<SplitKind[] | undefined>('lineItems.splits')),
		orderItemColumn: column,
	};
}
