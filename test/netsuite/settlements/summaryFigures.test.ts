// The figures of a summary and the equation an accountant checks, as laws over random sums.
import fc from 'fast-check';

import type {
	Booked,
	TransactionSum,
} from '../../../nodes/shared/netsuite/settlements/summaryFigures';
import { summaryFigures } from '../../../nodes/shared/netsuite/settlements/summaryFigures';

const FIGURES = [
	...['productCharges', 'shipping', 'giftWrap', 'tax', 'withheldTax', 'promotions'],
	...['fees', 'reserves', 'other'],
] as const;

const figure = fc.integer({ min: -1_000_000, max: 1_000_000 });
const positive = fc.integer({ min: 0, max: 1_000_000 });

/** As the default basis makes it: all but fees and reserves belongs on the invoice. */
const sums: fc.Arbitrary<TransactionSum> = fc
	.record({
		transactionType: fc.constantFrom(
			...['Order', 'Refund', 'Chargeback Refund', 'ServiceFee', 'other-transaction', 'Retrocharge'],
		),
		status: fc.constantFrom('New', 'Applied', 'Partially Applied', 'Unapplied'),
		count: fc.integer({ min: 1, max: 500 }),
		...{ productCharges: figure, shipping: figure, giftWrap: figure, tax: figure },
		...{ withheldTax: figure, promotions: figure, fees: figure, reserves: figure, other: figure },
		...{ applied: positive, short: positive, writtenOff: positive },
	})
	.map((sum) => {
		const netAmount = FIGURES.reduce(
			(total, name) => total + sum[name as keyof typeof sum & 'fees'],
			0,
		);
		const transactionAmount = netAmount - sum.fees - sum.reserves;
		return { ...sum, netAmount, transactionAmount } as TransactionSum;
	});

const booked: fc.Arbitrary<Booked> = fc.record({
	...{ payments: positive, refunds: positive, cashSales: positive },
});
const all = fc.array(sums, { maxLength: 12 });
const total = (rows: TransactionSum[], name: 'netAmount' | 'fees' | 'reserves' | 'count') =>
	rows.reduce((sum, row) => sum + row[name], 0);

test('law: whatever is posted, the parts add up to the sum of all transactions', () => {
	fc.assert(
		fc.property(all, booked, fc.option(figure), (rows, documents, deposit) => {
			const { equation } = summaryFigures(rows, documents, deposit);
			const { paid, paidRest, cashSales, refunded, fees, reserves, other, notPosted } = equation;
			const parts = paid + paidRest + cashSales + refunded + fees + reserves + other + notPosted;
			expect(equation.sum).toBe(parts);
			expect(equation.sum).toBe(total(rows, 'netAmount'));
			expect(equation.difference).toBe(deposit === null ? 0 : deposit - equation.sum);
			expect(paid + paidRest).toBe(documents.payments);
			expect(cashSales).toBe(documents.cashSales);
			expect(refunded + documents.refunds).toBe(0);
			expect([fees, reserves]).toEqual([total(rows, 'fees'), total(rows, 'reserves')]);
		}),
	);
});

test('law: every transaction counts in one pane, orders and refunds in one status', () => {
	fc.assert(
		fc.property(all, booked, (rows, documents) => {
			const { panes, counts } = summaryFigures(rows, documents, null);
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
			expect(summaryFigures(split, documents, 0)).toEqual(summaryFigures(rows, documents, 0));
		}),
	);
});

describe('fees that a custom transaction amount has in it', () => {
	const nothing = { shipping: 0, giftWrap: 0, withheldTax: 0, reserves: 0, other: 0 };
	const order: TransactionSum = {
		...{ ...nothing, transactionType: 'Order', status: 'Applied', count: 2 },
		...{ productCharges: 20_000, tax: 1600, promotions: -1000, fees: -3000 },
		...{ transactionAmount: 17_600, netAmount: 17_600, applied: 17_600, short: 0, writtenOff: 0 },
	};
	const refund: TransactionSum = {
		...{ ...nothing, transactionType: 'Refund', status: 'Applied', count: 1 },
		...{ productCharges: -5000, tax: -400, promotions: 0, fees: 750 },
		...{ transactionAmount: -4650, netAmount: -4650, applied: 0, short: 0, writtenOff: 0 },
	};
	const storage: TransactionSum = {
		...{ ...nothing, transactionType: 'ServiceFee', status: 'New', count: 1 },
		...{ productCharges: 0, tax: 0, promotions: 0, fees: -900 },
		...{ transactionAmount: -900, netAmount: -900, applied: 0, short: 0, writtenOff: 0 },
	};
	const booked = { payments: 17_600, refunds: 4650, cashSales: 0 };

	test('are told once, in the payments: only the storage fee stands beside them', () => {
		const { equation } = summaryFigures([order, refund, storage], booked, 12_050);
		expect(equation).toMatchObject({
			...{ paid: 17_600, refunded: -4650, fees: -900, other: 0, notPosted: 0 },
			...{ sum: 12_050, difference: 0 },
		});
	});

	test('two choices in one settlement: told as by default, and the sum is right all the same', () => {
		const netted = {
			...order,
			status: 'Unapplied' as const,
			transactionAmount: 20_600,
			applied: 0,
		};
		const rows = [order, netted, refund, storage];
		const { equation } = summaryFigures(rows, booked, 29_650);
		expect(equation).toMatchObject({
			...{ fees: -6150, notPosted: 20_600, sum: 29_650, difference: 0 },
		});
	});
});

test('a settlement by hand: three orders, one a cash sale, one refund, fees and a reserve', () => {
	const row = (changes: Partial<TransactionSum>): TransactionSum => ({
		...{ transactionType: 'Order', status: 'Applied', count: 1, productCharges: 0, shipping: 0 },
		...{ giftWrap: 0, tax: 0, withheldTax: 0, promotions: 0, fees: 0, reserves: 0, other: 0 },
		...{ transactionAmount: 0, netAmount: 0, applied: 0, short: 0, writtenOff: 0 },
		...changes,
	});
	const rows = [
		row({ transactionAmount: 3574, fees: -536, netAmount: 3038, applied: 3574 }),
		row({
			...{ status: 'Partially Applied', transactionAmount: 46104, netAmount: 46104 },
			applied: 43080,
		}),
		row({ transactionAmount: 2000, netAmount: 2000 }),
		row({ transactionType: 'Refund', transactionAmount: -1000, netAmount: -1000 }),
		row({ transactionType: 'other-transaction', reserves: -5000, netAmount: -5000 }),
		row({
			transactionType: 'other-transaction',
			other: 250,
			transactionAmount: 250,
			netAmount: 250,
		}),
	];
	const { equation, counts } = summaryFigures(
		rows,
		{ payments: 49678, refunds: 1000, cashSales: 2000 },
		45392,
	);
	expect(equation).toEqual({
		...{ paid: 46654, paidRest: 3024, cashSales: 2000, refunded: -1000, fees: -536 },
		...{ reserves: -5000, other: 250, notPosted: 0, sum: 45392, deposit: 45392, difference: 0 },
	});
	expect(counts).toEqual({ New: 0, Applied: 3, 'Partially Applied': 1, Unapplied: 0 });
});
