// Mode "one by one": the workflow somebody builds by hand of HTTP Request nodes (one-by-one.workflow.json):
// look the invoice up, create the payment, update the record, one request at a time. Run by a real n8n.
import { createHost, type StoredWorkflow } from '../../demo/host';
import { fs, path, ROOT, secondsNow, sleep } from '../node';
import type { Limits, OwnSandbox } from './ownSandbox';

const FILE = path.join(ROOT, 'bench', 'netsuite', 'one-by-one.workflow.json');
const ID = 'onebyone';
const CREDENTIAL = { id: 'bench00000000001', name: 'NetSuite sandbox' };
const LOOK_EVERY_MS = 100;

/** As a user leaves it: address entered, credential chosen. */
function readyWorkflow(url: string): StoredWorkflow {
	const text = fs
		.readFileSync(FILE, 'utf8')
		.replace('https://<account>.suitetalk.api.netsuite.com', url);
	const workflow = JSON.parse(text) as StoredWorkflow;
	return {
		...workflow,
		id: ID,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.httpRequest'
				? { ...node, credentials: { netSuiteTbaApi: CREDENTIAL } }
				: node,
		),
	};
}

/** Seconds from the first request to the last answer: n8n's own start is not counted. */
export async function oneByOne(sandbox: OwnSandbox, { latencyMs }: Limits): Promise<number> {
	const host = await createHost();
	try {
		await host.importCredentials([
			{ ...CREDENTIAL, type: 'netSuiteTbaApi', data: { ...sandbox.account, baseUrl: sandbox.url } },
		]);
		await host.importWorkflows([readyWorkflow(sandbox.url)]);
		await sandbox.forgetCounters();
		let isRunning = true;
		const [run, seconds] = await Promise.all([
			host.execute(ID).finally(() => {
				isRunning = false;
			}),
			secondsOfRequests(sandbox, () => isRunning),
		]);
		if (run.status !== 'success') {
			throw new Error(`The workflow one by one ended with ${run.status}: ${run.errorMessage}`);
		}
		return seconds + latencyMs / 1000;
	} finally {
		await host.close();
	}
}

/** Requests are counted when they are answered: from the first answer to the last. */
async function secondsOfRequests(sandbox: OwnSandbox, isRunning: () => boolean): Promise<number> {
	let first: number | undefined;
	let last = 0;
	let seen = 0;
	while (isRunning()) {
		const { total } = await sandbox.counters();
		if (total !== seen) {
			last = secondsNow();
			first ??= last;
			seen = total;
		}
		await sleep(LOOK_EVERY_MS);
	}
	return last - (first ?? last);
}
