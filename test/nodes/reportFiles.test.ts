// The files of a settlement: a document that stands alone, and a CSV with every open order that no spreadsheet takes
// for formulas.
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { madeSettlement, order } from '../support/madeSettlement';
import { asItems, runOn } from '../support/sandboxNode';
import { withSandbox } from '../simulate/story';

const ORDERS = Array.from({ length: 25 }, (_, at) => order(`111-${at}`, 100_000 + at));

async function filesOf(orders: typeof ORDERS, reportFiles: boolean) {
	return await withSandbox({}, async (sandbox) => {
		const added = await runOn(
			sandbox,
			new NetSuiteSettlementAdd(),
			{},
			asItems(madeSettlement(orders)),
		);
		const run = await runOn(
			sandbox,
			new SettlementSummaryUpdate(),
			{ options: { reportFiles, reportFileName: 'report.txt' } },
			added.outputs[0],
		);
		const { binary = {}, json } = run.outputs[0][0];
		const text = (name: string) => Buffer.from(binary[name].data, 'base64').toString();
		return { binary, json, text };
	});
}

test('report and list are files, and nothing of them is in the item', async () => {
	const { binary, json, text } = await filesOf(ORDERS, true);
	expect(Object.values(binary).map(({ fileName }) => fileName)).toEqual([
		'settlement-18906543210.html',
		'settlement-18906543210.json',
		'settlement-18906543210-documents.csv',
		'settlement-18906543210-open.csv',
	]);
	const report = text('settlementReport');
	expect(report).toMatch(/^<!DOCTYPE html>\n<html lang="en">/);
	expect(report).toContain('<title>18906543210 ties, something is open</title>');
	expect(report).toContain('<th scope="row">Rows of the file</th><td>27 rows</td>');
	expect(report).toContain('<th scope="row">Transactions</th><td>25</td>');
	expect(report).toContain('<td>report.txt</td>');
	expect(text('settlementDocuments').trim().split('\r\n')).toHaveLength(26);
	expect(JSON.parse(text('settlementData'))).toMatchObject({
		file: {
			name: 'report.txt',
			rows: 27,
			lines: 25,
			contentHash: expect.stringMatching(/^\w{64}$/),
		},
		run: { startedBy: expect.stringMatching(/^started/) },
	});
	expect(report).not.toMatch(/<script|<link|src=/);
	const file = 'the file settlement-18906543210-open.csv of this run has them all';
	expect(report).toContain(`5 more are not shown here: ${file}`);
	expect(json.outcomePage).toContain(file);
	const place = 'Files to keep: settlement-18906543210 as HTML, JSON and CSV.';
	expect(json.outcomePage).toContain(place);
	expect(report).not.toContain(place);
	expect(json.outcomePage).toMatch(/since 2026-10-05, \d+ days/);
	const rows = text('openTransactions').trim().split('\r\n');
	expect(rows).toHaveLength(26);
	expect(rows[1]).toMatch(
		/^"18906543210","Not posted yet","no","111-0","Order","New","2026-10-05",1000\.00,"USD",/,
	);
	// The item shows the first 20.
	const [cause] = json.causes as Array<{ count: number; orders: unknown[] }>;
	expect([cause.count, cause.orders.length]).toEqual([25, 20]);
});

test('no cell is a formula, and quotes stay within their cell', async () => {
	const { text } = await filesOf([order('=HYPERLINK("http://x")', 100)], true);
	expect(text('openTransactions')).toContain(`,"'=HYPERLINK(""http://x"")",`);
});

test('without the option there are no files', async () => {
	const { binary, json } = await filesOf(ORDERS.slice(0, 1), false);
	expect(binary).toEqual({});
	expect(json.outcomePage).not.toContain('Files to keep');
});
