// What stands on each line of a credit memo, a write-off or a bill beside what the flow enters itself: the segments of
// the marketplace, for an account may want them on lines, and the rows of a line table. What the money hangs on is
// reserved on lines as it is on bodies, and refused by name before anything is written.
import type { MappedField } from '../records/fieldMapping';
import { fillFields } from '../records/fieldMapping';
import type { Reserved } from '../records/reservedFields';
import { freeRows, refuseReserved, reserve } from '../records/reservedFields';
import { lineSegments } from './creditMemo';
import type { Segments } from './marketplaceSettings';

const OWN = [
	'item',
	'quantity',
	'price',
	'rate',
	'amount',
	'grossAmt',
	'tax1Amt',
	'taxAmount',
	'taxRate1',
	'taxRate2',
	'taxCode',
	'taxDetailsReference',
	'costEstimate',
	'units',
	'orderLine',
	'orderDoc',
	'line',
	'lineUniqueKey',
	'apply',
	'doc',
	'links',
	'id',
];

/** By column of a line, in lower case. */
export const RESERVED_ON_LINES: Reserved = {
	...reserve(
		OWN,
		[],
		'Remove the row: items, quantities, amounts and taxes of lines are what the money hangs on',
	),
	...reserve(
		['description'],
		[],
		"Remove the row: the text of a line is that of 'Line Description', or of the sales order",
	),
	...reserve(
		['subsidiary'],
		[],
		"Remove the row: a subsidiary stands on the document, see 'Segments' and 'Marketplaces'",
	),
};

/** Throws with FIELD_RESERVED, which ends the run. `label`: of the table. */
export function refuseLineRows(
	rows: readonly MappedField[] | undefined,
	values: object,
	label: string,
): void {
	refuseReserved(rows ?? [], values, RESERVED_ON_LINES, label);
}

/** A row wins over a segment. */
export function lineFields(
	rows: readonly MappedField[] | undefined,
	segments: Segments,
	values: object,
): Record<string, unknown> {
	return {
		...lineSegments(segments),
		...fillFields(freeRows(rows ?? [], RESERVED_ON_LINES), values),
	};
}
