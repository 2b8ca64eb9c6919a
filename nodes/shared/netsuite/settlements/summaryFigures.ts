// The figures of a settlement from three sides, each added up by itself: what the report says stands on the
// summary, what was posted on the records, and payments, refunds and cash sales in the books. Pure, minor units.
// Because no part is derived from another, the difference at the end can be something else than 0.
import type { Figure } from '../../settlement/labels/figures';
import { FIGURES, INVOICE_FIGURES } from '../../settlement/labels/figures';
import { transactionGroup } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import type { Status } from '../records/schema';
import type { PaneFigures, Sections } from './reportSide';
import { addToSection, emptySection } from './reportSide';

/** Records of one type and status, added up. Amounts in minor units, signed as in the report. */
export interface TransactionSum extends PaneFigures {
	transactionType: string;
	status: Status;
	/** What moved the clearing side, positive; what is unknown counts in `unknownPosted` alone. */
	posted: Minor;
	/** Settled records that are older than the field *posted*. */
	unknownPosted: number;
	applied: Minor;
	short: Minor;
	writtenOff: Minor;
	/** Of orders and refunds that a person booked to an account, what is on no document; signed as in the report. */
	bookedByHand: Minor;
}

/** What carries the settlement, as it stands in the books; positive. */
export interface Booked {
	payments: Minor;
	/** Of the payments, what is applied to nothing. */
	unapplied: Minor;
	refunds: Minor;
	/** Booked before, by others, and reconciled. */
	cashSales: Minor;
}

export const NOTHING_BOOKED: Booked = { payments: 0, unapplied: 0, refunds: 0, cashSales: 0 };

export interface Equation {
	/** Applied to invoices. */
	paid: Minor;
	/** On payments, but not applied. */
	paidRest: Minor;
	/** Orders that were billed as cash sales. */
	cashSales: Minor;
	/** Negative. */
	refunded: Minor;
	/** What is in no transaction amount: a fee that is taken off a payment is told there. */
	fees: Minor;
	/** Tax that Amazon withheld from the seller, who gets it credited by his tax office. */
	taxCredit: Minor;
	reserves: Minor;
	/** Reimbursements and all that is in no transaction amount and in none of the figures above. */
	other: Minor;
	/** Of orders and refunds, as their records say. */
	notPosted: Minor;
	sum: Minor;
	/** What the report declares; null when it declares none. */
	deposit: Minor | null;
	difference: Minor;
}

export interface SummaryFigures {
	panes: Sections;
	/** Orders and refunds per status. */
	counts: Record<Status, number>;
	short: Minor;
	/** Open rests that credit memos closed; no part of the deposit. */
	writtenOff: Minor;
	equation: Equation;
}

export interface FigureSources {
	records: TransactionSum[];
	/** Posted by records that do not say so themselves, as their documents have it. */
	olderPosted: { orders: Minor; refunds: Minor };
	booked: Booked;
	/** null on a summary that is older than this field: then all but fees and reserves. */
	basis: readonly Figure[] | null;
	deposit: Minor | null;
}

export function sectionsOf(records: TransactionSum[]): Sections {
	const sections: Sections = {
		orders: emptySection(),
		refunds: emptySection(),
		nonTransaction: emptySection(),
	};
	for (const row of records) {
		addToSection(sections[transactionGroup(row.transactionType)], row);
	}
	return sections;
}

export function summaryFigures(sources: FigureSources): SummaryFigures {
	const { records } = sources;
	const posting = records.filter(
		(row) => transactionGroup(row.transactionType) !== 'nonTransaction',
	);
	const count = (status: Status) =>
		posting.filter((row) => row.status === status).reduce((sum, row) => sum + row.count, 0);
	return {
		panes: sectionsOf(records),
		counts: {
			New: count('New'),
			Applied: count('Applied'),
			'Partially Applied': count('Partially Applied'),
			Unapplied: count('Unapplied'),
		},
		short: records.reduce((sum, row) => sum + row.short, 0),
		writtenOff: records.reduce((sum, row) => sum + row.writtenOff, 0),
		equation: equationOf(sources),
	};
}

function equationOf({ records, olderPosted, booked, basis, deposit }: FigureSources): Equation {
	const { orders, refunds, nonTransaction } = sectionsOf(records);
	const within = new Set(basis ?? INVOICE_FIGURES);
	/** Of orders and refunds only what is not in their transaction amounts. */
	const total = (figure: Figure) =>
		nonTransaction[figure] + (within.has(figure) ? 0 : orders[figure] + refunds[figure]);
	const postedOf = (group: 'orders' | 'refunds') =>
		records
			.filter((row) => transactionGroup(row.transactionType) === group)
			.reduce((sum, row) => sum + row.posted, olderPosted[group]);
	const apart: readonly Figure[] = ['fees', 'taxCredit', 'reserves'];
	const others = FIGURES.filter((figure) => !apart.includes(figure));
	const parts = {
		paid: booked.payments - booked.unapplied,
		paidRest: booked.unapplied,
		cashSales: booked.cashSales,
		refunded: booked.refunds === 0 ? 0 : -booked.refunds,
		fees: total('fees'),
		taxCredit: total('taxCredit'),
		reserves: total('reserves'),
		other: others.reduce((sum, figure) => sum + total(figure), 0),
		notPosted:
			orders.transactionAmount -
			postedOf('orders') +
			refunds.transactionAmount +
			postedOf('refunds'),
	};
	const sum = Object.values(parts).reduce((left, right) => left + right, 0);
	return { ...parts, sum, deposit, difference: (deposit ?? sum) - sum };
}
