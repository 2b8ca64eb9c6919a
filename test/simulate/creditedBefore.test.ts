// What was credited on an order before leaves less for its next refund: each credit memo counts, and counts once,
// however many ways lead to it; the refund's own memo is no earlier one.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientCrashingAfter } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { idNamed, settle } from '../support/settle';
import { withSandbox } from './story';

const BOOKS = { invoices: [invoiceOf('111-1', 1000)] };

type Way = 'names the order' | 'made from the invoice' | 'applied to the invoice';

/** A credit memo over 2.00 that somebody made by hand. */
function credited({ books }: Sandbox, item: string, ways: Way[]): void {
	const [{ id, fields }] = books.ofType('invoice');
	books.put({
		type: 'creditMemo',
		id: books.nextId('transaction'),
		fields: {
			entity: fields.entity,
			currency: fields.currency,
			tranDate: '2026-10-03',
			...(ways.includes('names the order') ? { otherRefNum: '111-1' } : {}),
			...(ways.includes('made from the invoice') ? { createdFrom: id } : {}),
		},
		lines: {
			item: [{ item, quantity: 1, amount: 200 }],
			apply: ways.includes('applied to the invoice') ? [{ doc: id, amount: 200 }] : [],
		},
	});
}

async function told(
	sandbox: Sandbox,
	items: TransactionItem[],
	settings: Partial<Settings> = {},
): Promise<string[]> {
	const { posted } = await settle(sandbox, items, settings);
	return [...posted.values()].map(({ errorCode, status }) => errorCode || status);
}

test.each<[Way[]]>([
	[['names the order']],
	[['made from the invoice']],
	[['applied to the invoice']],
	[['names the order', 'made from the invoice']],
	[['names the order', 'applied to the invoice']],
	[['made from the invoice', 'applied to the invoice']],
	[['names the order', 'made from the invoice', 'applied to the invoice']],
])('2.00 of 10.00 credited by a memo that %s: 8.00 are left, not a cent more', async (ways) => {
	await withSandbox(BOOKS, async (sandbox) => {
		credited(sandbox, idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund'), ways);
		const tooMuch = madeSettlement([refund('111-1', 801, 'a')], { settlementId: '18906543299' });
		expect(await told(sandbox, tooMuch)).toEqual(['REFUND_EXCEEDS_INVOICE']);
		expect(await told(sandbox, madeSettlement([refund('111-1', 800, 'b')]))).toEqual(['Applied']);
		expect(sandbox.books.records('customerRefund')).toMatchObject([{ total: '8.00' }]);
	});
});

test('the memo that a broken run left is the own one: the next run pays it out', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const isMemo = ({ method, path }: NetSuiteRequest) =>
			method === 'POST' && path.endsWith('/creditMemo');
		const items = madeSettlement([refund('111-1', 800, 'a')]);
		const cap = { excess: 'cap' } as const;
		const broken = settle(sandbox, items, cap, clientCrashingAfter(sandbox, isMemo));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(sandbox.books.records('creditMemo')).toMatchObject([{ total: '8.00' }]);
		expect(await told(sandbox, items, cap)).toEqual(['Applied']);
		expect(sandbox.books.records('creditMemo')).toHaveLength(1);
		expect(sandbox.books.records('customerRefund')).toMatchObject([{ total: '8.00' }]);
	});
});
