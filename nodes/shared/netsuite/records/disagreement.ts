// A disagreement: two of the three sides of a settlement (the report, our records, the documents in the
// books) say different things of the same money. It names the order, the record and the document, says
// what differs and what to do, and whether this run has healed it already.

import type { DocumentId, RecordId, SettlementId, SummaryId } from './ids';

/** Stable; each has its row in docs/error-codes.md. */
export type DisagreementCode =
	| 'ALLOCATION_CHANGED'
	| 'CLEARING_DIFFERS'
	| 'DOCUMENT_CHANGED'
	| 'DOCUMENT_DIFFERS'
	| 'DOCUMENT_MISSING'
	| 'DOCUMENT_NOT_POSTING'
	| 'DOCUMENT_UNEXPLAINED'
	| 'DOCUMENT_VOIDED'
	| 'KIND_REFUSED'
	| 'LINK_CHANGED'
	| 'NOT_CHECKED'
	| 'ORDER_OVERCREDITED'
	| 'PAYMENT_NOT_APPLIED'
	| 'RECORD_CHANGED'
	| 'RECORD_COPIED'
	| 'RECORDS_INCOMPLETE'
	| 'SETTINGS_DIFFER'
	| 'SETTLEMENT_BUSY'
	| 'SUMMARY_CHANGED'
	| 'SUMS_DIFFER';

export interface Disagreement {
	code: DisagreementCode;
	settlementId: SettlementId;
	/** '' where it concerns no single order. */
	orderId: string;
	/** Internal id of the settlement transaction, or of the summary; '' for none. */
	recordId: RecordId | SummaryId;
	/** Internal id of the payment, credit memo, refund or cash sale; '' for none. */
	documentId: DocumentId;
	/** What differs and what to do next. */
	message: string;
	/** `mended`: this run healed it, so it is reported and not an error. `stands`: someone has to look. */
	state: 'mended' | 'stands';
}

/** NetSuite counts summaries and settlement transactions apart, so one of each may have the same id. */
export function whomOf({ recordId, orderId }: Pick<Disagreement, 'recordId' | 'orderId'>): string {
	return `${recordId} ${orderId}`;
}

/** With what this run healed, unless the books still show it. */
export function withMended(found: Disagreement[], mended: Disagreement[]): Disagreement[] {
	const disputed = new Set(found.map(whomOf));
	return [...found, ...mended.filter((one) => !disputed.has(whomOf(one)))];
}

export function standing(disagreements: readonly Disagreement[]): Disagreement[] {
	return disagreements.filter(({ state }) => state === 'stands');
}
