// What refunds cost: two calls each, and a handful for all of them together. A total that the query does
// not show is asked for one by one: nothing is paid out on trust.
import type { Transport } from '../../nodes/shared/netsuite/api/client';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const COUNT = 60;
const ORDERS = Array.from({ length: COUNT }, (_, at) => `111-${at}`);
const STORY: Story = {
	books: { invoices: ORDERS.map((orderId) => invoiceOf(orderId, 3000, { paid: 3000 })) },
	events: ORDERS.map((orderId, at) => refund(orderId, 1000 + at, 'a')),
	invoices: Object.fromEntries(ORDERS.map((orderId) => [orderId, [`Amazon.com_${orderId}`]])),
};

test('a memo and a refund are two calls, their totals one query for many', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		await settle(sandbox, madeSettlement(STORY.events));
		expect(auditStory(sandbox, STORY)).toEqual([]);
		const { entries } = sandbox.requests;
		const made = entries.filter(({ path }) => /creditMemo/i.test(path));
		expect(made.filter(({ method }) => method === 'POST')).toHaveLength(2 * COUNT);
		// The first of its kind alone is read as a record.
		expect(made.filter(({ method }) => method === 'GET')).toHaveLength(1);
	});
});

const hidesTotals =
	(send: Transport['send']): Transport['send'] =>
	async (request) => {
		const answer = await send(request);
		// The read back of what was paid out shows them again.
		if (JSON.stringify(request.body ?? '').includes('applied_line')) {
			return answer;
		}
		const body = answer?.body as { items?: Array<Record<string, unknown>> } | undefined;
		const items = (body?.items ?? []).filter(
			({ externalid }) => !String(externalid).startsWith('AMZ-CM-'),
		);
		return body?.items === undefined
			? answer
			: { ...answer, body: { ...body, items, totalResults: items.length } };
	};

test('memos that the query does not show are asked for one by one', async () => {
	const story = { ...STORY, events: STORY.events.slice(0, 3) };
	await withSandbox(story.books, async (sandbox) => {
		const client = clientAround(sandbox, hidesTotals);
		await settle(sandbox, madeSettlement(story.events), {}, client);
		expect(auditStory(sandbox, story)).toEqual([]);
		const asked = sandbox.requests.entries.filter(({ method, path }) => {
			return method === 'GET' && /creditMemo/i.test(path);
		});
		// Each for its total, and the first of its kind as a record before that.
		expect(asked).toHaveLength(4);
	});
});

test('a memo that NetSuite refused does not count against the next refund of its order', async () => {
	const events = [refund('111-1', 2500, 'a'), refund('111-1', 2000, 'b')];
	const books = { invoices: [invoiceOf('111-1', 3000, { paid: 3000 })] };
	await withSandbox(books, async (sandbox) => {
		let refused = 0;
		const client = clientAround(sandbox, (send) => async (request) => {
			const isMemo = request.path.endsWith('/creditMemo') && request.method === 'POST';
			return isMemo && refused++ === 0
				? { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail: 'Locked.' }] } }
				: await send(request);
		});
		const { posted } = await settle(sandbox, madeSettlement(events), { excess: 'cap' }, client);
		expect([...posted.values()]).toMatchObject([
			{ errorCode: 'NETSUITE_VALIDATION' },
			{ status: 'Applied', applied: 2000, rest: 0 },
		]);
	});
});
