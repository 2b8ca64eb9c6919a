// How an Amazon order is called in NetSuite: keys a user can set, tried in order. Every account spells
// them in its own way, so a key is a column and a template, and is compared without regard to case; the
// marketplace inside it also without regard to spaces and dots.
import { isNonAmazon } from '../../settlement/values/marketplaces';
import { NetSuiteError } from '../api/netSuiteError';
import type { SettlementTransaction } from '../records/settlementTransaction';

/** What the placeholders of a key are filled with; '' where it is not known. */
export type OrderIdentity = Pick<
	SettlementTransaction,
	'marketplaceName' | 'orderId' | 'merchantOrderId' | 'shipmentId' | 'account'
>;

export interface InvoiceKey {
	/** `externalid`, `otherrefnum` (PO number) or the id of a custom body field. */
	column: string;
	/** Placeholders: {marketplace}, {orderId}, {merchantOrderId}, {shipmentId}, {account}. */
	template: string;
	/** Which orders the key is for; all unless given. */
	orders?: 'all' | 'amazon' | 'nonAmazon';
}

/** The values of the placeholders; '' where the transaction has none. */
const PLACEHOLDERS: Record<string, (order: OrderIdentity, marketplace: string) => string> = {
	marketplace: (_, marketplace) => marketplace,
	orderId: ({ orderId }) => orderId,
	merchantOrderId: ({ merchantOrderId }) => merchantOrderId,
	shipmentId: ({ shipmentId }) => shipmentId,
	account: ({ account }) => account,
};
const PLACEHOLDER = /\{(\w+)\}/g;

const BODY_FIELD = /^custbody\w+$/;

/** Keys without a template are left out. Throws a column that is not a field of a transaction. */
export function invoiceKeys(keys: InvoiceKey[]): InvoiceKey[] {
	return keys
		.filter(({ template }) => template.trim() !== '')
		.map(({ column, template, orders = 'all' }) => {
			const name = column.trim().toLowerCase();
			// It becomes part of a query, so nothing but a field id may pass.
			if (name !== 'externalid' && name !== 'otherrefnum' && !BODY_FIELD.test(name)) {
				throw new NetSuiteError(
					'CONFIGURATION_INCOMPLETE',
					`'${column}' is no body field that an invoice key can look at`,
					'Enter the ID of a custom body field, such as custbody_amazon_order',
				);
			}
			refuseUnknown(template);
			return { column: name, template, orders };
		});
}

/** A mistyped placeholder would never match, and look like missing invoices. */
function refuseUnknown(template: string): void {
	const unknown = [...template.matchAll(PLACEHOLDER)].find(([, name]) => !(name in PLACEHOLDERS));
	if (unknown !== undefined) {
		const known = Object.keys(PLACEHOLDERS).map((name) => `{${name}}`);
		throw new NetSuiteError(
			'CONFIGURATION_INCOMPLETE',
			`The invoice key '${template}' names ${unknown[0]}, which no order has`,
			`Use one of ${known.join(', ')}`,
		);
	}
}

/**
 * Orders of another shop that Amazon only ships (multi-channel fulfilment): their marketplace is
 * `Non-Amazon ...` or an older name of it, their order IDs start with `S01-` or another number.
 */
function isOfAnotherShop({ marketplaceName, orderId }: OrderIdentity): boolean {
	return isNonAmazon(marketplaceName) || /^S\d\d-/i.test(orderId);
}

/** The keys that the order is looked up by. */
export function keysFor(order: OrderIdentity, keys: InvoiceKey[]): InvoiceKey[] {
	const kind = isOfAnotherShop(order) ? 'nonAmazon' : 'amazon';
	return keys.filter(({ orders = 'all' }) => orders === 'all' || orders === kind);
}

export function columnLabel(column: string): string {
	return { externalid: 'external ID', otherrefnum: 'PO number' }[column] ?? column;
}

/** The template cut at its placeholders: a text, a name, a text, and so on to the last text. */
const cut = (template: string) => template.split(PLACEHOLDER);

/** '' when a placeholder is empty: half a key matches wrongly. */
function filled(parts: string[], order: OrderIdentity, marketplace: string): string {
	let [key] = parts;
	for (let at = 1; at < parts.length; at += 2) {
		const name = parts[at];
		const value = PLACEHOLDERS[name]?.(order, marketplace) ?? `{${name}}`;
		if (value === '') {
			return '';
		}
		key += value + parts[at + 1];
	}
	return key.trim();
}

/** The key of one order, or '' when it has none. */
export function fillKey(template: string, order: OrderIdentity): string {
	return filled(cut(template), order, order.marketplaceName);
}

/** The key with the marketplace as it is, and without its spaces, dots, or both. */
function written(template: string, order: OrderIdentity): string[] {
	const parts = cut(template);
	const name = order.marketplaceName;
	// A key that does not name the marketplace is written in one way.
	const names = parts.includes('marketplace')
		? [name, ...[/\s/g, /\./g, /[\s.]/g].map((marks) => name.replace(marks, ''))]
		: [name];
	const keys = [...new Set(names)].map((each) => filled(parts, order, each));
	return keys.filter((key) => key !== '');
}

/** For comparing: `amazon.com_1` and `amazoncom_1`, in lower case. */
export function sameKeys(template: string, order: OrderIdentity): string[] {
	return [...new Set(written(template, order).map((key) => key.toLowerCase()))];
}

/** For asking: whether SuiteQL's `=` ignores case is unknown, so as written, in lower and upper case. */
export function spellings(template: string, order: OrderIdentity): string[] {
	const keys = written(template, order);
	return [...new Set(keys.flatMap((key) => [key, key.toLowerCase(), key.toUpperCase()]))];
}
