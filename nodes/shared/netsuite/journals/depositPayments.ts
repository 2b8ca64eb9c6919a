// What lies in Undeposited Funds, moved to the clearing account: deposits of at most DEPOSIT_MAX payments and cash sales,
// each named before the call, created or adopted, and read back. Payments that a deposit has taken already are not
// listed any more, so a run that breaks off is completed by the next. Each settlement fails alone.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { AccountingPeriod } from '../books/accountingPeriods';
import { forJournals, loadPeriods } from '../books/accountingPeriods';
import { rowNamed } from '../posting/marketplaceSettings';
import { openDay } from '../posting/postingDate';
import { depositExternalId } from '../records/externalId';
import type { SummaryId } from '../records/ids';
import { currencyIds } from './currencyIds';
import { afterDeposits } from './depositedMoney';
import type { DepositResult, DepositRun } from './depositResult';
import { dayOf, withNote } from './entryDay';
import type { HeldEntry } from './heldEntries';
import { readHeldEntries } from './heldEntries';
import type { ChartAccount } from './journalAccounts';
import { readAccounts, refuseUnfit } from './journalAccounts';
import { JournalBlocked, saidOf } from './journalResult';
import type { JournalSettings } from './journalSettings';
import { chosenClearing } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import { isRecorded } from './journalSettlements';
import { postDeposit } from './postDeposit';
import type { SettledMoney } from './settledMoney';
import { nothingSettled, readSettledMoney } from './settledMoney';
import type { WaitingPayment } from './waitingPayments';
import { readWaiting } from './waitingPayments';

/** NetSuite answers large deposits late, or not at all. */
export const DEPOSIT_MAX = 200;

export async function depositPayments(
	client: NetSuiteClient,
	settlements: JournalSettlement[],
	settings: JournalSettings,
): Promise<DepositRun> {
	const recorded = settlements.filter(isRecorded);
	const recordIds = recorded.map(({ recordId }) => recordId);
	const [settled, held, waiting, periods, currencies] = await Promise.all([
		readSettledMoney(client, new Map(recorded.map((one) => [one.recordId, one.currency]))),
		readHeldEntries(client, recordIds, []),
		readWaiting(client, recordIds),
		loadPeriods(client),
		currencyIds(client),
	]);
	const moved = [...settled.values()].flatMap(({ byAccount }) => [...byAccount.keys()]);
	const chart = await readAccounts(
		client,
		new Set([...chosenClearing(settings), ...moved].filter((id) => id !== '')),
	);
	const books: Books = { settled, held, waiting, chart, currencies, periods: forJournals(periods) };
	const results: DepositResult[] = [];
	for (const settlement of settlements) {
		results.push(await depositsOf(client, settlement, settings, books));
	}
	return { results, chart };
}

interface Books {
	settled: ReadonlyMap<SummaryId, SettledMoney>;
	held: ReadonlyMap<SummaryId, HeldEntry[]>;
	waiting: WaitingPayment[];
	chart: ReadonlyMap<string, ChartAccount>;
	periods: AccountingPeriod[];
	/** Internal id by ISO code. */
	currencies: ReadonlyMap<string, string>;
}

async function depositsOf(
	client: NetSuiteClient,
	settlement: JournalSettlement,
	settings: JournalSettings,
	books: Books,
): Promise<DepositResult> {
	const { settlementId, recordId, account, currency } = settlement;
	const result: DepositResult = {
		settlementId,
		recordId: recordId ?? '',
		account,
		currency,
		outcome: 'skipped',
		errorCode: '',
		errorMessage: '',
		deposits: [],
		earlierIds: [],
		clearingAccountId: '',
	};
	try {
		plan(settlement, settings, books, result);
		if (!settings.isDryRun) {
			await post(client, settlement, settings, books, result);
		}
	} catch (error) {
		if (!(error instanceof NetSuiteError) || error.isFatal) {
			throw error as Error;
		}
		Object.assign(result, saidOf(error));
	}
	return result;
}

/** Fills the result as far as it gets, so that a refusal shows what was planned. */
function plan(
	settlement: JournalSettlement,
	settings: JournalSettings,
	books: Books,
	result: DepositResult,
): void {
	const { recordId, settlementId, currency } = settlement;
	const settled = (recordId === null ? null : books.settled.get(recordId)) ?? nothingSettled();
	const held = (recordId === null ? null : books.held.get(recordId)) ?? [];
	const { depositIds, settled: standing } = afterDeposits(settled, held, chosenClearing(settings));
	result.earlierIds = depositIds;
	const payments = books.waiting.filter((one) => one.settlementRecordId === recordId);
	if (payments.length === 0) {
		result.outcome = depositIds.length > 0 ? 'existed' : 'skipped';
		return;
	}
	refuseForeign(payments, currency);
	result.clearingAccountId = clearingOf(settlement, standing, settings);
	refuseUnfit([result.clearingAccountId], books.chart, currency, '');
	const names = freeNames(settlementId, held);
	result.outcome = 'planned';
	result.deposits = inPieces(payments).map((piece, at) => ({
		externalId: names(at),
		internalId: '',
		payments: piece,
		amount: piece.reduce((sum, { amount }) => sum + amount, 0),
		...notBefore(piece, dayOf(settlement, settings)),
	}));
	for (const deposit of result.deposits) {
		const open = openDay(deposit.date, books.periods, settings.periodPolicy);
		Object.assign(deposit, withNote(open, deposit));
	}
}

