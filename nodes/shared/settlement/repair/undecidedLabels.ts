// What only the end of a settlement can say of its labels: whose tax was withheld, where the marketplace stood in
// another row; and whether an unknown withheld tax is the buyer's, which it is where it cancels the tax its transaction
// collected, to the cent. An order or refund with a label that stays undecided is not posted: an unknown label never
// changes what is posted. Tax of a facilitator that does not cancel is counted and said.
import type { Mills } from '../values/money';
import type { Meaning } from '../labels/catalogue';
import { classify } from '../labels/catalogue';
import type { ClassRule } from '../labels/classRules';
import { transactionGroup } from '../labels/panes';
import type { RunningTotal } from '../lines/lineCounts';
import type { Settlement } from '../lines/settlement';
import type { Transaction } from '../lines/transaction';
import { decimal } from '../lines/transactionLine';
import { addMoney } from '../values/money';

export function decideLabels(settlement: Settlement, rules: readonly ClassRule[]): string[] {
	for (const transaction of settlement.transactions) {
		if (transaction.watched !== undefined) {
			decideMarketplace(settlement, transaction, transaction.watched, rules);
			transaction.undecided = undecidedOf(transaction, transaction.watched);
		}
	}
	return noteUncancelledTax(settlement);
}

/** The marketplace was filled in after the lines were read. */
function decideMarketplace(
	settlement: Settlement,
	transaction: Transaction,
	watched: Map<Meaning, RunningTotal>,
	rules: readonly ClassRule[],
): void {
	if (transaction.marketplaceName === '') {
		return;
	}
	for (const [meaning, total] of [...watched]) {
		const { transactionType, amountType, amountDescription } = meaning;
		const labels = { transactionType, amountType, amountDescription };
		const decided = classify(labels, rules, transaction.marketplaceName);
		if (decided.class !== meaning.class || decided.certainty !== meaning.certainty) {
			watched.delete(meaning);
			watched.set(decided, total);
			moveLines(settlement, transaction, [meaning, decided], total);
		}
	}
}

function moveLines(
	settlement: Settlement,
	transaction: Transaction,
	[from, to]: readonly [Meaning, Meaning],
	total: RunningTotal,
): void {
	const { figures } = transaction;
	figures[from.figure] = addMoney(figures[from.figure], -total.amount);
	figures[to.figure] = addMoney(figures[to.figure], total.amount);
	const unclassified =
		(Number(to.class === 'unclassified') - Number(from.class === 'unclassified')) * total.lines;
	transaction.unclassified += unclassified;
	settlement.unclassified += unclassified;
	for (const line of transaction.lines) {
		if (
			line.amountType === from.amountType &&
			line.amountDescription === from.amountDescription &&
			line.class === from.class
		) {
			line.class = to.class;
		}
	}
	const known = settlement.totals.get(from);
	if (known !== undefined) {
		known.lines -= total.lines;
		known.amount = addMoney(known.amount, -total.amount);
		known.negative = addMoney(known.negative, -total.negative);
		if (known.lines === 0) {
			settlement.totals.delete(from);
		}
	}
	const target = sameMeaning(settlement, to);
	if (target === undefined) {
		settlement.totals.set(to, { ...total });
		return;
	}
	target.lines += total.lines;
	target.amount = addMoney(target.amount, total.amount);
	target.negative = addMoney(target.negative, total.negative);
	target.row = Math.min(target.row, total.row);
}

function sameMeaning({ totals }: Settlement, wanted: Meaning): RunningTotal | undefined {
	for (const [meaning, total] of totals) {
		if (
			meaning.amountDescription === wanted.amountDescription &&
			meaning.amountType === wanted.amountType &&
			meaning.transactionType === wanted.transactionType &&
			meaning.class === wanted.class
		) {
			return total;
		}
	}
	return undefined;
}

function undecidedOf(
	{ figures, collectedTax }: Transaction,
	watched: ReadonlyMap<Meaning, RunningTotal>,
): Transaction['undecided'] {
	const cancels = addMoney(collectedTax, figures.withheldTax) === 0;
	return [...watched]
		.filter(
			([{ certainty }, { amount }]) =>
				amount !== 0 && (certainty === 'unknown' || (certainty === 'cancels' && !cancels)),
		)
		.map(([meaning, total]) => ({ meaning, ...total }));
}

/** One note for each marketplace: the seller, or a row of Label Classes, may have to say whose tax it is. */
function noteUncancelledTax(settlement: Settlement): string[] {
	const byMarketplace = new Map<string, { count: number; mills: Mills }>();
	for (const transaction of settlement.transactions) {
		const { figures, collectedTax, marketplaceName, transactionType } = transaction;
		const left = addMoney(collectedTax, figures.withheldTax);
		const isPosted = transactionGroup(transactionType) !== 'nonTransaction';
		if (figures.withheldTax === 0 || left === 0 || !isPosted) {
			continue;
		}
		const known = byMarketplace.get(marketplaceName) ?? { count: 0, mills: 0 };
		byMarketplace.set(marketplaceName, {
			count: known.count + 1,
			mills: addMoney(known.mills, left),
		});
	}
	return [...byMarketplace].map(
		([marketplaceName, { count, mills }]) =>
			`Settlement ${settlement.settlementId}, ${marketplaceName || 'no marketplace'}: the tax that Amazon withheld does not cancel the tax it collected in ${count} orders and refunds, by ${decimal(mills)} ${settlement.currency} in all; if it is the seller's own tax, give its labels the class order.taxCredit or refund.taxCredit for this marketplace in Label Classes`,
	);
}
