// Whole reports, small ones: where the total comes from, what belongs together, what is doubtful.
import { requireBalance } from '../../nodes/shared/settlement/items/proof';
import { createLineHasher, hashContent } from '../../nodes/shared/settlement/lines/contentHash';
import type { Settlement } from '../../nodes/shared/settlement/lines/settlement';
import { noFacts } from '../../nodes/shared/settlement/lines/settlementFacts';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { noWords } from '../../nodes/shared/settlement/values/words';
import { fs, path, ROOT } from '../support/node';
import type { Cells, WrittenLine } from './writeReport';
import { PLAIN_STYLE, writeFile, writeRow, writeRows } from './writeReport';

const ID = '21000000001';
const LINE: WrittenLine = {
	cents: 1000,
	type: 'Order',
	orderId: '111-0000001-0000001',
	marketplace: 'Amazon.com',
	amountType: 'ItemPrice',
	amountDescription: 'Principal',
	sku: 'MUG',
	quantity: 1,
	posted: [2026, 6, 3, 11, 2, 3],
};

const readRowsOf = async (rows: string[]) => await readReport([writeFile(rows)]);
const read = async (lines: WrittenLine[]) => await readRowsOf(writeRows(ID, lines));

/** Rows with cells of one's own: a summary row of this total, then these lines. */
async function readCells(total: string, lines: Cells[], summary: Cells = {}) {
	const rows = lines.map((cells) =>
		writeRow({
			'settlement-id': ID,
			'transaction-type': 'Order',
			'amount-type': 'ItemPrice',
			...cells,
		}),
	);
	const first = { 'settlement-id': ID, 'total-amount': total, currency: 'USD', ...summary };
	return await readRowsOf([writeRow(first), ...rows]);
}

describe('the total', () => {
	const rows = writeRows(ID, [LINE, { ...LINE, cents: -250 }]);

	it.each([
		['first', rows],
		['last', [...rows.slice(1), rows[0]]],
		['repeated', [...rows, rows[0]]],
	])('is taken from a summary row that stands %s', async (_, ordered) => {
		const { settlements } = await readRowsOf(ordered);
		expect(settlements).toHaveLength(1);
		expect(settlements[0]).toMatchObject({
			currency: 'USD',
			startDate: '2026-06-01T07:12:44Z',
			depositDate: '2026-06-17T07:12:45Z',
			totalAmount: 7_500,
			sumOfLines: 7_500,
			balanced: true,
			lines: 2,
		});
	});

	it('repeated on every line is compared, never added up', async () => {
		const stated = { 'total-amount': '20.00', currency: 'USD', amount: '10.00' };
		const { settlements, unreadable } = await readCells('20.00', [stated, stated]);
		expect(settlements[0]).toMatchObject({ totalAmount: 20_000, balanced: true, summaryRows: 1 });
		expect(unreadable).toEqual([]);
	});

	it('stated otherwise by a later row makes that row unreadable', async () => {
		const { settlements, unreadable } = await readRowsOf([
			...rows,
			rows[0].replace('7.50', '9.50'),
		]);
		expect(unreadable).toMatchObject([{ row: 5, column: 'total-amount', settlementId: ID }]);
		expect(settlements[0]).toMatchObject({ totalAmount: 7_500, balanced: true, unreadable: 1 });
	});

	it('that is missing leaves the settlement unbalanced', async () => {
		const { settlements, unreadable } = await readRowsOf(rows.slice(1));
		expect(settlements[0]).toMatchObject({ totalAmount: null, difference: null, balanced: false });
		expect(() => requireBalance(settlements[0], unreadable)).toThrow(/declares no total amount/);
	});

	it('that the lines miss is refused with both numbers and the unreadable rows', async () => {
		const { settlements, unreadable } = await readRowsOf([
			rows[0],
			rows[1],
			rows[2].replace('-2.50', '-2.5O'),
		]);
		expect(() => requireBalance(settlements[0], unreadable)).toThrow(
			"Settlement 21000000001: 1 lines add up to 10.00 USD, but the report declares 7.50 USD (difference 2.50 USD). Likely cause: 1 unreadable rows (row 4: '-2.5O' is not an amount)",
		);
	});

	it('may be zero or negative', async () => {
		const [zero] = (await read([LINE, { ...LINE, cents: -1000 }])).settlements;
		const [negative] = (await read([{ ...LINE, cents: -32_169 }])).settlements;
		expect([zero.totalAmount, zero.balanced]).toEqual([0, true]);
		expect([negative.totalAmount, negative.balanced]).toEqual([-321_690, true]);
	});
});

