// The traps that real settlement reports set, one test for each, so that none is forgotten. What is done
// about a trap in all its shapes has tests of its own beside this file.
import { FLAT_FILE_V1 } from '../../nodes/shared/settlement/formats/flatFileV1';
import { requireBalance } from '../../nodes/shared/settlement/items/proof';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT, zlib } from '../support/node';
import { writeCopy } from './writeCopy';
import type { Cells } from './writeReport';
import { V2_COLUMNS, writeFile, writeRow } from './writeReport';

const ID = '21000000001';
const ORDER = '111-0000001-0000001';
const SUMMARY: Cells = {
	'settlement-id': ID,
	'settlement-start-date': '2026-06-01 07:12:44 UTC',
	'settlement-end-date': '2026-06-15 07:12:45 UTC',
	'deposit-date': '2026-06-17 07:12:45 UTC',
	currency: 'USD',
};
const LINE: Cells = {
	'settlement-id': ID,
	'transaction-type': 'Order',
	'order-id': ORDER,
	'marketplace-name': 'Amazon.com',
	'amount-type': 'ItemPrice',
	'amount-description': 'Principal',
	amount: '10.00',
	'posted-date-time': '2026-06-03 11:02:03 UTC',
	sku: 'MUG',
	'quantity-purchased': '1',
};
const rowsOf = (total: string, lines: Cells[], summary: Cells = {}): string[] => [
	writeRow({ ...SUMMARY, 'total-amount': total, ...summary }),
	...lines.map((cells) => writeRow({ ...LINE, ...cells })),
];
const fileOf = (...rows: Parameters<typeof rowsOf>) => writeFile(rowsOf(...rows));
const readBytes = async (bytes: Buffer | string) =>
	await readReport([Buffer.from(bytes as string)]);
const read = async (...rows: Parameters<typeof rowsOf>) => await readBytes(fileOf(...rows));
/** One settlement, and no row left out. */
async function settle(...rows: Parameters<typeof rowsOf>) {
	const { settlements, unreadable } = await read(...rows);
	expect(unreadable).toEqual([]);
	expect(settlements).toHaveLength(1);
	return settlements[0];
}
const linesOf = ({ transactions }: Awaited<ReturnType<typeof settle>>) =>
	transactions.flatMap(({ lines }) => lines);
const amountsOf = (...texts: string[]) => texts.map((amount) => ({ amount }));

describe('numbers', () => {
	it('a decimal comma is neither cut off nor multiplied by a hundred', async () => {
		const settlement = await settle('1141,18', amountsOf('1141,18'));
		expect(settlement).toMatchObject({ sumOfLines: 1_141_180, balanced: true });
	});

	it('zero, minus zero and amounts in brackets are lines', async () => {
		const settlement = await settle('-55.00', amountsOf('0.00', '-0.00', '(55.00)'));
		expect(settlement).toMatchObject({ lines: 3, balanced: true });
		expect(linesOf(settlement).map(({ amount }) => amount)).toEqual([0, 0, -55]);
	});

	it('a currency without minor unit keeps its digits', async () => {
		const settlement = await settle('3980', amountsOf('3980'), { currency: 'JPY' });
		expect(settlement).toMatchObject({ sumOfLines: 3_980_000, balanced: true });
	});

	it('sums are not made with floats', async () => {
		const tenCents = Array.from({ length: 1000 }, () => '0.10');
		expect(await settle('100.00', amountsOf(...tenCents))).toMatchObject({ balanced: true });
	});

	it('a total that is negative or zero needs no special case, with card charges inside it', async () => {
		const owed = { 'transaction-type': 'other-transaction', 'order-id': '' };
		const lines = [
			{ ...owed, 'amount-description': 'Payable to Amazon', amount: '-321.69' },
			{ ...owed, 'amount-description': 'Successful charge', amount: '321.69' },
			{ ...owed, 'amount-description': 'Subscription Fee', amount: '-29.99' },
		];
		expect(await settle('-29.99', lines)).toMatchObject({ balanced: true });
		expect(await settle('0.00', lines.slice(0, 2))).toMatchObject({ balanced: true });
	});
});

