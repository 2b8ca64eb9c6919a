// The auditor audited: on right books it finds nothing, on every tampered copy of them it finds the wrong.
import { voidTransaction } from '../../sandbox/books/voiding';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { keyOf, madeSettlement, order, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { AuditedBooks, AuditedRecord } from './auditor';
import { audit, minorOf } from './auditor';
import type { Story } from './story';
import { rulesOf, toAudit, withSandbox } from './story';

const STORY: Story = {
	books: {
		invoices: [invoiceOf('111-1', 3000), invoiceOf('111-2', 800)],
		cashSales: [invoiceOf('111-3', 400), invoiceOf('111-4', 500)],
	},
	events: [
		order('111-1', 2000),
		order('111-2', 1000),
		refund('111-1', 500, 'a'),
		order('111-9', 1),
		order('111-3', 400),
		order('111-4', 501),
	],
	cashSales: { '111-3': ['Amazon.com_111-3'], '111-4': ['Amazon.com_111-4'] },
	invoices: { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] },
};

type Change = (records: AuditedRecord[]) => AuditedRecord[];

/** The books with the records of one type changed. */
function tampered({ books }: Sandbox, type: string, change: Change): AuditedBooks {
	return {
		records: (asked) => {
			const records: AuditedRecord[] = structuredClone(books.records(asked));
			return asked === type ? change(records) : records;
		},
	};
}

const first =
	(changes: Record<string, unknown>): Change =>
	([one, ...others]) => [{ ...one, ...changes }, ...others];
const without: Change = (records) => records.slice(1);
const twice: Change = (records) => [...records, { ...records[0], id: '999' }];
const TRANSACTION = 'customrecord_amzstl_transaction';
const SUMMARY = 'customrecord_amzstl_settlement';
const status = (name: string) => first({ labels: { custrecord_amzstl_t_status: name } });

const wrongs: Array<[wrong: string, type: string, change: Change, finding: RegExp]> = [
	['a payment is missing', 'customerPayment', without, /is unpaid though/],
	['a payment is there twice', 'customerPayment', twice, /has 2 payments/],
	['a payment over one cent less', 'customerPayment', first({ total: '19.99' }), /over 1999/],
	['a payment applied less', 'customerPayment', first({ apply: [] }), /0 of 2000 applied/],
	[
		'a payment that leads to no transaction',
		'customerPayment',
		first({ custbody_amzstl_transaction: undefined }),
		/leads nowhere/,
	],
	['an invoice open by one cent less', 'invoice', first({ open: '9.99' }), /had 3000 open/],
	['a credit memo is missing', 'creditMemo', without, /lacks its credit memo/],
	['a credit memo is there twice', 'creditMemo', twice, /posted twice/],
	['a refund is missing', 'customerRefund', without, /lacks its refund/],
	['a refund is there twice', 'customerRefund', twice, /posted twice/],
	[
		'a refund over one cent more',
		'customerRefund',
		first({ total: '5.01' }),
		/refund is over 5.01/,
	],
	['a memo that is not used up', 'creditMemo', first({ open: '0.01' }), /0.01 of the memo is left/],
	['a refund to somebody else', 'customerRefund', first({ entity: '77' }), /another customer/],
	['a transaction is not recorded', TRANSACTION, without, /is not recorded/],
	['a transaction is recorded twice', TRANSACTION, twice, /transaction records 7/],
	['Applied told as Unapplied', TRANSACTION, status('Unapplied'), /is Unapplied, not Applied/],
	['Applied told as New', TRANSACTION, status('New'), /still New/],
	[
		'another applied amount',
		TRANSACTION,
		first({ custrecord_amzstl_t_applied: '1' }),
		/applied am/,
	],
	[
		'no link to the payment',
		TRANSACTION,
		first({ custrecord_amzstl_t_payment: '' }),
		/not name its/,
	],
	[
		'a cash sale that is not marked',
		'cashSale',
		first({ custbody_amzstl_transaction: undefined }),
		/could have been settled by its cash sale/,
	],
	['a cash sale over one cent more', 'cashSale', first({ total: '4.01' }), /cash sale over 4.01/],
	[
		'a cash sale of another settlement',
		'cashSale',
		first({ custbody_amzstl_settlement: '77' }),
		/names another settlement/,
	],
	['a cash sale marked twice', 'cashSale', twice, /has 2 cash sales/],
	[
		'a cash sale of another order',
		'cashSale',
		first({ externalId: 'Amazon.com_111-4' }),
		/not its own/,
	],
	[
		'a cash sale and a payment too',
		'customerPayment',
		(records) => {
			const [{ custbody_amzstl_settlement: settlement, ...one }] = records;
			const links = { custbody_amzstl_settlement: settlement, custbody_amzstl_transaction: '5' };
			return [...records, { ...one, ...links, id: '999', apply: [] }];
		},
		/has a cash sale and is paid again/,
	],
	[
		'another sum of cash sales',
		SUMMARY,
		first({ custrecord_amzstl_s_cash_sales: '4.01' }),
		/another sum of cash sales/,
	],
	[
		'another sum that is not posted',
		SUMMARY,
		first({ custrecord_amzstl_s_not_posted: '5.01' }),
		/another sum that is not posted/,
	],
	['no summary', SUMMARY, without, /0 summaries/],
	['a second summary', SUMMARY, twice, /2 summaries/],
	['a difference', SUMMARY, first({ custrecord_amzstl_s_difference: '0.01' }), /does not tie/],
	['a wrong count', SUMMARY, first({ custrecord_amzstl_s_count_applied: 9 }), /counts 9 Applied/],
];

