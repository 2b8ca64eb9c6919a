// The figures of a summary and the equation an accountant checks, as laws over random sums.
import { fc } from '../../support/fastCheck';

import type {
	Booked,
	TransactionSum,
} from '../../../nodes/shared/netsuite/settlements/summaryFigures';
import { summaryFigures } from '../../../nodes/shared/netsuite/settlements/summaryFigures';

const FIGURES = [
	'productCharges',
	'shipping',
	'giftWrap',
	'tax',
	'withheldTax',
	'taxCredit',
	'promotions',
	'fees',
	'reserves',
	'other',
] as const;

const figure = fc.integer({ min: -1_000_000, max: 1_000_000 });
const positive = fc.integer({ min: 0, max: 1_000_000 });

/** As the default basis makes it: all but fees and reserves belongs on the invoice. */
const sums: fc.Arbitrary<TransactionSum> = fc
	.record({
		transactionType: fc.constantFrom(
			'Order',
			'Refund',
			'Chargeback Refund',
			'ServiceFee',
			'other-transaction',
			'Retrocharge',
		),
		status: fc.constantFrom('New', 'Applied', 'Partially Applied', 'Unapplied'),
		count: fc.integer({ min: 1, max: 500 }),
		productCharges: figure,
		shipping: figure,
		giftWrap: figure,
		tax: figure,
		taxCredit: figure,
		withheldTax: figure,
		promotions: figure,
		fees: figure,
		reserves: figure,
		other: figure,
		applied: positive,
		short: positive,
		writtenOff: positive,
		posted: positive,
		unknownPosted: fc.constant(0),
		bookedByHand: fc.constant(0),
	})
	.map((sum) => {
		const netAmount = FIGURES.reduce(
			(total, name) => total + sum[name as keyof typeof sum & 'fees'],
			0,
		);
		const transactionAmount = netAmount - sum.fees - sum.taxCredit - sum.reserves;
		return { ...sum, netAmount, transactionAmount } as TransactionSum;
	});

const booked: fc.Arbitrary<Booked> = fc.record({
	payments: positive,
	unapplied: positive,
	refunds: positive,
	cashSales: positive,
});
const all = fc.array(sums, { maxLength: 12 });
const total = (
	rows: TransactionSum[],
	name: 'netAmount' | 'fees' | 'taxCredit' | 'reserves' | 'count',
) => rows.reduce((sum, row) => sum + row[name], 0);
const isOrder = ({ transactionType }: TransactionSum) => transactionType === 'Order';
const isRefund = ({ transactionType }: TransactionSum) => /refund$/i.test(transactionType);
const postedBy = (rows: TransactionSum[]) => rows.reduce((sum, { posted }) => sum + posted, 0);
const NOTHING_OLDER = { orders: 0, refunds: 0 };

function figuresOf(records: TransactionSum[], documents: Booked, deposit: number | null) {
	return summaryFigures({
		records,
		booked: documents,
		deposit,
		olderPosted: NOTHING_OLDER,
		basis: null,
	});
}

/** Documents that are exactly what the records say was posted. */
const documentsOf = (rows: TransactionSum[]): Booked => ({
	payments: postedBy(rows.filter(isOrder)),
	refunds: postedBy(rows.filter(isRefund)),
	unapplied: 0,
	cashSales: 0,
});

test('law: where the books hold what the records say, the parts add up to all transactions', () => {
	fc.assert(
		fc.property(all, fc.option(figure), (rows, deposit) => {
			const { equation } = figuresOf(rows, documentsOf(rows), deposit);
			expect(equation.sum).toBe(total(rows, 'netAmount'));
			expect(equation.difference).toBe(deposit === null ? 0 : deposit - equation.sum);
			expect(equation.taxCredit).toBe(total(rows, 'taxCredit'));
			expect([equation.fees, equation.reserves]).toEqual([
				total(rows, 'fees'),
				total(rows, 'reserves'),
			]);
		}),
	);
});

test('law: whatever the books hold more or less than the records say is the difference', () => {
	fc.assert(
		fc.property(all, booked, (rows, documents) => {
			const { equation } = figuresOf(rows, documents, total(rows, 'netAmount'));
			const should = documentsOf(rows);
			const more =
				documents.payments +
				documents.cashSales -
				should.payments -
				(documents.refunds - should.refunds);
			expect(equation.difference + more).toBe(0);
			expect(equation.paid + equation.paidRest).toBe(documents.payments);
			expect(equation.paidRest).toBe(documents.unapplied);
			expect(equation.refunded + documents.refunds).toBe(0);
		}),
	);
});

test('law: a figure that was changed on one record is the difference', () => {
	fc.assert(
		fc.property(all, sums, fc.constantFrom(...FIGURES), figure, (rows, changed, name, by) => {
			const deposit = total([...rows, changed], 'netAmount');
			const tampered = { ...changed, [name]: changed[name] + by };
			const records = [...rows, tampered];
			// A fee of an order is not within its transaction amount, a charge of an order is.
			const isWithin =
				(isOrder(changed) || isRefund(changed)) &&
				!['fees', 'taxCredit', 'reserves'].includes(name);
			const { difference } = figuresOf(records, documentsOf(records), deposit).equation;
			expect(difference + (isWithin ? 0 : by)).toBe(0);
		}),
	);
});

