// The report's lines that a Settlement Transaction record holds as JSON, read in bulk: where credit memos are made
// line by line, and as a witness of the net amount. What cannot be read is no line: the flow then says so.
import type { Mills, Minor } from '../../settlement/values/money';
import { z } from '../../vendor';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from './amount';
import type { RecordId } from './ids';
import { transactionRecord } from './schema';

/** A line of the report as the settlement transaction holds it; minor units, signed as in the report. */
export interface RefundedLine {
	amountType: string;
	amountDescription: string;
	amount: Minor;
	class: string;
	sku: string;
	quantity: number;
	orderItemCode: string;
}

/** Long texts: fewer records a query, so that an answer stays small. */
const RECORDS_PER_QUERY = 200;

const table = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });
const lineSchema = z.object({
	amountType: z.string(),
	amountDescription: z.string(),
	amount: z.number(),
	class: z.string(),
	sku: z.string(),
	quantity: z.number(),
	orderItemCode: z.string(),
});

/** Decimals become minor units; [] when the text is empty, cut short, or of lines added up. */
export function readLines(text: string, currency: string): RefundedLine[] {
	try {
		const { columns, rows } = table.parse(JSON.parse(text));
		const objects = rows.map((row) =>
			Object.fromEntries(columns.map((name, at) => [name, row[at]])),
		);
		return z
			.array(lineSchema)
			.parse(objects)
			.map((line) => ({ ...line, amount: toMinor(line.amount, currency) }));
	} catch {
		return [];
	}
}

/**
 * What the lines add up to, in thousandths as a report is read, whether they stand there one by one or added up;
 * null where there are none, or the text is not one of ours.
 */
export function sumOfLines(text: string): Mills | null {
	try {
		const { columns, rows } = table.parse(JSON.parse(text));
		const place = columns.indexOf('amount');
		const amounts = z
			.array(z.number())
			.nonempty()
			.parse(rows.map((row) => row[place]));
		return amounts.reduce((sum, amount) => sum + Math.round(amount * 1000), 0);
	} catch {
		return null;
	}
}

async function readTexts(client: NetSuiteClient, ids: Iterable<string>): Promise<Row[]> {
	return await queryByKeys(
		client,
		`SELECT id, ${transactionRecord.fields.lines} AS report_lines FROM ${transactionRecord.type}
			WHERE id IN (:keys) ORDER BY id`,
		ids,
		'read the lines of settlement transactions',
		RECORDS_PER_QUERY,
	);
}

/** By internal id of the record. `currencyOf`: ISO code by record. */
export async function loadRefundedLines(
	client: NetSuiteClient,
	currencyOf: ReadonlyMap<RecordId, string>,
): Promise<Map<RecordId, RefundedLine[]>> {
	const rows = await readTexts(client, currencyOf.keys());
	return new Map(
		rows.map((row) => {
			const id = required(row, 'id');
			return [id, readLines(row.report_lines ?? '', currencyOf.get(id) ?? '')];
		}),
	);
}

/** By internal id of the record: what its lines add up to; a record without lines is missing. */
export async function loadLinesSums(
	client: NetSuiteClient,
	ids: Iterable<string>,
): Promise<Map<RecordId, Mills>> {
	const rows = await readTexts(client, ids);
	return new Map(
		rows.flatMap((row): Array<[string, Mills]> => {
			const sum = sumOfLines(row.report_lines ?? '');
			return sum === null ? [] : [[required(row, 'id'), sum]];
		}),
	);
}
