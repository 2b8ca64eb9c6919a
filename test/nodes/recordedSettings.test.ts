// What a settlement is posted under stands on its summary, and a node that takes its work from NetSuite keeps to it.
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { withSandbox } from '../simulate/story';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { asItems, chosen, runOn, writesOf } from '../support/sandboxNode';
import { idNamed } from '../support/settle';

const EVENTS = [order('111-1', 1000), order('111-9', 500), refund('111-8', 300, 'a')];
const ITEMS = asItems(madeSettlement(EVENTS));
/** 111-9 is not invoiced before somebody does it. */
const BOOKS = { invoices: [invoiceOf('111-1', 1000), invoiceOf('111-8', 900, { paid: 900 })] };
const PAYMENT = { paymentAccount: chosen('name', 'Amazon Clearing') };
const REFUND = {
	refundAccount: chosen('name', 'Amazon Clearing'),
	refundItem: chosen('name', 'Amazon Refund'),
};
const node = new NetSuitePaymentApply();
const summaryOf = (sandbox: Sandbox) => sandbox.books.records('customrecord_amzstl_settlement')[0];
const settingsIn = (sandbox: Sandbox) =>
	String(summaryOf(sandbox).custrecord_amzstl_s_pay_settings ?? '');
const open = { ...PAYMENT, source: 'netSuite' };

async function withPaid(run: (sandbox: Sandbox) => Promise<void>): Promise<void> {
	await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		await runOn(sandbox, node, PAYMENT, ITEMS);
		sandbox.requests.reset();
		await run(sandbox);
	});
}

const codesOf = async (sandbox: Sandbox, parameters: object) => {
	const { outputs } = await runOn(sandbox, node, parameters as typeof open);
	return outputs[0].map(({ json }) => (json.payment as { errorCode: string }).errorCode);
};

test('a run with the report records what it posts under; a dry run records nothing', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		await runOn(sandbox, node, { ...PAYMENT, dryRun: true }, ITEMS);
		expect(settingsIn(sandbox)).toBe('');
		await runOn(sandbox, node, PAYMENT, ITEMS);
		const account = idNamed(sandbox, 'account', 'Amazon Clearing');
		expect(settingsIn(sandbox).split('\n')).toEqual([
			'Invoice Keys: external ID {marketplace}_{orderId}; PO number {orderId}',
			'A/R Account: none',
			'Marketplaces: none',
			'Transaction Date: posted',
			'Closed Period: refuse',
			`Payment Account: ${account}`,
			'If Overpaid: leave',
			'If Underpaid: leave open',
		]);
	});
});

test.each([
	['Transaction Date', { datePolicy: 'deposit' }],
	['Payment Account', { paymentAccount: chosen('name', 'Undeposited Funds') }],
	['If Overpaid', { overpayment: 'cap' }],
	['Invoice Keys', { invoiceKeys: { keys: [{ column: 'otherrefnum', template: '#{orderId}' }] } }],
] as Array<[string, object]>)(
	'what is open is not posted under another setting: %s',
	async (label, changes) => {
		await withPaid(async (sandbox) => {
			for (const isDryRun of [true, false]) {
				const { outputs } = await runOn(sandbox, node, { ...open, ...changes, dryRun: isDryRun });
				const [{ json }] = outputs[0];
				expect(json.payment).toMatchObject({ status: 'Unapplied', errorCode: 'SETTINGS_DIFFER' });
				const { errorMessage } = json.payment as { errorMessage: string };
				expect(errorMessage).toContain(`Settlement 18906543210 was begun under other settings`);
				expect(errorMessage).toContain(`'${label}' is '`);
				expect(errorMessage).toContain(
					`empty the field Payment Settings of Amazon Settlement Summary ${summaryOf(sandbox).id}`,
				);
				expect(outputs[1]).toHaveLength(1);
				expect(writesOf(sandbox)).toBe(0);
			}
		});
	},
);

test('the refusal is red on the summary', async () => {
	await withPaid(async (sandbox) => {
		const { outputs } = await runOn(sandbox, node, { ...open, datePolicy: 'deposit' });
		const updated = await runOn(
			sandbox,
			new SettlementSummaryUpdate(),
			{ source: 'netSuite', monthsBack: 2 },
			outputs[0],
		);
		expect(JSON.stringify(updated.outputs[1])).toContain('SETTINGS_DIFFER');
	});
});

test('the same settings by another way go on', async () => {
	await withPaid(async (sandbox) => {
		const paymentAccount = chosen('id', idNamed(sandbox, 'account', 'Amazon Clearing'));
		expect(await codesOf(sandbox, { ...open, paymentAccount })).toEqual(['INVOICE_NOT_FOUND']);
	});
});

test('ways on: an emptied field, or the report once more', async () => {
	await withPaid(async (sandbox) => {
		const other = { ...open, datePolicy: 'deposit' };
		const [summary] = sandbox.books.ofType('customrecord_amzstl_settlement');
		const emptied = { ...summary.fields, custrecord_amzstl_s_pay_settings: '' };
		sandbox.books.put({ ...summary, fields: emptied });
		expect(await codesOf(sandbox, other)).toEqual(['INVOICE_NOT_FOUND']);
		expect(settingsIn(sandbox)).toContain('Transaction Date: deposit');
		expect(await codesOf(sandbox, open)).toEqual(['SETTINGS_DIFFER']);
		await runOn(sandbox, node, PAYMENT, ITEMS);
		expect(await codesOf(sandbox, open)).toEqual(['INVOICE_NOT_FOUND']);
		expect(await codesOf(sandbox, other)).toEqual(['INVOICE_NOT_FOUND']);
	});
});

test('refunds are held to their own settings', async () => {
	await withSandbox({ invoices: [invoiceOf('111-1', 1000)] }, async (sandbox) => {
		const refunds = new NetSuiteRefundCreate();
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
		await runOn(sandbox, refunds, REFUND, ITEMS);
		const options = { excess: 'cap' };
		const source = { ...REFUND, source: 'netSuite' };
		const { outputs } = await runOn(sandbox, refunds, { ...source, options });
		expect(outputs[0][0].json.refund).toMatchObject({ errorCode: 'SETTINGS_DIFFER' });
		expect(JSON.stringify(outputs[0][0].json.refund)).toContain('If More Than Was Invoiced');
		const same = await runOn(sandbox, refunds, source);
		expect(same.outputs[0][0].json.refund).toMatchObject({ errorCode: 'INVOICE_NOT_FOUND' });
	});
});