describe('dates', () => {
	it('dotted dates with decimal points are no German report', async () => {
		const line = { 'posted-date-time': '03.06.2026 11:02:03 UTC', amount: '1234.50' };
		const settlement = await settle('1234.50', [line]);
		expect(settlement.balanced).toBe(true);
		expect(linesOf(settlement)[0].postedDate).toBe('2026-06-03T11:02:03Z');
	});

	it.each([
		'2026-06-03T11:02:03+00:00',
		'2026-06-03 11:02:03 UTC',
		'03.06.2026 11:02:03 UTC',
		'2026/06/03 11:02:03 UTC',
		'2026-06-03T13:02:03+02:00',
	])('%s is read', async (date) => {
		const settlement = await settle('10.00', [{ 'posted-date-time': date }]);
		expect(linesOf(settlement)[0].postedDate).toBe('2026-06-03T11:02:03Z');
	});

	it('a date that may be day or month first is not a date until the file tells', async () => {
		// Neither reading lies in the settlement's period, which would decide.
		const { unreadable } = await read('10.00', [{ 'posted-date-time': '04/05/26' }]);
		expect(unreadable).toMatchObject([{ row: 3, column: 'posted-date-time' }]);
	});

	it('a line posted outside the period keeps its date, and it is said', async () => {
		const dates = [
			'2026-05-31 23:59:59 UTC',
			'2026-06-01',
			'2026-06-15 23:00:00 UTC',
			'2026-06-16',
		];
		const { settlements, notes } = await read(
			'40.00',
			dates.map((date) => ({ 'posted-date-time': date })),
		);
		const days = linesOf(settlements[0]).map(({ postedDate }) => postedDate.slice(0, 10));
		expect(days).toEqual(['2026-05-31', '2026-06-01', '2026-06-15', '2026-06-16']);
		expect(notes).toEqual([
			`Settlement ${ID}: 2 lines are posted before its first or after its last day; their own dates are kept`,
		]);
	});
});

describe('the file', () => {
	it('quotes are letters, never an enclosure', async () => {
		const skus = ['"12" PIPE', 'HOSE 3/4"', '"', '""'];
		const settlement = await settle(
			'40.00',
			skus.map((sku) => ({ sku })),
		);
		expect(linesOf(settlement).map(({ sku }) => sku)).toEqual(skus);
	});

	const text = fileOf('10.00', [{}]).toString('utf8');
	it.each([
		['a byte order mark', `\ufeff${text}`],
		['CRLF', text.replace(/\n/g, '\r\n')],
		['CR', text.replace(/\n/g, '\r')],
		['no line end at the end', text.slice(0, -1)],
		['two line ends at the end', `${text}\n`],
		['a last line of blanks', `${text}   \t  `],
	])('with %s it is the same report', async (_, file) => {
		const { settlements, unreadable } = await readBytes(file);
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ lines: 1, balanced: true }]);
	});

	it('one byte of another charset does not end the reading', async () => {
		const file = Buffer.from(fileOf('10.00', [{ sku: 'Caf\u00e9' }]).toString('utf8'), 'latin1');
		const { settlements, unreadable } = await readReport([file]);
		expect(unreadable).toEqual([]);
		expect(linesOf(settlements[0])[0].sku).toBe('Caf\u00e9');
	});

	it('packed with gzip under any name it is unpacked', async () => {
		const { settlements } = await readReport([zlib.gzipSync(fileOf('10.00', [{}]))]);
		expect(settlements).toMatchObject([{ lines: 1, balanced: true }]);
	});

	it('saved with commas or semicolons it is read as the copy it is', async () => {
		const rows = [V2_COLUMNS.join('\t'), ...rowsOf('10.00', [{}])];
		for (const delimiter of [',', ';'] as const) {
			const copy = writeCopy(rows, {
				delimiter,
				quotes: 'where needed',
				newline: '\r\n',
				bom: false,
			});
			const { settlements, notes } = await readReport([copy]);
			expect(settlements).toMatchObject([{ lines: 1, balanced: true }]);
			expect(notes).toEqual([expect.stringContaining('not as Amazon delivered it')]);
		}
	});

	it('another report of Amazon is refused by its name', async () => {
		const header = 'amazon-order-id\tmerchant-order-id\tpurchase-date\torder-status\n';
		await expect(readBytes(header)).rejects.toThrow('it is an All Orders report');
	});

	it('XML that repeats an amount or brings entities of its own is not fooled', async () => {
		const xml = fs.readFileSync(path.join(ROOT, 'test/reports/settlement-xml.xml'), 'utf8');
		// The reimbursement of 11.00 stands there twice, the ads as base, tax and their sum.
		expect((await readBytes(xml)).settlements).toMatchObject([{ sumOfLines: -10_010 }]);
		const armed = xml.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>');
		await expect(readBytes(armed)).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
	});

	it('a Date Range report is told by its header, below a preamble, in any language', async () => {
		const file = fs.readFileSync(path.join(ROOT, 'test/reports/date-range-de.csv'));
		expect(await readReport([file])).toMatchObject({ format: 'Date Range CSV', lacksTotal: true });
	});
});