test('older records count with what their documents say, never as 0', () => {
	const [older] = fc.sample(sums, { numRuns: 1, seed: 1 });
	const records = [
		{ ...older, transactionType: 'Order', posted: 0, unknownPosted: 1, transactionAmount: 500 },
	];
	const figures = summaryFigures({
		records,
		booked: { payments: 500, unapplied: 0, refunds: 0, cashSales: 0 },
		olderPosted: { orders: 500, refunds: 0 },
		basis: null,
		deposit: null,
	});
	expect(figures.equation.notPosted).toBe(0);
});

test('law: every transaction counts in one pane, orders and refunds in one status', () => {
	fc.assert(
		fc.property(all, booked, (rows, documents) => {
			const { panes, counts } = figuresOf(rows, documents, null);
			const inPanes = Object.values(panes).reduce((sum, pane) => sum + pane.count, 0);
			const inStatuses = Object.values(counts).reduce((sum, count) => sum + count, 0);
			expect(inPanes).toBe(total(rows, 'count'));
			expect(inStatuses).toBe(panes.orders.count + panes.refunds.count);
		}),
	);
});

test('law: rows split further give the same figures', () => {
	fc.assert(
		fc.property(all, booked, (rows, documents) => {
			const nothing = Object.fromEntries(
				Object.keys(rows[0] ?? {}).map((name) => [name, 0]),
			) as unknown as TransactionSum;
			const split = rows.flatMap((row) => [
				row,
				{ ...nothing, transactionType: row.transactionType, status: row.status },
			]);
			expect(figuresOf(split, documents, 0)).toEqual(figuresOf(rows, documents, 0));
		}),
	);
});

test('fees that a custom transaction amount has in it count once, in the payments', () => {
	const nothing = { shipping: 0, giftWrap: 0, withheldTax: 0, taxCredit: 0, reserves: 0, other: 0 };
	const state = {
		status: 'Applied' as const,
		short: 0,
		writtenOff: 0,
		unknownPosted: 0,
		bookedByHand: 0,
	};
	const order: TransactionSum = {
		...nothing,
		...state,
		transactionType: 'Order',
		count: 2,
		productCharges: 20_000,
		tax: 1600,
		promotions: -1000,
		fees: -3000,
		transactionAmount: 17_600,
		netAmount: 17_600,
		applied: 17_600,
		posted: 17_600,
	};
	const refund: TransactionSum = {
		...nothing,
		...state,
		transactionType: 'Refund',
		count: 1,
		productCharges: -5000,
		tax: -400,
		promotions: 0,
		fees: 750,
		transactionAmount: -4650,
		netAmount: -4650,
		applied: 4650,
		posted: 4650,
	};
	const storage: TransactionSum = {
		...nothing,
		...state,
		transactionType: 'ServiceFee',
		status: 'New',
		count: 1,
		productCharges: 0,
		tax: 0,
		promotions: 0,
		fees: -900,
		transactionAmount: -900,
		netAmount: -900,
		applied: 0,
		posted: 0,
	};
	const { equation } = summaryFigures({
		records: [order, refund, storage],
		olderPosted: NOTHING_OLDER,
		booked: { payments: 17_600, unapplied: 0, refunds: 4650, cashSales: 0 },
		basis: ['productCharges', 'tax', 'promotions', 'fees'],
		deposit: 12_050,
	});
	expect(equation).toMatchObject({
		paid: 17_600,
		refunded: -4650,
		fees: -900,
		other: 0,
		notPosted: 0,
		sum: 12_050,
		difference: 0,
	});
});

test('a settlement by hand: three orders, one a cash sale, one refund, fees and a reserve', () => {
	const row = (changes: Partial<TransactionSum>): TransactionSum => ({
		transactionType: 'Order',
		status: 'Applied',
		count: 1,
		productCharges: 0,
		shipping: 0,
		taxCredit: 0,
		giftWrap: 0,
		tax: 0,
		withheldTax: 0,
		promotions: 0,
		fees: 0,
		reserves: 0,
		other: 0,
		transactionAmount: 0,
		netAmount: 0,
		applied: 0,
		short: 0,
		writtenOff: 0,
		posted: 0,
		unknownPosted: 0,
		bookedByHand: 0,
		...changes,
	});
	const whole = (amount: number) => ({
		productCharges: amount,
		transactionAmount: amount,
		netAmount: amount,
		posted: Math.abs(amount),
	});
	const rows = [
		row({ ...whole(3574), fees: -536, netAmount: 3038, applied: 3574 }),
		row({ ...whole(46104), status: 'Partially Applied', applied: 43080 }),
		row(whole(2000)),
		row({ ...whole(-1000), transactionType: 'Refund' }),
		row({ transactionType: 'other-transaction', reserves: -5000, netAmount: -5000 }),
		row({ transactionType: 'other-transaction', other: 250, netAmount: 250 }),
	];
	const { equation, counts } = figuresOf(
		rows,
		{ payments: 49678, unapplied: 3024, refunds: 1000, cashSales: 2000 },
		45392,
	);
	expect(equation).toEqual({
		paid: 46654,
		paidRest: 3024,
		cashSales: 2000,
		refunded: -1000,
		fees: -536,
		taxCredit: 0,
		reserves: -5000,
		other: 250,
		notPosted: 0,
		sum: 45392,
		deposit: 45392,
		difference: 0,
	});
	expect(counts).toEqual({ New: 0, Applied: 3, 'Partially Applied': 1, Unapplied: 0 });
});
