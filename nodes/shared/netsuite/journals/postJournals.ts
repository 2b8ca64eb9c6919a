// The journals of settlements: planned from their totals, compared with what linked entries hold, and only the
// difference is posted. Everything is read in bulk before the first write; each settlement fails alone.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { AccountingPeriod } from '../books/accountingPeriods';
import { forJournals, loadPeriods } from '../books/accountingPeriods';
import { openDay } from '../posting/postingDate';
import type { SettlementId, SummaryId } from '../records/ids';
import { currencyIds } from './currencyIds';
import { afterDeposits } from './depositedMoney';
import { dayOf, withNote } from './entryDay';
import { adjustingName, partNames } from './entryNames';
import { partsOfMonths, planOnly } from './entryParts';
import type { Booking } from './bookings';
import { readBookings, recordBookings } from './bookings';
import type { HeldEntry } from './heldEntries';
import { readHeldEntries } from './heldEntries';
import type { ChartAccount } from './journalAccounts';
import { readAccounts, refuseUnfit } from './journalAccounts';
import {
	refuseBooked,
	refuseDifference,
	refuseDisputed,
	refuseUnapproved,
	refuseUndeposited,
	refuseWaiting,
} from './journalRefusals';
import { placesOf, segmentFields } from './journalPlaces';
import type { JournalResult } from './journalResult';
import { saidOf } from './journalResult';
import type { JournalSettings } from './journalSettings';
import { chosenAccounts, chosenClearing } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import { isRecorded } from './journalSettlements';
import { nextStep } from './nextStep';
import { plannedJournal, refuseBlocks, totalsOf } from './planned';
import { postEntries } from './postEntries';
import { recordProblem } from './recordProblem';
import { bookedIdsOf, recordTerms, termsOf } from './recordTerms';
import type { SettledMoney } from './settledMoney';
import { nothingSettled, readSettledMoney } from './settledMoney';
import { showPlan } from './showPlan';
import type { WaitingPayment } from './waitingPayments';
import { readWaiting } from './waitingPayments';

export interface JournalRun {
	results: JournalResult[];
	/** By internal id. */
	chart: ReadonlyMap<string, ChartAccount>;
}

/** `disputed`: what the proof names, by settlement id, in words; nothing where it names nothing. */
export async function postJournals(
	client: NetSuiteClient,
	settlements: JournalSettlement[],
	settings: JournalSettings,
	disputed: ReadonlyMap<SettlementId, string>,
): Promise<JournalRun> {
	const recorded = settlements.filter(isRecorded);
	const [settled, held, bookings, chart, periods, currencies] = await Promise.all([
		readSettledMoney(client, new Map(recorded.map((one) => [one.recordId, one.currency]))),
		readHeldEntries(
			client,
			recorded.map(({ recordId }) => recordId),
			segmentFields(settings),
		),
		readBookings(
			client,
			recorded.map(({ recordId }) => recordId),
			settings.bookings,
		),
		readAccounts(client, chosenAccounts(settings)),
		loadPeriods(client),
		currencyIds(client),
	]);
	const undeposited = [...settled].filter(([, money]) => money.undeposited.count > 0);
	const waiting = await readWaiting(
		client,
		undeposited.map(([recordId]) => recordId),
	);
	const moved = [...held.values()].flat().flatMap(({ lines }) => lines);
	const clearing = [...settled.values()].flatMap(({ byAccount }) => [...byAccount.keys()]);
	const bookedTo = [...bookings.values()].flat().map(({ accountId }) => accountId);
	const more = [...clearing, ...moved.map(({ accountId }) => accountId), ...bookedTo];
	const booked = await readAccounts(client, new Set(more.filter((id) => id !== '')));
	const books: Books = {
		settled,
		held,
		bookings,
		waiting,
		disputed,
		currencies,
		chart: new Map([...chart, ...booked]),
		periods: forJournals(periods),
	};
	const results: JournalResult[] = [];
	for (const settlement of settlements) {
		results.push(await journalOf(client, settlement, settings, books));
	}
	return { results, chart: books.chart };
}

interface Books {
	settled: ReadonlyMap<SummaryId, SettledMoney>;
	held: ReadonlyMap<SummaryId, HeldEntry[]>;
	bookings: ReadonlyMap<SummaryId, Booking[]>;
	/** What lies in Undeposited Funds. */
	waiting: WaitingPayment[];
	chart: ReadonlyMap<string, ChartAccount>;
	periods: AccountingPeriod[];
	/** Internal id by ISO code. */
	currencies: ReadonlyMap<string, string>;
	disputed: ReadonlyMap<SettlementId, string>;
}

