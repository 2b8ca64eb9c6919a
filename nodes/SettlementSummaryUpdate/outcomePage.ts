// The outcome of a settlement as a piece of HTML an accountant reads in a minute: does it tie, what
// was paid and refunded, what needs attention and why. Every value is escaped: a report is foreign
// text, and form pages run scripts.
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { standing } from '../shared/netsuite/records/disagreement';
import type { Attention, SummaryJson } from './summaryJson';

const STYLE = `<style>
.amzstl{font:15px/1.5 system-ui,sans-serif;color:#1c2733;max-width:60rem;margin:2rem auto;padding:0 1rem}
.amzstl h1{font-size:1.4rem;margin:0 0 .25rem}.amzstl p{margin:.25rem 0 1rem;color:#52606d}
.amzstl .banner{padding:.75rem 1rem;border-radius:.5rem;font-weight:600;margin:1rem 0;color:#1c2733}
.amzstl .good{background:#d9f2e0}.amzstl .open{background:#fff1cc}.amzstl .bad{background:#fbd9d9}
.amzstl .plan{background:#dce9fb}.amzstl h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.amzstl table{border-collapse:collapse;width:100%}.amzstl th{text-align:left;color:#52606d;font-weight:600}
.amzstl td,.amzstl th{padding:.35rem .6rem;border-bottom:1px solid #e4e8ec;vertical-align:top}
.amzstl .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.amzstl .id{white-space:nowrap}.amzstl .disputed td{background:#fbd9d9}.amzstl .sum td{border-top:2px solid #1c2733;font-weight:700}
.amzstl .counts span{display:inline-block;margin:0 1.5rem .25rem 0}.amzstl .counts b{font-size:1.2rem}
</style>`;

/** A page is read in a minute; the items have them all. */
const DISPUTED_MAX = 100;

/** Orders that one row names. */
const NAMED_MAX = 5;

export function escapeHtml(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** `1,234.56`, with the digits of the currency and a true minus sign. */
function amount(value: number, digits: number): string {
	const [whole, fraction] = Math.abs(value).toFixed(digits).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	const sign = value < 0 ? '\u2212' : '';
	return fraction === undefined ? `${sign}${grouped}` : `${sign}${grouped}.${fraction}`;
}

function banner(summary: SummaryJson): string {
	const plan = summary.isDryRun
		? '<div class="banner plan">Dry run: this is the plan, nothing was written to NetSuite.</div>'
		: '';
	const good = summary.isClean ? 'good' : 'open';
	const tone = summary.ties ? good : 'bad';
	return `${plan}<div class="banner ${tone}">${escapeHtml(summary.verdict)}</div>`;
}

function equationTable({ equation, currency, depositDate, digits }: SummaryJson): string {
	const row = (label: string, value: number, className = '') =>
		`<tr class="${className}"><td>${escapeHtml(label)}</td><td class="n">${amount(value, digits)}</td></tr>`;
	const deposit =
		equation.deposit === null
			? '<tr><td>Deposit</td><td class="n">not declared in the report</td></tr>'
			: row(
					`Deposit by Amazon${depositDate === '' ? '' : `, planned for ${depositDate}`}`,
					equation.deposit,
				);
	return `<h2>Where the deposit comes from (${escapeHtml(currency)})</h2><table>
${row('Customer payments applied to invoices', equation.paid)}
${row('Customer payments not applied yet', equation.paidRest)}
${row('Cash sales booked before', equation.cashSales)}
${row('Customer refunds', equation.refunded)}
${row('Fees kept by Amazon', equation.fees)}
${equation.taxCredit === 0 ? '' : row('Tax withheld from the seller (tax credit)', equation.taxCredit)}
${row('Reserves, balances and transfers', equation.reserves)}
${row('Reimbursements and other amounts', equation.other)}
${row('Orders and refunds not posted yet', equation.notPosted)}
${row('Sum', equation.sum, 'sum')}
${deposit}
${row('Difference', equation.difference, 'sum')}
</table>`;
}

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

function countsLine(summary: SummaryJson): string {
	const { counts, panes } = summary;
	const counted = (label: string, count: number) => `<span><b>${count}</b> ${label}</span>`;
	return `<h2>Orders and refunds</h2><div class="counts">
${counted('Applied', counts.Applied)}${counted('Partially Applied', counts['Partially Applied'])}
${counted('Unapplied', counts.Unapplied)}${counted('New', counts.New)}</div>
<p>${panes.orders.count} orders, ${panes.refunds.count} refunds, ${panes.nonTransaction.count} other transactions (fees, reserves and the like).${shortSentence(summary)}${unknownSentence(summary)}</p>`;
}

/** Whatever disagrees comes before what merely waits; what does both is one row. */
function attentionTable(summary: SummaryJson): string {
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

function listed(title: string, disagreements: Disagreement[]): string {
	if (disagreements.length === 0) {
		return '';
	}
	const rows = disagreements
		.slice(0, DISPUTED_MAX)
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

function changedSentence({ changedItems }: SummaryJson): string {
	return changedItems === 0
		? ''
		: `<p><b>${changedItems} transactions were changed on purpose between reading and recording.</b></p>`;
}

/** `elsewhere`: what disagrees in other settlements that were refreshed. */
export function outcomePage(summary: SummaryJson, elsewhere: Disagreement[] = []): string {
	const facts = [
		summary.account,
		[summary.startDate, summary.endDate].filter((date) => date !== '').join(' to '),
		summary.currency,
	].filter((fact) => fact !== '');
	const mended = summary.disagreements.filter(({ state }) => state === 'mended');
	return `${STYLE}<main class="amzstl"><h1>Amazon settlement ${escapeHtml(summary.settlementId)}</h1>
<p>${escapeHtml(facts.join(' \u00b7 '))}</p>
${banner(summary)}
${changedSentence(summary)}${attentionTable(summary)}
${equationTable(summary)}
${countsLine(summary)}
${listed('Put right by this run', mended)}${listed('Other recent settlements that disagree', elsewhere)}</main>`;
}
