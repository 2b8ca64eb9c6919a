// The facts a settlement states about itself: period, deposit date, currency and the control total.
// Amazon writes them once, on the summary row; other exports repeat them on every line, or put the
// row late, or cut it off. A repeated total is compared, never added up.
import type { Mills } from '../values/money';
import type { Column } from '../formats/flatFileV2';
import type { BoundFormat } from '../formats/format';
import type { RowProblem } from '../formats/rowProblem';
import { amountProblem, dateProblem } from '../formats/rowProblem';
import { readDate } from '../values/dates';
import type { Decisions, Evidence } from '../values/evidence';
import { readAmount } from '../values/money';
import { isIso } from './line';

export interface SettlementFacts {
	startDate: string;
	endDate: string;
	depositDate: string;
	currency: string;
	/** In mills; undefined where the row declares none. */
	totalAmount: Mills | undefined;
}

const FACT_COLUMNS = ['startDate', 'endDate', 'depositDate', 'currency', 'totalAmount'] as const;
const DATE_COLUMNS = ['startDate', 'endDate', 'depositDate'] as const;

export function noFacts(): SettlementFacts {
	return { startDate: '', endDate: '', depositDate: '', currency: '', totalAmount: undefined };
}

/** By content, not by position; editors that cut blanks at line ends shorten it, which is harmless. */
export function isSummaryRow({ at }: BoundFormat, cells: readonly string[]): boolean {
	return (
		(cells[at.totalAmount] ?? '') !== '' &&
		(cells[at.transactionType] ?? '') === '' &&
		(cells[at.amountType] ?? '') === '' &&
		(cells[at.amount] ?? '') === ''
	);
}

/** Asked of every line, so written out. */
export function statesFacts({ at }: BoundFormat, cells: readonly string[]): boolean {
	return (
		cells[at.startDate] !== '' ||
		cells[at.endDate] !== '' ||
		cells[at.depositDate] !== '' ||
		cells[at.totalAmount] !== '' ||
		cells[at.currency] !== ''
	);
}

export function readFacts(
	{ at, names }: BoundFormat,
	cells: readonly string[],
	evidence: Evidence,
	decisions?: Decisions,
): SettlementFacts | RowProblem {
	const facts = noFacts();
	for (const column of DATE_COLUMNS) {
		const text = cells[at[column]] ?? '';
		facts[column] = readDate(text, evidence.dates, decisions?.dateOrder);
		if (text !== '' && !isIso(facts[column])) {
			return dateProblem(names[column], text, facts[column] === 'doubtful');
		}
	}
	facts.currency = (cells[at.currency] ?? '').toUpperCase();
	if (!/^([A-Z]{3})?$/.test(facts.currency)) {
		const reason = `'${facts.currency}' is not a currency code`;
		return { column: names.currency, reason, doubtful: false };
	}
	const totalText = cells[at.totalAmount] ?? '';
	if (totalText !== '') {
		const total = readAmount(totalText, evidence.decimals, decisions?.decimalMark);
		if (typeof total === 'string') {
			return amountProblem(names.totalAmount, totalText, total === 'doubtful');
		}
		facts.totalAmount = total;
	}
	return facts;
}

/** Fills in what is not known yet; what contradicts an earlier row is a problem of this row. */
export function mergeFacts(
	known: SettlementFacts,
	stated: SettlementFacts,
	names: Readonly<Record<Column, string>>,
): RowProblem | undefined {
	for (const column of FACT_COLUMNS) {
		const isStated = stated[column] !== '' && stated[column] !== undefined;
		const isKnown = known[column] !== '' && known[column] !== undefined;
		if (isStated && isKnown && stated[column] !== known[column]) {
			const reason = `the row states another ${names[column]} than an earlier row of its settlement`;
			return { column: names[column], reason, doubtful: false };
		}
	}
	for (const column of FACT_COLUMNS) {
		if (stated[column] !== '' && stated[column] !== undefined) {
			Object.assign(known, { [column]: stated[column] });
		}
	}
	return undefined;
}
