// The auditor of billing is worth something only if it finds what is wrong: right books, changed in one place
// each, must give a finding.
import type { OrderSeed } from '../support/billing';
import { orderSeed, runBillingOn } from '../support/billing';
import type { AuditedBooks, AuditedRecord } from './auditor';
import type { ExpectedOrder } from './billingAuditor';
import { auditBilling } from './billingAuditor';
import { withSandbox } from './story';

const ORDERS: OrderSeed[] = [orderSeed('111-1', [3000, 2000]), orderSeed('111-2', [700])];
const EXPECTED = new Map<string, ExpectedOrder>([
	['Amazon.com_111-1', { billed: 5000, names: ['Amazoncom_111-1'] }],
	['Amazon.com_111-2', { billed: 700, names: ['Amazoncom_111-2'] }],
]);

type Change = (records: AuditedRecord[]) => AuditedRecord[];

const onFirst =
	(fields: Record<string, unknown>): Change =>
	([first, ...rest]) => [{ ...first, ...fields }, ...rest];
const onFirstLine =
	(fields: Record<string, unknown>): Change =>
	([first, ...rest]) => {
		const [line, ...others] = first.item as Array<Record<string, unknown>>;
		return [{ ...first, item: [{ ...line, ...fields }, ...others] }, ...rest];
	};

const TAMPERED: Array<[what: string, type: string, change: Change, finding: RegExp]> = [
	['an invoice is gone', 'invoice', ([, ...rest]) => rest, /billed over 0, not 5000/],
	[
		'an order is billed twice',
		'invoice',
		(all) => [...all, { ...all[0], id: '9999', externalId: 'Amazoncom_111-1-2' }],
		/billed over 10000, not 5000/,
	],
	['an invoice is a cent off', 'invoice', onFirst({ total: '49.99' }), /over another sum than its/],
	['an invoice has another name', 'invoice', onFirst({ externalId: 'X' }), /has the bills X/],
	['an invoice has another customer', 'invoice', onFirst({ entity: '77' }), /another customer/],
	['an invoice has another currency', 'invoice', onFirst({ currency: '77' }), /another currency/],
	['an invoice leads to no order', 'invoice', onFirst({ createdFrom: '1' }), /leads to no order/],
	['an unpaid invoice is closed', 'invoice', onFirst({ open: '0.00' }), /has 0.00 open/],
	['a line is billed twice over', 'invoice', onFirstLine({ quantity: 2 }), /line \d+: 2 billed/],
	['a line belongs to no order', 'invoice', onFirstLine({ orderDoc: '1' }), /is not the order's/],
	[
		'the order counts less billed than its invoices',
		'salesOrder',
		onFirstLine({ quantityBilled: 0 }),
		/bills have 1, the order 0/,
	],
	[
		'two bills have one name',
		'invoice',
		([first, second]) => [first, { ...second, externalId: first.externalId.toUpperCase() }],
		/two bills have one external ID/,
	],
];

test.each(TAMPERED)('it is found when %s', async (_what, type, change, finding) => {
	await withSandbox({ salesOrders: ORDERS }, async ({ books, ...sandbox }) => {
		await runBillingOn({ books, ...sandbox });
		expect(auditBilling(books, EXPECTED)).toEqual([]);
		const tampered: AuditedBooks = {
			records: (name) => (name === type ? change(books.records(name)) : books.records(name)),
		};
		expect(auditBilling(tampered, EXPECTED).join('\n')).toMatch(finding);
	});
});