async function journalOf(
	client: NetSuiteClient,
	settlement: JournalSettlement,
	settings: JournalSettings,
	books: Books,
): Promise<JournalResult> {
	const { settlementId, recordId, account, currency } = settlement;
	const result: JournalResult = {
		settlementId,
		recordId: recordId ?? '',
		account,
		currency,
		outcome: 'existed',
		errorCode: '',
		errorMessage: '',
		entries: [],
		earlierIds: [],
		clearingIds: [],
		clearingBefore: 0,
		clearingAfter: 0,
		notPosted: 0,
		totalsFrom: settlement.totalsFrom,
	};
	try {
		await fill(client, settlement, settings, books, result);
	} catch (error) {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error as Error;
		}
		const { outcome, ...said } = saidOf(error);
		// What waits for an approval was posted, or existed: it is only not in the books yet.
		Object.assign(result, said, error.code === 'JOURNAL_NOT_APPROVED' ? {} : { outcome });
	}
	await recordProblem(client, settlement, result, settings);
	return result;
}

/** Fills the result as far as it gets, so that a refusal shows what was planned. */
async function fill(
	client: NetSuiteClient,
	settlement: JournalSettlement,
	settings: JournalSettings,
	books: Books,
	result: JournalResult,
): Promise<void> {
	const { recordId, currency } = settlement;
	const { settled, held } = afterDeposits(
		(recordId === null ? null : books.settled.get(recordId)) ?? nothingSettled(),
		(recordId === null ? null : books.held.get(recordId)) ?? [],
		chosenClearing(settings),
	);
	const bookings = (recordId === null ? null : books.bookings.get(recordId)) ?? [];
	const totals = totalsOf(settlement);
	const isOwn = (payment: WaitingPayment) => payment.settlementRecordId === recordId;
	refuseUndeposited(settled, books.waiting.filter(isOwn));
	const day = dayOf(settlement, settings);
	const marketplaceNames = totals.totals.map(({ marketplaceName }) => marketplaceName);
	const movedIds = [...settled.byAccount].filter(([, amount]) => amount !== 0).map(([id]) => id);
	const places = placesOf({ currency, marketplaceNames, movedIds }, settings, books.chart);
	const date = { date: day.date, currency };
	const planned = plannedJournal(totals, settled, settings, { places, bookings }, date);
	showPlan(result, planned, settled, held, day);
	refuseBlocks(planned.blocks, currency);
	const lines = planned.entries.flatMap((entry) => entry.lines);
	const accountIds = new Set(lines.map(({ accountId }) => accountId));
	refuseUnfit(accountIds, books.chart, currency, settings.inTransitId);
	const parts = partsOfMonths(planned, day);
	const months = parts.map(({ month }) => month);
	const externalIds = partNames(settlement.settlementId, months, held);
	const bookedIds = bookedIdsOf(settlement, bookings);
	const step = nextStep(held, {
		parts: parts.map((part) => part.lines),
		externalIds,
		currency,
		clearingIds: planned.clearingIds,
		movedIds: [settings.accounts.NOT_POSTED ?? '', ...bookedIds],
	});
	result.entries = [];
	const terms = termsOf(planned, settings, bookedIds);
	if (step.kind === 'none') {
		await recordBookings(client, bookings, settings);
		await recordTerms(client, settlement, terms, settings);
		refuseUnapproved(held);
		return;
	}
	refuseDisputed(settlement, settings, books.disputed);
	const entries =
		step.kind === 'parts'
			? step.missing.map((at) => ({ ...parts[at], externalId: externalIds[at] }))
			: [{ externalId: adjustingName(settlement.settlementId, held), lines: step.lines, day }];
	result.outcome = 'planned';
	result.entries = entries.map((entry) => planOnly(entry, entry.day));
	if (step.kind === 'adjust' && !step.isLatePosting && settings.adjusts !== 'everything') {
		refuseDifference(held, step.lines, books.chart, currency);
	}
	if (held.every(({ isVoid }) => isVoid)) {
		refuseWaiting(planned, settings, currency);
		const due = settlement.depositDate || day.date;
		const accountId = places.accountOf('BANK', '');
		await refuseBooked(client, settlement, settings, {
			accountId,
			amount: totals.deposit,
			day: due,
		});
	}
	result.entries = entries.map((entry) => {
		const open = openDay(entry.day.date, books.periods, settings.periodPolicy);
		return planOnly(entry, withNote(open, entry.day));
	});
	if (!settings.isDryRun && isRecorded(settlement)) {
		await recordBookings(client, bookings, settings);
		await recordTerms(client, settlement, terms, settings);
		const currencyId = books.currencies.get(currency) ?? '';
		const marks = { currencyId, segments: places.entrySegments };
		await postEntries(client, settlement, settings, marks, result);
	}
}
