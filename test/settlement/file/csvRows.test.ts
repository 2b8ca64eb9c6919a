// Delimited text with quoting: RFC 4180 files come back as they were written, and a damaged quote never
// costs more than its own row.
import { fc } from '../../support/fastCheck';
import type { Delimiter } from '../../../nodes/shared/settlement/file/csvRows';
import { readCsvRows } from '../../../nodes/shared/settlement/file/csvRows';
import { parse } from 'csv-parse/sync';

const rowsOf = (text: string | Buffer, delimiter: Delimiter = ',') =>
	[...readCsvRows(Buffer.from(text as string), delimiter)].map(({ number, cells }) => [
		number,
		cells,
	]);

it.each([
	['commas', ',', 'a,b\nc,d\n'],
	['semicolons', ';', 'a;b\r\nc;d\r\n'],
	['tabs', '\t', 'a\tb\rc\td\r'],
	['no line end at the end', ',', 'a,b\nc,d'],
	['every cell quoted', ',', '"a","b"\n"c","d"\n'],
	['a byte order mark before a quote', ',', '\ufeff"a","b"\nc,d\n'],
	['padded cells', ',', ' a,b \n" c",d\n'],
] as const)('rows are read with %s', (_, delimiter, text) => {
	expect(rowsOf(text, delimiter)).toEqual([
		[1, ['a', 'b']],
		[2, ['c', 'd']],
	]);
});

it('a quoted cell may hold the delimiter, doubled quotes and line ends, which count as lines', () => {
	const text = 'a,"1,5"\r\n"12"" PIPE","two\r\nlines\nmore"\r\n\r\nlast,\r\n';
	expect(rowsOf(text)).toEqual([
		[1, ['a', '1,5']],
		[2, ['12" PIPE', 'two\r\nlines\nmore']],
		[6, ['last', '']],
	]);
	const [, second] = readCsvRows(Buffer.from(text), ',');
	expect([second.lastLine, second.text()]).toEqual([4, '"12"" PIPE","two\r\nlines\nmore"']);
});

it('blank rows, and rows of empty cells, are counted but not given', () => {
	expect(rowsOf('\n,,\na,b,c\n  ,"",\nd,e,f')).toEqual([
		[3, ['a', 'b', 'c']],
		[5, ['d', 'e', 'f']],
	]);
});

describe('a stray quote', () => {
	it('inside a cell is a letter', () => {
		expect(rowsOf('12" PIPE,1\nHOSE 3/4",2\n')).toEqual([
			[1, ['12" PIPE', '1']],
			[2, ['HOSE 3/4"', '2']],
		]);
	});

	it('that stays open costs no other row', () => {
		expect(rowsOf('a,1\n"12 PIPE,2\n"b,c",3\nd,4')).toEqual([
			[1, ['a', '1']],
			[2, ['"12 PIPE', '2']],
			[3, ['b,c', '3']],
			[4, ['d', '4']],
		]);
	});

	it('that a later row closes does not swallow the rows between', () => {
		expect(rowsOf('a,1,x\nb,"2,x\nc,3,x\nd,"4",x\ne,5,x\n')).toEqual([
			[1, ['a', '1', 'x']],
			[2, ['b', '"2', 'x']],
			[3, ['c', '3', 'x']],
			[4, ['d', '4', 'x']],
			[5, ['e', '5', 'x']],
		]);
	});

	it('that another stray quote closes does not make one row of two', () => {
		expect(rowsOf('21,"12 PIPE,1\n21,"14 PIPE,2\n21,"A,3\n21,"B",4')).toEqual([
			[1, ['21', '"12 PIPE', '1']],
			[2, ['21', '"14 PIPE', '2']],
			[3, ['21', '"A', '3']],
			[4, ['21', 'B', '4']],
		]);
	});

	it('at the end of a cut file leaves the row short', () => {
		expect(rowsOf('a,1,x\nb,2,"cut o')).toEqual([
			[1, ['a', '1', 'x']],
			[2, ['b', '2', '"cut o']],
		]);
	});
});

it('rows tell whether they are UTF-8, and are Latin-1 where they are not', () => {
	const file = Buffer.concat([
		Buffer.from('caf\u00e9,1\n'),
		Buffer.from('caf\u00e9,2\n', 'latin1'),
	]);
	const rows = [...readCsvRows(file, ',')];
	expect(rows.map(({ cells, isUtf8, sawUtf8 }) => [cells[0], isUtf8, sawUtf8])).toEqual([
		['caf\u00e9', true, true],
		['caf\u00e9', false, true],
	]);
	expect(rows[1].text()).toBe('caf\u00e9\t2');
});

const cell = fc.string({
	unit: fc.constantFrom('a', '7', 'é', '湯', '"', ' ', ',', ';', '\t', '\n', '\r\n', '.'),
	maxLength: 8,
});
/** A row starts with what no other cell holds, as settlement rows do. */
const numbered = (rows: string[][]) => rows.map((cells, i) => [`R${i}`, ...cells]);
const quoted = (text: string) => `"${text.replace(/"/g, '""')}"`;

it('whatever is written with every cell quoted is read back, with the lines it stands on', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }).map(numbered),
			fc.constantFrom(',', ';', '\t'),
			fc.constantFrom('\n', '\r\n'),
			(rows, delimiter, newline) => {
				let line = 1;
				const expected = rows.map((cells) => {
					const number = line;
					line += 1 + cells.join('').replace(/[^\n]/g, '').length;
					return [number, cells.map((each) => each.trim())] as const;
				});
				const text = rows.map((cells) => cells.map(quoted).join(delimiter) + newline).join('');
				expect(rowsOf(text, delimiter as Delimiter)).toEqual(expected);
			},
		),
		{ numRuns: 300 },
	);
});

it('whatever is written with quotes where needed is what csv-parse reads of the whole file', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 12 }).map(numbered),
			fc.constantFrom(',', ';', '\t'),
			(rows, delimiter) => {
				const needed = (text: string) =>
					/["\r\n]/.test(text) || text.includes(delimiter) ? quoted(text) : text;
				const text = rows.map((cells) => `${cells.map(needed).join(delimiter)}\n`).join('');
				const expected = parse(text, { delimiter, record_delimiter: '\n' }) as string[][];
				expect(rowsOf(text, delimiter as Delimiter).map(([, cells]) => cells)).toEqual(
					expected.map((cells) => cells.map((each) => each.trim())),
				);
			},
		),
		{ numRuns: 300 },
	);
});
