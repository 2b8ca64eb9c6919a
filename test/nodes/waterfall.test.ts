// The bars go from sales to the deposit without a gap, and end at what the report declares, whatever the records say.
import { outcomePage } from '../../nodes/SettlementSummaryUpdate/outcomePage';
import { waterfall } from '../../nodes/SettlementSummaryUpdate/waterfall';
import { madeSummary, section } from '../support/madeSummary';

const ORDERS = section({
	count: 3,
	productCharges: 100_00,
	shipping: 10_00,
	giftWrap: 1_00,
	tax: 8_00,
	promotions: -5_00,
	withheldTax: -3_00,
	taxCredit: -2_00,
	fees: -20_00,
	other: 50,
	netAmount: 89_50,
});
const REFUNDS = section({ productCharges: -30_00, tax: -2_00, fees: 4_00, netAmount: -28_00 });
const OTHERS = section({ fees: -10_00, reserves: -15_00, other: 7_00, netAmount: -18_00 });
const SECTIONS = { orders: ORDERS, refunds: REFUNDS, nonTransaction: OTHERS };

test('each step has the figures of its name, added up by hand', () => {
	const steps = waterfall(SECTIONS, 43_50);
	expect(steps.map(({ label, amount }) => [label, amount])).toEqual([
		['Sales: products, shipping, gift wrap', 111_00],
		['Tax collected from buyers', 8_00],
		['Tax withheld by Amazon', -5_00],
		['Promotions', -5_00],
		['Refunds', -32_00],
		['Fees kept by Amazon', -26_00],
		['Reserves, balances and transfers', -15_00],
		['Reimbursements and other amounts', 7_50],
		['Deposit by Amazon', 43_50],
	]);
});

test.each([
	['a deposit', 43_50, 'Deposit by Amazon'],
	['records that lack something', 60_00, 'Deposit by Amazon'],
	['a total below zero', -62_31, 'Carried forward or charged'],
	['a total of zero', 0, 'Nothing is paid out'],
	['no declared total', null, 'Deposit by Amazon'],
])('the bars begin where the one before ended, and end at the total: %s', (_, deposit, label) => {
	const steps = waterfall(SECTIONS, deposit);
	const total = steps[steps.length - 1];
	const bars = steps.slice(0, -1);
	bars.forEach(({ from, to, amount }, at) => {
		expect(from).toBe(at === 0 ? 0 : bars[at - 1].to);
		expect(to - from).toBe(amount);
	});
	expect(bars[bars.length - 1].to).toBe(deposit ?? 43_50);
	expect(total).toMatchObject({ label, from: 0, to: deposit ?? 43_50, kind: 'total' });
	const isExplained = deposit === null || deposit === 43_50;
	expect(bars.some(({ kind }) => kind === 'unexplained')).toBe(!isExplained);
});

test('a settlement of nothing has its total alone', () => {
	const none = section({});
	expect(waterfall({ orders: none, refunds: none, nonTransaction: none }, 0)).toHaveLength(1);
});

test('the drawn bars lie in the picture and meet each other', () => {
	const steps = waterfall(SECTIONS, -62_31);
	const shown = steps.map((step) => ({
		...step,
		amount: step.amount / 100,
		from: step.from / 100,
		to: step.to / 100,
	}));
	const page = outcomePage(madeSummary({ waterfall: shown }));
	const bars = [...page.matchAll(/<rect class="(\w+)" x="(\d+)" y="2" width="(\d+)"/g)].map(
		([, tone, x, width]) => ({ tone, left: Number(x), right: Number(x) + Number(width) }),
	);
	expect(bars).toHaveLength(steps.length);
	for (const [at, { left, right }] of bars.entries()) {
		expect(left).toBeGreaterThanOrEqual(0);
		expect(right).toBeLessThanOrEqual(1_000);
		const before = bars[at - 1];
		if (before !== undefined && at < bars.length - 1) {
			expect([before.left, before.right].some((end) => end === left || end === right)).toBe(true);
		}
	}
	// The total is drawn from nothing to where the last bar ends.
	const [last, total] = bars.slice(-2);
	expect(total.left).toBe(last.left);
	expect(total.tone).toBe('total');
});
