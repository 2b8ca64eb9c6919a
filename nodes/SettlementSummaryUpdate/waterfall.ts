// From gross sales to the deposit, step by step, as Seller Central's own summary goes: pure, minor units. The steps
// come from the records, the end from the report; what lies between is a step of its own and never hidden.
import type { Sections } from '../shared/netsuite/settlements/reportSide';
import type { Figure } from '../shared/settlement/labels/figures';
import type { Minor } from '../shared/settlement/values/money';

/** Money as it is added up, or as it is shown. */
export interface Step<Money extends number = Minor> {
	label: string;
	amount: Money;
	/** Where its bar begins and ends. */
	from: Money;
	to: Money;
	kind: 'step' | 'unexplained' | 'total';
}

const FIGURES_OF_SALES: readonly Figure[] = ['productCharges', 'shipping', 'giftWrap'];

/** `deposit`: what the report declares; null when it declares none, then the steps end where they end. */
export function waterfall(sections: Sections, deposit: Minor | null): Step[] {
	const { orders, refunds, nonTransaction } = sections;
	const all = (figure: Figure) => orders[figure] + refunds[figure] + nonTransaction[figure];
	const net = orders.netAmount + refunds.netAmount + nonTransaction.netAmount;
	const apart = (section: typeof refunds) => section.fees + section.reserves + section.taxCredit;
	const steps: Array<[label: string, amount: Minor]> = [
		[
			'Sales: products, shipping, gift wrap',
			FIGURES_OF_SALES.reduce((sum, figure) => sum + orders[figure], 0),
		],
		['Tax collected from buyers', orders.tax],
		['Tax withheld by Amazon', orders.withheldTax + all('taxCredit')],
		['Promotions', orders.promotions],
		['Refunds', refunds.netAmount - apart(refunds)],
		['Fees kept by Amazon', all('fees')],
		['Reserves, balances and transfers', all('reserves')],
	];
	const named = steps.reduce((sum, [, amount]) => sum + amount, 0);
	steps.push(['Reimbursements and other amounts', net - named]);
	let at = 0;
	const bars: Step[] = steps
		.filter(([, amount]) => amount !== 0)
		.map(([label, amount]) => {
			const from = at;
			at += amount;
			return { label, amount, from, to: at, kind: 'step' };
		});
	const end = deposit ?? at;
	if (end !== at) {
		const label = 'Not explained by the records';
		bars.push({ label, amount: end - at, from: at, to: end, kind: 'unexplained' });
	}
	const label = end > 0 ? 'Deposit by Amazon' : 'Carried forward or charged';
	return [
		...bars,
		{
			label: end === 0 ? 'Nothing is paid out' : label,
			amount: end,
			from: 0,
			to: end,
			kind: 'total',
		},
	];
}