test('right books give no findings, every wrong gives its own', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		await settle(sandbox, madeSettlement(STORY.events));
		expect(audit(sandbox.books, toAudit(STORY))).toEqual([]);
		for (const [wrong, type, change, finding] of wrongs) {
			const findings = audit(tampered(sandbox, type, change), toAudit(STORY));
			expect([wrong, findings.join('\n')]).toEqual([wrong, expect.stringMatching(finding)]);
		}
		const refused = { ...STORY, invoices: { ...STORY.invoices, [keyOf(STORY.events[2])]: [] } };
		expect(audit(sandbox.books, toAudit(refused)).join()).toMatch(/should not be posted/);
	});
});

const SHORT: Story = {
	books: { invoices: [invoiceOf('111-1', 5000), invoiceOf('111-2', 700)] },
	events: [order('111-1', 4998), order('111-2', 690)],
	invoices: { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] },
	writeOff: 5,
};

const wrongWriteOffs: Array<[wrong: string, type: string, change: Change, finding: RegExp]> = [
	['a write-off is missing', 'creditMemo', without, /another written-off amount than 0/],
	['a write-off is there twice', 'creditMemo', twice, /has 2 write-offs/],
	['a write-off over one cent more', 'creditMemo', first({ total: '0.03' }), /amount than 3/],
	[
		'a write-off that is not used up',
		'creditMemo',
		first({ open: '0.01' }),
		/0.01 of the write-off/,
	],
	['a write-off as a refund', 'creditMemo', first({ otherRefNum: '111-1' }), /looks like a refund/],
	[
		'a write-off on another invoice',
		'creditMemo',
		first({ apply: [{ doc: '77', amount: '0.02' }] }),
		/not its own/,
	],
	['a written-off order told as Unapplied', TRANSACTION, status('Unapplied'), /and Unapplied/],
	[
		'no link to the write-off',
		TRANSACTION,
		first({ custrecord_amzstl_t_credit_memo: '' }),
		/names another memo/,
	],
	['another sum', SUMMARY, first({ custrecord_amzstl_s_written_off: '0.01' }), /written-off sum/],
];

test('right write-offs give no findings, every wrong gives its own', async () => {
	await withSandbox(SHORT.books, async (sandbox) => {
		await settle(sandbox, madeSettlement(SHORT.events), rulesOf(SHORT));
		expect(audit(sandbox.books, toAudit(SHORT))).toEqual([]);
		for (const [wrong, type, change, finding] of wrongWriteOffs) {
			const findings = audit(tampered(sandbox, type, change), toAudit(SHORT));
			expect([wrong, findings.join('\n')]).toEqual([wrong, expect.stringMatching(finding)]);
		}
	});
});

