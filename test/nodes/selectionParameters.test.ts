// The selection parameters of the posting nodes on n8n's engine: what a person fills in decides which
// transactions are paid, and everything else stays as it was.
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { DEFAULT_CONDITION } from '../../nodes/shared/netsuite/records/transactionSelection';
import type { Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { bill } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { asItems, chosen, runOn, toldBy, writesOf } from '../support/sandboxNode';

const ORDERS = [
	order('1', 100),
	order('2', 200, { marketplaceName: 'Amazon.ca' }),
	order('3', 300, { marketplaceName: 'Non-Amazon US' }),
];
const ITEMS = asItems(madeSettlement(ORDERS, { account: 'NA unified' }));
const BOOKS = {
	invoices: ORDERS.map(({ orderId, amount }) =>
		bill(amount, { externalId: `I${orderId}`, poNumber: orderId }),
	),
	datasets: [
		{
			id: 'custdataset_large',
			name: 'Large',
			query:
				'SELECT id FROM customrecord_amzstl_transaction WHERE custrecord_amzstl_t_amount >= 2 ORDER BY id',
		},
	],
};
const REFUND = {
	refundAccount: chosen('name', 'Amazon Clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};
const node = new NetSuitePaymentApply();

async function withRecords(run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		sandbox.requests.reset();
		await run(sandbox);
	});
}

/** Amounts of the payments in the books. */
const paid = (sandbox: Sandbox) =>
	sandbox.books.records('customerPayment').map(({ total }) => total);

test.each([
	['nothing filled in', {}, ['1.00', '2.00', '3.00']],
	['a marketplace of the unified account', { filters: { marketplaces: 'amazon ca' } }, ['2.00']],
	['a limit', { filters: { limit: 1 } }, ['1.00']],
	['recorded in the last days', { filters: { recordedWithinDays: 1 } }, ['1.00', '2.00', '3.00']],
	['recorded longer ago', { filters: { recordedBeforeDays: 1 } }, []],
	[
		'a condition',
		{ condition: `${DEFAULT_CONDITION} AND t.custrecord_amzstl_t_order_id <> '2'` },
		['1.00', '3.00'],
	],
	['a dataset', { selectBy: 'dataset', datasetId: 'custdataset_large' }, ['2.00', '3.00']],
])('from NetSuite: %s', async (_, parameters, wanted) => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, node, { source: 'netSuite', ...parameters });
		expect(toldBy(run)).toBe('');
		expect(paid(sandbox)).toEqual(wanted);
		expect(run.outputs[0]).toHaveLength(wanted.length);
	});
});

test('input items: what is filtered out goes on untouched', async () => {
	await withRecords(async (sandbox) => {
		const filters = { marketplaces: 'Amazon.com, Non-Amazon US', accounts: 'na UNIFIED' };
		const { outputs } = await runOn(sandbox, node, { filters }, ITEMS);
		expect(paid(sandbox)).toEqual(['1.00', '3.00']);
		expect(outputs[0][1].json).toEqual(ITEMS[1].json);
		expect(outputs[0].map(({ json }) => json.payment !== undefined)).toEqual([true, false, true]);
	});
});

test.each([
	[node, { condition: 't.nonsense = 1' }, "Unknown identifier 't.nonsense'"],
	[node, { selectBy: 'dataset', datasetId: "={{ '' }}" }, "'Dataset ID' is empty"],
	[node, { selectBy: 'dataset', datasetId: 'custdataset_x' }, 'custdataset_x does not exist'],
	[new NetSuiteRefundCreate(), { ...REFUND, condition: 'a = ?' }, "'?' cannot stand in it"],
])('a selection that cannot be used stops the run: %#', async (which, parameters, says) => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, which, { source: 'netSuite', ...parameters });
		expect(run.status).toBe('error');
		expect(toldBy(run)).toMatch(/^SELECTION_INVALID: /);
		expect(toldBy(run)).toContain(says);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test.each([
	['an account', { filters: { accounts: 'EU' } }, "'Filters', 'Accounts' names 'EU'"],
	['one account of two', { filters: { accounts: 'NA unified, EU' } }, "'EU'"],
	['a marketplace', { filters: { marketplaces: 'Amazon.con' } }, "names 'Amazon.con'"],
	[
		'a row of Marketplaces',
		{ marketplaces: { marketplace: [{ marketplaceName: 'Amazon.con' }] } },
		"'Marketplaces', row 1, names 'Amazon.con'",
	],
	[
		'a row without a name',
		{ marketplaces: { marketplace: [{ marketplaceName: '' }] } },
		"'Marketplaces', row 1, has no name",
	],
	[
		'a row twice',
		{
			marketplaces: {
				marketplace: [{ marketplaceName: 'Amazon.ca' }, { marketplaceName: 'amazon ca' }],
			},
		},
		'row 2, names amazon ca again',
	],
])('from NetSuite: %s that nothing has is named, and nothing is paid', async (_, more, says) => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, node, { source: 'netSuite', ...more });
		expect(toldBy(run)).toContain('SETTING_INVALID');
		expect(toldBy(run)).toContain(says);
		expect(paid(sandbox)).toEqual([]);
	});
});

test.each([
	[
		'a mistyped filter',
		{ filters: { marketplaces: 'Amazon.con' } },
		/names 'Amazon\.con'.*Amazon\.ca/,
	],
	['a filter of no use', { filters: { marketplaces: 'Amazon.de' } }, /names 'Amazon\.de'/],
	[
		'a mistyped row',
		{ marketplaces: { marketplace: [{ marketplaceName: 'Amazon.con' }] } },
		/'Marketplaces', row 1, names 'Amazon\.con'/,
	],
])('input items: %s is named instead of a green run of 0', async (_, more, says) => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, node, more, ITEMS);
		expect(toldBy(run)).toMatch(says);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('from NetSuite: a settlement that is not recorded is named beside the node', async () => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, node, { source: 'netSuite', settlementId: '4711' });
		expect(run.outputs[0]).toEqual([]);
		expect(run.hints.map(({ message }) => message).join()).toContain(
			"'Settlement ID' names '4711', which is not recorded",
		);
	});
});

test('input items: what only this run has no use for is named beside the node', async () => {
	await withRecords(async (sandbox) => {
		const more = {
			filters: { marketplaces: 'Amazon.ca, Amazon.de' },
			marketplaces: { marketplace: [{ marketplaceName: 'Amazon.fr' }] },
		};
		const run = await runOn(sandbox, node, more, ITEMS);
		expect(toldBy(run)).toBe('');
		expect(paid(sandbox)).toEqual(['2.00']);
		const told = run.hints.map(({ message }) => message).join('\n');
		expect(told).toContain("'Amazon.de'");
		expect(told).toContain("'Amazon.fr'");
	});
});

test('the editor shows the default condition', () => {
	for (const { description } of [node, new NetSuiteRefundCreate()]) {
		const condition = description.properties.find(({ name }) => name === 'condition');
		expect(condition?.default).toBe(DEFAULT_CONDITION);
	}
});
