// The orders and refunds with the documents they stand on. A page that prints has the first of them; the list has all.
import type { KeptReport } from '../keptReport';
import { documentLink } from './attention';
import { amount, counted, escapeHtml } from './html';

/** About forty sheets of paper. */
export const LISTED_MAX = 2_000;

export function documentTable(report: KeptReport, listFile: string): string {
	const { transactions, transactionsMissing, settlement } = report;
	const title = '<h2>Orders and refunds with their documents</h2>';
	if (transactionsMissing !== '') {
		return `${title}<p><b>NetSuite did not list them: ${escapeHtml(transactionsMissing)}</b></p>`;
	}
	if (transactions.length === 0) {
		return `${title}<p>None is recorded in NetSuite yet.</p>`;
	}
	const { digits, netSuiteHost } = settlement;
	const rows = transactions.slice(0, LISTED_MAX).map((one) => {
		const documents: Array<[kind: string, id: string]> = [
			['Invoice', one.invoiceId],
			['Payment', one.paymentId],
			['Cash sale', one.cashSaleId],
			['Credit memo', one.creditMemoId],
			['Customer refund', one.refundId],
		];
		const links = documents
			.filter(([, id]) => id !== '')
			.map(([kind, id]) => documentLink(id, netSuiteHost, kind));
		const facts = [one.transactionType, one.status, one.postedDate].filter((fact) => fact !== '');
		const posted = one.posted === null ? '' : amount(one.posted, digits);
		return `<tr><th scope="row">${escapeHtml(one.orderId)} <small>${escapeHtml(facts.join(', '))}</small></th><td class="n">${amount(one.transactionAmount, digits)}</td><td class="n">${posted}</td><td>${links.join(' ')}</td></tr>`;
	});
	const hidden = transactions.length - rows.length;
	const more =
		hidden > 0
			? `<p>${counted(hidden, 'more is', 'more are')} not shown here: the file ${escapeHtml(listFile)} has them all.</p>`
			: '';
	return `${title}<table class="cause" id="documents"><thead><tr><th scope="col">Order</th><th scope="col" class="n">Amount</th><th scope="col" class="n">Posted</th><th scope="col">NetSuite, internal IDs</th></tr></thead><tbody>
${rows.join('\n')}</tbody></table>${more}`;
}
