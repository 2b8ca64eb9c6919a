// One record of the books: its type, its internal id and its values. Values are plain: references are
// internal ids, dates `YYYY-MM-DD`, moments ISO UTC, money an integer of the currency's minor unit.

export type Value = string | number | boolean;
export type Values = Record<string, Value | undefined>;

export interface BookRecord {
	type: string;
	id: string;
	fields: Values;
	/** The lines of each sublist. */
	lines: Record<string, Values[]>;
	/** True for what the seed put there, so that counts of a run's outcome can leave it out. */
	seeded?: boolean;
}

export function text(value: Value | undefined): string {
	return value === undefined ? '' : String(value);
}

export function amount(value: Value | undefined): number {
	return typeof value === 'number' ? value : 0;
}

export function linesOf(record: BookRecord | undefined, sublist: string): Values[] {
	return record?.lines[sublist] ?? [];
}

/** Payments and refunds say `customer`, all other transactions `entity`. */
export function customerOf(record: BookRecord): string {
	return text(record.fields.customer ?? record.fields.entity);
}

/** The receivables account: `arAcct` on payments and refunds, `account` on invoices and memos. */
export function receivablesAccountOf(record: BookRecord): string {
	return text(record.fields.arAcct ?? record.fields.account);
}

export function sum(values: number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
