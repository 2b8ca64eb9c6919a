// Disagreements that are listed and no reason to fail: put right by this run, or of other settlements.
import type { Disagreement } from '../../shared/netsuite/records/disagreement';
import { clipped, escapeHtml } from './html';

/** A page is read in a minute; the items have them all. */
const LISTED_MAX = 20;

export function disagreementList(title: string, disagreements: Disagreement[]): string {
	if (disagreements.length === 0) {
		return '';
	}
	const rows = disagreements
		.slice(0, LISTED_MAX)
		.map(
			({ settlementId, orderId, code, message }) =>
				`<tr><th scope="row">${escapeHtml(orderId)} <small>settlement ${escapeHtml(settlementId)}</small></th><td>${escapeHtml(clipped(`${code}: ${message}`))}</td></tr>`,
		);
	const hidden = disagreements.length - rows.length;
	const more =
		hidden > 0 ? `<p>${hidden} more are not shown; the items of the run have them all.</p>` : '';
	return `<h2>${title}</h2><table class="cause"><tr><th scope="col">Order</th><th scope="col">What happened</th></tr>
${rows.join('\n')}</table>${more}`;
}
