// What needs attention: what disagrees comes before what merely waits.
import type { Disagreement } from '../../shared/netsuite/records/disagreement';
import { standing } from '../../shared/netsuite/records/disagreement';
import type { Attention, SummaryJson } from '../summaryJson';
import { amount, escapeHtml } from './html';

/** A page is read in a minute; the items have them all. */
const DISPUTED_MAX = 100;

/** Orders that one row names. */
const NAMED_MAX = 5;

/** Whatever disagrees comes before what merely waits; what does both is one row. */
export function attentionTable(summary: SummaryJson): string {
	const { attention, attentionCount, disagreements, digits } = summary;
	const groups = grouped(standing(disagreements));
	const shown = groups.slice(0, DISPUTED_MAX);
	const openOf = new Map(attention.map((one) => [one.recordId, one]));
	const covered = new Set(groups.flatMap((group) => coveredBy(group, openOf)));
	const waiting = attention.filter(({ recordId }) => recordId === '' || !covered.has(recordId));
	if (waiting.length + groups.length === 0) {
		return '';
	}
	const rows = [
		...shown.map((group) => disputedRow(group, openOf.get(group[0].recordId), digits)),
		...waiting.map(
			(
				one,
			) => `<tr><td class="id">${escapeHtml(one.orderId)}</td><td>${escapeHtml(one.transactionType)}</td>
<td class="n">${amount(one.transactionAmount, digits)}</td><td>${escapeHtml(one.status)}</td>
<td>${escapeHtml(one.reason)}</td></tr>`,
		),
	];
	const hidden = groups.slice(DISPUTED_MAX).flat().length + attentionCount - attention.length;
	const more =
		hidden > 0
			? `<p>${hidden} more are not shown; the settlement transactions in NetSuite have them all.</p>`
			: '';
	return `<h2>Needs attention</h2><table><tr><th>Order</th><th>Type</th><th class="n">Amount</th><th>Status</th><th>What happened and what to do</th></tr>
${rows.join('\n')}</table>${more}`;
}

/** The same of many orders of one payment is one row. */
function grouped(disagreements: Disagreement[]): Disagreement[][] {
	const groups = new Map<string, Disagreement[]>();
	for (const [at, one] of disagreements.entries()) {
		const { code, documentId, recordId } = one;
		const key = documentId === '' || recordId === '' ? String(at) : `${code} of ${documentId}`;
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	return [...groups.values()];
}

/** Records of which the row of the group says all there is to say: what waits for a reason of its own does not. */
function coveredBy(group: Disagreement[], openOf: ReadonlyMap<string, Attention>): string[] {
	return group
		.filter(({ code, recordId }) => {
			const { errorCode = '' } = openOf.get(recordId) ?? {};
			return group.length === 1 || errorCode === '' || errorCode === code;
		})
		.map(({ recordId }) => recordId);
}

/** An error of its own says more than the disagreement alone. */
function disputedRow(
	[one, ...others]: Disagreement[],
	open: Attention | undefined,
	digits: number,
): string {
	const isAlone = open !== undefined && others.length === 0;
	const own = [
		`${one.code}: ${one.message}`,
		...(others.length === 0
			? []
			: [`The same holds for ${others.length} more orders of this document`]),
		...(isAlone && open.errorCode !== '' && open.errorCode !== one.code ? [open.reason] : []),
	];
	const orders = [one, ...others].map(({ orderId }) => orderId);
	const more = orders.length > NAMED_MAX ? ` and ${orders.length - NAMED_MAX} more` : '';
	const names = `${orders.slice(0, NAMED_MAX).join(', ')}${more}`;
	const facts = isAlone
		? `<td>${escapeHtml(open.transactionType)}</td><td class="n">${amount(open.transactionAmount, digits)}</td>`
		: '<td></td><td></td>';
	return `<tr class="disputed"><td${orders.length > 1 ? '' : ' class="id"'}>${escapeHtml(names)}</td>${facts}
<td>Disagrees</td><td>${escapeHtml(own.join('. '))}</td></tr>`;
}
