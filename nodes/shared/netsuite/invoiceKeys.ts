// How an Amazon order is called in NetSuite: keys a user can set, tried in order. Every account spells
// them in its own way, so a key is a column and a template, and is compared without regard to case; the
// marketplace inside it also without regard to spaces and dots.
import { NetSuiteError } from './netSuiteError';
import type { RecordedTransaction } from './records/settlementTransaction';

/** What the placeholders of a key are filled with; '' where it is not known. */
export type OrderIdentity = Pick<
	RecordedTransaction,
	'marketplaceName' | 'orderId' | 'merchantOrderId' | 'shipmentId' | 'account'
>;

export interface InvoiceKey {
	/** `externalid`, `otherrefnum` (PO number) or the id of a custom body field. */
	column: string;
	/** Placeholders: {marketplace}, {orderId}, {merchantOrderId}, {shipmentId}, {account}. */
	template: string;
}

const BODY_FIELD = /^custbody\w+$/;

/** Keys without a template are left out. Rejects a column that is no field of a transaction. */
export function invoiceKeys(keys: InvoiceKey[]): InvoiceKey[] {
	return keys
		.filter(({ template }) => template.trim() !== '')
		.map(({ column, template }) => {
			const name = column.trim().toLowerCase();
			// It becomes part of a query, so nothing but a field id may pass.
			if (name !== 'externalid' && name !== 'otherrefnum' && !BODY_FIELD.test(name)) {
				throw new NetSuiteError(
					'CONFIGURATION_INCOMPLETE',
					`'${column}' is no body field that an invoice key can look at`,
					'Enter the ID of a custom body field, such as custbody_amazon_order',
				);
			}
			return { column: name, template };
		});
}

export function columnLabel(column: string): string {
	return { externalid: 'external ID', otherrefnum: 'PO number' }[column] ?? column;
}

/** '' when a placeholder is empty: half a key matches wrongly. */
function filled(template: string, order: OrderIdentity, marketplace: string): string {
	const values: Record<string, string> = {
		marketplace,
		orderId: order.orderId,
		merchantOrderId: order.merchantOrderId,
		shipmentId: order.shipmentId,
		account: order.account,
	};
	let isWhole = true;
	const key = template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
		const value = values[name] ?? placeholder;
		isWhole &&= value !== '';
		return value;
	});
	return isWhole ? key.trim() : '';
}

/** The key of one order, or '' when it has none. */
export function fillKey(template: string, order: OrderIdentity): string {
	return filled(template, order, order.marketplaceName);
}

/** The key with the marketplace as it is, and without its spaces, dots, or both. */
function written(template: string, order: OrderIdentity): string[] {
	const name = order.marketplaceName;
	const names = [name, ...[/\s/g, /\./g, /[\s.]/g].map((marks) => name.replace(marks, ''))];
	return names.map((each) => filled(template, order, each)).filter((key) => key !== '');
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
