// The Date Range CSV: the same settlement in twelve languages is the same settlement, every row must
// prove itself, and what cannot be known for certain is not read.
import { fc } from '../support/fastCheck';
import { MONTH_NAMES, readMoment } from '../../nodes/shared/settlement/formats/dateRangeDates';
import { FORMATS, identify, missingColumns } from '../../nodes/shared/settlement/formats/formats';
import { COLUMN_NAMES } from '../../nodes/shared/settlement/labels/dateRangeColumns';
import {
	readStatus,
	TYPE_WORDS,
	typeOf,
} from '../../nodes/shared/settlement/labels/dateRangeWords';
import { normalized } from '../../nodes/shared/settlement/labels/labels';
import { transactionGroup } from '../../nodes/shared/settlement/labels/panes';
import type { Report } from '../../nodes/shared/settlement/report/report';
import { readReport } from '../../nodes/shared/settlement/report/report';
import type { WrittenRow } from './writeDateRange';
import { headerOf, LANGUAGES, tellsHeldBack, totalOf, writeDateRange } from './writeDateRange';

const cents = fc.integer({ min: -9_999_999, max: 9_999_999 });
const second = fc.integer({ min: 1_735_700_000, max: 1_798_700_000 }); // 2025 and 2026
const itemRow = fc.record({
	type: fc.constantFrom<WrittenRow['type']>('Order', 'Order', 'Refund'),
	settlementId: fc.constantFrom('21000000001', '21000000002'),
	orderId: fc.constantFrom('111-0000001-0000001', '111-0000002-0000002'),
	description: fc.constantFrom('12" mug, blue', 'mug', 'two\nlines'),
	quantity: fc.integer({ min: 1, max: 9 }),
	time: second,
	released: second,
	isHeldBack: fc.boolean(),
	product: cents,
	shipping: cents,
	promotion: cents,
	tax: cents,
	withheld: cents,
	selling: cents,
	fba: cents,
	other: fc.constant(0),
});
const eventRow = fc
	.tuple(
		itemRow,
		fc.constantFrom<WrittenRow['type']>('ServiceFee', 'FBA Inventory Fee', 'Transfer'),
		cents,
	)
	.map(([row, type, other]): WrittenRow => {
		const none = { product: 0, shipping: 0, promotion: 0, tax: 0, withheld: 0, selling: 0, fba: 0 };
		return { ...row, ...none, type, other, orderId: '', quantity: 0, isHeldBack: false };
	});
const rows = fc.array(fc.oneof(itemRow, eventRow), { minLength: 1, maxLength: 12 });

/** What must come out, reckoned from what was written: money by settlement, type and order. */
function expectedOf(written: readonly WrittenRow[], knowsHeldBack: boolean, millsPerCent: number) {
	const expected: Record<string, Record<string, number | string>> = {};
	for (const row of written) {
		const isHeld = row.isHeldBack && knowsHeldBack;
		const type = isHeld ? `Deferred ${row.type}` : row.type;
		const place = row.orderId === '' ? '' : 'amazon.com';
		const key = `${row.settlementId}|${type}|${row.orderId}|||${place || 'amazon.com'}`;
		const fees = ['ServiceFee', 'FBA Inventory Fee'].includes(row.type) ? row.other : 0;
		const figures = isHeld
			? { reserves: totalOf(row) }
			: {
					productCharges: row.product,
					shipping: row.shipping,
					promotions: row.promotion,
					tax: row.tax,
					withheldTax: row.withheld,
					fees: row.selling + row.fba + fees,
					reserves: row.type === 'Transfer' ? row.other : 0,
				};
		const known = (expected[key] ??= { quantity: 0, posted: '9' });
		for (const [figure, amount] of Object.entries(figures)) {
			known[figure] = Number(known[figure] ?? 0) + amount * millsPerCent;
		}
		known.quantity = Number(known.quantity) + (isHeld ? 0 : row.quantity);
		const hasRelease = knowsHeldBack && !isHeld;
		const posted = `${new Date((hasRelease ? row.released : row.time) * 1000).toISOString().slice(0, 19)}Z`;
		known.posted = posted < String(known.posted) ? posted : known.posted;
	}
	return expected;
}

