// Cells in quotes: the same as csv-parse cuts them, sound or broken, up to the first quote that stays open.
import { fc } from '../../support/fastCheck';
import { cutQuoted } from '../../../nodes/shared/settlement/file/cutQuoted';
import { parse } from 'csv-parse/sync';

/** What csv-parse cuts, row by row; it stops with an error where a quote is open at the end, or out of place. */
function byCsvParse(text: string, delimiter: string, mayBeStray: boolean) {
	const rows: Array<{ cells: string[]; length: number }> = [];
	try {
		parse(Buffer.from(text, 'latin1'), {
			delimiter,
			encoding: 'latin1',
			record_delimiter: ['\r\n', '\n', '\r'],
			relax_column_count: true,
			relax_quotes: mayBeStray,
			on_record: (cells: string[], { bytes }: { bytes: number }) => {
				rows.push({ cells, length: bytes });
				return null;
			},
		});
		return { rows, isClosed: true };
	} catch {
		return { rows, isClosed: false };
	}
}

const text = fc.string({
	unit: fc.constantFrom('a', '"', '"', '""', ',', ',', '\t', ';', ' ', '\n', '\r\n', '\r', 'é'),
	maxLength: 40,
});

it.each([true, false])(
	'cuts any text as csv-parse does, stray quotes allowed: %s',
	(mayBeStray) => {
		fc.assert(
			fc.property(text, fc.constantFrom(',', ';', '\t'), (written, delimiter) => {
				expect(cutQuoted(written, delimiter, mayBeStray)).toEqual(
					byCsvParse(written, delimiter, mayBeStray),
				);
			}),
			{ numRuns: 3000 },
		);
	},
);

it.each([
	['a,"b,c",d\n', [['a', 'b,c', 'd']], true],
	[
		'"a""b",""\r\nc,',
		[
			['a"b', ''],
			['c', ''],
		],
		true,
	],
	['"a"b,12" c\n', [['"a"b', '12" c']], true],
	['"a\nb",c\n', [['a\nb', 'c']], true],
	['a\n"b\nc\n', [['a']], false],
	['', [], true],
] as const)('%j is cut into %j', (written, cells, isClosed) => {
	const cut = cutQuoted(written, ',');
	expect(cut.rows.map((row) => row.cells)).toEqual(cells);
	expect(cut.isClosed).toBe(isClosed);
});

it.each(['"a"b,c', 'a"b,c'])('%s has a quote out of place', (written) => {
	expect(cutQuoted(written, ',', false)).toEqual({ rows: [], isClosed: false });
});
