// NetSuite Payment Apply on n8n's engine: payments into the sandbox, results onto the items, what is
// Unapplied out a second time through its own output.
import type { INodeParameters } from 'n8n-workflow';

import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { asItems, chosen, runOn, toldBy, writesOf } from '../support/sandboxNode';
import { idNamed } from '../support/settle';
import { paidByHand, says } from '../simulate/meanwhile';
import { withSandbox } from '../simulate/story';

const BOOKS = { invoices: [invoiceOf('111-1', 3574), invoiceOf('111-2', 43080)] };
const ITEMS = asItems(
	madeSettlement([
		order('111-1', 3574),
		order('111-9', 100),
		refund('111-1', 500, 'a'),
		order('111-2', 46104),
	]),
);
const node = new NetSuitePaymentApply();
const CLEARING = { paymentAccount: chosen('name', 'Amazon Clearing') };

async function withRecords<Result>(
	run: (sandbox: Sandbox) => Promise<Result>,
	books: Parameters<typeof withSandbox>[0] = BOOKS,
	items = ITEMS,
): Promise<Result> {
	return await withSandbox(books, async (sandbox) => {
		await runOn(sandbox, new NetSuiteSettlementAdd(), {}, items);
		sandbox.requests.reset();
		return await run(sandbox);
	});
}

test('every item goes on, orders with their payment, and Unapplied ones leave twice', async () => {
	await withRecords(async (sandbox) => {
		const { status, outputs, hints } = await runOn(sandbox, node, CLEARING, ITEMS);
		expect(status).toBe('success');
		const [all, unapplied] = outputs;
		expect(all.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
		const [paid, over] = sandbox.books.records('customerPayment');
		expect(all[0].json.payment).toEqual({
			status: 'Applied',
			outcome: 'created',
			errorCode: '',
			errorMessage: '',
			matchedBy: 'external ID Amazon.com_111-1',
			isDryRun: false,
			recordId: '1',
			invoices: [{ internalId: expect.any(String) as string, number: 'INV1001' }],
			allocation: [{ invoiceId: expect.any(String) as string, amount: 35.74 }],
			kinds: [expect.stringMatching(/^CustPymt-/) as string],
			posted: 35.74,
			applied: 35.74,
			rest: 0,
			short: 0,
			writtenOff: 0,
			paymentId: paid.id,
			creditMemoId: '',
			refundId: '',
			cashSaleId: '',
			date: '2026-10-05',
			dateNote: '',
		});
		expect(all[1].json.payment).toMatchObject({
			status: 'Unapplied',
			outcome: 'failed',
			errorCode: 'INVOICE_NOT_FOUND',
			paymentId: '',
		});
		expect(all[2].json).toEqual(ITEMS[2].json);
		expect(all[3].json.payment).toMatchObject({
			status: 'Partially Applied',
			posted: 461.04,
			applied: 430.8,
			rest: 30.24,
			difference: {
				amount: 30.24,
				parts: [{ what: 'price', amazon: 461.04, invoice: 430.8, amount: 30.24 }],
			},
		});
		expect(over).toMatchObject({ total: '461.04', applied: '430.80', unapplied: '30.24' });
		expect(paid.account).toBe(idNamed(sandbox, 'account', 'Amazon Clearing'));
		expect(unapplied).toEqual([
			expect.objectContaining({ json: all[1].json, pairedItem: { item: 1 } }),
		]);
		expect(hints[0]).toMatchObject({
			type: 'warning',
			message: '3 payments: 1 Applied, 1 Partially Applied, 1 Unapplied',
		});
	});
});

test('Source NetSuite takes what is New or Unapplied there, and only of the settlement asked for', async () => {
	await withRecords(async (sandbox) => {
		const source = { ...CLEARING, source: 'netSuite' };
		const none = await runOn(sandbox, node, { ...source, settlementId: '1' });
		expect(none.outputs[0]).toEqual([]);
		const { outputs } = await runOn(sandbox, node, { ...source, settlementId: '18906543210' });
		expect(outputs[0].map(({ json }) => [json.orderId, json.transactionAmount])).toEqual([
			['111-1', 35.74],
			['111-9', 1],
			['111-2', 461.04],
		]);
		expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			outputs[0].map(() => ({ item: 0 })),
		);
		const again = await runOn(sandbox, node, source);
		expect(again.outputs[0].map(({ json }) => json.orderId)).toEqual(['111-9']);
		expect(again.outputs[1]).toHaveLength(1);
		expect(sandbox.books.records('customerPayment')).toHaveLength(2);
	});
});

