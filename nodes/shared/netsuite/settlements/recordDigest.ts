// The digest of a settlement transaction record: written with it, and made again from what NetSuite holds. Where both are
// the same nobody changed the record, so a report that gives other figures now is read otherwise (a better catalogue, rows
// of Label Classes); where they differ somebody did. No seal: it finds what was changed by hand or by another script.
import type { Figure } from '../../settlement/labels/figures';
import { FIGURES } from '../../settlement/labels/figures';
import { toMinor } from '../records/amount';
import { shortHash } from '../records/externalId';

const DIGEST_LENGTH = 32;

/** Fields of a record that say what it is, by our names. */
export const RECORD_TEXTS = [
	'transactionKey',
	'transactionType',
	'orderId',
	'marketplaceName',
	'currency',
] as const;
export const RECORD_AMOUNTS = [...FIGURES, 'transactionAmount', 'netAmount'] as const;

export type RecordText = (typeof RECORD_TEXTS)[number];
export type RecordAmount = Figure | 'transactionAmount' | 'netAmount';

/** As an item has it, or as NetSuite does: amounts as decimals, undefined for none. */
export interface RecordContent {
	text(name: RecordText): string;
	amount(name: RecordAmount): string | number | undefined;
	quantity: number;
}

export function recordDigest({ text, amount, quantity }: RecordContent): string {
	const currency = text('currency').trim();
	const facts = [
		...RECORD_TEXTS.map((name) => text(name).trim()),
		...RECORD_AMOUNTS.map((name) => toMinor(amount(name), currency)),
		quantity,
	];
	return shortHash(JSON.stringify(facts), DIGEST_LENGTH);
}
