// The order of the items decides nothing: where shipments compete for what one invoice has open, where orders
// compete for one cash sale and refunds for what was invoiced, every order of the items gives the same
// statuses, documents and applications. Who gets what is worked out by hand: the earlier day, then the shipment.
import { fc } from '../support/fastCheck';

import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import { clientCrashingAfter } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import { keyOf, madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { booksOf } from './booksOf';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';

type Told = [event: MadeEvent, outcome: string, applied: number];

const DAY_BEFORE = { postedDate: '2026-10-04T23:59:00Z' };

/** In the order in which they are posted. */
const WORKED: Told[] = [
	// 60.00 open: 25.00, then 30.00, then 5.00 of 10.00. S9 was posted a day before the others.
	[order('111-1', 2500, { shipmentId: 'S9', ...DAY_BEFORE }), 'Applied', 2500],
	[order('111-1', 3000, { shipmentId: 'S1' }), 'Applied', 3000],
	[order('111-1', 1000, { shipmentId: 'S3' }), 'Partially Applied', 500],
	// 50.00 open: 30.00, then 20.00 of 25.00.
	[order('111-2', 3000, { shipmentId: 'S1' }), 'Applied', 3000],
	[order('111-2', 2500, { shipmentId: 'S2' }), 'Partially Applied', 2000],
	// 7.00 open, then nothing.
	[order('111-3', 700, { shipmentId: 'S1' }), 'Applied', 700],
	[order('111-3', 700, { shipmentId: 'S2' }), 'INVOICE_ALREADY_PAID', 0],
	// One cash sale of 4.00.
	[order('111-4', 400, { shipmentId: 'S1' }), 'Applied', 0],
	[order('111-4', 400, { shipmentId: 'S2' }), 'CASH_SALE_FOUND', 0],
	// 30.00 invoiced: 20.00 back, then 15.00 is too much.
	[refund('111-5', 2000, 'a'), 'Applied', 2000],
	[refund('111-5', 1500, 'b'), 'REFUND_EXCEEDS_INVOICE', 0],
];
const EVENTS = WORKED.map(([event]) => event);
const STORY: Story = {
	books: {
		invoices: [
			invoiceOf('111-1', 6000),
			invoiceOf('111-2', 5000),
			invoiceOf('111-3', 700),
			invoiceOf('111-5', 3000, { paid: 3000 }),
		],
		cashSales: [invoiceOf('111-4', 400)],
	},
	events: EVENTS,
	invoices: {
		...Object.fromEntries(
			['111-1', '111-2', '111-3', '111-5'].map((id) => [id, [`Amazon.com_${id}`]]),
		),
		[keyOf(EVENTS[10])]: [],
	},
	cashSales: { '111-4': ['Amazon.com_111-4'] },
};

async function outcomeOf(events: MadeEvent[], invoicesPerPayment: number | undefined) {
	const story: Story = { ...STORY, events, invoicesPerPayment };
	return await withSandbox(story.books, async (sandbox) => {
		const { posted } = await settle(sandbox, madeSettlement(events), rulesOf(story));
		const told = new Map(
			[...posted].map(([key, one]) => [key, [one.errorCode || one.status, one.applied]]),
		);
		return { told, books: booksOf(sandbox), findings: auditStory(sandbox, story) };
	});
}

describe.each([
	['per order', undefined],
	['per customer', 200],
	['per customer, one invoice per payment', 1],
])('%s', (_, invoicesPerPayment) => {
	test('every order of the items gives the same statuses, documents and applications', async () => {
		const { books: wanted } = await outcomeOf(EVENTS, invoicesPerPayment);
		const shuffled = fc.shuffledSubarray(EVENTS, { minLength: EVENTS.length });
		const law = fc.asyncProperty(shuffled, async (events) => {
			const { told, books, findings } = await outcomeOf(events, invoicesPerPayment);
			expect(WORKED.map(([event]) => told.get(keyOf(event)))).toEqual(
				WORKED.map(([, outcome, applied]) => [outcome, applied]),
			);
			expect(books).toEqual(wanted);
			expect(findings).toEqual([]);
		});
		await fc.assert(law, { numRuns: 6, examples: [[[...EVENTS].reverse()]] });
	}, 120_000);
});

test.each([undefined, 1])(
	'a run that broke off after a payment is taken up in the same order: %p',
	async (invoicesPerPayment) => {
		const story: Story = { ...STORY, invoicesPerPayment };
		const { books: wanted } = await outcomeOf(EVENTS, invoicesPerPayment);
		const items = madeSettlement(EVENTS);
		for (const last of [1, 2, 3, 4]) {
			await withSandbox(story.books, async (sandbox) => {
				let payments = 0;
				const isLast = ({ method, path }: NetSuiteRequest) =>
					method === 'POST' && path.endsWith('/customerPayment') && ++payments === last;
				const broken = settle(sandbox, items, rulesOf(story), clientCrashingAfter(sandbox, isLast));
				await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
				await settle(sandbox, items, rulesOf(story));
				expect(booksOf(sandbox)).toEqual(wanted);
			});
		}
	},
);

/** Every order of three things. */
const ORDERS = [0, 1, 2].flatMap((first) =>
	[0, 1, 2]
		.filter((second) => second !== first)
		.map((second) => [first, second, 3 - first - second]),
);

test.each([undefined, 200])('three shipments in all six orders: %p', async (invoicesPerPayment) => {
	const three = EVENTS.slice(0, 3);
	const seen = new Set<string>();
	for (const positions of ORDERS) {
		const events = positions.map((at) => three[at]);
		const { told, books } = await outcomeOf(events, invoicesPerPayment);
		expect(three.map((event) => told.get(keyOf(event)))).toEqual([
			['Applied', 2500],
			['Applied', 3000],
			['Partially Applied', 500],
		]);
		seen.add(JSON.stringify(books));
	}
	expect(ORDERS).toHaveLength(6);
	expect(seen.size).toBe(1);
});