function readOf({ settlements }: Report) {
	return Object.fromEntries(
		settlements.flatMap(({ transactions }) =>
			transactions.map(({ key, figures, quantity, postedDate }) => [
				key,
				{ ...figures, quantity, posted: postedDate },
			]),
		),
	);
}

const withoutZeros = (all: ReturnType<typeof expectedOf>) =>
	Object.fromEntries(
		Object.entries(all).map(([key, facts]) => [
			key,
			Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== 0)),
		]),
	);

it('one settlement in twelve languages gives the same money, types, units and dates', async () => {
	await fc.assert(
		fc.asyncProperty(rows, async (written) => {
			for (const own of LANGUAGES) {
				const report = await readReport([writeDateRange(written, own)]);
				const mills = own.decimal === '' ? 1000 : 10;
				const expected = expectedOf(written, tellsHeldBack(own), mills);
				expect([own.name, report.unreadable]).toEqual([own.name, []]);
				expect([own.name, withoutZeros(readOf(report))]).toEqual([
					own.name,
					withoutZeros(expected),
				]);
				expect(report.settlements.some(({ balanced }) => balanced)).toBe(false);
			}
		}),
		{ numRuns: 25 },
	);
});

const sumOf = ({ settlements }: Report) =>
	settlements.reduce((sum, { sumOfLines }) => sum + sumOfLines, 0);

it('a damaged byte never gives another sum in silence', async () => {
	await fc.assert(
		fc.asyncProperty(
			rows,
			fc.constantFrom(...LANGUAGES),
			fc.nat(),
			fc.integer({ min: 0, max: 255 }),
			async (written, own, place, byte) => {
				const file = writeDateRange(written, own);
				const before = await readReport([Buffer.from(file)]);
				file[place % file.length] = byte;
				const after = await readReport([file]).catch((error: unknown) => error);
				if (after instanceof Error) {
					expect(after.name).toBe('SettlementError');
					return;
				}
				const report = after as Report;
				expect(report.unreadable.length > 0 || sumOf(report) === sumOf(before)).toBe(true);
			},
		),
		{ numRuns: 300 },
	);
});

describe('the header', () => {
	it.each(LANGUAGES)('$name is claimed by this format alone', (own) => {
		const header = headerOf(own);
		expect(header).toHaveLength(own.columns.length);
		expect(identify(header)).toMatchObject({ name: 'Date Range CSV', width: header.length });
		const claimants = FORMATS.filter((format) => missingColumns(format, header).length === 0);
		expect(claimants.map(({ name }) => name)).toEqual(['Date Range CSV']);
	});

	it('no name, type word or month means two things', () => {
		const tables = [
			Object.values(COLUMN_NAMES).map((names) => names.split('|')),
			Object.entries(TYPE_WORDS).map(([type, words]) => [
				type,
				...words.split('|').filter(Boolean),
			]),
			MONTH_NAMES.map((names) => names.split(' ')),
		];
		for (const table of tables) {
			const owners = new Map<string, number>();
			table.forEach((names, i) => {
				for (const name of names.map(normalized)) {
					expect([name, owners.get(name) ?? i]).toEqual([name, i]);
					owners.set(name, i);
				}
			});
		}
	});

	it('tells status and release date by their place where their names are not known', async () => {
		const ja = LANGUAGES.find(({ name }) => name === 'ja')!;
		const row = { ...fc.sample(itemRow, 1)[0], type: 'Order' as const, description: 'mug' };
		const text = writeDateRange([row], ja).toString().split('\n');
		const file = (status: string, date: string) =>
			[
				text[0],
				`${text[1]},状態,公開日`,
				...text.slice(2, -1).map((line) => `${line},${status},${date}`),
			].join('\n');
		const typesOf = async (status: string, date: string) =>
			(await readReport([Buffer.from(file(status, date))])).settlements.flatMap(
				({ transactions }) => transactions.map(({ transactionType }) => transactionType),
			);
		expect(await typesOf('済み', '2026/07/01 10:00:00JST')).toEqual(['Order']);
		expect(await typesOf('保留', '')).toEqual(['Deferred Order']);
	});

	it('may come after a preamble of any length, and stand between semicolons', async () => {
		const own = LANGUAGES[2];
		const row = fc.sample(itemRow, 1)[0];
		const text = writeDateRange([row], own).toString().replace(/","/g, '";"');
		const report = await readReport([Buffer.from('"note"\n'.repeat(200) + text)]);
		expect(report).toMatchObject({ headerRows: 202, rows: 203, unreadable: [] });
	});
});

