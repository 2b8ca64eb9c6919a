// The label totals of a settlement from its items. Lines come as decimals with the class they were given; figure and
// group follow from it, and the lines of each item must add up to its figures: where they do not (lines left out, or
// an item that was changed), there are no totals, and it says why.
import type { AmountClass } from '../labels/amountClasses';
import { groupOf } from '../labels/accountGroups';
import { createClassifier } from '../labels/catalogue';
import { FIGURES, figureOf, noFigures } from '../labels/figures';
import type { Figures } from '../labels/figures';
import type { TransactionItem } from '../items/transactionItem';
import { marketplaceKey } from '../values/marketplaces';
import type { Decimal, Minor } from '../values/money';
import { addMoney, currencyExponent } from '../values/money';
import type { TransactionLine } from '../lines/transactionLine';
import type { LabelTotal, LabelTotals } from './labelTotals';
import { mergeTotals } from './labelTotals';

export interface NoTotals {
	/** In a sentence without its end. */
	reason: string;
}

/** The parts of an item that totals are made of. */
export type TotalledItem = Pick<
	TransactionItem,
	'transactionType' | 'orderId' | 'marketplaceName' | 'currency' | 'amounts'
> & {
	lines: ReadonlyArray<
		Pick<TransactionLine, 'amountType' | 'amountDescription' | 'amount' | 'class' | 'postedDate'>
	>;
};

export function totalsOfItems(
	items: readonly TotalledItem[],
	timeZone: string,
): LabelTotals | NoTotals {
	const monthOf = createMonthReader(timeZone);
	const totalsOf = createLineTotals(monthOf);
	const totals: LabelTotal[] = [];
	for (const item of items) {
		const own = totalsOf(item);
		if (!addUp(own, item)) {
			const { transactionType, orderId, lines } = item;
			const name = [transactionType, orderId].filter((part) => part !== '').join(' ');
			return {
				reason:
					lines.length === 0
						? `${name} has no lines`
						: `the lines of ${name} do not add up to its amounts`,
			};
		}
		totals.push(...own);
	}
	return { timeZone, totals: mergeTotals(totals) };
}

function createLineTotals(
	monthOf: (isoDate: string) => string,
): (item: TotalledItem) => LabelTotal[] {
	const classify = createClassifier();
	// One spelling for each marketplace, whatever its case in the file.
	const names = new Map<string, string>();
	return ({ transactionType, marketplaceName: written, currency, lines }) => {
		const key = marketplaceKey(written);
		const marketplaceName = names.get(key) ?? written;
		names.set(key, marketplaceName);
		return lines.map((line): LabelTotal => {
			const { amountType, amountDescription } = line;
			const amountClass = line.class as AmountClass;
			const known = classify(transactionType, amountType, amountDescription, marketplaceName);
			const amount = minorOf(line.amount, currency);
			return {
				transactionType,
				amountType,
				amountDescription,
				marketplaceName,
				month: monthOf(line.postedDate),
				group: known.class === amountClass ? known.group : groupOf(amountClass, transactionType),
				figure: figureOf(amountClass, { transactionType, amountType, amountDescription }),
				lines: 1,
				credits: Math.max(amount, 0),
				charges: Math.min(amount, 0),
			};
		});
	};
}

function addUp(totals: readonly LabelTotal[], { amounts, currency }: TotalledItem): boolean {
	const sums: Figures<Minor> = noFigures();
	for (const { figure, credits, charges } of totals) {
		sums[figure] = addMoney(sums[figure], credits + charges);
	}
	return FIGURES.every((figure) => sums[figure] === minorOf(amounts[figure], currency));
}

/** Items hold the double nearest to a decimal of the currency. */
function minorOf(decimal: Decimal, currency: string): Minor {
	return Math.round(decimal * 10 ** currencyExponent(currency));
}

/** '' for no date. Throws with a RangeError for a time zone that is none. */
export function createMonthReader(timeZone: string): (isoDate: string) => string {
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	const known = new Map<string, string>();
	return (isoDate) => {
		if (isoDate === '') {
			return '';
		}
		if (timeZone === 'UTC') {
			return isoDate.slice(0, 7);
		}
		// No zone changes its day within a quarter of an hour that does not begin on one.
		const quarter = `${isoDate.slice(0, 14)}${String(Math.floor(Number(isoDate.slice(14, 16)) / 15) * 15).padStart(2, '0')}`;
		let month = known.get(quarter);
		if (month === undefined) {
			month = format.format(new Date(`${quarter}:00Z`)).slice(0, 7);
			known.set(quarter, month);
		}
		return month;
	};
}
