// Label totals from the items of a report: they are the report's money, label by label, and there are none where the
// lines do not add up to the items.
import type { LabelTotal } from '../../../nodes/shared/settlement/journal/labelTotals';
import {
	readTotals,
	sumOfTotals,
	TOTALS_TEXT_MAX,
	writeTotals,
} from '../../../nodes/shared/settlement/journal/labelTotals';
import { totalsOfItems } from '../../../nodes/shared/settlement/journal/totalsOfItems';
import type { NoTotals } from '../../../nodes/shared/settlement/journal/totalsOfItems';
import { INVOICE_FIGURES } from '../../../nodes/shared/settlement/labels/figures';
import {
	toSettlementHeader,
	toTransactionItem,
} from '../../../nodes/shared/settlement/items/transactionItem';
import { readReport } from '../../../nodes/shared/settlement/report/report';
import { fs } from '../../support/node';
import { cents, plan, shown, sourceOf } from './workedJournals';

async function itemsOf(file: string) {
	const report = await readReport([fs.readFileSync(file)]);
	const [settlement] = report.settlements;
	const header = toSettlementHeader(report, settlement, 'US');
	return settlement.transactions.map((transaction) =>
		toTransactionItem(transaction, header, { basis: INVOICE_FIGURES }),
	);
}

const isTotals = (found: ReturnType<typeof totalsOfItems>) => {
	expect((found as NoTotals).reason).toBeUndefined();
	return (found as { totals: LabelTotal[] }).totals;
};

test('the report of the demo gives the journal that was worked out by hand', async () => {
	const totals = isTotals(totalsOfItems(await itemsOf('demo/settlement.txt'), 'UTC'));
	expect(sumOfTotals(totals)).toBe(cents('653.03'));
	const { entries, blocks } = plan(sourceOf('653.03', totals));
	expect(blocks).toEqual([]);
	expect(shown({ entries, blocks })[0].sort()).toEqual(
		[
			'2026-10-17 1420.28',
			'Dr Bank 653.03',
			'Dr Reserve 310.55',
			'Dr Selling 212.51',
			'Dr FBA 71.25',
			'Dr Storage 27.45',
			'Dr Ads 145.49',
			'Cr Clearing 1156.08',
			'Cr Reserve 250.00',
			'Cr Reimbursements 14.20',
		].sort(),
	);
});

test('totals come back from their text; what is no such text is null', async () => {
	const found = totalsOfItems(await itemsOf('demo/settlement.txt'), 'America/Los_Angeles');
	const totals = isTotals(found);
	expect(readTotals(writeTotals({ timeZone: 'America/Los_Angeles', totals }))).toEqual(found);
	for (const text of ['', '{}', 'null', '[]', '{"timeZone":"UTC","columns":[],"rows":[]}']) {
		expect(readTotals(text)).toBeNull();
	}
});

test('more totals than the field holds are not written', async () => {
	const [first] = isTotals(totalsOfItems(await itemsOf('demo/settlement.txt'), 'UTC'));
	const text = (rows: number) =>
		writeTotals({ timeZone: 'UTC', totals: Array.from({ length: rows }, () => first) });
	const size = text(2).length - text(1).length;
	const most = Math.floor((TOTALS_TEXT_MAX - text(1).length) / size) + 1;
	expect(text(most).length).toBeGreaterThan(TOTALS_TEXT_MAX - size);
	expect(text(most + 1)).toBe('');
});

test('the month of a line is that of the time zone', async () => {
	const [item] = await itemsOf('demo/settlement.txt');
	const moved = (postedDate: string) => ({
		...item,
		lines: item.lines.map((line) => ({ ...line, postedDate })),
	});
	const monthOf = (postedDate: string, timeZone: string) =>
		isTotals(totalsOfItems([moved(postedDate)], timeZone))[0].month;
	expect(monthOf('2026-11-01T02:00:00Z', 'UTC')).toBe('2026-11');
	expect(monthOf('2026-11-01T02:00:00Z', 'America/Los_Angeles')).toBe('2026-10');
	expect(monthOf('2026-11-01T06:59:59Z', 'America/Los_Angeles')).toBe('2026-10');
	expect(monthOf('2026-11-01T07:00:00Z', 'America/Los_Angeles')).toBe('2026-11');
	expect(monthOf('2026-10-31T18:14:59Z', 'Asia/Kathmandu')).toBe('2026-10');
	expect(monthOf('2026-10-31T18:15:00Z', 'Asia/Kathmandu')).toBe('2026-11');
	expect(monthOf('', 'America/Los_Angeles')).toBe('');
	expect(() => totalsOfItems([], 'America/Nowhere')).toThrow(RangeError);
});

test('lines that were left out, or an item that was changed, give no totals', async () => {
	const items = await itemsOf('demo/settlement.txt');
	const without = items.map((item) => ({ ...item, lines: [] }));
	expect(totalsOfItems(without, 'UTC')).toEqual({
		reason: expect.stringMatching(/^(Order|Refund) 111-\d{7}-\d{7} has no lines$/),
	});
	const [first, ...others] = items;
	const amounts = { ...first.amounts, tax: first.amounts.tax + 0.01 };
	expect(totalsOfItems([{ ...first, amounts }, ...others], 'UTC')).toEqual({
		reason: expect.stringContaining('do not add up to its amounts'),
	});
});
