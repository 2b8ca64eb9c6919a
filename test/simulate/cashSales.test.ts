// Cash sales under misfortune: crashes between the steps of claiming one, two runs of one settlement and of
// two at once, NetSuite refusing, links set by hand. One cash sale never settles two transactions.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, clientCrashingAfter, clientWithEvent } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { record, settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

/** `count` orders, each billed as a cash sale of its amount; the last one is a cent too low. */
function storyOf(count: number): Story {
	const ids = Array.from({ length: count }, (_, at) => `111-${at + 1}`);
	return {
		books: { cashSales: ids.map((id, at) => invoiceOf(id, 1000 + at)) },
		events: ids.map((id, at) => order(id, 1000 + at + (at === count - 1 ? 1 : 0))),
		invoices: {},
		cashSales: Object.fromEntries(ids.map((id) => [id, [`Amazon.com_${id}`]])),
	};
}

const STORY = storyOf(5);
const ITEMS = madeSettlement(STORY.events);
const TRANSACTION = 'customrecord_amzstl_transaction';

const body = ({ body: sent }: NetSuiteRequest) => JSON.stringify(sent ?? '');
const notesWish = (request: NetSuiteRequest) =>
	request.method === 'PATCH' &&
	request.path.includes(TRANSACTION) &&
	!body(request).includes('custrecord_amzstl_t_status');
const writesLink = ({ method, path }: NetSuiteRequest) =>
	method === 'PATCH' && path.includes('/cashSale');
const writesStatus = (request: NetSuiteRequest) =>
	request.method === 'PATCH' && body(request).includes('custrecord_amzstl_t_status');
const looksForClaims = (request: NetSuiteRequest) => body(request).includes("t.type = 'CashSale'");

async function codes(sandbox: Sandbox, items = ITEMS, client?: Parameters<typeof settle>[3]) {
	const { posted } = await settle(sandbox, items, {}, client);
	return [...posted.values()].map(({ errorCode, status }) => errorCode || status);
}

const CLEAN = ['Applied', 'Applied', 'Applied', 'Applied', 'CASH_SALE_FOUND'];

test('both amounts and the difference are told', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const { posted } = await settle(sandbox, ITEMS);
		const [first, , , , last] = posted.values();
		const [cashSale] = sandbox.books.records('cashSale');
		expect(first).toMatchObject({
			status: 'Applied',
			outcome: 'existed',
			cashSaleId: cashSale.id,
			paymentId: '',
			posted: 1000,
			applied: 0,
			rest: 0,
			short: 0,
			matchedBy: 'external ID Amazon.com_111-1',
		});
		expect(last.errorMessage).toMatch(
			/cash sale \w+ over 10\.04 USD.*Amazon sent 10\.05 USD, a difference of 0\.01 USD/,
		);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('a dry run plans the same and marks nothing', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const { posted } = await settle(sandbox, ITEMS, { isDryRun: true });
		expect([...posted.values()].map(({ errorCode, outcome }) => errorCode || outcome)).toEqual([
			'planned',
			'planned',
			'planned',
			'planned',
			'CASH_SALE_FOUND',
		]);
		const links = sandbox.books.records('cashSale').map((one) => one.custbody_amzstl_transaction);
		expect(links).toEqual(links.map(() => undefined));
	});
});

