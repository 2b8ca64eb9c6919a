// The report to keep: a golden file for a good, a partial and a negative settlement (UPDATE_GOLDEN=1 writes them; their
// diff is the review), the same as data, every document by its id, and nothing lost at 50,000 orders.
import { documentList } from '../../nodes/SettlementSummaryUpdate/documentList';
import type { KeptReport, KeptSources } from '../../nodes/SettlementSummaryUpdate/keptReport';
import { keptJson, keptReport } from '../../nodes/SettlementSummaryUpdate/keptReport';
import { PACKAGE_VERSION } from '../../nodes/SettlementSummaryUpdate/packageVersion';
import { fileNames } from '../../nodes/SettlementSummaryUpdate/reportFiles';
import { settlementReport } from '../../nodes/SettlementSummaryUpdate/settlementReport';
import { openCauses, summaryJson } from '../../nodes/SettlementSummaryUpdate/summaryJson';
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import type { KeptTransaction } from '../../nodes/shared/netsuite/settlements/keptTransactions';
import { keptTransactions } from '../../nodes/shared/netsuite/settlements/keptTransactions';
import { placeOf, placeSettlement } from '../../nodes/shared/netsuite/settlements/neighbours';
import type { BooksSeed } from '../support/madeBooks';
import { invoiceOf } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { madeSummary } from '../support/madeSummary';
import { env, fs, path, ROOT } from '../support/node';
import { sandboxClient } from '../support/sandboxClient';
import { settle } from '../support/settle';
import { withSandbox } from '../simulate/story';

const RUN: KeptSources['run'] = {
	workflow: 'Post Amazon settlements',
	executionId: '42',
	startedBy: 'started by its form',
	at: '2026-11-22T08:00:00Z',
	packageVersion: '0.1.0',
};
const NAMES = fileNames('18906543210');

async function kept(books: BooksSeed, events: MadeEvent[]) {
	return await withSandbox(books, async (sandbox) => {
		const items = madeSettlement(events);
		const { summaries, posted } = await settle(sandbox, items);
		const client = sandboxClient(sandbox);
		const host = 'https://1234567.app.netsuite.com';
		const summary = summaryJson(summaries[0], false, host, '2026-11-22');
		const report = keptReport({
			summary,
			causes: openCauses(summaries[0]),
			elsewhere: [],
			run: RUN,
			file: null,
			fileName: 'settlement.txt',
			placed: await placeSettlement(client, summary),
			list: await keptTransactions(client, await loadStatusIds(client), summary),
		});
		const html = settlementReport(summary, report, NAMES);
		return { html, report, posted, sandbox };
	});
}

const FEE = order('', 0, { transactionType: 'ServiceFee', fees: -1250 });
const STORIES: Array<[name: string, books: BooksSeed, events: MadeEvent[]]> = [
	[
		'good',
		{ invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 43080)] },
		[order('111-1', 5000, { fees: -450 }), order('111-2', 43080), refund('111-1', 500, 'a'), FEE],
	],
	[
		'partial',
		{ invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 43080)] },
		[order('111-1', 5000), order('111-2', 46104), order('111-8', 800), order('111-9', 700), FEE],
	],
	[
		'negative',
		{ invoices: [invoiceOf('111-1', 2000)] },
		[order('111-1', 2000), order('', 0, { transactionType: 'ServiceFee', fees: -8231 })],
	],
];

test.each(STORIES)(
	'the report of a %s settlement is what its golden file says',
	async (...story) => {
		const [name, books, events] = story;
		const { html } = await kept(books, events);
		const golden = path.join(ROOT, 'test', 'keptReports', `${name}.html`);
		if (env.UPDATE_GOLDEN !== undefined) {
			fs.writeFileSync(golden, html);
		}
		expect(html).toBe(fs.readFileSync(golden, 'utf8'));
	},
);

test('every document stands in report, data and list, by the id that its record got', async () => {
	const { html, report, posted } = await kept(STORIES[0][1], STORIES[0][2]);
	const ids = [...posted.values()].flatMap(({ paymentId, creditMemoId, refundId }) =>
		[paymentId, creditMemoId, refundId].filter((id) => id !== ''),
	);
	expect(ids).toHaveLength(4);
	const rows = documentList(report).trim().split('\r\n');
	expect(rows).toHaveLength(4);
	const read = JSON.parse(keptJson(report)) as KeptReport;
	expect(read).toEqual(report);
	for (const id of ids) {
		expect(html).toMatch(new RegExp(`(Payment|Credit memo|Customer refund) ${id}</a>`));
		expect(
			rows.filter((row) => row.includes(`,"${id}",`) || row.endsWith(`,"${id}"`)),
		).toHaveLength(1);
	}
	expect(read.transactions.map(({ orderId, posted: value }) => [orderId, value])).toEqual([
		['111-1', 50],
		['111-2', 430.8],
		['111-1', 5],
	]);
});

const own = {
	settlementId: '2',
	account: 'US',
	currency: 'USD',
	startDate: '2026-10-15',
	endDate: '2026-10-29',
};
const file = { rows: 9, lines: 8, contentHash: 'f' };
const recorded = (settlementId: string, startDate: string, endDate: string, changes = {}) => ({
	settlementId,
	startDate,
	endDate,
	account: 'US',
	currency: 'USD',
	totalAmount: 100,
	file,
	...changes,
});

