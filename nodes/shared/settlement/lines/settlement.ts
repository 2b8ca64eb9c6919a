// Lines in, transactions and a settlement out. Lines of one event lie scattered over the report, so
// they are gathered in a map; identical lines are legal and all counted, each as it comes in, so that
// nobody has to keep them. Closing a settlement compares the sum with the total the report declares.
import type { Mills } from '../values/money';
import type { BoundFormat } from '../formats/format';
import type { Meaning } from '../labels/catalogue';
import { findMarketplace, marketplaceKey } from '../values/marketplaces';
import { beyondLimit, LIMITS } from '../values/limits';
import { addMoney, millsPerMinorUnit } from '../values/money';
import { SettlementError } from '../values/settlementError';
import type { LineHasher } from './contentHash';
import { createLineHasher, hashContent } from './contentHash';
import type { Line } from './line';
import type { LineCounts, LinesByDay, RunningTotal } from './lineCounts';
import { countDay, countHash, countLine, noLineCounts } from './lineCounts';
import type { ItemColumn } from './lostIds';
import type { SettlementFacts } from './settlementFacts';
import { noFacts } from './settlementFacts';
import type { Transaction } from './transaction';
import { addLine, isOfEvent, keyOf, least, openTransaction } from './transaction';
import type { TransactionLine } from './transactionLine';
import { toTransactionLine } from './transactionLine';

const MILLS_PER_CENT = 10;
const MILLS_PER_UNIT = 1000;
/** One for all transactions whose lines are not wanted. */
const NO_LINES: TransactionLine[] = [];

/** A settlement while its rows come in; amounts are mills. */
export interface OpenSettlement {
	settlementId: string;
	/** Whether its transactions keep their lines, or only count them. */
	keepsLines: boolean;
	facts: SettlementFacts;
	transactions: Map<string, Transaction>;
	totals: Map<Meaning, RunningTotal>;
	hashLine: LineHasher;
	lineCounts: LineCounts;
	linesByDay: LinesByDay;
	/** How many lines lost a code of theirs to a spreadsheet. */
	lostIds: Map<ItemColumn, number>;
	/** The first lines with an amount too fine for cents, and for a currency without any. */
	finerThanCents?: Line;
	finerThanUnits?: Line;
	summaryRows: number;
	/** Rows that are no line: of Flat File V1, where they may tell units. */
	rowsWithoutAmount: number;
	/** Lines that share their row with another. */
	furtherAmounts: number;
	lines: number;
	unreadable: number;
}

/** A settlement when the report has ended; amounts are mills. */
export interface Settlement extends Omit<SettlementFacts, 'totalAmount'> {
	settlementId: string;
	totalAmount: Mills | null;
	sumOfLines: Mills;
	/** sumOfLines - totalAmount */
	difference: Mills | null;
	balanced: boolean;
	summaryRows: number;
	rowsWithoutAmount: number;
	furtherAmounts: number;
	/** Readable or not; without the header and the summary row. */
	lines: number;
	unreadable: number;
	unclassified: number;
	transactions: Transaction[];
	totals: Map<Meaning, RunningTotal>;
	lineCounts: LineCounts;
	linesByDay: LinesByDay;
	lostIds: ReadonlyMap<ItemColumn, number>;
	marketplaces: string[];
	contentHash: string;
}

export function openSettlement(settlementId: string, keepsLines: boolean): OpenSettlement {
	return {
		settlementId,
		keepsLines,
		facts: noFacts(),
		transactions: new Map(),
		totals: new Map(),
		hashLine: createLineHasher(),
		lineCounts: noLineCounts(),
		linesByDay: new Map(),
		lostIds: new Map(),
		summaryRows: 0,
		rowsWithoutAmount: 0,
		furtherAmounts: 0,
		lines: 0,
		unreadable: 0,
	};
}

/** How many rows of the file a settlement takes, its header not counted. */
export function rowsOf(settlement: Settlement): number {
	const { summaryRows, lines, rowsWithoutAmount, furtherAmounts } = settlement;
	return summaryRows + lines + rowsWithoutAmount - furtherAmounts;
}

