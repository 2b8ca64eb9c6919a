// What the demo prints: the product's verdict beside the report's own sums, and every disagreement by name.
import type { ToldRun } from '../../demo/tell';
import { outcomeLines } from '../../demo/tell';

const REPORT = {
	rows: 3,
	lines: 1,
	unreadable: 0,
	settlementId: '7',
	currency: 'USD',
	totalAmount: '5.00',
	sumOfLines: '5.00',
	balanced: true,
};
const NOTHING = { count: 0, total: '0.00' };
const RUN: ToldRun = {
	status: 'success',
	error: '',
	report: REPORT,
	reports: [REPORT],
	transactions: { total: 1, byType: { Order: 1 }, byStatus: { Applied: 1 } },
	netsuite: {
		settlementRecords: 1,
		transactionRecords: 1,
		customerPayments: { count: 2, total: '10.00', applied: '5.00' },
		creditMemos: NOTHING,
		customerRefunds: NOTHING,
		openInvoices: NOTHING,
	},
	journals: [],
	clearing: { account: 'Amazon Clearing', balance: '0.00' },
	unapplied: [],
	requests: {} as ToldRun['requests'],
};

const verdict = (disagreements: unknown[]) => ({
	settlementId: '7',
	tiesToDeposit: true,
	isPosted: false,
	ties: false,
	sentence: 'In 1 place report, records and books disagree',
	disagreements,
});

test('a report that adds up is no verdict: the disagreement of the books is printed below it', () => {
	const message = 'Payment P2 is on no record';
	const wrong = { code: 'DOCUMENT_UNEXPLAINED', message, state: 'stands' };
	const lines = outcomeLines({ ...RUN, verdicts: [verdict([wrong])] });
	expect(lines.slice(0, 4)).toEqual([
		'  Report 7: 1 line adds up to 5.00 USD, the deposit is 5.00',
		'  Verdict on 7: In 1 place report, records and books disagree',
		'    DISAGREES: DOCUMENT_UNEXPLAINED. Payment P2 is on no record',
		'  NetSuite now holds: 1 settlement summary, 1 settlement transaction',
	]);
});

test('what a run has put right is no disagreement any more', () => {
	const healed = { code: 'DOCUMENT_MISSING', message: 'Posted anew', state: 'mended' };
	const lines = outcomeLines({ ...RUN, verdicts: [verdict([healed])] });
	expect(lines).toContain('    Put right: DOCUMENT_MISSING. Posted anew');
	expect(lines.join('\n')).not.toContain('DISAGREES');
});

test('sums that differ and a run that failed are said first', () => {
	const report = { ...REPORT, sumOfLines: '4.00', balanced: false };
	const lines = outcomeLines({ ...RUN, status: 'error', error: 'No.', reports: [report] });
	expect(lines.slice(0, 2)).toEqual([
		'  The workflow did not succeed: No.',
		'  Report 7: 1 line adds up to 4.00 USD, the deposit is 5.00: THEY DIFFER',
	]);
});

test('ten unapplied orders are named, the others counted', () => {
	const unapplied = Array.from({ length: 12 }, (_, at) => ({
		orderId: `111-${at}`,
		errorCode: 'INVOICE_NOT_FOUND',
		errorMessage: 'None.',
	}));
	const lines = outcomeLines({ ...RUN, unapplied });
	expect(lines.filter((line) => line.startsWith('    Unapplied'))).toHaveLength(10);
	expect(lines.at(-1)).toBe('    and 2 more');
});

test('journals are named with what they leave on clearing; no journal, no line', () => {
	const journal = { externalId: 'AMZ-JE-7', date: '2026-10-17', currency: 'USD', lines: [] };
	const clearing = { account: 'Amazon Clearing', balance: '-1.50' };
	const lines = outcomeLines({ ...RUN, clearing, journals: [{ ...journal, posting: true }] });
	expect(lines).toContain('  Journals: AMZ-JE-7. Amazon Clearing is at -1.50');
	const waiting = outcomeLines({ ...RUN, clearing, journals: [{ ...journal, posting: false }] });
	expect(waiting.join()).toContain('AMZ-JE-7 (waits for approval)');
	expect(outcomeLines(RUN).join()).not.toContain('Journals');
});