test("a voided payment is nobody's payment, but holds up its own transaction", async () => {
	const story: Story = {
		books: { invoices: [invoiceOf('111-1', 1000)] },
		events: [order('111-1', 1000)],
		invoices: { '111-1': ['Amazon.com_111-1'] },
	};
	await withSandbox(story.books, async (sandbox) => {
		await settle(sandbox, madeSettlement(story.events));
		const [payment] = sandbox.books.records('customerPayment');
		voidTransaction(sandbox.books, payment.id);
		const found = (type: string, change: Change) =>
			audit(tampered(sandbox, type, change), toAudit(story)).join('\n');
		const same: Change = (records) => records;
		expect(found(TRANSACTION, same)).toMatch(/counts a voided payment as its own/);
		expect(found(TRANSACTION, same)).toMatch(/has error code '' beside a voided payment/);
		const taken = first({
			custrecord_amzstl_t_error_code: 'EXTERNAL_ID_TAKEN',
			custrecord_amzstl_t_payment: '',
			labels: { custrecord_amzstl_t_status: 'Unapplied' },
		});
		expect(found(TRANSACTION, taken)).not.toMatch(/voided|unpaid though/);
		expect(found('customerPayment', first({ total: '10.00' }))).toMatch(/voided and over 10.00/);
		const renamed = first({ externalId: 'VOID' });
		expect(found('customerPayment', renamed)).toMatch(/is unpaid though 1000 is open/);
	});
});

test.each([
	['12.34', 2, 1234],
	['-0.05', 2, -5],
	['.5', 2, 50],
	[12.3, 2, 1230],
	['7', 0, 7],
	['7.00', 0, 7],
	[undefined, 2, 0],
])('%p with %i decimals is %i', (value, digits, minor) => {
	expect(minorOf(value, digits)).toBe(minor);
});

test.each(['1.005', '1e3', 'x', '1,5'])('%p is no amount to the auditor', (value) => {
	expect(() => minorOf(value, 2)).toThrow('is not an amount');
});

const TOGETHER: Story = {
	books: { invoices: [invoiceOf('111-1', 3000), invoiceOf('111-2', 800)] },
	events: [order('111-1', 2000), order('111-2', 1000)],
	invoices: { '111-1': ['Amazon.com_111-1'], '111-2': ['Amazon.com_111-2'] },
	invoicesPerPayment: 200,
};

/** The list of a combined payment with a word of it changed. */
const list =
	(from: RegExp, to: string): Change =>
	([payment, ...others]) => [
		{
			...payment,
			custbody_amzstl_transactions: String(payment.custbody_amzstl_transactions).replace(from, to),
		},
		...others,
	];
const line =
	(at: number, amount: string): Change =>
	([payment, ...others]) => {
		const apply = (payment.apply as Array<Record<string, string>>).map((one, position) =>
			position === at ? { ...one, amount } : one,
		);
		return [{ ...payment, apply }, ...others];
	};

const combinedWrongs: Array<[wrong: string, change: Change, finding: RegExp]> = [
	['the payment is missing', without, /is unpaid though/],
	['it is there twice', twice, /has 2 payments/],
	['it is there twice: the numbers', twice, /numbered 1, 1/],
	['a number is left out', first({ externalId: 'AMZ-PMT-18906543210-C0002' }), /numbered 2/],
	['it has no number', first({ externalId: 'AMZ-PMT-X' }), /numbered NaN/],
	['one is not listed', list(/ .*$/, ''), /lists 2000/],
	['one is listed with a cent less', list(/20\.00/, '19.99'), /is over 3000 and lists 2999/],
	[
		'two amounts are changed so that the sum agrees',
		list(/(.*:)20\.00 (.*:)8\.00\+2\.00/, '$119.99 $28.01+2.00'),
		/lists 1999 and its lines give 2000/,
	],
	['a rest is told as applied', list(/8\.00\+2\.00/, '10.00'), /lists 1000 and its lines give 800/],
	['somebody else is listed', list(/111-1-/, '111-7-'), /nobody here/],
	['a line gives a cent less', line(0, '19.99'), /its lines give 1999/],
	['its total is a cent more', first({ total: '30.01' }), /is over 3001 and lists 3000/],
	['it has a link as well', first({ custbody_amzstl_transaction: '1' }), /a list and a link/],
	['it leads to no settlement', first({ custbody_amzstl_settlement: '' }), /is unpaid though/],
];

test('right combined payments give no findings, every wrong gives its own', async () => {
	await withSandbox(TOGETHER.books, async (sandbox) => {
		await settle(sandbox, madeSettlement(TOGETHER.events), rulesOf(TOGETHER));
		expect(audit(sandbox.books, toAudit(TOGETHER))).toEqual([]);
		for (const [wrong, change, finding] of combinedWrongs) {
			const findings = audit(tampered(sandbox, 'customerPayment', change), toAudit(TOGETHER));
			expect([wrong, findings.join('\n')]).toEqual([wrong, expect.stringMatching(finding)]);
		}
	});
});
