// The outcome of a run in words, for whoever watches the terminal: what the report says, what the product
// says of it, and what stands in the books. A figure of one is never used for another.
import { print } from './node';
import type { Outcome } from './outcome';
import type { Verdict } from './verdicts';

const SHOWN_MAX = 10;

export interface ToldRun extends Outcome {
	status: string;
	error: string;
	/** What the product says of each settlement; missing where nobody asked it. */
	verdicts?: Verdict[];
}

const counted = (count: number, one: string, many: string) =>
	`${count} ${count === 1 ? one : many}`;

function reportLines({ reports }: ToldRun): string[] {
	return reports.map(
		({ settlementId, lines, sumOfLines, currency, totalAmount, balanced }) =>
			`  Report ${settlementId}: ${counted(lines, 'line adds', 'lines add')} up to ${sumOfLines} ${currency}, the deposit is ${totalAmount}${balanced ? '' : ': THEY DIFFER'}`,
	);
}

/** The product's own verdict, and where it says that report, records and books disagree. */
function verdictLines({ verdicts = [] }: ToldRun): string[] {
	return verdicts.flatMap(({ settlementId, sentence, disagreements }) => [
		`  Verdict on ${settlementId}: ${sentence}`,
		...(disagreements as Array<{ code?: string; message?: string; state?: string }>).map(
			({ code, message, state }) =>
				`    ${state === 'mended' ? 'Put right' : 'DISAGREES'}: ${code ?? ''}. ${message ?? ''}`,
		),
	]);
}

function journalLines({ journals, clearing }: ToldRun): string[] {
	const names = journals.map(
		({ externalId, posting }) => `${externalId}${posting ? '' : ' (waits for approval)'}`,
	);
	return names.length === 0
		? []
		: [`  Journals: ${names.join(', ')}. ${clearing.account} is at ${clearing.balance}`];
}

function bookLines(run: ToldRun): string[] {
	const { netsuite } = run;
	const { customerPayments, creditMemos, customerRefunds, openInvoices } = netsuite;
	const { settlementRecords, transactionRecords } = netsuite;
	return [
		`  NetSuite now holds: ${counted(settlementRecords, 'settlement summary', 'settlement summaries')}, ${counted(transactionRecords, 'settlement transaction', 'settlement transactions')}`,
		`  Payments: ${customerPayments.count} over ${customerPayments.total} (${customerPayments.applied} applied). Credit memos: ${creditMemos.count} over ${creditMemos.total}. Refunds: ${customerRefunds.count} over ${customerRefunds.total}`,
		...journalLines(run),
		`  Invoices still open: ${openInvoices.count} over ${openInvoices.total}`,
	];
}

function statusLines({ transactions, unapplied }: ToldRun): string[] {
	if (transactions.total === 0) {
		return [];
	}
	const statuses = Object.entries(transactions.byStatus).map(([name, count]) => `${count} ${name}`);
	const hidden = unapplied.length - SHOWN_MAX;
	return [
		`  Statuses: ${statuses.join(', ')} (fees and reserves stay New)`,
		...unapplied
			.slice(0, SHOWN_MAX)
			.map((one) => `    Unapplied ${one.orderId}: ${one.errorCode}. ${one.errorMessage}`),
		...(hidden > 0 ? [`    and ${hidden} more`] : []),
	];
}

export function outcomeLines(run: ToldRun): string[] {
	const failure = run.status === 'success' ? [] : [`  The workflow did not succeed: ${run.error}`];
	return [
		...failure,
		...reportLines(run),
		...verdictLines(run),
		...bookLines(run),
		...statusLines(run),
	];
}

export function tellOutcome(run: ToldRun): void {
	outcomeLines(run).forEach((line) => print(line));
}