/** The transaction this row belongs to; `last` is tried first, since neighbours mostly belong together. */
export function transactionOf(
	{ settlementId, transactions, keepsLines }: OpenSettlement,
	{ at }: BoundFormat,
	cells: readonly string[],
	last: Transaction | undefined,
): Transaction {
	if (last !== undefined && isOfEvent(last, at, cells)) {
		return last;
	}
	const key = keyOf(settlementId, at, cells);
	let transaction = transactions.get(key);
	if (transaction === undefined) {
		transaction = openTransaction(key, at, cells, keepsLines ? [] : NO_LINES);
		transactions.set(key, transaction);
	}
	return transaction;
}

/** Counts a line in its transaction and its settlement. */
export function takeLine(settlement: OpenSettlement, transaction: Transaction, line: Line): void {
	settlement.lines++;
	addLine(transaction, line);
	if (settlement.keepsLines) {
		transaction.lines.push(toTransactionLine(line));
	}
	countHash(settlement.lineCounts, settlement.hashLine(transaction.lineHash, line));
	countLine(settlement.totals, line);
	countDay(settlement.linesByDay, line.details.postedDay);
	for (const column of line.details.lostIds) {
		settlement.lostIds.set(column, (settlement.lostIds.get(column) ?? 0) + 1);
	}
	// Without its sign: a remainder of -0 would make each of these a slow division of floats.
	const mills = Math.abs(line.amount);
	if (mills % MILLS_PER_CENT !== 0) {
		settlement.finerThanCents ??= line;
	}
	if (mills % MILLS_PER_UNIT !== 0) {
		settlement.finerThanUnits ??= line;
	}
}

export function closeSettlement(open: OpenSettlement): Settlement {
	const { settlementId, facts } = open;
	const transactions = [...open.transactions.values()];
	const marketplaces = marketplacesOf(transactions);
	if (marketplaces.length > LIMITS.marketplaces) {
		throw beyondLimit(
			`Settlement ${settlementId} names more than ${LIMITS.marketplaces} marketplaces`,
		);
	}
	requireCoins(open, millsPerMinorUnit(usualCurrency(facts.currency, marketplaces)));
	const sumOfLines = sumOfTransactions(open);
	const unclassified = transactions.reduce((sum, each) => sum + each.unclassified, 0);
	const totalAmount = facts.totalAmount ?? null;
	return {
		...facts,
		settlementId,
		totalAmount,
		sumOfLines,
		difference: totalAmount === null ? null : sumOfLines - totalAmount,
		balanced: totalAmount === sumOfLines,
		summaryRows: open.summaryRows,
		rowsWithoutAmount: open.rowsWithoutAmount,
		furtherAmounts: open.furtherAmounts,
		lines: open.lines,
		unreadable: open.unreadable,
		unclassified,
		transactions,
		totals: open.totals,
		lineCounts: open.lineCounts,
		linesByDay: open.linesByDay,
		lostIds: open.lostIds,
		marketplaces,
		contentHash: hashContent({ ...facts, settlementId }, open.transactions),
	};
}

export function sumOfTransactions({ transactions }: OpenSettlement): Mills {
	let sum = 0;
	for (const { netAmount } of transactions.values()) {
		sum = addMoney(sum, netAmount);
	}
	return sum;
}

/** An amount finer than the currency's coin is no amount of it. */
function requireCoins(open: OpenSettlement, coin: number): void {
	const line =
		coin === MILLS_PER_UNIT
			? open.finerThanUnits
			: coin === MILLS_PER_CENT
				? open.finerThanCents
				: undefined;
	if (line !== undefined) {
		const { row, amount } = line;
		throw new SettlementError(
			'ROW_UNREADABLE',
			`Row ${row}: ${amount / MILLS_PER_UNIT} has more decimals than ${open.facts.currency || 'its currency'}`,
			'Use the report as Amazon delivered it, not a copy saved by a spreadsheet',
			{ row },
		);
	}
}

/** Each once, whatever its case, in an order that does not depend on the rows. */
function marketplacesOf(transactions: readonly Transaction[]): string[] {
	const names = new Map<string, string>();
	for (const { marketplaceName } of transactions) {
		const key = marketplaceKey(marketplaceName);
		names.set(key, least(names.get(key) ?? '', marketplaceName));
	}
	names.delete('');
	return [...names.values()].sort();
}

/** Without a currency (summary row cut off) the marketplace tells what it would be. */
function usualCurrency(currency: string, marketplaces: readonly string[]): string {
	const usual = marketplaces.map((name) => findMarketplace(name)?.currency ?? '');
	return currency || (usual.find((code) => code !== '') ?? '');
}
