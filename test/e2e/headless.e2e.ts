// The bundled workflow in a real n8n without the editor: one clean run, the same report again, and a
// run that is killed in the middle and repeated. What counts is what NetSuite's books hold afterwards.
import type { PlainRecord } from '../../sandbox/books/plain';
import type { Stage } from '../../demo/stage';
import {
	OPEN_WORKFLOW,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
	workflowId,
} from '../../demo/bundledWorkflow';
import { setStage } from '../../demo/stage';
import { outcomeOf } from '../../demo/outcome';
import { path, ROOT, wait } from '../support/node';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const BOOKS = path.join(ROOT, 'demo/books.json');
const SETTLE = workflowId(SETTLEMENT_WORKFLOW);

let stage: Stage;

beforeEach(async () => {
	stage = await setStage({ report: REPORT, books: BOOKS });
});

afterEach(async () => {
	await stage.close();
});

/** What a run must leave the same: everything but internal ids, document numbers and times. */
function content() {
	const { books } = stage.sandbox;
	const keep = ({ externalId, total, applied, open, status, memo, tranDate }: PlainRecord) => ({
		externalId,
		total,
		applied,
		open,
		status,
		memo,
		tranDate,
	});
	const types = ['customerPayment', 'creditMemo', 'customerRefund', 'invoice'];
	const byExternalId = (left: PlainRecord, right: PlainRecord) =>
		left.externalId < right.externalId ? -1 : 1;
	return Object.fromEntries(
		types.map((type) => [type, books.records(type).sort(byExternalId).map(keep)]),
	);
}

// The demo report was written by hand: 17 orders (two of them shipments of one), 4 refunds.
const EXPECTED = {
	report: {
		settlementId: '18906543210',
		totalAmount: '653.03',
		sumOfLines: '653.03',
		balanced: true,
	},
	byStatus: { Applied: 16, New: 3, 'Partially Applied': 1, Unapplied: 4 },
	codes: ['INVOICE_ALREADY_PAID', 'INVOICE_NOT_FOUND', 'INVOICE_NOT_FOUND', 'ORDER_NOT_BILLED'],
};

test('a settlement becomes records, payments and refunds; the same report again posts nothing', async () => {
	const first = await stage.host.execute(SETTLE);
	expect(first.errorMessage).toBe('');
	expect(first.status).toBe('success');
	const outcome = outcomeOf(stage.sandbox);
	expect(outcome.report).toMatchObject(EXPECTED.report);
	expect(outcome.transactions.byStatus).toEqual(EXPECTED.byStatus);
	expect(outcome.unapplied.map(({ errorCode }) => errorCode).sort()).toEqual(EXPECTED.codes);
	expect(outcome.netsuite.customerPayments).toEqual({
		count: 14,
		total: '1142.09',
		applied: '1111.85',
	});
	expect(outcome.netsuite.creditMemos).toEqual({ count: 3, total: '92.50' });
	expect(outcome.netsuite.customerRefunds).toEqual({ count: 3, total: '92.50' });

	const before = content();
	stage.sandbox.requests.reset();
	const second = await stage.host.execute(SETTLE);
	expect(second.status).toBe('success');
	expect(content()).toEqual(before);
	expect(stage.sandbox.requests.counters.post).toBe(0);
	expect(outcomeOf(stage.sandbox).transactions).toEqual(outcome.transactions);
});

test('killed in the middle and run again, the books are those of one clean run', async () => {
	await stage.host.execute(SETTLE);
	const clean = { content: content(), outcome: outcomeOf(stage.sandbox) };
	await stage.close();
	for (const requestsUntilKill of [6, 18, 30]) {
		stage = await setStage({ report: REPORT, books: BOOKS });
		const { counters } = stage.sandbox.requests;
		const power = new AbortController();
		let isWatching = true;
		const watch = (async () => {
			while (isWatching && counters.total < requestsUntilKill) {
				await wait(1);
			}
			power.abort();
		})();
		await stage.host.execute(SETTLE, power.signal).catch(() => undefined);
		isWatching = false;
		await watch;
		expect(content()).not.toEqual(clean.content);
		const again = await stage.host.execute(SETTLE);
		expect(again.status).toBe('success');
		expect(content()).toEqual(clean.content);
		const outcome = outcomeOf(stage.sandbox);
		expect(outcome.transactions).toEqual(clean.outcome.transactions);
		expect(outcome.netsuite).toEqual(clean.outcome.netsuite);
		await stage.close();
	}
	stage = await setStage({ report: REPORT, books: BOOKS });
}, 900_000);

test('an order billed later is paid by the workflow for open transactions, alone', async () => {
	await stage.host.execute(SETTLE);
	const { books, requests } = stage.sandbox;
	const [order] = books
		.records('salesOrder')
		.filter(
			({ id }) => !JSON.stringify(books.records('invoice')).includes(`"createdFrom":"${id}"`),
		);
	await billByHand(order.id);
	requests.reset();
	const run = await stage.host.execute(workflowId(OPEN_WORKFLOW));
	expect(run.status).toBe('success');
	const outcome = outcomeOf(stage.sandbox);
	expect(outcome.transactions.byStatus).toEqual({
		...EXPECTED.byStatus,
		Applied: EXPECTED.byStatus.Applied + 1,
		Unapplied: EXPECTED.byStatus.Unapplied - 1,
	});
	expect(outcome.netsuite.customerPayments.count).toBe(15);
	expect(requests.counters.post).toBe(1);
});

test("the credential signs for n8n's own HTTP Request node too", async () => {
	const { url } = stage.sandbox;
	const ready = readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);
	const credentials = ready.nodes.find((node) => node.credentials !== undefined)?.credentials;
	const at = (x: number): [number, number] => [x, 0];
	await stage.host.importWorkflows([
		{
			id: 'httprequest',
			name: 'HTTP Request with the NetSuite credential',
			nodes: [
				{
					id: 'a',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: at(0),
					parameters: {},
				},
				{
					id: 'b',
					name: 'Ask',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: at(224),
					credentials,
					parameters: {
						url: `${url}/services/rest/record/v1/invoice?limit=2`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'netSuiteTbaApi',
						sendQuery: true,
						queryParameters: {
							parameters: [{ name: 'q', value: 'externalId START_WITH "INV-111" AND memo EMPTY' }],
						},
						// NetSuite's own media type is not recognised as JSON by itself.
						options: { response: { response: { responseFormat: 'json' } } },
					},
				},
			],
			connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
		},
	]);
	const run = await stage.host.execute('httprequest');
	expect(run.errorMessage).toBe('');
	expect(run.nodes.Ask.outputs[0][0]).toMatchObject({ count: 1, totalResults: 1 });
});

/** As a person would in NetSuite: bills the sales order through the transform. */
async function billByHand(orderId: string): Promise<void> {
	const { signedFetch } = await import('../support/signedFetch');
	const { url, account } = stage.sandbox;
	const reply = await signedFetch(
		account,
		`${url}/services/rest/record/v1/salesOrder/${orderId}/!transform/invoice`,
		{ method: 'POST', body: {} },
	);
	expect(reply.status).toBe(204);
}
