// An account whose invoices stand on a second A/R account and in another subsidiary than their customer's settles
// without any setting: what is applied to an invoice stands where the invoice does. Where queries do not show it, the
// setting decides; what NetSuite made of it is read back in both cases.
import type { NetSuiteAnswer } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { idNamed, perCustomer, settingsOf, settle } from '../support/settle';
import { withSandbox } from './story';

const ELSEWHERE = { account: 'Other Receivables', subsidiary: 'Seller UK' };
const BOOKS: BooksSeed = {
	subsidiaries: ['Seller US', 'Seller UK'],
	invoices: [
		invoiceOf('111-1', 1000, ELSEWHERE),
		invoiceOf('111-2', 1000, ELSEWHERE),
		invoiceOf('111-3', 1000),
	],
};
/** 111-2 is a cent short, which is written off; 111-1 comes back in part. */
const ORDERS = [order('111-1', 1000), order('111-2', 999), order('111-3', 1000)];
const ITEMS = madeSettlement([...ORDERS, refund('111-1', 400, 'R-1')]);
const WRITE_OFF = { writeOff: { tolerance: 0.05, itemId: '' } };

const subsidiaryName = ({ books }: Sandbox, id: unknown) =>
	books.records('subsidiary').find((one) => one.id === id)?.name ?? 'none';
const accountName = ({ books }: Sandbox, id: unknown) =>
	books.records('account').find((one) => one.id === id)?.acctName ?? 'none';

/** `9.99 on Other Receivables of Seller UK`: what stands in the books but was not there before. */
function posted(sandbox: Sandbox, type: string, accountField: string): string[] {
	return sandbox.books
		.records(type)
		.filter(({ seeded }) => !seeded)
		.map(
			(one) =>
				`${String(one.total)} on ${accountName(sandbox, one[accountField])} of ${subsidiaryName(sandbox, one.subsidiary)}`,
		)
		.sort();
}

const codes = (results: Map<string, { status: string; errorCode: string }>) =>
	[...results.values()].map(({ status, errorCode }) => errorCode || status);

const UK = 'on Other Receivables of Seller UK';
const US = 'on Accounts Receivable of Seller US';

test.each<[string, Partial<Settings>, string[]]>([
	['a payment per order', {}, [`10.00 ${US}`, `10.00 ${UK}`, `9.99 ${UK}`]],
	['a payment per customer', perCustomer(), [`10.00 ${US}`, `19.99 ${UK}`]],
])('%s, refund and write-off stand where their invoice does', async (_, mode, payments) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { posted: results } = await settle(sandbox, ITEMS, { ...WRITE_OFF, ...mode });
		expect(codes(results)).toEqual(['Applied', 'Applied', 'Applied', 'Applied']);
		expect(posted(sandbox, 'customerPayment', 'arAcct')).toEqual(payments);
		expect(posted(sandbox, 'creditMemo', 'account')).toEqual([`0.01 ${UK}`, `4.00 ${UK}`]);
		expect(posted(sandbox, 'customerRefund', 'arAcct')).toEqual([`4.00 ${UK}`]);
	});
});

test.each([
	['A/R accounts', 'transactionline.expenseaccount'],
	['subsidiaries', 'transactionline.subsidiary'],
])('queries that do not show %s cost those orders, not the run', async (_, column) => {
	const preferences = { absentColumns: [column] };
	await withSandbox({ ...BOOKS, preferences }, async (sandbox) => {
		const { posted: results } = await settle(sandbox, ITEMS, WRITE_OFF);
		const refused = 'INVOICE_NOT_APPLICABLE';
		expect(codes(results).slice(0, 3)).toEqual([refused, refused, 'Applied']);
		expect(posted(sandbox, 'customerPayment', 'arAcct')).toEqual([`10.00 ${US}`]);
	});
});

const receivable = (sandbox: Sandbox, name: string): Partial<Settings> => {
	const { defaults } = settingsOf(sandbox);
	return {
		defaults: { ...defaults, receivableAccountId: idNamed(sandbox, 'account', name) },
	};
};

test('the setting overrides what the invoice says, and NetSuite refuses what does not fit', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const settings = receivable(sandbox, 'Accounts Receivable');
		const { posted: results } = await settle(sandbox, madeSettlement(ORDERS), settings);
		const refused = 'INVOICE_NOT_APPLICABLE';
		expect(codes(results)).toEqual([refused, refused, 'Applied']);
	});
});

test('a row of the field table overrides what the invoice says', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const id = idNamed(sandbox, 'account', 'Accounts Receivable');
		const { fields } = settingsOf(sandbox);
		const row = { field: 'arAcct', template: id };
		const { posted: results } = await settle(sandbox, madeSettlement(ORDERS.slice(2)), {
			fields: [...fields, row],
		});
		expect(codes(results)).toEqual(['Applied']);
	});
});

/** What NetSuite would show of a payment that it put on its usual A/R account all the same. */
function withUsualAccount(sandbox: Sandbox, answer: NetSuiteAnswer): NetSuiteAnswer {
	const id = idNamed(sandbox, 'account', 'Accounts Receivable');
	return { ...answer, body: { ...(answer.body as object), arAcct: { id } } };
}

test('a payment that NetSuite put on another A/R account stops its kind, in the next run too', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const isPayment = /customerPayment\/\d+$/i;
		const client = () =>
			clientAround(sandbox, (send) => async (request) => {
				const response = await send(request);
				const isRead = request.method === 'GET' && isPayment.test(request.path);
				return isRead ? withUsualAccount(sandbox, response) : response;
			});
		const items = madeSettlement(ORDERS.slice(0, 2));
		const first = await settle(sandbox, items, {}, client());
		expect(codes(first.posted)).toEqual(['DOCUMENT_DIFFERS', 'KIND_STOPPED']);
		expect([...first.posted.values()][0].errorMessage).toContain('receivables account');
		const again = await settle(sandbox, items, {}, client());
		expect(codes(again.posted)).toEqual(['DOCUMENT_DIFFERS', 'KIND_STOPPED']);
		expect(posted(sandbox, 'customerPayment', 'arAcct')).toEqual([`10.00 ${UK}`]);
	});
});
