// The auditor of refunds audited: on right books it finds nothing, on every tampered copy it finds the wrong.
import { invoiceOf } from '../support/madeBooks';
import { refund } from '../support/madeSettlement';
import type { AuditedBooks, AuditedRecord } from './auditor';
import type { RefundCase } from './refundCases';
import { factsOf, runCase } from './refundCases';
import { auditRefunds } from './refundAuditor';
import { withSandbox } from './story';

const STORY: RefundCase = {
	books: { invoices: [invoiceOf('111-1', 3000, { paid: 2800 })] },
	settings: () => ({ openInvoice: 'apply' }),
	settlements: [[refund('111-1', 1000, 'a')], [refund('111-9', 5, 'b')]],
	refunds: [['Applied', 1000, 200], ['INVOICE_NOT_FOUND']],
	receivable: 0,
	clearing: -800,
};

type Change = (records: AuditedRecord[]) => AuditedRecord[];
const last =
	(changes: Record<string, unknown>): Change =>
	(records) => [...records.slice(0, -1), { ...records[records.length - 1], ...changes }];
const without: Change = (records) => records.slice(0, -1);
const twice: Change = (records) => [...records, { ...records[records.length - 1], id: '999' }];

const wrongs: Array<[string, string, Change, RegExp]> = [
	['no memo', 'creditMemo', without, /has no memo/],
	['a second memo', 'creditMemo', twice, /posted twice/],
	['another total', 'creditMemo', last({ total: '9.99' }), /memo over 9.99/],
	['a rest', 'creditMemo', last({ open: '0.01' }), /0.01 of the memo is left/],
	['not applied', 'creditMemo', last({ apply: [] }), /0 on the invoice/],
	['no lines', 'creditMemo', last({ item: [] }), /lines add up to 0/],
	['another order', 'creditMemo', last({ otherRefNum: 'x' }), /does not name the order/],
	['another customer', 'creditMemo', last({ entity: '77' }), /another customer/],
	['no refund', 'customerRefund', without, /has no refund/],
	['a second refund', 'customerRefund', twice, /posted twice/],
	['a cent more', 'customerRefund', last({ total: '8.01' }), /8.01 paid out, not 800/],
	['paid to somebody else', 'customerRefund', last({ entity: '77' }), /somebody else/],
	['an invoice too open', 'invoice', last({ open: '0.01' }), /receivables are 1, not 0/],
	[
		'a payment out of the blue',
		'customerPayment',
		last({ seeded: false }),
		/clearing got 2000, not -800/,
	],
	[
		'a settlement that does not tie',
		'customrecord_amzstl_settlement',
		last({ custrecord_amzstl_s_difference: '0.05' }),
		/does not tie by 5/,
	],
	['an event lost', 'customrecord_amzstl_transaction', without, /is not recorded/],
];

test('right books give no findings, every wrong gives its own', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		await runCase(sandbox, STORY);
		const truth = { facts: factsOf(STORY), receivable: 0, clearing: -800, digits: 2 };
		expect(auditRefunds(sandbox.books, truth)).toEqual([]);
		for (const [wrong, type, change, finding] of wrongs) {
			const books: AuditedBooks = {
				records: (asked) => {
					const records: AuditedRecord[] = structuredClone(sandbox.books.records(asked));
					return asked === type ? change(records) : records;
				},
			};
			const findings = auditRefunds(books, truth).join('\n');
			expect([wrong, findings]).toEqual([wrong, expect.stringMatching(finding)]);
		}
	});
});
