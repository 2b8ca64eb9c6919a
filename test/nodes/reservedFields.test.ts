// The fields that the nodes enter themselves, in every table of fields: a row that says the same is accepted, any
// other is refused by name before anything is written, also in a dry run and for a settlement half posted before.
import type { INodeParameters, INodeType } from 'n8n-workflow';

import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { invoiceOf, salesOrder } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { asItems, chosen, runOn, toldBy, writesOf } from '../support/sandboxNode';

const ITEMS = asItems(madeSettlement([order('111-1', 1000), refund('111-2', 500, 'a')]));
const BOOKS = {
	invoices: [invoiceOf('111-1', 3000), invoiceOf('111-2', 3000, { paid: 3000 })],
	salesOrders: [
		salesOrder([100], 'Pending Billing', { externalId: 'Amazon.com_111-3', poNumber: '111-3' }),
	],
};
const REFUND = {
	refundAccount: chosen('name', 'Amazon Clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};
const CLEARING = { paymentAccount: chosen('name', 'Amazon Clearing') };
const BILLING = { source: 'netSuite', filters: { externalIdPrefix: 'Amazon' } };

type Row = [field: string, value: string];

interface Table {
	name: string;
	label: string;
	node: INodeType;
	parameters: INodeParameters;
	/** Rows of this table only. */
	refused: Row[];
	same: Row[];
}

const LINKS_REFUSED: Row[] = [
	['custbody_amzstl_transaction', '999'],
	['custbody_amzstl_settlement', '999'],
	['custbody_amzstl_transactions', 'x=1'],
];
const LINKS_SAME: Row[] = [
	['custbody_amzstl_transaction', '{recordId}'],
	['custbody_amzstl_settlement', '{settlementRecordId}'],
];
const DOCUMENT_REFUSED: Row[] = [
	...([
		['externalId', 'MINE-{orderId}'],
		['EXTERNALID', 'x'],
		['id', '7'],
	] as Row[]),
	...([
		['customer', '999'],
		['entity', '999'],
		['currency', 'XXX'],
		['apply', '1'],
	] as Row[]),
	...([
		['item', '1'],
		['autoApply', 'true'],
		['tranDate', '1999-01-01'],
		['total', '1'],
	] as Row[]),
];

const TABLES: Table[] = [
	{
		name: 'paymentFields',
		label: 'Payment Fields',
		node: new NetSuitePaymentApply(),
		parameters: CLEARING,
		refused: [
			...DOCUMENT_REFUSED,
			...LINKS_REFUSED,
			...([
				['payment', '1'],
				['account', '999'],
				['undepFunds', 'true'],
			] as Row[]),
		],
		same: [
			...LINKS_SAME,
			...([
				['payment', '{transactionAmount}'],
				['currency', '{currency}'],
			] as Row[]),
			...([
				['tranDate', '{postedDate}'],
				['autoApply', 'false'],
				['apply', ''],
			] as Row[]),
		],
	},
	{
		name: 'combinedPaymentFields',
		label: 'Payment Fields',
		node: new NetSuitePaymentApply(),
		parameters: { ...CLEARING, payments: 'perCustomer' },
		refused: [['externalId', 'MINE'], ...DOCUMENT_REFUSED.slice(1), ...LINKS_REFUSED],
		same: [
			['currency', '{currency}'],
			['tranDate', '{postedDate}'],
		],
	},
	{
		name: 'creditMemoFields',
		label: 'Credit Memo Fields',
		node: new NetSuiteRefundCreate(),
		parameters: REFUND,
		refused: [...DOCUMENT_REFUSED, ...LINKS_REFUSED, ['otherRefNum', 'Amazon return {orderId}']],
		same: [...LINKS_SAME, ['otherRefNum', '{orderId}'], ['currency', '{currency}']],
	},
	{
		name: 'refundFields',
		label: 'Customer Refund Fields',
		node: new NetSuiteRefundCreate(),
		parameters: REFUND,
		refused: [...DOCUMENT_REFUSED, ...LINKS_REFUSED, ['account', '999']],
		same: [...LINKS_SAME, ['tranDate', '{postedDate}']],
	},
	{
		name: 'billFields',
		label: 'Bill Fields',
		node: new NetSuiteOrderBill(),
		parameters: BILLING,
		refused: [...DOCUMENT_REFUSED, ['otherRefNum', 'PO {orderId}']],
		same: [
			['otherRefNum', '{orderId}'],
			['externalId', 'Amazoncom_{orderId}'],
		],
	},
	{
		name: 'summaryFields',
		label: 'Settlement Summary Fields',
		node: new NetSuiteSettlementAdd(),
		parameters: {},
		refused: [
			...([
				['externalId', 'x'],
				['id', '7'],
			] as Row[]),
			...([['custrecord_amzstl_s_total_amount', '1']] as Row[]),
			...([['custrecord_amzstl_s_deposit_date', '1999-01-01']] as Row[]),
			...([['custrecord_amzstl_s_content_hash', 'x']] as Row[]),
			...([['custrecord_amzstl_s_paid', '1']] as Row[]),
		],
		same: [['custrecord_amzstl_s_total_amount', '{totalAmount}']],
	},
	{
		name: 'transactionFields',
		label: 'Settlement Transaction Fields',
		node: new NetSuiteSettlementAdd(),
		parameters: {},
		refused: [
			...([
				['externalId', 'x'],
				['custrecord_amzstl_t_amount', '{netAmount}1'],
			] as Row[]),
			...([
				['custrecord_amzstl_t_status', '2'],
				['custrecord_amzstl_t_payment', '1'],
			] as Row[]),
			...([['custrecord_amzstl_t_order_id', 'x{orderId}']] as Row[]),
			...([['custrecord_amzstl_t_settlement', '1']] as Row[]),
			...([['custrecord_amzstl_t_posted_date', '1999-01-01']] as Row[]),
		],
		same: [
			['custrecord_amzstl_t_amount', '{transactionAmount}'],
			['custrecord_amzstl_t_order_id', '{orderId}'],
		],
	},
];

const fieldsOf = (rows: Row[]) => ({ fields: rows.map(([field, value]) => ({ field, value })) });

async function tried(sandbox: Sandbox, { node, parameters, name }: Table, row: Row, more = {}) {
	const table = {
		[name]: fieldsOf(
			[['memo', 'x'], row].slice(node instanceof NetSuiteSettlementAdd ? 1 : 0) as Row[],
		),
	};
	return await runOn(sandbox, node, { ...parameters, ...table, ...more }, ITEMS);
}

async function withRecords(table: Table, run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	await withSandbox(BOOKS, async (sandbox) => {
		if (!(table.node instanceof NetSuiteSettlementAdd)) {
			await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		}
		sandbox.requests.reset();
		await run(sandbox);
	});
}

describe.each(TABLES.map((table) => [table.name, table] as const))('%s', (_, table) => {
	it('refuses every row that says something else, naming row and remedy, and writes nothing', async () => {
		await withRecords(table, async (sandbox) => {
			for (const row of table.refused) {
				for (const dryRun of [false, true]) {
					const run = await tried(sandbox, table, row, { dryRun });
					const told = toldBy(run);
					expect(`${row.join()}: ${told}`).toContain(`FIELD_RESERVED: '${table.label}', row`);
					expect(told).toContain(row[0]);
					expect(told).toMatch(/Remove the row|set 'Customer' in 'Marketplaces'/);
				}
			}
			expect(writesOf(sandbox)).toBe(0);
		});
	}, 120_000);

	it('accepts the rows that say the same, and enters what it would without them', async () => {
		await withRecords(table, async (sandbox) => {
			for (const row of table.same) {
				const run = await tried(sandbox, table, row, { dryRun: true });
				expect(`${row.join()}: ${toldBy(run)}`).toBe(`${row.join()}: `);
			}
			const rows = [['memo', 'x'], ...table.same] as Row[];
			const own = table.node instanceof NetSuiteSettlementAdd ? table.same : rows;
			const all = { ...table.parameters, [table.name]: fieldsOf(own) };
			const run = await runOn(sandbox, table.node, all, ITEMS);
			expect(toldBy(run)).toBe('');
			const made = ['customerPayment', 'creditMemo', 'customerRefund'].flatMap((type) =>
				sandbox.books.records(type).filter(({ externalId }) => /^AMZ-/.test(String(externalId))),
			);
			for (const document of made) {
				expect(document.custbody_amzstl_settlement).toBeTruthy();
			}
		});
	});
});

test('links are written though no row stands for them', async () => {
	await withRecords(TABLES[0], async (sandbox) => {
		await tried(sandbox, TABLES[0], ['memo2', '']);
		await tried(sandbox, TABLES[2], ['memo2', '']);
		const [payment] = sandbox.books.records('customerPayment').filter(({ memo }) => memo === 'x');
		const [memo] = sandbox.books.records('creditMemo').filter(({ memo: text }) => text === 'x');
		for (const document of [payment, memo]) {
			expect(document.custbody_amzstl_transaction).toMatch(/^\d+$/);
			expect(document.custbody_amzstl_settlement).toMatch(/^\d+$/);
		}
	});
});

test.each([
	['a field without an ID', [{ field: '', value: 'x' }], 'row 1 has no field'],
	[
		'a field twice',
		[
			{ field: 'memo', value: 'x' },
			{ field: 'MEMO', value: 'y' },
		],
		'row 2 names the field MEMO again',
	],
])('%s is refused', async (_, fields, says) => {
	await withRecords(TABLES[0], async (sandbox) => {
		const parameters = { ...CLEARING, paymentFields: { fields } };
		const run = await runOn(sandbox, new NetSuitePaymentApply(), parameters, ITEMS);
		expect(toldBy(run)).toContain(says);
		expect(sandbox.requests.counters.total).toBe(0);
	});
});
