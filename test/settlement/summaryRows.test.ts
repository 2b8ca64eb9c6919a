// What the summary rows tell of the file: none, the same one again, or the whole report twice.
import { readReport } from '../../nodes/shared/settlement/report/report';
import type { WrittenLine } from './writeReport';
import { PLAIN_STYLE, writeFile, writeRows } from './writeReport';

const ID = '21000000001';
const line = (cents: number, orderId = '111-0000001-0000001'): WrittenLine => ({
	cents,
	orderId,
	type: 'Order',
	marketplace: 'Amazon.com',
	sku: 'MUG',
	quantity: 1,
	amountType: 'ItemPrice',
	amountDescription: 'Principal',
	posted: [2026, 6, 3, 11, 2, 3],
});
const read = async (...parts: string[][]) => await readReport(parts.map((rows) => writeFile(rows)));

it('without a summary row the total is unknown, and said', async () => {
	const [, ...lines] = writeRows(ID, [line(1000)]);
	const { settlements, notes } = await read(lines);
	expect(settlements).toMatchObject([{ totalAmount: null, balanced: false, summaryRows: 0 }]);
	expect(notes).toEqual([
		`Settlement ${ID}: the file has no summary row for it, so its total is unknown`,
	]);
});

it('one that is repeated counts once, and is said', async () => {
	const [summary, ...lines] = writeRows(ID, [line(1000), line(-200)]);
	const { settlements, notes } = await read([summary, ...lines, summary]);
	expect(settlements).toMatchObject([{ totalAmount: 8_000, balanced: true, summaryRows: 2 }]);
	expect(notes).toEqual([
		`Settlement ${ID}: its summary row stands 2 times in the file, always the same; its total counts once`,
	]);
});

it.each([
	['with a total', [line(1000), line(-200)]],
	['whose total is zero, so that even twice it adds up', [line(1000), line(-1000, 'B')]],
])('a whole report %s is refused when the file holds it twice', async (_, lines) => {
	const rows = writeRows(ID, lines);
	await expect(read(rows, rows)).rejects.toMatchObject({
		code: 'SETTLEMENT_OUT_OF_BALANCE',
		message: `Settlement ${ID}: the file holds the whole report 2 times`,
		place: { settlementId: ID },
	});
});

it('several settlements in one file are told apart, each with its own total', async () => {
	const rows = [
		writeRows(ID, [line(1000)]),
		writeRows('21000000002', [line(-300)], PLAIN_STYLE, 'EUR'),
	];
	const { settlements, notes } = await read(...rows);
	expect(settlements).toMatchObject([
		{ settlementId: ID, totalAmount: 10_000, balanced: true, currency: 'USD' },
		{ settlementId: '21000000002', totalAmount: -3_000, balanced: true, currency: 'EUR' },
	]);
	expect(notes).toEqual([]);
});

it('identical lines alone are legal', async () => {
	const { settlements } = await read(writeRows(ID, [line(500), line(500), line(-500), line(-500)]));
	expect(settlements).toMatchObject([{ lines: 4, totalAmount: 0, balanced: true }]);
});