describe('transactions', () => {
	it('gather lines that lie scattered, and keep identical ones', async () => {
		const other = { ...LINE, orderId: '111-0000002-0000002' };
		const { settlements } = await read([LINE, other, LINE, other, LINE]);
		expect(
			settlements[0].transactions.map(({ key, lines, quantity, netAmount }) => ({
				key,
				quantity,
				netAmount,
				lines: lines.length,
			})),
		).toEqual([
			{
				key: `${ID}|Order|111-0000001-0000001|||amazon.com`,
				quantity: 3,
				netAmount: 30_000,
				lines: 3,
			},
			{
				key: `${ID}|Order|111-0000002-0000002|||amazon.com`,
				quantity: 2,
				netAmount: 20_000,
				lines: 2,
			},
		]);
	});

	it('are kept apart by shipment and adjustment, not by the case of the marketplace', async () => {
		const cells = { 'order-id': 'A', amount: '1.00', 'marketplace-name': 'Amazon.com' };
		const { settlements } = await readCells('6.00', [
			{ ...cells, 'shipment-id': 'S1' },
			{ ...cells, 'shipment-id': 'S2' },
			{ ...cells, 'shipment-id': 'S1', 'marketplace-name': 'amazon.com' },
			{ ...cells, 'adjustment-id': 'J1', 'transaction-type': 'Refund' },
			{ ...cells, 'adjustment-id': 'J2', 'transaction-type': 'Refund' },
			{ ...cells, 'marketplace-name': 'Non-Amazon US', 'shipment-id': 'S1' },
		]);
		expect(settlements[0].transactions.map(({ key }) => key)).toEqual([
			`${ID}|Order|A|S1||amazon.com`,
			`${ID}|Order|A|S2||amazon.com`,
			`${ID}|Refund|A||J1|amazon.com`,
			`${ID}|Refund|A||J2|amazon.com`,
			`${ID}|Order|A|S1||non-amazon us`,
		]);
		expect(settlements[0].marketplaces).toEqual(['Amazon.com', 'Non-Amazon US']);
	});

	it('count units once and carry the earliest date', async () => {
		const fee = { ...LINE, amountType: 'ItemFees', amountDescription: 'Commission', cents: -150 };
		const { settlements } = await read([
			{ ...LINE, quantity: 2, posted: [2026, 6, 5, 0, 0, 0] },
			{ ...fee, quantity: 2, posted: [2026, 6, 4, 0, 0, 0] },
		]);
		const [transaction] = settlements[0].transactions;
		expect(transaction).toMatchObject({ quantity: 2, postedDate: '2026-06-04T00:00:00Z' });
		expect(transaction.figures).toMatchObject({ productCharges: 10_000, fees: -1_500 });
	});
});

describe('what one row cannot tell', () => {
	it('is told by the decimal mark of the others', async () => {
		const cells = [{ amount: '1.234' }, { amount: '5,05' }];
		const { settlements } = await readCells('1239,05', cells);
		expect(settlements[0]).toMatchObject({ sumOfLines: 1_239_050, balanced: true });
	});

	it('is told by the total when the file uses both marks', async () => {
		const cells = [{ amount: '1.234' }, { amount: '5,05' }, { amount: '5.05' }];
		const { settlements } = await readCells('1244.10', cells);
		expect(settlements[0]).toMatchObject({ sumOfLines: 1_244_100, balanced: true, unreadable: 0 });
	});

	it('makes the row unreadable when nothing tells', async () => {
		const { settlements, unreadable } = await readCells('7', [
			{ amount: '1.234' },
			{ amount: '5' },
		]);
		expect(unreadable).toMatchObject([{ row: 3, column: 'amount' }]);
		expect(settlements[0]).toMatchObject({ lines: 2, unreadable: 1, balanced: false });
	});

	it('is told by the other dates of the file', async () => {
		const dated = (date: string) => ({ amount: '1.00', 'posted-date': date });
		const { settlements } = await readCells('2.00', [dated('09/06/25'), dated('25/06/25')]);
		const dates = settlements[0].transactions[0].lines.map(({ row, postedDate }) => [
			row,
			postedDate,
		]);
		expect(dates).toContainEqual([3, '2025-06-09T00:00:00Z']);
		const open = await readCells('1.00', [dated('09/06/25'), { amount: '1.00' }]);
		expect(open.unreadable).toMatchObject([{ row: 3, column: 'posted-date' }]);
	});
});

describe('a row is unreadable', () => {
	it.each([
		['a cell too few', `${ID}\t\t\t\t\t\tOrder\t111`, '', '8 cells, the header 24'],
		['no settlement id', writeRow({ amount: '1.00' }), 'settlement-id', 'empty'],
		[
			'a damaged settlement id',
			writeRow({ 'settlement-id': '2.1E+10' }),
			'settlement-id',
			'2.1E+10',
		],
		['no amount', writeRow({ 'settlement-id': ID, 'order-id': '111' }), 'amount', 'empty'],
		[
			'units that are none',
			writeRow({ 'settlement-id': ID, amount: '1.00', 'quantity-purchased': 'x' }),
			'quantity-purchased',
			"'x'",
		],
		[
			'another currency',
			writeRow({ 'settlement-id': ID, amount: '1.00', currency: 'EUR' }),
			'currency',
			'another currency',
		],
	])('with %s', async (_, row, column, reason) => {
		const { unreadable, settlements } = await readRowsOf([...writeRows(ID, [LINE]), row]);
		expect(unreadable).toEqual([
			{ row: 4, column, reason: expect.stringContaining(reason), text: row, settlementId: ID },
		]);
		expect(settlements).toMatchObject([{ lines: 2, unreadable: 1, sumOfLines: 10_000 }]);
	});

	it('and a report of nothing else is refused', async () => {
		await expect(readRowsOf([])).rejects.toMatchObject({ code: 'ROW_UNREADABLE' });
		await expect(readRowsOf(['1\t2\t3'])).rejects.toMatchObject({
			code: 'ROW_UNREADABLE',
			message: 'None of the 1 rows could be read; row 2: the row has 3 cells, the header 24',
		});
	});
});

