// Bytes to rows: every line end, any chunk border, and the same cells as csv-parse.
import { fc } from '../../support/fastCheck';
import { readRows } from '../../../nodes/shared/settlement/file/rows';
import { parse } from 'csv-parse/sync';
import { cut } from '../writeReport';

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
		const file = Buffer.from([0x63, 0xe9, 0x0a, 0x63, 0xe9, 0x0a, 0x63, 0xc3, 0xa9, 0x0a]);
		await readRows([file], (row) => told.push([row.isUtf8, row.text()]));
		expect(told).toEqual([
			[false, 'c\u00e9'],
			[false, 'c\u00e9'],
			[true, 'c\u00e9'],
		]);
	});

	it('never take a cell for another one that is nearly the same', async () => {
		const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
		const cells = letters.flatMap((a) =>
			letters.flatMap((b) => [`${a}${b}`, `${a}\0${b}`, `${a}\0\0${b}`]),
		);
		expect((await rowsOf(bytes(cells.join('\t')))).map((row) => row.cells)).toEqual([cells]);
	});

	it('do not gather up a file without line ends', async () => {
		const endless = Array.from({ length: 40 }, () => Buffer.alloc(65536, 120));
		await expect(rowsOf(endless)).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
	});

	const text = fc.string({
		unit: fc.constantFrom('a', 'b', 'é', '湯', '😀', '"', ' ', '\t', '\t', '\n', '\r\n', '\r'),
		maxLength: 80,
	});

	/** Rows as reports have them: cells of any length that mostly repeat the row above. */
	const cell = fc.constantFrom(
		'',
		' ',
		'7',
		'Tax',
		'Tax\0',
		'Tax\u0001',
		'="7"',
		"'7",
		'\u00a0Tax\u2007',
		'Order',
		'ItemPrice',
		'111-0000001-0000001',
		'111-0000001-0000002',
		'Order ',
		'Näw “label”',
		'x'.repeat(64),
		'x'.repeat(65),
		`${'x'.repeat(63)}y`,
		'湯呑',
	);
	const change = fc.record({ at: fc.nat(9), cell, isLast: fc.boolean() });
	const report = fc
		.tuple(
			fc.array(cell, { minLength: 1, maxLength: 10 }),
			fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 12 }),
			fc.constantFrom('\n', '\r\n', '\r'),
		)
		.map(([first, changes, newline]) => {
			const rows = [first];
			for (const some of changes) {
				const row = [...rows[rows.length - 1]];
				for (const { at, cell: other, isLast } of some) {
					row[Math.min(at, row.length)] = other;
					row.length = isLast ? Math.min(at, row.length - 1) + 1 : row.length;
				}
				rows.push(row);
			}
			return rows.map((cells) => cells.join('\t')).join(newline);
		});

	/** Written apart from the reader, by regular expressions. */
	const BLANKS = String.raw`[\s\0\x1a\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064]`;
	const trim = (cell: string) =>
		cell.replace(new RegExp(`^${BLANKS}+`, 'u'), '').replace(new RegExp(`${BLANKS}+$`, 'u'), '');
	const bare = (cell: string) => {
		const [, quoted] = /^="(.+)"$/s.exec(trim(cell)) ?? [];
		return trim(quoted ?? trim(cell).replace(/^'/, ''));
	};

	it('are the cells of csv-parse, wherever the chunks end', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(text, report),
				fc.array(fc.nat(), { maxLength: 8 }),
				async (content, places) => {
					const expected = (
						parse(content, {
							delimiter: '\t',
							record_delimiter: ['\r\n', '\n', '\r'],
							quote: false,
							relax_column_count: true,
						}) as string[][]
					)
						.map((cells, i) => ({
							number: i + 1,
							cells: cells.map(bare),
						}))
						.filter(({ cells }) => cells.some((each) => each !== ''));
					expect(await rowsOf(cut(Buffer.from(content, 'utf8'), places))).toEqual(expected);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('tell which cells may differ from the row before, wherever the chunks end', async () => {
		const places = fc.array(fc.nat(), { maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(fc.oneof(text, report), places, async (content, cuts) => {
				const rows = content
					.split(/\r\n|\n|\r/)
					.map((row) => row.split('\t').map((each) => each.replace(/^ +| +$/g, '')));
				await readRows(cut(Buffer.from(content, 'utf8'), cuts), ({ number, changed }) => {
					const [above, here] = [rows[number - 2] ?? [], rows[number - 1]];
					const differing = here.filter((each, i) => each !== above[i]);
					const told = here.filter((_, i) => (changed & (1 << i)) !== 0);
					expect(told).toEqual(expect.arrayContaining(differing));
					expect(here.length >= above.length || changed === -1).toBe(true);
				});
			}),
			{ numRuns: 1000 },
		);
	});

	it('tell of every cell beyond the bits that it may differ', async () => {
		const told: number[] = [];
		const cells = Array.from({ length: 40 }, (_, i) => String(i));
		const other = cells.map((cell, i) => (i === 35 ? 'x' : cell));
		const content = [cells, cells, other].map((row) => `${row.join('\t')}\n`).join('');
		await readRows(bytes(content), ({ changed }) => told.push(changed));
		expect(told).toEqual([-1, 0, 1 << 31]);
	});

	it('are the same from a file in one chunk, longer than the room it is read in', async () => {
		const lines = Array.from({ length: 60_000 }, (_, i) => `Order\t111-${i}\tPrincipal\t${i % 7}`);
		const rows = await rowsOf(bytes(lines.join('\r\n')));
		expect(rows.map(({ cells }) => cells.join('\t'))).toEqual(lines);
		expect(rows[59_999].number).toBe(60_000);
	});
});
