// What a settlement transaction's record keeps of its documents: what moved the clearing side, which invoices
// took it, which cash sale settles it. A later run reads these; where one is missing it asks the books.
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { perCustomer, settle } from '../support/settle';
import { withSandbox } from './story';

const T = 'custrecord_amzstl_t_';
const TRANSACTION = 'customrecord_amzstl_transaction';

const BOOKS = {
	invoices: [
		invoiceOf('111-1', 3000),
		invoiceOf('111-2', 43080),
		invoiceOf('111-3', 900, { paid: 900 }),
	],
	cashSales: [invoiceOf('111-4', 700)],
};
const ITEMS = madeSettlement([
	order('111-1', 2000),
	order('111-2', 46104),
	refund('111-3', 400, 'a'),
	order('111-4', 700),
	order('111-9', 100),
]);

function recordsOf(sandbox: Sandbox) {
	const invoiceId = (id: string) =>
		sandbox.books.records('invoice').find(({ externalId }) => externalId === `Amazon.com_${id}`)
			?.id;
	const named = new Map(['111-1', '111-2'].map((id) => [invoiceId(id), id]));
	return sandbox.books.records(TRANSACTION).map((one) => ({
		order: one[`${T}order_id`],
		posted: one[`${T}posted`],
		allocation: String(one[`${T}allocation`] ?? '').replace(
			/\d+(?=:)/g,
			(id) => named.get(id) ?? id,
		),
		cashSale: one[`${T}cash_sale`] !== undefined && one[`${T}cash_sale`] !== null,
	}));
}

const EXPECTED = [
	{ order: '111-1', posted: '20.00', allocation: '111-1:20.00', cashSale: false },
	{ order: '111-2', posted: '461.04', allocation: '111-2:430.80', cashSale: false },
	{ order: '111-3', posted: '4.00', allocation: '', cashSale: false },
	{ order: '111-4', posted: '7.00', allocation: '', cashSale: true },
	{ order: '111-9', posted: '0.00', allocation: '', cashSale: false },
];

test.each([
	['per order', {}],
	['per customer', perCustomer()],
])('%s: posted, allocation and cash sale stand on the record', async (_, mode) => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS, mode);
		expect(recordsOf(sandbox)).toEqual(EXPECTED);
	});
});

test('a capped payment says again what it posted, not what Amazon sent', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const posted = async () =>
			[...(await settle(sandbox, ITEMS, { overpayment: 'cap' })).posted.values()].map(
				(result) => result.posted,
			);
		expect(await posted()).toEqual([2000, 43080, 700, 0, 400]);
		expect(await posted()).toEqual([2000, 43080, 700, 0, 400]);
	});
});

test('a cash sale without its mark is taken from its link, and marked', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const [record] = sandbox.books
			.ofType(TRANSACTION)
			.filter(({ fields }) => fields[`${T}order_id`] === '111-4');
		sandbox.books.put({
			...record,
			fields: { ...record.fields, [`${T}cash_sale`]: undefined, [`${T}posted`]: undefined },
		});
		const { posted } = await settle(sandbox, ITEMS);
		expect([...posted.values()][2]).toMatchObject({ status: 'Applied', posted: 700 });
		expect(recordsOf(sandbox)).toEqual(EXPECTED);
	});
});

test('a settled record whose payment is gone is no cash sale: it is paid anew', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const [record] = sandbox.books.ofType(TRANSACTION);
		const payment = sandbox.books
			.ofType('customerPayment')
			.find(({ id }) => id === record.fields[`${T}payment`]);
		if (payment === undefined) {
			throw new Error('The order was not paid.');
		}
		sandbox.books.remove(payment);
		// As NetSuite leaves it: the field that named the payment is empty.
		sandbox.books.put({ ...record, fields: { ...record.fields, [`${T}payment`]: undefined } });
		const { posted } = await settle(sandbox, ITEMS);
		expect([...posted.values()][0]).toMatchObject({
			status: 'Applied',
			outcome: 'created',
			cashSaleId: '',
			posted: 2000,
		});
		expect(sandbox.books.records('customerPayment')).toHaveLength(3);
	});
});
