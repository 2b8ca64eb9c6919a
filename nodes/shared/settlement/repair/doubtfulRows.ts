// Rows one could read in two ways, read again at the end of the file: first by what the other rows
// show (their decimal mark, their date order), then, for amounts, by the declared total: if exactly
// one reading makes the settlement add up, it is the right one. What stays doubtful is unreadable.
import { isProblem } from '../formats/rowProblem';
import type { KeptRow, Reading } from '../lines/reading';
import { readDataRow, reportUnreadable } from '../lines/reading';
import { sumOfTransactions } from '../lines/settlement';
import type { DateOrder } from '../values/dates';
import { decidedOrder, isSlashed, readDate } from '../values/dates';
import type { Decisions } from '../values/evidence';
import type { DecimalMark, Mills } from '../values/money';
import { currencyExponent, decidedMark, readAmount } from '../values/money';

export function readDoubtfulRows(reading: Reading): void {
	const decisions: Decisions = {
		decimalMark: decidedMark(reading.evidence.decimals),
		dateOrder: decidedOrder(reading.evidence.dates),
	};
	const open = reading.doubtful.flatMap((row) => {
		const decimalMark = hasNoCoins(reading, row) ? 'none' : decisions.decimalMark;
		return takeBack(reading, [row], { ...decisions, decimalMark });
	});
	const bySettlement = new Map<string, KeptRow[]>();
	for (const row of open) {
		const id = row.cells[row.header.format.settlementIdAt];
		const rows = bySettlement.get(id) ?? [];
		rows.push(row);
		bySettlement.set(id, rows);
	}
	for (const [id, rows] of bySettlement) {
		const dateOrder = decisions.dateOrder ?? orderOfPeriod(reading, id, rows);
		const left = takeBack(reading, rows, { ...decisions, dateOrder });
		const decimalMark = markThatBalances(reading, id, left);
		for (const row of takeBack(reading, left, { decimalMark, dateOrder })) {
			reportUnreadable(reading, row, row.problem);
		}
	}
}

/** Where the currency has no coins below its unit, as the yen: `12,345` can only be a thousand. */
function hasNoCoins({ settlements }: Reading, { header, cells }: KeptRow): boolean {
	const { at } = header.format;
	const rows = header.format.expand(cells);
	const stated = isProblem(rows) ? '' : (rows[0].cells[at.currency] ?? '').toUpperCase();
	const known = settlements.get(cells[header.format.settlementIdAt])?.facts.currency ?? '';
	const currency = stated || known;
	return currency !== '' && currencyExponent(currency) === 0;
}

/** The one order of day and month that puts every doubtful date into the settlement's period. */
function orderOfPeriod(
	{ settlements }: Reading,
	settlementId: string,
	rows: readonly KeptRow[],
): DateOrder | undefined {
	const { startDate = '', endDate = '' } = settlements.get(settlementId)?.facts ?? {};
	if (startDate === '' || endDate === '') {
		return undefined;
	}
	const texts = rows.flatMap(({ header: { format }, cells }) => {
		const expanded = format.expand(cells);
		const [first] = isProblem(expanded) ? [] : expanded;
		return first === undefined
			? []
			: [first.cells[format.at.postedDateTime] || first.cells[format.at.postedDate] || ''];
	});
	const slashed = texts.filter(isSlashed);
	const fitting = (['dayFirst', 'monthFirst'] as const).filter((order) =>
		slashed.every((text) => {
			const day = readDate(text, { dayFirst: 0, monthFirst: 0 }, order).slice(0, 10);
			return day >= startDate.slice(0, 10) && day <= endDate.slice(0, 10);
		}),
	);
	return slashed.length > 0 && fitting.length === 1 ? fitting[0] : undefined;
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

function millsOf(text: string | undefined, mark: DecimalMark): Mills | undefined {
	const reading = readAmount(text ?? '', { '.': 0, ',': 0 }, mark);
	return typeof reading === 'number' ? reading : undefined;
}
