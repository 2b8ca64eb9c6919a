// Writes Flat File V2 reports for tests, in any of the styles Amazon uses, with code of its own: it
// shares nothing with the reader it tests.

export const V2_COLUMNS = [
	'settlement-id',
	'settlement-start-date',
	'settlement-end-date',
	'deposit-date',
	'total-amount',
	'currency',
	'transaction-type',
	'order-id',
	'merchant-order-id',
	'adjustment-id',
	'shipment-id',
	'marketplace-name',
	'amount-type',
	'amount-description',
	'amount',
	'fulfillment-id',
	'posted-date',
	'posted-date-time',
	'order-item-code',
	'merchant-order-item-id',
	'merchant-adjustment-item-id',
	'sku',
	'quantity-purchased',
	'promotion-id',
] as const;
export type V2Column = (typeof V2_COLUMNS)[number];
export type Cells = Partial<Record<V2Column, string>>;

/** A line to write; the amount in cents. */
export interface WrittenLine {
	cents: number;
	type: string;
	orderId: string;
	marketplace: string;
	amountType: string;
	amountDescription: string;
	sku: string;
	quantity: number;
	/** [year, month, day, hour, minute, second] */
	posted: readonly number[];
}

export interface Style {
	dates: 'dashes' | 'dots' | 'slashes';
	decimal: '.' | ',';
	thousands: boolean;
	newline: '\n' | '\r\n' | '\r';
	bom: boolean;
}

export const PLAIN_STYLE: Style = {
	dates: 'dashes',
	decimal: '.',
	thousands: false,
	newline: '\n',
	bom: false,
};

const two = (part: number) => String(part).padStart(2, '0');

export function writeDate(parts: readonly number[], { dates }: Style): string {
	const [year, month, day, ...time] = parts;
	const texts = [String(year), two(month), two(day)];
	const date = { dashes: texts.join('-'), slashes: texts.join('/') } as Record<string, string>;
	return `${dates === 'dots' ? texts.reverse().join('.') : date[dates]} ${time.map(two).join(':')} UTC`;
}

export function writeAmount(cents: number, { decimal, thousands }: Style): string {
	const [whole, fraction] = [Math.trunc(Math.abs(cents) / 100), two(Math.abs(cents) % 100)];
	const mark = decimal === '.' ? ',' : '.';
	const grouped = thousands ? String(whole).replace(/(?<=\d)(?=(\d{3})+$)/g, mark) : String(whole);
	return `${cents < 0 ? '-' : ''}${grouped}${decimal}${fraction}`;
}

export function writeRow(cells: Cells, columns: readonly string[] = V2_COLUMNS): string {
	return columns.map((column) => cells[column as V2Column] ?? '').join('\t');
}

const START = [2026, 6, 1, 7, 12, 44];
const END = [2026, 6, 15, 7, 12, 45];
const DEPOSIT = [2026, 6, 17, 7, 12, 45];

export function writeRows(
	settlementId: string,
	lines: readonly WrittenLine[],
	style: Style = PLAIN_STYLE,
	currency = 'USD',
): string[] {
	const total = lines.reduce((sum, line) => sum + line.cents, 0);
	const summary = writeRow({
		'settlement-id': settlementId,
		'settlement-start-date': writeDate(START, style),
		'settlement-end-date': writeDate(END, style),
		'deposit-date': writeDate(DEPOSIT, style),
		'total-amount': writeAmount(total, style),
		currency,
	});
	const rows = lines.map((line) =>
		writeRow({
			'settlement-id': settlementId,
			'transaction-type': line.type,
			'order-id': line.orderId,
			'marketplace-name': line.marketplace,
			'amount-type': line.amountType,
			'amount-description': line.amountDescription,
			amount: writeAmount(line.cents, style),
			'posted-date-time': writeDate(line.posted, style),
			sku: line.sku,
			'quantity-purchased': String(line.quantity),
		}),
	);
	return [summary, ...rows];
}

export function writeFile(rows: readonly string[], style: Style = PLAIN_STYLE): Buffer {
	const text = [V2_COLUMNS.join('\t'), ...rows].map((row) => row + style.newline).join('');
	return Buffer.from((style.bom ? '\ufeff' : '') + text, 'utf8');
}

/** The file in pieces, cut at these places (any numbers; they are taken modulo the length). */
export function cut(file: Buffer, places: readonly number[]): Buffer[] {
	const ends = [...new Set(places.map((place) => place % (file.length + 1)))];
	const sorted = [0, ...ends.sort((a, b) => a - b), file.length];
	return sorted.slice(1).map((end, i) => file.subarray(sorted[i], end));
}
