// Rows one could read in two ways, read again at the end of the file: first by what the other rows
// show (their decimal mark, their date order), then, for amounts, by the declared total: if exactly
// one reading makes the settlement add up, it is the right one. What stays doubtful is unreadable.
import { isProblem } from '../formats/rowProblem';
import type { KeptRow, Reading } from '../lines/reading';
import { readDataRow, reportUnreadable } from '../lines/reading';
import { sumOfTransactions } from '../lines/settlement';
import { decidedOrder } from '../values/dates';
import type { Decisions } from '../values/evidence';
import type { DecimalMark } from '../values/money';
import { decidedMark, readAmount } from '../values/money';

export function readDoubtfulRows(reading: Reading): void {
	const decisions: Decisions = {
		decimalMark: decidedMark(reading.evidence.decimals),
		dateOrder: decidedOrder(reading.evidence.dates),
	};
	const open = takeBack(reading, reading.doubtful, decisions);
	const bySettlement = new Map<string, KeptRow[]>();
	for (const row of open) {
		const id = row.cells[row.header.format.settlementIdAt];
		bySettlement.set(id, [...(bySettlement.get(id) ?? []), row]);
	}
	for (const [id, rows] of bySettlement) {
		const decimalMark = markThatBalances(reading, id, rows);
		for (const row of takeBack(reading, rows, { ...decisions, decimalMark })) {
			reportUnreadable(reading, row, row.problem);
		}
	}
}

/** Reads the rows again; gives back those that are doubtful still. */
function takeBack(reading: Reading, rows: readonly KeptRow[], decisions: Decisions): KeptRow[] {
	const open: KeptRow[] = [];
	for (const row of rows) {
		reading.header = row.header;
		const problem = readDataRow(reading, row.number, row.cells, decisions);
		if (problem?.doubtful) {
			open.push({ ...row, problem });
		} else if (problem !== undefined) {
			reportUnreadable(reading, row, problem);
		}
	}
	return open;
}

function markThatBalances(
	reading: Reading,
	settlementId: string,
	rows: readonly KeptRow[],
): DecimalMark | undefined {
	const settlement = reading.settlements.get(settlementId);
	const known = settlement === undefined ? 0 : sumOfTransactions(settlement);
	const balancing = (['.', ','] as const).filter((mark) => {
		let total = settlement?.facts.totalAmount;
		let sum = known;
		for (const { header, cells: raw } of rows) {
			const { at, expand } = header.format;
			const expanded = expand(raw);
			for (const { cells } of isProblem(expanded) ? [] : expanded) {
				sum += millsOf(cells[at.amount], mark) ?? 0;
				total ??= millsOf(cells[at.totalAmount], mark);
			}
		}
		return total === sum;
	});
	return balancing.length === 1 ? balancing[0] : undefined;
}

function millsOf(text: string | undefined, mark: DecimalMark): number | undefined {
	const reading = readAmount(text ?? '', { '.': 0, ',': 0 }, mark);
	return typeof reading === 'number' ? reading : undefined;
}
