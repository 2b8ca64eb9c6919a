// The fields of our own records: what later steps and the proof are made of is always written as it is in the report;
// a row of the user's table may say the same, and fill any other field as the user likes.
import type { SettlementHeader, TransactionItem } from '../../settlement/items/transactionItem';
import { settlementExternalId, transactionExternalId } from '../records/externalId';
import type { MappedField } from '../records/fieldMapping';
import { fillFields, fillTemplate } from '../records/fieldMapping';
import type { Reserved } from '../records/reservedFields';
import { refuseReserved, reserve, reservedAnywhere } from '../records/reservedFields';
import { settlementRecord, transactionRecord } from '../records/schema';
import {
	SUMMARY_MAPPING,
	summaryValues,
	TRANSACTION_MAPPING,
	transactionValues,
} from './recordValues';

const { fields: summary } = settlementRecord;
const { fields: transaction } = transactionRecord;

/** The rows of a user's tables. */
export interface RecordRows {
	summaryFields: MappedField[];
	transactionFields: MappedField[];
	/** Rows of single items, where something in them names the item. */
	ownFields?: ReadonlyMap<TransactionItem, MappedField[]>;
}

const rowsOf = (item: TransactionItem, rows: RecordRows) =>
	rows.ownFields?.get(item) ?? rows.transactionFields;

interface RecordTable {
	/** As the node shows it. */
	label: string;
	defaults: readonly MappedField[];
	/** Fields that only our flows fill, and fields of the report that no row may change. */
	ours: readonly string[];
	/** Written whether a row stands for them or not. */
	always: ReadonlySet<string>;
}

/** What people may call as they like. */
const FREE: readonly string[] = ['name', summary.account, transaction.account];

function tableOf(
	label: string,
	defaults: readonly MappedField[],
	all: readonly string[],
	always: readonly string[],
): RecordTable {
	const ours = all.filter((field) => !FREE.includes(field));
	return { label, defaults, ours, always: new Set(always) };
}

const SUMMARY = tableOf('Settlement Summary Fields', SUMMARY_MAPPING, Object.values(summary), [
	summary.settlementId,
	summary.currency,
	summary.startDate,
	summary.endDate,
	summary.depositDate,
	summary.totalAmount,
	summary.balanced,
	summary.transactions,
	summary.unreadable,
	summary.unclassified,
]);

const TRANSACTION = tableOf(
	'Settlement Transaction Fields',
	TRANSACTION_MAPPING,
	Object.values(transaction),
	[
		// What else the proof rests on: recordedItems.ts.
		transaction.postedDate,
	],
);

const INSTEAD =
	'Remove the row: later steps and the proof rest on this field. Put a text of your own into a field of your own';

function templateOf({ defaults }: RecordTable, field: string): string | undefined {
	return defaults.find((row) => row.field === field)?.template;
}

function refuseRows(
	table: RecordTable,
	rows: readonly MappedField[],
	valuesOf: () => object,
	externalId: string,
): void {
	const own = reservedAnywhere(externalId);
	// Rows as they are shown at first are nearly all there are.
	const changed = rows.filter(({ field, template }) => templateOf(table, field) !== template);
	if (changed.length === 0) {
		return;
	}
	const values = valuesOf();
	const reserved: Reserved = Object.assign(
		{},
		own,
		...changed
			.map(({ field }) => table.ours.find((one) => one === field.toLowerCase()))
			.filter((field) => field !== undefined)
			.map((field) => {
				const template = templateOf(table, field);
				const says = template === undefined ? [] : [fillTemplate(template, values)];
				return reserve([field], says, INSTEAD);
			}),
	) as Reserved;
	refuseReserved(changed, values, reserved, table.label);
}

function bodyOf(
	table: RecordTable,
	rows: readonly MappedField[],
	values: object,
): Record<string, unknown> {
	const reserved = reservedAnywhere('');
	const own = table.defaults.filter(({ field }) => table.always.has(field));
	const free = rows.filter(({ field }) => reserved[field.toLowerCase()] === undefined);
	const name = table.defaults.filter(({ field }) => field === 'name');
	return { ...fillFields([...name, ...free], values), ...fillFields(own, values) };
}

/** Throws with FIELD_RESERVED, before anything is written. */
export function refuseRecordRows(
	settlements: ReadonlyMap<string, TransactionItem[]>,
	rows: RecordRows,
): void {
	for (const [settlementId, members] of settlements) {
		const header = () => summaryValues(members[0].settlement);
		refuseRows(SUMMARY, rows.summaryFields, header, settlementExternalId(settlementId));
		for (const item of members) {
			const values = () => transactionValues(item);
			const externalId = transactionExternalId('TXN', item);
			refuseRows(TRANSACTION, rowsOf(item, rows), values, externalId);
		}
	}
}

/** By field id, for the body of the record. */
export function summaryFields(
	header: SettlementHeader,
	{ summaryFields: rows }: RecordRows,
): Record<string, unknown> {
	return bodyOf(SUMMARY, rows, summaryValues(header));
}

export function transactionFields(
	item: TransactionItem,
	rows: RecordRows,
): Record<string, unknown> {
	return bodyOf(TRANSACTION, rowsOf(item, rows), transactionValues(item));
}
