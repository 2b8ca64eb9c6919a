// Lines in, transactions and a settlement out. Lines of one event lie scattered over the report, so
// they are gathered in a map; identical lines are legal and all kept. Closing a settlement adds up the
// figures and compares the sum with the total the report declares.
import { hashContent } from './contentHash';
import type { BoundFormat } from './formats';
import { findMarketplace, marketplaceKey } from './marketplaces';
import { addMoney, millsPerMinorUnit } from './money';
import { SettlementError } from './settlementError';
import { noFacts } from './settlementFacts';
import type { SettlementFacts } from './settlementFacts';
import { isOfEvent, keyOf, least, openTransaction } from './transaction';
import type { Transaction } from './transaction';

/** A settlement while its rows come in; amounts are mills. */
export interface OpenSettlement {
	settlementId: string;
	facts: SettlementFacts;
	transactions: Map<string, Transaction>;
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
	totalAmount: number | null;
	sumOfLines: number;
	/** sumOfLines - totalAmount */
	difference: number | null;
	balanced: boolean;
	summaryRows: number;
	rowsWithoutAmount: number;
	furtherAmounts: number;
	/** Readable or not; without the header and the summary row. */
	lines: number;
	unreadable: number;
	unclassified: number;
	transactions: Transaction[];
	marketplaces: string[];
	contentHash: string;
}

export function openSettlement(settlementId: string): OpenSettlement {
	return {
		settlementId,
		facts: noFacts(),
		transactions: new Map(),
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
	{ settlementId, transactions }: OpenSettlement,
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
		transaction = openTransaction(key, at, cells);
		transactions.set(key, transaction);
	}
	return transaction;
}

export function closeSettlement(open: OpenSettlement): Settlement {
	const { settlementId, facts } = open;
	const transactions = [...open.transactions.values()];
	const marketplaces = marketplacesOf(transactions);
	const coin = millsPerMinorUnit(usualCurrency(facts.currency, marketplaces));
	let sumOfLines = 0;
	let unclassified = 0;
	for (const transaction of transactions) {
		addUp(transaction, coin, facts.currency);
		sumOfLines = addMoney(sumOfLines, transaction.netAmount);
		unclassified += transaction.unclassified;
	}
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
		marketplaces,
		contentHash: hashContent({ ...facts, settlementId }, open.transactions),
	};
}

function addUp(transaction: Transaction, coin: number, currency: string): void {
	const { figures } = transaction;
	for (const { amount, meaning, row } of transaction.lines) {
		if (amount % coin !== 0) {
			throw new SettlementError(
				'ROW_UNREADABLE',
				`Row ${row}: ${amount / 1000} has more decimals than ${currency || 'its currency'}`,
				'Use the report as Amazon delivered it, not a copy saved by a spreadsheet',
				{ row },
			);
		}
		figures[meaning.figure] = addMoney(figures[meaning.figure], amount);
		transaction.netAmount = addMoney(transaction.netAmount, amount);
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
