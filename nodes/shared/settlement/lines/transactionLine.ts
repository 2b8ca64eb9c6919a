// A line as an item has it. Lines are most of what a report weighs, so they are printed as soon as they
// have been counted and kept in this shape alone: nothing is ever computed on them again.
import type { Decimal, Mills } from '../values/money';
import { z } from '../../vendor';
import { MILL_DIGITS, toJsonNumber } from '../values/money';
import type { Line } from './line';

export const money: z.ZodType<Decimal, z.ZodTypeDef, number> = z.number().finite();
export const isoDate = z
	.string()
	.regex(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z)?$/, 'is no ISO date in UTC');

export const transactionLineSchema = z.object({
	row: z.number().int(),
	amountType: z.string(),
	amountDescription: z.string(),
	amount: money,
	class: z.string(),
	sku: z.string(),
	quantity: z.number(),
	orderItemCode: z.string(),
	merchantOrderItemId: z.string(),
	merchantAdjustmentItemId: z.string(),
	postedDate: isoDate,
	promotionId: z.string(),
});
export type TransactionLine = z.infer<typeof transactionLineSchema>;

export function decimal(mills: Mills): Decimal {
	return toJsonNumber(mills, MILL_DIGITS);
}

export function toTransactionLine({ row, amount, meaning, details }: Line): TransactionLine {
	return {
		row,
		amountType: meaning.amountType,
		amountDescription: meaning.amountDescription,
		amount: decimal(amount),
		class: meaning.class,
		sku: details.sku,
		quantity: details.quantity,
		orderItemCode: details.orderItemCode,
		merchantOrderItemId: details.merchantOrderItemId,
		merchantAdjustmentItemId: details.merchantAdjustmentItemId,
		postedDate: details.postedDate,
		promotionId: details.promotionId,
	};
}
