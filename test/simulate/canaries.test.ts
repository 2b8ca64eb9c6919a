// The first document of each kind is posted alone and read back: what is wrong with it is wrong with one
// document, not with hundreds. Refusals that say the same of every order stop their kind as well; one about a
// single order never does.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { PostingResult } from '../../nodes/shared/netsuite/posting/postingResult';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { idNamed, perCustomer, settle, settleInBatches } from '../support/settle';
import { withSandbox } from './story';

const COUNT = 12;
const orderIds = Array.from({ length: COUNT }, (_, at) => `111-${at}`);
const TAXED = 'Taxed Refund';
const BOOKS = {
	invoices: orderIds.map((orderId) => invoiceOf(orderId, 1000)),
	items: [{ itemId: TAXED, kind: 'nonInventorySaleItem' as const, taxRate: 8 }],
};
const ORDERS = madeSettlement(orderIds.map((orderId) => order(orderId, 1000)));
const REFUNDS = madeSettlement(orderIds.map((orderId) => refund(orderId, 500, 'a')));
const taxed = (sandbox: Sandbox) => ({ itemId: idNamed(sandbox, 'nonInventorySaleItem', TAXED) });

const posts = ({ method, path }: NetSuiteRequest, ending: string) =>
	method === 'POST' && path.endsWith(ending);
const reads = (sandbox: Sandbox, type: string) =>
	sandbox.requests.entries.filter(
		({ method, path }) => method === 'GET' && new RegExp(`/${type}/\\d+$`, 'i').test(path),
	).length;
const count = (sandbox: Sandbox, type: string) => sandbox.books.records(type).length;
const words = ({ errorCode, status, outcome }: PostingResult) =>
	outcome === 'skipped' ? `${status} ${errorCode}` : errorCode || status;

function tally(posted: Map<string, PostingResult>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const result of posted.values()) {
		counts[words(result)] = (counts[words(result)] ?? 0) + 1;
	}
	return counts;
}

const stopsIn = (posted: Map<string, PostingResult>) =>
	[...posted.values()].flatMap(({ mended = [] }) => mended);

function correct(sandbox: Sandbox): void {
	const [memo] = sandbox.books.ofType('creditMemo');
	const item = idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund');
	const [line] = memo.lines.item;
	sandbox.books.put({ ...memo, lines: { ...memo.lines, item: [{ ...line, item, taxAmount: 0 }] } });
}

const STOPPED = { DOCUMENT_DIFFERS: 1, 'New KIND_STOPPED': COUNT - 1 };

test('a taxable refund item makes one wrong memo, and no run makes a second until it is corrected', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { posted, summaries } = await settle(sandbox, REFUNDS, taxed(sandbox));
		expect(tally(posted)).toEqual(STOPPED);
		expect(count(sandbox, 'creditMemo')).toBe(1);
		// The summary calls it what the posting node called it.
		expect(summaries[0].disagreements.map(({ code }) => code)).toEqual(['DOCUMENT_DIFFERS']);
		const [stop] = stopsIn(posted);
		const [memo] = sandbox.books.records('creditMemo');
		expect(stop).toMatchObject({ code: 'DOCUMENT_DIFFERS', state: 'stands', documentId: memo.id });
		expect(stop.message).toMatch(
			/^Credit memo \d+ was saved otherwise than it was sent: total 5\.40 USD, not 5\.00 USD; tax 0\.40 USD, not 0\.00 USD.* 11 more credit memos of its kind were not tried$/,
		);
		const records = sandbox.books.records('customrecord_amzstl_transaction');
		expect(records.map((one) => one.labels.custrecord_amzstl_t_status)).toEqual([
			'Unapplied',
			...Array.from({ length: COUNT - 1 }, () => 'New'),
		]);
		expect(tally((await settle(sandbox, REFUNDS, taxed(sandbox))).posted)).toEqual(STOPPED);
		expect(
			tally((await settle(sandbox, REFUNDS, { ...taxed(sandbox), isDryRun: true })).posted),
		).toEqual(STOPPED);
		// Another settlement is another report, but the same setting.
		const other = madeSettlement([refund('111-3', 100, 'z')], { settlementId: '18906543299' });
		expect(tally((await settle(sandbox, other, taxed(sandbox))).posted)).toEqual({
			'New KIND_STOPPED': 1,
		});
		expect(count(sandbox, 'creditMemo')).toBe(1);
		correct(sandbox);
		expect(tally((await settle(sandbox, REFUNDS)).posted)).toEqual({ Applied: COUNT });
		expect(count(sandbox, 'creditMemo')).toBe(COUNT);
	});
}, 60_000);

