// What holds for the journal of any settlement, however it is laid out: it balances, the bank gets what was paid out,
// clearing and every other account get what the file says; and what has no account blocks with its money.
import { fc } from '../../support/fastCheck';

import type { AccountKey } from '../../../nodes/shared/settlement/journal/accountKeys';
import { totalOf } from '../../../nodes/shared/settlement/journal/entryLines';
import type { PlannedLine } from '../../../nodes/shared/settlement/journal/entryLines';
import type { JournalOptions } from '../../../nodes/shared/settlement/journal/journalPlan';
import { partsOf } from '../../../nodes/shared/settlement/journal/parts';
import { taxInside } from '../../../nodes/shared/settlement/journal/feeTax';
import { plan, sourceOf, total } from './workedJournals';

const LABELS = [
	'Order|ItemPrice|Principal',
	'Refund|ItemPrice|Principal',
	'Order|Promotion|Shipping',
	'Order|ItemFees|Commission',
	'Refund|ItemFees|Commission',
	'Order|ItemFees|NoSuchFee',
	'FBAFees|FBA Inventory Storage Fee|Base fee',
	'FBAFees|FBA Inventory Storage Fee|Tax on fee',
	'other-transaction|other-transaction|Current Reserve Amount',
	'other-transaction|other-transaction|Failed Disbursement',
	'Order|ItemWithheldTax|MarketplaceFacilitatorTax-Principal',
];
const MONTHS = ['', '2026-08', '2026-09', '2026-10', '2026-11'];

/** Cents, no zero. */
const amount = fc.integer({ min: -500_000, max: 500_000 }).filter((minor) => minor !== 0);
const totals = fc.array(
	fc
		.tuple(fc.constantFrom(...LABELS), amount, fc.constantFrom(...MONTHS), fc.boolean())
		.map(([label, minor, month, isGerman]) => ({
			...total(`${label} 0.00`, isGerman ? 'Amazon.de' : 'Amazon.com'),
			credits: Math.max(minor, 0),
			charges: Math.min(minor, 0),
			month,
		})),
	{ maxLength: 30 },
);
const documentMonths = fc
	.array(fc.tuple(fc.constantFrom(...MONTHS.slice(1)), amount))
	.map((pairs) => new Map(pairs));
const options: fc.Arbitrary<Partial<JournalOptions>> = fc.record({
	layout: fc.constantFrom('perAccount', 'gross'),
	notPosted: fc.constantFrom('onClearing', 'parked'),
	deposit: fc.constantFrom('inEntry', 'bankFeed'),
	isSplitByMonth: fc.boolean(),
	feeTax: fc.constantFrom(
		{ mode: 'asInFile' } as const,
		{ mode: 'byInvoice' } as const,
		{ mode: 'splitByRate', percentOf: () => 19 } as const,
	),
	accountOf: fc.constant((key: AccountKey) => key),
});
const source = fc
	.record({ totals, payments: documentMonths, refunds: documentMonths, notPosted: amount })
	.map(({ totals: rows, payments, refunds, notPosted }) => {
		const sum = rows.reduce((whole, { credits, charges }) => whole + credits + charges, 0);
		const documents = { payments, refunds };
		return { ...sourceOf('0.00', rows, { notPosted, documents }), deposit: sum };
	});

const net = (lines: PlannedLine[], accountId: string) =>
	lines
		.filter((line) => line.accountId === accountId)
		.reduce((sum, { debit, credit }) => sum + debit - credit, 0);

test('every entry balances, and no line is zero or on both sides', () => {
	fc.assert(
		fc.property(source, options, (settlement, wanted) => {
			for (const { lines } of plan(settlement, wanted).entries) {
				const { debit, credit } = totalOf(lines);
				expect(debit).toBe(credit);
				for (const line of lines) {
					expect([line.debit > 0, line.credit > 0].filter(Boolean)).toHaveLength(1);
				}
			}
		}),
	);
});

test('all entries together: clearing gets orders and refunds, the bank the deposit, carried nothing', () => {
	fc.assert(
		fc.property(source, options, (settlement, wanted) => {
			const lines = plan(settlement, wanted).entries.flatMap((entry) => entry.lines);
			const { deposit, notPosted } = settlement;
			const isFed = wanted.deposit === 'bankFeed' && deposit > 0;
			const moved = settlement.totals
				.filter(({ transactionType, amountType }) => {
					const isOfOrder = ['Order', 'Refund'].includes(transactionType);
					return isOfOrder && amountType !== 'ItemFees';
				})
				.reduce((sum, { credits, charges }) => sum + credits + charges, 0);
			const parked = wanted.notPosted === 'parked' ? notPosted : 0;
			expect(net(lines, 'CLEARING')).toBe(-moved + parked + (isFed ? deposit : 0));
			expect(net(lines, 'NOT_POSTED') + parked).toBe(0);
			expect(net(lines, 'CARRIED')).toBe(deposit < 0 ? deposit : 0);
			const failed = settlement.totals
				.filter(({ amountDescription }) => amountDescription === 'Failed Disbursement')
				.reduce((sum, { credits, charges }) => sum + credits + charges, 0);
			expect(net(lines, 'BANK')).toBe((isFed ? 0 : Math.max(deposit, 0)) - failed);
		}),
	);
});

