// docs/countries.md works its orders out by hand; the reader gives the same amounts for the same lines.
import { toReportItems } from '../../nodes/shared/settlement/items/reportItems';
import { GROSS_FIGURES, INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../support/node';
import { writeFile, writeRows } from './writeReport';

const PLACES: Readonly<Record<string, readonly [marketplace: string, currency: string]>> = {
	US: ['Amazon.com', 'USD'],
	UK: ['Amazon.co.uk', 'GBP'],
	DE: ['Amazon.de', 'EUR'],
	JP: ['Amazon.co.jp', 'EUR'], // with decimals, since the writer of reports knows no yen
	IN: ['Amazon.in', 'INR'],
	MX: ['Amazon.com.mx', 'MXN'],
	CA: ['Amazon.ca', 'CAD'],
	AU: ['Amazon.com.au', 'AUD'],
};

function amountTypeOf(label: string): string {
	if (/^(MarketplaceFacilitator|LowValueGoods|income tax)/.test(label)) {
		return 'ItemWithheldTax';
	}
	const fee = /^(Commission|ShippingChargeback)/.test(label) ? 'ItemFees' : 'ItemPrice';
	const special = { TCS: 'ItemTCS', TDS: 'ItemTDS', Poi: 'Points' }[label.slice(0, 3)];
	return special ?? fee;
}

const rows = fs
	.readFileSync(path.join(ROOT, 'docs', 'countries.md'), 'utf8')
	.split('\n')
	.filter((line) => /^\| [A-Z]{2} \|/.test(line))
	.map((line) => line.split('|').map((cell) => cell.trim()));
let said = '';
const worked = rows.map(([, country, report, , amount]) => {
	said = report === 'The same' ? said : report;
	return { country, report: said, amount };
});

it('works an order out for each country', () => {
	expect(new Set(worked.map(({ country }) => country))).toEqual(new Set(Object.keys(PLACES)));
});

it.each(worked)('$country: $report is $amount', async ({ country, report, amount }) => {
	const [marketplace, currency] = PLACES[country];
	const lines = [...report.matchAll(/([A-Za-z][\w -]*?) (-?\d+(?:\.\d\d)?)(?=[ ,]|$)/g)].map(
		([, label, value]) => ({
			type: 'Order',
			orderId: '111-1',
			marketplace,
			sku: 'MUG',
			quantity: 1,
			amountType: amountTypeOf(label),
			amountDescription: label,
			cents: Math.round(Number(value) * 100),
			posted: [2026, 6, 3, 1, 2, 3],
		}),
	);
	expect(lines.length).toBeGreaterThan(1);
	const read = await readReport([writeFile(writeRows('31', lines, undefined, currency))]);
	const amountOf = (basis: typeof INVOICE_FIGURES) =>
		toReportItems(read, { account: '', basis, includeTransactions: true }).transactions[0];
	const [, names, wanted] = /^(Net|Gross|Net or gross): ([\d.]+)/.exec(amount) ?? [];
	const [, credit] = /tax credit (-[\d.]+)/.exec(amount) ?? [];
	for (const [name, basis] of [
		['net', INVOICE_FIGURES],
		['gross', GROSS_FIGURES],
	] as const) {
		if (names.toLowerCase().includes(name)) {
			expect(amountOf(basis).transactionAmount).toBe(Number(wanted));
			expect(amountOf(basis).amounts.taxCredit).toBe(Number(credit ?? 0));
			expect(amountOf(basis).undecided).toEqual([]);
		}
	}
});