test('batches of a loop read one document of a kind back, and stop where an earlier one stopped', async () => {
	const batches = [REFUNDS.slice(0, 4), REFUNDS.slice(4, 8), REFUNDS.slice(8)];
	await withSandbox(BOOKS, async (sandbox) => {
		const { posted } = await settleInBatches(sandbox, batches);
		expect(tally(posted)).toEqual({ Applied: COUNT });
		expect([reads(sandbox, 'creditMemo'), reads(sandbox, 'customerRefund')]).toEqual([1, 1]);
	});
	await withSandbox(BOOKS, async (sandbox) => {
		const { posted } = await settleInBatches(sandbox, batches, taxed(sandbox));
		expect(tally(posted)).toEqual(STOPPED);
		expect(count(sandbox, 'creditMemo')).toBe(1);
	});
});

interface ApplyBody {
	apply: { items: unknown[] };
}

test.each([
	['per order', {}, { DOCUMENT_DIFFERS: 1, 'New KIND_STOPPED': COUNT - 1 }, 1],
	['per customer', perCustomer(5), { DOCUMENT_DIFFERS: 5, 'New KIND_STOPPED': COUNT - 5 }, 1],
])(
	'%s: a payment that is not applied stops the others of its kind',
	async (_, mode, told, made) => {
		await withSandbox(BOOKS, async (sandbox) => {
			const client = clientAround(sandbox, (send) => async (request) => {
				const body = { ...(request.body as ApplyBody), apply: { items: [] } };
				return await send(posts(request, '/customerPayment') ? { ...request, body } : request);
			});
			expect(tally((await settle(sandbox, ORDERS, mode, client)).posted)).toEqual(told);
			expect(tally((await settle(sandbox, ORDERS, mode)).posted)).toEqual(told);
			expect(count(sandbox, 'customerPayment')).toBe(made);
		});
	},
);

test('an invoice that somebody paid meanwhile concerns that order alone', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		let isFirst = true;
		const client = clientAround(sandbox, (send) => async (request) => {
			if (!posts(request, '/customerPayment') || !isFirst) {
				return await send(request);
			}
			isFirst = false;
			const answer = await send({
				...request,
				body: { ...(request.body as ApplyBody), apply: { items: [] } },
			});
			const [invoice] = sandbox.books.ofType('invoice');
			sandbox.books.put({
				type: 'customerPayment',
				id: sandbox.books.nextId('transaction'),
				fields: {
					customer: invoice.fields.entity,
					currency: invoice.fields.currency,
					tranDate: '2026-10-03',
					payment: 1000,
				},
				lines: { apply: [{ doc: invoice.id, amount: 1000 }] },
			});
			return answer;
		});
		const { posted } = await settle(sandbox, ORDERS, {}, client);
		expect(tally(posted)).toEqual({ 'Partially Applied': 1, Applied: COUNT - 1 });
	});
});

const refusal = (detail: string) => ({
	status: 400,
	headers: {},
	body: { 'o:errorDetails': [{ detail, 'o:errorCode': 'USER_ERROR' }] },
});

const MANDATORY = 'Please enter value(s) for: Department.';

