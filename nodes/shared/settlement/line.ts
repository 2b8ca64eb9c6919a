// One row becomes one typed settlement line, or the reason why not. Runs for every row of the report,
// so it allocates the line and nothing else. What a row cannot tell alone (`1.234`, `09/06/25`) makes
// it doubtful: it is read again when the whole file has told its decimal mark and date order.
import { createClassifier } from './catalogue';
import type { Meaning } from './catalogue';
import type { ClassRule } from './classRules';
import { compareDates, isSlashed, readDate } from './dates';
import type { DateEvidence, DateOrder } from './dates';
import type { BoundFormat, Column } from './formats';
import { readAmount } from './money';
import type { DecimalEvidence, DecimalMark } from './money';

export interface Line {
	row: number;
	amountType: string;
	amountDescription: string;
	/** Mills. */
	amount: number;
	meaning: Meaning;
	sku: string;
	quantity: number;
	orderItemCode: string;
	merchantOrderItemId: string;
	merchantAdjustmentItemId: string;
	postedDate: string;
	promotionId: string;
}

/** Why a row is no line (yet). */
export interface RowProblem {
	column: string;
	reason: string;
	/** The rest of the file may still decide it. */
	doubtful: boolean;
	/** What a careless copy did to the row, where that may be mended at the end of the file. */
	damage?: 'cellCount' | 'settlementId';
}

/** What the file has shown so far of its own style. */
export interface Evidence {
	decimals: DecimalEvidence;
	dates: DateEvidence;
}

/** What the whole file decided. */
export interface Decisions {
	decimalMark?: DecimalMark;
	dateOrder?: DateOrder;
}

export function noEvidence(): Evidence {
	return { decimals: { '.': 0, ',': 0 }, dates: { dayFirst: 0, monthFirst: 0 } };
}

export function isProblem(reading: object): reading is RowProblem {
	return 'reason' in reading;
}

export type LineReader = (
	row: number,
	cells: readonly string[],
	decisions?: Decisions,
) => Line | RowProblem;

export function createLineReader(
	{ at, names }: BoundFormat,
	evidence: Evidence,
	rules: readonly ClassRule[] = [],
): LineReader {
	const classify = createClassifier(rules);
	let lastDateText = '';
	let lastDate = '';

	function dateOf(cells: readonly string[], decisions?: Decisions): string {
		const moment = cells[at.postedDateTime];
		const day = cells[at.postedDate];
		const text = moment === '' ? day : moment;
		if (text !== lastDateText || decisions !== undefined) {
			lastDateText = text;
			lastDate = readDate(text, evidence.dates, decisions?.dateOrder);
			if (moment !== '' && isSlashed(day) && isIso(lastDate)) {
				compareDates(day, lastDate, evidence.dates);
			}
		}
		return lastDate;
	}

	return (row, cells, decisions) => {
		const amountText = cells[at.amount];
		const amount = readAmount(amountText, evidence.decimals, decisions?.decimalMark);
		if (typeof amount === 'string') {
			return amountProblem(names.amount, amountText, amount === 'doubtful');
		}
		const postedDate = dateOf(cells, decisions);
		if (!isIso(postedDate) && postedDate !== '') {
			const column: Column = cells[at.postedDateTime] === '' ? 'postedDate' : 'postedDateTime';
			return dateProblem(names[column], cells[at[column]], postedDate === 'doubtful');
		}
		const quantity = readQuantity(cells[at.quantity]);
		if (Number.isNaN(quantity)) {
			return quantityProblem(names.quantity, cells[at.quantity]);
		}
		const amountType = cells[at.amountType];
		const amountDescription = cells[at.amountDescription];
		return {
			row,
			amountType,
			amountDescription,
			amount,
			meaning: classify(cells[at.transactionType], amountType, amountDescription),
			sku: cells[at.sku],
			quantity,
			orderItemCode: cells[at.orderItemCode],
			merchantOrderItemId: cells[at.merchantOrderItemId],
			merchantAdjustmentItemId: cells[at.merchantAdjustmentItemId],
			postedDate,
			promotionId: at.promotionId < 0 ? '' : cells[at.promotionId],
		};
	};
}

export function amountProblem(column: string, text: string, doubtful: boolean): RowProblem {
	const reason = doubtful
		? `'${text}' has a mark before three digits, and nothing in the file tells whether it is a decimal mark`
		: text === ''
			? 'the amount is empty'
			: `'${text}' is no amount`;
	return { column, reason, doubtful };
}

export function dateProblem(column: string, text: string, doubtful: boolean): RowProblem {
	const reason = doubtful
		? `'${text}' may be day or month first, and the file's other dates do not decide it`
		: `'${text}' is no date`;
	return { column, reason, doubtful };
}

export function quantityProblem(column: string, text: string): RowProblem {
	return { column, reason: `'${text}' is no number of units`, doubtful: false };
}

export function widthProblem(cells: number, header: number): RowProblem {
	const reason = `the row has ${cells} cells, the header ${header}`;
	return { column: '', reason, doubtful: false, damage: 'cellCount' };
}

/** 'doubtful' and 'unreadable' have no `Z` at the end. */
export function isIso(date: string): boolean {
	return date.charCodeAt(date.length - 1) === 90;
}

export function readQuantity(text: string): number {
	if (text.length <= 1) {
		return text >= '0' && text <= '9' ? text.charCodeAt(0) - 48 : text === '' ? 0 : NaN;
	}
	return /^-?\d{1,9}([.,]0+)?$/.test(text) ? parseInt(text, 10) : NaN;
}
