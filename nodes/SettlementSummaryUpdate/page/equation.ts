// Where the deposit comes from, part by part, with what is left over.
import type { SummaryJson } from '../summaryJson';
import { amount, escapeHtml } from './html';

export function equationTable({ equation, currency, depositDate, digits }: SummaryJson): string {
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
