// Rows a careless copy damaged: what is certain is mended and said, all else is unreadable with its row
// and its reason, and the total never changes in silence.
import { requireBalance } from '../../nodes/shared/settlement/items/proof';
import { toSummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { EXCEL_STYLE, writeCopy } from './writeCopy';
import type { WrittenLine } from './writeReport';
import { PLAIN_STYLE, writeFile, writeRow, writeRows } from './writeReport';

const ID = '21000000001';
const LINE: WrittenLine = {
	cents: 1000,
	type: 'Order',
	orderId: '111-0000001-0000001',
	marketplace: 'Amazon.com',
	amountType: 'ItemPrice',
	amountDescription: 'Principal',
	sku: 'RED MUG',
	quantity: 1,
	posted: [2026, 6, 3, 11, 2, 3],
};
const readText = async (text: string | Buffer) => await readReport([Buffer.from(text as string)]);
const fileOf = (lines: WrittenLine[]) => writeFile(writeRows(ID, lines)).toString('utf8');
/** 10.00 - 2.50 = 7.50, in rows 3 and 4. */
const TWO = fileOf([LINE, { ...LINE, cents: -250, sku: 'BLUE MUG' }]);
const JOINED = 'Rows put together that a line end had broken in two';

describe('a row split by a line break inside a cell', () => {
	it.each([
		['in a text', TWO.replace('RED MUG', 'RED\nMUG')],
		['in a text, as CRLF', TWO.replace(/\n/g, '\r\n').replace('RED MUG', 'RED\r\nMUG')],
		['at the start of a cell', TWO.replace('\tRED MUG', '\t\nRED MUG')],
		['at the end of a cell', TWO.replace('RED MUG\t', 'RED MUG\n\t')],
		['in quotes', TWO.replace('\tRED MUG\t', '\t"RED\nMUG"\t')],
	])('is put together when the break is %s', async (where, text) => {
		const report = await readText(text);
		expect(report.unreadable).toEqual([]);
		expect(report.settlements).toMatchObject([{ lines: 2, sumOfLines: 7_500, balanced: true }]);
		const { lines } = report.settlements[0].transactions[0];
		const skus = lines.map(({ row, sku }) => `${row} ${sku.replace(/"/g, '')}`);
		expect(skus.sort()).toEqual(['3 RED MUG', '5 BLUE MUG']);
		expect(report.notes).toContain(`${JOINED}: 1 (row 3)`);
		const { proof, rows } = toSummaryItem(report, report.settlements[0], '');
		expect([proof.holds, rows]).toEqual([true, 4]);
	});

	it.each([
		['an amount', TWO.replace('10.00', '10\n.00'), 2],
		['an order id', TWO.replace('111-0000001-', '111-0000001-\n'), 2],
		['two cells', TWO.replace('RED MUG', 'RED\nMUG\nBIG'), 3],
		['a text, with a cell lost too', TWO.replace('RED MUG\t', 'RED\nMUG'), 2],
	])('is unreadable when the break is in %s', async (_, text, count) => {
		const { settlements, unreadable } = await readText(text);
		expect(unreadable.map(({ row }) => row)).toEqual([3, 4, 5].slice(0, count));
		expect(() => requireBalance(settlements[0], unreadable)).toThrow(/difference -10.00 USD/);
	});

	it('is not made of two rows that both lost cells', async () => {
		const cells = writeRow({ 'settlement-id': ID, amount: '5.00' }).split('\t');
		const short = [cells.slice(0, 12), [...cells.slice(0, 13)]].map((row) => row.join('\t'));
		const { unreadable } = await readText(`${TWO}${short.join('\n')}\n`);
		expect(unreadable.map(({ row }) => row)).toEqual([5, 6]);
	});

	it('is put together in a copy too, where the cell is in quotes', async () => {
		const rows = TWO.replace('RED MUG', 'RED / MUG').trim().split('\n');
		const text = writeCopy(rows).toString('utf8').replace('RED / MUG', '"RED\r\nMUG"');
		const { settlements, unreadable } = await readText(text);
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ lines: 2, balanced: true }]);
		expect(settlements[0].transactions[0].lines.map(({ row, sku }) => [row, sku])).toEqual([
			[3, 'RED MUG'],
			[5, 'BLUE MUG'],
		]);
	});
});