test('the settlements before and after are those of the same account and currency, nearest first', () => {
	const placed = placeOf(own, [
		recorded('0', '2026-09-17', '2026-10-01'),
		recorded('1', '2026-10-01', '2026-10-15'),
		recorded('9', '2026-10-01', '2026-10-15', { currency: 'CAD' }),
		recorded('8', '2026-10-01', '2026-10-15', { account: 'EU' }),
		recorded('2', '2026-10-15', '2026-10-29'),
		recorded('4', '2026-11-26', '2026-12-10'),
		recorded('3', '2026-11-12', '2026-11-26'),
	]);
	expect(placed).toMatchObject({
		file: { rows: 9, lines: 8 },
		previous: { settlementId: '1', touches: true },
		next: { settlementId: '3', touches: false },
	});
	expect(placeOf(own, [])).toMatchObject({ file: null, previous: null, next: null });
});

/** With a summary of one order and whatever a test changes. */
function made(changes: Partial<KeptSources>): string {
	const summary = madeSummary({ startDate: '2026-10-15', endDate: '2026-10-29' });
	const report = keptReport({
		summary,
		causes: [],
		elsewhere: [],
		run: RUN,
		file,
		fileName: '',
		placed: placeOf(own, []),
		list: { transactions: [], missing: '' },
		...changes,
	});
	return settlementReport(summary, report, NAMES)
		.replace(/<[^>]+>/g, ' ')
		.replace(/ +/g, ' ');
}

test('a gap in the chain is said with its days, and so is what nobody could read', () => {
	const after = placeOf(own, [recorded('3', '2026-11-12', '2026-11-26')]);
	const text = made({ placed: after });
	expect(text).toContain('Settlement before none is recorded in NetSuite');
	expect(text).toContain(
		'3, 2026-11-12 to 2026-11-26, 1.00 USD; nothing is recorded from 2026-10-29 to 2026-11-12',
	);
	const refused = made({
		placed: { ...after, missing: 'NetSuite refused the field X' },
		list: { transactions: [], missing: 'NetSuite counts <too> many' },
	});
	expect(refused).toContain('Settlement before not known: NetSuite refused the field X');
	expect(refused).not.toContain('none is recorded');
	expect(refused).toContain('NetSuite did not list them: NetSuite counts &lt;too&gt; many');
});

test('what NetSuite refuses to list fails nothing, and is named; another failure is one', async () => {
	await withSandbox({}, async (sandbox) => {
		const ids = await loadStatusIds(sandboxClient(sandbox));
		const failing = (code: NetSuiteError['code']) =>
			({
				expect: async () => await Promise.reject(new NetSuiteError(code, 'No such permission')),
			}) as unknown as NetSuiteClient;
		const refusing = failing('NETSUITE_PERMISSION');
		const settlement = { recordId: '7', currency: 'USD' };
		expect(await keptTransactions(refusing, ids, settlement)).toEqual({
			transactions: [],
			missing: 'No such permission',
		});
		expect(await placeSettlement(refusing, own)).toEqual({
			file: null,
			previous: null,
			next: null,
			missing: 'No such permission',
		});
		const away = failing('NETSUITE_UNREACHABLE');
		await expect(keptTransactions(away, ids, settlement)).rejects.toThrow('No such');
		await expect(placeSettlement(away, own)).rejects.toThrow('No such');
		// Only planned: there is nothing to ask for.
		const planned = await keptTransactions(refusing, ids, { ...settlement, recordId: '' });
		expect(planned).toEqual({ transactions: [], missing: '' });
	});
});

test('50,000 orders: the list and the data have all, the page the first and where the others are', () => {
	const transactions = Array.from(
		{ length: 50_000 },
		(_, at): KeptTransaction => ({
			recordId: String(at),
			orderId: `111-${at}`,
			transactionType: 'Order',
			status: 'Applied',
			postedDate: '2026-10-16',
			transactionAmount: 1999,
			posted: 1999,
			invoiceId: `1${at}`,
			paymentId: `2${at}`,
			cashSaleId: '',
			creditMemoId: '',
			refundId: '',
		}),
	);
	const summary = madeSummary({ transactions: 50_000 });
	const report = keptReport({
		summary,
		causes: [],
		elsewhere: [],
		run: RUN,
		file,
		fileName: 'a.txt',
		placed: placeOf(own, []),
		list: { transactions, missing: '' },
	});
	const html = settlementReport(summary, report, NAMES);
	expect(html.length).toBeLessThan(1_000_000);
	expect(html).toContain(
		'48,000 more are not shown here: the file settlement-18906543210-documents.csv',
	);
	expect(documentList(report).trim().split('\r\n')).toHaveLength(50_001);
	const read = JSON.parse(keptJson(report)) as KeptReport;
	expect(read.transactions[49_999]).toMatchObject({ orderId: '111-49999', posted: 19.99 });
	expect(read.transactions).toHaveLength(50_000);
});

test('the version is that of the package', () => {
	const manifest = fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8');
	expect(PACKAGE_VERSION).toBe((JSON.parse(manifest) as { version: string }).version);
});
