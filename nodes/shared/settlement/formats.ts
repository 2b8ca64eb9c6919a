// The report formats we read. A format is one entry: the columns its header must name, and where a
// line finds its money. Columns are bound by name, so their order, their padding and a missing
// promotion-id do not matter. Dates and decimals are decided per cell (dates.ts, money.ts): the
// shape of one does not tell the other. What no entry claims is named in foreignReports.ts.
import { SettlementError } from './settlementError';

/** Our name of a column -> Amazon's name in the header. */
const FLAT_FILE_V2_COLUMNS = {
	settlementId: 'settlement-id',
	startDate: 'settlement-start-date',
	endDate: 'settlement-end-date',
	depositDate: 'deposit-date',
	totalAmount: 'total-amount',
	currency: 'currency',
	transactionType: 'transaction-type',
	orderId: 'order-id',
	merchantOrderId: 'merchant-order-id',
	adjustmentId: 'adjustment-id',
	shipmentId: 'shipment-id',
	marketplaceName: 'marketplace-name',
	amountType: 'amount-type',
	amountDescription: 'amount-description',
	amount: 'amount',
	fulfillment: 'fulfillment-id',
	postedDate: 'posted-date',
	postedDateTime: 'posted-date-time',
	orderItemCode: 'order-item-code',
	merchantOrderItemId: 'merchant-order-item-id',
	merchantAdjustmentItemId: 'merchant-adjustment-item-id',
	sku: 'sku',
	quantity: 'quantity-purchased',
	promotionId: 'promotion-id',
} as const;

export type Column = keyof typeof FLAT_FILE_V2_COLUMNS;

export interface Format {
	name: string;
	columns: Readonly<Record<Column, string>>;
	/** Columns a report may lack. */
	optional: readonly Column[];
}

export const FORMATS: readonly Format[] = [
	{ name: 'Flat File V2', columns: FLAT_FILE_V2_COLUMNS, optional: ['promotionId'] },
];

/** A format bound to the header of one file. */
export interface BoundFormat {
	name: string;
	/** Number of cells in every row. */
	width: number;
	/** Position of each column; -1 when the file lacks it. */
	at: Readonly<Record<Column, number>>;
	/** Position -> Amazon's name, for messages. */
	names: Readonly<Record<Column, string>>;
}

/** The format that claims this header row; undefined when none does. */
export function identify(cells: readonly string[]): BoundFormat | undefined {
	const header = cells.map(columnName);
	for (const format of FORMATS) {
		const missing = missingColumns(format, header);
		if (missing.length === 0) {
			return bind(format, header);
		}
	}
	return undefined;
}

/** The columns a header lacks; the nearer to none, the nearer the header is to the format. */
export function missingColumns(format: Format, header: readonly string[]): string[] {
	return columnsOf(format)
		.filter((column) => !format.optional.includes(column))
		.map((column) => format.columns[column])
		.filter((name) => !header.includes(name));
}

/** `Amount Description`, ` amount_description` and `amount-description` are one column. */
export function columnName(cell: string): string {
	return cell
		.trim()
		.toLowerCase()
		.replace(/[\s_]+/g, '-');
}

function columnsOf(format: Format): Column[] {
	return Object.keys(format.columns) as Column[];
}

function bind(format: Format, header: readonly string[]): BoundFormat {
	const at = {} as Record<Column, number>;
	for (const column of columnsOf(format)) {
		const name = format.columns[column];
		at[column] = header.indexOf(name);
		if (at[column] !== header.lastIndexOf(name)) {
			throw new SettlementError(
				'FORMAT_UNKNOWN',
				`The header names the column '${name}' twice`,
				'Download the report again: this copy was edited and it is not certain which column counts',
				{ column: name },
			);
		}
	}
	return { name: format.name, width: header.length, at, names: format.columns };
}
