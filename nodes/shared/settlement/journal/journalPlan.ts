// From the totals of a settlement to its journal: pure. The bank is debited with what the report says was paid out,
// each total is credited to its account as the file signs it; so the entry balances exactly when the file does, and
// nothing is ever made to fit. What has no account blocks and names its money.
import type { Figure } from '../labels/figures';
import { isOrder } from '../labels/panes';
import type { Minor } from '../values/money';
import { addMoney } from '../values/money';
import type { AccountKey } from './accountKeys';
import { accountKeyOf } from './accountKeys';
import type { Layout, PlannedLine, Posting } from './entryLines';
import { linesOf } from './entryLines';
import type { FeeTax } from './feeTax';
import { createTaxSplitter } from './feeTax';
import type { JournalBlock } from './journalBlocks';
import { blocksOf } from './journalBlocks';
import type { LabelTotal } from './labelTotals';
import { amountOf, sumOfTotals } from './labelTotals';
import { clampMonth, lastDayOf, monthsTouched, spreadByMonth } from './months';

export interface JournalSource {
	/** What the report says was paid out; negative where the seller owes. */
	deposit: Minor;
	/** `YYYY-MM-DD`. */
	date: string;
	totals: readonly LabelTotal[];
	/** The figures that make up transaction amounts. */
	basis: readonly Figure[];
	/** Orders less refunds that are on no document. */
	notPosted: Minor;
	/** What documents moved, by their month; only a split by month asks for it. */
	documents: DocumentMonths;
	/** Of what is on no document: what a person booked to accounts, signed as in the report. */
	booked?: ReadonlyArray<{
		marketplaceName: string;
		/** Internal id. */
		accountId: string;
		label: string;
		amount: Minor;
	}>;
	/** The rest again of each clearing account, where there may be several. */
	byClearing?: ReadonlyMap<string, Pick<JournalSource, 'notPosted' | 'documents'>>;
}

/** Signed as in the report: refunds are negative. */
export interface DocumentMonths {
	payments: ReadonlyMap<string, Minor>;
	refunds: ReadonlyMap<string, Minor>;
}

export interface JournalOptions {
	layout: Layout;
	/** Where orders and refunds stand that are on no document. */
	notPosted: 'onClearing' | 'parked';
	/** Whether the entry holds the deposit, or the bank feed books it against clearing. */
	deposit: 'inEntry' | 'bankFeed';
	isSplitByMonth: boolean;
	feeTax: FeeTax;
	/** By how much a report may fail to add up. */
	tolerance: Minor;
	/** Internal id, '' where none is chosen. Of no marketplace: ''. */
	accountOf: (key: AccountKey, marketplaceName: string) => string;
	/** What lines of a marketplace are marked with. */
	segmentsOf?: (marketplaceName: string) => string;
}

export interface PlannedEntry {
	/** `2026-10`; '' of the only entry where months are not split. */
	month: string;
	/** `YYYY-MM-DD`. */
	date: string;
	lines: PlannedLine[];
}

export interface JournalPlan {
	entries: PlannedEntry[];
	blocks: JournalBlock[];
}

export function planJournal(source: JournalSource, options: JournalOptions): JournalPlan {
	const depositMonth = source.date.slice(0, 7);
	const months = options.isSplitByMonth
		? monthsTouched(
				source.totals.map(({ month }) => month),
				depositMonth,
			)
		: [depositMonth];
	const parts = labelPostings(source, options);
	const monthOf = (month: string) => clampMonth(options.isSplitByMonth ? month : '', months);
	const last = depositPostings(source, options);
	const clearing = options.isSplitByMonth
		? clearingByMonth(parts, source, months)
		: parts.filter(isOfClearing);
	const all = [...parts.filter((part) => !isOfClearing(part)), ...clearing];
	const blocks = blocksOf([...all, ...last], source, options.tolerance);
	let carried = 0;
	const entries = months.map((month): PlannedEntry => {
		const isLast = month === depositMonth;
		const own: Posting[] = all.filter((part) => monthOf(part.month) === month);
		const due = own.reduce((sum, { amount }) => addMoney(sum, -amount), 0);
		const postings = [...own, ...(isLast ? last : [])];
		if (months.length > 1) {
			const before = carried;
			carried = isLast ? 0 : addMoney(carried, due);
			postings.push(...carriedPostings(before, carried, options));
		}
		return {
			month: options.isSplitByMonth ? month : '',
			date: isLast ? source.date : lastDayOf(month),
			lines: linesOf(settled(postings), options.layout),
		};
	});
	return { entries, blocks };
}

/** A posting with the month its line was posted in. */
interface DatedPosting extends Posting {
	month: string;
}

const isOfClearing = ({ key }: Posting) => key === 'CLEARING';