test('per customer: one payment with the fields of its own table, and so many invoices at most', async () => {
	await withRecords(async (sandbox) => {
		const parameters = { ...CLEARING, payments: 'perCustomer' };
		const { outputs } = await runOn(sandbox, node, parameters, ITEMS);
		const [payment, ...others] = sandbox.books.records('customerPayment');
		expect(others).toEqual([]);
		expect(payment).toMatchObject({
			total: '496.78',
			applied: '466.54',
			memo: 'Amazon settlement 18906543210',
			account: idNamed(sandbox, 'account', 'Amazon Clearing'),
		});
		expect(payment.custbody_amzstl_transactions).toMatch(
			/^111-1-[0-9a-f]{12}:35\.74 111-2-[0-9a-f]{12}:430\.80\+30\.24$/,
		);
		expect(outputs[0].map(({ json }) => json.payment)).toMatchObject([
			{ status: 'Applied', posted: 35.74, applied: 35.74, paymentId: payment.id },
			{ status: 'Unapplied', errorCode: 'INVOICE_NOT_FOUND' },
			{},
			{ status: 'Partially Applied', posted: 461.04, applied: 430.8, rest: 30.24 },
		]);
	});
	await withRecords(async (sandbox) => {
		const combinedPaymentFields = {
			fields: [{ field: 'memo', value: '{account} {postedDate}' }],
		};
		const parameters = {
			payments: 'perCustomer',
			invoicesPerPayment: 1,
			combinedPaymentFields,
		};
		await runOn(sandbox, node, parameters, ITEMS);
		expect(sandbox.books.records('customerPayment')).toMatchObject([
			{ total: '35.74', memo: 'US 2026-10-05' },
			{ total: '461.04', memo: 'US 2026-10-05' },
		]);
	});
});

test('a dry run gives the same items as the real run, but for ids and outcome, and writes nothing', async () => {
	await withRecords(async (sandbox) => {
		const told = async (dryRun: boolean) => {
			const { outputs } = await runOn(sandbox, node, { ...CLEARING, dryRun }, ITEMS);
			return outputs.map((items) =>
				items.map(({ json: { payment } }) => {
					const { outcome, isDryRun, paymentId, was, bookedAccount, ...rest } = (payment ??
						{}) as Record<string, unknown>;
					return { ...rest, told: [outcome, isDryRun, paymentId, was, bookedAccount].length };
				}),
			);
		};
		const planned = await told(true);
		expect(writesOf(sandbox)).toBe(0);
		const { entries } = sandbox.requests;
		expect(entries.every(({ method, path }) => method === 'GET' || path.includes('suiteql'))).toBe(
			true,
		);
		expect(planned).toEqual(await told(false));
	});
});

