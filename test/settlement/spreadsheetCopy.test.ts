// Reports that a spreadsheet saved again: told from Amazon's own for certain, read to the cent, and
// what was done is said.
import { copyDelimiter } from '../../nodes/shared/settlement/formats/spreadsheetCopy';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../support/node';
import type { CopyStyle } from './writeCopy';
import { EXCEL_STYLE, writeCopy } from './writeCopy';
import type { Cells } from './writeReport';
import { V2_COLUMNS, writeRow } from './writeReport';

const ID = '21000000001';
const HEADER = V2_COLUMNS.join('\t');
const SUMMARY: Cells = {
	'settlement-id': ID,
	'settlement-start-date': '2026-06-01 07:12:44 UTC',
	'settlement-end-date': '2026-06-15 07:12:45 UTC',
	'deposit-date': '2026-06-17 07:12:45 UTC',
	'total-amount': '17.05',
	currency: 'USD',
};
const line = (cells: Cells): Cells => ({
	'settlement-id': ID,
	'transaction-type': 'Order',
	'order-id': '111-0000001-0000001',
	'marketplace-name': 'Amazon.com',
	'amount-type': 'ItemPrice',
	'amount-description': 'Principal',
	'posted-date-time': '2026-06-03 11:02:03 UTC',
	sku: '12" PIPE, blue',
	'quantity-purchased': '1',
	...cells,
});
/** 20.00 - 2.95 = 17.05 */
const LINES = [
	line({ amount: '20.00' }),
	line({ 'amount-type': 'ItemFees', 'amount-description': 'Commission', amount: '-2.95' }),
];
const rowsOf = (lines: Cells[], summary: Cells = SUMMARY) => [
	HEADER,
	...[summary, ...lines].map((cells) => writeRow(cells)),
];
const read = async (rows: string[], style: Partial<CopyStyle> = {}) =>
	await readReport([writeCopy(rows, { ...EXCEL_STYLE, ...style })]);

describe.each([',', ';', '\t'] as const)('cells between %j', (delimiter) => {
	it.each(['where needed', 'everywhere'] as const)('and in quotes %s', async (quotes) => {
		for (const bom of [false, true]) {
			const rows = quotes === 'where needed' && delimiter === '\t' ? undefined : rowsOf(LINES);
			const { format, settlements, unreadable, notes } = await read(rows ?? rowsOf(LINES), {
				delimiter,
				quotes,
				bom,
			});
			expect([format, unreadable]).toEqual(['Flat File V2', []]);
			expect(settlements).toMatchObject([
				{ lines: 2, totalAmount: 17_050, sumOfLines: 17_050, balanced: true, currency: 'USD' },
			]);
			const isOriginal = rows === undefined;
			expect(notes.some((note) => note.includes('not as Amazon delivered it'))).toBe(!isOriginal);
			const [sku] = settlements[0].transactions[0].lines.map((each) => each.sku);
			// Amazon's header, so quotes are letters, as Amazon means them.
			expect(sku).toBe(isOriginal ? '"12"" PIPE, blue"' : '12" PIPE, blue');
		}
	});
});

it('an original stays one, whatever quotes its cells have', () => {
	const row = writeRow(line({ sku: '"A","B";"C"' }));
	expect(copyDelimiter(Buffer.from(`${HEADER}\n${row}\n`))).toBeUndefined();
	expect(copyDelimiter(Buffer.from('Dear accountant, hello; "there"\n'))).toBeUndefined();
	expect(copyDelimiter(Buffer.from(`\n\n${HEADER.replace(/\t/g, ';')}`))).toBe(';');
});

it('amounts re-written with thousands marks and brackets are read', async () => {
	const us = [line({ amount: '1,234.56' }), line({ amount: '(12.34)' })];
	const german = [line({ amount: '1.234,56' }), line({ amount: '-12,34' })];
	const summary = { ...SUMMARY, 'total-amount': '1,222.22' };
	const [first] = (await read(rowsOf(us, summary))).settlements;
	expect(first).toMatchObject({ sumOfLines: 1_222_220, balanced: true });
	const other = { ...SUMMARY, 'total-amount': '1.222,22' };
	const [second] = (await read(rowsOf(german, other), { delimiter: ';' })).settlements;
	expect(second).toMatchObject({ sumOfLines: 1_222_220, balanced: true });
});

it.each([
	['1.2E+3', "'1.2E+3' is not an amount"],
	['$12.34', "'$12.34' is not an amount"],
	['Mai 45', "'Mai 45' is not an amount"],
	['12\n.34', 'a line end stands inside the amount'],
])('an amount that became %j is unreadable and the total does not tie', async (amount, reason) => {
	const text = writeCopy([...rowsOf(LINES), writeRow(line({ amount: 'HERE' }))])
		.toString('utf8')
		.replace('HERE', amount.includes('\n') ? `"${amount}"` : amount);
	const { settlements, unreadable } = await readReport([Buffer.from(text)]);
	expect(unreadable).toMatchObject([{ row: 5, column: 'amount', reason }]);
	expect(settlements).toMatchObject([{ lines: 3, unreadable: 1 }]);
});

