// A shipment of a later settlement pays the rest that an earlier one left: the earlier record tells no rest any
// more, whatever breaks off in between, and nothing is told twice.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientCrashingAfter } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { perCustomer, settle } from '../support/settle';
import { withSandbox } from './story';

const BOOKS = { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 700)] };
const FIRST = madeSettlement([order('111-1', 3000), order('111-2', 600)]);
const later = (amount: number, number = 9) =>
	madeSettlement([order('111-1', amount, { shipmentId: `S${number}` })], {
		settlementId: `1890654329${number}`,
	});

const posts = (ending: string) => (request: NetSuiteRequest) =>
	request.method === 'POST' && request.path.endsWith(ending);
const clearsShort = ({ method, body }: NetSuiteRequest) =>
	method === 'PATCH' && JSON.stringify(body) === '{"custrecord_amzstl_t_short":0}';

const shorts = ({ books }: Sandbox) =>
	books
		.records('customrecord_amzstl_transaction')
		.map((one) => String(one.custrecord_amzstl_t_short ?? ''));

test('the last one tells the rest, of all that paid the invoice', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, FIRST);
		expect(shorts(sandbox)).toEqual(['20.00', '1.00']);
		await settle(sandbox, later(1500));
		expect(shorts(sandbox)).toEqual(['0.00', '1.00', '5.00']);
		const { summaries } = await settle(sandbox, later(500, 8));
		expect(shorts(sandbox)).toEqual(['0.00', '1.00', '0.00', '0.00']);
		expect(summaries.map(({ figures }) => figures.short).sort()).toEqual([0, 0, 100]);
	});
});

test.each([
	['the payment', posts('/customerPayment')],
	['the earlier record is corrected', clearsShort],
])('a crash right after %s is made good by the next run', async (_, isLast) => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, FIRST);
		const broken = settle(sandbox, later(2000), {}, clientCrashingAfter(sandbox, isLast));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		await settle(sandbox, later(2000));
		expect(shorts(sandbox)).toEqual(['0.00', '1.00', '0.00']);
		expect(sandbox.books.records('customerPayment')).toHaveLength(3);
	});
});

test('payments per customer do it alike; a dry run leaves the record as it is', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, FIRST, perCustomer(10));
		await settle(sandbox, later(2000), { ...perCustomer(10), isDryRun: true });
		expect(shorts(sandbox).slice(0, 2)).toEqual(['20.00', '1.00']);
		await settle(sandbox, later(2000), perCustomer(10));
		expect(shorts(sandbox)).toEqual(['0.00', '1.00', '0.00']);
	});
});
