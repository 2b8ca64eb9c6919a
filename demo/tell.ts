// The outcome of a run in words, for whoever watches the terminal.
import { print } from './node';
import type { Outcome } from './outcome';

const SHOWN_MAX = 10;

export function tellOutcome(run: Outcome & { status: string; error: string }): void {
	const { netsuite, transactions, unapplied } = run;
	if (run.status !== 'success') {
		print(`  The workflow did not succeed: ${run.error}`);
	}
	for (const report of run.reports) {
		const verdict = report.balanced ? 'ties' : 'DOES NOT TIE';
		print(
			`  Settlement ${report.settlementId}: ${report.lines} lines add up to ${report.sumOfLines} ${report.currency}, the deposit is ${report.totalAmount}: ${verdict}`,
		);
	}
	const { customerPayments, creditMemos, customerRefunds, openInvoices } = netsuite;
	print(
		`  NetSuite now holds: ${netsuite.settlementRecords} settlement summaries, ${netsuite.transactionRecords} settlement transactions`,
	);
	print(
		`  Payments: ${customerPayments.count} over ${customerPayments.total} (${customerPayments.applied} applied). Credit memos: ${creditMemos.count} over ${creditMemos.total}. Refunds: ${customerRefunds.count} over ${customerRefunds.total}`,
	);
	print(`  Invoices still open: ${openInvoices.count} over ${openInvoices.total}`);
	if (transactions.total === 0) {
		return;
	}
	const statuses = Object.entries(transactions.byStatus).map(([name, count]) => `${count} ${name}`);
	print(`  Statuses: ${statuses.join(', ')} (fees and reserves stay New)`);
	for (const { orderId, errorCode, errorMessage } of unapplied.slice(0, SHOWN_MAX)) {
		print(`    Unapplied ${orderId}: ${errorCode}. ${errorMessage}`);
	}
	if (unapplied.length > SHOWN_MAX) {
		print(`    and ${unapplied.length - SHOWN_MAX} more`);
	}
}
