// What needs attention, by cause: its count, its money, what to do, then its first orders. Never hundreds of
// near-equal rows; the rest stands in the list of what is open and in NetSuite.
import type { Cause, OpenOrder } from '../causes';
import type { SummaryJson } from '../summaryJson';
import { amount, counted, escapeHtml, prose } from './html';

/** A page is read in a minute. */
export const ORDERS_OF_CAUSE_MAX = 20;

/** Characters of all rows: after that each cause shows one order, so that none is missing. */
const ROWS_MAX = 150_000;

export function attentionTable(summary: SummaryJson, openFile: string): string {
	const { causes } = summary;
	if (causes.length === 0) {
		return '';
	}
	let left = ROWS_MAX;
	const sections = causes.map((cause) => {
		const rows: string[] = [];
		for (const order of cause.orders.slice(0, ORDERS_OF_CAUSE_MAX)) {
			if (rows.length === 0 || left > 0) {
				const row = orderRow(order, cause, summary);
				left -= row.length;
				rows.push(row);
			}
		}
		return causeSection(cause, rows, summary, openFile);
	});
	return `<h2>Needs attention</h2>\n${sections.join('\n')}`;
}

function causeSection(
	cause: Cause,
	rows: string[],
	summary: SummaryJson,
	openFile: string,
): string {
	const { code, title, count, what, remedy, disagrees } = cause;
	const { digits, currency } = summary;
	const worth = cause.amount === null ? '' : `, ${amount(cause.amount, digits)} ${currency}`;
	const name = code === '' ? title : code;
	const hidden = count - rows.length;
	const place =
		openFile === ''
			? 'the settlement transactions in NetSuite have them all'
			: `the file ${escapeHtml(openFile)} of this run has them all`;
	const more =
		hidden > 0 ? `<p>${counted(hidden, 'more is', 'more are')} not shown here: ${place}.</p>` : '';
	const explained = [what, remedy].filter((text) => text !== '').join(' ');
	return `<section class="cause${disagrees ? ' disputed' : ''}"><h3>${escapeHtml(name)}: ${counted(count, 'order or refund', 'orders and refunds')}${escapeHtml(worth)}${disagrees ? ' (disagrees)' : ''}</h3>
${explained === '' ? '' : `<p>${prose(explained, currency)}</p>`}<table><thead><tr><th scope="col">Order</th><th scope="col" class="n">${disagrees ? 'Amount' : 'Open'}</th>${hasWords(cause) ? '<th scope="col">What happened</th>' : ''}</tr></thead><tbody>
${rows.join('\n')}</tbody></table>${more}</section>`;
}

function orderRow(
	order: OpenOrder,
	cause: Cause,
	{ digits, currency, netSuiteHost, asOf }: SummaryJson,
): string {
	const { orderId, transactionType, status, postedDate, openAmount, documentIds } = order;
	const facts = [transactionType, status, age(postedDate, asOf)]
		.filter((fact) => fact !== '')
		.join(', ');
	const links = documentIds.map((id) => documentLink(id, netSuiteHost)).join(' ');
	const words = hasWords(cause)
		? `<td>${prose(wordsOf(order, cause), currency)} ${links}</td>`
		: '';
	const money = openAmount === null ? '' : amount(openAmount, digits);
	return `<tr><th scope="row">${escapeHtml(orderId)} <small>${escapeHtml(facts)}</small></th><td class="n">${money}</td>${words}</tr>`;
}

/** What the cause does not say already. */
function wordsOf({ message, also }: OpenOrder, { what }: Cause): string {
	return what === '' ? message : also;
}

/** A column that is empty in all rows is none. */
function hasWords(cause: Cause): boolean {
	return cause.orders.some((order) => wordsOf(order, cause) !== '' || order.documentIds.length > 0);
}

const DAY_MS = 86_400_000;

/** `since 2026-10-05, 12 days`; the days only where today is known and not before. */
function age(postedDate: string, asOf: string): string {
	if (postedDate === '') {
		return '';
	}
	const days = Math.round((Date.parse(asOf) - Date.parse(postedDate)) / DAY_MS);
	return `since ${postedDate}${days > 0 ? `, ${counted(days, 'day', 'days')}` : ''}`;
}

/** NetSuite's own address for a transaction of any type. Nothing to click where there is no such host. */
export function documentLink(id: string, host: string, kind = 'transaction'): string {
	const name = `${kind} ${escapeHtml(id)}`;
	return host === ''
		? `<small>${name}</small>`
		: `<a href="${escapeHtml(host)}/app/accounting/transactions/transaction.nl?id=${encodeURIComponent(id)}">${name}</a>`;
}
