// A settlement on accounts that are set up otherwise than the usual one: the shipped role and nothing more, no
// batches, other spellings, other texts. Two orders of 10.00 and a refund of 4.00, worked out by hand.
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CUSTOMER, invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { withSandbox } from './story';

const ITEMS = madeSettlement([
	order('111-1', 1000),
	order('111-2', 1000),
	refund('111-1', 400, 'R-1'),
]);
const INVOICES = ['111-1', '111-2'].map((id) => invoiceOf(id, 1000));

const settled = async (preferences: BooksSeed['preferences']) => {
	const books = {
		customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
		invoices: INVOICES,
	};
	let figures: unknown[] = [];
	await withSandbox({ ...books, preferences }, async (sandbox) => {
		const { posted } = await settle(sandbox, ITEMS);
		const ours = (type: string) => sandbox.books.records(type).filter(({ seeded }) => !seeded);
		figures = [
			[...posted.values()].map(({ status, errorCode }) => errorCode || status),
			ours('customerPayment').map(({ total, applied }) => `${total} ${applied}`),
			ours('customerRefund').map(({ total }) => total),
		];
	});
	return figures;
};

test.each([
	['usual', {}],
	['the shipped role', { role: { scriptId: 'customrole_amzstl_settlement' } }],
	['the shipped role for billing', { role: { scriptId: 'customrole_amzstl_billing' } }],
	['undepFunds spelled T and F', { undepFunds: 'T/F' }],
	['no batches', { features: { batch: false } }],
	['real texts of refused applications', { applyRefusal: 'noMatchingLine' }],
	['jobs that say failed', { failedJob: 'failed' }],
	['another status for repeated keys', { repeatedKey: 409 }],
] as const)('an account with %s', async (_, preferences) => {
	expect(await settled(preferences as BooksSeed['preferences'])).toEqual([
		['Applied', 'Applied', 'Applied'],
		['10.00 10.00', '10.00 10.00'],
		['4.00'],
	]);
});

test('a role that may not make payments: told as a permission, nothing told as paid', async () => {
	const role = { scriptId: 'customrole_amzstl_settlement', without: ['TRAN_CUSTPYMT'] };
	const [statuses, paid] = await settled({ role });
	expect(statuses).toEqual(['NETSUITE_PERMISSION', 'NETSUITE_PERMISSION', 'Applied']);
	expect(paid).toEqual([]);
});