it('an amount finer than its currency is refused', async () => {
	const cells = [{ amount: '12.50' }];
	await expect(readCells('12.50', cells, { currency: 'JPY' })).rejects.toThrow(
		'Row 3: 12.5 has more decimals than JPY',
	);
});

describe('the content hash', () => {
	const hashOf = ({ settlements }: { settlements: Settlement[] }) => settlements[0].contentHash;
	const second = { ...LINE, cents: -99, amountDescription: 'Shipping' };

	it('does not depend on row order, line ends, dates or decimals', async () => {
		const plain = hashOf(await read([LINE, second]));
		const style = {
			dates: 'dots',
			decimal: ',',
			thousands: true,
			newline: '\r\n',
			bom: true,
		} as const;
		const [summary, ...lines] = writeRows(ID, [LINE, second], style);
		expect(hashOf(await readReport([writeFile([...lines.reverse(), summary], style)]))).toBe(plain);
		expect(plain).toMatch(/^[0-9a-f]{64}$/);
	});

	it.each([
		['an amount', [{ ...LINE, cents: 1001 }, second]],
		['a line more', [LINE, second, { ...LINE, cents: 0 }]],
		['a label', [LINE, { ...second, amountDescription: 'Tax' }]],
		['an order', [{ ...LINE, orderId: '111-0000009-0000009' }, second]],
		['a SKU', [{ ...LINE, sku: 'MUG-2' }, second]],
		[
			'which line has which amount',
			[
				{ ...LINE, cents: -99 },
				{ ...second, cents: 1000 },
			],
		],
		['how often a line stands there', [LINE, second, LINE, second]],
		[
			'which column holds a text',
			[{ ...LINE, amountType: 'Principal', amountDescription: 'ItemPrice' }, second],
		],
	])('depends on %s', async (_, lines) => {
		expect(hashOf(await read(lines))).not.toBe(hashOf(await read([LINE, second])));
	});

	it.each(['sku', 'orderId', 'quantity', 'posted'] as const)(
		'depends on which line has which %s',
		async (column) => {
			const other = { sku: 'B', orderId: '111-2', quantity: 7, posted: [2026, 6, 9, 0, 0, 0] };
			const [mine, yours] = [{ [column]: LINE[column] }, { [column]: other[column] }];
			const one = await read([
				{ ...LINE, ...mine },
				{ ...second, ...yours },
			]);
			const swapped = await read([
				{ ...LINE, ...yours },
				{ ...second, ...mine },
			]);
			expect(hashOf(one)).not.toBe(hashOf(swapped));
		},
	);

	it('is another for each of ten thousand SKUs', async () => {
		const [settlement] = (await read([LINE])).settlements;
		const [transaction] = settlement.transactions;
		const [meaning] = settlement.totals.keys();
		const { row, ...details } = transaction.lines[0];
		const hashLine = createLineHasher();
		const hashes = Array.from({ length: 10_000 }, (_, i) => {
			const lineHash = noWords();
			const line = {
				row,
				amount: 10_000,
				meaning,
				details: { ...details, postedDay: '', lostIds: [] },
			};
			hashLine(lineHash, { ...line, details: { ...line.details, sku: `SKU-${i}` } });
			return hashContent(
				{ ...noFacts(), settlementId: ID },
				new Map([[transaction.key, { ...transaction, lineHash }]]),
			);
		});
		expect(new Set(hashes).size).toBe(10_000);
	});

	it('is what earlier versions wrote into NetSuite', async () => {
		const hashesOf = async (name: string) => {
			const file = fs.readFileSync(path.join(ROOT, 'test', 'reports', `${name}.txt`));
			return (await readReport([file])).settlements.map(({ contentHash }) => contentHash);
		};
		// As version 0.1 made them: never to be written anew, or settlements imported then would all
		// look changed.
		expect(await hashesOf('us-basic')).toEqual([
			'809b10611cb351abce71d21668ee4feea6953b4fa972f93324dbd21b19eabdde',
		]);
		expect(await hashesOf('two-settlements')).toEqual([
			'12ad6c46e2f06f6335d1e5c689d726613d88a4313bab0c87ae355c51860ee046',
			'dac7636b63a5c39aa782e59d430fd4548a8747490356902aafe6563cf2db06a7',
		]);
	});

	it('belongs to the settlement alone', async () => {
		const rows = [...writeRows(ID, [LINE], PLAIN_STYLE), ...writeRows('22', [second], PLAIN_STYLE)];
		const both = await readRowsOf(rows);
		expect(both.settlements.map(({ contentHash }) => contentHash)).toEqual([
			hashOf(await read([LINE])),
			hashOf(await readRowsOf(writeRows('22', [second]))),
		]);
	});
});
