// How accounts differ: spellings, texts, taxes, approvals, mandatory fields, inactive records. Each choice of
// the seed is tried both ways; expected values are worked by hand from an invoice over 430.80.
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CLEARING, detailOf, idOf, openClient, SMALL_BOOKS, type Client } from './client';

const open: Client[] = [];

afterEach(async () => {
	for (const { sandbox } of open.splice(0)) {
		await sandbox.close();
	}
});

const SMALL = SMALL_BOOKS as BooksSeed;
const EXACT = 'Amazon.com_111-1';

const account = async (
	preferences: BooksSeed['preferences'] = {},
	more: Partial<BooksSeed> = {},
) => {
	const client = await openClient({ books: { ...SMALL, ...more, preferences } });
	open.push(client);
	return client;
};

const payment = (client: Client, more: object = {}) => ({
	customer: { id: client.customerId },
	account: CLEARING,
	payment: 10,
	apply: { items: [{ doc: { id: client.invoiceId(EXACT) }, amount: 10 }] },
	...more,
});

const memo = (client: Client, more: object = {}) => ({
	entity: { id: client.customerId },
	item: { items: [{ item: { refName: 'Amazon Refund' }, quantity: 1, amount: 50 }] },
	...more,
});

test.each([
	['true/false', 'false', ['F', false, 'no']],
	['T/F', 'F', ['false', false, 'f']],
] as const)(
	'an account that spells undepFunds %s takes %s and no other',
	async (undepFunds, own, others) => {
		const client = await account({ undepFunds });
		for (const other of others) {
			const body = payment(client, { undepFunds: { id: other } });
			expect(await client.post('customerPayment', body)).toMatchObject({ status: 400 });
		}
		const bare = await client.post('customerPayment', payment(client, { undepFunds: own }));
		const made = await client.post('customerPayment', payment(client, { undepFunds: { id: own } }));
		expect([bare.status, made.status]).toEqual([204, 204]);
		const read = await client.send(`/record/v1/customerPayment/${idOf(made)}?fields=undepFunds`);
		expect(read.body).toMatchObject({ undepFunds: { id: own } });
	},
);

test.each([
	['invalidField', 'Invalid Field Value', 'more than the amount due'],
	['noMatchingLine', 'Unable to find a matching line', 'Unable to find a matching line'],
] as const)('texts of application: %s', async (applyRefusal, onStranger, onPaid) => {
	const client = await account({ applyRefusal });
	const stranger = client.invoiceId('Amazon.co.jp_249-1');
	const apply = (id: string, amount: number) => ({ apply: { items: [{ doc: { id }, amount }] } });
	const refused = await client.post('customerPayment', payment(client, apply(stranger, 1)));
	expect(detailOf(refused).detail).toContain(onStranger);
	const all = { payment: 430.8, ...apply(client.invoiceId(EXACT), 430.8) };
	expect(await client.post('customerPayment', payment(client, all))).toMatchObject({ status: 204 });
	const again = await client.post('customerPayment', payment(client, all));
	expect(detailOf(again).detail).toContain(onPaid);
	if (applyRefusal === 'noMatchingLine') {
		const id = client.invoiceId(EXACT);
		expect(detailOf(again).detail).toBe(
			`Error while accessing a resource. Unable to find a matching line for sublist apply with key: [doc,line] and value: [${id},null].`,
		);
	}
});

test.each([
	[0, '50.00'],
	[8, '54.00'],
])('tax codes of %s percent make a credit memo over 50.00 one over %s', async (taxRate, total) => {
	const client = await account({ taxRate });
	const made = await client.post('creditMemo', memo(client));
	const booked = client.sandbox.books.records('creditMemo').find(({ id }) => id === idOf(made));
	expect(booked).toMatchObject({ total });
});

const PENDING = {
	externalId: 'PENDING',
	customer: 'amazon',
	currency: 'USD',
	tranDate: '2026-01-03',
	lines: [{ item: 'MUG', quantity: 1, amount: 20 }],
};

describe.each([
	['pending', 'D', 'Invoice : Pending Approval'],
	['rejected', 'E', 'Invoice : Rejected'],
] as const)('an invoice that is %s', (approval, letter, label) => {
	test.each([
		['none', undefined],
		['zero', '0'],
		['total', '20'],
	] as const)('does not post and cannot be paid; SuiteQL says open: %s', async (way, open) => {
		const invoices = [...(SMALL.invoices ?? []), { ...PENDING, approval }];
		const client = await account({ unapprovedOpen: way }, { invoices });
		const id = client.invoiceId('PENDING');
		const [row] = await client.rows(
			`SELECT status, BUILTIN.DF(status) AS label, posting, approvalstatus, foreigntotal AS total,
				foreignamountunpaid AS unpaid FROM transaction WHERE id = ?`,
			[id],
		);
		expect(row).toEqual({
			status: letter,
			label,
			posting: 'F',
			total: '20',
			approvalstatus: approval === 'pending' ? '1' : '3',
			...(open === undefined ? {} : { unpaid: open }),
		});
		const apply = { items: [{ doc: { id }, amount: 10 }] };
		const refused = await client.post('customerPayment', payment(client, { apply }));
		expect(refused.status).toBe(400);
		await client.patch(`/record/v1/invoice/${id}`, { approvalStatus: { id: '2' } });
		const paid = await client.post('customerPayment', payment(client, { apply }));
		expect(paid.status).toBe(204);
	});
});

