// Copies, deletions and edits by hand: what is the same and what is not, which references are emptied, and
// what is refused. Expected figures are worked by hand from the small books: an invoice over 430.80.
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CLEARING, idOf, openClient, SMALL_BOOKS, type Client } from './client';

let client: Client;
const others: Client[] = [];

beforeEach(async () => {
	client = await openClient();
});

afterEach(async () => {
	for (const { sandbox } of [client, ...others.splice(0)]) {
		await sandbox.close();
	}
});

const INVOICE = 'Amazon.com_111-1';
const SETTLEMENT = 'customrecord_amzstl_settlement';
const TRANSACTION = 'customrecord_amzstl_transaction';

const byHand = async (deed: string, body: unknown, at = client, method = 'POST') => {
	const response = await fetch(`${at.sandbox.url}/sandbox/${deed}`, {
		method,
		body: method === 'GET' ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, text, id: text.includes('"id"') ? JSON.parse(text).id : '' };
};

const recorded = (type: string, id: string, at = client) =>
	at.sandbox.books.records(type).find((one) => one.id === id);

/** A settlement, a transaction of it, and a payment over 300.00 that names both and is named by it. */
const settled = async (at = client) => {
	const made = async (type: string, body: object) => {
		const reply = await at.post(type, body);
		expect(reply.status).toBe(204);
		return idOf(reply);
	};
	const settlement = await made(SETTLEMENT, {
		name: 'S',
		externalId: 'S-1',
		custrecord_amzstl_s_settlement_id: '1',
	});
	const transaction = await made(TRANSACTION, {
		name: 'T',
		externalId: 'T-1',
		custrecord_amzstl_t_settlement: { id: settlement },
	});
	const payment = await made('customerPayment', {
		externalId: 'P-1',
		customer: { id: at.customerId },
		account: CLEARING,
		payment: 300,
		memo: 'By us',
		tranDate: '2026-01-05',
		autoApply: false,
		custbody_amzstl_transaction: { id: transaction },
		custbody_amzstl_settlement: { id: settlement },
		apply: { items: [{ doc: { id: at.invoiceId(INVOICE) }, amount: 300 }] },
	});
	const address = `/record/v1/${TRANSACTION}/${transaction}`;
	await at.patch(address, { custrecord_amzstl_t_payment: { id: payment } });
	return { settlement, transaction, payment };
};

describe('copies', () => {
	test('a payment: all but external id, number and stamps, applied as far as its invoice is open', async () => {
		const { payment, transaction } = await settled();
		const copy = await byHand('copies', { id: payment });
		expect(copy.status).toBe(200);
		const [before, after] = [payment, copy.id].map((id) => recorded('customerPayment', id));
		expect(after).toMatchObject({
			externalId: '',
			total: '300.00',
			applied: '130.80',
			unapplied: '169.20',
			memo: 'By us',
			tranDate: '2026-01-05',
			account: before?.account,
			entity: before?.entity,
			custbody_amzstl_transaction: transaction,
			seeded: false,
			voided: false,
		});
		expect(after?.tranId).not.toBe(before?.tranId);
		expect(recorded('invoice', client.invoiceId(INVOICE))).toMatchObject({ open: '0.00' });
		const third = await byHand('copies', { id: payment, type: 'customerpayment' });
		expect(recorded('customerPayment', third.id)).toMatchObject({
			total: '300.00',
			applied: '0.00',
			apply: [],
		});
	});

	test('a refund whose memo has nothing left is refused, a custom record is copied with its type', async () => {
		const memo = await client.post('creditMemo', {
			entity: { id: client.customerId },
			externalId: 'M-1',
			item: { items: [{ item: { refName: 'Amazon Refund' }, quantity: 1, amount: 10 }] },
		});
		const address = `/record/v1/creditMemo/${idOf(memo)}/!transform/customerRefund`;
		const refund = await client.send(address, { method: 'POST', body: { account: CLEARING } });
		expect(await byHand('copies', { id: idOf(refund) })).toMatchObject({
			status: 400,
			text: expect.stringContaining('at least one line item'),
		});
		expect(recorded('creditMemo', (await byHand('copies', { id: idOf(memo) })).id)).toMatchObject({
			total: '10.00',
			open: '10.00',
			externalId: '',
		});
		const { transaction, payment } = await settled();
		const copy = await byHand('copies', { id: transaction, type: TRANSACTION });
		expect(recorded(TRANSACTION, copy.id)).toMatchObject({
			externalId: '',
			name: 'T',
			custrecord_amzstl_t_payment: payment,
		});
	});

	test('an invoice: its order is not billed once more', async () => {
		const order = client.sandbox.books
			.records('salesOrder')
			.find(({ externalId }) => externalId === 'SO-1');
		const copy = await byHand('copies', { id: client.invoiceId(INVOICE) });
		expect(recorded('invoice', copy.id)).toMatchObject({ total: '430.80', open: '430.80' });
		const after = client.sandbox.books.records('salesOrder').find(({ id }) => id === order?.id);
		expect(after).toEqual(order);
	});
});

describe('deletions', () => {
	test('what named a deleted payment is empty, its invoice open, its external id free', async () => {
		const { payment, transaction } = await settled();
		const deleted = await byHand('deletions', { type: 'customerPayment', id: payment });
		expect(deleted).toMatchObject({ status: 204, text: '' });
		expect(recorded(TRANSACTION, transaction)).not.toHaveProperty('custrecord_amzstl_t_payment');
		const rows = await client.rows(
			`SELECT custrecord_amzstl_t_payment AS payment, externalid FROM ${TRANSACTION} WHERE id = ?`,
			[transaction],
		);
		expect(rows).toEqual([{ externalid: 'T-1' }]);
		expect(recorded('invoice', client.invoiceId(INVOICE))).toMatchObject({ open: '430.80' });
		expect((await client.post('customerPayment', PAYMENT())).status).toBe(204);
	});

	test('the same by a signed DELETE', async () => {
		const { payment, transaction } = await settled();
		await client.send(`/record/v1/customerPayment/${payment}`, { method: 'DELETE' });
		expect(recorded(TRANSACTION, transaction)).not.toHaveProperty('custrecord_amzstl_t_payment');
	});

	test('a custom record stays as long as something names it', async () => {
		const { payment, transaction, settlement } = await settled();
		const refused = { status: 400, text: expect.stringContaining('dependent records') };
		expect(await byHand('deletions', { type: SETTLEMENT, id: settlement })).toMatchObject(refused);
		const deletion = { type: TRANSACTION, id: transaction };
		expect(await byHand('deletions', deletion)).toMatchObject(refused);
		const links = { custbody_amzstl_transaction: null, custbody_amzstl_settlement: null };
		await byHand('edits', { type: 'customerPayment', id: payment, body: links });
		expect(await byHand('deletions', deletion)).toMatchObject({ status: 204 });
		expect(await byHand('deletions', { type: SETTLEMENT, id: settlement })).toMatchObject({
			status: 204,
		});
	});

	test('a customer, an item or an account stays as long as something names it', async () => {
		const { books } = client.sandbox;
		const idOfNamed = (type: string, field: string, name: string) =>
			books.records(type).find((one) => one[field] === name)?.id ?? '';
		for (const [type, id] of [
			['customer', client.customerId],
			['inventoryItem', idOfNamed('inventoryItem', 'itemId', 'MUG')],
			['account', idOfNamed('account', 'acctName', 'Amazon Clearing')],
		]) {
			expect(await byHand('deletions', { type, id })).toMatchObject({
				status: 400,
				text: expect.stringContaining('dependent records'),
			});
		}
		const free = idOfNamed('account', 'acctName', 'Amazon Fees');
		expect(await byHand('deletions', { type: 'account', id: free })).toMatchObject({ status: 204 });
	});

	test('an invoice with a payment stays, whatever the account does elsewhere', async () => {
		await settled();
		const deletion = { type: 'invoice', id: client.invoiceId(INVOICE) };
		expect(await byHand('deletions', deletion)).toMatchObject({
			status: 400,
			text: expect.stringContaining('linked to it'),
		});
	});

	test.each([
		['refuse', 'empty', 400, 204],
		['keep', 'keep', 204, 204],
	] as const)(
		'other accounts: a named transaction %s, a named custom record %s',
		async (transaction, customRecord, onPayment, onRecord) => {
			const other = await openClient({
				books: {
					...(SMALL_BOOKS as BooksSeed),
					preferences: { deletions: { transaction, customRecord } },
				},
			});
			others.push(other);
			const made = await settled(other);
			const payment = { type: 'customerPayment', id: made.payment };
			expect(await byHand('deletions', payment, other)).toMatchObject({ status: onPayment });
			expect(recorded(TRANSACTION, made.transaction, other)).toMatchObject({
				custrecord_amzstl_t_payment: made.payment,
			});
			const record = { type: SETTLEMENT, id: made.settlement };
			expect(await byHand('deletions', record, other)).toMatchObject({ status: onRecord });
			const left = recorded(TRANSACTION, made.transaction, other)?.custrecord_amzstl_t_settlement;
			expect(left).toBe(customRecord === 'keep' ? made.settlement : undefined);
		},
	);
});

const PAYMENT = () => ({
	externalId: 'P-1',
	customer: { id: client.customerId },
	account: CLEARING,
	payment: 5,
});

describe('edits', () => {
	test('a payment: amount, application and account, as a PATCH would', async () => {
		const { payment } = await settled();
		const apply = { items: [{ doc: { id: client.invoiceId(INVOICE) }, amount: 10 }] };
		const account = { refName: 'Undeposited Funds' };
		const body = { payment: 250, apply, account, memo: 'Edited' };
		const edited = await byHand('edits', { type: 'customerPayment', id: payment, body });
		expect(edited).toMatchObject({ status: 204, text: '' });
		expect(recorded('customerPayment', payment)).toMatchObject({
			total: '250.00',
			applied: '10.00',
			unapplied: '240.00',
			memo: 'Edited',
		});
		const counters = client.sandbox.requests.counters;
		expect(counters).toMatchObject({ patch: 1 });
	});

	test('a custom record: any field, its status by name, and back to empty', async () => {
		const { transaction } = await settled();
		const edit = async (body: object) =>
			await byHand('edits', { type: TRANSACTION, id: transaction, body });
		await edit({
			custrecord_amzstl_t_amount: 999,
			custrecord_amzstl_t_status: { refName: 'New' },
			custrecord_amzstl_t_payment: null,
		});
		const record = recorded(TRANSACTION, transaction);
		expect(record).toMatchObject({ custrecord_amzstl_t_amount: '999.00' });
		expect(record?.labels.custrecord_amzstl_t_status).toBe('New');
		expect(record).not.toHaveProperty('custrecord_amzstl_t_payment');
	});
});

test('creations: a payment as a person makes it, by the rules of the books', async () => {
	const apply = { items: [{ doc: { id: client.invoiceId(INVOICE) }, amount: 30 }] };
	const body = { ...PAYMENT(), payment: 30, apply };
	expect(await byHand('creations', { type: 'customerPayment', body })).toMatchObject({
		status: 204,
	});
	const [made] = client.sandbox.books.records('customerPayment').filter(({ seeded }) => !seeded);
	expect(made).toMatchObject({ total: '30.00', applied: '30.00' });
	expect(await byHand('creations', { type: 'customerPayment', body })).toMatchObject({
		status: 400,
		text: expect.stringContaining('already exists'),
	});
	expect(client.sandbox.requests.counters.post).toBe(0);
});

test('periods: a closed month takes no payment, an open one does', async () => {
	const { id } = client.sandbox.books.periodOf('2026-01-05');
	const pay = async () =>
		(await client.post('customerPayment', { ...PAYMENT(), tranDate: '2026-01-05' })).status;
	expect(await byHand('periods', { id, closed: true })).toMatchObject({ status: 204 });
	expect(await pay()).toBe(400);
	expect(await byHand('periods', { id, closed: false })).toMatchObject({ status: 204 });
	expect(await pay()).toBe(204);
});

test('permissions: taken away from the role of the seed, and given back', async () => {
	const books = { ...(SMALL_BOOKS as BooksSeed), preferences: { role: { without: [] } } };
	const other = await openClient({ books });
	others.push(other);
	const payment = { ...PAYMENT(), customer: { id: other.customerId } };
	const pay = async () => (await other.post('customerPayment', payment)).status;
	expect(await byHand('permissions', { without: ['TRAN_CUSTPYMT'] }, other)).toMatchObject({
		status: 204,
	});
	expect(await pay()).toBe(400);
	expect((await byHand('permissions', {}, other, 'GET')).text).toBe(
		'{"without":["TRAN_CUSTPYMT"]}',
	);
	expect(await byHand('permissions', { without: 'all' }, other)).toMatchObject({ status: 400 });
	expect(await byHand('permissions', { without: [] }, other)).toMatchObject({ status: 204 });
	expect(await pay()).toBe(204);
	expect(await byHand('permissions', { without: [] })).toMatchObject({ status: 400 });
});

test.each([
	['copies', { id: '999999' }, 'does not exist'],
	['copies', {}, 'id must be'],
	['copies', { id: '1', type: 'noSuchType' }, 'does not exist'],
	['deletions', { id: '1' }, 'type must be'],
	['deletions', { type: 'invoice', id: '999999' }, 'does not exist'],
	['edits', { type: 'invoice', id: '999999', body: {} }, 'does not exist'],
	['edits', { type: 'customer', id: '1', body: { memmo: 'x' } }, 'memmo'],
	['edits', [], 'JSON object'],
	['creations', { body: {} }, 'type must be'],
	['periods', { id: '999999', closed: true }, 'A period is closed'],
])('%s of %j is refused and says why', async (deed, body, reason) => {
	const before = JSON.stringify(client.sandbox.books.saved().records);
	expect(await byHand(deed, body)).toMatchObject({
		status: 400,
		text: expect.stringContaining(reason),
	});
	expect(JSON.stringify(client.sandbox.books.saved().records)).toBe(before);
	expect(await byHand(deed, {}, client, 'GET')).toMatchObject({ status: 400 });
});
