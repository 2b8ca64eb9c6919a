// Settlement Summary Update on n8n's engine: figures from the books into the summary record, a verdict in
// one sentence, and a page that foreign text cannot break out of.
import type { IDataObject } from 'n8n-workflow';

import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import type { MadeEvent, MadeSettlement } from '../support/madeSettlement';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { asItems, chosen, runOn, toldBy, writesOf } from '../support/sandboxNode';
import { withSandbox } from '../simulate/story';

const FEE = order('', 0, { transactionType: 'ServiceFee', fees: -1250 });
const EVENTS = [
	order('111-1', 3000, { shipmentId: 'S1', fees: -450 }),
	order('111-1', 1500, { shipmentId: 'S2' }),
	order('111-2', 46104),
	order('111-9', 700),
	refund('111-1', 500, 'a'),
	FEE,
];
const BOOKS = { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 43080)] };
const node = new SettlementSummaryUpdate();

interface Options {
	dryRun?: boolean;
	overpayment?: string;
	settlement?: MadeSettlement;
	excess?: string;
}

/** The whole chain, each node fed with what the one before put out. */
async function chain(sandbox: Sandbox, events: MadeEvent[], options: Options = {}) {
	const { dryRun = false, overpayment = 'leave', settlement, excess = 'refuse' } = options;
	let items = asItems(madeSettlement(events, settlement));
	const account = chosen('name', 'Amazon Clearing');
	const refundItem = chosen('name', 'Amazon Refund');
	for (const [step, parameters] of [
		[new NetSuiteSettlementAdd(), {}],
		[new NetSuitePaymentApply(), { overpayment, paymentAccount: account }],
		[new NetSuiteRefundCreate(), { refundAccount: account, refundItem, options: { excess } }],
	] as const) {
		const run = await runOn(sandbox, step, { ...parameters, dryRun }, items);
		expect(toldBy(run)).toBe('');
		[items] = run.outputs;
	}
	return await runOn(sandbox, node, { dryRun }, items);
}

const onlyItem = ({ outputs }: Awaited<ReturnType<typeof runOn>>): IDataObject => {
	expect(outputs[0]).toHaveLength(1);
	return outputs[0][0].json;
};

test('the equation, the counts, what is short and what needs attention', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const run = await chain(sandbox, EVENTS);
		const json = onlyItem(run);
		expect(json).toMatchObject({
			settlementId: '18906543210',
			tiesToDeposit: true,
			isPosted: false,
			isClean: false,
			disagreements: [],
			currency: 'USD',
			ties: true,
			isInThisRun: true,
			isDryRun: false,
			outcome: 'updated',
			counts: { New: 0, Applied: 3, 'Partially Applied': 1, Unapplied: 1 },
			equation: {
				paid: 475.8,
				paidRest: 30.24,
				refunded: -5,
				fees: -17,
				reserves: 0,
				other: 0,
				notPosted: 7,
				sum: 491.04,
				deposit: 491.04,
				difference: 0,
			},
			// 50.00 invoiced, 30.00 and 15.00 paid: the rest counts once.
			short: 5,
			verdict:
				'This run paid 3, refunded 1, left 0 unchanged; 1 failed. Ties to the deposit of 491.04 USD to the cent. 1 order or refund is not posted yet, worth 7.00 USD. 30.24 USD of the payments is not applied to any invoice',
			attentionCount: 2,
			attention: [
				{ orderId: '111-2', status: 'Partially Applied', transactionAmount: 461.04 },
				{ orderId: '111-9', status: 'Unapplied', errorCode: 'INVOICE_NOT_FOUND' },
			],
		});
		expect(run.outputs[0][0].pairedItem).toEqual(EVENTS.map((_, item) => ({ item })));
		expect(run.hints[0].message).toBe('1 summaries refreshed, 0 do not tie to their deposit');
		const [record] = sandbox.books.records('customrecord_amzstl_settlement');
		expect(record).toMatchObject({
			custrecord_amzstl_s_paid: '475.80',
			custrecord_amzstl_s_paid_rest: '30.24',
			custrecord_amzstl_s_refunded: '5.00',
			custrecord_amzstl_s_not_posted: '7.00',
			custrecord_amzstl_s_short: '5.00',
			custrecord_amzstl_s_difference: '0.00',
			custrecord_amzstl_s_count_applied: 3,
			custrecord_amzstl_s_order_count: 4,
		});
	});
});

test('a refund of more than was invoiced says what of it is left to do', async () => {
	const events = [order('111-1', 3000), refund('111-1', 2000, 'a'), refund('111-1', 1500, 'b')];
	await withSandbox({ invoices: [invoiceOf('111-1', 3000)] }, async (sandbox) => {
		const { attention } = onlyItem(await chain(sandbox, events, { excess: 'cap' }));
		expect(attention).toMatchObject([
			{
				orderId: '111-1',
				status: 'Partially Applied',
				transactionAmount: -15,
				reason: expect.stringMatching(/^Amazon refunded 5\.00 USD more than was left to credit/),
			},
		]);
	});
});

