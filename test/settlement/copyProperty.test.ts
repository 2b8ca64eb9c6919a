// Laws of damaged copies: a settlement saved again by any program comes back with the same money, or
// with rows that say they are unreadable; and no further damage gives another total in silence.
import { fc } from '../support/fastCheck';
import type { Report } from '../../nodes/shared/settlement/report/report';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../support/node';
import { line, style } from './arbitrary';
import type { CopyStyle } from './writeCopy';
import { writeCopy } from './writeCopy';
import type { Style, WrittenLine } from './writeReport';
import { V2_COLUMNS, writeRows } from './writeReport';

const ID = '21000000001';
const copyStyle: fc.Arbitrary<CopyStyle> = fc
	.record({
		delimiter: fc.constantFrom(',', ';', '\t'),
		quotes: fc.constantFrom('where needed', 'everywhere'),
		newline: fc.constantFrom('\n', '\r\n'),
		bom: fc.boolean(),
	})
	// With tabs and Amazon's own header the quotes of a copy are letters: that is another law, below.
	.map((each) => (each.delimiter === '\t' ? { ...each, quotes: 'everywhere' } : each));

const rowsOf = (lines: WrittenLine[], someStyle: Style) => [
	V2_COLUMNS.join('\t'),
	...writeRows(ID, lines, someStyle, 'EUR'),
];
const millsOf = (lines: WrittenLine[]) => lines.reduce((sum, { cents }) => sum + cents * 10, 0);

/** Money and units of every transaction, whatever the order of its lines. */
const moneyOf = ({ settlements }: Report) =>
	settlements.flatMap(({ transactions }) =>
		transactions
			.map(({ key, netAmount, figures, quantity, lines }) => ({
				key,
				netAmount,
				figures,
				quantity,
				lines: lines.length,
			}))
			.sort((a, b) => (a.key < b.key ? -1 : 1)),
	);

const readOrRefusal = async (file: Buffer) =>
	await readReport([file]).catch((error: unknown) => error as Error);

/** The law of all laws here. */
function expectNothingSilent(read: Report | Error, mills: number): void {
	if (read instanceof Error) {
		expect(read.name).toBe('SettlementError');
		return;
	}
	const isSilent = read.unreadable.length === 0 && read.settlements.every((s) => s.balanced);
	const sum = read.settlements.reduce((total, { sumOfLines }) => total + sumOfLines, 0);
	expect(isSilent ? sum : mills).toBe(mills);
}

it('a copy in any style gives the money of the original', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { minLength: 1, maxLength: 20 }),
			style,
			copyStyle,
			async (lines, someStyle, someCopy) => {
				const rows = rowsOf(lines, someStyle);
				const original = await readReport([Buffer.from(`${rows.join('\n')}\n`)]);
				const copy = await readReport([writeCopy(rows, someCopy)]);
				expect(copy.unreadable).toEqual([]);
				expect(moneyOf(copy)).toEqual(moneyOf(original));
				expect(copy.settlements).toMatchObject([
					{ totalAmount: millsOf(lines), sumOfLines: millsOf(lines), lines: lines.length },
				]);
				expect(copy.settlements[0].contentHash).toBe(original.settlements[0].contentHash);
				expect(copy.notes.slice(1)).toEqual(original.notes);
			},
		),
		{ numRuns: 150 },
	);
});

it('saved as text with tabs, where the header looks like Amazon’s own, it gives the same money', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { minLength: 1, maxLength: 20 }),
			style,
			async (lines, someStyle) => {
				const copy = writeCopy(rowsOf(lines, someStyle), {
					delimiter: '\t',
					quotes: 'where needed',
					newline: '\r\n',
					bom: false,
				});
				const { settlements, unreadable } = await readReport([copy]);
				expect(unreadable).toEqual([]);
				expect(settlements).toMatchObject([{ sumOfLines: millsOf(lines), balanced: true }]);
			},
		),
		{ numRuns: 60 },
	);
});

/** What spreadsheets and editors do to rows. */
const damages: ReadonlyArray<(rows: string[], at: number) => string[]> = [
	// Dates in the way of a country, with a clock of twelve hours.
	(rows) =>
		rows.map((row) =>
			row.replace(/(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):\d\d UTC/g, '$2/$3/$1 $4:$5'),
		),
	(rows) =>
		rows.map((row) =>
			row.replace(/(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):\d\d UTC/g, '$3/$2/$1 $4:$5 AM'),
		),
	// Negative amounts in brackets.
	(rows) => rows.map((row) => row.replace(/\t-([\d.,]+)\t/g, '\t($1)\t')),
	// A number of an order or a settlement.
	(rows, at) => rows.map((row, i) => (i === at ? row.replace('111-000000', '1.11E+16') : row)),
	(rows, at) => rows.map((row, i) => (i === at ? row.replace(ID, '2.1E+10') : row)),
	// A line end inside a row, at any place.
	(rows, at) =>
		rows.map((row, i) => (i === at ? `${row.slice(0, at * 7)}\n${row.slice(at * 7)}` : row)),
	// A row lost, twice there, or short.
	(rows, at) => rows.filter((_, i) => i === 0 || i !== at),
	(rows, at) => rows.flatMap((row, i) => (i === at ? [row, row] : [row])),
	(rows, at) => rows.map((row, i) => (i === at ? row.replace(/\t*[^\t]*$/, '') : row)),
];

it('a damaged copy gives the same money, unreadable rows or a total that does not tie', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { minLength: 1, maxLength: 8 }),
			style,
			fc.option(copyStyle, { nil: undefined }),
			fc.array(fc.tuple(fc.constantFrom(...damages), fc.nat(9)), { minLength: 1, maxLength: 3 }),
			async (lines, someStyle, someCopy, harm) => {
				const rows = harm.reduce(
					(damaged, [damage, at]) => damage(damaged, at),
					rowsOf(lines, someStyle),
				);
				const file = someCopy ? writeCopy(rows, someCopy) : Buffer.from(rows.join('\n'));
				expectNothingSilent(await readOrRefusal(file), millsOf(lines));
			},
		),
		{ numRuns: 400 },
	);
});

it('a flipped byte of a copy gives the same money, unreadable rows or a total that does not tie', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(line, { minLength: 1, maxLength: 5 }),
			style,
			copyStyle,
			fc.nat(),
			fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('",;\t\n\r'))),
			async (lines, someStyle, someCopy, place, byte) => {
				const file = writeCopy(rowsOf(lines, someStyle), someCopy);
				file[place % file.length] = byte;
				expectNothingSilent(await readOrRefusal(file), millsOf(lines));
			},
		),
		{ numRuns: 600 },
	);
});

it.each(['v1-36-columns.txt', 'copy-v1-quoted-tabs.txt', 'settlement-xml.xml'])(
	'a flipped byte of %s gives the same money, unreadable rows or a total that does not tie',
	async (name) => {
		const original = fs.readFileSync(path.join(ROOT, 'test', 'reports', name));
		const [{ sumOfLines }] = (await readReport([original])).settlements;
		await fc.assert(
			fc.asyncProperty(
				fc.nat(original.length - 1),
				fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from('"\t\n09.-'))),
				async (place, byte) => {
					const file = Buffer.from(original);
					file[place] = byte;
					expectNothingSilent(await readOrRefusal(file), sumOfLines);
				},
			),
			{ numRuns: 200 },
		);
	},
);
