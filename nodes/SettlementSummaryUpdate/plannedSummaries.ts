// The summaries a dry run would give: the same figures, added up from the items that came through
// the planning nodes instead of from NetSuite's records, which do not exist yet.
import { toMinor } from '../shared/netsuite/records/amount';
import type { Status } from '../shared/netsuite/records/schema';
import type { OpenTransaction } from '../shared/netsuite/settlements/settlementSums';
import type { TransactionSum } from '../shared/netsuite/settlements/summaryFigures';
import { summaryFigures } from '../shared/netsuite/settlements/summaryFigures';
import type { SummaryOutcome } from '../shared/netsuite/settlements/updateSummaries';
import type { TransactionItem } from '../shared/settlement/items/transactionItem';
import type { TransactionGroup } from '../shared/settlement/labels/panes';
import { transactionGroup } from '../shared/settlement/labels/panes';
import { z } from '../shared/vendor';

const plannedPosting = z.object({
	status: z.enum(['New', 'Applied', 'Partially Applied', 'Unapplied']),
	posted: z.number().nullable(),
	applied: z.number(),
	rest: z.number(),
	short: z.number(),
	writtenOff: z.number(),
	cashSaleId: z.string(),
	errorCode: z.string(),
	errorMessage: z.string(),
});

type Posting = z.infer<typeof plannedPosting>;

const NOT_PLANNED: Posting = {
	status: 'New',
	...{ posted: 0, applied: 0, rest: 0, short: 0, writtenOff: 0 },
	...{ cashSaleId: '', errorCode: '', errorMessage: '' },
};

function postingOf(item: TransactionItem): Posting {
	return plannedPosting.safeParse(item.payment ?? item.refund).data ?? NOT_PLANNED;
}

function sumOf(item: TransactionItem, posting: Posting): TransactionSum {
	const minor = (value: number) => toMinor(value, item.currency);
	const figures = Object.entries(item.amounts).map(([name, value]) => [name, minor(value)]);
	return {
		...(Object.fromEntries(figures) as TransactionItem['amounts']),
		transactionType: item.transactionType,
		status: posting.status,
		count: 1,
		transactionAmount: minor(item.transactionAmount),
		netAmount: minor(item.netAmount),
		applied: minor(posting.applied),
		short: minor(posting.short),
		writtenOff: minor(posting.writtenOff),
	};
}

function openOf(item: TransactionItem, posting: Posting): OpenTransaction[] {
	if (transactionGroup(item.transactionType) === 'nonTransaction' || posting.status === 'Applied') {
		return [];
	}
	return [
		{
			transactionType: item.transactionType,
			orderId: item.orderId,
			status: posting.status as Status,
			transactionAmount: toMinor(item.transactionAmount, item.currency),
			rest: toMinor(posting.rest, item.currency),
			errorCode: posting.errorCode,
			errorMessage: posting.errorMessage,
		},
	];
}

export function plannedSummaries(items: TransactionItem[]): SummaryOutcome[] {
	const settlements = new Map<string, TransactionItem[]>();
	for (const item of items) {
		const members = settlements.get(item.settlementId) ?? [];
		members.push(item);
		settlements.set(item.settlementId, members);
	}
	return [...settlements.values()].map((members) => {
		const [{ settlement, currency }] = members;
		const day = (isoDate: string) => isoDate.slice(0, 10);
		const totalAmount =
			settlement.totalAmount === null ? null : toMinor(settlement.totalAmount, currency);
		const postings = members.map((item) => ({ item, posting: postingOf(item) }));
		const posted = (group: TransactionGroup) =>
			postings
				.filter(({ item }) => transactionGroup(item.transactionType) === group)
				.filter(({ posting }) => posting.cashSaleId === '')
				.reduce((sum, { posting }) => sum + toMinor(posting.posted ?? 0, currency), 0);
		// A cash sale settles a transaction only when it is over exactly its amount.
		const cashSales = postings
			.filter(({ posting }) => posting.cashSaleId !== '')
			.reduce((sum, { item }) => sum + toMinor(item.transactionAmount, currency), 0);
		return {
			summary: {
				recordId: '',
				settlementId: settlement.settlementId,
				account: settlement.account,
				currency,
				startDate: day(settlement.startDate),
				endDate: day(settlement.endDate),
				depositDate: day(settlement.depositDate),
				totalAmount,
				transactions: settlement.transactions,
				unreadable: settlement.unreadable,
				unclassified: settlement.unclassified,
				balanced: settlement.balanced,
			},
			figures: summaryFigures(
				postings.map(({ item, posting }) => sumOf(item, posting)),
				{ payments: posted('orders'), refunds: posted('refunds'), cashSales },
				totalAmount,
			),
			open: postings.flatMap(({ item, posting }) => openOf(item, posting)),
			disagreements: [],
			outcome: 'planned',
		};
	});
}
