// Small repairs that are certain, and what stays refused: surplus empty cells, padding at the end of a file, a yen amount
// with one mark, slashed dates that the period decides, a trailing minus, years of another calendar, and lost tabs.
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../support/node';
import { V2_COLUMNS, writeRow } from './writeReport';

interface Change {
	currency?: string;
	total: string;
	amounts: string[];
	posted?: string[];
	start?: string;
	end?: string;
}

function rowsOf({ currency = 'USD', total, amounts, posted = [], start, end }: Change): string[] {
	return [
		V2_COLUMNS.join('\t'),
		writeRow({
			'settlement-id': '31',
			'settlement-start-date': start ?? '2026-06-01 07:12:44 UTC',
			'settlement-end-date': end ?? '2026-06-15 07:12:45 UTC',
			'deposit-date': '2026-06-17 07:12:45 UTC',
			'total-amount': total,
			currency,
		}),
		...amounts.map((amount, i) =>
			writeRow({
				'settlement-id': '31',
				'transaction-type': 'Order',
				'order-id': `o${i}`,
				'amount-type': 'ItemPrice',
				'amount-description': 'Principal',
				amount,
				'posted-date': posted[i] ?? '2026-06-03',
			}),
		),
	];
}

const read = async (text: string) => await readReport([Buffer.from(text)]);
const moneyOf = ({ settlements }: Awaited<ReturnType<typeof read>>) =>
	settlements.flatMap(({ transactions }) => transactions.map(({ netAmount }) => netAmount / 1000));

it.each([
	['rows', (row: string, i: number) => (i === 0 ? row : `${row}\t\t`)],
	['header and rows', (row: string) => `${row}\t\t\t`],
	['the header alone', (row: string, i: number) => (i === 0 ? `${row}\t` : row)],
])('surplus empty cells at the end of %s', async (_, change) => {
	const rows = rowsOf({ total: '3.00', amounts: ['1.00', '2.00'] }).map(change);
	const report = await read(rows.join('\n'));
	expect(report).toMatchObject({ unreadable: [], settlements: [{ balanced: true }] });
	expect(moneyOf(report)).toEqual([1, 2]);
});

it('a surplus cell that holds something stays unreadable', async () => {
	const rows = rowsOf({ total: '3.00', amounts: ['1.00', '2.00'] });
	const { unreadable } = await read([...rows.slice(0, 3), `${rows[3]}\tx`].join('\n'));
	expect(unreadable).toMatchObject([{ row: 4 }]);
});

it.each(['\u001a', '\0\0\0\0', '\n\u001a\n', '\r\n\0\0\u001a'])(
	'padding %j at the end of the file',
	async (padding) => {
		const text = `${rowsOf({ total: '1.00', amounts: ['1.00'] }).join('\n')}${padding}`;
		expect(await read(text)).toMatchObject({ unreadable: [], settlements: [{ balanced: true }] });
	},
);

it.each([
	['JPY', ['12,345'], [12345]],
	['JPY', ['12.345', '-1,000'], [12345, -1000]],
	['KRW', ['12,345'], [12345]],
])('an amount of %s, %j', async (currency, amounts, expected) => {
	const total = String(expected.reduce((sum, each) => sum + each, 0));
	const report = await read(rowsOf({ currency, total, amounts }).join('\n'));
	expect(report).toMatchObject({ unreadable: [], settlements: [{ balanced: true }] });
	expect(moneyOf(report)).toEqual(expected);
});

it('an amount of dollars with one mark before three digits stays doubtful', async () => {
	const { unreadable } = await read(rowsOf({ total: '12', amounts: ['12,345', '1'] }).join('\n'));
	expect(unreadable).toMatchObject([{ reason: expect.stringContaining('three digits') as string }]);
});

it.each([
	['12.34-', -12.34],
	['1,234.56-', -1234.56],
	['5-', -5],
])('a trailing minus: %s', async (amount, expected) => {
	const total = expected.toFixed(2);
	expect(moneyOf(await read(rowsOf({ total, amounts: [amount] }).join('\n')))).toEqual([expected]);
});