describe('columns', () => {
	it('promotion-id may be missing, and names may be padded or have blanks for hyphens', async () => {
		const columns = V2_COLUMNS.slice(0, 23);
		const header = columns.map((name) => `  ${name.replace(/-/g, ' ')} `).join('\t');
		const rows = [{ ...SUMMARY, 'total-amount': '10.00' }, LINE].map((cells) =>
			writeRow(cells, columns).replace(/\t/g, '  \t '),
		);
		const { settlements, unreadable } = await readBytes([header, ...rows].join('\n'));
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ settlementId: ID, lines: 1, balanced: true }]);
	});

	const v1Row = (columns: string[], cells: Record<string, string>) =>
		columns.map((name) => ({ 'settlement-id': ID, ...cells })[name] ?? '').join('\t');
	const all = Object.values(FLAT_FILE_V1.columns).filter((name) => name !== 'posted-date-time');

	it.each([
		[36, all],
		[33, all.filter((name) => !name.startsWith('promotion-'))],
	])('Flat File V1 has %i of them, and rows with two amounts or none', async (count, columns) => {
		expect(columns).toHaveLength(count);
		const order = {
			'transaction-type': 'Order',
			'order-id': ORDER,
			'marketplace-name': 'Amazon.ca',
		};
		const two = {
			'price-type': 'Principal',
			'price-amount': '20.00',
			'item-related-fee-type': 'Commission',
			'item-related-fee-amount': '-3.00',
		};
		const { settlements, unreadable } = await readBytes(
			[
				columns.join('\t'),
				v1Row(columns, { 'total-amount': '17.00', currency: 'CAD' }),
				v1Row(columns, { ...order, 'quantity-purchased': '2' }),
				v1Row(columns, { ...order, ...two }),
			].join('\n'),
		);
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([{ lines: 2, rowsWithoutAmount: 1, balanced: true }]);
		expect(settlements[0].transactions).toMatchObject([{ quantity: 2, netAmount: 17_000 }]);
	});
});

describe('the summary row', () => {
	it.each([
		['late', [1, 0]],
		['repeated', [0, 1, 0]],
	])('may stand %s', async (_, order) => {
		const rows = rowsOf('10.00', [{}]);
		const { settlements } = await readReport([writeFile(order.map((i) => rows[i]))]);
		expect(settlements).toMatchObject([{ lines: 1, totalAmount: 10_000, balanced: true }]);
	});

	it('may be absent: then no total is declared, and nothing passes', async () => {
		const [, line] = rowsOf('10.00', [{}]);
		const { settlements, unreadable } = await readReport([writeFile([line])]);
		expect(() => requireBalance(settlements[0], unreadable)).toThrow(/declares no total amount/);
	});

	it('has the currency of all lines', async () => {
		expect(await settle('10.00', [{ currency: '' }], { currency: 'EUR' })).toMatchObject({
			currency: 'EUR',
		});
	});

	it('stands once for each settlement of a file', async () => {
		const other = rowsOf('10.00', [{}]).map((row) => row.replace(ID, '21000000002'));
		const { settlements } = await readReport([writeFile([...rowsOf('10.00', [{}]), ...other])]);
		expect(settlements.map(({ settlementId, balanced }) => [settlementId, balanced])).toEqual([
			[ID, true],
			['21000000002', true],
		]);
	});

	it('delivered again with its lines in another order gives the same content', async () => {
		const rows = rowsOf('30.00', amountsOf('10.00', '20.00'));
		const [first, again] = await Promise.all(
			[rows, [...rows].reverse()].map(async (each) => await readReport([writeFile(each)])),
		);
		expect(again.settlements[0].contentHash).toBe(first.settlements[0].contentHash);
	});
});