describe('a date', () => {
	const read = (text: string, order?: 'dayFirst') =>
		readMoment(text, { dayFirst: 0, monthFirst: 0 }, order);

	it.each([
		['Jun 3, 2026 2:15:12 AM PDT', '2026-06-03 09:15:12 UTC'],
		['Jun 3, 2026 12:15:12 AM PST', '2026-06-03 08:15:12 UTC'],
		['Jun 3, 2026 12:15:12 PM PST', '2026-06-03 20:15:12 UTC'],
		['Sept. 30, 2026 11:59:59 p.m. PDT', '2026-10-01 06:59:59 UTC'],
		['29 June 2026 5:39:32 pm GMT+9', '2026-06-29 08:39:32 UTC'],
		['1 May 2026 10:00:00 am UTC', '2026-05-01 10:00:00 UTC'],
		['01-Jan-2026 00:10:00 GMT', '2026-01-01 00:10:00 UTC'],
		['02.06.2026 18:28:02 UTC', '2026-06-02 18:28:02 UTC'],
		['1. Aug. 2026 00:10:00 MESZ', '2026-07-31 22:10:00 UTC'],
		['31 dic 2025 23:21:47 UTC', '2025-12-31 23:21:47 UTC'],
		['3 de junio de 2026 1:00:00 GMT-6', '2026-06-03 07:00:00 UTC'],
		['7 avr. 2026 08:00:00 UTC', '2026-04-07 08:00:00 UTC'],
		['01/gen/2026 0.10.00 UTC', '2026-01-01 00:10:00 UTC'],
		['8\u00a0gen\u00a02026\u202f10:00:00 UTC', '2026-01-08 10:00:00 UTC'],
		['3 paź 2026 10:00:00 UTC', '2026-10-03 10:00:00 UTC'],
		['2026/06/03 0:10:00JST', '2026-06-02 15:10:00 UTC'],
		['2026年6月3日 午後0:10:00 JST', '2026-06-03 03:10:00 UTC'],
		['3 Jun 2026 10:00:00 UTC-03:30', '2026-06-03 13:30:00 UTC'],
		['Jan 20, 2026', '2026-01-20 00:00:00 UTC'],
		['29 Feb 2028 10:00:00 UTC', '2028-02-29 10:00:00 UTC'],
	])('%s', (text, expected) => {
		expect(read(text)).toEqual({ text: expected });
	});

	it.each([
		['3 Jun 2026 10:00:00', 'tells no time zone'],
		['3 Jun 2026 10:00:00 CST', 'several time zones'],
		['3 Jun 2026 10:00:00 IST', 'several time zones'],
		['3 Jun 2026 10:00:00 XYZ', 'not a time zone we know'],
		['3 Jun 2026 10:00:00 GMT+19', 'not a time zone we know'],
		['3 Jun 2026 25:00:00 UTC', 'is not a date'],
		['3 Jun 2026 13:00:00 pm UTC', 'is not a date'],
		['3 Jun 2026 0:00:00 am UTC', 'is not a date'],
		['29 Feb 2026 10:00:00 UTC', 'is not a date'],
		['3 Brumaire 2026 10:00:00 UTC', 'is not a date'],
		['soon', 'is not a date'],
		['', 'is not a date'],
	])('%s is not read', (text, reason) => {
		expect(read(text)).toEqual({ reason: expect.stringContaining(reason), doubtful: false });
	});

	it('of numbers only is doubtful in English, and has the day first elsewhere', () => {
		expect(read('02/06/2026 10:00:00 UTC')).toMatchObject({ doubtful: true });
		expect(read('02/06/2026 10:00:00 UTC', 'dayFirst')).toEqual({
			text: '2026-06-02 10:00:00 UTC',
		});
		expect(read('22/06/2026 10:00:00 UTC')).toEqual({ text: '2026-06-22 10:00:00 UTC' });
	});
});

