// The billing flow against the sandbox: what it sends and how often, what it does when an answer is lost or
// somebody else is faster, and what it says of each order.
import { selectSalesOrders } from '../../../nodes/shared/netsuite/billing/orderSelection';
import { NO_SETTINGS } from '../../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../../sandbox/sandbox';
import { withSandbox } from '../../simulate/story';
import {
	billThese,
	orderSeed,
	RULES,
	runBillingOn,
	selectionOf,
	type BillingChanges,
	type OrderSeed,
} from '../../support/billing';
import { clientCrashingAfter, clientWithEvent } from '../../support/crash';
import type { BooksSeed } from '../../support/madeBooks';
import { bill } from '../../support/madeBooks';
import { postAs } from '../../support/postAs';
import { sandboxClient } from '../../support/sandboxClient';

const isTransform = ({ path }: { path: string }) => path.includes('!transform');
const invoices = ({ books }: Sandbox) => books.records('invoice').filter(({ seeded }) => !seeded);

async function withOrders<Result>(
	orders: OrderSeed[],
	run: (sandbox: Sandbox) => Promise<Result>,
	more: BooksSeed = {},
): Promise<Result> {
	return await withSandbox({ ...more, salesOrders: orders }, run);
}

const ONE = [orderSeed('111-1', [3574])];

test('a thousand orders cost one call each and a few look-ups', async () => {
	const orders = Array.from({ length: 60 }, (_, at) => orderSeed(`111-${at}`, [100]));
	await withOrders(orders, async (sandbox) => {
		const told = await runBillingOn(sandbox);
		expect(told.every(({ result }) => result.status === 'Billed')).toBe(true);
		const { entries, counters } = sandbox.requests;
		expect(entries.filter(isTransform)).toHaveLength(60);
		// Selection, 2 keys, currencies twice, bills, periods, names, quantities, then the proof.
		expect(counters.total - 60).toBeLessThanOrEqual(14);
	});
});

test('a lost reply is followed by a look-up, not by a second bill', async () => {
	await withOrders(ONE, async (sandbox) => {
		sandbox.faults.add({ kind: 'replyLost', match: { path: /!transform/ }, times: 1 });
		const [{ result }] = await runBillingOn(sandbox);
		expect(result).toMatchObject({ status: 'Billed', outcome: 'created', errorCode: '' });
		expect(sandbox.requests.entries.filter(isTransform)).toHaveLength(1);
		expect(result.bills).toMatchObject([{ internalId: result.billId, total: 3574, open: 3574 }]);
	});
});

test('what a run that broke off has billed is found by the next', async () => {
	await withOrders([...ONE, orderSeed('111-2', [100])], async (sandbox) => {
		const client = clientCrashingAfter(sandbox, isTransform);
		await expect(runBillingOn(sandbox, { concurrency: 1 }, client)).rejects.toThrow('canceled');
		expect(invoices(sandbox).length).toBeGreaterThan(0);
		await runBillingOn(sandbox);
		expect(invoices(sandbox).map(({ externalId }) => externalId)).toEqual([
			'Amazoncom_111-1',
			'Amazoncom_111-2',
		]);
	});
});

test('of two runs at once one bills, the other takes what it finds', async () => {
	await withOrders(ONE, async (sandbox) => {
		const second = { result: [] as unknown[] };
		const client = clientWithEvent(sandbox, isTransform, async () => {
			second.result = await runBillingOn(sandbox);
		});
		const [{ result }] = await runBillingOn(sandbox, {}, client);
		expect(second.result).toMatchObject([{ result: { outcome: 'created' } }]);
		expect(result).toMatchObject({ status: 'Billed', outcome: 'existed', errorCode: '' });
		expect(result.billId).toBe(invoices(sandbox)[0].id);
		expect(invoices(sandbox)).toHaveLength(1);
	});
});

test('a person who was faster is told as billed before', async () => {
	await withOrders(ONE, async (sandbox) => {
		const [order] = sandbox.books.records('salesOrder');
		const client = clientWithEvent(sandbox, isTransform, async () => {
			await postAs(sandbox, `salesOrder/${order.id}/!transform/invoice`, {});
		});
		const [{ result }] = await runBillingOn(sandbox, {}, client);
		expect(result).toMatchObject({ status: 'Billed', outcome: 'existed', billId: '' });
		expect(result.bills).toMatchObject([{ total: 3574 }]);
		expect(invoices(sandbox)).toHaveLength(1);
	});
});

test('the quantities of a part are read right before they are sent', async () => {
	const parts = orderSeed('111-1', [3000, 2000, 1000], { status: 'Partially Fulfilled' });
	const lines = parts.lines.map((line, at) => ({ ...line, fulfilled: at < 2 ? 1 : 0 }));
	await withOrders([{ ...parts, lines }], async (sandbox) => {
		const [order] = sandbox.books.records('salesOrder');
		const isStates = ({ body }: { body?: object }) => JSON.stringify(body).includes('shiprecv');
		let seen = 0;
		const client = clientWithEvent(
			sandbox,
			(request) => isStates(request) && ++seen === 2,
			async () => {
				await postAs(sandbox, `salesOrder/${order.id}/!transform/invoice?replace=item`, {
					item: { items: [{ orderLine: 1, quantity: 1 }] },
				});
			},
		);
		const [{ result }] = await runBillingOn(sandbox, {}, client);
		expect(result).toMatchObject({ status: 'Partially Billed', outcome: 'created' });
		expect(invoices(sandbox).map(({ total }) => total)).toEqual(['30.00', '20.00']);
	});
});