function refuseForeign(payments: WaitingPayment[], currency: string): void {
	const foreign = payments.find((one) => one.currency !== currency);
	if (foreign !== undefined) {
		throw new NetSuiteError(
			'CURRENCY_MISMATCH',
			`${foreign.number || foreign.internalId} in Undeposited Funds is in ${foreign.currency || 'no currency'}, the settlement in ${currency}`,
			'Correct its link to the settlement in NetSuite, or its currency, then run again',
		);
	}
}

/** The account chosen, or the one that other documents of the settlement stand on; never where they wait. */
function clearingOf(
	settlement: JournalSettlement,
	{ byAccount, undeposited }: SettledMoney,
	settings: JournalSettings,
): string {
	const chosen = clearingChosen(settlement, settings);
	if (chosen.length > 1) {
		throw new JournalBlocked(
			'JOURNAL_CLEARING_DIFFERS',
			`Marketplaces of the settlement have different clearing accounts (internal ID): ${chosen.map((id) => id || 'none').join(', ')}`,
			'Deposit its payments by hand, to the account of each marketplace; nothing was posted',
		);
	}
	const others = [...byAccount]
		.filter(([accountId, amount]) => amount !== 0 && !undeposited.accountIds.includes(accountId))
		.map(([accountId]) => accountId);
	const [clearingId = ''] = chosen;
	if (clearingId === '' ? others.length !== 1 : undeposited.accountIds.includes(clearingId)) {
		throw new JournalBlocked(
			'JOURNAL_ACCOUNT_MISSING',
			clearingId === ''
				? 'No clearing account is selected, and no single account that other documents of the settlement stand on shows which it is'
				: 'The clearing account selected is the one where the payments wait',
			"Select the account under 'Accounts' (Clearing) of the node and run again; nothing was posted",
		);
	}
	return clearingId === '' ? others[0] : clearingId;
}

/** Of its marketplaces, each once; of all where the summary does not say which they are. */
function clearingChosen({ totals }: JournalSettlement, settings: JournalSettings): string[] {
	const byDefault = settings.accounts.CLEARING ?? '';
	if ('reason' in totals) {
		return chosenClearing(settings);
	}
	const names = totals.totals.map(({ marketplaceName }) => marketplaceName);
	const own = names
		.filter((name) => name !== '')
		.map((name) => rowNamed(name, settings.marketplaces)?.accounts.CLEARING || byDefault);
	return [...new Set(own)];
}

function freeNames(settlementId: string, held: readonly HeldEntry[]): (at: number) => string {
	const taken = new Set(held.map(({ externalId }) => externalId.toLowerCase()));
	const free: string[] = [];
	let number = 0;
	return (at) => {
		while (free.length <= at) {
			number += 1;
			const name = depositExternalId(settlementId, number);
			if (!taken.has(name.toLowerCase())) {
				free.push(name);
			}
		}
		return free[at];
	};
}

function inPieces(payments: WaitingPayment[]): WaitingPayment[][] {
	const count = Math.ceil(payments.length / DEPOSIT_MAX);
	return Array.from({ length: count }, (_, at) =>
		payments.slice(at * DEPOSIT_MAX, (at + 1) * DEPOSIT_MAX),
	);
}

/** Undeposited Funds never goes below what lies there. */
function notBefore(
	payments: WaitingPayment[],
	day: { date: string; dateNote: string },
): { date: string; dateNote: string } {
	const last = payments.map(({ date }) => date).reduce((one, other) => (one > other ? one : other));
	return last <= day.date
		? day
		: { date: last, dateNote: `Dated ${last}, the day of the last payment in it` };
}

/** The deposits of the result, one after another; it shows how far that went. */
async function post(
	client: NetSuiteClient,
	settlement: JournalSettlement,
	settings: JournalSettings,
	books: Books,
	result: DepositResult,
): Promise<void> {
	for (const [at, deposit] of result.deposits.entries()) {
		const { internalId, outcome } = await postDeposit(client, deposit, {
			settlement,
			settings,
			clearingId: result.clearingAccountId,
			currencyId: books.currencies.get(settlement.currency) ?? '',
		});
		result.deposits[at] = { ...deposit, internalId };
		result.outcome = at === 0 || outcome === 'created' ? outcome : result.outcome;
	}
}
