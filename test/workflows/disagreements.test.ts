// A run whose summaries disagree fails, after its page and its items are out, in both workflows that settle.
// What finds disagreements is tested elsewhere: here the summary node is replaced by one that reports them.
import type { INodeType } from 'n8n-workflow';

import { OPEN_WORKFLOW, readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import type { BooksSeed } from '../../sandbox/sandbox';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT } from '../support/node';
import { jsonOf, runWorkflow } from '../support/runWorkflow';
import { sharedSandbox } from '../support/sharedSandbox';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const books = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const sandbox = sharedSandbox({ books });
const SUMMARY_TYPE = 'n8n-nodes-amazon-settlement.settlementSummaryUpdate';

const DISPUTED = {
	settlementId: '18906543210',
	isInThisRun: true,
	outcomePage: '<p>the page</p>',
	disagreements: [
		{ code: 'HEALED', message: 'Healed by this run.', state: 'mended' },
		{ code: 'DOCUMENT_GONE', message: 'Payment 7 was deleted.', state: 'stands' },
	],
};

function summaryNode(json: typeof DISPUTED, isFailing: boolean): INodeType {
	const { description } = new SettlementSummaryUpdate();
	return {
		description,
		execute: async () => [[{ json }], isFailing ? [{ json }] : []],
	};
}

async function run(name: string, isFailing: boolean) {
	const { account, url } = sandbox();
	const isForm = name === SETTLEMENT_WORKFLOW;
	const file = fileItem(fs.readFileSync(REPORT, 'utf8'), { field: 'settlementFile' });
	const json = { submittedAt: '2026-11-22T00:00:00Z', mode: 'Dry run: plan only, write nothing' };
	return await runWorkflow(readyWorkflow(name, REPORT), {
		credentials: { netSuiteTbaApi: { ...account, baseUrl: url } },
		...(isForm && { start: 'Upload settlement report', items: [{ ...file, json }] }),
		nodeTypes: { [SUMMARY_TYPE]: summaryNode(DISPUTED, isFailing) },
	});
}

test.each([SETTLEMENT_WORKFLOW, OPEN_WORKFLOW])(
	'%s fails and names what disagrees',
	async (name) => {
		const ended = await run(name, true);
		expect(ended.status).toBe('error');
		expect(ended.error?.message).toBe(
			'Settlement 18906543210 has 1 disagreement between report, records and documents. DOCUMENT_GONE: Payment 7 was deleted.',
		);
		expect(jsonOf(ended.outputs['Update settlement summaries'][0])).toEqual([DISPUTED]);
		// The page is out before the run fails.
		expect(ended.pages).toEqual(name === SETTLEMENT_WORKFLOW ? ['<p>the page</p>'] : []);
	},
);

test.each([SETTLEMENT_WORKFLOW, OPEN_WORKFLOW])(
	'%s does not fail where nothing leaves through that output',
	async (name) => {
		const ended = await run(name, false);
		expect(ended.error).toBeUndefined();
		expect(ended.status).toBe('success');
	},
);
