// A settlement on accounts that are set up otherwise than the usual one: the shipped role and nothing more, no
// batches, other spellings, other texts. Two orders of 10.00 and a refund of 4.00, worked out by hand.
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CUSTOMER, invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { settle, settingsOf } from '../support/settle';
import { withSandbox } from './story';

const ITEMS = madeSettlement([
	order('111-1', 1000),
	order('111-2', 1000),
	refund('111-1', 400, 'R-1'),
]);
const INVOICES = ['111-1', '111-2'].map((id) => invoiceOf(id, 1000));

const settled = async (
	preferences: BooksSeed['preferences'],
	seed: Partial<BooksSeed> = {},
	settings: (sandbox: Sandbox) => Partial<Settings> = () => ({}),
) => {
	const books = {
		customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
		invoices: INVOICES,
		...seed,
	};
	let figures: unknown[] = [];
	await withSandbox({ ...books, preferences }, async (sandbox) => {
		const { posted } = await settle(sandbox, ITEMS, settings(sandbox));
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
	['no price levels', { features: { multiplePrices: false } }],
	['no segments', { features: { departments: false, classes: false, locations: false } }],
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

/** A department made by hand, and set in the nodes. */
const withDepartment = (sandbox: Sandbox): Partial<Settings> => {
	const { id } = sandbox.books.put({
		...{ type: 'department', id: '1', fields: { name: 'Online', isInactive: false } },
		...{ lines: {}, seeded: true },
	});
	const { defaults } = settingsOf(sandbox);
	return { defaults: { ...defaults, segments: { department: { id } } } };
};

const MANDATORY = {
	customerPayment: ['department'],
	creditMemo: ['department', 'item.department'],
};

test('mandatory departments on payments, memos and their lines: all are set from one setting', async () => {
	const [statuses, paid, refunded] = await settled({ mandatory: MANDATORY }, {}, withDepartment);
	expect([statuses, paid, refunded]).toEqual([
		['Applied', 'Applied', 'Applied'],
		['10.00 10.00', '10.00 10.00'],
		['4.00'],
	]);
});

test('mandatory departments that nothing sets: each is refused and named, nothing is posted', async () => {
	const refused = ['NETSUITE_VALIDATION', 'NETSUITE_VALIDATION', 'NETSUITE_VALIDATION'];
	expect(await settled({ mandatory: MANDATORY })).toEqual([refused, [], []]);
});

test('an item that NetSuite taxes: the first memo stops the refunds, payments go on', async () => {
	const [statuses, paid, refunded] = await settled({ taxRate: 8 });
	expect(statuses).toEqual(['Applied', 'Applied', 'DOCUMENT_DIFFERS']);
	expect([paid, refunded]).toEqual([['10.00 10.00', '10.00 10.00'], []]);
});

test('invoices that wait for approval wait, the others are paid', async () => {
	const [first, second] = INVOICES;
	const invoices = [first, { ...second, approval: 'pending' as const }];
	const [statuses, paid] = await settled({}, { invoices });
	expect(statuses).toEqual(['Applied', 'INVOICE_NOT_APPROVED', 'Applied']);
	expect(paid).toEqual(['10.00 10.00']);
});

test('a role that sees another subsidiary only: not found, and the message speaks of the role first', async () => {
	const role = { scriptId: 'customrole_amzstl_settlement', subsidiaries: ['UK'] };
	const [statuses, paid] = await settled({ role }, { subsidiaries: ['Parent', 'UK'] });
	expect(statuses).toEqual(['INVOICE_NOT_FOUND', 'INVOICE_NOT_FOUND', 'INVOICE_NOT_FOUND']);
	expect(paid).toEqual([]);
});
