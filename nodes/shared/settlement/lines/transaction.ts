// A transaction: the lines of one event, and what they say of it together. Nothing here depends on
// the order of the lines, so a report that lists them otherwise gives the same transaction.
import type { Mills } from '../values/money';
import type { BoundFormat } from '../formats/format';
import type { Meaning } from '../labels/catalogue';
import type { Figures } from '../labels/figures';
import { noFigures } from '../labels/figures';
import { marketplaceKey } from '../values/marketplaces';
import { addMoney } from '../values/money';
import type { Words } from '../values/words';
import { noWords } from '../values/words';
import type { Line } from './line';
import type { RunningTotal } from './lineCounts';
import { countLine } from './lineCounts';
import type { TransactionLine } from './transactionLine';

type Columns = BoundFormat['at'];

/** The lines of one event: settlement, type, order, shipment, adjustment and marketplace. */
export interface Transaction {
	key: string;
	transactionType: string;
	orderId: string;
	merchantOrderId: string;
	shipmentId: string;
	adjustmentId: string;
	marketplaceName: string;
	fulfillment: string;
	postedDate: string;
	quantity: number;
	lineCount: number;
	/** Empty where the lines were not wanted: all else is counted as they come in. */
	lines: TransactionLine[];
	/** What the lines say, for the content hash. */
	lineHash: Words;
	unclassified: number;
	/** Mills. */
	figures: Figures<Mills>;
	netAmount: Mills;
	/** Mills: the tax the buyer paid, less discounts on it. */
	collectedTax: Mills;
	/** Lines whose figure the end of the settlement decides; undefined for none, as nearly always. */
	watched: Map<Meaning, RunningTotal> | undefined;
	/** Labels whose figure nothing decides: the transaction is not posted. */
	undecided: UndecidedLabel[];
}

/** Amounts in mills. */
export interface UndecidedLabel extends RunningTotal {
	meaning: Meaning;
}

export function keyOf(settlementId: string, at: Columns, cells: readonly string[]): string {
	const marketplace = marketplaceKey(cells[at.marketplaceName]);
	return `${settlementId}|${cells[at.transactionType]}|${cells[at.orderId]}|${cells[at.shipmentId]}|${cells[at.adjustmentId]}|${marketplace}`;
}

/** True only where the key is the same too; spares building it. */
export function isOfEvent(
	transaction: Transaction,
	at: Columns,
	cells: readonly string[],
): boolean {
	return (
		transaction.orderId === cells[at.orderId] &&
		transaction.transactionType === cells[at.transactionType] &&
		transaction.shipmentId === cells[at.shipmentId] &&
		transaction.adjustmentId === cells[at.adjustmentId] &&
		transaction.marketplaceName === cells[at.marketplaceName]
	);
}

export function openTransaction(
	key: string,
	at: Columns,
	cells: readonly string[],
	lines: TransactionLine[],
): Transaction {
	return {
		key,
		transactionType: cells[at.transactionType],
		orderId: cells[at.orderId],
		merchantOrderId: '',
		shipmentId: cells[at.shipmentId],
		adjustmentId: cells[at.adjustmentId],
		marketplaceName: '',
		fulfillment: '',
		postedDate: '',
		quantity: 0,
		lineCount: 0,
		lines,
		lineHash: noWords(),
		unclassified: 0,
		figures: noFigures(),
		netAmount: 0,
		collectedTax: 0,
		watched: undefined,
		undecided: [],
	};
}

/** What a row says of its transaction beside the line. */
export function addTexts(
	transaction: Transaction,
	postedDate: string,
	at: Columns,
	cells: readonly string[],
): void {
	transaction.merchantOrderId = least(transaction.merchantOrderId, cells[at.merchantOrderId]);
	transaction.marketplaceName = least(transaction.marketplaceName, cells[at.marketplaceName]);
	transaction.fulfillment = least(transaction.fulfillment, cells[at.fulfillment]);
	transaction.postedDate = least(transaction.postedDate, postedDate);
}

export function addLine(transaction: Transaction, line: Line): void {
	const { amount, meaning, details } = line;
	const { figures } = transaction;
	transaction.lineCount++;
	figures[meaning.figure] = addMoney(figures[meaning.figure], amount);
	transaction.netAmount = addMoney(transaction.netAmount, amount);
	if (meaning.countsUnits) {
		transaction.quantity += details.quantity;
	}
	if (meaning.class === 'unclassified') {
		transaction.unclassified++;
	}
	if (meaning.isCollectedTax) {
		transaction.collectedTax = addMoney(transaction.collectedTax, amount);
	}
	if (meaning.isWatched) {
		transaction.watched ??= new Map();
		countLine(transaction.watched, line);
	}
}

/** The smaller text, '' counting as none. */
export function least(known: string, next: string): string {
	if (known === next || next === '') {
		return known;
	}
	return known === '' || next < known ? next : known;
}
