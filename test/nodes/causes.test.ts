// What is open, by cause: one remedy for many orders, each order once, the page small however many there are.
import type { Reasoned } from '../../nodes/SettlementSummaryUpdate/causes';
import { causesOf } from '../../nodes/SettlementSummaryUpdate/causes';
import { outcomePage } from '../../nodes/SettlementSummaryUpdate/outcomePage';
import type { Disagreement } from '../../nodes/shared/netsuite/records/disagreement';
import { withMended } from '../../nodes/shared/netsuite/records/disagreement';
import { madeSummary } from '../support/madeSummary';

const REMEDY = 'Bill the sales order and run again; the transaction waits until then';

function waiting(at: number, changes: Partial<Reasoned['open']> = {}): Reasoned {
	const open = {
		recordId: String(at),
		transactionType: 'Order',
		orderId: `111-${at}`,
		rest: 0,
		postedDate: '2026-10-05',
		documentIds: ['77'],
		transactionAmount: 1000,
		errorCode: 'ORDER_NOT_BILLED',
		errorMessage: '',
		status: 'Unapplied' as const,
		...changes,
	};
	return { open, title: open.errorCode, reason: `Order 111-${at} has no invoice yet. ${REMEDY}` };
}

function dispute(recordId: string, changes: Partial<Disagreement> = {}): Disagreement {
	return {
		code: 'DOCUMENT_VOIDED',
		settlementId: '1',
		orderId: `111-${recordId}`,
		recordId,
		documentId: '9',
		message: 'Payment 9 was voided. See who voided it',
		state: 'stands',
		...changes,
	} as Disagreement;
}

test('orders that wait for the same thing are one cause: count, money, one remedy, then what differs', () => {
	expect(causesOf([waiting(1), waiting(2)], [], 'USD')).toMatchObject([
		{
			code: 'ORDER_NOT_BILLED',
			count: 2,
			amount: 20,
			remedy: REMEDY,
			disagrees: false,
			orders: [
				{ orderId: '111-1', message: 'Order 111-1 has no invoice yet.', openAmount: 10 },
				{ orderId: '111-2', message: 'Order 111-2 has no invoice yet.', postedDate: '2026-10-05' },
			],
		},
	]);
});

test('what happened alike to many orders stands once, and in the list with each order', () => {
	const alike = (at: number): Reasoned => ({
		...waiting(at, { errorCode: 'INVOICE_NOT_FOUND' }),
		reason: `No invoice was found for order 111-${at}; tried externalid US_111-${at}. ${REMEDY}`,
	});
	const causes = causesOf([alike(1), alike(2)], [], 'USD');
	expect(causes[0].what).toBe('No invoice was found for the order; tried externalid US_{orderId}.');
	expect(causes[0].orders[1].message).toContain(
		'found for order 111-2; tried externalid US_111-2.',
	);
	const page = outcomePage(madeSummary({ causes, isClean: false }));
	expect(page.split('No invoice was found')).toHaveLength(2);
	const bare = {
		...causes[0],
		orders: causes[0].orders.map((one) => ({ ...one, documentIds: [] })),
	};
	expect(page).toContain('What happened</th>');
	expect(outcomePage(madeSummary({ causes: [bare] }))).not.toContain('What happened</th>');
	const different = { ...alike(3), reason: `Two invoices carry order 111-3. ${REMEDY}` };
	const [mixed] = causesOf([alike(1), different], [], 'USD');
	expect(mixed.what).toBe('');
	expect(outcomePage(madeSummary({ causes: [mixed] }))).toContain('found for order 111-1;');
});

test('a second reason of one order is not lost where the first stands once', () => {
	const own = waiting(1, { transactionAmount: 5 });
	const causes = causesOf([own], [dispute('1'), dispute('3')], 'USD');
	const same = causes[0].orders.map(({ also }) => also);
	expect(same).toEqual([expect.stringMatching(/^ORDER_NOT_BILLED: Order 111-1/), '']);
	expect(outcomePage(madeSummary({ causes }))).toContain('ORDER_NOT_BILLED: Order 111-1');
});

test('what disagrees has the amount its settled record says', () => {
	const { open } = waiting(4, {
		transactionAmount: 3574,
		status: 'Applied' as never,
		errorCode: '',
	});
	const settled = new Map([['4', open]]);
	const [cause] = causesOf([], [dispute('4')], 'USD', settled);
	expect(cause).toMatchObject({
		amount: 35.74,
		orders: [{ orderId: '111-4', status: 'Applied', openAmount: 35.74, documentIds: ['9', '77'] }],
	});
	const page = outcomePage(madeSummary({ causes: [cause], ties: false }));
	expect(page).toContain('DOCUMENT_VOIDED: 1 order or refund, 35.74 USD (disagrees)');
	expect(page).toContain('<th scope="col" class="n">Amount</th>');
});