it.each(['-12.34-', '--5', '5--', '(5)-'])('no amount: %s', async (amount) => {
	const { unreadable } = await read(
		rowsOf({ total: '1.00', amounts: ['1.00', amount] }).join('\n'),
	);
	expect(unreadable).toHaveLength(1);
});

it.each([
	['03/06/2026', '2026-06-03T00:00:00Z'],
	['06/03/2026', '2026-06-03T00:00:00Z'],
])('the period decides which part of %s is the month', async (date, expected) => {
	const rows = rowsOf({ total: '3.00', amounts: ['1.00', '2.00'], posted: [date, date] });
	const { unreadable, settlements } = await read(rows.join('\n'));
	expect(unreadable).toEqual([]);
	expect(settlements[0].transactions.map(({ postedDate }) => postedDate)).toEqual([
		expected,
		expected,
	]);
});

it('a period that both readings fit decides nothing', async () => {
	const rows = rowsOf({
		total: '1.00',
		amounts: ['1.00', '1.00'],
		posted: ['03/06/2026', '2026-06-03'],
		start: '2026-03-01 00:00:00 UTC',
		end: '2026-06-15 00:00:00 UTC',
	});
	const { unreadable } = await read(rows.join('\n'));
	expect(unreadable).toMatchObject([{ reason: expect.stringContaining('day or month') as string }]);
});

it.each(['2569-06-03', '2018/06/03', '2023-01-01'])(
	'%s is too far from the period',
	async (date) => {
		const rows = rowsOf({ total: '1.00', amounts: ['1.00', '2.00'], posted: ['2026-06-03', date] });
		const { unreadable, settlements } = await read(rows.join('\n'));
		expect(unreadable).toMatchObject([
			{ row: 4, reason: expect.stringContaining('more than two years from the period') as string },
		]);
		expect(settlements[0].transactions).toHaveLength(1);
	},
);

it.each([
	['first', [0, 1, 2, 3]],
	['in the middle', [1, 0, 2, 3]],
	['last', [3, 2, 1, 0]],
])('a far date is unreadable where the summary row comes %s', async (_, order) => {
	for (const posted of [
		['2026-06-03', '2569-06-03', '2026-06-04'],
		// Dates that only the end of the file decides.
		['03/06/2026', '06/03/2569', '06/13/2026'],
	]) {
		const [header, ...rows] = rowsOf({ total: '7.00', amounts: ['1.00', '2.00', '4.00'], posted });
		const text = [header, ...order.map((at) => rows[at])].join('\n');
		const { unreadable, settlements } = await read(text);
		expect(unreadable).toMatchObject([
			{ reason: expect.stringMatching(/^'2569-\d\d-\d\d' is more than two years/) as string },
		]);
		expect(settlements).toMatchObject([{ sumOfLines: 5000, totalAmount: 7000, lines: 3 }]);
	}
});

it('the file is read again only where a date turns out to be far', async () => {
	const [header, summary, ...lines] = rowsOf({
		total: '3.00',
		amounts: ['1.00', '2.00'],
		posted: ['2026-06-03', '2569-06-03'],
	});
	const times = async (rows: string[]) => {
		let opened = 0;
		await readReport(() => {
			opened++;
			return [Buffer.from([header, ...rows].join('\n'))];
		});
		return opened;
	};
	expect(await times([summary, ...lines])).toBe(1);
	expect(await times([lines[0], summary])).toBe(1);
	expect(await times([...lines, summary])).toBe(2);
});

it.each(['2025-06-03', '2027-12-31', '2024-07-01'])('%s is read, and noted', async (date) => {
	const rows = rowsOf({ total: '1.00', amounts: ['1.00'], posted: [date] });
	const { unreadable, notes } = await read(rows.join('\n'));
	expect(unreadable).toEqual([]);
	expect(notes.join()).toContain('posted before its first or after its last day');
});

