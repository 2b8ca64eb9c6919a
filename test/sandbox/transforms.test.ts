// Transforms: which pairs exist, what they carry over, and how billing moves a sales order along.
import { CLEARING, openClient, type Client } from './client';

let client: Client;

beforeEach(async () => {
	client = await openClient();
});

afterEach(async () => {
	await client.sandbox.close();
});

const records = (type: string) => client.sandbox.books.records(type);
const order = (externalId: string) =>
	records('salesOrder').find((one) => one.externalId === externalId);
const transform = async (
	source: string,
	id: string | undefined,
	target: string,
	body: unknown = {},
) => await client.send(`/record/v1/${source}/${id}/!transform/${target}`, { method: 'POST', body });

describe('a sales order', () => {
	test('is billed whole by an empty body', async () => {
		expect(order('SO-2')).toMatchObject({ status: 'F' });
		const reply = await transform('salesOrder', order('SO-2')?.id, 'invoice');
		expect(reply.status).toBe(204);
		expect(records('invoice').at(-1)).toMatchObject({
			otherRefNum: '111-2',
			total: '57.50',
			createdFrom: order('SO-2')?.id,
			open: '57.50',
		});
		expect(order('SO-2')).toMatchObject({ status: 'G' });
	});

	test('is billed in part by orderLine, and the rest later', async () => {
		const items = [
			{ orderLine: 1, quantity: 3 },
			{ orderLine: 2, quantity: 0 },
		];
		await transform('salesOrder', order('SO-2')?.id, 'invoice', { item: { items } });
		expect(records('invoice').at(-1)).toMatchObject({ total: '31.50' });
		expect(order('SO-2')).toMatchObject({ status: 'F' });
		await transform('salesOrder', order('SO-2')?.id, 'cashSale', { account: CLEARING });
		expect(records('cashSale')).toMatchObject([{ total: '26.00' }]);
		expect(order('SO-2')).toMatchObject({ status: 'G' });
		expect((await transform('salesOrder', order('SO-2')?.id, 'invoice')).status).toBe(400);
	});

	test('is not billed beyond what is fulfilled', async () => {
		expect((await transform('salesOrder', order('SO-3')?.id, 'invoice')).status).toBe(400);
		const items = [{ orderLine: 1, quantity: 5 }];
		const body = { item: { items } };
		expect((await transform('salesOrder', order('SO-2')?.id, 'invoice', body)).status).toBe(400);
	});

	test('is unbilled when its invoice is deleted', async () => {
		const { headers } = await transform('salesOrder', order('SO-2')?.id, 'invoice');
		await client.send(headers.get('location') ?? '', { method: 'DELETE' });
		expect(order('SO-2')).toMatchObject({ status: 'F' });
	});
});

test('an invoice becomes a payment of its full due amount, or of the one given', async () => {
	const id = client.invoiceId('Amazon.com_111-1');
	await transform('invoice', id, 'customerPayment', { account: CLEARING, payment: 30.8 });
	await transform('invoice', id, 'customerPayment', { account: CLEARING });
	expect(records('customerPayment').filter((one) => !one.seeded)).toMatchObject([
		{ total: '30.80', unapplied: '0.00' },
		{ total: '400.00', unapplied: '0.00' },
	]);
	expect(records('invoice')[0]).toMatchObject({ status: 'B' });
});

test('an invoice becomes a credit memo with its lines, applied where the body says', async () => {
	const id = client.invoiceId('Amazon.com_111-1');
	const apply = { items: [{ doc: { id }, line: 0, apply: true, amount: 5 }] };
	const item = { items: [{ orderLine: 1, quantity: 1 }] };
	expect((await transform('invoice', id, 'creditMemo', { apply, item })).status).toBe(204);
	expect(records('creditMemo')).toMatchObject([
		{ total: '215.40', applied: '5.00', createdFrom: id },
	]);
});

test('what is left of a payment can be refunded', async () => {
	const body = { customer: client.customerId, account: CLEARING, payment: 12, autoApply: false };
	const { headers } = await client.post('customerPayment', body);
	const id = headers.get('location')?.split('/').pop();
	expect(
		(await transform('customerPayment', id, 'customerRefund', { account: CLEARING })).status,
	).toBe(204);
	expect(records('customerPayment').at(-1)).toMatchObject({ unapplied: '0.00' });
});

test.each([
	['salesOrder', 'customerPayment'],
	['invoice', 'customerRefund'],
	['customerPayment', 'invoice'],
])('there is no transform from %s to %s', async (source, target) => {
	const [record] = records(source);
	expect((await transform(source, record.id, target)).status).toBe(400);
});