describe('rows', () => {
	it('that are identical are all kept', async () => {
		expect(await settle('30.00', [{}, {}, {}])).toMatchObject({ lines: 3, balanced: true });
	});

	it('of one order lie scattered and make one transaction', async () => {
		const other = { 'order-id': '111-0000002-0000002' };
		const { transactions } = await settle('40.00', [{}, other, {}, other]);
		expect(transactions.map(({ lines }) => lines.length)).toEqual([2, 2]);
	});

	it('split by a line break are put together, those that lost a tab are told', async () => {
		const text = fileOf('20.00', [{ sku: 'RED MUG' }, {}]).toString('utf8');
		expect((await readBytes(text.replace('RED MUG', 'RED\nMUG'))).settlements).toMatchObject([
			{ lines: 2, balanced: true },
		]);
		const { unreadable } = await readBytes(text.replace('ItemPrice\tPrincipal', 'ItemPrice '));
		expect(unreadable).toMatchObject([{ row: 3, reason: 'the row has 23 cells, the header 24' }]);
	});

	it('without amount type or posted date stay inside the total', async () => {
		const bare = { 'amount-type': '', 'amount-description': '', 'posted-date-time': '' };
		expect(await settle('10.00', [bare])).toMatchObject({ balanced: true, unclassified: 1 });
	});

	it('with labels nobody knows are kept and counted', async () => {
		const labels = ['Lunar Fee', 'Eco-contribution for EPR (Period 2026-05)'].map((label) => ({
			'transaction-type': label,
			'amount-type': label,
			'amount-description': label,
		}));
		expect(await settle('20.00', labels)).toMatchObject({ unclassified: 2, balanced: true });
	});

	it('whose tax Amazon withholds cancel it: no money is left of it', async () => {
		const [transaction] = (
			await settle('10.00', [
				{},
				{ 'amount-description': 'Tax', amount: '0.80' },
				{
					'amount-type': 'ItemWithheldTax',
					amount: '-0.80',
					'amount-description': 'MarketplaceFacilitatorTax-Principal',
				},
			])
		).transactions;
		expect(transaction.figures).toMatchObject({
			productCharges: 10_000,
			tax: 800,
			withheldTax: -800,
		});
	});
});

describe('ids and units', () => {
	it('an order-id may be another reference or empty, and a marketplace-name too', async () => {
		const ids = ['FBA19CD9HGQ8', 'S01-0000001-0000001', ''].map((id) => ({
			'order-id': id,
			'marketplace-name': '',
			'transaction-type': 'FBAFees',
		}));
		const { transactions } = await settle('30.00', ids);
		expect(transactions.map(({ orderId }) => orderId)).toEqual([
			'FBA19CD9HGQ8',
			'S01-0000001-0000001',
			'',
		]);
	});

	it('an id that a spreadsheet made a number is no id', async () => {
		const { unreadable } = await read('10.00', [{ 'order-id': '1.42E+14' }]);
		expect(unreadable).toMatchObject([{ row: 3, column: 'order-id' }]);
		const { notes } = await read('10.00', [{ 'order-id': '1211397397571528200' }]);
		expect(notes).toEqual([expect.stringContaining('no invoice can be found by it')]);
	});

	it('units stand on every row of an item and count once', async () => {
		const fee = { 'amount-type': 'ItemFees', 'amount-description': 'Commission', amount: '-1.00' };
		const units = { 'quantity-purchased': '3' };
		const { transactions } = await settle('9.00', [units, { ...fee, ...units }]);
		expect(transactions).toMatchObject([{ quantity: 3 }]);
	});

	it('several refunds of an order are told apart by their adjustment-id', async () => {
		const refunds = ['J1', 'J2', 'J1'].map((id) => ({
			'transaction-type': 'Refund',
			'adjustment-id': id,
			amount: '-1.00',
		}));
		const { transactions } = await settle('-3.00', refunds);
		expect(transactions.map(({ adjustmentId, netAmount }) => [adjustmentId, netAmount])).toEqual([
			['J1', -2_000],
			['J2', -1_000],
		]);
	});

	it('orders of other shops have zero amounts with units, shipped by Amazon, the seller or nobody', async () => {
		const lines = ['AFN', 'MFN', ''].map((fulfillment, i) => ({
			'order-id': `S01-000000${i}-0000001`,
			'marketplace-name': 'Non-Amazon US',
			'fulfillment-id': fulfillment,
			amount: '0.00',
			'quantity-purchased': '2',
		}));
		const { transactions } = await settle('0.00', lines);
		expect(transactions.map(({ fulfillment, quantity }) => [fulfillment, quantity])).toEqual([
			['AFN', 2],
			['MFN', 2],
			['', 2],
		]);
	});
});
