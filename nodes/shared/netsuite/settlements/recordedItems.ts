// Settlement transactions in NetSuite beside the items they were made of: what code writes on a record, whatever
// the rows of the mapping say, and whether a record that exists still holds it.
import type { TransactionItem } from '../../settlement/items/transactionItem';
import { readBasis } from '../../settlement/items/itemDigest';
import type { Figure, Figures } from '../../settlement/labels/figures';
import { FIGURES } from '../../settlement/labels/figures';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { decimalText, toDecimal, toMinor } from '../records/amount';
import { transactionRecord } from '../records/schema';
import type { StatusIds } from '../records/settlementTransaction';
import { LABEL_UNDECIDED } from '../records/undecidedLabels';
import type { PaneFigures } from './reportSide';

const { type, fields } = transactionRecord;

const TEXTS = [
	'transactionKey',
	'transactionType',
	'orderId',
	'marketplaceName',
	'currency',
] as const;

/** Fields that later flows read and that the proof compares, by field id. Amounts are decimals. */
export function fixedValues(item: TransactionItem): Record<string, unknown> {
	return {
		...Object.fromEntries(TEXTS.map((name) => [fields[name], item[name] || null])),
		[fields.settlementId]: item.settlementId,
		[fields.quantity]: item.quantity,
		...Object.fromEntries(FIGURES.map((figure) => [fields[figure], item.amounts[figure]])),
		[fields.transactionAmount]: item.transactionAmount,
		[fields.netAmount]: item.netAmount,
	};
}

const COMPARED = [
	...TEXTS.map((name) => fields[name]),
	...FIGURES.map((figure) => fields[figure]),
	...[fields.quantity, fields.transactionAmount, fields.netAmount],
	...[fields.status, fields.errorCode],
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

interface Differing {
	field: string;
	recorded: string;
	reported: string;
}

function amountsOf(item: TransactionItem): Array<[string, number]> {
	return [
		...FIGURES.map((figure): [string, number] => [figure, item.amounts[figure]]),
		['transactionAmount', item.transactionAmount],
		['netAmount', item.netAmount],
	];
}

function differing(item: TransactionItem, row: Row): Differing | undefined {
	for (const name of TEXTS) {
		const recorded = row[fields[name]] ?? '';
		if (recorded !== item[name].trim()) {
			return { field: name, recorded, reported: item[name] };
		}
	}
	for (const [name, amount] of isAnotherReading(item, row) ? [] : amountsOf(item)) {
		const recorded = toMinor(row[fields[name as keyof typeof fields]], item.currency);
		const reported = toMinor(amount, item.currency);
		if (recorded !== reported) {
			const text = (minor: number) => signed(minor, item.currency);
			return { field: name, recorded: text(recorded), reported: text(reported) };
		}
	}
	const quantity = Number(row[fields.quantity] ?? 0);
	return quantity === item.quantity
		? undefined
		: { field: 'quantity', recorded: String(quantity), reported: String(item.quantity) };
}

/**
 * Whether the record holds the same money in other figures, which add up to its own amounts: a catalogue, or rows of
 * Label Classes, of another day read the report otherwise. An amount changed by hand does not add up any more.
 */
function isAnotherReading(item: TransactionItem, row: Row): boolean {
	const figure = (name: Figure) => toMinor(row[fields[name]], item.currency);
	const net = toMinor(row[fields.netAmount], item.currency);
	const basis = readBasis(item.basis) ?? [];
	const sumOf = (names: readonly Figure[]) => names.reduce((sum, name) => sum + figure(name), 0);
	return (
		net === toMinor(item.netAmount, item.currency) &&
		sumOf(FIGURES) === net &&
		sumOf(basis) === toMinor(row[fields.transactionAmount], item.currency)
	);
}

/** One figure, or the transaction amount, in decimals. */
export interface RecordedDifference {
	figure: string;
	recorded: number;
	report: number;
}

/** What the record keeps though the report is read otherwise now; empty as nearly always. */
export function differencesOf(item: TransactionItem, row: Row): RecordedDifference[] {
	return amountsOf(item)
		.map(([figure, amount]) => ({
			figure,
			recorded: toMinor(row[fields[figure as keyof typeof fields]], item.currency),
			report: toMinor(amount, item.currency),
		}))
		.filter(({ recorded, report }) => recorded !== report)
		.map(({ figure, recorded, report }) => ({
			figure,
			recorded: toDecimal(recorded, item.currency),
			report: toDecimal(report, item.currency),
		}));
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
		...(Object.fromEntries(FIGURES.map((name) => [name, minor(name)])) as Figures),
		transactionAmount: minor('transactionAmount'),
		netAmount: minor('netAmount'),
	};
}

function signed(minor: number, currency: string): string {
	return `${minor < 0 ? '-' : ''}${decimalText(Math.abs(minor), currency)} ${currency}`;
}

/** Rejects with RECORD_CHANGED, which names the first record and how many there are. */
export function refuseChangedRecords(
	items: TransactionItem[],
	rowOf: (item: TransactionItem) => Row | undefined,
): void {
	const found = items.flatMap((item) => {
		const row = rowOf(item);
		const difference = row === undefined ? undefined : differing(item, row);
		return row === undefined || difference === undefined ? [] : [{ item, row, difference }];
	});
	if (found.length === 0) {
		return;
	}
	const [{ item, row, difference }] = found;
	const others = found.length === 1 ? '' : ` (the first of ${found.length} such records)`;
	throw new NetSuiteError(
		'RECORD_CHANGED',
		`Settlement transaction ${row.id} of ${item.orderId === '' ? item.transactionType : `order ${item.orderId}`}, settlement ${item.settlementId}, has ${difference.field} '${difference.recorded}'; the report says '${difference.reported}'${others}`,
		'See under System Notes of the record who changed it, put the value back and run again. Nothing was written',
	);
}
