// Reports of our own, one story each, with what must come out of them beside them. The table below was
// worked out apart from the reader; the golden files pin everything else. UPDATE_GOLDEN=1 rewrites them.
import { toSummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import {
	transactionItemSchema,
	toSettlementHeader,
	toTransactionItem,
} from '../../nodes/shared/settlement/items/transactionItem';
import { INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { env, fs, path, ROOT } from '../support/node';

const REPORTS = path.join(ROOT, 'test', 'reports');

interface Expected {
	settlementId: string;
	currency: string;
	totalAmount: number | null;
	sumOfLines: number;
	lines: number;
	unreadable: number;
	unclassified: number;
	transactions: Record<string, number>;
}

function expected(
	settlementId: string,
	currency: string,
	totalAmount: number,
	lines: number,
	transactions: Record<string, number>,
	differing: Partial<Expected> = {},
): Expected {
	const sumOfLines = totalAmount;
	const none = { unreadable: 0, unclassified: 0 };
	return {
		settlementId,
		currency,
		totalAmount,
		sumOfLines,
		lines,
		...none,
		transactions,
		...differing,
	};
}

/**
 * Date Range reports tell one story in each language: an order of 1042.42 (1234.50 + 100.00 + 10.00
 * - 4.50 - 100.00 - 185.18 - 12.40), a refund of -44.00, advertising -30.25 and storage -5.17, which
 * makes 963.00; -900.00 to the bank, and where the file tells it, an order of 17.00 held back.
 */
function dateRange(
	settlementId: string,
	currency: string,
	sumOfLines: number,
	lines: number,
	transactions: Record<string, number> = {},
	differing: Partial<Expected> = {},
): Expected {
	const story = { Order: 1, Refund: 1, ServiceFee: 1, 'FBA Inventory Fee': 1, Transfer: 1 };
	const noTotal = { totalAmount: null, sumOfLines };
	const all = Object.fromEntries(
		Object.entries({ ...story, ...transactions }).filter(([, count]) => count > 0),
	);
	return expected(settlementId, currency, 0, lines, all, { ...noTotal, ...differing });
}
const HELD_BACK = { 'Deferred Order': 1 };

const EXPECTED: Record<string, Expected[]> = {
	'us-basic': [
		expected('21000000001', 'USD', 266.92, 28, {
			Order: 4,
			Refund: 1,
			ServiceFee: 1,
			FBAFees: 1,
			'other-transaction': 2,
		}),
	],
	'eu-comma': [expected('21000000002', 'EUR', 3458.17, 9, { Order: 3, 'other-transaction': 1 })],
	'au-dotted-dates-dot-decimals': [expected('21000000003', 'AUD', 32.9, 7, { Order: 2 })],
	'jp-slashed-yen': [expected('21000000004', 'JPY', 12909, 7, { Order: 2 })],
	'bom-crlf-23-columns': [
		expected('21000000005', 'CAD', 28.25, 7, { Order: 2, 'other-transaction': 1 }),
	],
	'literal-quotes': [expected('21000000006', 'USD', 30, 3, { Order: 3 })],
	'two-settlements': [
		expected('21000000007', 'GBP', -18.81, 4, { Order: 1, 'other-transaction': 1 }),
		expected('21000000008', 'EUR', 7.29, 3, { Order: 1 }),
	],
	'unknown-labels': [
		expected(
			'21000000009',
			'USD',
			64.49,
			9,
			{ Order: 1, 'other-transaction': 1, CouponRedemptionFee: 1, 'Lunar Programme': 1 },
			{ unclassified: 3 },
		),
	],
	unbalanced: [expected('21000000010', 'USD', 13.01, 3, { Order: 1 }, { sumOfLines: 13 })],
	'damaged-rows': [
		// -3.00, 21.00 and -3.10 cannot be read: 26.90 + 3.00 - 21.00 + 3.10
		expected('21000000011', 'USD', 26.9, 6, { Order: 2 }, { sumOfLines: 12, unreadable: 3 }),
	],
	'v1-36-columns': [
		// 40.27 - 9.05 - 52.30 - 22.60 - 321.69 - 29.99 + 14.51 + 11.00 - 0.01 + 321.69
		expected(
			'21000000012',
			'CAD',
			-48.17,
			19,
			{
				Order: 2,
				Refund: 1,
				ServiceFee: 1,
				'other-transaction': 1,
				'other-transaction - Reversal': 1,
			},
			{ unclassified: 1 },
		),
	],
	'v1-33-columns': [
		expected('21000000013', 'CAD', -27.9, 4, { 'other-transaction': 1, Transfers: 1 }),
	],
	'copy-commas-us': [
		// 1234.56 - 185.18 - 20.00 + 3.00 - 39.99 - 100.00
		expected('21000000014', 'USD', 892.39, 6, { Order: 1, Refund: 1, 'other-transaction': 1 }),
	],
	'copy-semicolons-windows-1252': [
		// 1141.18 - 171.18 - 3.45 + 20.00 - 3.00
		expected('21000000015', 'EUR', 983.55, 5, { Order: 2 }),
	],
	'copy-v1-quoted-tabs': [
		// 70.00 + 6.99 - 6.99 - 8.50 - 29.99
		expected('21000000016', 'CAD', 31.51, 5, { Order: 1, 'other-transaction': 1 }),
	],
	'damaged-ids': [
		// 15.00 and -2.25 belong to an order nobody knows: 29.30 - 15.00 + 2.25
		expected('21000000017', 'USD', 29.3, 5, { Order: 2 }, { sumOfLines: 16.55, unreadable: 2 }),
	],
	'damaged-line-ends': [
		// -4.25 is broken in two rows: 41.75 + 4.25
		expected('21000000018', 'USD', 41.75, 5, { Order: 1 }, { sumOfLines: 46, unreadable: 2 }),
	],
	'cut-off': [
		// -2.50 is cut off: 23.00 + 2.50
		expected('21000000019', 'USD', 23, 3, { Order: 1 }, { sumOfLines: 25.5, unreadable: 1 }),
	],
	'summary-row-missing': [
		expected('21000000020', '', 0, 2, { Order: 1 }, { totalAmount: null, sumOfLines: 25.5 }),
	],
	'summary-row-repeated': [
		// The fourth summary row says 26.50.
		expected('21000000021', 'USD', 25.5, 3, { Order: 1 }, { unreadable: 1 }),
	],
	'facts-on-every-line': [expected('21000000022', 'USD', 25.5, 2, { Order: 1 })],
	'settlement-xml': [
		// Order 70.00 + 6.99 - 10.50 - 6.99 - 6.99, refund -20.00 + 3.00 - 0.60, 11.00 - 33.32, ads -22.60
		expected('21000000023', 'CAD', -10.01, 12, {
			Order: 1,
			Refund: 1,
			ServiceFee: 1,
			'other-transaction': 1,
		}),
	],
	'date-range-us': [dateRange('22000000001', 'USD', 80, 14, HELD_BACK)],
	'date-range-au': [
		// and a type nobody knows, -1.00
		dateRange('22000000002', 'AUD', 79, 15, { ...HELD_BACK, 'Lunar Fee': 1 }, { unclassified: 1 }),
	],
	'date-range-de': [
		// the refund stands in the settlement after it
		dateRange('22000000003', 'EUR', 124, 12, { ...HELD_BACK, Refund: 0 }),
		expected('22000000099', 'EUR', 0, 2, { Refund: 1 }, { totalAmount: null, sumOfLines: -44 }),
	],
	'date-range-fr': [dateRange('22000000004', 'EUR', 80, 14, HELD_BACK)],
	'date-range-fr-be': [dateRange('22000000005', 'EUR', 80, 14, HELD_BACK)],
	'date-range-it': [dateRange('22000000006', 'EUR', 80, 14, HELD_BACK)],
	'date-range-es': [
		// and a refund of -10.00 + 1.20 whose total says -8.81
		dateRange('22000000007', 'EUR', 80, 15, HELD_BACK, { unreadable: 1 }),
	],
	'date-range-mx': [dateRange('22000000008', '', 63, 12)],
	'date-range-nl': [dateRange('22000000009', 'EUR', 80, 14, HELD_BACK)],
	'date-range-sv': [dateRange('22000000010', 'SEK', 80, 14, HELD_BACK)],
	'date-range-pl': [dateRange('22000000011', 'PLN', 63, 12)],
	// in yen, a hundred times as many
	'date-range-ja': [dateRange('22000000012', 'JPY', 6300, 12)],
};

const isReport = (file: string) => /\.(txt|csv|xml)$/.test(file);
const fileOf = (name: string) =>
	fs.readdirSync(REPORTS).find((file) => isReport(file) && file.slice(0, -4) === name) ?? name;

async function itemsOf(name: string, keepsLines = true) {
	const file = fs.readFileSync(path.join(REPORTS, fileOf(name)));
	const report = await readReport([file], '', [], keepsLines);
	const summaries = report.settlements.map((settlement) =>
		toSummaryItem(report, settlement, 'Test store'),
	);
	const transactions = report.settlements.flatMap((settlement) => {
		const header = toSettlementHeader(report, settlement, 'Test store');
		return settlement.transactions.map((transaction) =>
			toTransactionItem(transaction, header, { basis: INVOICE_FIGURES }),
		);
	});
	return { summaries, transactions, unreadable: report.unreadable };
}

it('every report has its expectations and every expectation its report', () => {
	const files = fs.readdirSync(REPORTS);
	const reports = files.filter(isReport).map((file) => file.slice(0, -4));
	expect(reports.sort()).toEqual(Object.keys(EXPECTED).sort());
	const goldens = files.filter((file) => !isReport(file));
	expect(goldens.sort()).toEqual(reports.map((name) => `${name}.golden.json`).sort());
});

describe.each(Object.keys(EXPECTED))('%s', (name) => {
	it('gives the money and the counts worked out by hand', async () => {
		const { summaries } = await itemsOf(name);
		const told = summaries.map(({ transactionTypes, ...summary }) => ({
			...summary,
			transactions: Object.fromEntries(
				Object.entries(transactionTypes).map(([type, { transactions }]) => [type, transactions]),
			),
		}));
		expect(told).toMatchObject(EXPECTED[name]);
	});

	it('adds up: transactions, figures and lines to the settlement', async () => {
		const { summaries, transactions } = await itemsOf(name);
		for (const { settlementId, sumOfLines, panes, balanced, proof } of summaries) {
			const own = transactions.filter((item) => item.settlementId === settlementId);
			const cents = (amounts: number[]) =>
				amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
			const total = Math.round(sumOfLines * 100);
			expect(cents(own.map(({ netAmount }) => netAmount))).toBe(total);
			expect(cents(own.flatMap(({ amounts }) => Object.values(amounts)))).toBe(total);
			expect(cents(own.flatMap(({ lines }) => lines.map(({ amount }) => amount)))).toBe(total);
			const { deposits, orders, refunds, nonTransaction } = panes;
			const sums = [deposits, orders, refunds, nonTransaction].map(({ amount }) => amount);
			expect(cents(sums)).toBe(total);
			expect(Object.keys(deposits).sort()).toEqual([
				'amount',
				'depositDate',
				'lines',
				'reserveHeld',
				'reserveReleased',
				'totalAmount',
			]);
			expect(proof.holds).toBe(balanced);
		}
	});

	it('gives items that later nodes can read', async () => {
		for (const item of (await itemsOf(name)).transactions) {
			expect(transactionItemSchema.parse(JSON.parse(JSON.stringify(item)))).toEqual(item);
		}
	});

	it('gives the same without its lines, which are counted and proven all the same', async () => {
		const { summaries, transactions, unreadable } = await itemsOf(name);
		for (const { lines, lineCount } of transactions) {
			expect(lines).toHaveLength(lineCount);
		}
		expect(await itemsOf(name, false)).toEqual({
			summaries,
			unreadable,
			transactions: transactions.map((item) => ({ ...item, lines: [] })),
		});
	});

	it('is what its golden file says', async () => {
		const golden = path.join(REPORTS, `${name}.golden.json`);
		const text = `${JSON.stringify(await itemsOf(name), null, '\t')}\n`;
		if (env.UPDATE_GOLDEN === '1') {
			fs.writeFileSync(golden, text);
		}
		expect(text).toBe(fs.readFileSync(golden, 'utf8'));
	});
});
