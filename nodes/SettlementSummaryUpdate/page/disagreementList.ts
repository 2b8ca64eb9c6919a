// Disagreements that are listed and no reason to fail: put right by this run, or of other settlements.
import type { Disagreement } from '../../shared/netsuite/records/disagreement';
import { escapeHtml } from './html';

/** A page is read in a minute; the items have them all. */
const LISTED_MAX = 100;

export function disagreementList(title: string, disagreements: Disagreement[]): string {
	if (disagreements.length === 0) {
		return '';
	}
	const rows = disagreements
		.slice(0, LISTED_MAX)
		.map(
			({ settlementId, orderId, code, message }) =>
				`<tr><td class="id">${escapeHtml(settlementId)}</td><td class="id">${escapeHtml(orderId)}</td><td>${escapeHtml(`${code}: ${message}`)}</td></tr>`,
		);
	const hidden = disagreements.length - rows.length;
	const more =
		hidden > 0 ? `<p>${hidden} more are not shown; the items of the run have them all.</p>` : '';
	return `<h2>${title}</h2><table><tr><th>Settlement</th><th>Order</th><th>What happened</th></tr>
${rows.join('\n')}</table>${more}`;
}
