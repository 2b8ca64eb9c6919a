// A refund with the lines of its report: what came back of each order item, in minor units and positive as
// an accountant speaks of it. Classes are written out by hand, so that the catalogue is not its own judge.
import type { MadeEvent, MadeLine } from './madeSettlement';

export interface Returned {
	sku?: string;
	orderItemCode?: string;
	quantity?: number;
	/** Given back to the buyer. */
	principal?: number;
	tax?: number;
	shipping?: number;
	shippingTax?: number;
	giftWrap?: number;
	goodwill?: number;
	/** Taken back by the seller: a rebate the buyer had, a fee for restocking, tax Amazon had withheld. */
	rebate?: number;
	restocking?: number;
	withheld?: number;
	/** Fees Amazon gives back (positive) or charges for the refund (negative). */
	fees?: number;
}

type Label = [amountType: string, amountDescription: string, amountClass: string, sign: 1 | -1];

const LABELS: Record<Exclude<keyof Returned, 'sku' | 'orderItemCode' | 'quantity'>, Label> = {
	principal: ['ItemPrice', 'Principal', 'refund.revenue', -1],
	tax: ['ItemPrice', 'Tax', 'refund.tax', -1],
	shipping: ['ItemPrice', 'Shipping', 'refund.revenue', -1],
	shippingTax: ['ItemPrice', 'ShippingTax', 'refund.tax', -1],
	giftWrap: ['ItemPrice', 'GiftWrap', 'any.revenue', -1],
	goodwill: ['ItemPrice', 'Goodwill', 'any.revenue', -1],
	rebate: ['Promotion', 'Principal', 'refund.promotion', 1],
	restocking: ['ItemPrice', 'RestockingFee', 'any.revenue', 1],
	withheld: ['ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', 'refund.withheldTax', 1],
	fees: ['ItemFees', 'Commission', 'refund.fee', 1],
};

function linesOf(item: Returned): MadeLine[] {
	const { sku = '', orderItemCode = '', quantity = 0 } = item;
	return Object.entries(LABELS).flatMap(
		([name, [amountType, amountDescription, amountClass, sign]]) => {
			const amount = item[name as keyof typeof LABELS];
			return amount === undefined
				? []
				: [
						{
							amountType,
							amountDescription,
							class: amountClass,
							amount: sign * amount,
							sku,
							orderItemCode,
							quantity,
						},
					];
		},
	);
}

export function refundOf(
	orderId: string,
	adjustmentId: string,
	items: Returned[],
	more: Partial<MadeEvent> = {},
): MadeEvent {
	const lines = items.flatMap(linesOf);
	const sum = (isFee: boolean) =>
		lines
			.filter(({ amountType }) => (amountType === 'ItemFees') === isFee)
			.reduce((total, { amount }) => total + amount, 0);
	return {
		orderId,
		adjustmentId,
		transactionType: 'Refund',
		lines,
		amount: sum(false),
		fees: sum(true),
		...more,
	};
}
