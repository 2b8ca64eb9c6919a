// What this run did, before anything that is true of the settlement as a whole.
import type { Decimal } from '../../shared/settlement/values/money';
import type { SummaryJson } from '../summaryJson';
import { amount, counted } from './html';

function rowsOf({ run, digits, isDryRun }: SummaryJson): string[] {
	if (run === null) {
		return ['Posted nothing: this is the settlement as NetSuite holds it.'];
	}
	const { paid, paidAmount, refunded, refundedAmount, unchanged, failed } = run;
	const worth = (count: number, one: string, many: string, value: Decimal) =>
		count === 0 ? 'nothing' : `<b>${counted(count, one, many)}</b>, ${amount(value, digits)}`;
	const orders = worth(paid, 'order', 'orders', paidAmount);
	const refunds = worth(refunded, 'refund', 'refunds', refundedAmount);
	return [
		isDryRun ? `Would pay ${orders}` : `Paid ${orders}`,
		isDryRun ? `Would refund ${refunds}` : `Refunded ${refunds}`,
		...(unchanged === 0
			? []
			: [
					`${isDryRun ? 'Would leave' : 'Left'} ${counted(unchanged, 'transaction', 'transactions')} as before`,
				]),
		...(failed === 0
			? []
			: [
					`<b>${counted(failed, 'transaction', 'transactions')} ${isDryRun ? 'would not be posted' : 'not posted'}</b>, see <a href="#open">what is open</a>`,
				]),
	];
}

export function thisRun(summary: SummaryJson): string {
	const title = summary.isDryRun ? 'What a real run would do' : 'What this run did';
	const plan = summary.isDryRun
		? '<p class="banner plan">Dry run: this is the plan, nothing was written to NetSuite.</p>'
		: '';
	return `${plan}<h2>${title}</h2><ul>
${rowsOf(summary)
	.map((row) => `<li>${row}</li>`)
	.join('\n')}</ul>`;
}
