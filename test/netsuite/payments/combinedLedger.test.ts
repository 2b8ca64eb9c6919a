// Whom the combined payments of a settlement pay, and the doubts that stop everything: a voided payment, a
// list that was changed, a sum that does not agree, a copy, a number that belongs to something else.
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import type { CombinedPayment } from '../../../nodes/shared/netsuite/books/combinedPayments';
import {
	addToLedger,
	emptyLedger,
	holdingOf,
} from '../../../nodes/shared/netsuite/payments/existing/combinedLedger';
import {
	combinedPaymentId,
	combinedPaymentNumber,
	isOurPayment,
	transactionName,
} from '../../../nodes/shared/netsuite/records/externalId';
import type { SettlementTransaction } from '../../../nodes/shared/netsuite/records/settlementTransaction';
import { transaction as recorded } from '../../support/orderFacts';

const SETTLEMENT = '18906543210';
const transaction = (orderId: string, transactionAmount: number, currency = 'USD') =>
	recorded({ settlementId: SETTLEMENT, orderId, transactionAmount, currency });
const A = transaction('111-1', 1000);
const B = transaction('111-2', 2000);
const C = transaction('111-3', 500);
const list = (...parts: Array<[SettlementTransaction, string]>) =>
	parts.map(([one, amounts]) => `${transactionName(one)}:${amounts}`).join(' ');

const payment = (more: Partial<CombinedPayment> = {}): CombinedPayment => ({
	internalId: '70',
	externalId: combinedPaymentId(SETTLEMENT, 1),
	documentNumber: 'PYMT70',
	type: 'CustPymt',
	isVoided: false,
	total: '30.5',
	unused: '.5',
	currency: 'USD',
	settlementRecordId: '5',
	number: 1,
	membership: list([A, '10.00'], [B, '20.00+0.50']),
	...more,
});

/** What becomes of each transaction: the amounts of its part, '' for none, or the error code. */
function told(...payments: CombinedPayment[]): string[] {
	const ledger = addToLedger(emptyLedger(), payments);
	return [A, { ...B, transactionAmount: 2050 }, C].map((one) => {
		try {
			const holding = holdingOf(one, ledger);
			return holding === undefined ? '' : `${holding.part.applied}+${holding.part.unapplied}`;
		} catch (error) {
			return error instanceof NetSuiteError ? error.code : String(error);
		}
	});
}

const copy = payment({ internalId: '71', externalId: '', number: null, documentNumber: 'PYMT71' });
const changed = ['PAYMENT_CHANGED', 'PAYMENT_CHANGED'];

test.each([
	['agrees', [payment()], ['1000+0', '2000+50', '']],
	['is read twice', [payment(), payment()], ['1000+0', '2000+50', '']],
	[
		'is voided',
		[payment({ isVoided: true, total: '0', unused: '0' })],
		['EXTERNAL_ID_TAKEN', 'EXTERNAL_ID_TAKEN', ''],
	],
	[
		'has another total: nobody knows who is missing',
		[payment({ total: '30.49' })],
		[...changed, 'PAYMENT_CHANGED'],
	],
	[
		'lacks one in its list',
		[payment({ membership: list([A, '10.00']) })],
		[...changed, 'PAYMENT_CHANGED'],
	],
	// What of it is applied is for the read back, which knows the invoices.
	['was taken off an invoice', [payment({ unused: '10.5' })], ['1000+0', '2000+50', '']],
	[
		'has an unreadable list',
		[payment({ membership: 'who knows' })],
		[...changed, 'PAYMENT_CHANGED'],
	],
	['has lost its list', [payment({ membership: '' })], [...changed, 'PAYMENT_CHANGED']],
	['is in another currency', [payment({ currency: 'CAD' })], [...changed, '']],
	[
		'names more than Amazon sent',
		[payment({ total: '31.5', membership: list([A, '11.00'], [B, '20.00+0.50']) })],
		['PAYMENT_CHANGED', '2000+50', ''],
	],
	[
		'has an invoice under its number',
		[payment({ type: 'CustInvc' })],
		['EXTERNAL_ID_TAKEN', 'EXTERNAL_ID_TAKEN', 'EXTERNAL_ID_TAKEN'],
	],
	['has a copy', [payment(), copy], ['1000+0', '2000+50', '']],
	['is known by its link only', [copy], ['1000+0', '2000+50', '']],
	[
		'is one of two without number',
		[copy, { ...copy, internalId: '72' }],
		['INVOICE_ALREADY_PAID', 'INVOICE_ALREADY_PAID', ''],
	],
	[
		'is under two numbers',
		[payment(), payment({ internalId: '72', number: 2 })],
		['INVOICE_ALREADY_PAID', 'INVOICE_ALREADY_PAID', ''],
	],
	['has the settlement only, made by hand', [{ ...copy, membership: '' }], ['', '', '']],
])('a payment that %s', (_, payments, expected) => {
	const sums = told(...payments);
	expect(sums).toEqual(expected);
});

test('the highest number in use is known, gaps or not', () => {
	const numbers = [3, 1].map((number) => payment({ internalId: String(number), number }));
	expect(addToLedger(emptyLedger(), numbers).last).toBe(3);
	expect(addToLedger(emptyLedger(), [copy]).last).toBe(0);
});

test.each([
	['AMZ-PMT-18906543210-C0001', 1],
	['amz-pmt-18906543210-c0042', 42],
	['AMZ-PMT-18906543210-C10000', 10000],
	['AMZ-PMT-18906543210-C1', null],
	['AMZ-PMT-189065432100-C0001', null],
	['AMZ-PMT-18906543210-111-1-0123456789ab', null],
	['', null],
])('%p has the number %p', (externalId, number) => {
	expect(combinedPaymentNumber(SETTLEMENT, externalId)).toBe(number);
	expect(isOurPayment(externalId)).toBe(externalId !== '');
});

test('numbers fit NetSuite: letters, digits and hyphens, in the order of the text up to 9999', () => {
	const ids = [1, 42, 9999].map((number) => combinedPaymentId(SETTLEMENT, number));
	expect(ids).toEqual([...ids].sort());
	expect(ids.every((id) => /^[A-Za-z0-9_-]+$/.test(id))).toBe(true);
});
