// The ids of our custom records and fields in NetSuite, as data: the same as in netsuite/src/Objects
// (a test compares them). Code speaks of `fields.orderId`; another account's ids can stand here later.

import { SETTLEMENT_CURRENCY } from '../api/companyCurrency';

export const settlementRecord = {
	type: SETTLEMENT_CURRENCY.type,
	fields: {
		settlementId: 'custrecord_amzstl_s_settlement_id',
		account: 'custrecord_amzstl_s_account',
		currency: SETTLEMENT_CURRENCY.field,
		marketplaces: 'custrecord_amzstl_s_marketplaces',
		startDate: 'custrecord_amzstl_s_start_date',
		endDate: 'custrecord_amzstl_s_end_date',
		period: 'custrecord_amzstl_s_period',
		contentHash: 'custrecord_amzstl_s_content_hash',
		rows: 'custrecord_amzstl_s_rows',
		lines: 'custrecord_amzstl_s_lines',
		unreadable: 'custrecord_amzstl_s_unreadable',
		unclassified: 'custrecord_amzstl_s_unclassified',
		transactions: 'custrecord_amzstl_s_transactions',
		depositDate: 'custrecord_amzstl_s_deposit_date',
		totalAmount: 'custrecord_amzstl_s_total_amount',
		sumOfLines: 'custrecord_amzstl_s_sum_of_lines',
		balanced: 'custrecord_amzstl_s_balanced',
		orderCount: 'custrecord_amzstl_s_order_count',
		orderProduct: 'custrecord_amzstl_s_order_product',
		orderShipping: 'custrecord_amzstl_s_order_shipping',
		orderGiftWrap: 'custrecord_amzstl_s_order_gift_wrap',
		orderTax: 'custrecord_amzstl_s_order_tax',
		orderWithheldTax: 'custrecord_amzstl_s_order_withheld_tax',
		orderTaxCredit: 'custrecord_amzstl_s_order_tax_credit',
		orderPromotions: 'custrecord_amzstl_s_order_promotions',
		orderOther: 'custrecord_amzstl_s_order_other',
		orderFees: 'custrecord_amzstl_s_order_fees',
		orderAmount: 'custrecord_amzstl_s_order_amount',
		orderNet: 'custrecord_amzstl_s_order_net',
		refundCount: 'custrecord_amzstl_s_refund_count',
		refundProduct: 'custrecord_amzstl_s_refund_product',
		refundShipping: 'custrecord_amzstl_s_refund_shipping',
		refundGiftWrap: 'custrecord_amzstl_s_refund_gift_wrap',
		refundTax: 'custrecord_amzstl_s_refund_tax',
		refundWithheldTax: 'custrecord_amzstl_s_refund_withheld_tax',
		refundTaxCredit: 'custrecord_amzstl_s_refund_tax_credit',
		refundPromotions: 'custrecord_amzstl_s_refund_promotions',
		refundOther: 'custrecord_amzstl_s_refund_other',
		refundFees: 'custrecord_amzstl_s_refund_fees',
		refundAmount: 'custrecord_amzstl_s_refund_amount',
		refundNet: 'custrecord_amzstl_s_refund_net',
		nontranCount: 'custrecord_amzstl_s_nontran_count',
		nontranFees: 'custrecord_amzstl_s_nontran_fees',
		nontranTaxCredit: 'custrecord_amzstl_s_nontran_tax_credit',
		nontranReserves: 'custrecord_amzstl_s_nontran_reserves',
		nontranOther: 'custrecord_amzstl_s_nontran_other',
		nontranNet: 'custrecord_amzstl_s_nontran_net',
		paid: 'custrecord_amzstl_s_paid',
		paidRest: 'custrecord_amzstl_s_paid_rest',
		cashSales: 'custrecord_amzstl_s_cash_sales',
		refunded: 'custrecord_amzstl_s_refunded',
		notPosted: 'custrecord_amzstl_s_not_posted',
		short: 'custrecord_amzstl_s_short',
		writtenOff: 'custrecord_amzstl_s_written_off',
		countNew: 'custrecord_amzstl_s_count_new',
		countApplied: 'custrecord_amzstl_s_count_applied',
		countPartial: 'custrecord_amzstl_s_count_partial',
		countUnapplied: 'custrecord_amzstl_s_count_unapplied',
		difference: 'custrecord_amzstl_s_difference',
		updated: 'custrecord_amzstl_s_updated',
		/** Written once by Settlement Add, see reportSide.ts. */
		basis: 'custrecord_amzstl_s_basis',
		changedItems: 'custrecord_amzstl_s_changed_items',
		/** Long text: what the journal is made of, see settlement/journal/labelTotals.ts. */
		labelTotals: 'custrecord_amzstl_s_label_totals',
		/** What the journal was made under, see records/journalTerms.ts. */
		journalTerms: 'custrecord_amzstl_s_journal_terms',
		/** Written by the journal node; the other four by each refresh. */
		journalProblem: 'custrecord_amzstl_s_journal_problem',
		journals: 'custrecord_amzstl_s_journals',
		journalStatus: 'custrecord_amzstl_s_journal_status',
		clearing: 'custrecord_amzstl_s_clearing',
		clearingExpected: 'custrecord_amzstl_s_clearing_expected',
		/** Long texts: what a settlement is posted under, see posting/recordedSettings.ts. */
		paymentSettings: 'custrecord_amzstl_s_pay_settings',
		refundSettings: 'custrecord_amzstl_s_refund_settings',
		/** The two answers and what stands against them, see verdict.ts. */
		tiesToDeposit: 'custrecord_amzstl_s_ties_to_deposit',
		isPosted: 'custrecord_amzstl_s_is_posted',
		ties: 'custrecord_amzstl_s_ties',
		disagreements: 'custrecord_amzstl_s_disagreements',
		verdict: 'custrecord_amzstl_s_verdict',
		/** What the last refresh wrote, see settlements/writtenFigures.ts. */
		written: 'custrecord_amzstl_s_written',
	},
} as const;

