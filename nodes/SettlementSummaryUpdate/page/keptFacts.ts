// What an audit folder needs beside the outcome: the file, the settlements before and after, who ran what when.
import type { Neighbour } from '../../shared/netsuite/settlements/neighbours';
import type { KeptReport } from '../keptReport';
import { amount, counted, escapeHtml } from './html';

export function keptFacts(report: KeptReport): string {
	const { settlement, run, file } = report;
	const rows: Array<[label: string, value: string]> = [
		['File', file.name === '' ? 'name not known' : file.name],
		['Rows of the file', file.rows === 0 ? 'not known' : counted(file.rows, 'row', 'rows')],
		['Lines of this settlement', file.lines === 0 ? 'not known' : amount(file.lines, 0)],
		['SHA-256 of its lines', file.contentHash === '' ? 'not known' : file.contentHash],
		['Rows that could not be read', amount(settlement.unreadable, 0)],
		['Transactions', amount(settlement.transactions, 0)],
		[
			'Settlement summary in NetSuite',
			settlement.recordId === '' ? 'not recorded yet' : `internal ID ${settlement.recordId}`,
		],
		['Settlement before', neighbourWords(report.previous, 'before', report)],
		['Settlement after', neighbourWords(report.next, 'after', report)],
		['Made', `${run.at}${settlement.isDryRun ? ', as a dry run' : ''}`],
		['By', `workflow ${run.workflow}, execution ${run.executionId}, ${run.startedBy}`],
		['With', `n8n-nodes-amazon-settlement ${run.packageVersion}`],
	];
	return `<h2>File, chain and run</h2><table id="facts">
${rows.map(([label, value]) => `<tr><th scope="row">${label}</th><td>${escapeHtml(value)}</td></tr>`).join('\n')}</table>`;
}

/** A gap is a settlement that may be missing, so it is never left unsaid. */
function neighbourWords(
	one: Neighbour | null,
	side: 'before' | 'after',
	{ settlement: { digits, currency, startDate, endDate }, chainMissing }: KeptReport,
): string {
	if (chainMissing !== '') {
		return `not known: ${chainMissing}`;
	}
	if (one === null) {
		return 'none is recorded in NetSuite';
	}
	const total = one.totalAmount === null ? '' : `, ${amount(one.totalAmount, digits)} ${currency}`;
	const named = `${one.settlementId}, ${one.startDate} to ${one.endDate}${total}`;
	const [from, to] = side === 'before' ? [one.endDate, startDate] : [endDate, one.startDate];
	return one.touches
		? `${named}; no days between`
		: `${named}; nothing is recorded from ${from} to ${to}: see whether a settlement is missing`;
}
