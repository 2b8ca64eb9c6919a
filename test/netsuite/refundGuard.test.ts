// How much may go back to the buyer: never more than was invoiced less what was credited before, by us
// or by hand.
import type { CreditedBefore } from '../../nodes/shared/netsuite/refundGuard';
import {
	creditedOn,
	loadCredited,
	refundAmount,
	refuseExcess,
} from '../../nodes/shared/netsuite/refundGuard';
import { bill, CUSTOMER } from '../support/madeBooks';
import { codeOr, document, transaction } from '../support/orderFacts';
import { sandboxClient } from '../support/sandboxClient';
import { idNamed } from '../support/settle';
import { sharedSandbox } from '../support/sharedSandbox';

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
	['the whole invoice', 1000, [1000], 0, undefined],
	['one cent too much', 1001, [1000], 0, 'REFUND_EXCEEDS_INVOICE'],
	['what is left after an earlier credit', 600, [1000], 400, undefined],
	['one cent more than is left', 601, [1000], 400, 'REFUND_EXCEEDS_INVOICE'],
	['over several invoices', 1500, [1000, 500], 0, undefined],
])('%s', (_, minor, totals, credited, code) => {
	const invoices = totals.map((total, at) => document({ internalId: String(at), total, open: 0 }));
	const match = { invoices, matchedBy: '' };
	expect(codeOr(() => refuseExcess(refundOf(minor), match, credited))).toBe(code);
});

test.each(['CAD', ''])('another currency: %s', (currency) => {
	const match = { invoices: [document({ total: 1000 })], matchedBy: '' };
	expect(codeOr(() => refuseExcess(refundOf(1, currency), match, 0))).toBe('CURRENCY_MISMATCH');
});

test('only earlier memos of this order and this customer count, and not the refund itself', () => {
	const memo = (changes: Partial<CreditedBefore>): CreditedBefore => ({
		...{ orderId: '111-1', customerId: '5', externalId: '', total: '-1.5' },
		...changes,
	});
	const credited = [
		memo({}),
		memo({ externalId: 'AMZ-CM-other', total: '-.25' }),
		memo({ externalId: 'amz-cm-own', total: '-9' }),
		memo({ orderId: '111-2', total: '-9' }),
		memo({ customerId: '6', total: '-9' }),
	];
	expect(creditedOn(credited, transaction(), '5', 'AMZ-CM-own')).toBe(175);
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
	const [memo, ...others] = await loadCredited(client, ['111-1', '', '111-2']);
	expect(memo).toMatchObject({ orderId: '111-1', total: '-12' });
	expect(others).toEqual([]);
});