test('a run again changes nothing and tells the same', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const told = async () =>
			[...(await settle(sandbox, ITEMS)).posted.values()].map(
				({ status, posted, applied, cashSaleId }) => ({ status, posted, applied, cashSaleId }),
			);
		const first = await told();
		expect(await told()).toEqual(first);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test.each([
	['the wish is noted', notesWish],
	['the links are written', writesLink],
	['the statuses are written', writesStatus],
])('a crash right after %s is made good by the next run', async (_, isLast) => {
	for (const story of [STORY, storyOf(2)]) {
		await withSandbox(story.books, async (sandbox) => {
			const items = madeSettlement(story.events);
			const broken = settle(sandbox, items, {}, clientCrashingAfter(sandbox, isLast));
			await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
			await settle(sandbox, items);
			expect(auditStory(sandbox, story)).toEqual([]);
		});
	}
});

test.each([
	['before we look who has which', looksForClaims],
	['before we note our wish', notesWish],
	['before we write the links', writesLink],
	['before we write the statuses', writesStatus],
])('a second run of the settlement that overtakes us %s changes nothing', async (_, isMoment) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const overtaken = clientWithEvent(sandbox, isMoment, async () => {
			await settle(sandbox, ITEMS);
		});
		expect(await codes(sandbox, ITEMS, overtaken)).toEqual(CLEAN);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

/** Transactions of any settlement that are Applied by the cash sale. */
function settledBy(sandbox: Sandbox): number {
	const [{ id }] = sandbox.books.records('cashSale');
	return sandbox.books
		.records(TRANSACTION)
		.filter(
			({ custrecord_amzstl_t_to_apply: toApply, labels }) =>
				toApply === id && labels.custrecord_amzstl_t_status === 'Applied',
		).length;
}

test.each([
	['before we look who has which', looksForClaims],
	['before we note our wish', notesWish],
	['before we write the links', writesLink],
	['before we write the statuses', writesStatus],
])(
	'of two settlements that want one cash sale, one gets it: the other comes %s',
	async (_, isMoment) => {
		await withSandbox({ cashSales: [invoiceOf('111-1', 700)] }, async (sandbox) => {
			const ours = madeSettlement([order('111-1', 700)]);
			const theirs = madeSettlement([order('111-1', 700)], { settlementId: '18906543299' });
			const overtaken = clientWithEvent(sandbox, isMoment, async () => {
				await settle(sandbox, theirs);
			});
			await settle(sandbox, ours, {}, overtaken);
			expect(settledBy(sandbox)).toBeLessThanOrEqual(1);
			// Where both had left it alone, the next run decides.
			const [first] = await codes(sandbox, ours);
			const [second] = await codes(sandbox, theirs);
			expect([first, second].sort()).toEqual(['Applied', 'CASH_SALE_FOUND']);
			expect(settledBy(sandbox)).toBe(1);
		});
	},
);

test('somebody enters another transaction right after we wrote the links: it is not ours', async () => {
	await withSandbox({ cashSales: [invoiceOf('111-1', 700)] }, async (sandbox) => {
		const ours = madeSettlement([order('111-1', 700)]);
		const theirs = madeSettlement([order('111-1', 700)], { settlementId: '18906543299' });
		const [other] = await record(sandbox, theirs);
		const client = clientAround(sandbox, (send) => async (request) => {
			const answer = await send(request);
			if (writesLink(request)) {
				fillLinks(sandbox, {
					custbody_amzstl_transaction: other.recordId,
					custbody_amzstl_settlement: other.settlementRecordId,
				});
			}
			return answer;
		});
		expect(await codes(sandbox, ours, client)).toEqual(['CASH_SALE_FOUND']);
		expect(await codes(sandbox, theirs)).toEqual(['Applied']);
	});
});

test('a cash sale that NetSuite does not let us mark is told as it is, and taken by the next run', async () => {
	await withSandbox(storyOf(2).books, async (sandbox) => {
		const story = storyOf(2);
		const items = madeSettlement(story.events);
		sandbox.faults.add({ kind: 'status500', match: { method: 'PATCH', path: /cashSale/ } });
		expect(await codes(sandbox, items)).toEqual(['NETSUITE_UNREACHABLE', 'CASH_SALE_FOUND']);
		sandbox.faults.clear();
		expect(await codes(sandbox, items)).toEqual(['Applied', 'CASH_SALE_FOUND']);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

function fillLinks(sandbox: Sandbox, changes: Record<string, string> = {}): void {
	const [record] = sandbox.books.records(TRANSACTION);
	const [cashSale] = sandbox.books.ofType('cashSale');
	sandbox.books.put({
		...cashSale,
		fields: {
			...cashSale.fields,
			custbody_amzstl_transaction: record.id,
			custbody_amzstl_settlement: String(record.custrecord_amzstl_t_settlement),
			...changes,
		},
	});
}

test('a cash sale that no key finds settles the transaction that its link fields name', async () => {
	await withSandbox({ cashSales: [invoiceOf('other', 700)] }, async (sandbox) => {
		const items = madeSettlement([order('111-1', 700)]);
		expect(await codes(sandbox, items)).toEqual(['INVOICE_NOT_FOUND']);
		fillLinks(sandbox);
		expect(await codes(sandbox, items)).toEqual(['Applied']);
		expect(settledBy(sandbox)).toBe(1);
	});
});

test.each([
	['is over another amount', 699, {}, /over 6\.99 USD and Amazon sent 7\.00 USD/],
	['names no settlement', 700, { custbody_amzstl_settlement: '' }, /not its settlement/],
])('linked by hand, but it %s: nothing is settled', async (_, total, wrong, reason) => {
	await withSandbox({ cashSales: [invoiceOf('other', total)] }, async (sandbox) => {
		const items = madeSettlement([order('111-1', 700)]);
		await settle(sandbox, items);
		fillLinks(sandbox, wrong);
		const { posted } = await settle(sandbox, items);
		const [result] = posted.values();
		expect(result).toMatchObject({ status: 'Unapplied', errorCode: 'CASH_SALE_FOUND' });
		expect(result.errorMessage).toMatch(reason);
	});
});

test('many cash sales cost few requests', async () => {
	const story = storyOf(120);
	await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(story.events);
		await settle(sandbox, items, {}, undefined);
		const { post, patch, batch } = sandbox.requests.counters;
		// A batch holds 100: notes, links and statuses are two batches each, and so are the new records.
		expect({ post, patch, batch }).toEqual({ post: 1, patch: 1, batch: 8 });
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});
