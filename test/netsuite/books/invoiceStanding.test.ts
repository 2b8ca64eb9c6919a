// Invoices that nobody paid and that still take no money: each by its own name, never as already paid, and no other
// order is held up by them. Two orders of 10.00; the first invoice is the odd one.
import type { NetSuiteClient } from '../../../nodes/shared/netsuite/api/client';
import { createClient } from '../../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { BooksSeed } from '../../../sandbox/seed/seedShape';
import { withSandbox } from '../../simulate/story';
import { CUSTOMER, invoiceOf } from '../../support/madeBooks';
import { madeSettlement, order } from '../../support/madeSettlement';
import { sandboxClient } from '../../support/sandboxClient';
import { settle } from '../../support/settle';

const ITEMS = madeSettlement([order('111-1', 1000), order('111-2', 1000)]);

const books = (
	odd: Partial<NonNullable<BooksSeed['invoices']>[number]> = {},
	preferences: BooksSeed['preferences'] = {},
) => ({
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: [{ ...invoiceOf('111-1', 1000), ...odd }, invoiceOf('111-2', 1000)],
	preferences,
});

type Row = Record<string, unknown>;

/** The sandbox, with the rows of the first invoice altered, or an answer of its own to some query. */
function altered(
	sandbox: Sandbox,
	alter: (row: Row) => Row,
	refuse: RegExp | null = null,
): NetSuiteClient {
	const { transport } = sandboxClient(sandbox);
	return createClient(
		{
			...transport,
			async send(request, options) {
				const { q = '' } = (request.body ?? {}) as { q?: string };
				if (refuse?.test(q)) {
					const detail = "Search error occurred: Unknown identifier 'posting'.";
					return { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail }] } };
				}
				const answer = await transport.send(request, options);
				if (!q.includes('foreignamountunpaid')) {
					return answer;
				}
				const { items, ...rest } = answer.body as { items: Row[] };
				const isFirst = ({ externalid }: Row) => externalid === 'Amazon.com_111-1';
				const body = { ...rest, items: items.map((row) => (isFirst(row) ? alter(row) : row)) };
				return { ...answer, body };
			},
		},
		4,
	);
}

async function told(sandbox: Sandbox, client?: NetSuiteClient) {
	const { posted } = await settle(sandbox, ITEMS, {}, client);
	const results = [...posted.values()];
	expect(sandbox.books.records('customerPayment').filter(({ seeded }) => !seeded)).toHaveLength(
		results.filter(({ errorCode }) => errorCode === '').length,
	);
	expect(results.map(({ errorMessage }) => errorMessage).join()).not.toMatch(
		/book the rest by hand/,
	);
	return results.map(({ status, errorCode }) => errorCode || status);
}

describe.each(['none', 'zero', 'total'] as const)(
	'where SuiteQL shows %s open of an unapproved invoice',
	(unapprovedOpen) => {
		test.each([
			['pending', 'INVOICE_NOT_APPROVED'],
			['rejected', 'INVOICE_REJECTED'],
		] as const)('one that is %s', async (approval, code) => {
			await withSandbox(books({ approval }, { unapprovedOpen }), async (sandbox) => {
				expect(await told(sandbox)).toEqual([code, 'Applied']);
			});
		});
	},
);

test.each([
	['no amount', (row: Row) => ({ ...row, unpaid: undefined }), 'INVOICE_OPEN_UNKNOWN'],
	['an empty amount', (row: Row) => ({ ...row, unpaid: null }), 'INVOICE_OPEN_UNKNOWN'],
	[
		'nothing open and nothing that paid it',
		(row: Row) => ({ ...row, unpaid: '0' }),
		'INVOICE_OPEN_UNKNOWN',
	],
	['three decimals', (row: Row) => ({ ...row, unpaid: '10.005' }), 'AMOUNT_UNREADABLE'],
])('an invoice of which NetSuite shows %s', async (_, alter, code) => {
	await withSandbox(books(), async (sandbox) => {
		expect(await told(sandbox, altered(sandbox, alter))).toEqual([code, 'Applied']);
	});
});

test('an invoice that does not post, for a reason that is not its approval', async () => {
	await withSandbox(books({ approval: 'pending' }), async (sandbox) => {
		const client = altered(sandbox, (row) => ({ ...row, status: 'A', unpaid: '0' }));
		expect(await told(sandbox, client)).toEqual(['INVOICE_NOT_POSTING', 'Applied']);
	});
});

test('without the column posting the invoice is only named less well', async () => {
	await withSandbox(books({ approval: 'pending' }), async (sandbox) => {
		const client = altered(
			sandbox,
			(row) => ({ ...row, status: 'A', unpaid: '0' }),
			/^SELECT t.id AS id FROM transaction t WHERE t.posting/,
		);
		expect(await told(sandbox, client)).toEqual(['INVOICE_OPEN_UNKNOWN', 'Applied']);
	});
});

test('once it is approved, the next run pays it', async () => {
	await withSandbox(books({ approval: 'pending' }), async (sandbox) => {
		expect(await told(sandbox)).toEqual(['INVOICE_NOT_APPROVED', 'Applied']);
		const [invoice] = sandbox.books.records('invoice');
		const answer = await fetch(`${sandbox.url}/sandbox/edits`, {
			method: 'POST',
			body: JSON.stringify({
				type: 'invoice',
				id: invoice.id,
				body: { approvalStatus: { id: '2' } },
			}),
		});
		expect(answer.status).toBe(204);
		const { posted } = await settle(sandbox, ITEMS);
		expect([...posted.values()].map(({ status }) => status)).toEqual(['Applied', 'Applied']);
	});
});

test('an invoice that is paid in full is still called paid', async () => {
	await withSandbox(books({ amountPaid: '10.00' }), async (sandbox) => {
		const { posted } = await settle(sandbox, ITEMS);
		const codes = [...posted.values()].map(({ status, errorCode }) => errorCode || status);
		expect(codes).toEqual(['INVOICE_ALREADY_PAID', 'Applied']);
	});
});
