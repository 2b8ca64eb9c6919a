// What this run did, read off the items that come in: those of the Parse node with what later nodes added, or
// those that a posting node read from NetSuite. Also the summaries that a dry run only plans.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { toMinor } from '../shared/netsuite/records/amount';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { reportSide, sectionOf } from '../shared/netsuite/settlements/reportSide';
import type { ItemResult, ItemState, RunItem } from '../shared/netsuite/settlements/runItems';
import type { RecordedFile } from '../shared/netsuite/settlements/neighbours';
import type { PlannedSummary } from '../shared/netsuite/settlements/recordedSummary';
import { recordedReport } from '../shared/netsuite/settlements/settlementSummary';
import type { TransactionItem } from '../shared/settlement/items/transactionItem';
import type { Minor } from '../shared/settlement/values/money';
import { z } from '../shared/vendor';

const state = z.object({
	status: z.enum(['New', 'Applied', 'Partially Applied', 'Unapplied']),
	/** null: unknown, an older record. */
	posted: z.number().nullable(),
	applied: z.number(),
	short: z.number(),
	writtenOff: z.number(),
});

const posting = state.extend({
	outcome: z.enum(['created', 'existed', 'skipped', 'planned', 'failed']),
	rest: z.number(),
	paymentId: z.string(),
	creditMemoId: z.string(),
	refundId: z.string(),
	cashSaleId: z.string(),
	errorCode: z.string(),
	errorMessage: z.string(),
	recordId: z.string().default(''),
	mended: z
		.array(z.custom<Disagreement>((one) => typeof one === 'object' && one !== null))
		.default([]),
	was: state.nullable().default(null),
});

const recordedItem = z.object({
	settlementId: z.string().min(1),
	recordId: z.string().min(1),
	transactionType: z.string(),
	orderId: z.string(),
	postedDate: z.string().default(''),
	currency: z.string(),
	transactionAmount: z.number(),
});

const added = z.object({ recordId: z.string() });

function minorState(one: z.infer<typeof state>, currency: string): ItemState {
	return {
		status: one.status,
		posted: toMinor(one.posted ?? 0, currency),
		applied: toMinor(one.applied, currency),
		short: toMinor(one.short, currency),
		writtenOff: toMinor(one.writtenOff, currency),
	};
}

function postedOf({ posted }: z.infer<typeof state>, currency: string): Minor | null {
	return posted === null ? null : toMinor(posted, currency);
}

function resultOf(json: IDataObject, currency: string): (ItemResult & { recordId: string }) | null {
	const read = posting.safeParse(json.payment ?? json.refund);
	if (!read.success) {
		return null;
	}
	const { was, rest, ...others } = read.data;
	return {
		...others,
		...minorState(read.data, currency),
		rest: toMinor(rest, currency),
		was: was === null ? null : { ...minorState(was, currency), posted: postedOf(was, currency) },
	};
}

export function runItem(item: TransactionItem, json: IDataObject): RunItem {
	const { currency } = item;
	const result = resultOf(json, currency);
	const named = added.safeParse(json.settlementAdd).data?.recordId ?? result?.recordId;
	return {
		settlementId: item.settlementId,
		recordId: named || null,
		transactionType: item.transactionType,
		orderId: item.orderId,
		postedDate: item.postedDate.slice(0, 10),
		transactionAmount: toMinor(item.transactionAmount, currency),
		basis: item.basis,
		section: sectionOf(item),
		result,
	};
}

/** Items that a posting node read from NetSuite; all others that come in are not of this kind. */
export function recordedItems(input: INodeExecutionData[]): RunItem[] {
	return input.flatMap(({ json }) => {
		const read = recordedItem.safeParse(json);
		if (!read.success) {
			return [];
		}
		const { currency, transactionAmount, ...item } = read.data;
		return [
			{
				...item,
				postedDate: item.postedDate.slice(0, 10),
				basis: '',
				transactionAmount: toMinor(transactionAmount, currency),
				section: null,
				result: resultOf(json, currency),
			},
		];
	});
}

const reportFacts = z.object({
	settlement: z.object({
		rows: z.number().int(),
		lines: z.number().int(),
		contentHash: z.string(),
	}),
});

/** Of the file an item was read from; null where it came from NetSuite. */
export function fileFacts(json: IDataObject): RecordedFile | null {
	return reportFacts.safeParse(json).data?.settlement ?? null;
}

/** The summaries that Settlement Add would make of the items. */
export function plannedSummaries(items: TransactionItem[]): PlannedSummary[] {
	const settlements = new Map<string, TransactionItem[]>();
	for (const item of items) {
		const members = settlements.get(item.settlementId) ?? [];
		members.push(item);
		settlements.set(item.settlementId, members);
	}
	return [...settlements.values()].map((members) => {
		const [{ settlement, currency }] = members;
		const day = (isoDate: string) => isoDate.slice(0, 10);
		return {
			recordId: null,
			settlementId: settlement.settlementId,
			account: settlement.account,
			currency,
			startDate: day(settlement.startDate),
			endDate: day(settlement.endDate),
			depositDate: day(settlement.depositDate),
			totalAmount:
				settlement.totalAmount === null ? null : toMinor(settlement.totalAmount, currency),
			transactions: settlement.transactions,
			unreadable: settlement.unreadable,
			unclassified: settlement.unclassified,
			balanced: settlement.balanced,
			sumOfLines: toMinor(settlement.sumOfLines, currency),
			report: recordedReport(reportSide(members, 0)),
			journalTerms: '',
			journalProblem: '',
		};
	});
}
