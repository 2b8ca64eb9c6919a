// Fields that a flow enters itself, because it finds, adds up or protects documents by them: a row of a field table
// that says the same is accepted, any other is refused by name before anything is written.
import { NetSuiteError } from '../api/netSuiteError';
import type { MappedField } from './fieldMapping';
import { fillTemplate } from './fieldMapping';

export interface ReservedField {
	/** What the flow enters, as far as it can be known: a row may say one of them. */
	says: unknown[];
	/** What the user can do instead. */
	instead: string;
}

/** By field id in lower case. */
export type Reserved = Readonly<Record<string, ReservedField>>;

/** The same answer for several fields. */
export function reserve(fields: string[], says: unknown[], instead: string): Reserved {
	return Object.fromEntries(fields.map((field) => [field.toLowerCase(), { says, instead }]));
}

const NO_SETTING = 'Remove the row: the node enters this field, and finds what it made by it';

/** Fields of any document that no row can decide. */
export function reservedAnywhere(externalId: string): Reserved {
	return {
		...reserve(
			['externalId'],
			[externalId],
			`${NO_SETTING}. Put a number of your own into another field`,
		),
		...reserve(['id', 'internalId', 'refName', 'links', 'createdFrom', 'version'], [], NO_SETTING),
		...reserve(['autoApply'], ['false', 'F'], NO_SETTING),
	};
}

const AMOUNTS = [
	'payment',
	'total',
	'subTotal',
	'amount',
	'applied',
	'unapplied',
	'amountPaid',
	'balance',
	'amountRemaining',
	'pending',
	'origTotal',
	'exchangeRate',
	'taxTotal',
	'tax2Total',
	'discountItem',
	'discountRate',
	'discountTotal',
	'shippingCost',
	'handlingCost',
];
const LINES = ['item', 'items', 'apply', 'credit', 'deposit', 'expense', 'itemCost', 'time'];

/** `amount`: what a row may say of the document's total. */
export function reservedAmounts(amounts: unknown[], instead: string): Reserved {
	return { ...reserve(AMOUNTS, amounts, instead), ...reserve(LINES, [], instead) };
}

function isSame(given: unknown, own: unknown): boolean {
	const [one, other] = [given, own].map((value) => String(value ?? '').trim());
	const isNumber = one !== '' && other !== '' && Number(one) === Number(other);
	return isNumber || one.toLowerCase() === other.toLowerCase();
}

/** Refuses the first row that says something else than the flow does of this record. */
export function refuseReserved(
	rows: readonly MappedField[],
	values: object,
	reserved: Reserved,
	label: string,
): void {
	for (const row of rows) {
		const own = reserved[row.field.toLowerCase()];
		const given = own === undefined ? undefined : fillTemplate(row.template, values);
		const isEmpty = given === undefined || given === null || given === '';
		if (own !== undefined && !isEmpty && !own.says.some((value) => isSame(given, value))) {
			const place = row.row === undefined ? `the row ${row.field}` : `row ${row.row}`;
			throw new NetSuiteError(
				'FIELD_RESERVED',
				`'${label}', ${place}, enters '${String(given)}' in ${row.field}, which the node enters itself`,
				own.instead,
			);
		}
	}
}

/** The rows that a user may fill as they like. */
export function freeRows(rows: readonly MappedField[], reserved: Reserved): MappedField[] {
	return rows.filter(({ field }) => reserved[field.toLowerCase()] === undefined);
}