describe('blanks cut off the ends of rows by an editor', () => {
	const trimmed = TWO.replace(/\t+$/gm, '');

	it('are put back where all rows lack them, the summary row too', async () => {
		const { settlements, unreadable, notes } = await readText(trimmed);
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ lines: 2, sumOfLines: 7_500, balanced: true }]);
		expect(notes).toEqual([expect.stringMatching(/^Rows completed .*: 2 \(row 3, 4\)$/)]);
	});

	it.each([
		['another row ends with an empty cell', trimmed.replace(/BLUE MUG\t1$/m, 'BLUE MUG\t1\t'), [3]],
		[
			'the summary row has its empty cells',
			trimmed.replace(/USD$/m, `USD${'\t'.repeat(18)}`),
			[3, 4],
		],
		['a row has lost the tab before its units', trimmed.replace('RED MUG\t1', 'RED MUG 1'), [3]],
		['the file may be cut off in its last row', trimmed.trimEnd(), [4]],
		['a row lacks its dates too', trimmed.replace(/\tMUG|\t[^\t]*UTC.*RED.*$/m, ''), [3]],
	])('are not when %s', async (_, text, rows) => {
		const { settlements, unreadable } = await readText(text);
		expect(unreadable.map(({ row }) => row)).toEqual(rows);
		expect(settlements).toMatchObject([{ balanced: false }]);
	});
});

it('a lost tab is told with row and cell count, never guessed', async () => {
	const { settlements, unreadable } = await readText(TWO.replace('Principal\t', 'Principal '));
	expect(unreadable).toMatchObject([
		{ row: 3, reason: 'the row has 23 cells, the header 24', settlementId: ID },
	]);
	expect(settlements).toMatchObject([{ lines: 2, unreadable: 1, balanced: false }]);
});

describe('cells in quotes under a header of Amazon', () => {
	it('are read without them where a number stands in quotes too', async () => {
		const text = TWO.replace('10.00', '"1,000.00"')
			.replace('7.50', '"997.50"')
			.replace('RED MUG', '"12"" MUG"');
		const { settlements, unreadable, notes } = await readText(text);
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ sumOfLines: 997_500, balanced: true }]);
		expect(settlements[0].transactions[0].lines.map(({ sku }) => sku)).toEqual([
			'BLUE MUG',
			'12" MUG',
		]);
		expect(notes).toEqual([
			'Rows read without the quotes a spreadsheet had put around cells: 2 (row 2, 3)',
		]);
	});

	it('are letters everywhere else', async () => {
		const { settlements, notes } = await readText(TWO.replace('RED MUG', '"12"" MUG"'));
		expect(settlements[0].transactions[0].lines[0].sku).toBe('"12"" MUG"');
		expect(notes).toEqual([]);
	});
});

