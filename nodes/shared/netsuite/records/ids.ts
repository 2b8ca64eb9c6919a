// Ids by what they name. All are digits in a string, so only their type keeps one from being looked up, linked or
// written as another. What a query answers is a plain string and becomes what it is declared as.

/** Internal id of an Amazon Settlement Transaction. */
export type RecordId = string & { readonly names?: 'settlement transaction' };
/** Internal id of an Amazon Settlement Summary. */
export type SummaryId = string & { readonly names?: 'settlement summary' };
/** Internal id of what accountants call a transaction: invoice, payment, credit memo, refund, cash sale, journal. */
export type DocumentId = string & { readonly names?: 'document' };
/** Amazon's own number of a settlement. */
export type SettlementId = string & { readonly names?: 'settlement' };
