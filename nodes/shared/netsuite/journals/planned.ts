// The entry that a settlement should have, from its totals, its documents and the settings: pure. What keeps it from
// being posted is thrown with its money and what to do.
import { isOnClearing, KEY_MEANINGS } from '../../settlement/journal/accountKeys';
import type { JournalBlock } from '../../settlement/journal/journalBlocks';
import type { PlannedEntry } from '../../settlement/journal/journalPlan';
import { planJournal } from '../../settlement/journal/journalPlan';
import type { LabelTotal } from '../../settlement/journal/labelTotals';
import { amountOf, sumOfTotals } from '../../settlement/journal/labelTotals';
import type { Figure } from '../../settlement/labels/figures';
import type { Minor } from '../../settlement/values/money';
import { limitOf, money } from '../records/amount';
import { JournalBlocked } from './journalResult';
import type { JournalSettings } from './journalSettings';
import { accountOf } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import type { SettledMoney } from './settledMoney';

export interface SettlementTotals {
	deposit: Minor;
	basis: Figure[];
	totals: LabelTotal[];
	/** Orders less refunds: what documents should move. */
	expected: Minor;
}

/** Rejects unless totals and summary, each added up by itself, say the same. */
export function totalsOf(settlement: JournalSettlement): SettlementTotals {
	const { settlementId, currency, totalAmount, basis, totals } = settlement;
	if (totalAmount === null) {
		throw new JournalBlocked(
			'JOURNAL_NO_DEPOSIT',
			`The report of settlement ${settlementId} declares no total, so no deposit is known`,
			'Settle with Flat File V2, V1 or XML; a Date Range report has no journal',
		);
	}
	if ('reason' in totals || basis === null) {
		throw new JournalBlocked(
			'JOURNAL_TOTALS_MISSING',
			`Settlement ${settlementId} has no label totals${'reason' in totals ? `: ${totals.reason}` : ''}`,
			"Upload the report again with 'Include Lines' of Amazon Settlement Parse switched on. A settlement that was recorded without lines is booked by hand",
		);
	}
	const own = totals.totals;
	const expected = own
		.filter((total) => isOnClearing(total, basis))
		.reduce((sum, total) => sum + amountOf(total), 0);
	const pairs = [
		['lines', sumOfTotals(own), settlement.sumOfLines],
		['orders and refunds', expected, settlement.transactionAmount],
	] as const;
	for (const [what, here, there] of pairs) {
		if (here !== there) {
			throw new JournalBlocked(
				'JOURNAL_TOTALS_DIFFER',
				`The label totals of settlement ${settlementId} come to ${money(here, currency)} of ${what}, its summary says ${money(there, currency)}`,
				'See in NetSuite who changed the summary (System Notes), put it back and run again',
			);
		}
	}
	return { deposit: totalAmount, basis, totals: own, expected };
}

/** The account that documents moved, or the one chosen where there are none. Rejects where they differ. */
export function clearingAccount(settled: SettledMoney, settings: JournalSettings): string {
	const booked = [...settled.byAccount].filter(([, amount]) => amount !== 0);
	const chosen = settings.accounts.CLEARING ?? '';
	const clearingId = chosen === '' ? (booked[0]?.[0] ?? '') : chosen;
	const others = booked.filter(([accountId]) => accountId !== clearingId);
	if (others.length > 0) {
		const ids = others.map(([accountId]) => accountId || 'an account that is not shown').join(', ');
		throw new JournalBlocked(
			'JOURNAL_CLEARING_DIFFERS',
			`Payments and refunds of the settlement stand on account ${ids} (internal ID), not on the clearing account ${clearingId}`,
			"Select in 'Accounts' the clearing account that the documents stand on; documents on several accounts are corrected in NetSuite first",
		);
	}
	return clearingId;
}

export interface PlannedJournal {
	/** One, or one for each month; the deposit is in the last. */
	entries: PlannedEntry[];
	blocks: JournalBlock[];
	clearingId: string;
	notPosted: Minor;
}

export function plannedJournal(
	{ deposit, basis, totals, expected }: SettlementTotals,
	settled: SettledMoney,
	settings: JournalSettings,
	{ date, currency }: { date: string; currency: string },
): PlannedJournal {
	const clearingId = clearingAccount(settled, settings);
	const moved = [...settled.byAccount.values()].reduce((sum, amount) => sum + amount, 0);
	const notPosted = expected - moved;
	const { entries, blocks } = planJournal(
		{ deposit, date, totals, basis, notPosted, documents: settled.byMonth },
		{
			layout: settings.layout,
			notPosted: settings.notPosted,
			deposit: settings.deposit,
			feeTax: settings.feeTax,
			isSplitByMonth: settings.isSplitByMonth,
			tolerance: limitOf(settings.tolerance, currency),
			accountOf: (key) => accountOf(settings, key, clearingId),
		},
	);
	return { entries, blocks: [...blocks, ...carriedBlock(entries, blocks)], clearingId, notPosted };
}

/** What is carried from month to month nets to nothing, so its group alone would not block. */
function carriedBlock(entries: PlannedEntry[], blocks: readonly JournalBlock[]): JournalBlock[] {
	const line = entries
		.flatMap(({ lines }) => lines)
		.find(({ accountId, keys }) => accountId === '' && keys.includes('CARRIED'));
	return line === undefined || blocks.some(({ key }) => key === 'CARRIED')
		? []
		: [
				{
					...{ key: 'CARRIED', amount: line.credit - line.debit, labels: [] },
					suggestion: KEY_MEANINGS.CARRIED.account,
				},
			];
}

export function refuseBlocks(blocks: readonly JournalBlock[], currency: string): void {
	const unbalanced = blocks.find(({ key }) => key === null);
	if (unbalanced !== undefined) {
		throw new JournalBlocked(
			'JOURNAL_UNBALANCED',
			`The lines of the report and its total differ by ${money(unbalanced.amount, currency)}`,
			"Download the report again; a few cents can be let through with 'Tolerance' and an account for the variance",
		);
	}
	if (blocks.length > 0) {
		const missing = blocks.map(blockInWords(currency)).join('; ');
		throw new JournalBlocked(
			'JOURNAL_ACCOUNT_MISSING',
			`No account is selected for ${missing}`,
			"Select the accounts in 'Accounts' of the node and run again; nothing was posted",
		);
	}
}

const LABELS_SHOWN = 3;

const blockInWords =
	(currency: string) =>
	({ key, amount, labels, suggestion }: JournalBlock): string => {
		const shown = labels.slice(0, LABELS_SHOWN).map((label) => `'${label}'`);
		const more = labels.length > LABELS_SHOWN ? ` and ${labels.length - LABELS_SHOWN} more` : '';
		const named = shown.length === 0 ? '' : ` (${shown.join(', ')}${more})`;
		const usual = suggestion === '' ? '' : `, usually ${suggestion}`;
		return `${key} with ${money(amount, currency)}: ${key === null ? '' : KEY_MEANINGS[key].meaning}${named}${usual}`;
	};