/** Each label total on its account: what the file adds to the settlement is credited. */
function labelPostings(source: JournalSource, options: JournalOptions): DatedPosting[] {
	const split = createTaxSplitter(source.totals, options.feeTax);
	const segmentsOf = options.segmentsOf ?? (() => '');
	return source.totals.flatMap((total): DatedPosting[] => {
		const { marketplaceName, month, amountType, amountDescription } = total;
		const label = [amountType, amountDescription].filter((text) => text !== '').join(' ');
		const own = accountKeyOf(total, source.basis);
		const segments = segmentsOf(marketplaceName);
		if (own === 'CLEARING') {
			const part = isOrder(total.transactionType) ? 'payments' : 'refunds';
			const accountId = options.accountOf(own, marketplaceName);
			const amount = -amountOf(total);
			return [{ key: own, accountId, part, label: '', segments, month, amount }];
		}
		return split(own, total).flatMap(({ key, credits, charges }) => {
			const accountId = options.accountOf(key, marketplaceName);
			const isReserve = key === 'RESERVE';
			const posting = { key, accountId, label, segments, month };
			const sides: DatedPosting[] = [
				{ ...posting, part: isReserve ? 'released' : 'label', amount: -credits },
				{ ...posting, part: isReserve ? 'held' : 'label', amount: -charges },
			];
			return sides.filter(({ amount }) => amount !== 0);
		});
	});
}

/** The deposit, what is kept apart, and what a report let through is short of. */
function depositPostings(source: JournalSource, options: JournalOptions): Posting[] {
	const { deposit, totals } = source;
	const segments = options.segmentsOf?.('') ?? '';
	const posting = (
		key: AccountKey,
		part: Posting['part'],
		amount: Minor,
		accountId = options.accountOf(key, ''),
	): Posting => ({ key, accountId, part, label: '', segments, amount });
	const postings: Posting[] = [];
	if (deposit < 0) {
		postings.push(posting('CARRIED', 'carriedOut', deposit));
	} else if (options.deposit === 'bankFeed') {
		postings.push(posting('CLEARING', 'bankFeed', deposit));
	} else {
		postings.push(posting('BANK', 'deposit', deposit));
	}
	if (options.notPosted === 'parked') {
		const clearing = options.accountOf('CLEARING', '');
		for (const [accountId, { notPosted }] of source.byClearing ?? new Map([[clearing, source]])) {
			postings.push(posting('CLEARING', 'notPosted', notPosted, accountId));
			postings.push(posting('NOT_POSTED', 'notPosted', -notPosted));
		}
	}
	for (const { marketplaceName, accountId, label, amount } of source.booked ?? []) {
		const clearing = options.accountOf('CLEARING', marketplaceName);
		const mark = { label, segments: options.segmentsOf?.(marketplaceName) ?? '' };
		postings.push({ ...posting('CLEARING', 'booked', amount, clearing), ...mark });
		postings.push({ ...posting('NOT_POSTED', 'booked', -amount, accountId), ...mark });
	}
	const difference = addMoney(sumOfTotals(totals), -deposit);
	if (Math.abs(difference) <= options.tolerance) {
		postings.push(posting('VARIANCE', 'label', difference));
	}
	return postings.filter(({ amount }) => amount !== 0);
}

/** Orders and refunds by the months of their documents, on each clearing account. */
function clearingByMonth(
	parts: readonly DatedPosting[],
	{ documents, byClearing }: JournalSource,
	months: readonly string[],
): DatedPosting[] {
	const clearing = parts.filter(isOfClearing);
	const accountIds = [...new Set(clearing.map(({ accountId }) => accountId))];
	if (byClearing === undefined && accountIds.length > 1) {
		throw new RangeError('Documents on several clearing accounts are not told apart');
	}
	return accountIds.flatMap((accountId) => {
		const own = clearing.filter((posting) => posting.accountId === accountId);
		const marks = new Set(own.map((posting) => posting.segments));
		// Documents say which account they moved, not for which of several marketplaces.
		const segments = marks.size === 1 ? own[0].segments : '';
		const moved = byClearing?.get(accountId)?.documents ?? documents;
		return (['payments', 'refunds'] as const).flatMap((part) => {
			const whole = own
				.filter((posting) => posting.part === part)
				.reduce((sum, { amount }) => addMoney(sum, -amount), 0);
			return [...spreadByMonth(whole, moved[part], months)]
				.filter(([, amount]) => amount !== 0)
				.map(([month, amount]) => ({ ...own[0], segments, part, month, amount: -amount }));
		});
	});
}

function carriedPostings(before: Minor, after: Minor, options: JournalOptions): Posting[] {
	const carried = {
		key: 'CARRIED',
		accountId: options.accountOf('CARRIED', ''),
		label: '',
		segments: options.segmentsOf?.('') ?? '',
	} as const;
	return [
		{ ...carried, part: 'carriedOut', amount: after } as const,
		{ ...carried, part: 'carriedIn', amount: -before } as const,
	].filter(({ amount }) => amount !== 0);
}

/** A group that nets to nothing needs no account, and so no lines. */
function settled(postings: readonly Posting[]): Posting[] {
	const nets = new Map<AccountKey, Minor>();
	for (const { key, accountId, amount } of postings) {
		if (accountId === '') {
			nets.set(key, addMoney(nets.get(key) ?? 0, amount));
		}
	}
	return postings.filter(({ key, accountId }) => accountId !== '' || nets.get(key) !== 0);
}
