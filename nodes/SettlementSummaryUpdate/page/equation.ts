// Where the deposit comes from, part by part, with what is left over.
import type { Decimal } from '../../shared/settlement/values/money';
import type { SummaryJson } from '../summaryJson';
import { amount, escapeHtml } from './html';

/** Only what reaches the bank is a deposit. */
export function totalLabel(total: Decimal, depositDate: string): string {
	if (total > 0) {
		return `Deposit by Amazon${depositDate === '' ? '' : `, planned for ${depositDate}`}`;
	}
	return total === 0
		? 'Total of the report: Amazon pays nothing out'
		: 'Total of the report: carried forward, or charged to your card';
}

export function equationTable({ equation, currency, depositDate, digits }: SummaryJson): string {
	const row = (label: string, value: Decimal, className = '') =>
		`<tr class="${className}"><th scope="row">${escapeHtml(label)}</th><td class="n">${amount(value, digits)}</td></tr>`;
	const deposit =
		equation.deposit === null
			? '<tr><th scope="row">Deposit</th><td class="n">not declared in the report</td></tr>'
			: row(totalLabel(equation.deposit, depositDate), equation.deposit);
	return `<h2>How the books add up to it (${escapeHtml(currency)})</h2><table id="equation">
${row('Customer payments applied to invoices', equation.paid)}
${row('Unapplied customer payments', equation.paidRest)}
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
