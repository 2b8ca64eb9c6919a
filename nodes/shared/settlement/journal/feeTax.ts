// The tax on Amazon's fees: as the file has it, split off the fees that come with tax inside, or left to Amazon's
// invoice. Splitting is an estimate, rounded once per label total; a fee with tax rows of its own is net already and
// is never split again.
import { transactionGroup } from '../labels/panes';
import type { Minor } from '../values/money';
import type { AccountKey } from './accountKeys';
import { FEE_KEYS } from './accountKeys';
import type { LabelTotal } from './labelTotals';

export type FeeTax =
	| { mode: 'asInFile' }
	/** Percent by marketplace, as the report names it; without one there is no tax inside. */
	| { mode: 'splitByRate'; percentOf: (marketplaceName: string) => number }
	| { mode: 'byInvoice' };

/** Part of a label total with the account it goes to. */
export interface KeyedPart {
	key: AccountKey;
	credits: Minor;
	charges: Minor;
}

export type TaxSplitter = (key: AccountKey, total: LabelTotal) => KeyedPart[];

export function createTaxSplitter(totals: readonly LabelTotal[], feeTax: FeeTax): TaxSplitter {
	const whole = (key: AccountKey, { credits, charges }: LabelTotal) => [{ key, credits, charges }];
	switch (feeTax.mode) {
		case 'asInFile':
			return whole;
		case 'byInvoice':
			return (key, total) =>
				whole(FEE_KEYS.includes(key) || key === 'INPUT_VAT' ? 'AWAITING_INVOICE' : key, total);
		case 'splitByRate': {
			const taxed = new Set(totals.filter(({ group }) => group === 'INPUT_VAT').map(chargeOf));
			return (key, total) => {
				const percent = feeTax.percentOf(total.marketplaceName);
				return percent > 0 && comesGross(key, total) && !taxed.has(chargeOf(total))
					? splitOff(key, total, percent)
					: whole(key, total);
			};
		}
	}
}

/** Fees of orders and refunds come in one amount; others as fee and tax, each a row. */
function comesGross(key: AccountKey, { transactionType }: LabelTotal): boolean {
	return FEE_KEYS.includes(key) && transactionGroup(transactionType) !== 'nonTransaction';
}

function chargeOf({ transactionType, amountType, marketplaceName }: LabelTotal): string {
	return JSON.stringify([transactionType, amountType, marketplaceName]);
}

function splitOff(key: AccountKey, { credits, charges }: LabelTotal, percent: number): KeyedPart[] {
	const tax = { credits: taxInside(credits, percent), charges: taxInside(charges, percent) };
	return [
		{ key, credits: credits - tax.credits, charges: charges - tax.charges },
		{ key: 'INPUT_VAT', ...tax },
	];
}

const RATE_SCALE = 1000;

/** gross x r / (1 + r), half a unit rounded away from zero; all integers. */
export function taxInside(gross: Minor, percent: number): Minor {
	const rate = BigInt(Math.round(percent * RATE_SCALE));
	const whole = rate + BigInt(100 * RATE_SCALE);
	const size = (BigInt(Math.abs(gross)) * rate * 2n + whole) / (whole * 2n);
	return gross < 0 && size !== 0n ? -Number(size) : Number(size);
}
