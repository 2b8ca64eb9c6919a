// The entry that a settlement should have, from its totals, its documents and the settings: pure. What keeps it from
// being posted is thrown with its money and what to do.
import { isOnClearing, KEY_MEANINGS } from '../../settlement/journal/accountKeys';
import type { JournalBlock } from '../../settlement/journal/journalBlocks';
import type { JournalSource, PlannedEntry } from '../../settlement/journal/journalPlan';
import { planJournal } from '../../settlement/journal/journalPlan';
import type { LabelTotal } from '../../settlement/journal/labelTotals';
import { amountOf, sumOfTotals } from '../../settlement/journal/labelTotals';
import type { Figure } from '../../settlement/labels/figures';
import type { Minor } from '../../settlement/values/money';
import { limitOf, money } from '../records/amount';
import type { Booking } from './bookings';
import type { JournalPlaces } from './journalPlaces';
import { JournalBlocked } from './journalResult';
import type { JournalSettings } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import type { SettledMoney } from './settledMoney';

export interface SettlementTotals {
	deposit: Minor;
	basis: Figure[];
	totals: LabelTotal[];
	/** Orders less refunds: what documents should move. */
	expected: Minor;
}

/** Throws unless totals and summary, each added up by itself, say the same. */
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

/** The accounts of orders and refunds, that of no marketplace first. Throws where documents stand on others. */
function clearingAccounts(
	{ basis, totals }: SettlementTotals,
	settled: SettledMoney,
	places: JournalPlaces,
): string[] {
	const used = totals
		.filter((total) => isOnClearing(total, basis))
		.map(({ marketplaceName }) => places.accountOf('CLEARING', marketplaceName));
	const general = places.accountOf('CLEARING', '');
	const clearingIds = [...new Set(used.length === 0 ? [general] : used)];
	const others = [...settled.byAccount]
		.filter(([accountId, amount]) => amount !== 0 && !clearingIds.includes(accountId))
		.map(([accountId]) => accountId || 'an account that is not shown');
	if (others.length > 0) {
		throw new JournalBlocked(
			'JOURNAL_CLEARING_DIFFERS',
			`Payments and refunds of the settlement stand on account ${others.join(', ')} (internal ID), not on the clearing account ${clearingIds.join(', ')}`,
			"Select in 'Accounts' or 'Marketplaces' the clearing account that the documents stand on; documents on other accounts are corrected in NetSuite first. Where a deposit made by hand moved them to the clearing account, fill its field Amazon Settlement",
		);
	}
	return clearingIds.sort((one, other) => Number(other === general) - Number(one === general));
}

export interface PlannedJournal {
	/** One, or one for each month; the deposit is in the last. */
	entries: PlannedEntry[];
	blocks: JournalBlock[];
	/** That of no marketplace first, if orders and refunds stand on it. */
	clearingIds: string[];
	notPosted: Minor;
}

export function plannedJournal(
	own: SettlementTotals,
	settled: SettledMoney,
	settings: JournalSettings,
	{ places, bookings }: { places: JournalPlaces; bookings: readonly Booking[] },
	{ date, currency }: { date: string; currency: string },
): PlannedJournal {
	const { deposit, basis, totals } = own;
	const clearingIds = clearingAccounts(own, settled, places);
	const booked = bookings.filter(({ accountId }) => accountId !== '');
	const byClearing = new Map(
		clearingIds.map((id) => [id, shareOf(id, own, settled, places, booked)]),
	);
	const shares = [...byClearing.values()];
	if (!settings.letsDisagreementsThrough) {
		refuseCrossed([...byClearing], currency);
	}
	const notPosted = shares.reduce((sum, share) => sum + share.notPosted, 0);
	const { entries, blocks } = planJournal(
		{
			deposit,
			date,
			totals,
			basis,
			notPosted,
			documents: noDocuments(),
			byClearing,
			booked: booked.map(bookedOf),
		},
		{
			layout: settings.layout,
			notPosted: settings.notPosted,
			deposit: settings.deposit,
			feeTax: settings.feeTax,
			isSplitByMonth: settings.isSplitByMonth,
			tolerance: limitOf(settings.tolerance, currency),
			accountOf: places.accountOf,
			segmentsOf: places.segmentsOf,
		},
	);
	return { entries, blocks: [...blocks, ...carriedBlock(entries, blocks)], clearingIds, notPosted };
}

const bookedOf = ({ marketplaceName, accountId, orderId, note, amount }: Booking) => ({
	marketplaceName,
	accountId,
	amount,
	label: [orderId, note].filter((text) => text !== '').join(': '),
});

const noDocuments = () => ({ payments: new Map(), refunds: new Map() });

/** What orders and refunds of a clearing account should move there, and what documents moved. */
function shareOf(
	accountId: string,
	{ basis, totals }: SettlementTotals,
	settled: SettledMoney,
	places: JournalPlaces,
	booked: readonly Booking[],
): Pick<JournalSource, 'notPosted' | 'documents'> {
	const expected = totals
		.filter((total) => isOnClearing(total, basis))
		.filter((total) => places.accountOf('CLEARING', total.marketplaceName) === accountId)
		.reduce((sum, total) => sum + amountOf(total), 0);
	const elsewhere = booked
		.filter((one) => places.accountOf('CLEARING', one.marketplaceName) === accountId)
		.reduce((sum, { amount }) => sum + amount, 0);
	return {
		notPosted: expected - (settled.byAccount.get(accountId) ?? 0) - elsewhere,
		documents: settled.byMonth.get(accountId) ?? noDocuments(),
	};
}

/** Too much on one clearing account and too little on another: documents stand on the wrong one. */
function refuseCrossed(
	shares: Array<[accountId: string, share: Pick<JournalSource, 'notPosted'>]>,
	currency: string,
): void {
	const over = shares.find(([, { notPosted }]) => notPosted < 0);
	const short = shares.find(([, { notPosted }]) => notPosted > 0);
	if (over !== undefined && short !== undefined) {
		throw new JournalBlocked(
			'JOURNAL_CLEARING_DIFFERS',
			`On clearing account ${short[0]} (internal ID) documents are short of the orders and refunds of its marketplaces by ${money(short[1].notPosted, currency)}, on ${over[0]} they exceed them by ${money(-over[1].notPosted, currency)}`,
			"See whether documents of one marketplace stand on the account of another, and correct them or 'Marketplaces'; 'Allow Disagreements' posts the journal as it is",
		);
	}
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
					key: 'CARRIED',
					amount: line.credit - line.debit,
					labels: [],
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
