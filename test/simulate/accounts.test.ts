// A settlement on accounts that are set up otherwise than the usual one: the shipped role and nothing more, no
// batches, other spellings, other texts. Two orders of 10.00 and a refund of 4.00, worked out by hand.
import type { NetSuiteAnswer } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { clientAround } from '../support/crash';
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
		type: 'department',
		id: '1',
		fields: { name: 'Online', isInactive: false },
		lines: {},
		seeded: true,
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

const REFUNDED = Array.from({ length: 8 }, (_, at) => `222-${at}`);

test('a refund form that wants a payment method: the first ones stop the kind, with the option all go through', async () => {
	const invoices = [...INVOICES, ...REFUNDED.map((id) => invoiceOf(id, 1000, { paid: 1000 }))];
	const books = { invoices, preferences: { refundNeedsMethod: true } };
	await withSandbox(books, async (sandbox) => {
		const paid = madeSettlement([
			order('111-1', 1000),
			order('111-2', 1000),
			...REFUNDED.map((id) => refund(id, 100, 'a')),
		]);
		const count = (type: string) =>
			sandbox.books.records(type).filter(({ seeded }) => !seeded).length;
		const { posted } = await settle(sandbox, paid);
		const codes = [...posted.values()].map(({ status, errorCode }) => errorCode || status);
		expect(codes.slice(0, 2)).toEqual(['Applied', 'Applied']);
		// Five equal refusals give a kind up; the other memos are never made, for nobody would pay them out.
		expect(codes.slice(2).sort()).toEqual([
			...Array<string>(5).fill('CREDIT_MEMO_WITHOUT_REFUND'),
			...Array<string>(3).fill('KIND_STOPPED'),
		]);
		expect(count('creditMemo')).toBe(5);
		expect(count('customerRefund')).toBe(0);
		const again = await settle(sandbox, paid, { paymentOptionId: '1' });
		expect([...again.posted.values()].map(({ status }) => status)).toEqual(
			paid.map(() => 'Applied'),
		);
		expect([count('creditMemo'), count('customerRefund')]).toEqual([8, 8]);
	});
});

/** Every write of these types is first answered otherwise, once for each body. */
async function settledThrough(
	answerOf: (send: () => Promise<NetSuiteAnswer>) => Promise<NetSuiteAnswer>,
) {
	return await withSandbox({ invoices: INVOICES }, async (sandbox) => {
		const seen = new Set<string>();
		const client = clientAround(sandbox, (send) => async (request) => {
			const isWrite = /\/(?:customerPayment|creditMemo|customerRefund)$/.test(request.path);
			const key = JSON.stringify([request.path, request.body]);
			if (request.method !== 'POST' || !isWrite || seen.has(key)) {
				return await send(request);
			}
			seen.add(key);
			return await answerOf(async () => await send(request));
		});
		const { posted } = await settle(sandbox, ITEMS, {}, client);
		const ours = (type: string) => sandbox.books.records(type).filter(({ seeded }) => !seeded);
		return [
			[...posted.values()].map(({ status, errorCode }) => errorCode || status),
			ours('customerPayment').map(({ total, applied }) => `${total} ${applied}`),
			ours('customerRefund').map(({ total }) => total),
		];
	});
}

const WHOLE = [['Applied', 'Applied', 'Applied'], ['10.00 10.00', '10.00 10.00'], ['4.00']];

test('writes that collide are repeated, and nothing is posted twice', async () => {
	const detail = 'Record has been changed';
	const body = { 'o:errorDetails': [{ detail, 'o:errorCode': 'RCRD_HAS_BEEN_CHANGED' }] };
	const collision = { status: 409, headers: {}, body };
	expect(await settledThrough(async () => await Promise.resolve(collision))).toEqual(WHOLE);
});

test('answers that are lost after the work: looked up, and nothing is posted twice', async () => {
	const lost = { status: 504, headers: {}, body: 'Gateway Timeout' };
	expect(
		await settledThrough(async (send) => {
			await send();
			return lost;
		}),
	).toEqual(WHOLE);
});
