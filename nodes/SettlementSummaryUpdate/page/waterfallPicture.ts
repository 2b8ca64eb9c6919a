// The way from sales to the deposit as bars: a table that anybody and any printer can read, with a bar in each row.
import type { Decimal } from '../../shared/settlement/values/money';
import type { SummaryJson } from '../summaryJson';
import { amount, escapeHtml } from './html';

/** Width of the picture in units of its own. */
const WIDTH = 1000;

export function waterfallPicture({ waterfall, digits, currency }: SummaryJson): string {
	const ends = waterfall.flatMap(({ from, to }) => [from, to]);
	const low = Math.min(0, ...ends);
	const span = Math.max(0, ...ends) - low;
	const place = (value: Decimal) => (span === 0 ? 0 : Math.round(((value - low) / span) * WIDTH));
	const zero = place(0);
	const rows = waterfall.map(({ label, amount: value, from, to, kind }) => {
		const [start, end] = [place(Math.min(from, to)), place(Math.max(from, to))];
		const sign = value < 0 ? 'minus' : 'plus';
		const tone = kind === 'step' ? sign : kind;
		return `<tr class="${kind}"><th scope="row">${escapeHtml(label)}</th><td class="bar"><svg viewBox="0 0 ${WIDTH} 20" preserveAspectRatio="none" aria-hidden="true"><rect class="${tone}" x="${start}" y="2" width="${Math.max(end - start, 2)}" height="16"/><rect class="zero" x="${Math.min(zero, WIDTH - 2)}" y="0" width="2" height="20"/></svg></td><td class="n">${amount(value, digits)}</td></tr>`;
	});
	return `<h2>From sales to the ${(waterfall.at(-1)?.amount ?? 0) > 0 ? 'deposit' : 'total'} (${escapeHtml(currency)})</h2><table id="waterfall">
${rows.join('\n')}</table>`;
}