test.each(['leave', 'cap'])(
	'a dry run has the figures of the real run, before it and after it: %s',
	async (overpayment) => {
		const figures = ({
			counts,
			panes,
			equation,
			short,
			attention,
			ties,
			isPosted,
			disagreements,
		}: IDataObject) => ({
			counts,
			panes,
			equation,
			short,
			ties,
			isPosted,
			disagreements,
			// What is only planned has no record yet.
			attention: (attention as IDataObject[]).map((one) => ({ ...one, recordId: '' })),
		});
		await withSandbox(BOOKS, async (sandbox) => {
			const planned = onlyItem(await chain(sandbox, EVENTS, { dryRun: true, overpayment }));
			expect(writesOf(sandbox)).toBe(0);
			expect(planned).toMatchObject({ isDryRun: true, outcome: 'planned', recordId: '' });
			expect(planned.verdict).toMatch(
				/^A real run would pay 3, refund 1, leave 0 unchanged; 1 would fail\. /,
			);
			const real = onlyItem(await chain(sandbox, EVENTS, { overpayment }));
			expect(figures(planned)).toEqual(figures(real));
			const after = onlyItem(await chain(sandbox, EVENTS, { dryRun: true, overpayment }));
			expect(figures(after)).toEqual(figures(real));
		});
	},
);

test.each([
	[
		'all posted',
		[order('111-1', 5000)],
		{},
		'This run paid 1, refunded 0, left 0 unchanged; 0 failed. Ties to the deposit of 50.00 USD to the cent. Every order and refund is posted',
	],
	[
		'capped',
		[order('111-2', 46104)],
		{ overpayment: 'cap' },
		'This run paid 1, refunded 0, left 0 unchanged; 0 failed. Ties to the deposit of 461.04 USD to the cent. Every order and refund is posted, but 30.24 USD is on no payment or refund',
	],
	[
		'two not posted',
		[order('111-8', 100), order('111-9', 200)],
		{},
		'This run paid 0, refunded 0, left 0 unchanged; 2 failed. Ties to the deposit of 3.00 USD to the cent. 2 orders and refunds are not posted yet, worth 3.00 USD',
	],
	[
		'the report does not add up',
		[order('111-1', 5000)],
		{ settlement: { totalAmount: 4999 } },
		'This run paid 1, refunded 0, left 0 unchanged; 0 failed. The figures differ from the deposit by -0.01 USD',
	],
	[
		'no deposit declared',
		[order('111-1', 5000)],
		{ settlement: { totalAmount: null } },
		'This run paid 1, refunded 0, left 0 unchanged; 0 failed. The report declares no deposit, so nothing proves that it is whole',
	],
])('the verdict: %s', async (_, events, options, verdict) => {
	await withSandbox(BOOKS, async (sandbox) => {
		expect(onlyItem(await chain(sandbox, events, options)).verdict).toBe(verdict);
	});
});

test('a payment that somebody deleted is a disagreement, and not posted', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await chain(sandbox, [order('111-1', 5000)]);
		sandbox.books.remove(sandbox.books.ofType('customerPayment')[0]);
		const { outputs } = await runOn(sandbox, node, { source: 'netSuite' });
		expect(outputs[0][0].json).toMatchObject({
			isInThisRun: false,
			tiesToDeposit: true,
			isPosted: false,
			ties: false,
			equation: { paid: 0, notPosted: 0, difference: 50 },
			disagreements: [{ code: 'DOCUMENT_MISSING', orderId: '111-1', state: 'stands' }],
			// As its record says, which is settled: how much money is in question.
			causes: [{ code: 'DOCUMENT_MISSING', amount: 50, orders: [{ status: 'Applied' }] }],
		});
		// It is not of this run, so it is named and does not fail the run.
		expect(outputs[1]).toEqual([]);
	});
});

test('records that are missing are told, and a settlement that is not recorded at all is an error', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const items = asItems(madeSettlement(EVENTS));
		expect(toldBy(await runOn(sandbox, node, {}, items))).toMatch(/^SETTLEMENT_NOT_RECORDED/);
		await chain(sandbox, EVENTS);
		sandbox.books.remove(sandbox.books.ofType('customrecord_amzstl_transaction')[5]);
		expect(onlyItem(await runOn(sandbox, node, {}, items))).toMatchObject({
			ties: false,
			verdict: expect.stringMatching(/5 of 6 transactions are in NetSuite/) as string,
		});
	});
});

test('the page escapes what the report says', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const hostile = `<script>alert("1")</script>&'`;
		const events = [order(hostile, 100), order('111-1', 123_456_789)];
		const settlement = { account: '<img src=x onerror=alert(1)>' };
		const page = String(onlyItem(await chain(sandbox, events, { settlement })).outcomePage);
		expect(page).not.toMatch(/<script|<img/);
		expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
		expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
		expect(page).toContain('1,234,517.89');
		expect(page).toContain('INVOICE_NOT_FOUND');
	});
});

test('yen have no decimals on the page', async () => {
	const invoices = [
		invoiceOf('111-1', 5000, { currency: 'JPY', digits: 0, customer: 'Amazon JP' }),
	];
	await withSandbox({ invoices }, async (sandbox) => {
		const settlement = { currency: 'JPY', digits: 0 };
		const json = onlyItem(await chain(sandbox, [order('111-1', 5000)], { settlement }));
		expect(json).toMatchObject({ ties: true, equation: { paid: 5000, deposit: 5000 } });
		expect(json.outcomePage).toContain('<td class="n">5,000</td>');
	});
});