describe('an amount', () => {
	const HEADER = 'settlement id,type,order id,description,product sales,selling fees,other,total';
	const english = async (...lines: string[]) =>
		await readReport([
			Buffer.from(
				[`date/time,${HEADER}`, ...lines.map((line) => `1 Jan 2026,21,${line}`)].join('\n'),
			),
		]);

	it('that can be read two ways is told by the total of its row', async () => {
		const report = await english(
			'Order,1,,"1,234",-123,0,"1,111"',
			'Order,2,,"1,234",-0.123,0,1.111',
		);
		expect(report.unreadable).toMatchObject([{ row: 3, column: 'selling fees' }]);
		expect(sumOf(report)).toBe(1_111_000);
	});

	it('alone in its row is told by the other rows, else by the language', async () => {
		expect(sumOf(await english('Order,1,,"1,234",0,0,"1,234"'))).toBe(1_234_000);
		const comma = await english('Order,1,,"1.234",0,0,"1.234"', 'Order,2,,"5,05",0,0,"5,05"');
		expect([comma.unreadable, sumOf(comma)]).toEqual([[], 1_239_050]);
	});

	it('that does not add up makes the row unreadable, with both numbers', async () => {
		const report = await english('Order,1,,10.00,-1.50,0,8.51', 'Order,2,,1.00,0,0,1.00');
		expect(report.unreadable).toMatchObject([
			{
				row: 2,
				column: 'total',
				reason: 'the amounts of the row add up to 8.50, its total says 8.51',
			},
		]);
		expect(sumOf(report)).toBe(1_000);
	});

	it('in a column we do not know is missed by the total', async () => {
		const file = `date/time,moon tax,${HEADER}\n1 Jan 2026,0.50,21,Order,1,,1.00,0,0,1.50\n1 Jan 2026,0,21,Order,2,,1.00,0,0,1.00`;
		const report = await readReport([Buffer.from(file)]);
		expect(report.unreadable).toMatchObject([{ row: 2, column: 'total' }]);
	});

	it.each([
		['', 'the amount is empty'],
		['x', "'x' is not an amount"],
		['1.2345', 'not an amount'],
	])('%s as total is not read', async (total, reason) => {
		const report = await english(`Order,1,,1.00,0,0,${total}`, 'Order,2,,1.00,0,0,1.00');
		expect(report.unreadable).toMatchObject([{ reason: expect.stringContaining(reason) }]);
	});

	it('of zero is a line all the same', async () => {
		const report = await english('Order,1,,0,0,0,0.00', 'Service Fee,,x,0,0,0,0');
		expect(report.settlements[0].lines).toBe(2);
	});
});

it.each([
	['Bestellung', 'Order'],
	['返金', 'Refund'],
	['ORDER', 'Order'],
	['A-to-z Guarantee Claim', 'A-to-z Guarantee Refund'],
	['FBA 在庫関連の手数料 - 取り消し', 'FBA Inventory Fee - Reversal'],
	['Deal Fee', 'Lightning Deal Fee'],
	['Tariffa dell’Offerta Lampo', 'Lightning Deal Fee'],
])('the type %s is %s', (word, type) => {
	expect(typeOf(word)).toEqual({ type, isKnown: true });
});

it.each(['Lunar Fee', '', 'Order - Moon', 'Lunar Fee - Reversal'])(
	'the type %s is kept as it is',
	(word) => {
		expect(typeOf(word)).toEqual({ type: word, isKnown: false });
	},
);

it('what is held back is no order and no refund to anybody', () => {
	expect(transactionGroup('Deferred Order')).toBe('nonTransaction');
	expect(transactionGroup('Deferred Refund')).toBe('nonTransaction');
});

it.each([
	['Released', '1 Jan 2026', false, true],
	['Deferred', '', true, true],
	['Deferred', '1 Jan 2026', true, true], // a date that is only expected
	['Released', '', false, true],
	['Publiée', '1 Jan 2026', false, false],
	['Différée', '', true, false],
	[undefined, '', true, true],
	[undefined, '1 Jan 2026', false, true],
	[undefined, undefined, false, true], // before 2025
	['', undefined, true, true],
	['Puzzling', undefined, false, false],
])('status %s with release date %s: held back %s', (status, date, isDeferred, isKnown) => {
	expect(readStatus(status, date)).toEqual({ isDeferred, isKnown });
});
