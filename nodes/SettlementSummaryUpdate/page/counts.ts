// How many orders and refunds are where, and what of them is short, unreadable, unknown or changed.
import type { SummaryJson } from '../summaryJson';
import { amount, counted, grouped } from './html';

/** What was not understood is said wherever the figures are shown. */
function unknownSentence({ unreadable, unclassified, waitingForLabels }: SummaryJson): string {
	const rows =
		unreadable > 0
			? ` <b>${counted(unreadable, 'row', 'rows')} of the report could not be read.</b>`
			: '';
	const lines =
		unclassified > 0
			? ` <b>${counted(unclassified, 'line has a label', 'lines have labels')} the catalogue does not know; the Summary output of Amazon Settlement Parse lists the labels with suggestions.</b>`
			: '';
	const waiting =
		waitingForLabels > 0
			? ` <b>${counted(waitingForLabels, 'order or refund waits', 'orders and refunds wait')} until a label is decided: give it a class in Label Classes of Amazon Settlement Parse and upload the report again.</b>`
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
	const status = (label: string, count: number) => `<span><b>${grouped(count)}</b> ${label}</span>`;
	return `<h2>Orders and refunds</h2><div class="counts">
${status('Applied', counts.Applied)}${status('Partially Applied', counts['Partially Applied'])}
${status('Unapplied', counts.Unapplied)}${status('New', counts.New)}</div>
<p>${counted(panes.orders.count, 'order', 'orders')}, ${counted(panes.refunds.count, 'refund', 'refunds')}, ${counted(panes.nonTransaction.count, 'other transaction', 'other transactions')} (fees, reserves and the like).${shortSentence(summary)}${unknownSentence(summary)}</p>`;
}

export function changedSentence({ changedItems }: SummaryJson): string {
	return changedItems === 0
		? ''
		: `<p><b>${counted(changedItems, 'transaction was', 'transactions were')} changed on purpose between reading and recording.</b></p>`;
}