test('five equal refusals stop their kind; other kinds go on, and what was not tried stays New', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		let tried = 0;
		const client = clientAround(sandbox, (send) => async (request) => {
			if (!posts(request, '/customerPayment')) {
				return await send(request);
			}
			tried += 1;
			return refusal(MANDATORY);
		});
		const mixed = madeSettlement([
			...orderIds.slice(1).map((orderId) => order(orderId, 1000)),
			refund('111-0', 100, 'a'),
		]);
		const { posted } = await settle(sandbox, mixed, {}, client);
		expect(tried).toBe(5);
		expect(tally(posted)).toEqual({
			NETSUITE_VALIDATION: 5,
			'New KIND_STOPPED': COUNT - 6,
			Applied: 1,
		});
		expect(stopsIn(posted)).toMatchObject([{ code: 'KIND_REFUSED', state: 'stands' }]);
		expect(stopsIn(posted)[0].message).toMatch(
			/^NetSuite refused 5 payments alike and accepted none: Please enter value\(s\) for: Department\..* 6 more payments of its kind were not tried$/,
		);
		expect(tally((await settle(sandbox, mixed)).posted)).toEqual({ Applied: COUNT });
	});
});

test('per customer, halves of one refused payment are no refusals of their own', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const bad = sandbox.books.records('invoice')[7].id;
		const client = clientAround(sandbox, (send) => async (request) => {
			const isBad =
				posts(request, '/customerPayment') &&
				JSON.stringify(request.body).includes(`"doc":{"id":"${bad}"}`);
			return isBad ? refusal(MANDATORY) : await send(request);
		});
		const { posted } = await settle(sandbox, ORDERS, perCustomer(), client);
		expect(tally(posted)).toEqual({ NETSUITE_VALIDATION: 1, Applied: COUNT - 1 });
	});
});

test.each([
	['names the order', (orderId: string) => `Order ${orderId} is locked.`],
	['is about a period', () => 'The posting period does not allow this.'],
])('refusals of which each %s stop nothing', async (_, detail) => {
	await withSandbox(BOOKS, async (sandbox) => {
		let tried = 0;
		const client = clientAround(sandbox, (send) => async (request) => {
			if (!posts(request, '/customerPayment')) {
				return await send(request);
			}
			tried += 1;
			const { memo = '' } = request.body as { memo?: string };
			return refusal(detail(/Amazon order (\S+),/.exec(memo)?.[1] ?? ''));
		});
		await settle(sandbox, ORDERS, {}, client);
		expect(tried).toBe(COUNT);
	});
});

test('refusals of one day stop nothing before another day is tried', async () => {
	const days = orderIds.map((orderId, at) =>
		order(orderId, 1000, { postedDate: `2026-10-${at === COUNT - 1 ? '07' : '05'}T12:00:00Z` }),
	);
	await withSandbox(BOOKS, async (sandbox) => {
		const client = clientAround(sandbox, (send) => async (request) => {
			const { tranDate } = (request.body ?? {}) as { tranDate?: string };
			const isBad = posts(request, '/customerPayment') && tranDate === '2026-10-05';
			return isBad ? refusal(MANDATORY) : await send(request);
		});
		const { posted } = await settle(sandbox, madeSettlement(days), {}, client);
		expect(tally(posted)).toEqual({ NETSUITE_VALIDATION: COUNT - 1, Applied: 1 });
	});
});

test('a taxable write-off item makes one wrong memo', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const short = madeSettlement(orderIds.map((orderId) => order(orderId, 900)));
		const writeOff = { writeOff: { tolerance: 1, ...taxed(sandbox) } };
		const told = { DOCUMENT_DIFFERS: 1, WRITE_OFF_FAILED: COUNT - 1 };
		expect(tally((await settle(sandbox, short, writeOff)).posted)).toEqual(told);
		expect(tally((await settle(sandbox, short, writeOff)).posted)).toEqual(told);
		expect(count(sandbox, 'creditMemo')).toBe(1);
	});
});
