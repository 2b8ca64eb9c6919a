// One deposit exactly once: named before the call, created or adopted, read back. What NetSuite holds decides: its amount
// on the clearing account, and that none of its payments waits any more.
import type { NetSuiteClient } from '../api/client';
import { createRecord } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import { money } from '../records/amount';
import { fillTemplate } from '../records/fieldMapping';
import { linkFields } from '../records/schema';
import type { PlannedDeposit } from './depositResult';
import { readEntries } from './heldEntries';
import type { JournalSettings } from './journalSettings';
import type { JournalSettlement } from './journalSettlements';
import { paymentsInWords, stillWaiting } from './waitingPayments';

interface Place {
	settlement: JournalSettlement;
	settings: JournalSettings;
	clearingId: string;
	currencyId: string;
}

const MEMO_MAX = 999;

export function depositBody(
	{ date, payments }: Pick<PlannedDeposit, 'date' | 'payments'>,
	{ settlement, settings, clearingId, currencyId }: Place,
): Record<string, unknown> {
	// The subsidiary of a deposit is that of its account.
	const segments = Object.entries(settings.segments).filter(([field]) => field !== 'subsidiary');
	const memo = String(fillTemplate(settings.memo, settlement, 'no settlement') ?? '');
	return {
		...Object.fromEntries(segments),
		account: { id: clearingId },
		...(currencyId === '' ? {} : { currency: { id: currencyId } }),
		tranDate: date,
		memo: memo.slice(0, MEMO_MAX),
		[linkFields.settlement]: { id: settlement.recordId },
		payment: { items: payments.map(({ internalId }) => ({ id: internalId, deposit: true })) },
	};
}

/** Rejects with what NetSuite refuses, or with DEPOSIT_DIFFERS where it holds something else than was meant. */
export async function postDeposit(
	client: NetSuiteClient,
	deposit: PlannedDeposit,
	place: Place,
): Promise<{ internalId: string; outcome: 'created' | 'existed' }> {
	const { externalId, payments, amount } = deposit;
	const { internalId, outcome } = await createRecord(client, {
		recordType: 'deposit',
		transactionType: 'Deposit',
		externalId,
		body: depositBody(deposit, place),
	});
	const [entries, left] = await Promise.all([
		readEntries(client.toFinish, [internalId], []),
		stillWaiting(
			client.toFinish,
			payments.map((payment) => payment.internalId),
		),
	]);
	const entry = entries.get(internalId);
	const { currency, recordId } = place.settlement;
	const main = entry?.lines.find(({ isMain }) => isMain);
	const problem =
		entry === undefined || main === undefined
			? 'was saved, but its lines cannot be read'
			: entry.settlementRecordId !== recordId
				? 'does not carry this settlement'
				: main.accountId !== place.clearingId
					? `brings its money to another account (internal ID ${main.accountId})`
					: left.length > 0
						? `does not hold ${paymentsInWords(left)}`
						: main.amount !== amount
							? `is over ${money(main.amount, currency)}, not over ${money(amount, currency)}`
							: '';
	if (problem !== '') {
		throw new NetSuiteError(
			'DEPOSIT_DIFFERS',
			`Deposit ${entry?.number || externalId} (internal ID ${internalId}) ${problem}`,
			'Look at it in NetSuite. If it is right as it stands, leave it: the next run deposits what still waits; if not, delete it and run again',
		);
	}
	return { internalId, outcome };
}
