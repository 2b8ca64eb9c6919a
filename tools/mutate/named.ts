// The mistakes that once made no test fail, each with the tests that notice it now: `npm run mutate -- --named`
// makes them one after the other.
import type { NamedMistake } from './namedRun';

const NETSUITE = 'nodes/shared/netsuite';
const SIMULATE = 'test/simulate';

/** Without the condition that leaves voided documents out of a sum. */
function voidedCounted(of: string, file: string, before: string, test: string): NamedMistake {
	return {
		name: `voided = 'F' left out of ${of}`,
		file: `${NETSUITE}/${file}`,
		...{ before, after: before.replace(/AND [td]\.voided = 'F'/, '') },
		tests: [test],
	};
}

const CREDITED = `${SIMULATE}/creditedBefore.test.ts`;
const PER_CUSTOMER = `${SIMULATE}/perCustomer.test.ts`;
const TOTALS = `${SIMULATE}/voidedTotals.test.ts`;

export const NAMED: readonly NamedMistake[] = [
	{
		name: 'payment body without autoApply: false',
		file: `${NETSUITE}/documents/customerPayment.ts`,
		...{ before: '\t\t\tautoApply: false,\n', after: '' },
		tests: [`${SIMULATE}/overpayment.test.ts`],
	},
	{
		name: 'adopting a capped payment says Applied (per order)',
		file: `${NETSUITE}/payments/existing/paidBefore.ts`,
		before: 'const rest = Math.max(transactionAmount - applied, 0);',
		after: 'const rest = unused;',
		tests: [`${SIMULATE}/overpayment.test.ts`],
	},
	{
		name: 'adopting a capped payment says Applied (per customer)',
		file: `${NETSUITE}/payments/existing/paidBefore.ts`,
		before: 'const rest = transaction.transactionAmount - share.applied;',
		after: 'const rest = share.posted - share.applied;',
		tests: [`${SIMULATE}/overpayment.test.ts`],
	},
	{
		name: 'a refused memo is not taken back',
		file: `${NETSUITE}/refunds/refundMemos.ts`,
		before: '\t\t\trelease: (error) => takeBack(run, externalId, plan, error),\n',
		after: '',
		tests: [`${SIMULATE}/refusedMemos.test.ts`],
	},
	{
		name: 'a refused memo still counts as credited',
		file: `${NETSUITE}/refunds/refundMemos.ts`,
		before: '\trun.credited = run.credited.filter((memo) => memo.externalId !== externalId);\n',
		after: '',
		tests: [`${SIMULATE}/refusedMemos.test.ts`],
	},
	{
		name: 'a refused memo still holds what is open',
		file: `${NETSUITE}/refunds/refundMemos.ts`,
		before: '\trun.look.receivables.giveBack(plan.applyLines);\n',
		after: '',
		tests: [`${SIMULATE}/refusedMemos.test.ts`],
	},
	{
		name: 'an unanswered memo counts as refused',
		file: `${NETSUITE}/refunds/refundMemos.ts`,
		before: "error instanceof NetSuiteError && error.code !== 'NETSUITE_UNREACHABLE'",
		after: 'error instanceof NetSuiteError',
		tests: [`${SIMULATE}/refusedMemos.test.ts`],
	},
	{
		name: 'the look-up after a lost POST is made with the client that was cancelled',
		file: `${NETSUITE}/api/createRecord.ts`,
		...{ before: 'find(client.toFinish, draft)', after: 'find(client, draft)' },
		tests: ['test/netsuite/api/createRecord.test.ts'],
	},
	{
		name: 'no look at the memo of a refund that has no customer refund',
		file: `${NETSUITE}/posting/settledRecords.ts`,
		before: 'return [paymentId, cashSaleId, creditMemoId, refundId].filter',
		after: "return [paymentId, cashSaleId, refundId === '' ? '' : creditMemoId, refundId].filter",
		tests: [`${SIMULATE}/voidedRefunds.test.ts`],
	},
	{
		name: 'a voided memo of ours is taken for a live one',
		file: `${NETSUITE}/books/postedDocuments.ts`,
		...{ before: "isVoided: row.voided === 'T',", after: 'isVoided: false,' },
		tests: [`${SIMULATE}/voidedRefunds.test.ts`],
	},
	{
		name: 'a memo counts twice: found by its order or invoice, and as applied',
		file: `${NETSUITE}/books/creditedBefore.ts`,
		before: "applied.filter((row) => !whole.has(required(row, 'id'))).map",
		after: 'applied.map',
		tests: [CREDITED],
	},
	{
		name: 'a memo counts twice: found by its order and made from its invoice',
		file: `${NETSUITE}/books/creditedBefore.ts`,
		before: "new Map([...named, ...made].map((row) => [required(row, 'id'), row]))",
		after: "new Map([...named, ...made].map((row, at) => [`${required(row, 'id')}-${at}`, row]))",
		tests: [CREDITED],
	},
	{
		name: "a refund's own memo counts as an earlier one",
		file: `${NETSUITE}/books/creditedBefore.ts`,
		before:
			'\t\t.filter((memo) => memo.externalId.toLowerCase() !== ownExternalId.toLowerCase())\n',
		after: '',
		tests: [CREDITED],
	},
	{
		name: 'a payment that was looked up is not read back (per order)',
		file: `${NETSUITE}/payments/post/payPerOrder.ts`,
		before: 'const paid = booked === null',
		after: 'const paid = booked === null || !settings.isDryRun',
		tests: [`${SIMULATE}/again.test.ts`],
	},
	{
		name: 'a payment that was looked up is not read back (per customer)',
		file: `${NETSUITE}/payments/post/combinedPosting.ts`,
		...{
			before: 'if (paid.booked !== null) {',
			after: 'if (paid.booked !== null && settings.isDryRun) {',
		},
		tests: [PER_CUSTOMER],
	},
	{
		name: 'a claim is not read again after it was written',
		file: `${NETSUITE}/payments/existing/claims.ts`,
		before: "\trefuseWhere((wish) => refusedFor(wish, [after.get(wish.documentId) ?? '']));\n",
		after: '',
		tests: [`${SIMULATE}/cashSales.test.ts`],
	},
	{
		name: 'a claim on a named payment is not read again after it was written',
		file: `${NETSUITE}/payments/existing/claims.ts`,
		before: "\trefuseWhere((wish) => refusedFor(wish, [after.get(wish.documentId) ?? '']));\n",
		after: '',
		tests: [`${SIMULATE}/namedPayments.test.ts`],
	},
	{
		name: 'a payment made meanwhile: the invoice is still counted on (per order)',
		file: `${NETSUITE}/books/receivables.ts`,
		before: 'part < amount ? 0 : open(invoice) - part',
		after: 'open(invoice) - part',
		tests: [`${SIMULATE}/again.test.ts`],
	},
	{
		name: 'a payment made meanwhile: balances are not asked again (per customer)',
		file: `${NETSUITE}/payments/post/payPerCustomer.ts`,
		before: '\t\t\tawait refresh(run, jobs);\n',
		after: '',
		tests: [PER_CUSTOMER],
	},
	{
		name: 'a customer refund made meanwhile is not looked up',
		file: `${NETSUITE}/refunds/refundOfMemo.ts`,
		before: 'unused < total && !settings.isDryRun',
		after: 'unused < total && settings.isDryRun',
		tests: [`${SIMULATE}/refusedMemos.test.ts`],
	},
	{
		name: 'the last of 1001 keys is not asked for',
		file: `${NETSUITE}/api/suiteql.ts`,
		before: 'start < unique.length; start += keysPerQuery',
		after: 'start < unique.length - 1; start += keysPerQuery',
		tests: ['test/netsuite/api/suiteql.test.ts'],
	},
	voidedCounted(
		'the documents of a settlement',
		'settlements/bookedSums.ts',
		"'CashSale') AND d.voided = 'F'\n",
		TOTALS,
	),
	voidedCounted(
		'what older records stand for',
		'settlements/settlementSums.ts',
		"'CashSale') AND d.voided = 'F'\n",
		TOTALS,
	),
	voidedCounted(
		'the memos of an order',
		'books/creditedBefore.ts',
		"'CustCred' AND t.voided = 'F' AND t.otherrefnum",
		TOTALS,
	),
	voidedCounted(
		'the memos made from an invoice',
		'books/creditedBefore.ts',
		"'CustCred' AND t.voided = 'F' AND l.mainline",
		TOTALS,
	),
	voidedCounted(
		'payments that name their transaction',
		'books/earlierPayments.ts',
		"'CashSale') AND t.voided = 'F'\n",
		TOTALS,
	),
	voidedCounted(
		'consolidated payments of a settlement',
		'books/combinedPayments.ts',
		"'CustPymt' AND t.voided = 'F' AND t.",
		TOTALS,
	),
];