test('a dry run plans even what Settlement Add has not recorded; a real run refuses it', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { outputs, hints } = await runOn(sandbox, node, { dryRun: true }, ITEMS);
		expect(outputs[0][0].json.payment).toMatchObject({ status: 'Applied', outcome: 'planned' });
		expect(hints[0].message).toMatch(/^Dry run, nothing was written: 3 payments/);
		const run = await runOn(sandbox, node, {}, ITEMS);
		expect(toldBy(run)).toMatch(
			/^TRANSACTION_NOT_RECORDED: 3 of 3 .* \/ Run NetSuite Settlement Add/,
		);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('an item that came in twice is paid once and told alike', async () => {
	await withRecords(async (sandbox) => {
		const twice = [ITEMS[0], ITEMS[0]];
		for (const dryRun of [true, false]) {
			const { outputs } = await runOn(sandbox, node, { dryRun }, twice);
			expect(outputs[0].map(({ json }) => json.payment)).toMatchObject([
				{ status: 'Applied' },
				{ status: 'Applied' },
			]);
		}
		expect(sandbox.books.records('customerPayment')).toHaveLength(1);
	});
});

test('a marketplace has its own customer and account; the run date and a cap are options', async () => {
	const invoices = [invoiceOf('111-1', 1000), invoiceOf('111-2', 500, { customer: 'Amazon CA' })];
	const orders = [order('111-1', 1000), order('111-2', 700, { marketplaceName: 'Amazon.ca' })];
	const items = asItems(madeSettlement(orders));
	await withRecords(
		async (sandbox) => {
			const parameters: INodeParameters = {
				...CLEARING,
				overpayment: 'cap',
				datePolicy: 'deposit',
				invoiceKeys: {
					keys: [{ column: 'externalid', template: 'Amazon.com_{orderId}' }],
				},
				marketplaces: {
					marketplace: [
						{
							marketplaceName: 'amazon.CA',
							paymentAccount: chosen('name', '1060'),
							customer: chosen('id', idNamed(sandbox, 'customer', 'Amazon CA')),
						},
					],
				},
			};
			await runOn(sandbox, node, parameters, items);
			const account = (name: string) => idNamed(sandbox, 'account', name);
			expect(sandbox.books.records('customerPayment')).toMatchObject([
				{ total: '10.00', account: account('Amazon Clearing'), tranDate: '2026-10-17' },
				{ total: '5.00', account: account('Undeposited Funds'), tranDate: '2026-10-17' },
			]);
		},
		{ invoices },
		items,
	);
});

const WRITES_OFF = { ...CLEARING, shortPayment: 'writeOff', writeOffTolerance: 0.1 };

test('a short payment is written off to the item chosen by its name', async () => {
	const items = asItems(madeSettlement([order('111-1', 3564), order('111-2', 43069)]));
	await withRecords(
		async (sandbox) => {
			const parameters = { ...WRITES_OFF, writeOffItem: chosen('name', 'Amazon Refund') };
			const { outputs } = await runOn(sandbox, node, parameters, items);
			expect(outputs[0].map(({ json }) => json.payment)).toMatchObject([
				{ status: 'Applied', short: 0, writtenOff: 0.1 },
				{ status: 'Applied', short: 0.11, writtenOff: 0 },
			]);
			expect(sandbox.books.records('creditMemo')).toMatchObject([{ total: '0.10', open: '0.00' }]);
		},
		BOOKS,
		items,
	);
});

test.each([
	['writing off without an item', WRITES_OFF, "'Write-Off Item' is empty"],
	[
		'an account that NetSuite does not have',
		{ paymentAccount: chosen('name', 'Nowhere') },
		"no account named 'Nowhere', needed for 'Payment Account'",
	],
	[
		'a mistyped placeholder',
		{ paymentFields: { fields: [{ field: 'memo', value: '{x}' }] } },
		"'{x}' names {x}, which no transaction has",
	],
])('%s stops the run before anything is posted', async (_, parameters, says) => {
	await withRecords(async (sandbox) => {
		const run = await runOn(sandbox, node, parameters as INodeParameters, ITEMS);
		expect(run.status).toBe('error');
		expect(toldBy(run)).toContain(`CONFIGURATION_INCOMPLETE: `);
		expect(toldBy(run)).toContain(says);
		expect(sandbox.books.records('customerPayment')).toEqual([]);
	});
});

test.each([
	['continueRegularOutput' as const, 0],
	['continueErrorOutput' as const, 2],
])('%s: a run that cannot go on gives error items only', async (onError, at) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { outputs, status } = await runOn(sandbox, node, {}, ITEMS, { onError });
		expect(status).toBe('success');
		expect(outputs[at]).toHaveLength(ITEMS.length);
		const others = outputs.filter((_, index) => index !== at).flat();
		expect(others).toEqual([]);
		for (const [item, { json, pairedItem }] of outputs[at].entries()) {
			expect(json.error).toMatch(/^TRANSACTION_NOT_RECORDED/);
			expect(pairedItem).toEqual({ item });
		}
	});
});

test('a dry run before anything is recorded takes no payment by hand for another order', async () => {
	const books = { invoices: [invoiceOf('111-1', 1000), invoiceOf('111-2', 500)] };
	const made = madeSettlement([order('111-1', 1000), order('111-2', 500)]);
	await withSandbox(books, async (sandbox) => {
		const hand = paidByHand('', 'Amazon.com_111-1', says('order 111-1'));
		await hand.act({ sandbox, items: made, rules: {} });
		const items = asItems(made);
		const { outputs } = await runOn(sandbox, node, { ...CLEARING, dryRun: true }, items);
		expect(outputs[0].map(({ json }) => json.payment)).toMatchObject([
			{ status: 'Unapplied', errorCode: 'INVOICE_ALREADY_PAID' },
			{ status: 'Applied', outcome: 'planned', posted: 5, paymentId: '' },
		]);
	});
});
