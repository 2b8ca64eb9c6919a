// The two answers of a settlement, and its outcome in a few sentences: what this run did, where the sides
// disagree, whether the report ties and whether it is posted. Pure. Nothing here calls money fine that is
// unposted, unapplied or unexplained.
import type { Minor } from '../../settlement/values/money';
import { money } from '../records/amount';
import type { Disagreement } from '../records/disagreement';
import { standing } from '../records/disagreement';
import { shown } from './disagreeing';
import { isNotChecked, notCheckedSentence } from './notChecked';
import type { RunCounts } from './runItems';
import type { Summary } from './recordedSummary';
import type { SummaryFigures } from './summaryFigures';

export interface Judgement {
	/** Lines, total amount and recorded transactions agree. */
	tiesToDeposit: boolean;
	/** Every order and refund stands on documents as its record says; nothing disagrees, nothing waits. */
	isPosted: boolean;
	/** `tiesToDeposit`, and no side disagrees with another. */
	ties: boolean;
	/** All of it is posted, applied and explained: the only state that may look like success. */
	isClean: boolean;
	/** What this run did, then the proof. */
	verdict: string;
	/** Whether the sides agree, whether the report ties, and what is not posted: without what this run did. */
	proof: string;
	/** How many disagreements stand. */
	standing: number;
}

export interface Judged {
	summary: Omit<Summary, 'report'>;
	figures: SummaryFigures;
	disagreements: Disagreement[];
	/** null for a settlement that is not of this run. */
	run: RunCounts | null;
	isDryRun: boolean;
}

export function judge(judged: Judged): Judgement {
	const { summary, figures, disagreements } = judged;
	const { equation, counts, panes } = figures;
	const sections = Object.values(panes);
	const recorded = sections.reduce((sum, { count }) => sum + count, 0);
	const net = sections.reduce((sum, { netAmount }) => sum + netAmount, 0);
	const count = standing(disagreements).length;
	const tiesToDeposit =
		summary.balanced &&
		summary.totalAmount !== null &&
		summary.totalAmount === summary.sumOfLines &&
		recorded === summary.transactions &&
		net === summary.sumOfLines;
	const waiting = counts.New + counts.Unapplied;
	const isPosted = count === 0 && waiting === 0 && equation.notPosted === 0;
	const ties = tiesToDeposit && count === 0 && equation.difference === 0;
	const proof = joined([
		disputeSentence(standing(disagreements).filter((one) => !isNotChecked(one)).length),
		notCheckedSentence(disagreements),
		tieSentence(judged, recorded, count),
	]);
	return {
		tiesToDeposit,
		isPosted,
		ties,
		standing: count,
		isClean: ties && isPosted && equation.paidRest === 0 && counts['Partially Applied'] === 0,
		verdict: joined([runSentence(judged), proof]),
		proof,
	};
}

function joined(sentences: string[]): string {
	return sentences.filter((sentence) => sentence !== '').join('. ');
}

/** What this run did comes first, before what is true of the settlement as a whole. */
function runSentence({ run, isDryRun }: Judged): string {
	if (run === null) {
		return '';
	}
	const { paid, refunded, unchanged, failed } = run;
	return isDryRun
		? `A real run would pay ${paid}, refund ${refunded}, leave ${unchanged} unchanged; ${failed} would fail`
		: `This run paid ${paid}, refunded ${refunded}, left ${unchanged} unchanged; ${failed} failed`;
}

function disputeSentence(count: number): string {
	if (count === 0) {
		return '';
	}
	const places = count === 1 ? 'In 1 place' : `In ${count} places`;
	return `${places} report, records and books disagree: see the first rows of Needs attention`;
}

function tieSentence({ summary, figures }: Judged, recorded: Minor, disputes: number): string {
	const { currency, transactions, balanced, sumOfLines } = summary;
	const { equation, counts } = figures;
	if (recorded !== transactions) {
		return `${recorded} of ${transactions} transactions are in NetSuite. Run the workflow again to add the rest`;
	}
	if (equation.deposit === null) {
		return 'The report declares no deposit, so nothing proves that it is whole';
	}
	if (!balanced || equation.deposit !== sumOfLines) {
		return `The figures differ from the deposit by ${shown(equation.deposit - sumOfLines, currency)}`;
	}
	if (equation.difference !== 0) {
		// Of what is posted nothing can be said while the sides disagree.
		return `The figures differ from the deposit by ${shown(equation.difference, currency)}`;
	}
	const waiting = counts.New + counts.Unapplied;
	const total = totalWords(equation.deposit, currency);
	const tie =
		disputes === 0
			? `Ties to the ${total} to the cent`
			: `The report itself adds up to its ${total}`;
	const carried = carriedSentence(equation.deposit, currency);
	const unapplied =
		equation.paidRest === 0
			? ''
			: `. ${shown(equation.paidRest, currency)} of the payments is not applied to any invoice`;
	if (waiting === 0 && disputes > 0) {
		return `${tie}${carried}${unapplied}`;
	}
	if (waiting === 0) {
		const missing = equation.notPosted;
		const but = missing === 0 ? '' : `, but ${shown(missing, currency)} is on no payment or refund`;
		return `${tie}${carried}. Every order and refund is posted${but}${unapplied}`;
	}
	const those = `${waiting} ${waiting === 1 ? 'order or refund is' : 'orders and refunds are'}`;
	// Its payment may stand, applied to nothing; or a sale and a refund cancel each other out.
	const open =
		equation.notPosted === 0
			? `${those} not settled yet`
			: `${those} not posted yet, worth ${shown(equation.notPosted, currency)}`;
	return `${tie}${carried}. ${open}${unapplied}`;
}

/** Only what reaches the bank is a deposit. */
function totalWords(total: Minor, currency: string): string {
	return `${total > 0 ? 'deposit' : 'total'} of ${shown(total, currency)}`;
}

function carriedSentence(total: Minor, currency: string): string {
	if (total > 0) {
		return '';
	}
	return total === 0
		? '. Amazon pays nothing out'
		: `. No deposit: Amazon carries ${money(-total, currency)} forward or charges your card`;
}
