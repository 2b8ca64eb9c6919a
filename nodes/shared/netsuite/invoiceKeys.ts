// How an Amazon order is called in NetSuite: the key templates a user can set, tried in order.
// External ids and PO numbers are spelled differently in every account, so a key is a template and
// is compared without regard to case.
import type { RecordedTransaction } from './records/settlementTransaction';

export type KeyColumn = 'externalid' | 'otherrefnum';

export interface KeyTemplate {
	column: KeyColumn;
	/** Placeholders: {marketplace}, {orderId}, {merchantOrderId}, {shipmentId}, {account}. */
	template: string;
}

/** External id first, then PO number; the sales order's invoices follow from either. */
export function keyTemplates(externalIdTemplate: string, poNumberTemplate: string): KeyTemplate[] {
	const templates: KeyTemplate[] = [
		{ column: 'externalid', template: externalIdTemplate },
		{ column: 'otherrefnum', template: poNumberTemplate },
	];
	return templates.filter(({ template }) => template.trim() !== '');
}

/** The key of one transaction, or '' when a placeholder it needs is empty: half a key matches wrongly. */
export function fillKey(template: string, transaction: RecordedTransaction): string {
	const values: Record<string, string> = {
		marketplace: transaction.marketplaceName,
		orderId: transaction.orderId,
		merchantOrderId: transaction.merchantOrderId,
		shipmentId: transaction.shipmentId,
		account: transaction.account,
	};
	let isWhole = true;
	const key = template.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
		const value = values[name] ?? placeholder;
		isWhole &&= value !== '';
		return value;
	});
	return isWhole ? key.trim() : '';
}

/** Whether SuiteQL's `=` ignores case is unknown: ask for both spellings, compare without case. */
export function spellings(key: string): string[] {
	return key === '' ? [] : [...new Set([key, key.toLowerCase()])];
}
