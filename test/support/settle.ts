// The four flows one after another on a sandbox, as the bundled workflow chains them, but without n8n:
// add the settlement, apply payments, create refunds, update the summaries.
import { plannedSummaries, runItem } from '../../nodes/SettlementSummaryUpdate/itemsOfRun';
import { postingJson, recordsOf } from '../../nodes/shared/n8n/transactionItems';
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { applyPayments } from '../../nodes/shared/netsuite/payments/applyPayments';
import type { PaymentSettings } from '../../nodes/shared/netsuite/payments/plan/paymentSettings';
import {
	COMBINED_PAYMENT_MAPPING,
	CREDIT_MEMO_MAPPING,
	PAYMENT_MAPPING,
	REFUND_LINE_DESCRIPTION,
	REFUND_MAPPING,
} from '../../nodes/shared/netsuite/posting/documentMappings';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { PostingResult } from '../../nodes/shared/netsuite/posting/postingResult';
import { transactionExternalId } from '../../nodes/shared/netsuite/records/externalId';
import type {
	RecordedTransaction,
	StatusIds,
} from '../../nodes/shared/netsuite/records/settlementTransaction';
import {
	findByExternalIds,
	loadStatusIds,
} from '../../nodes/shared/netsuite/records/settlementTransaction';
import { createRefunds } from '../../nodes/shared/netsuite/refunds/createRefunds';
import type { RefundSettings } from '../../nodes/shared/netsuite/refunds/refundSettings';
import { AMOUNT_ONLY } from '../../nodes/shared/netsuite/refunds/refundSettings';
import type { AddResult } from '../../nodes/shared/netsuite/settlements/addSettlements';
import { addSettlements } from '../../nodes/shared/netsuite/settlements/addSettlements';
import {
	SUMMARY_MAPPING,
	TRANSACTION_MAPPING,
} from '../../nodes/shared/netsuite/settlements/recordValues';
import type { SummaryOutcome } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import { updateSummaries } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import { isOrder, isRefund } from '../../nodes/shared/settlement/labels/panes';
import type { Sandbox } from '../../sandbox/sandbox';
import { INVOICE_KEYS } from './invoiceKeys';
import { sandboxClient } from './sandboxClient';

export type Settings = PaymentSettings & RefundSettings;

export const TODAY = '2026-11-22';

/** Internal id of a record of the sandbox by the name a person knows it by. */
export function idNamed(sandbox: Sandbox, type: string, name: string): string {
	const field = type === 'account' ? 'acctName' : type === 'customer' ? 'entityId' : 'itemId';
	const found = sandbox.books.records(type).find((record) => record[field] === name);
	if (found === undefined) {
		throw new Error(`The sandbox has no ${type} named ${name}.`);
	}
	return found.id;
}

export function settingsOf(sandbox: Sandbox, changes: Partial<Settings> = {}): Settings {
	const clearing = idNamed(sandbox, 'account', 'Amazon Clearing');
	const itemId = idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund');
	const { writeOff = null } = changes;
	return {
		keys: INVOICE_KEYS,
		datePolicy: 'posted',
		today: TODAY,
		concurrency: 4,
		isDryRun: false,
		defaults: { ...NO_SETTINGS, paymentAccountId: clearing, refundAccountId: clearing },
		marketplaces: [],
		overpayment: 'leave',
		fields: PAYMENT_MAPPING,
		perCustomer: null,
		itemId,
		description: REFUND_LINE_DESCRIPTION,
		creditMemoFields: CREDIT_MEMO_MAPPING,
		refundFields: REFUND_MAPPING,
		excess: 'refuse',
		openInvoice: 'refund',
		noInvoice: 'refuse',
		paymentOptionId: '',
		lines: AMOUNT_ONLY,
		...changes,
		writeOff: writeOff === null ? null : { ...writeOff, itemId: writeOff.itemId || itemId },
	};
}

/** One payment for many transactions, at most so many invoices in it. */
export const perCustomer = (invoicesMax = 200): Pick<Settings, 'perCustomer'> => ({
	perCustomer: { invoicesMax, fields: COMBINED_PAYMENT_MAPPING },
});

export interface Settled {
	added: AddResult[];
	/** By transaction key. */
	posted: Map<string, PostingResult>;
	summaries: SummaryOutcome[];
}

export async function recordedOf(
	client: NetSuiteClient,
	ids: StatusIds,
	items: TransactionItem[],
): Promise<RecordedTransaction[]> {
	const externalIds = items.map((item) => transactionExternalId('TXN', item));
	const found = await findByExternalIds(client, ids, externalIds);
	return externalIds.flatMap((externalId) => found.get(externalId) ?? []);
}

async function add(
	client: NetSuiteClient,
	ids: StatusIds,
	items: TransactionItem[],
	isDryRun = false,
) {
	return await addSettlements(client, ids, items, {
		summaryFields: SUMMARY_MAPPING,
		transactionFields: TRANSACTION_MAPPING,
		isDryRun,
	});
}

/** The first of the flows alone: what it recorded. */
export async function record(
	sandbox: Sandbox,
	items: TransactionItem[],
): Promise<RecordedTransaction[]> {
	const client = sandboxClient(sandbox);
	const ids = await loadStatusIds(client);
	await add(client, ids, items);
	return await recordedOf(client, ids, items);
}

/** Rejects as the flows do, at the step that cannot go on. */
export async function settle(
	sandbox: Sandbox,
	items: TransactionItem[],
	changes: Partial<Settings> = {},
	client: NetSuiteClient = sandboxClient(sandbox),
): Promise<Settled> {
	return await settleInBatches(sandbox, [items], changes, client);
}

/** The settlement is added as a whole; then each batch is paid and refunded before the next one. */
export async function settleInBatches(
	sandbox: Sandbox,
	batches: TransactionItem[][],
	changes: Partial<Settings> = {},
	client: NetSuiteClient = sandboxClient(sandbox),
): Promise<Settled> {
	const items = batches.flat();
	const settings = settingsOf(sandbox, changes);
	const ids = await loadStatusIds(client);
	const { isDryRun } = settings;
	const added = await add(client, ids, items, isDryRun);
	const posted = new Map<string, PostingResult>();
	const told = new Map(
		items.map((item, at) => [item.transactionKey, { settlementAdd: added[at] }]),
	);
	for (const batch of batches) {
		const recorded = await recordsOf(client, ids, batch, isDryRun);
		for (const [isTaken, post] of [
			[isOrder, applyPayments],
			[isRefund, createRefunds],
		] as const) {
			const taken = recorded.filter(({ transactionType }) => isTaken(transactionType));
			const results = await post(client, ids, taken, settings);
			const key = isTaken === isOrder ? 'payment' : 'refund';
			taken.forEach((transaction, at) => {
				const { transactionKey } = transaction;
				posted.set(transactionKey, results[at]);
				told.set(transactionKey, {
					...told.get(transactionKey),
					[key]: postingJson(transaction, results[at], isDryRun),
				} as never);
			});
		}
	}
	const summaries = await updateSummaries(client, ids, {
		createdSince: '2026-09-22',
		settlementIds: [...new Set(items.map(({ settlementId }) => settlementId))],
		items: items.map((item) => runItem(item, { ...told.get(item.transactionKey) } as never)),
		planned: isDryRun ? plannedSummaries(items) : [],
		now: `${TODAY}T00:00:00Z`,
		isDryRun,
	});
	return { added, posted, summaries };
}
