// Why a journal is not posted although it is planned: each says what stands against it and what to do.
import type { PlannedLine } from '../../settlement/journal/entryLines';
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { limitOf, money } from '../records/amount';
import type { SettlementId } from '../records/ids';
import { findBankEntries } from './bankEntries';
import type { HeldEntry } from './heldEntries';
import type { ChartAccount } from './journalAccounts';
import { JournalBlocked } from './journalResult';
import type { JournalSettings } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import type { PlannedJournal } from './planned';
import type { SettledMoney } from './settledMoney';
import type { WaitingPayment } from './waitingPayments';
import { paymentsInWords } from './waitingPayments';

export function refuseUndeposited(
	{ undeposited }: SettledMoney,
	waiting: readonly WaitingPayment[],
): void {
	if (undeposited.count > 0) {
		throw new JournalBlocked(
			'JOURNAL_UNDEPOSITED',
			`${undeposited.count} payments or cash sales of the settlement lie in Undeposited Funds: ${paymentsInWords(waiting)}`,
			"Run this node with 'Operation' set to Deposit, which moves them to the clearing account, then run again: a journal would empty the account while they stay on the list",
		);
	}
}

export function refuseDisputed(
	{ settlementId }: JournalSettlement,
	{ letsDisagreementsThrough }: JournalSettings,
	disputed: ReadonlyMap<SettlementId, string>,
): void {
	const named = disputed.get(settlementId);
	if (named !== undefined && !letsDisagreementsThrough) {
		throw new JournalBlocked(
			'JOURNAL_DISPUTED',
			`The proof of the settlement names a disagreement: ${named}`,
			'Put it right first and run again',
		);
	}
}

export function refuseWaiting(
	{ notPosted }: PlannedJournal,
	{ waitAbove }: JournalSettings,
	currency: string,
): void {
	if (waitAbove !== null && Math.abs(notPosted) > limitOf(waitAbove, currency)) {
		throw new JournalBlocked(
			'JOURNAL_WAITS',
			`Orders and refunds of ${money(notPosted, currency)} are on no document yet`,
			"Post them first; the next run posts the journal. 'When Money Is Not Posted' decides whether it waits",
		);
	}
}

export async function refuseBooked(
	client: NetSuiteClient,
	{ recordId, currency }: JournalSettlement,
	settings: JournalSettings,
	{ accountId, amount: deposit, day }: { accountId: string; amount: Minor; day: string },
): Promise<void> {
	// What the seller owes is taken from the bank account, or charged to a card.
	const card = deposit < 0 ? (settings.accounts.CARD ?? '') : '';
	const accountIds = [accountId, card].filter((id) => id !== '');
	if (settings.postsAnyway || recordId === null || deposit === 0 || accountIds.length === 0) {
		return;
	}
	const [found] = await findBankEntries(client, { accountIds, day, amount: deposit, currency });
	if (found !== undefined) {
		const kind = found.type === 'Deposit' ? 'Deposit' : 'Journal';
		throw new JournalBlocked(
			'JOURNAL_BOOKED_ALREADY',
			`${kind} ${found.number || found.internalId} of ${found.date} (internal ID ${found.internalId}) has the same amount, ${money(found.amount, currency)}, on the ${deposit < 0 ? 'bank or card' : 'bank'} account, and carries no settlement`,
			"If it is this deposit, fill its field Amazon Settlement in NetSuite, then run again; if it is not, switch on 'Post Anyway'",
		);
	}
}

export function refuseDifference(
	held: readonly HeldEntry[],
	lines: readonly PlannedLine[],
	chart: ReadonlyMap<string, ChartAccount>,
	currency: string,
): never {
	const names = held
		.filter(({ isVoid }) => !isVoid)
		.map(({ number, internalId }) => number || internalId);
	const differences = lines.map(({ accountId, debit, credit }) => {
		const name = chart.get(accountId)?.name ?? accountId;
		return `${name} ${debit > 0 ? 'debit' : 'credit'} ${money(debit + credit, currency)}`;
	});
	throw new JournalBlocked(
		'JOURNAL_DIFFERS',
		`${names.join(', ')} of the settlement hold other amounts than its accounts come to now; an adjusting entry would be: ${differences.join('; ')}`,
		"They were edited or made by hand, or an account was changed in the node. If they are right, leave them; 'Adjusting Entries' set to 'All Differences' posts the difference",
	);
}

export function refuseUnapproved(
	entries: ReadonlyArray<{ number: string; isPosting: boolean | null; isVoid?: boolean }>,
): void {
	const waiting = entries.filter(({ isPosting, isVoid }) => isPosting === false && isVoid !== true);
	if (waiting.length > 0) {
		throw new JournalBlocked(
			'JOURNAL_NOT_APPROVED',
			`Journal ${waiting.map(({ number }) => number).join(', ')} waits for approval: it is not in the books yet`,
			'Approve it in NetSuite; nothing is posted a second time',
		);
	}
}