test('more billed than ordered is shown, whoever did it', async () => {
	await withOrders(ONE, async (sandbox) => {
		let transforms = 0;
		const client = clientWithEvent(
			sandbox,
			(request) => {
				transforms += isTransform(request) ? 1 : 0;
				return transforms > 0 && !isTransform(request);
			},
			async () => {
				const [{ id }] = sandbox.books.records('salesOrder');
				const order = sandbox.books.get('transaction', id)!;
				const item = order.lines.item.map((line) => ({ ...line, quantityBilled: 2 }));
				sandbox.books.put({ ...order, lines: { item } });
				await Promise.resolve();
			},
		);
		const [{ result }] = await runBillingOn(sandbox, {}, client);
		expect(result).toMatchObject({ outcome: 'created', errorCode: 'ORDER_OVERBILLED' });
		expect(result.errorMessage).toContain('line 1: ordered 1, billed 2');
	});
});

test('a name that belongs to another kind of transaction is refused', async () => {
	await withOrders(
		ONE,
		async (sandbox) => {
			const [customer] = sandbox.books.records('customer');
			await postAs(sandbox, 'customerPayment', {
				externalId: 'AMAZONCOM_111-1',
				customer: { id: customer.id },
				payment: 5,
			});
			const [{ result }] = await runBillingOn(sandbox);
			expect(result).toMatchObject({ status: 'Unbilled', errorCode: 'EXTERNAL_ID_TAKEN' });
			expect(invoices(sandbox)).toEqual([]);
		},
		{ invoices: [bill(100, { externalId: 'other' })] },
	);
});

test('a dry run sends nothing and tells the name and the day', async () => {
	await withOrders(ONE, async (sandbox) => {
		const [{ result }] = await runBillingOn(sandbox, { isDryRun: true, datePolicy: 'order' });
		expect(result).toMatchObject({
			status: 'Billed',
			outcome: 'planned',
			externalId: 'Amazoncom_111-1',
			date: '2026-10-01',
			billId: '',
			bills: [],
		});
		expect(sandbox.requests.entries.some(isTransform)).toBe(false);
		expect(invoices(sandbox)).toEqual([]);
	});
});

test.each<[policy: NonNullable<BillingChanges['datePolicy']>, day: string]>([
	['order', '2026-10-01'],
	['ship', '2026-10-06'],
	['today', '2026-11-22'],
	// No settlement transaction tells.
	['posted', '2026-11-22'],
])('dated by %s', async (datePolicy, day) => {
	const shippedOn = (tranDate: string, line: number) => ({
		tranDate,
		lines: [{ line, quantity: 1 }],
	});
	const fulfilments = [shippedOn('2026-10-06', 2), shippedOn('2026-10-04', 1)];
	await withOrders([orderSeed('111-1', [100, 200], { fulfilments })], async (sandbox) => {
		await runBillingOn(sandbox, { datePolicy });
		expect(invoices(sandbox)[0].tranDate).toBe(day);
	});
});

test('fields, segments and accounts of the marketplace stand on the bill', async () => {
	await withOrders(
		[...ONE, orderSeed('111-2', [5], { externalId: 'Amazon.ca_111-2' })],
		async (sandbox) => {
			const klass = await postAs(sandbox, 'classification', { name: 'Canada' });
			const receivable = sandbox.books
				.records('account')
				.find(({ acctName }) => acctName === 'Accounts Receivable')?.id;
			await runBillingOn(sandbox, {
				fields: [{ field: 'memo', template: '{marketplaceName} {orderId} of {salesOrderNumber}' }],
				marketplaces: [
					{
						...NO_SETTINGS,
						marketplaceName: 'amazon.ca',
						receivableAccountId: receivable ?? '',
						segments: { class: { id: String(klass) } },
					},
				],
			});
			const [us, canada] = invoices(sandbox);
			expect(us.class).toBeUndefined();
			expect(canada).toMatchObject({ class: klass, account: receivable });
			expect(canada.memo).toMatch(/^Amazon\.ca 111-2 of SO\d+$/);
		},
	);
});

test('an order that somebody deleted meanwhile is not called billed', async () => {
	await withOrders(ONE, async (sandbox) => {
		const client = sandboxClient(sandbox);
		const { orders } = await selectSalesOrders(client, RULES, selectionOf());
		sandbox.books.remove(sandbox.books.get('transaction', orders[0].internalId)!);
		const [{ result }] = await billThese(sandbox, orders);
		expect(result).toMatchObject({ status: 'Unbilled', errorCode: 'ORDER_NOT_FOUND' });
	});
});

test('an order that is closed or unapproved is named by its code', async () => {
	const seeds = [
		orderSeed('111-1', [1], { status: 'Pending Approval' }),
		orderSeed('111-2', [1], { status: 'Closed' }),
		orderSeed('111-3', [1], { status: 'Pending Fulfillment' }),
	];
	await withOrders(seeds, async (sandbox) => {
		const orders = sandbox.books.records('salesOrder').map(({ id, tranId, externalId }) => ({
			internalId: id,
			number: String(tranId),
			externalId,
			poNumber: '',
			customerId: '1',
			currency: 'USD',
			date: '2026-10-01',
			total: 100,
			identity: { marketplaceName: '', orderId: '', merchantOrderId: '', ...EMPTY },
		}));
		const told = await billThese(sandbox, orders);
		expect(told.map(({ result }) => result.errorCode)).toEqual([
			'ORDER_NOT_APPROVED',
			'ORDER_CLOSED',
			'ORDER_NOT_SHIPPED',
		]);
		expect(told.map(({ result }) => result.outcome)).toEqual(['failed', 'failed', 'skipped']);
		expect(told[0].result.errorMessage).toMatch(/sales order SO\d+ is Pending Approval.*Approve/);
	});
});

const EMPTY = { shipmentId: '', account: '' };
