// Ids that a spreadsheet took for numbers: `1.23E+10` and `1211397397571528200` have lost digits that
// nobody can bring back. A row whose order, shipment or adjustment is lost belongs to no transaction
// for certain and is unreadable; a lost code of an item leaves its money where it is, and is counted.
import type { Column } from '../formats/flatFileV2';
import type { BoundFormat } from '../formats/format';
import type { RowProblem } from '../formats/rowProblem';

/** The ids a transaction is made of. */
const KEY_COLUMNS = ['orderId', 'adjustmentId', 'shipmentId'] as const satisfies readonly Column[];
export const ITEM_COLUMNS = [
	['order-item-code', 'orderItemCode'],
	['merchant-order-item-id', 'merchantOrderItemId'],
	['merchant-adjustment-item-id', 'merchantAdjustmentItemId'],
	['sku', 'sku'],
] as const;
export type ItemColumn = (typeof ITEM_COLUMNS)[number][1];
const NONE: readonly ItemColumn[] = [];

const SCIENTIFIC = /^\d([.,]\d+)?E\+\d+$/i;

export function isScientific(text: string): boolean {
	const code = text.charCodeAt(1);
	return (code === 46 || code === 44 || code === 69 || code === 101) && SCIENTIFIC.test(text);
}

/** The codes of a row's item that are lost: nearly always none. */
export function lostItemIds(
	at: BoundFormat['at'],
	cells: readonly string[],
): readonly ItemColumn[] {
	let lost = NONE;
	for (const [, column] of ITEM_COLUMNS) {
		if (isScientific(cells[at[column]])) {
			lost = [...lost, column];
		}
	}
	return lost;
}

/** The first id of the row's transaction that is lost. */
export function lostKey(
	{ at, names }: BoundFormat,
	cells: readonly string[],
): RowProblem | undefined {
	for (const column of KEY_COLUMNS) {
		const text = cells[at[column]] ?? '';
		if (isScientific(text)) {
			return { column: names[column], reason: lostReason(text), doubtful: false };
		}
	}
	return undefined;
}

export function lostReason(text: string): string {
	return `'${text}' was an id before a spreadsheet made a number of it; its last digits are lost`;
}

/** Whether a whole id, turned into a number like this one, would look like it. */
export function isRounded(whole: string, scientific: string): boolean {
	const [mantissa, exponent] = scientific.toLowerCase().replace(',', '.').split('e+');
	const digits = mantissa.replace('.', '').length;
	return (
		/^[1-9]\d*$/.test(whole) &&
		Number(whole).toExponential(digits - 1) === `${mantissa}e+${Number(exponent)}`
	);
}
