// Where a payment is posted, as a person chooses it in the editor: account or undeposited funds, segments from a
// list, by name or by id, for all marketplaces and for one.
import type { INodeParameters } from 'n8n-workflow';

import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { bill } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { asItems, chosen, runOn, toldBy } from '../support/sandboxNode';
import { idNamed } from '../support/settle';

const ORDERS = [order('1', 100), order('2', 200, { marketplaceName: 'Amazon.co.uk' })];
const ITEMS = asItems(madeSettlement(ORDERS));
const BOOKS = {
	invoices: ORDERS.map(({ orderId, amount }) =>
		bill(amount, { externalId: `I${orderId}`, poNumber: orderId }),
	),
};

function add(sandbox: Sandbox, type: string, name: string): string {
	const id = sandbox.books.nextId(type);
	sandbox.books.put({ type, id, fields: { name, isInactive: false }, lines: {} });
	return id;
}

/** The payments of both orders after a run. */
async function paid(sandbox: Sandbox, parameters: INodeParameters) {
	await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
	const run = await runOn(sandbox, new NetSuitePaymentApply(), parameters, ITEMS);
	expect(toldBy(run)).toBe('');
	return sandbox.books.records('customerPayment');
}

test.each([
	['empty', undefined, 'true', 'Undeposited Funds'],
	['chosen', chosen('name', 'Amazon Clearing'), 'false', 'Amazon Clearing'],
])('payment account %s', async (_, paymentAccount, undepFunds, account) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const payments = await paid(sandbox, paymentAccount === undefined ? {} : { paymentAccount });
		const wanted = { undepFunds, account: idNamed(sandbox, 'account', account) };
		expect(payments).toMatchObject([wanted, wanted]);
	});
});

test('segments by name and id; a marketplace overrides some, however it is written', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const [own, uk] = [add(sandbox, 'location', 'Main'), add(sandbox, 'location', 'UK')];
		const department = add(sandbox, 'department', 'Online');
		const channel = add(sandbox, 'classification', 'Amazon');
		const payments = await paid(sandbox, {
			segments: {
				location: chosen('name', 'main'),
				department: chosen('id', department),
				class: chosen('list', channel),
			},
			marketplaces: {
				marketplace: [{ marketplaceName: 'AMAZON CO UK', location: chosen('name', 'UK') }],
			},
		});
		expect(payments).toMatchObject([
			{ location: own, department, class: channel },
			{ location: uk, department, class: channel },
		]);
	});
});

test('an id by expression, and one typed before there were lists', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const location = add(sandbox, 'location', 'Main');
		const payments = await paid(sandbox, {
			segments: {
				location: chosen('id', `={{ '${location}' }}`),
				department: add(sandbox, 'department', 'Online'),
			},
		});
		expect(payments).toMatchObject([
			{ location, department: '1' },
			{ location, department: '1' },
		]);
	});
});

test('a segment that NetSuite does not have stops the run before anything is posted', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		const parameters = { segments: { class: chosen('name', 'Nowhere') } };
		const run = await runOn(sandbox, new NetSuitePaymentApply(), parameters, ITEMS);
		expect(toldBy(run)).toContain("no class named 'Nowhere', needed for 'Class'");
		expect(sandbox.books.records('customerPayment')).toEqual([]);
	});
});
