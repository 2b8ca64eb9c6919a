// Payments by hand that name an order, under misfortune: crashes between the steps of taking one, two runs of one
// settlement and of two at once, NetSuite refusing. One payment never settles two transactions.
import { namesOrder } from '../../nodes/shared/netsuite/books/earlierPayments';
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, clientCrashingAfter, clientWithEvent } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { record, settle } from '../support/settle';
import { paidByHand, says } from './meanwhile';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const INVOICE = 'Amazon.com_111-1';
const STORY: Story = {
	books: { invoices: [invoiceOf('111-1', 1000), invoiceOf('111-2', 500)] },
	events: [order('111-1', 1000), order('111-2', 500)],
	invoices: { '111-1': [INVOICE], '111-2': ['Amazon.com_111-2'] },
};
const ITEMS = madeSettlement(STORY.events);
const THEIRS = madeSettlement([order('111-1', 1000)], { settlementId: '18906543299' });

const body = ({ body: sent }: NetSuiteRequest) => JSON.stringify(sent ?? '');
const notesWish = (request: NetSuiteRequest) =>
	request.method === 'PATCH' &&
	request.path.includes('customrecord_amzstl_transaction') &&
	!body(request).includes('custrecord_amzstl_t_status');
const writesLink = ({ method, path }: NetSuiteRequest) =>
	method === 'PATCH' && path.includes('/customerPayment');
const writesStatus = (request: NetSuiteRequest) =>
	request.method === 'PATCH' && body(request).includes('custrecord_amzstl_t_status');
const looksForClaims = (request: NetSuiteRequest) =>
	body(request).includes("WHERE t.type = 'CustPymt' AND t.id IN");

async function withPayment(run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	await withSandbox(STORY.books, async (sandbox) => {
		const hand = paidByHand('', INVOICE, says('check for order 111-1'));
		await hand.act({ sandbox, items: ITEMS, rules: {} });
		await run(sandbox);
	});
}

async function codes(
	sandbox: Sandbox,
	items: TransactionItem[] = ITEMS,
	client?: Parameters<typeof settle>[3],
): Promise<string[]> {
	const { posted } = await settle(sandbox, items, {}, client);
	return [...posted.values()].map(({ errorCode, status }) => errorCode || status);
}

/** The transaction that the payment by hand names, '' for none. */
function holderOf(sandbox: Sandbox): string {
	const payment = sandbox.books.records('customerPayment').find((one) => one.externalId === 'HAND');
	return String(payment?.custbody_amzstl_transaction ?? '');
}

test('the payment is linked, nothing is posted for its order, and a run again tells the same', async () => {
	await withPayment(async (sandbox) => {
		expect(await codes(sandbox)).toEqual(['Applied', 'Applied']);
		expect(holderOf(sandbox)).not.toBe('');
		expect(sandbox.books.records('customerPayment')).toHaveLength(2);
		expect(await codes(sandbox)).toEqual(['Applied', 'Applied']);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('a dry run of what is recorded tells the same and links nothing', async () => {
	await withPayment(async (sandbox) => {
		await record(sandbox, ITEMS);
		const { posted } = await settle(sandbox, ITEMS, { isDryRun: true });
		expect([...posted.values()].map(({ status }) => status)).toEqual(['Applied', 'Applied']);
		expect(holderOf(sandbox)).toBe('');
	});
});

test.each([
	['the wish is noted', notesWish],
	['the links are written', writesLink],
	['the statuses are written', writesStatus],
])('a crash right after %s is made good by the next run', async (_, isLast) => {
	await withPayment(async (sandbox) => {
		const broken = settle(sandbox, ITEMS, {}, clientCrashingAfter(sandbox, isLast));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(await codes(sandbox)).toEqual(['Applied', 'Applied']);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

const MOMENTS: Array<[string, (request: NetSuiteRequest) => boolean]> = [
	['before we look who has which', looksForClaims],
	['before we note our wish', notesWish],
	['before we write the links', writesLink],
	['before we write the statuses', writesStatus],
];

test.each(MOMENTS)(
	'a second run of the settlement that overtakes us %s changes nothing',
	async (_, isMoment) => {
		await withPayment(async (sandbox) => {
			const overtaken = clientWithEvent(sandbox, isMoment, async () => {
				await settle(sandbox, ITEMS);
			});
			expect(await codes(sandbox, ITEMS, overtaken)).toEqual(['Applied', 'Applied']);
			expect(auditStory(sandbox, STORY)).toEqual([]);
		});
	},
);

test.each(MOMENTS)(
	'of two settlements that want one payment, one gets it: the other comes %s',
	async (_, isMoment) => {
		await withPayment(async (sandbox) => {
			const overtaken = clientWithEvent(sandbox, isMoment, async () => {
				await settle(sandbox, THEIRS);
			});
			await settle(sandbox, ITEMS, {}, overtaken);
			// Where both had left it alone, the next run decides.
			const [ours] = await codes(sandbox);
			const [theirs] = await codes(sandbox, THEIRS);
			expect([ours, theirs].sort()).toEqual(['Applied', 'INVOICE_ALREADY_PAID']);
			expect(sandbox.books.records('customerPayment')).toHaveLength(2);
		});
	},
);

test('somebody enters another transaction right after we wrote the links: it is not ours', async () => {
	await withPayment(async (sandbox) => {
		const [theirs] = await record(sandbox, THEIRS);
		const client = clientAround(sandbox, (send) => async (request) => {
			const answer = await send(request);
			if (writesLink(request)) {
				const payment = sandbox.books
					.ofType('customerPayment')
					.find(({ fields }) => fields.externalId === 'HAND');
				const links = {
					custbody_amzstl_transaction: theirs.recordId,
					custbody_amzstl_settlement: theirs.settlementRecordId,
				};
				if (payment !== undefined) {
					sandbox.books.put({ ...payment, fields: { ...payment.fields, ...links } });
				}
			}
			return answer;
		});
		expect(await codes(sandbox, ITEMS, client)).toEqual(['INVOICE_ALREADY_PAID', 'Applied']);
		expect(holderOf(sandbox)).toBe(theirs.recordId);
		expect(await codes(sandbox, THEIRS)).toEqual(['Applied']);
	});
});

test('a payment that NetSuite does not let us link is named, and taken by the next run', async () => {
	await withPayment(async (sandbox) => {
		sandbox.faults.add({ kind: 'status500', match: { method: 'PATCH', path: /customerPayment/ } });
		expect(await codes(sandbox)).toEqual(['INVOICE_ALREADY_PAID', 'Applied']);
		sandbox.faults.clear();
		expect(await codes(sandbox)).toEqual(['Applied', 'Applied']);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test.each([
	['order 111-1, check 7', true],
	['Amazon.com_111-1', true],
	['111-1', true],
	['111-12', false],
	['2111-1', false],
	['111-1-1', false],
	['', false],
])('whether %j names order 111-1: %j', (text, expected) => {
	expect(namesOrder(text, '111-1')).toBe(expected);
});
