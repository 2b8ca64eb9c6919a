// How tax on Amazon's fees is booked, and the rates by marketplace where it is split off.
import type { INodeProperties } from 'n8n-workflow';

import { shownWith } from '../shared/n8n/parameters/choices';
import { refuse } from '../shared/n8n/parameters/checkValue';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { sameMarketplace } from '../shared/netsuite/records/marketplaceName';
import type { FeeTax } from '../shared/settlement/journal/feeTax';

const feeTaxProperty: INodeProperties = {
	displayName: 'Tax on Fees',
	name: 'feeTax',
	type: 'options',
	default: 'asInFile',
	options: [
		{
			name: 'As in the File',
			value: 'asInFile',
			description: 'Tax rows to their account; fees that come with tax inside stay as they are',
		},
		{
			name: 'By Invoice',
			value: 'byInvoice',
			description: "All fees to one account, which Amazon's invoice clears later",
		},
		{
			name: 'Split by Rate',
			value: 'splitByRate',
			description:
				'Tax is split off the fees of orders and refunds, which come with tax inside: an estimate until the invoice comes',
		},
	],
	description: "How VAT or GST on Amazon's fees is booked",
};

const taxRatesProperty: INodeProperties = {
	displayName: 'Tax Rates',
	name: 'taxRates',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tax Rate',
	default: {},
	displayOptions: shownWith(feeTaxProperty, ['splitByRate']),
	description: 'What fees are taxed with; a marketplace without a row has no tax inside its fees',
	options: [
		{
			displayName: 'Tax Rate',
			name: 'rate',
			values: [
				{
					displayName: 'Marketplace Name',
					name: 'marketplaceName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Amazon.de',
					description: 'As in the report; case, spaces and dots do not matter',
				},
				{
					displayName: 'Percent',
					name: 'percent',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 3 },
					default: 0,
					description: 'Such as 19',
				},
			],
		},
	],
};

export const feeTaxProperties: INodeProperties[] = [feeTaxProperty, taxRatesProperty];

export function feeTaxParameter(parameters: Parameters): FeeTax {
	const mode = parameters.get<FeeTax['mode']>('feeTax');
	if (mode !== 'splitByRate') {
		return { mode };
	}
	const rows = parameters.get<Array<{ marketplaceName: string; percent: number }>>('taxRates.rate');
	if (rows.length === 0) {
		refuse("'Tax Rates'", 'is empty', "Add a row for each marketplace, or select 'As in the File'");
	}
	const percents = new Map(
		rows.map(({ marketplaceName, percent }) => [sameMarketplace(marketplaceName), percent]),
	);
	return { mode, percentOf: (name) => percents.get(sameMarketplace(name)) ?? 0 };
}
