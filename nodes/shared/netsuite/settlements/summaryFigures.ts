// The figures of a settlement summary from its transactions and from the documents in the books:
// pure, minor units. The equation at the end is the accountant's proof: what was paid, refunded, kept
// and held back, and what is not posted yet, adds up to the deposit, or the difference is shown.
import type { Figure } from '../../settlement/labels/figures';
import type { TransactionGroup } from '../../settlement/labels/panes';
import { transactionGroup } from '../../settlement/labels/panes';
import type { Status } from '../records/schema';
import { amountBasis } from './amountBasis';

export interface PaneFigures {
	count: number;
	productCharges: number;
	shipping: number;
	giftWrap: number;
	tax: number;
	withheldTax: number;
	promotions: number;
	fees: number;
	reserves: number;
	other: number;
	transactionAmount: number;
	netAmount: number;
}

/** Transactions of one type and status, added up. Amounts in minor units, signed as in the report. */
export interface TransactionSum extends PaneFigures {
	transactionType: string;
	status: Status;
	applied: number;
	short: number;
	writtenOff: number;
}

/** What carries the settlement, as it stands in the books; positive. */
export interface Booked {
	payments: number;
	refunds: number;
	/** Booked before, by others, and reconciled. */
	cashSales: number;
}

export interface Equation {
	/** Applied to invoices. */
	paid: number;
	/** On payments, but not applied. */
	paidRest: number;
	/** Orders that were billed as cash sales. */
	cashSales: number;
	/** Negative. */
	refunded: number;
	/** What is in no transaction amount: a fee that is taken off a payment is told there. */
	fees: number;
	reserves: number;
	/** Reimbursements and all that is neither in a transaction amount nor in fees or reserves. */
	other: number;
	/** Of orders and refunds. */
	notPosted: number;
	sum: number;
	/** What the report declares; null when it declares none. */
	deposit: number | null;
	difference: number;
}

export interface SummaryFigures {
	panes: Record<TransactionGroup, PaneFigures>;
	/** Orders and refunds per status. */
	counts: Record<Status, number>;
	short: number;
	/** Open rests that credit memos closed; no part of the deposit. */
	writtenOff: number;
	equation: Equation;
}

const FIGURES = [
	'count',
	'productCharges',
	'shipping',
	'giftWrap',
	'tax',
	'withheldTax',
	'promotions',
	'fees',
	'reserves',
	'other',
	'transactionAmount',
	'netAmount',
] as const;

function addUp(sums: TransactionSum[]): PaneFigures {
	const total = (figure: (typeof FIGURES)[number]) =>
		sums.reduce((sum, row) => sum + row[figure], 0);
	return Object.fromEntries(
		FIGURES.map((figure) => [figure, total(figure)]),
	) as unknown as PaneFigures;
}

export function summaryFigures(
	sums: TransactionSum[],
	booked: Booked,
	deposit: number | null,
): SummaryFigures {
	const pane = (name: TransactionGroup) =>
		addUp(sums.filter((row) => transactionGroup(row.transactionType) === name));
	const panes = {
		orders: pane('orders'),
		refunds: pane('refunds'),
		nonTransaction: pane('nonTransaction'),
	};
	const posting = sums.filter((row) => transactionGroup(row.transactionType) !== 'nonTransaction');
	const count = (status: Status) =>
		posting.filter((row) => row.status === status).reduce((sum, row) => sum + row.count, 0);
	const basis = amountBasis(posting);
	const applied = sums
		.filter((row) => transactionGroup(row.transactionType) === 'orders')
		.reduce((sum, row) => sum + row.applied, 0);
	return {
		panes,
		counts: {
			New: count('New'),
			Applied: count('Applied'),
			'Partially Applied': count('Partially Applied'),
			Unapplied: count('Unapplied'),
		},
		short: sums.reduce((sum, row) => sum + row.short, 0),
		writtenOff: sums.reduce((sum, row) => sum + row.writtenOff, 0),
		equation: equationOf(panes, basis, applied, booked, deposit),
	};
}

function equationOf(
	panes: Record<TransactionGroup, PaneFigures>,
	basis: ReadonlySet<Figure>,
	applied: number,
	booked: Booked,
	deposit: number | null,
): Equation {
	const all = Object.values(panes);
	const total = (figure: 'fees' | 'reserves' | 'netAmount') =>
		all.reduce((sum, pane) => sum + pane[figure], 0);
	const beside = (figure: 'fees' | 'reserves') =>
		basis.has(figure) ? panes.nonTransaction[figure] : total(figure);
	const postable = panes.orders.transactionAmount + panes.refunds.transactionAmount;
	const paid = Math.min(applied, booked.payments);
	const parts = {
		paid,
		paidRest: booked.payments - paid,
		cashSales: booked.cashSales,
		refunded: booked.refunds === 0 ? 0 : -booked.refunds,
		fees: beside('fees'),
		reserves: beside('reserves'),
		other: total('netAmount') - postable - beside('fees') - beside('reserves'),
		notPosted: postable - booked.payments - booked.cashSales + booked.refunds,
	};
	const sum = Object.values(parts).reduce((left, right) => left + right, 0);
	return { ...parts, sum, deposit, difference: (deposit ?? sum) - sum };
}