it.each([
	['pipes', '|'],
	['pipes', ' | '],
	['blanks', '  '],
])('text whose tabs are %s is refused by name', async (name, mark) => {
	const text = rowsOf({ total: '1.00', amounts: ['1.00'] })
		.map((row) => row.split('\t').join(mark))
		.join('\n');
	await expect(read(text)).rejects.toMatchObject({
		code: 'FORMAT_UNKNOWN',
		message: expect.stringContaining(`tabs of the report are gone: ${name}`) as string,
	});
});

it.each(['\u00a0', '\u2007', '\u3000', '\u200b', '\ufeff'])(
	'the blank %j around cells is taken off and said once, in text and in a copy',
	async (blank) => {
		const rows = rowsOf({ total: '3.00', amounts: ['1.00', '2.00'] }).map((row, i) =>
			i === 0 ? row : row.replace(/o\d|Principal/g, `${blank}$&${blank}`),
		);
		const copies = [rows, rows.map((row) => row.split('\t').join(','))];
		for (const copy of copies) {
			const { settlements, notes, unreadable } = await read(copy.join('\n'));
			expect(unreadable).toEqual([]);
			expect(settlements[0].transactions.map(({ orderId }) => orderId)).toEqual(['o0', 'o1']);
			expect(settlements[0].unclassified).toBe(0);
			expect(notes.filter((note) => note.includes('were taken off'))).toHaveLength(1);
		}
	},
);

it.each([
	['="111-0000001-0000001"', '"=""111-0000001-0000001"""'],
	["'111-0000001-0000001", "'111-0000001-0000001"],
])('the text mark of %s is taken off', async (tabbed, quoted) => {
	const rows = rowsOf({ total: '1.00', amounts: ['1.00'] });
	for (const [cell, mark] of [
		[tabbed, '\t'],
		[quoted, ','],
	]) {
		const text = rows.map((row) => row.replace('o0', cell).split('\t').join(mark)).join('\n');
		const { settlements } = await read(text);
		expect(settlements[0].transactions[0].orderId).toBe('111-0000001-0000001');
	}
});

const REPORTS = path.join(ROOT, 'test', 'reports');

it.each([
	'us-basic.txt',
	'copy-commas-us.txt',
	'v1-36-columns.txt',
	'date-range-us.csv',
	'settlement-xml.xml',
])(
	'blanks and text marks around the order ids of %s are taken off, and said once',
	async (file) => {
		const text = fs.readFileSync(path.join(REPORTS, file), 'utf8');
		const plain = await read(text);
		const saysIt = (note: string) => note.includes('were taken off');
		const heldBy = ({ settlements, unreadable }: typeof plain) => [
			unreadable,
			settlements.map(({ contentHash, transactions }) => [
				contentHash,
				transactions.map(({ key, figures }) => ({ key, figures })),
			]),
		];
		expect(plain.notes.filter(saysIt)).toEqual([]);
		const changes: Array<(id: string) => string> = [
			(id) => `\u00a0${id}\u2003`,
			(id) => `'${id}`,
			(id) => `\u200b'\u00a0${id}`,
		];
		for (const change of changes) {
			const marked = text.replace(/(?<![\w-])\d{3}-\d{7}-\d{7}(?![\w-])/g, change);
			expect(marked).not.toBe(text);
			const report = await read(marked);
			expect(heldBy(report)).toEqual(heldBy(plain));
			expect(report.notes.filter(saysIt)).toHaveLength(1);
		}
	},
);

it('a no-break space of Windows-1252 is taken off and said once too', async () => {
	const rows = rowsOf({ total: '3.00', amounts: ['1.00', '2.00'] });
	const text = rows.join('\n').replace(/o\d/g, '\u00a0$&');
	const { settlements, notes, unreadable } = await readReport([Buffer.from(text, 'latin1')]);
	expect(unreadable).toEqual([]);
	expect(settlements[0].transactions.map(({ orderId }) => orderId)).toEqual(['o0', 'o1']);
	expect(notes.filter((note) => note.includes('were taken off'))).toHaveLength(1);
});

it('an amount with a text mark is an amount', async () => {
	expect(moneyOf(await read(rowsOf({ total: '1.50', amounts: ["'1.50"] }).join('\n')))).toEqual([
		1.5,
	]);
});