test('a payment that waits for approval leaves its invoice open', async () => {
	const client = await account();
	const made = await client.post('customerPayment', payment(client));
	const unpaid = async () => {
		const q = 'SELECT foreignamountunpaid AS unpaid FROM transaction WHERE id = ?';
		return (await client.rows(q, [client.invoiceId(EXACT)]))[0].unpaid;
	};
	expect(await unpaid()).toBe('420.8');
	const address = `/record/v1/customerPayment/${idOf(made)}`;
	await client.patch(address, { approvalStatus: { id: '1' } });
	expect(await unpaid()).toBe('430.8');
	const q = 'SELECT posting, status FROM transaction WHERE id = ?';
	expect(await client.rows(q, [idOf(made)])).toEqual([{ posting: 'F', status: 'A' }]);
	await client.patch(address, { approvalStatus: { id: '2' } });
	expect(await unpaid()).toBe('420.8');
});

test('an inactive customer, account or item is not taken; what names it already stays', async () => {
	const client = await account();
	const idOfNamed = (type: string, field: string, name: string) =>
		client.sandbox.books.records(type).find((one) => one[field] === name)?.id ?? '';
	const made = await client.post('customerPayment', payment(client));
	for (const [type, field, name] of [
		['customer', 'entityId', 'Amazon US'],
		['account', 'acctName', 'Amazon Clearing'],
		['nonInventorySaleItem', 'itemId', 'Amazon Refund'],
	]) {
		const address = `/record/v1/${type}/${idOfNamed(type, field, name)}`;
		await client.patch(address, { isInactive: true });
		const refused =
			type === 'nonInventorySaleItem'
				? await client.post('creditMemo', memo(client))
				: await client.post('customerPayment', payment(client));
		expect(detailOf(refused).detail).toMatch(/Invalid Field Value \d+ for the following field/);
		const changed = await client.patch(`/record/v1/customerPayment/${idOf(made)}`, { memo: type });
		expect(changed.status).toBe(204);
		await client.patch(address, { isInactive: false });
	}
	expect((await client.post('customerPayment', payment(client))).status).toBe(204);
});

test('a customer seeded as inactive', async () => {
	const customers = [{ id: 'amazon', entityId: 'Amazon US', currency: 'USD', inactive: true }];
	const client = await account({}, { customers });
	const rows = await client.rows("SELECT isinactive FROM customer WHERE entityid = 'Amazon US'");
	expect(rows).toEqual([{ isinactive: 'T' }]);
});

test('mandatory fields of forms, on the body and on lines', async () => {
	const mandatory = { customerPayment: ['class'], creditMemo: ['item.department'] };
	const client = await account({ mandatory });
	const made = async (type: string) => idOf(await client.post(type, { name: 'X' }));
	const [ofClass, department] = [await made('classification'), await made('department')];
	const refused = await client.post('customerPayment', payment(client));
	expect(detailOf(refused).detail).toContain('Please enter value(s) for: Class.');
	const classed = payment(client, { class: { id: ofClass } });
	expect((await client.post('customerPayment', classed)).status).toBe(204);
	const [line] = memo(client).item.items;
	const onHeader = await client.post(
		'creditMemo',
		memo(client, { department: { id: department } }),
	);
	expect(detailOf(onHeader).detail).toContain('Please enter value(s) for: Department.');
	const item = { items: [{ ...line, department: { id: department } }] };
	expect((await client.post('creditMemo', memo(client, { item }))).status).toBe(204);
});

test.each([
	[false, 204],
	[true, 400],
])('a refund without a payment method, where the form asks for one: %s', async (needs, status) => {
	const client = await account({ refundNeedsMethod: needs });
	const refund = async (more: object) => {
		const made = idOf(await client.post('creditMemo', memo(client)));
		const address = `/record/v1/creditMemo/${made}/!transform/customerRefund`;
		return await client.send(address, { method: 'POST', body: { account: CLEARING, ...more } });
	};
	expect(await refund({})).toMatchObject({ status });
	expect(await refund({ paymentOption: { id: '7' } })).toMatchObject({ status: 204 });
});