test('a summary and a transaction with one internal id are two records', () => {
	const ofSummary = dispute('4', { orderId: '', code: 'SUMS_DIFFER' });
	const settled = new Map([['4', waiting(4).open]]);
	const causes = causesOf([waiting(4)], [ofSummary], 'USD', settled);
	expect(causes.map(({ code, amount }) => [code, amount])).toEqual([
		['SUMS_DIFFER', null],
		['ORDER_NOT_BILLED', 10],
	]);
});

test('what is cut off stands in the file of the run, where there is one', () => {
	const causes = causesOf(
		Array.from({ length: 25 }, (_, at) => waiting(at)),
		[],
		'USD',
	);
	const summary = madeSummary({ causes, isClean: false });
	expect(outcomePage(summary, [], { open: 'settlement-1-open.csv', node: 'A <node>' })).toContain(
		'5 more are not shown here: the file settlement-1-open.csv of this run has them all.',
	);
	expect(outcomePage(summary, [], { open: 'settlement-1-open.csv', node: 'A <node>' })).toContain(
		'Files to keep: settlement-1 as HTML, JSON and CSV. In n8n, open this run under <i>Executions</i>; they stand in the node <i>A &lt;node&gt;</i>',
	);
	expect(outcomePage(summary)).toContain('the settlement transactions in NetSuite have them all');
});

test('a cause of one order still says what happened with the order, and what to do with the cause', () => {
	const [{ remedy, orders }] = causesOf([waiting(1)], [], 'USD');
	expect([orders[0].message, remedy]).toEqual(['Order 111-1 has no invoice yet.', REMEDY]);
});

test('of a payment that the invoice could not take in full, only the remainder is open', () => {
	const part = waiting(1, { status: 'Partially Applied', errorCode: '', rest: 3024 });
	expect(causesOf([part], [], 'USD')[0]).toMatchObject({ amount: 30.24 });
});

test('what disagrees comes first, once, with the reason it waits for as well', () => {
	const own = waiting(1, { transactionAmount: 5 });
	const causes = causesOf(
		[waiting(2), own],
		[dispute('1'), dispute('3', { state: 'mended' })],
		'USD',
	);
	expect(causes.map(({ code, count }) => [code, count])).toEqual([
		['DOCUMENT_VOIDED', 1],
		['ORDER_NOT_BILLED', 1],
	]);
	const [{ orders, remedy }] = causes;
	expect(orders[0].message).toMatch(/was voided\. ORDER_NOT_BILLED: Order 111-1/);
	expect(remedy).toBe('See who voided it');
	expect(orders[0].documentIds).toEqual(['9', '77']);
});

test('money that is not known is not added up as nothing', () => {
	expect(causesOf([], [dispute('4')], 'USD')[0].amount).toBeNull();
});

test('an order keeps its place where the summary, which disagrees, has the id of its record', () => {
	const ofSummary = dispute('1', { code: 'SUMMARY_CHANGED', orderId: '', documentId: '' });
	const causes = causesOf([waiting(1), waiting(2)], [ofSummary], 'USD');
	expect(causes.map(({ code, count, amount }) => [code, count, amount])).toEqual([
		['SUMMARY_CHANGED', 1, null],
		['ORDER_NOT_BILLED', 2, 20],
	]);
	const mended = dispute('1', { state: 'mended' });
	expect(withMended([ofSummary], [mended])).toEqual([ofSummary, mended]);
	expect(withMended([dispute('1')], [mended])).toEqual([dispute('1')]);
});

test('what is only planned has no record and stands once each', () => {
	const planned = [waiting(1, { recordId: null }), waiting(2, { recordId: null })];
	const causes = causesOf(planned, [dispute('', { orderId: '' })], 'USD');
	expect(causes.map(({ count }) => count)).toEqual([1, 2]);
	// What disagrees without a record is none of those that have none either.
	expect(causes[0].orders).toMatchObject([{ orderId: '', openAmount: null, documentIds: ['9'] }]);
});

test('the page of 50,000 open orders with long texts stays under 500 kB and says how many there are', () => {
	const codes = Array.from({ length: 30 }, (_, at) => `CODE_${at}`);
	const many = Array.from({ length: 50_000 }, (_, at) => {
		const one = waiting(at, { errorCode: codes[at % codes.length] });
		return { ...one, reason: `${'"'.repeat(700)} ${at}. ${REMEDY}` };
	});
	const causes = causesOf(many, [], 'USD');
	expect(causes.reduce((sum, { count }) => sum + count, 0)).toBe(50_000);
	const netSuiteHost = 'https://1234567.app.netsuite.com';
	const page = outcomePage(madeSummary({ causes, isClean: false, netSuiteHost }));
	expect(page.length).toBeLessThan(500_000);
	expect(page).toContain('CODE_29: 1,666 orders and refunds');
	expect(page).toContain(`href="${netSuiteHost}/app/accounting/transactions/transaction.nl?id=77"`);
});

test('without a host of NetSuite itself there is nothing to click', () => {
	const causes = causesOf([waiting(1)], [], 'USD');
	expect(outcomePage(madeSummary({ causes }))).not.toContain('href="/');
});
