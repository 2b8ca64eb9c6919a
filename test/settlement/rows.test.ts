// Bytes to rows: every line end, any chunk border, and the same cells as csv-parse.
import fc from 'fast-check';
import { parse } from '../../nodes/shared/vendor';
import { readRows } from '../../nodes/shared/settlement/rows';
import { cut } from './writeReport';

interface Taken {
	number: number;
	cells: string[];
}

async function rowsOf(chunks: Uint8Array[]): Promise<Taken[]> {
	const rows: Taken[] = [];
	await readRows(chunks, ({ number, cells }) => rows.push({ number, cells: [...cells] }));
	return rows;
}

const bytes = (text: string) => [Buffer.from(text, 'utf8')];

describe('rows', () => {
	it.each([
		['LF', 'a\tb\nc\td\n'],
		['CRLF', 'a\tb\r\nc\td\r\n'],
		['CR', 'a\tb\rc\td\r'],
		['no line end at the end', 'a\tb\nc\td'],
		['a byte order mark', '\ufeffa\tb\nc\td\n'],
		['padded cells', ' a\tb  \n c \td\n'],
	])('are read with %s', async (_, text) => {
		expect(await rowsOf(bytes(text))).toEqual([
			{ number: 1, cells: ['a', 'b'] },
			{ number: 2, cells: ['c', 'd'] },
		]);
	});

	it('count blank lines but do not give them', async () => {
		const rows = await rowsOf(bytes('\na\n   \n\t\t\nb\n\n'));
		expect(rows).toEqual([
			{ number: 2, cells: ['a'] },
			{ number: 5, cells: ['b'] },
		]);
	});

	it('keep quotes as letters', async () => {
		const [row] = await rowsOf(bytes('"12" PIPE\t"\t""\n'));
		expect(row.cells).toEqual(['"12" PIPE', '"', '""']);
	});

	it('tell bytes that are not UTF-8 instead of replacing them', async () => {
		const told: Array<[boolean, string]> = [];
		const file = Buffer.from([0x63, 0xe9, 0x0a, 0x63, 0xc3, 0xa9, 0x0a]);
		await readRows([file], (row) => told.push([row.isUtf8, row.text()]));
		expect(told).toEqual([
			[false, 'c\u00e9'],
			[true, 'c\u00e9'],
		]);
	});

	it('do not gather up a file without line ends', async () => {
		const endless = Array.from({ length: 40 }, () => Buffer.alloc(65536, 120));
		await expect(rowsOf(endless)).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
	});

	const text = fc.string({
		unit: fc.constantFrom('a', 'b', 'é', '湯', '😀', '"', ' ', '\t', '\t', '\n', '\r\n', '\r'),
		maxLength: 80,
	});

	it('are the cells of csv-parse, wherever the chunks end', async () => {
		await fc.assert(
			fc.asyncProperty(text, fc.array(fc.nat(), { maxLength: 8 }), async (content, places) => {
				const expected = (
					parse(content, {
						delimiter: '\t',
						record_delimiter: ['\r\n', '\n', '\r'],
						quote: false,
						relax_column_count: true,
					}) as string[][]
				)
					.map((cells) => cells.map((cell) => cell.replace(/^ +| +$/g, '')))
					.filter((cells) => cells.some((cell) => cell !== ''));
				const rows = await rowsOf(cut(Buffer.from(content, 'utf8'), places));
				expect(rows.map(({ cells }) => cells)).toEqual(expected);
			}),
			{ numRuns: 500 },
		);
	});
});
