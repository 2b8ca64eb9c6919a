// What this run did, or in a dry run would do, with the transactions of its settlements: as the items carry it.
// In a dry run it is laid over what NetSuite holds, so that one function gives the figures of both: what is
// recorded, plus what is planned. Pure.
import { transactionGroup } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import type { Disagreement } from '../records/disagreement';
import type { DocumentId, RecordId, SettlementId } from '../records/ids';
import type { Status } from '../records/schema';
import type { PaneFigures } from './reportSide';
import { emptySection } from './reportSide';
import type { OpenTransaction } from './openTransactions';
import type { Booked, TransactionSum } from './summaryFigures';

/** Minor units. */
export interface ItemState {
	status: Status;
	posted: Minor;
	applied: Minor;
	short: Minor;
	writtenOff: Minor;
}

/** As its record has it. */
export interface RecordState extends Omit<ItemState, 'posted'> {
	/** null: the record is older than this field, so its documents are counted. */
	posted: Minor | null;
}

export interface ItemResult extends ItemState {
	outcome: 'created' | 'existed' | 'skipped' | 'planned' | 'failed';
	rest: Minor;
	paymentId: DocumentId;
	creditMemoId: DocumentId;
	refundId: DocumentId;
	cashSaleId: DocumentId;
	errorCode: string;
	errorMessage: string;
	mended: Disagreement[];
	/** Its record before a dry run planned for it; null where there is none, or the run was real. */
	was: RecordState | null;
}

export interface RunItem {
	settlementId: SettlementId;
	/** null when NetSuite does not hold it. */
	recordId: RecordId | null;
	transactionType: string;
	orderId: string;
	/** `YYYY-MM-DD`; '' where the item does not say it. */
	postedDate: string;
	transactionAmount: Minor;
	/** See itemDigest.ts; '' where the item came from NetSuite. */
	basis: string;
	/** null where the item came from NetSuite, so that it is recorded. */
	section: PaneFigures | null;
	/** null for what no posting node took. */
	result: ItemResult | null;
}

/** Money as it is counted, or as it is shown. */
export interface RunCounts<Money extends number = Minor> {
	paid: number;
	/** As posted or planned. */
	paidAmount: Money;
	refunded: number;
	/** Positive. */
	refundedAmount: Money;
	unchanged: number;
	failed: number;
}

export function runCounts(items: RunItem[]): RunCounts {
	const counts: RunCounts = {
		paid: 0,
		paidAmount: 0,
		refunded: 0,
		refundedAmount: 0,
		unchanged: 0,
		failed: 0,
	};
	for (const { transactionType, result } of items) {
		if (result === null) {
			continue;
		}
		const isDone = result.outcome === 'created' || result.outcome === 'planned';
		const group = transactionGroup(transactionType);
		if (result.outcome === 'failed') {
			counts.failed += 1;
		} else if (!isDone) {
			counts.unchanged += 1;
		} else if (group === 'refunds') {
			counts.refunded += 1;
			counts.refundedAmount += result.posted;
		} else {
			counts.paid += 1;
			counts.paidAmount += result.posted;
		}
	}
	return counts;
}

const UNTOUCHED: ItemState = { status: 'New', posted: 0, applied: 0, short: 0, writtenOff: 0 };

function row(item: RunItem, section: PaneFigures, state: ItemState, sign: 1 | -1): TransactionSum {
	return {
		...section,
		transactionType: item.transactionType,
		status: state.status,
		posted: sign * state.posted,
		unknownPosted: 0,
		bookedByHand: 0,
		applied: sign * state.applied,
		short: sign * state.short,
		writtenOff: sign * state.writtenOff,
	};
}

/** Rows to add to those of the records. */
export function plannedRecords(items: RunItem[]): TransactionSum[] {
	return items.flatMap((item) => {
		const { recordId, section, result } = item;
		if (recordId === null) {
			return section === null ? [] : [row(item, section, result ?? UNTOUCHED, 1)];
		}
		if (result === null || result.was === null) {
			return [];
		}
		const moved = (count: 1 | -1) => ({ ...emptySection(), count });
		const { was, outcome } = result;
		// The document that an older record stands for is counted already.
		const isCounted = was.posted === null && outcome === 'existed';
		const posted = isCounted ? 0 : result.posted;
		return [
			row(item, moved(-1), { ...was, posted: was.posted ?? 0 }, -1),
			row(item, moved(1), { ...result, posted }, 1),
		];
	});
}

/** Documents of ours that a dry run found, though no record names them yet: whether they count is in the books. */
export function adoptedIds(items: RunItem[]): DocumentId[] {
	return items.flatMap(({ recordId, result }) => {
		const isNew =
			result !== null &&
			(recordId === null || (result.was !== null && result.was.posted !== result.posted));
		return isNew ? documentsOf(result).filter((id) => id !== '') : [];
	});
}

/** What a run would record of a document, or just did. */
export interface NamedByRun {
	orderId: string;
	/** Documents of one transaction have the same. */
	name: string;
}

/** By the internal id of the document. */
export function namedBy(items: RunItem[]): Map<DocumentId, NamedByRun> {
	return new Map(
		items.flatMap(({ orderId, result }, at) =>
			(result === null ? [] : documentsOf(result)).map((id) => [
				id,
				{ orderId, name: `item ${at}` },
			]),
		),
	);
}

/** All documents that the results name. */
export function documentsOf(result: ItemResult): DocumentId[] {
	return [result.paymentId, result.creditMemoId, result.refundId, result.cashSaleId];
}

/** What a dry run would add to the books of the settlement. `isLinked`: carries the settlement already. */
export function plannedDocuments(items: RunItem[], isLinked: (id: DocumentId) => boolean): Booked {
	const booked: Booked = { payments: 0, unapplied: 0, refunds: 0, cashSales: 0 };
	const isInBooks = (id: DocumentId) => id !== '' && isLinked(id);
	for (const { recordId, transactionType, result } of items) {
		const isNews = recordId === null || (result?.was ?? null) !== null;
		if (result === null || !isNews || result.outcome === 'failed') {
			continue;
		}
		if (transactionGroup(transactionType) === 'refunds') {
			booked.refunds += isInBooks(result.refundId) ? 0 : result.posted;
		} else if (result.cashSaleId !== '') {
			booked.cashSales += isInBooks(result.cashSaleId) ? 0 : result.posted;
		} else if (!isInBooks(result.paymentId)) {
			booked.payments += result.posted;
			booked.unapplied += Math.max(result.posted - result.applied, 0);
		}
	}
	return booked;
}

/** What is open once the plan is carried out. */
export function plannedOpen(items: RunItem[], open: OpenTransaction[]): OpenTransaction[] {
	const planned = items.filter(
		({ recordId, result }) => recordId === null || (result?.was ?? null) !== null,
	);
	const replaced = new Set(planned.map(({ recordId }) => recordId));
	const waiting = planned
		.filter(({ transactionType }) => transactionGroup(transactionType) !== 'nonTransaction')
		.filter(({ result }) => result?.status !== 'Applied')
		.map(
			({ result, ...item }): OpenTransaction => ({
				recordId: item.recordId,
				transactionType: item.transactionType,
				orderId: item.orderId,
				postedDate: item.postedDate,
				documentIds: result === null ? [] : documentsOf(result).filter((id) => id !== ''),
				transactionAmount: item.transactionAmount,
				status: result?.status ?? 'New',
				rest: result?.rest ?? 0,
				errorCode: result?.errorCode ?? '',
				errorMessage: result?.errorMessage ?? '',
			}),
		);
	return [...open.filter(({ recordId }) => !replaced.has(recordId)), ...waiting];
}