export const transactionRecord = {
	type: 'customrecord_amzstl_transaction',
	fields: {
		settlement: 'custrecord_amzstl_t_settlement',
		settlementId: 'custrecord_amzstl_t_settlement_id',
		account: 'custrecord_amzstl_t_account',
		transactionKey: 'custrecord_amzstl_t_key',
		transactionType: 'custrecord_amzstl_t_type',
		orderId: 'custrecord_amzstl_t_order_id',
		merchantOrderId: 'custrecord_amzstl_t_merchant_order_id',
		shipmentId: 'custrecord_amzstl_t_shipment_id',
		adjustmentId: 'custrecord_amzstl_t_adjustment_id',
		marketplaceName: 'custrecord_amzstl_t_marketplace',
		fulfillment: 'custrecord_amzstl_t_fulfillment',
		postedDate: 'custrecord_amzstl_t_posted_date',
		currency: 'custrecord_amzstl_t_currency',
		quantity: 'custrecord_amzstl_t_quantity',
		productCharges: 'custrecord_amzstl_t_product',
		shipping: 'custrecord_amzstl_t_shipping',
		giftWrap: 'custrecord_amzstl_t_gift_wrap',
		tax: 'custrecord_amzstl_t_tax',
		withheldTax: 'custrecord_amzstl_t_withheld_tax',
		taxCredit: 'custrecord_amzstl_t_tax_credit',
		promotions: 'custrecord_amzstl_t_promotions',
		fees: 'custrecord_amzstl_t_fees',
		reserves: 'custrecord_amzstl_t_reserves',
		other: 'custrecord_amzstl_t_other',
		transactionAmount: 'custrecord_amzstl_t_amount',
		netAmount: 'custrecord_amzstl_t_net',
		lineCount: 'custrecord_amzstl_t_line_count',
		unclassified: 'custrecord_amzstl_t_unclassified',
		lines: 'custrecord_amzstl_t_lines',
		/** Of what the report wrote on it, see recordDigest.ts. */
		digest: 'custrecord_amzstl_t_digest',
		status: 'custrecord_amzstl_t_status',
		toApply: 'custrecord_amzstl_t_to_apply',
		matchedBy: 'custrecord_amzstl_t_matched_by',
		payment: 'custrecord_amzstl_t_payment',
		creditMemo: 'custrecord_amzstl_t_credit_memo',
		refund: 'custrecord_amzstl_t_refund',
		/** The cash sale that settles the order: nothing else marks it as settled that way. */
		cashSale: 'custrecord_amzstl_t_cash_sale',
		/** What moved the clearing side: payment total, cash sale or customer refund. */
		posted: 'custrecord_amzstl_t_posted',
		/** Long text: the invoices it was applied to, each with its amount, see allocation.ts. */
		allocation: 'custrecord_amzstl_t_allocation',
		/** Internal id of the account its payment or refund stood on when it was read back. */
		bookedAccount: 'custrecord_amzstl_t_booked_account',
		/** Internal id of the account a person booked it to: no document is made for it any more. */
		bookedTo: 'custrecord_amzstl_t_booked_to',
		bookedNote: 'custrecord_amzstl_t_booked_note',
		/** Names of the kinds of its documents, see documentKinds.ts. */
		kinds: 'custrecord_amzstl_t_kinds',
		applied: 'custrecord_amzstl_t_applied',
		rest: 'custrecord_amzstl_t_rest',
		short: 'custrecord_amzstl_t_short',
		writtenOff: 'custrecord_amzstl_t_written_off',
		difference: 'custrecord_amzstl_t_difference',
		refundLines: 'custrecord_amzstl_t_refund_lines',
		errorCode: 'custrecord_amzstl_t_error_code',
		errorMessage: 'custrecord_amzstl_t_error_message',
	},
} as const;

/** One for each run that posts payments of a settlement, while it runs: see posting/runMarks.ts. */
export const runRecord = {
	type: 'customrecord_amzstl_run',
	fields: {
		settlement: 'custrecord_amzstl_r_settlement',
		mode: 'custrecord_amzstl_r_mode',
		execution: 'custrecord_amzstl_r_execution',
		renewed: 'custrecord_amzstl_r_renewed',
	},
} as const;

export const statusList = 'customlist_amzstl_status';

/** Body fields on payments, credit memos, refunds and cash sales that lead back to the settlement. */
export const linkFields = {
	transaction: 'custbody_amzstl_transaction',
	settlement: 'custbody_amzstl_settlement',
	/** Long text: the transactions of a combined payment with their amounts, see membership.ts. */
	transactions: 'custbody_amzstl_transactions',
} as const;

/** Script id and name of each status, as in netsuite/src/Objects/customlist_amzstl_status.xml. */
export const STATUSES = {
	val_new: 'New',
	val_applied: 'Applied',
	val_partial: 'Partially Applied',
	val_unapplied: 'Unapplied',
} as const;

export type Status = (typeof STATUSES)[keyof typeof STATUSES];