describe('dates re-written by a spreadsheet', () => {
	const dated = (...dates: string[]) =>
		dates.map((date) => line({ amount: '1.00', 'posted-date-time': '', 'posted-date': date }));
	const days = async (...dates: string[]) => {
		const rows = rowsOf(dated(...dates), { ...SUMMARY, 'total-amount': String(dates.length) });
		const { settlements, unreadable } = await read(rows);
		const lines = settlements.flatMap(({ transactions }) => transactions).flatMap((t) => t.lines);
		const sorted = [...lines].sort((a, b) => a.row - b.row);
		return { days: sorted.map(({ postedDate }) => postedDate), unreadable };
	};

	it('are read where another date tells which part is the month', async () => {
		expect((await days('9/6/2025 4:24', '9/25/2025 16:05')).days).toEqual([
			'2025-09-06T04:24:00Z',
			'2025-09-25T16:05:00Z',
		]);
		expect((await days('9/6/2025 4:24', '25/9/2025 16:05')).days).toEqual([
			'2025-06-09T04:24:00Z',
			'2025-09-25T16:05:00Z',
		]);
	});

	it('may say AM and PM', async () => {
		expect(
			(await days('9/6/2025 4:24:09 AM', '9/25/2025 12:05 AM', '9/25/25 12:05 pm')).days,
		).toEqual(['2025-09-06T04:24:09Z', '2025-09-25T00:05:00Z', '2025-09-25T12:05:00Z']);
		expect((await days('9/25/2025 13:05 PM', '9/25/2025')).unreadable).toMatchObject([
			{ row: 3, reason: "'9/25/2025 13:05 PM' is not a date" },
		]);
	});

	it('may have lost their zone only', async () => {
		expect((await days('2025-06-09 04:24:00')).days).toEqual(['2025-06-09T04:24:00Z']);
	});

	it('are unreadable where nothing tells, or the file tells both', async () => {
		expect((await days('9/6/2025 4:24')).unreadable).toHaveLength(1);
		expect((await days('9/6/2025', '25/9/2025', '9/25/2025')).unreadable).toMatchObject([
			{ row: 3, column: 'posted-date', reason: expect.stringContaining('day or month first') },
		]);
	});
});

it('empty cells left out at the end of a row are added, and said', async () => {
	const rows = rowsOf(LINES).map((row, i) => (i === 2 ? row.replace(/\t1\t$/, '\t1') : row));
	const { settlements, unreadable, notes } = await read(rows);
	expect(unreadable).toEqual([]);
	expect(settlements).toMatchObject([{ lines: 2, balanced: true }]);
	expect(notes).toContain(
		'Rows completed with the empty cells a spreadsheet or editor had left out at their end: 1 (row 3)',
	);
});

it('a file cut off in its last row leaves that row unreadable', async () => {
	const whole = writeCopy(rowsOf(LINES));
	const { settlements, unreadable } = await readReport([whole.subarray(0, whole.length - 8)]);
	expect(unreadable).toMatchObject([{ row: 4 }]);
	expect(settlements).toMatchObject([{ sumOfLines: 20_000, totalAmount: 17_050, balanced: false }]);
});

it('a copy in Windows-1252, as Excel saves it, is read', async () => {
	const rows = rowsOf(LINES.map((cells) => ({ ...cells, sku: 'Caf\u00e9 \u201cgrande\u201d' })));
	const bytes = writeCopy(rows, { ...EXCEL_STYLE, delimiter: ';' }).toString('utf8');
	const cp1252 = Buffer.from(
		bytes.replace(/\u201c/g, '\u0093').replace(/\u201d/g, '\u0094'),
		'latin1',
	);
	const { settlements, notes } = await readReport([cp1252]);
	expect(settlements[0].balanced).toBe(true);
	expect(settlements[0].transactions[0].lines[0].sku).toBe('Caf\u00e9 \u201cgrande\u201d');
	expect(notes).toContain('The file is not UTF-8; 2 rows were read as Windows-1252');
});

const REPORTS = path.join(ROOT, 'test', 'reports');
const WHOLE = [
	'us-basic',
	'eu-comma',
	'au-dotted-dates-dot-decimals',
	'jp-slashed-yen',
	'literal-quotes',
	'two-settlements',
	'unknown-labels',
	'v1-33-columns',
	'v1-36-columns',
];

it.each(WHOLE)('%s, saved again in every way, says the same', async (name) => {
	const file = fs.readFileSync(path.join(REPORTS, `${name}.txt`), 'utf8');
	const original = await readReport([Buffer.from(file)]);
	const said = ({ settlements }: typeof original) =>
		settlements.map(({ contentHash, transactions, ...settlement }) => ({
			contentHash,
			balanced: settlement.balanced,
			sumOfLines: settlement.sumOfLines,
			transactions: transactions.map(({ key, netAmount, quantity, unclassified }) => ({
				key,
				netAmount,
				quantity,
				unclassified,
			})),
		}));
	for (const delimiter of [',', ';', '\t'] as const) {
		for (const quotes of ['where needed', 'everywhere'] as const) {
			const rows = file.replace(/\n$/, '').split('\n');
			const copy = writeCopy(rows, { delimiter, quotes, newline: '\r\n', bom: true });
			const report = await readReport([copy]);
			expect(report.unreadable).toEqual([]);
			// Under Amazon's own header quotes are letters, so a SKU may differ, no money.
			const mayDiffer = delimiter === '\t' && quotes === 'where needed';
			const [one, other] = [report, original].map((each) =>
				said(each).map(({ contentHash, ...rest }) => ({
					...rest,
					contentHash: mayDiffer ? '' : contentHash,
				})),
			);
			expect(one).toEqual(other);
		}
	}
});
