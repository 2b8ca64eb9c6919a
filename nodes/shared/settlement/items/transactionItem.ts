// The border between the Amazon room and everything after it: a transaction as item JSON. Inside,
// money is integers; here it becomes JSON numbers with the currency's decimals, printed once and never
// computed on again. Later nodes read items back in through the schema, which lets the keys they add
// (settlementAdd, payment, refund) pass.
import type { Decimal, Mills } from '../values/money';
import { z } from '../../vendor';
import type { Meaning } from '../labels/catalogue';
import type { Figure, Figures } from '../labels/figures';
import { suggestUndecided } from '../labels/suggestions';
import type { Settlement } from '../lines/settlement';
import { rowsOf } from '../lines/settlement';
import type { Transaction, UndecidedLabel } from '../lines/transaction';
import { decimal, isoDate, money, transactionLineSchema } from '../lines/transactionLine';
import type { Report } from '../report/report';
import { itemDigest, writeBasis } from './itemDigest';

export const settlementHeaderSchema = z.object({
	settlementId: z.string().min(1),
	account: z.string(),
	startDate: isoDate,
	endDate: isoDate,
	depositDate: isoDate,
	currency: z.string(),
	totalAmount: money.nullable(),
	sumOfLines: money,
	difference: money.nullable(),
	balanced: z.boolean(),
	rows: z.number().int(),
	lines: z.number().int(),
	unreadable: z.number().int(),
	unclassified: z.number().int(),
	transactions: z.number().int(),
	marketplaces: z.array(z.string()),
	contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256 in hex'),
});
export type SettlementHeader = z.infer<typeof settlementHeaderSchema>;

export const figuresSchema = z.object({
	productCharges: money,
	shipping: money,
	giftWrap: money,
	tax: money,
	withheldTax: money,
	taxCredit: money,
	promotions: money,
	fees: money,
	reserves: money,
	other: money,
});

/** A label that keeps its order or refund from being posted, since nothing says what its money is. */
export const undecidedLabelSchema = z.object({
	amountType: z.string(),
	amountDescription: z.string(),
	amount: money,
	lines: z.number().int(),
	row: z.number().int(),
	/** A class, '' where none is suggested. */
	suggestion: z.string(),
});
export type UndecidedLabelItem = z.infer<typeof undecidedLabelSchema>;

/** `lines` is empty when the user left them out; `lineCount` still tells how many there are. */
export const transactionItemSchema = z
	.object({
		settlementId: z.string().min(1),
		transactionKey: z.string().min(1),
		transactionType: z.string(),
		orderId: z.string(),
		merchantOrderId: z.string(),
		shipmentId: z.string(),
		adjustmentId: z.string(),
		marketplaceName: z.string(),
		fulfillment: z.string(),
		postedDate: isoDate,
		currency: z.string(),
		quantity: z.number(),
		amounts: figuresSchema,
		transactionAmount: money,
		netAmount: money,
		lineCount: z.number().int(),
		unclassified: z.number().int(),
		/** The figures that make up `transactionAmount`, and a digest of the item as Parse made it. */
		basis: z.string().default(''),
		digest: z.string().default(''),
		undecided: z.array(undecidedLabelSchema).default([]),
		lines: z.array(transactionLineSchema),
		settlement: settlementHeaderSchema,
	})
	.passthrough();
export type TransactionItem = z.infer<typeof transactionItemSchema>;

export interface ItemOptions {
	/** The figures that make up the transaction amount. */
	basis: readonly Figure[];
	/** Whether undecided labels count in the figure their amount type suggests, and nothing waits for them. */
	countsUndecided?: boolean;
}

export function decimals(figures: Figures<Mills>): Figures<Decimal> {
	return {
		productCharges: decimal(figures.productCharges),
		shipping: decimal(figures.shipping),
		giftWrap: decimal(figures.giftWrap),
		tax: decimal(figures.tax),
		withheldTax: decimal(figures.withheldTax),
		taxCredit: decimal(figures.taxCredit),
		promotions: decimal(figures.promotions),
		fees: decimal(figures.fees),
		reserves: decimal(figures.reserves),
		other: decimal(figures.other),
	};
}

export function toSettlementHeader(
	report: Report,
	settlement: Settlement,
	account: string,
): SettlementHeader {
	const { totalAmount, difference } = settlement;
	return {
		settlementId: settlement.settlementId,
		account,
		startDate: settlement.startDate,
		endDate: settlement.endDate,
		depositDate: settlement.depositDate,
		currency: settlement.currency,
		totalAmount: totalAmount === null ? null : decimal(totalAmount),
		sumOfLines: decimal(settlement.sumOfLines),
		difference: difference === null ? null : decimal(difference),
		balanced: settlement.balanced,
		rows: report.headerRows + rowsOf(settlement),
		lines: settlement.lines,
		unreadable: settlement.unreadable,
		unclassified: settlement.unclassified,
		transactions: settlement.transactions.length,
		marketplaces: settlement.marketplaces,
		contentHash: settlement.contentHash,
	};
}

export function toTransactionItem(
	transaction: Transaction,
	settlement: SettlementHeader,
	{ basis, countsUndecided = false }: ItemOptions,
): TransactionItem {
	const { figures } = transaction;
	const item = {
		settlementId: settlement.settlementId,
		transactionKey: transaction.key,
		transactionType: transaction.transactionType,
		orderId: transaction.orderId,
		merchantOrderId: transaction.merchantOrderId,
		shipmentId: transaction.shipmentId,
		adjustmentId: transaction.adjustmentId,
		marketplaceName: transaction.marketplaceName,
		fulfillment: transaction.fulfillment,
		postedDate: transaction.postedDate,
		currency: settlement.currency,
		quantity: transaction.quantity,
		amounts: decimals(figures),
		transactionAmount: decimal(basis.reduce((sum, figure) => sum + figures[figure], 0)),
		netAmount: decimal(transaction.netAmount),
		lineCount: transaction.lineCount,
		unclassified: transaction.unclassified,
		basis: writeBasis(basis),
		undecided: countsUndecided
			? []
			: transaction.undecided.map((label) => undecidedItem(label, settlement)),
		lines: transaction.lines,
		settlement,
		digest: '',
	};
	item.digest = itemDigest(item);
	return item;
}

function undecidedItem(
	{ meaning, amount, lines, row }: UndecidedLabel,
	settlement: SettlementHeader,
): UndecidedLabelItem {
	const { amountType, amountDescription } = meaning;
	const suggestion = suggestionFor(meaning, settlement);
	return { amountType, amountDescription, amount: decimal(amount), lines, row, suggestion };
}

/** Each is a comparison with the whole catalogue: no file may ask for endlessly many. */
const SUGGESTED_MAX = 200;
const SUGGESTIONS = new WeakMap<SettlementHeader, Map<Meaning, string>>();

/** One for all transactions of a settlement that carry the label. */
function suggestionFor(meaning: Meaning, settlement: SettlementHeader): string {
	const known = SUGGESTIONS.get(settlement) ?? new Map<Meaning, string>();
	SUGGESTIONS.set(settlement, known);
	const suggestion =
		known.get(meaning) ??
		(known.size < SUGGESTED_MAX ? (suggestUndecided(meaning)?.class ?? '') : '');
	if (known.size < SUGGESTED_MAX) {
		known.set(meaning, suggestion);
	}
	return suggestion;
}