test('layout and month split move no money between accounts', () => {
	fc.assert(
		fc.property(source, options, (settlement, wanted) => {
			const nets = (more: Partial<JournalOptions>) => {
				const lines = plan(settlement, { ...wanted, ...more }).entries.flatMap(
					(entry) => entry.lines,
				);
				const accounts = [...new Set(lines.map(({ accountId }) => accountId))].sort();
				return accounts
					.map((accountId) => [accountId, net(lines, accountId)])
					.filter(([, sum]) => sum !== 0);
			};
			const usual = nets({ layout: 'perAccount', isSplitByMonth: false });
			expect(nets({ layout: 'gross', isSplitByMonth: false })).toEqual(usual);
			expect(nets({ layout: 'perAccount', isSplitByMonth: true })).toEqual(usual);
		}),
	);
});

test('an account that is missing blocks with its money and its labels', () => {
	const rows = ['Order|ItemFees|Commission -10.00', 'Refund|ItemFees|Commission 4.00'];
	const settlement = sourceOf(
		'-6.00',
		rows.map((row) => total(row)),
	);
	const accountOf = (key: AccountKey) => (key === 'CARRIED' ? 'Carried' : '');
	expect(plan(settlement, { accountOf }).blocks).toEqual([
		{
			key: 'SELLING',
			amount: -600,
			labels: ['ItemFees Commission'],
			suggestion: 'Amazon Selling Fees (Expense)',
		},
	]);
});

test('a group that nets to nothing needs no account', () => {
	const rows = ['Order|ItemFees|Commission -10.00', 'Refund|ItemFees|Commission 10.00'];
	for (const layout of ['perAccount', 'gross'] as const) {
		const { entries, blocks } = plan(
			sourceOf(
				'0.00',
				rows.map((row) => total(row)),
			),
			{ layout, accountOf: () => '' },
		);
		expect([entries[0].lines, blocks]).toEqual([[], []]);
	}
});

test('labels that only the seller knows, and money not released, block', () => {
	const rows = [
		'other-transaction|other-transaction|BalanceAdjustment -3.00',
		'Deferred Order|ItemPrice|Principal 5.00',
		'Order|ItemPrice|Principal 1.00',
	].map((row) => total(row));
	const accountOf = (key: AccountKey) => (key === 'ASK' ? '' : key);
	const { blocks } = plan(sourceOf('3.00', rows), { accountOf });
	expect(blocks.map(({ key, amount: minor }) => [key, minor])).toEqual([
		['ASK', -300],
		['NEVER_POSTED', 500],
	]);
});

test('a report that does not add up blocks, within the tolerance it goes to variance', () => {
	const rows = [total('Order|ItemPrice|Principal 10.02')];
	const settlement = sourceOf('10.00', rows);
	expect(plan(settlement).blocks).toEqual([{ key: null, amount: 2, labels: [], suggestion: '' }]);
	const { entries, blocks } = plan(settlement, { tolerance: 2, accountOf: (key) => key });
	expect(blocks).toEqual([]);
	expect(net(entries[0].lines, 'VARIANCE')).toBe(2);
});

test('more lines than NetSuite takes: parts balance and cancel on clearing, the deposit is in the first', () => {
	const labels = Array.from({ length: 450 }, (_, at) => `Order|ItemFees|NewFee${at} -0.01`);
	const rows = [total('Order|ItemPrice|Principal 50.00'), ...labels.map((row) => total(row))];
	const [{ lines }] = plan(sourceOf('45.50', rows), {
		layout: 'gross',
		accountOf: (key) => key,
	}).entries;
	const parts = partsOf(lines, 'CLEARING');
	expect(parts.map((part) => part.length)).toEqual([200, 200, 55]);
	expect(parts[0][0].part).toBe('deposit');
	for (const part of parts) {
		const { debit, credit } = totalOf(part);
		expect(debit).toBe(credit);
	}
	const added = parts.flat().filter(({ part }) => part === 'balancing');
	expect(added.reduce((sum, { debit, credit }) => sum + debit - credit, 0)).toBe(0);
	expect(parts.flat().filter(({ part }) => part !== 'balancing')).toEqual(lines);
	expect(partsOf(lines.slice(0, 200), 'CLEARING')).toHaveLength(1);
});

test('tax inside an amount, half a unit rounded away from zero', () => {
	expect(taxInside(-19635, 19)).toBe(-3135);
	expect(taxInside(5950, 19)).toBe(950);
	// 0.105 at 5 % holds 0.005.
	expect([taxInside(21, 5), taxInside(-21, 5), taxInside(10, 5), taxInside(0, 19)]).toEqual([
		1, -1, 0, 0,
	]);
});
