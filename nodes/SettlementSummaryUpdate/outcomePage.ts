// The outcome of a settlement as a piece of HTML an accountant reads in a minute: does it tie, what
// was paid and refunded, what needs attention and why. Every value is escaped: a report is foreign
// text, and form pages run scripts.
import type { SummaryJson } from './summaryJson';

const STYLE = `<style>
.amzstl{font:15px/1.5 system-ui,sans-serif;color:#1c2733;max-width:60rem;margin:2rem auto;padding:0 1rem}
.amzstl h1{font-size:1.4rem;margin:0 0 .25rem}.amzstl p{margin:.25rem 0 1rem;color:#52606d}
.amzstl .banner{padding:.75rem 1rem;border-radius:.5rem;font-weight:600;margin:1rem 0;color:#1c2733}
.amzstl .good{background:#d9f2e0}.amzstl .open{background:#fff1cc}.amzstl .bad{background:#fbd9d9}
.amzstl .plan{background:#dce9fb}.amzstl h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.amzstl table{border-collapse:collapse;width:100%}.amzstl th{text-align:left;color:#52606d;font-weight:600}
.amzstl td,.amzstl th{padding:.35rem .6rem;border-bottom:1px solid #e4e8ec;vertical-align:top}
.amzstl .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.amzstl .id{white-space:nowrap}.amzstl .sum td{border-top:2px solid #1c2733;font-weight:700}
.amzstl .counts span{display:inline-block;margin:0 1.5rem .25rem 0}.amzstl .counts b{font-size:1.2rem}
</style>`;

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
	const { equation, counts } = summary;
	const waiting = counts.New + counts.Unapplied;
	const plan = summary.isDryRun
		? '<div class="banner plan">Dry run: this is the plan, nothing was written to NetSuite.</div>'
		: '';
	if (!summary.ties) {
		return `${plan}<div class="banner bad">${escapeHtml(summary.verdict)}</div>`;
	}
	const tone = waiting > 0 || equation.notPosted !== 0 ? 'open' : 'good';
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
${row('Reserves, balances and transfers', equation.reserves)}
${row('Reimbursements and other amounts', equation.other)}
${row('Orders and refunds not posted yet', equation.notPosted)}
${row('Sum', equation.sum, 'sum')}
${deposit}
${row('Difference', equation.difference, 'sum')}
</table>`;
}

/** What was not understood is said wherever the figures are shown. */
function unknownSentence({ unreadable, unclassified }: SummaryJson): string {
	const rows = unreadable > 0 ? ` <b>${unreadable} rows of the report could not be read.</b>` : '';
	const lines =
		unclassified > 0
			? ` <b>${unclassified} lines have labels the catalogue does not know; they are counted.</b>`
			: '';
	return rows + lines;
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

function attentionTable({ attention, attentionCount, digits }: SummaryJson): string {
	if (attention.length === 0) {
		return '';
	}
	const rows = attention.map(
		(
			one,
		) => `<tr><td class="id">${escapeHtml(one.orderId)}</td><td>${escapeHtml(one.transactionType)}</td>
<td class="n">${amount(one.transactionAmount, digits)}</td><td>${escapeHtml(one.status)}</td>
<td>${escapeHtml(one.reason)}</td></tr>`,
	);
	const hidden = attentionCount - attention.length;
	const more =
		hidden > 0
			? `<p>${hidden} more are not shown; the settlement transactions in NetSuite have them all.</p>`
			: '';
	return `<h2>Needs attention</h2><table><tr><th>Order</th><th>Type</th><th class="n">Amount</th><th>Status</th><th>What happened and what to do</th></tr>
${rows.join('\n')}</table>${more}`;
}

export function outcomePage(summary: SummaryJson): string {
	const facts = [
		summary.account,
		[summary.startDate, summary.endDate].filter((date) => date !== '').join(' to '),
		summary.currency,
	].filter((fact) => fact !== '');
	return `${STYLE}<main class="amzstl"><h1>Amazon settlement ${escapeHtml(summary.settlementId)}</h1>
<p>${escapeHtml(facts.join(' \u00b7 '))}</p>
${banner(summary)}
${equationTable(summary)}
${countsLine(summary)}
${attentionTable(summary)}</main>`;
}
