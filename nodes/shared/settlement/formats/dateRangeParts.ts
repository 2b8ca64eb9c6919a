// The amounts of a Date Range row: some two dozen columns of money and the total they must add up to.
// The total proves the row, and where a cell can be read two ways (`1.234`), it mostly tells which.
import type { Language, MoneyColumn } from '../labels/dateRangeColumns';
import type { Decisions } from '../values/evidence';
import type { DecimalEvidence, DecimalMark } from '../values/money';
import { addMoney, decidedMark, readAmount, toDecimalString } from '../values/money';
import type { RowProblem } from './rowProblem';
import { amountProblem } from './rowProblem';

/** The amounts of a row in mills, as they stand in it. */
export interface Parts {
	amounts: ReadonlyArray<{ column: MoneyColumn; amount: number }>;
	total: number;
}

/** Where the file has its money, and how it writes it. */
export interface MoneyStyle {
	money: ReadonlyArray<{ column: MoneyColumn; at: number }>;
	totalAt: number;
	/** As the header has them, for messages. */
	names: readonly string[];
	language: Language;
	/** What the cells of the file have shown so far. */
	evidence: DecimalEvidence;
}

const MARKS: readonly DecimalMark[] = ['.', ','];
const POINT_LANGUAGES: readonly Language[] = ['en', 'mx', 'ja'];
const MILLS_PER_CENT = 10;

/** `decisions` are there once the whole file has been seen: then the file decides, else its language. */
export function readParts(
	cells: readonly string[],
	style: MoneyStyle,
	decisions: Decisions | undefined,
): Parts | RowProblem {
	const { language, evidence } = style;
	const usual: DecimalMark = POINT_LANGUAGES.includes(language) ? '.' : ',';
	const plain = readWith(cells, style, undefined);
	if (!('doubtful' in plain && plain.doubtful)) {
		return proven(plain, style);
	}
	const fitting = MARKS.filter((mark) => addsUp(readWith(cells, style, mark)));
	if (fitting.length === 1) {
		evidence[fitting[0]]++;
		return readWith(cells, style, fitting[0]);
	}
	if (fitting.length > 1 && decisions === undefined) {
		return plain;
	}
	return proven(readWith(cells, style, decidedMark(evidence) ?? usual), style);
}

/** `mark` decides the cells that can be read two ways. */
function readWith(
	cells: readonly string[],
	{ money, totalAt, names, evidence }: MoneyStyle,
	mark: DecimalMark | undefined,
): Parts | RowProblem {
	const amounts: Array<{ column: MoneyColumn; amount: number }> = [];
	let doubtful: RowProblem | undefined;
	const read = (at: number): number | RowProblem => {
		const text = cells[at] ?? '';
		const reading = text === '' ? 0 : readAmount(text, evidence, mark);
		if (typeof reading === 'number') {
			return reading % MILLS_PER_CENT === 0 ? reading : tooFine(names[at], text);
		}
		const problem = amountProblem(names[at], text, reading === 'doubtful');
		doubtful ??= problem.doubtful ? problem : undefined;
		return problem.doubtful ? 0 : problem;
	};
	for (const { column, at } of money) {
		const amount = read(at);
		if (typeof amount !== 'number') {
			return amount;
		}
		amounts.push({ column, amount });
	}
	const total =
		(cells[totalAt] ?? '') === '' ? amountProblem(names[totalAt], '', false) : read(totalAt);
	if (typeof total !== 'number') {
		return total;
	}
	return doubtful ?? { amounts, total };
}

function addsUp(reading: Parts | RowProblem): boolean {
	return 'total' in reading && sumOf(reading) === reading.total;
}

function sumOf({ amounts }: Parts): number {
	return amounts.reduce((sum, { amount }) => addMoney(sum, amount), 0);
}

function proven(reading: Parts | RowProblem, { names, totalAt }: MoneyStyle): Parts | RowProblem {
	if (!('total' in reading) || addsUp(reading)) {
		return reading;
	}
	const [parts, total] = [sumOf(reading), reading.total].map(decimalText);
	const reason = `the amounts of the row add up to ${parts}, its ${names[totalAt]} says ${total}`;
	return { column: names[totalAt], reason, doubtful: false };
}

function tooFine(column: string, text: string): RowProblem {
	return { column, reason: `'${text}' has more than two decimals`, doubtful: false };
}

/** Plain, with a point and two decimals: how the rows of V2 made of it carry the amount. */
export function decimalText(mills: number): string {
	return toDecimalString(mills / MILLS_PER_CENT, 2);
}
