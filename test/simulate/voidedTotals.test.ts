// A voided document counts for nothing, whatever NetSuite says it is over: where the void was made by a journal
// the total stays. Every sum over documents leaves it out.
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { updateSummaries } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import { voidTransaction } from '../../sandbox/books/voiding';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund, SETTLEMENT_ID } from '../support/madeSettlement';
import { sandboxClient } from '../support/sandboxClient';
import { idNamed, perCustomer, settle } from '../support/settle';
import { withSandbox } from './story';

const BOOKS = {
	preferences: { voidedTotal: 'kept' as const },
	invoices: [invoiceOf('111-1', 1000), invoiceOf('111-2', 900, { paid: 900 })],
	cashSales: [invoiceOf('111-3', 800)],
};
const ITEMS = madeSettlement([
	order('111-1', 1200),
	refund('111-2', 400, 'a'),
	order('111-3', 800),
]);
const TXN = 'customrecord_amzstl_transaction';

function voidAll({ books }: Sandbox, ...types: string[]): void {
	for (const type of types) {
		books
			.ofType(type)
			.filter(({ seeded }) => seeded !== true || type === 'cashSale')
			.forEach(({ id }) => voidTransaction(books, id));
	}
}

/** The summary as it is refreshed, with nothing posted before. */
async function refreshed(sandbox: Sandbox) {
	const client = sandboxClient(sandbox);
	const [{ figures }] = await updateSummaries(client, await loadStatusIds(client), {
		createdSince: '2026-09-22',
		settlementIds: [SETTLEMENT_ID],
		now: '2026-11-22T00:00:00Z',
		isDryRun: false,
	});
	return figures.equation;
}

const STANDING = { paid: 1000, paidRest: 200, refunded: -400, cashSales: 800, notPosted: 0 };

test.each([
	['payment', 'customerPayment', { paid: 0, paidRest: 0 }],
	['customer refund', 'customerRefund', { refunded: 0 }],
	['cash sale', 'cashSale', { cashSales: 0 }],
])('a voided %s is in no sum of the settlement', async (_, type, gone) => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		expect(await refreshed(sandbox)).toMatchObject(STANDING);
		voidAll(sandbox, type);
		expect(await refreshed(sandbox)).toMatchObject({ ...STANDING, ...gone });
	});
});

test('records older than the field posted stand for nothing once their documents are voided', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		for (const one of sandbox.books.ofType(TXN)) {
			const fields = { ...one.fields, custrecord_amzstl_t_posted: undefined };
			sandbox.books.put({ ...one, fields });
		}
		expect(await refreshed(sandbox)).toMatchObject(STANDING);
		voidAll(sandbox, 'customerPayment', 'customerRefund', 'cashSale');
		// Orders over 12.00 and 8.00, a refund over 4.00: none of it stands.
		expect(await refreshed(sandbox)).toMatchObject({
			paid: 0,
			paidRest: 0,
			refunded: 0,
			cashSales: 0,
			notPosted: 1600,
		});
	});
});

test.each([
	['per order', {}],
	['per customer', perCustomer()],
])(
	'%s: a voided payment whose external ID was freed settles nothing: it is paid anew',
	async (_, mode) => {
		await withSandbox(BOOKS, async (sandbox) => {
			const items = madeSettlement([order('111-1', 1000)]);
			await settle(sandbox, items, mode);
			voidAll(sandbox, 'customerPayment');
			const [payment] = sandbox.books.ofType('customerPayment').slice(-1);
			sandbox.books.put({ ...payment, fields: { ...payment.fields, externalId: 'VOID-1' } });
			const { posted } = await settle(sandbox, items, mode);
			expect([...posted.values()]).toMatchObject([{ status: 'Applied', outcome: 'created' }]);
			expect(sandbox.books.records('customerPayment').slice(-2)).toMatchObject([
				{ voided: true, externalId: 'VOID-1' },
				{ voided: false, total: '10.00', unapplied: '0.00' },
			]);
		});
	},
);

test.each([
	['that names the order', { otherRefNum: '111-2' }],
	['that was made from the invoice', { createdFrom: '$invoice' }],
])('a voided credit memo %s leaves room for the whole refund', async (_, named) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const invoice = sandbox.books.ofType('invoice')[1];
		const fields = JSON.parse(JSON.stringify(named).replace('$invoice', invoice.id)) as object;
		const item = idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund');
		const memo = sandbox.books.put({
			type: 'creditMemo',
			id: sandbox.books.nextId('transaction'),
			fields: {
				entity: invoice.fields.entity,
				currency: invoice.fields.currency,
				tranDate: '2026-10-03',
				...fields,
			},
			lines: { item: [{ item, quantity: 1, amount: 700 }] },
		});
		const items = madeSettlement([refund('111-2', 900, 'a')]);
		const told = async () =>
			[...(await settle(sandbox, items)).posted.values()].map(
				({ errorCode, status }) => errorCode || status,
			);
		// 9.00 invoiced less 7.00 credited by hand.
		expect(await told()).toEqual(['REFUND_EXCEEDS_INVOICE']);
		voidTransaction(sandbox.books, memo.id);
		expect(await told()).toEqual(['Applied']);
		expect(sandbox.books.records('customerRefund')).toMatchObject([{ total: '9.00' }]);
	});
});
