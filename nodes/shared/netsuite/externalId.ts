// The name of a record before it exists: our idempotency key, the same on every run.
// NetSuite keeps one namespace over all transaction types, ignores case and allows letters, digits,
// `_` and `-` (section_N3436356, section_156334828635), so the kind of record is part of the name.
import { createHash } from 'crypto';

export type RecordKind = 'STL' | 'TXN' | 'PMT' | 'CM' | 'RF';

export interface TransactionIdentity {
	settlementId: string;
	transactionType: string;
	orderId: string;
	/** Settlement, type, order, shipment, adjustment and marketplace: unique within all reports. */
	transactionKey: string;
}

const READABLE_MAX = 40;
const HASH_LENGTH = 12;

function readable(text: string): string {
	return text
		.replace(/[^A-Za-z0-9_-]+/g, '_')
		.replace(/^_+|_+$/g, '')
		.slice(0, READABLE_MAX);
}

export function settlementExternalId(settlementId: string): string {
	return `AMZ-STL-${readable(settlementId)}`;
}

/** The order id (or the type of what has none) makes it readable, the hash of the key makes it unique. */
export function transactionExternalId(
	kind: Exclude<RecordKind, 'STL'>,
	transaction: TransactionIdentity,
): string {
	const hash = createHash('sha256').update(transaction.transactionKey).digest('hex');
	const parts = [
		'AMZ',
		kind,
		readable(transaction.settlementId),
		readable(transaction.orderId || transaction.transactionType),
		hash.slice(0, HASH_LENGTH),
	];
	return parts.filter((part) => part !== '').join('-');
}
