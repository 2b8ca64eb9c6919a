// The name of a record before it exists: our idempotency key, the same on every run.
// NetSuite keeps one namespace over all transaction types, ignores case and allows letters, digits,
// `_` and `-` (section_N3436356, section_156334828635), so the kind of record is part of the name.
import type { SettlementId } from './ids';
import { createHash, randomBytes } from 'crypto';

export type RecordKind = 'STL' | 'TXN' | 'PMT' | 'CM' | 'RF' | 'WO' | 'RUN' | 'JE' | 'DEP';

export interface TransactionIdentity {
	settlementId: SettlementId;
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

function settlementPart(kind: RecordKind, settlementId: SettlementId): string {
	return ['AMZ', kind, readable(settlementId)].filter((part) => part !== '').join('-');
}

export function settlementExternalId(settlementId: SettlementId): string {
	return settlementPart('STL', settlementId);
}

/** Of the mark of a run, see posting/runMarks.ts; `token` is the run's own. */
export function runExternalId(settlementId: SettlementId, token: string): string {
	return `${settlementPart('RUN', settlementId)}-${token}`;
}

/** A name that no other run has. */
export function runToken(): string {
	return randomBytes(HASH_LENGTH / 2).toString('hex');
}

/** The order id (or the type of what has none) makes it readable, the hash of the key makes it unique. */
export function transactionExternalId(
	kind: Exclude<RecordKind, 'STL' | 'RUN'>,
	transaction: TransactionIdentity,
): string {
	const hash = createHash('sha256').update(transaction.transactionKey).digest('hex');
	const parts = [
		settlementPart(kind, transaction.settlementId),
		readable(transaction.orderId || transaction.transactionType),
		hash.slice(0, HASH_LENGTH),
	];
	return parts.filter((part) => part !== '').join('-');
}

/** The part of a transaction's external ids that tells it from the others of its settlement. */
export function transactionName(transaction: TransactionIdentity): string {
	const prefix = `${settlementPart('TXN', transaction.settlementId)}-`;
	return transactionExternalId('TXN', transaction).slice(prefix.length);
}

/** Payments of many transactions are numbered within their settlement, from 1 and without gaps. */
export function combinedPaymentId(settlementId: SettlementId, number: number): string {
	return `${settlementPart('PMT', settlementId)}-C${String(number).padStart(4, '0')}`;
}

/** The number in the external id of a combined payment of this settlement; null for any other id. */
export function combinedPaymentNumber(
	settlementId: SettlementId,
	externalId: string,
): number | null {
	const prefix = `${settlementPart('PMT', settlementId)}-C`.toLowerCase();
	const digits = externalId.toLowerCase().startsWith(prefix) ? externalId.slice(prefix.length) : '';
	return /^\d{4,}$/.test(digits) ? Number(digits) : null;
}

/** The journal of a settlement; `suffixes` as in `A1` (adjusting) or `P2` (part), '' for none. */
export function journalExternalId(settlementId: SettlementId, ...suffixes: string[]): string {
	return [settlementPart('JE', settlementId), ...suffixes].filter((part) => part !== '').join('-');
}

/** A deposit that gathers payments of a settlement; numbered from 1, the first without its number. */
export function depositExternalId(settlementId: SettlementId, number: number): string {
	return `${settlementPart('DEP', settlementId)}${number === 1 ? '' : `-${number}`}`;
}

/** Made by us, for whichever settlement. */
export function isOurDeposit(externalId: string): boolean {
	return externalId.toUpperCase().startsWith('AMZ-DEP-');
}

/** Made by us, for whichever settlement. */
export function isOurPayment(externalId: string): boolean {
	return externalId.toUpperCase().startsWith('AMZ-PMT-');
}

/** The credit memo that closed the rest of a short payment. */
export function isWriteOff(externalId: string): boolean {
	return externalId.toUpperCase().startsWith('AMZ-WO-');
}

/** A short name of something long: the same for the same text. */
export function shortHash(text: string, length: number): string {
	return createHash('sha256').update(text).digest('hex').slice(0, length);
}
