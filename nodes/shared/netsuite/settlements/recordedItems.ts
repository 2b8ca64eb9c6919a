// Settlement transactions in NetSuite beside the items they were made of: what code writes on a record, whatever
// the rows of the mapping say, and whether a record that exists still holds it.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import type { Figures } from '../../settlement/labels/figures';
import { FIGURES } from '../../settlement/labels/figures';
import type { Decimal, Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { decimalText, toDecimal, toMinor } from '../records/amount';
import { transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import { LABEL_UNDECIDED } from '../records/undecidedLabels';
import type { RecordAmount, RecordText } from './recordDigest';
import { RECORD_AMOUNTS, RECORD_TEXTS, recordDigest } from './recordDigest';
import type { PaneFigures } from './reportSide';

const { type, fields } = transactionRecord;

/** Fields that later flows read and that the proof compares, by field id. Amounts are decimals. */
export function fixedValues(item: TransactionItem): Record<string, unknown> {
	return {
		...Object.fromEntries(RECORD_TEXTS.map((name) => [fields[name], item[name] || null])),
		[fields.settlementId]: item.settlementId,
		[fields.quantity]: item.quantity,
		...Object.fromEntries(RECORD_AMOUNTS.map((name) => [fields[name], amountOf(item, name)])),
		[fields.digest]: recordDigest({
			text: (name) => item[name],
			amount: (name) => amountOf(item, name),
			quantity: item.quantity,
		}),
	};
}

function amountOf(item: TransactionItem, name: RecordAmount): Decimal {
	return name === 'transactionAmount' || name === 'netAmount' ? item[name] : item.amounts[name];
}

const COMPARED = [
	...RECORD_TEXTS.map((name) => fields[name]),
	...RECORD_AMOUNTS.map((name) => fields[name]),
	fields.quantity,
	fields.digest,
	fields.status,
	fields.errorCode,
];

/** Rows by external id. */
export async function findRecorded(
	client: NetSuiteClient,
	externalIds: Iterable<string>,
): Promise<Map<string, Row>> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.externalid AS externalid,
			${COMPARED.map((column) => `t.${column} AS ${column}`).join(', ')}
			FROM ${type} t WHERE t.externalid IN (:keys) ORDER BY t.id`,
		externalIds,
		'look up settlement transactions',
	);
	return new Map(rows.map((row) => [required(row, 'externalid'), row]));
}

/** One field of a record that the report gives otherwise; amounts are decimals. */
export interface RecordedDifference {
	figure: RecordText | RecordAmount | 'quantity';
	recorded: string | Decimal;
	report: string | Decimal;
}

/** What the record keeps though the report is read otherwise now; empty as nearly always. */
export function differencesOf(item: TransactionItem, row: Row): RecordedDifference[] {
	const { currency } = item;
	const texts = RECORD_TEXTS.map((figure) => ({
		figure,
		recorded: row[fields[figure]] ?? '',
		report: item[figure].trim(),
	}));
	const amounts = RECORD_AMOUNTS.map((figure) => ({
		figure,
		recorded: toDecimal(toMinor(row[fields[figure]], currency), currency),
		report: toDecimal(toMinor(amountOf(item, figure), currency), currency),
	}));
	const quantity = {
		figure: 'quantity' as const,
		recorded: Number(row[fields.quantity] ?? 0),
		report: item.quantity,
	};
	return [...texts, ...amounts, quantity].filter(({ recorded, report }) => recorded !== report);
}

/** Whether the record holds what was written on it, whatever the report gives now. Without a digest nothing says so. */
function isAsWritten(row: Row): boolean {
	const digest = recordDigest({
		text: (name) => row[fields[name]] ?? '',
		amount: (name) => row[fields[name]],
		quantity: Number(row[fields.quantity] ?? 0),
	});
	return row[fields.digest] === digest;
}

/** Whether nothing was posted from the record because a label of it is undecided. */
export function isWaiting(row: Row, ids: StatusIds): boolean {
	const isOpen = row[fields.status] === ids.Unapplied || row[fields.status] === ids.New;
	return isOpen && row[fields.errorCode] === LABEL_UNDECIDED;
}

/** A record as a section of one. */
export function recordedSection(item: TransactionItem, row: Row): PaneFigures {
	const minor = (name: keyof typeof fields) => toMinor(row[fields[name]], item.currency);
	return {
		count: 1,
		...(Object.fromEntries(FIGURES.map((name) => [name, minor(name)])) as Figures<Minor>),
		transactionAmount: minor('transactionAmount'),
		netAmount: minor('netAmount'),
	};
}

const NAMED_MAX = 4;

/** Throws with RECORD_CHANGED, which names the first record and how many there are. */
export function refuseChangedRecords(
	items: TransactionItem[],
	rowOf: (item: TransactionItem) => Row | undefined,
): void {
	const found = items.flatMap((item) => {
		const row = rowOf(item);
		const differences = row === undefined || isAsWritten(row) ? [] : differencesOf(item, row);
		return row === undefined || differences.length === 0 ? [] : [{ item, row, differences }];
	});
	if (found.length === 0) {
		return;
	}
	const [{ item, row, differences }] = found;
	const said = (value: string | Decimal, figure: string) =>
		typeof value === 'string' || figure === 'quantity'
			? `'${value}'`
			: `'${signed(toMinor(value, item.currency), item.currency)}'`;
	const what = differences
		.slice(0, NAMED_MAX)
		.map(
			({ figure, recorded, report }) =>
				`${figure} ${said(recorded, figure)}; the report says ${said(report, figure)}`,
		);
	const others = found.length === 1 ? '' : ` (the first of ${found.length} such records)`;
	throw new NetSuiteError(
		'RECORD_CHANGED',
		`Settlement transaction ${row.id} of ${item.orderId === '' ? item.transactionType : `order ${item.orderId}`}, settlement ${item.settlementId}, has ${what.join(', and ')}${others}`,
		'See under System Notes of the record who changed it, put the value back and run again. Nothing was written',
	);
}

function signed(minor: Minor, currency: string): string {
	return `${minor < 0 ? '-' : ''}${decimalText(Math.abs(minor), currency)} ${currency}`;
}
