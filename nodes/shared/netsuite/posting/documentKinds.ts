// What makes two documents of one kind: pure. NetSuite treats them alike, so the first of a kind shows what the
// others would become. A kind has a short name, which the record of each transaction keeps: so a later run, or the
// next batch of a loop, knows which kinds have been read back before, without any memory of its own.
import { shortHash } from '../records/externalId';

export type DocumentType = 'CustPymt' | 'CustCred' | 'CustRfnd';

export interface KindFacts {
	type: DocumentType;
	/** Internal ids; '' where NetSuite chooses. */
	accountIds: string[];
	customerId: string;
	subsidiaryId: string;
	currency: string;
	itemIds: string[];
}

const HASH_LENGTH = 10;

/** Such as `CustCred-0f3a9c1b2d`. */
export function kindName(facts: KindFacts): string {
	const { type, accountIds, customerId, subsidiaryId, currency, itemIds } = facts;
	const items = [...new Set(itemIds)].sort();
	const whole = JSON.stringify([type, accountIds, customerId, subsidiaryId, currency, items]);
	return `${type}-${shortHash(whole, HASH_LENGTH)}`;
}

export function writeKinds(kinds: string[]): string {
	return [...new Set(kinds)].join(' ');
}

export function readKinds(text: string): string[] {
	return text.split(/\s+/).filter((word) => word !== '');
}

export const KIND_WORDS: Record<DocumentType, { one: string; many: string }> = {
	CustPymt: { one: 'payment', many: 'payments' },
	CustCred: { one: 'credit memo', many: 'credit memos' },
	CustRfnd: { one: 'customer refund', many: 'customer refunds' },
};
