// How much may go back to the buyer: never more than was invoiced less what was credited before, by us
// or by hand.
import type { CreditedBefore } from '../../../nodes/shared/netsuite/books/creditedBefore';
import { creditedOn, loadCredited } from '../../../nodes/shared/netsuite/books/creditedBefore';
import { creditable, refundAmount } from '../../../nodes/shared/netsuite/refunds/refundGuard';
import { bill, CUSTOMER } from '../../support/madeBooks';
import { codeOr, document, transaction } from '../../support/orderFacts';
import { sandboxClient } from '../../support/sandboxClient';
import { idNamed } from '../../support/settle';
import { sharedSandbox } from '../../support/sharedSandbox';

const sandbox = sharedSandbox({ books: { invoices: [bill(5000, { poNumber: '111-1' })] } });

const refundOf = (minor: number, currency = 'USD') =>
	transaction({ transactionType: 'Refund', transactionAmount: -minor, currency });

test.each([
	[-500, 500],
	[0, 0],
	[1, 'AMOUNT_HAS_WRONG_SIGN'],
])('an amount of %i', (transactionAmount, expected) => {
	expect(codeOr(() => refundAmount(transaction({ transactionAmount })))).toBe(expected);
});

test.each([
	['the whole invoice', 1000, [1000], 0, 1000, 1000],
	['one cent too much', 1001, [1000], 0, 'REFUND_EXCEEDS_INVOICE', 1000],
	['what is left after an earlier credit', 600, [1000], 400, 600, 600],
	['one cent more than is left', 601, [1000], 400, 'REFUND_EXCEEDS_INVOICE', 600],
	['nothing is left', 1, [1000], 1000, 'REFUND_EXCEEDS_INVOICE', 'REFUND_EXCEEDS_INVOICE'],
	['credited too much by hand', 1, [5], 7, 'REFUND_EXCEEDS_INVOICE', 'REFUND_EXCEEDS_INVOICE'],
	['over several invoices', 1500, [1000, 500], 0, 1500, 1500],
])('%s', (_, minor, totals, credited, refused, capped) => {
	const invoices = totals.map((total, at) => document({ internalId: String(at), total, open: 0 }));
	const match = { invoices, matchedBy: '' };
	const told = (excess: 'refuse' | 'cap') =>
		codeOr(() => creditable(refundOf(minor), match, credited, excess));
	expect([told('refuse'), told('cap')]).toEqual([refused, capped]);
});

test.each(['CAD', ''])('another currency: %s', (currency) => {
	const match = { invoices: [document({ total: 1000 })], matchedBy: '' };
	const told = codeOr(() => creditable(refundOf(1, currency), match, 0, 'cap'));
	expect(told).toBe('CURRENCY_MISMATCH');
});

test('only earlier memos of this order, customer or invoice count, and not the refund itself', () => {
	const memo = (changes: Partial<CreditedBefore>): CreditedBefore => ({
		internalId: '',
		orderId: '111-1',
		customerId: '5',
		externalId: '',
		invoiceId: '',
		total: '-1.5',
		isUsed: false,
		...changes,
	});
	const credited = [
		memo({}),
		memo({ externalId: 'AMZ-CM-other', total: '-.25' }),
		memo({ externalId: 'amz-cm-own', total: '-9' }),
		memo({ orderId: '111-2', total: '-9' }),
		memo({ customerId: '6', total: '-9' }),
		memo({ orderId: '#111-1', invoiceId: '1', total: '.03' }),
		memo({ orderId: '', invoiceId: '2', total: '-9' }),
	];
	const match = { invoices: [document({ internalId: '1', total: 1000 })], matchedBy: '' };
	expect(creditedOn(credited, transaction(), match, 'AMZ-CM-own')).toBe(178);
});

test('memos typed by hand are found by the PO number', async () => {
	const client = sandboxClient(sandbox());
	const made = await client.expect(
		{
			method: 'POST',
			path: '/services/rest/record/v1/creditMemo',
			body: {
				entity: { id: idNamed(sandbox(), 'customer', CUSTOMER) },
				otherRefNum: '111-1',
				item: {
					items: [
						{
							item: { id: idNamed(sandbox(), 'inventoryItem', 'Widget') },
							quantity: 1,
							amount: 12,
						},
					],
				},
			},
		},
		false,
		'make a credit memo',
	);
	expect(made.status).toBe(204);
	const [memo, ...others] = await loadCredited(client, ['111-1', '', '111-2'], []);
	expect(memo).toMatchObject({ orderId: '111-1', total: '-12' });
	expect(others).toEqual([]);
});

test('memos made from the invoice, or applied to it, count without the PO number too', async () => {
	const client = sandboxClient(sandbox());
	const [invoice] = sandbox().books.records('invoice');
	const record = '/services/rest/record/v1';
	const post = async (path: string, body: object) =>
		await client.expect({ method: 'POST', path: `${record}/${path}`, body }, false, 'make a memo');
	const other = { otherRefNum: '#111-1', item: { items: [{ orderLine: 1, amount: 5 }] } };
	await post(`invoice/${invoice.id}/!transform/creditMemo`, other);
	const item = { id: idNamed(sandbox(), 'inventoryItem', 'Widget') };
	await post('creditMemo', {
		entity: { id: String(invoice.entity) },
		item: { items: [{ item, quantity: 1, amount: 9 }] },
		apply: { items: [{ doc: { id: invoice.id }, apply: true, amount: 2 }] },
	});
	const found = await loadCredited(client, [], [invoice.id]);
	expect(found.map(({ total, invoiceId }) => [Math.abs(Number(total)), invoiceId])).toEqual([
		[5, invoice.id],
		[2, invoice.id],
	]);
	const transactionOf = transaction({ orderId: '111-1' });
	const match = {
		invoices: [document({ internalId: invoice.id, customerId: String(invoice.entity) })],
		matchedBy: '',
	};
	expect(creditedOn(found, transactionOf, match, 'AMZ-CM-own')).toBe(700);
	// All three ways at once: each memo once, with the one typed by hand above.
	const all = await loadCredited(client, ['111-1', '#111-1'], [invoice.id]);
	expect(all).toHaveLength(3);
});
