// How many orders and refunds are where, and what of them is short, unreadable, unknown or changed.
import type { SummaryJson } from '../summaryJson';
import { amount } from './html';

/** What was not understood is said wherever the figures are shown. */
function unknownSentence({ unreadable, unclassified, waitingForLabels }: SummaryJson): string {
	const rows = unreadable > 0 ? ` <b>${unreadable} rows of the report could not be read.</b>` : '';
	const lines =
		unclassified > 0
			? ` <b>${unclassified} lines have labels the catalogue does not know; the Summary output of Amazon Settlement Parse lists them with suggestions.</b>`
			: '';
	const waiting =
		waitingForLabels > 0
			? ` <b>${waitingForLabels} orders and refunds wait until a label is decided: give it a class in Label Classes of Amazon Settlement Parse and upload the report again.</b>`
			: '';
	return rows + lines + waiting;
}

/** No part of the deposit, so it stands outside of the equation. */
function shortSentence({ short, writtenOff, digits }: SummaryJson): string {
	const left =
		short === 0 ? '' : ` Invoices that Amazon paid in part keep ${amount(short, digits)} open.`;
	const closed =
		writtenOff === 0
			? ''
			: ` Credit memos wrote off ${amount(writtenOff, digits)} of short payments.`;
	return left + closed;
}

export function countsLine(summary: SummaryJson): string {
	const { counts, panes } = summary;
	const counted = (label: string, count: number) => `<span><b>${count}</b> ${label}</span>`;
	return `<h2>Orders and refunds</h2><div class="counts">
${counted('Applied', counts.Applied)}${counted('Partially Applied', counts['Partially Applied'])}
${counted('Unapplied', counts.Unapplied)}${counted('New', counts.New)}</div>
<p>${panes.orders.count} orders, ${panes.refunds.count} refunds, ${panes.nonTransaction.count} other transactions (fees, reserves and the like).${shortSentence(summary)}${unknownSentence(summary)}</p>`;
}

export function changedSentence({ changedItems }: SummaryJson): string {
	return changedItems === 0
		? ''
		: `<p><b>${changedItems} transactions were changed on purpose between reading and recording.</b></p>`;
}
