// Expressions of the item in fields, accounts and segments hold for the item they are used for, whatever was
// filtered, sorted or posted before; everywhere else they are refused by name before anything is read. Expressions
// on Set configuration are evaluated once, however many items there are.
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeType } from 'n8n-workflow';

import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import {
	paymentItemRules,
	paymentProperties,
} from '../../nodes/NetSuitePaymentApply/paymentParameters';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import { itemReference } from '../../nodes/shared/n8n/parameters/expressions';
import { readParameters } from '../../nodes/shared/n8n/parameters/parameters';
import type { Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { bill, salesOrder } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { performanceNow } from '../support/node';
import { runNode } from '../support/runNode';
import { asItems, chosen, runOn, toldBy } from '../support/sandboxNode';

const ORDERS = ['111-4', '111-1', '111-3', '111-2'];
const ITEMS = asItems(
	madeSettlement([
		{ ...order('', -100), transactionType: 'ServiceFee' },
		...ORDERS.map((id, at) =>
			order(id, 1000 + at, at === 1 ? { marketplaceName: 'Amazon.ca' } : {}),
		),
		...ORDERS.map((id) => refund(id, 500, `a${id}`)),
	]),
);
const INVOICES = ORDERS.map((id) => bill(3000, { externalId: `I${id}`, poNumber: id }));
const CLEARING = { paymentAccount: chosen('name', 'Amazon Clearing') };
const REFUND = {
	refundAccount: chosen('name', 'Amazon Clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};
const fields = (rows: Array<[string, string]>) => ({
	fields: rows.map(([field, value]) => ({ field, value })),
});
const ORDER_OF_ITEM = "={{ 'Order ' + $json.orderId + ' ' + $itemIndex }}";
const memoOf = (orderId: string) => `Order ${orderId} ${indexOf(orderId)}`;
const indexOf = (orderId: string, type = 'Order') =>
	ITEMS.findIndex(({ json }) => json.orderId === orderId && json.transactionType === type);

async function withRecords(run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	await withSandbox({ invoices: INVOICES }, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		sandbox.requests.reset();
		await run(sandbox);
	});
}

/** The order that a document is of, from the books: the settlement transaction that its link names. */
function orderOf(sandbox: Sandbox, document: IDataObject): string {
	const record = sandbox.books
		.records('customrecord_amzstl_transaction')
		.find(({ id }) => String(id) === String(document.custbody_amzstl_transaction));
	return String(record?.custrecord_amzstl_t_order_id);
}

function ofOrders(sandbox: Sandbox, type: string, field: string): Record<string, unknown> {
	const documents = sandbox.books
		.records(type)
		.filter(({ externalId }) => /^AMZ-/.test(String(externalId))) as unknown as IDataObject[];
	return Object.fromEntries(documents.map((one) => [orderOf(sandbox, one), one[field]]));
}

test.each([
	['all orders', {}, ORDERS],
	['after a filter', { filters: { marketplaces: 'Amazon.com' } }, ['111-4', '111-3', '111-2']],
])(
	'payments of %s have the memo, account and department of their own item',
	async (_, more, paid) => {
		await withRecords(async (sandbox) => {
			const departments = new Map(
				ORDERS.map((id) => {
					const internalId = sandbox.books.nextId('department');
					const department = { name: `D ${id}`, isInactive: false };
					sandbox.books.put({ type: 'department', id: internalId, fields: department, lines: {} });
					return [id, internalId];
				}),
			);
			const parameters = {
				...CLEARING,
				...more,
				segments: { department: chosen('name', "={{ 'D ' + $json.orderId }}") },
				paymentFields: fields([['memo', ORDER_OF_ITEM]]),
			};
			const run = await runOn(sandbox, new NetSuitePaymentApply(), parameters, ITEMS);
			expect(toldBy(run)).toBe('');
			const wanted = (of: (id: string) => unknown) =>
				Object.fromEntries([...paid].sort().map((id) => [id, of(id)]));
			expect(ofOrders(sandbox, 'customerPayment', 'memo')).toEqual(wanted(memoOf));
			expect(ofOrders(sandbox, 'customerPayment', 'department')).toEqual(
				wanted((id) => departments.get(id)),
			);
		});
	},
);

test('refunds: memo, refund and line description of their own item', async () => {
	await withRecords(async (sandbox) => {
		const parameters = {
			...REFUND,
			creditMemoFields: fields([['memo', '=CM {{ $json.orderId }} {settlementId}']]),
			refundFields: fields([['memo', '=RF {{ $json.adjustmentId }}']]),
			options: { description: '=Back: {{ $json.orderId }}' },
		};
		const run = await runOn(sandbox, new NetSuiteRefundCreate(), parameters, ITEMS);
		expect(toldBy(run)).toBe('');
		for (const id of ORDERS) {
			expect(ofOrders(sandbox, 'creditMemo', 'memo')[id]).toBe(`CM ${id} 18906543210`);
			const { adjustmentId } = ITEMS[indexOf(id, 'Refund')].json;
			expect(ofOrders(sandbox, 'customerRefund', 'memo')[id]).toBe(`RF ${String(adjustmentId)}`);
		}
		const lines = sandbox.books
			.records('creditMemo')
			.map((one) => JSON.stringify(one))
			.filter((text) => text.includes('Back: '));
		expect(new Set(lines.map((text) => /Back: [\d-]+/.exec(text)?.[0])).size).toBeLessThanOrEqual(
			4,
		);
	});
});

test('settlement transactions: a field of their own item', async () => {
	await withSandbox({}, async (sandbox) => {
		const transactionFields = fields([['name', '={{ $itemIndex }} {{ $json.orderId }}']]);
		const run = await runOn(sandbox, new NetSuiteSettlementAdd(), { transactionFields }, ITEMS);
		expect(toldBy(run)).toBe('');
		const names = sandbox.books.records('customrecord_amzstl_transaction').map(({ name }) => name);
		const wanted = ITEMS.map(({ json }, at) => `${at} ${String(json.orderId)}`.trim());
		expect(names.map((name) => String(name).trim()).sort()).toEqual(wanted.sort());
	});
});

test('bills: a field of the item that asks for the order; two items that disagree are refused', async () => {
	const names = (id: string) => ({ externalId: `Amazon.com_${id}`, poNumber: id });
	const salesOrders = ['112-1', '112-2'].map((id) =>
		salesOrder([100], 'Pending Billing', names(id)),
	);
	const asked = (ids: string[]) => ids.map((orderId, at) => ({ json: { orderId, note: at } }));
	const parameters = {
		source: 'items',
		billFields: fields([['memo', '={{ $json.note }} {orderId}']]),
	};
	const bills = async (ids: string[]) =>
		await withSandbox({ salesOrders }, async (sandbox) => {
			const run = await runOn(sandbox, new NetSuiteOrderBill(), parameters, asked(ids));
			return [toldBy(run), sandbox.books.records('invoice').map(({ memo }) => memo)] as const;
		});
	expect(await bills(['112-2', '112-1'])).toEqual([
		'',
		expect.arrayContaining(['0 112-2', '1 112-1']) as string[],
	]);
	const [told, made] = await bills(['112-2', '112-2']);
	expect(told).toContain('give one of its items another value than another');
	expect(made).toEqual([]);
});

const NODES: Array<[INodeType, readonly string[]]> = [
	[new NetSuiteSettlementAdd(), ['transactionFields']],
	[new NetSuiteOrderBill(), ['receivableAccount', 'paymentAccount', 'segments', 'billFields']],
	[new NetSuitePaymentApply(), paymentItemRules.perTransaction],
	[
		new NetSuiteRefundCreate(),
		[
			'refundAccount',
			'receivableAccount',
			'refundItem',
			'marketplaces',
			'segments',
			'creditMemoFields',
			'refundFields',
		],
	],
	[new SettlementSummaryUpdate(), []],
];

/** Every setting that is not a transaction's, with an expression of the item in it. */
const RUN_WIDE = NODES.flatMap(([node, perTransaction]) =>
	node.description.properties
		.filter(({ type, noDataExpression, name }) => {
			const isTried = ['options', 'number', 'boolean', 'string'].includes(type);
			return isTried && noDataExpression !== true && !perTransaction.includes(name);
		})
		.map(
			({ name, displayName }) => [node.description.displayName, name, displayName, node] as const,
		),
);

describe('an expression of the item in a setting of the run is refused by name', () => {
	it.each(RUN_WIDE)('%s: %s', async (_, name, displayName, node) => {
		await withSandbox({}, async (sandbox) => {
			const shown = name === 'tolerance' ? { overpayment: 'refuse' } : {};
			const parameters = {
				...CLEARING,
				...REFUND,
				...shown,
				payments: ' perCustomer',
				shortPayment: ' writeOff',
				source: ' items',
				selectBy: ' condition ',
				[name]: '={{ $json.anything }}',
			};
			const run = await runOn(sandbox, node, parameters, ITEMS);
			expect(toldBy(run)).toContain(`'${displayName}' depends on the item ($json)`);
			expect(sandbox.requests.counters.total).toBe(0);
		});
	});

	it.each([
		['options.concurrency', { options: { concurrency: '={{ $itemIndex + 1 }}' } }, "'Concurrency'"],
		['filters', { filters: { accounts: "={{ $('Items').item.json.a }}" } }, "'Accounts'"],
		[
			'invoice keys',
			{ invoiceKeys: { keys: [{ template: '={{ $json.orderId }}' }] } },
			"'Invoice Keys', row 1, 'Value'",
		],
		[
			'fields of a payment of many',
			{ payments: 'perCustomer', combinedPaymentFields: fields([['memo', ORDER_OF_ITEM]]) },
			"'Payment Fields', row 1, 'Value'",
		],
	])('%s', async (_, parameters, says) => {
		await withSandbox({}, async (sandbox) => {
			const run = await runOn(
				sandbox,
				new NetSuitePaymentApply(),
				parameters as INodeParameters,
				ITEMS,
			);
			expect(toldBy(run)).toContain(`${says} depends on the item`);
			expect(sandbox.requests.counters.total).toBe(0);
		});
	});
});

test.each(['$json.orderId', '$itemIndex', '$binary.x', "$('Items').item.json.a", '$input.item'])(
	'with Source: NetSuite {{ %s }} in a table is refused before anything is read',
	async (expression) => {
		await withSandbox({}, async (sandbox) => {
			const table = fields([['memo', `={{ ${expression} }}`]]);
			for (const [node, parameters, label] of [
				[new NetSuitePaymentApply(), { paymentFields: table }, 'Payment Fields'],
				[new NetSuiteRefundCreate(), { ...REFUND, refundFields: table }, 'Customer Refund Fields'],
				[new NetSuiteOrderBill(), { billFields: table }, 'Bill Fields'],
			] as Array<[INodeType, INodeParameters, string]>) {
				const run = await runOn(sandbox, node, { ...parameters, source: 'netSuite' });
				expect(toldBy(run)).toContain(`SETTING_INVALID: '${label}', row 1, 'Value' names the item`);
				expect(toldBy(run)).toContain('{orderId}');
			}
			expect(sandbox.requests.counters.total).toBe(0);
		});
	},
);

test.each([
	["={{ $('Set configuration').first().json.paymentAccount }}", ''],
	['={{ $now.toISODate() }} {orderId}', ''],
	['={{ $input.first().json.x }}', ''],
	['=memo of $json', ''],
	['={{ $json["a"] }}', '$json'],
	["={{ $('X')['item'].json.a }}", '.item'],
	['={{ `${$itemIndex}` }}', '$itemIndex'],
	['={{ $node["X"].json.a }}', '$node'],
	['={{ "it\'s" + $json.a + "\'" }}', '$json'],
	['={{ this["$js" + "on"].a }}', 'this'],
])('what %s depends on: %p', (expression, reference) => {
	expect(itemReference(expression)).toBe(reference);
});

describe('many items', () => {
	const COUNT = 3000;
	const items = Array.from({ length: COUNT }, (_, at) => ({
		json: { orderId: `o${at}`, memo: 'm' },
	}));
	const CONFIGURED = "={{ $('Items').first().json.memo }}";

	/** Takes the parameters of every item, as a posting node does, and counts what n8n is asked. */
	async function taken(paymentFields: INodeParameters) {
		const seen = { distinct: new Set<unknown>(), last: '', evaluated: 0, ours: 0, bare: 0 };
		const node = {
			description: { ...new NetSuitePaymentApply().description, credentials: [] },
			async execute(this: IExecuteFunctions) {
				const evaluate = this.evaluateExpression.bind(this);
				const counted = Object.assign(Object.create(this) as IExecuteFunctions, {
					evaluateExpression: (expression: string, item: number) => {
						seen.evaluated += 1;
						return evaluate(expression, item);
					},
				});
				const parameters = readParameters(counted, paymentProperties, paymentItemRules);
				const time = (work: (item: number) => void) => {
					const started = performanceNow();
					items.forEach((_, item) => work(item));
					return performanceNow() - started;
				};
				time((item) => evaluate('{{ $json.orderId }}', item));
				seen.bare = time((item) => evaluate('{{ $json.orderId }}', item));
				seen.ours = time((item) => {
					const own = parameters.forItem(item);
					seen.distinct.add(own);
					seen.last = own.get<Array<{ value: string }>>('paymentFields.fields')[0].value;
				});
				return await Promise.resolve([[]]);
			},
		} as unknown as INodeType;
		const run = await runNode(node, { parameters: { paymentFields, ...CLEARING }, items });
		expect(run.error).toBeUndefined();
		return seen;
	}

	it('evaluates what does not name the item once', async () => {
		const seen = await taken(fields([['memo', CONFIGURED]]));
		expect(seen).toMatchObject({ last: 'm', evaluated: 1 });
		expect(seen.distinct.size).toBe(1);
		expect(seen.ours).toBeLessThan(seen.bare / 20);
	});

	// n8n takes some 0.2 ms for an expression: 20,000 items are a matter of seconds as long as we add little.
	it('evaluates what names the item once for each, at about the price of n8n itself', async () => {
		const rows: Array<[string, string]> = [
			['memo', '={{ $json.orderId }}'],
			['x', CONFIGURED],
		];
		const seen = await taken(fields(rows));
		expect(seen).toMatchObject({ last: `o${COUNT - 1}`, evaluated: COUNT + 1 });
		expect(seen.ours).toBeLessThan(seen.bare * 3);
	});
});
