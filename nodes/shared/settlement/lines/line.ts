// One row becomes one typed settlement line, or the reason why not. Runs for every row of the report,
// so it allocates the line and nothing else. What a row cannot tell alone (`1.234`, `09/06/25`) makes
// it doubtful: it is read again when the whole file has told its decimal mark and date order.
import type { Mills } from '../values/money';
import type { FlatRow } from '../file/rows';
import type { Column } from '../formats/flatFileV2';
import type { BoundFormat } from '../formats/format';
import type { RowProblem } from '../formats/rowProblem';
import { amountProblem, dateProblem, isProblem, quantityProblem } from '../formats/rowProblem';
import type { Meaning } from '../labels/catalogue';
import { createClassifier } from '../labels/catalogue';
import type { ClassRule } from '../labels/classRules';
import type { DateOrder } from '../values/dates';
import { compareDates, isSlashed, readDate } from '../values/dates';
import type { Decisions, Evidence } from '../values/evidence';
import { readAmount } from '../values/money';
import type { ItemColumn } from './lostIds';
import { lostItemIds } from './lostIds';

export interface Line {
	row: number;
	/** Mills. */
	amount: Mills;
	meaning: Meaning;
	details: LineDetails;
}

/** What a line mostly shares with the line above: then both have the same object. */
export interface LineDetails {
	sku: string;
	quantity: number;
	orderItemCode: string;
	merchantOrderItemId: string;
	merchantAdjustmentItemId: string;
	postedDate: string;
	promotionId: string;
	/** The day of postedDate. */
	postedDay: string;
	/** Which of its codes a spreadsheet spoiled. */
	lostIds: readonly ItemColumn[];
}

export interface LineReader {
	read(row: number, cells: readonly string[], decisions?: Decisions): Line | RowProblem;
	/**
	 * For a row that differs from one read before in its labels and its amount alone; undefined where the
	 * amount is not written plainly, or a label is not UTF-8.
	 */
	readFurther(row: FlatRow, transactionType: string, details: LineDetails): Line | undefined;
}

export function createLineReader(
	format: BoundFormat,
	evidence: Evidence,
	rules: readonly ClassRule[] = [],
): LineReader {
	const { at, names } = format;
	const classify = createClassifier(rules);
	const readDetails = createDetailsReader(format, evidence);

	return {
		read(row, cells, decisions) {
			const amountText = cells[at.amount];
			const amount = readAmount(amountText, evidence.decimals, decisions?.decimalMark);
			if (typeof amount === 'string') {
				return amountProblem(names.amount, amountText, amount === 'doubtful');
			}
			const details = readDetails(cells, decisions);
			if (isProblem(details)) {
				return details;
			}
			const type = cells[at.transactionType];
			const marketplace = cells[at.marketplaceName];
			const [amountType, description] = [cells[at.amountType], cells[at.amountDescription]];
			const meaning = classify(type, amountType, description, marketplace);
			return { row, amount, meaning, details };
		},
		readFurther(row, transactionType, details) {
			const { cells } = row;
			const amount = readAmount(cells[at.amount], evidence.decimals);
			if (typeof amount === 'string' || !row.isUtf8) {
				return undefined;
			}
			const [type, description] = [cells[at.amountType], cells[at.amountDescription]];
			const meaning = classify(transactionType, type, description, cells[at.marketplaceName]);
			return { row: row.number, amount, meaning, details };
		},
	};
}

/** Gives the details of the row above again where this row says the same. */
function createDetailsReader(
	{ at, names }: BoundFormat,
	evidence: Evidence,
): (cells: readonly string[], decisions?: Decisions) => LineDetails | RowProblem {
	let above: LineDetails | undefined;
	let dateAbove = '';
	let quantityAbove = '';

	function isSame(details: LineDetails, cells: readonly string[], promotionId: string): boolean {
		return (
			cells[at.quantity] === quantityAbove &&
			cells[at.orderItemCode] === details.orderItemCode &&
			cells[at.sku] === details.sku &&
			promotionId === details.promotionId &&
			cells[at.merchantOrderItemId] === details.merchantOrderItemId &&
			cells[at.merchantAdjustmentItemId] === details.merchantAdjustmentItemId
		);
	}

	function readPostedDate(cells: readonly string[], order?: DateOrder): string {
		const moment = cells[at.postedDateTime];
		const day = cells[at.postedDate];
		const date = readDate(moment || day, evidence.dates, order);
		if (moment !== '' && isSlashed(day) && isIso(date)) {
			compareDates(day, date, evidence.dates);
		}
		return date;
	}

	return (cells, decisions) => {
		const dateText = cells[at.postedDateTime] || cells[at.postedDate];
		const promotionId = at.promotionId < 0 ? '' : cells[at.promotionId];
		const order = decisions?.dateOrder;
		const dated = dateText === dateAbove && order === undefined ? above : undefined;
		if (dated !== undefined && isSame(dated, cells, promotionId)) {
			return dated;
		}
		const postedDate = dated?.postedDate ?? readPostedDate(cells, order);
		if (!isIso(postedDate) && postedDate !== '') {
			const column: Column = cells[at.postedDateTime] === '' ? 'postedDate' : 'postedDateTime';
			return dateProblem(names[column], cells[at[column]], postedDate === 'doubtful');
		}
		quantityAbove = cells[at.quantity];
		const quantity = readQuantity(quantityAbove);
		if (Number.isNaN(quantity)) {
			above = undefined;
			return quantityProblem(names.quantity, quantityAbove);
		}
		dateAbove = dateText;
		above = {
			sku: cells[at.sku],
			quantity,
			orderItemCode: cells[at.orderItemCode],
			merchantOrderItemId: cells[at.merchantOrderItemId],
			merchantAdjustmentItemId: cells[at.merchantAdjustmentItemId],
			postedDate,
			promotionId,
			postedDay: postedDate.slice(0, 10),
			lostIds: lostItemIds(at, cells),
		};
		return above;
	};
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