describe('ids a spreadsheet turned into numbers', () => {
	it.each([
		['order-id', '1.11E+16'],
		['shipment-id', '7,0E+13'],
		['adjustment-id', '1.42E+14'],
	] as const)(
		'%s: the row is unreadable, since nobody knows its transaction',
		async (column, id) => {
			const row = writeRow({
				'settlement-id': ID,
				'transaction-type': 'Order',
				'order-id': '111-0000001-0000001',
				'amount-type': 'ItemPrice',
				amount: '4.00',
				[column]: id,
			});
			const { settlements, unreadable } = await readText(TWO + row);
			expect(unreadable).toMatchObject([
				{
					row: 5,
					column,
					reason: `'${id}' was an id before a spreadsheet made a number of it; its last digits are lost`,
				},
			]);
			expect(settlements).toMatchObject([{ lines: 3, unreadable: 1, sumOfLines: 7_500 }]);
		},
	);

	it('of an item are counted and said, since no money hangs on them', async () => {
		const row = writeRow({
			'settlement-id': ID,
			'transaction-type': 'Order',
			amount: '0.00',
			'order-item-code': '7.0E+13',
			sku: '1.00E+05',
		});
		const { unreadable, notes } = await readText(TWO + row);
		expect(unreadable).toEqual([]);
		expect(notes).toEqual([
			expect.stringContaining('the order-item-code of 1 lines was turned into a number'),
			expect.stringContaining('the sku of 1 lines was turned into a number'),
		]);
	});

	it('as orders of 16 digits and more are said: they find no invoice', async () => {
		const text = TWO.replace(/111-0000001-0000001/g, '1211397397571528200');
		const { settlements, notes } = await readText(text);
		expect(settlements[0].balanced).toBe(true);
		expect(notes).toEqual([expect.stringContaining('1 transactions have an order-id')]);
	});

	const rounded = (text: string, row: number, id = '2.1E+10') =>
		text
			.split('\n')
			.map((each, i) => (i === row - 1 ? each.replace(/^\d+/, id) : each))
			.join('\n');

	it.each([
		['a line', 4, '2.1E+10'],
		['the summary row', 2, '2.1E+10'],
		['a line, with more digits', 3, '2.1000000E+10'],
	])('the settlement id of %s is told by the other rows', async (_, row, id) => {
		const { settlements, unreadable, notes } = await readText(rounded(TWO, row, id));
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ settlementId: ID, lines: 2, balanced: true }]);
		expect(notes).toEqual([expect.stringContaining(`: 1 (row ${row})`)]);
	});

	it.each([
		['it is another number', rounded(TWO, 4, '2.2E+10'), 4],
		[
			'the file holds two settlements',
			rounded(TWO, 4) + writeRows('21000000002', [LINE], PLAIN_STYLE).join('\n'),
			4,
		],
		['a row with it states another total', `${rounded(TWO, 4)}2.1E+10\t\t\t\t9.99\tUSD\n`, 4],
	])('the settlement id is not told when %s', async (_, text, row) => {
		const { settlements, unreadable } = await readText(text);
		expect(unreadable[0]).toMatchObject({ row, column: 'settlement-id' });
		expect(settlements[0]).toMatchObject({ balanced: false, sumOfLines: 10_000 });
	});

	it('a file without one whole settlement id is refused', async () => {
		await expect(readText(TWO.replace(/^21000000001/gm, '2.1E+10'))).rejects.toMatchObject({
			code: 'ROW_UNREADABLE',
			message: expect.stringContaining("'2.1E+10' was an id before a spreadsheet"),
		});
	});
});

describe('a file cut at its end', () => {
	it.each([
		['inside the last row', TWO.slice(0, -20), [4]],
		['between two rows', TWO.slice(0, TWO.lastIndexOf(`\n${ID}`) + 1), []],
	])('%s does not add up', async (_, text, rows) => {
		const { settlements, unreadable } = await readText(text);
		expect(unreadable.map(({ row }) => row)).toEqual(rows);
		expect(() => requireBalance(settlements[0], unreadable)).toThrow(
			'1 lines add up to 10.00 USD, but the report declares 7.50 USD (difference 2.50 USD)',
		);
	});

	it('as a copy does not add up either', async () => {
		const copy = writeCopy(TWO.trim().split('\n'), { ...EXCEL_STYLE, quotes: 'everywhere' });
		for (const lost of [3, 10, 30, 60]) {
			const { settlements, unreadable } = await readText(copy.subarray(0, copy.length - lost));
			expect(unreadable).toMatchObject([{ row: 4 }]);
			expect(settlements).toMatchObject([{ balanced: false, sumOfLines: 10_000 }]);
		}
	});
});

it('blanks around every cell change nothing', async () => {
	const padded = TWO.replace(/([^\t\n]*)(\t|\n)/g, '   $1  $2');
	const [one, other] = [await readText(TWO), await readText(padded)];
	expect(other.settlements).toEqual(one.settlements);
});
