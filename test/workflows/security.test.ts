// What a report or NetSuite says must stay text on the pages of the workflow.
import type { INodeType } from 'n8n-workflow';

import { readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import { fileItem } from '../support/fileItem';
import { runWorkflow } from '../support/runWorkflow';

const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert('2')">&`;

/** Fails as our nodes do; n8n moves the item to the error output. */
const failing: INodeType = {
	description: new AmazonSettlementParse().description,
	execute: async () => [
		[{ json: { error: HOSTILE, message: HOSTILE, details: { description: HOSTILE } } }],
		[],
		[],
	],
};

test('the page with the reason shows hostile text as text', async () => {
	const file = fileItem('any', { field: 'settlementFile' });
	const json = { submittedAt: '2026-11-22T00:00:00Z', mode: 'Post to NetSuite' };
	const run = await runWorkflow(readyWorkflow(SETTLEMENT_WORKFLOW, ''), {
		start: 'Upload settlement report',
		items: [{ ...file, json }],
		nodeTypes: { 'n8n-nodes-amazon-settlement.amazonSettlementParse': failing },
	});
	expect(run.status).toBe('error');
	expect(run.pages).toHaveLength(1);
	expect(run.pages[0]).not.toMatch(/<script|<img/);
	expect(run.pages[0].match(/&#60;script&#62;/g)).toHaveLength(2);
});
