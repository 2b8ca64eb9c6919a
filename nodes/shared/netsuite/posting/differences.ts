// Why Amazon's amount and what an invoice had open are not the same: pure. Each part of what the buyer paid is
// compared with the same part of the invoice; the parts always add up to the difference, and what they do not
// explain is told as such. Minor units.
import type { Figures } from '../../settlement/labels/figures';
import type { Minor } from '../../settlement/values/money';
import type { InvoiceParts } from '../books/invoiceParts';
import { money } from '../records/amount';

export interface DifferencePart {
	what:
		| 'price'
		| 'shipping'
		| 'gift wrap'
		| 'promotions'
		| 'tax'
		| 'other amounts'
		| 'paid or credited before'
		| 'not explained';
	amazon: Minor;
	invoice: Minor;
	/** Amazon's less the invoice's. */
	amount: Minor;
}

export interface Difference {
	/** What Amazon sent less what was open. */
	amount: Minor;
	parts: DifferencePart[];
}

export interface AmazonSide {
	/** What Amazon sent for the invoices. */
	amount: Minor;
	figures: Figures<Minor>;
}

export interface InvoiceSide {
	/** What was open before it was paid from this settlement. */
	open: Minor;
	total: Minor;
	/** null where the lines could not be read. */
	parts: InvoiceParts | null;
}

/** null when there is nothing to explain. */
export function explainDifference(amazon: AmazonSide, invoice: InvoiceSide): Difference | null {
	const amount = amazon.amount - invoice.open;
	if (amount === 0) {
		return null;
	}
	const { figures } = amazon;
	const compared = (what: DifferencePart['what'], sent: Minor, billed: Minor) => ({
		what,
		amazon: sent,
		invoice: billed,
		amount: sent - billed,
	});
	const { parts } = invoice;
	const known: DifferencePart[] =
		parts === null
			? []
			: [
					compared('price', figures.productCharges, parts.price),
					compared('shipping', figures.shipping, parts.shipping),
					compared('gift wrap', figures.giftWrap, parts.giftWrap),
					compared('promotions', figures.promotions, parts.promotions),
					// What Amazon withholds never reaches the seller.
					compared('tax', figures.tax + figures.withheldTax, parts.tax),
					compared('other amounts', figures.other, 0),
				];
	const before = compared('paid or credited before', 0, invoice.open - invoice.total);
	const explained = [...known, before].filter((part) => part.amount !== 0);
	const left = amount - explained.reduce((sum, part) => sum + part.amount, 0);
	const unknown = { ...compared('not explained', 0, 0), amount: left };
	return { amount, parts: [...explained, ...(left === 0 ? [] : [unknown])] };
}

/** One sentence for people. */
export function differenceInWords({ amount, parts }: Difference, currency: string): string {
	const text = (value: Minor) => money(value, currency);
	const signed = (value: Minor) => `${value > 0 ? '+' : ''}${text(value)}`;
	const reasons = parts.map((part) =>
		part.what === 'not explained'
			? `not explained ${signed(part.amount)}`
			: `${part.what} ${signed(part.amount)} (Amazon ${text(part.amazon)}, invoice ${text(part.invoice)})`,
	);
	const side = amount > 0 ? 'more' : 'less';
	return `Amazon sent ${text(Math.abs(amount))} ${side} than was open: ${reasons.join('; ')}`;
}
