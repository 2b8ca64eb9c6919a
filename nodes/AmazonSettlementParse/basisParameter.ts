// The basis: which figures make up the transaction amount, what belongs on the invoice. Two usual answers by
// name, or any choice of figures.
import type { INodeProperties } from 'n8n-workflow';

import { shownWith } from '../shared/n8n/parameters/choices';
import { refuse } from '../shared/n8n/parameters/checkValue';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import type { Figure } from '../shared/settlement/labels/figures';
import { GROSS_FIGURES, INVOICE_FIGURES } from '../shared/settlement/labels/figures';

type Basis = 'invoice' | 'gross' | 'custom';

const basisProperty: INodeProperties = {
	displayName: 'Transaction Amount',
	name: 'transactionAmount',
	type: 'options',
	options: [
		{
			name: 'All but Fees, Withheld Tax Netted',
			value: 'invoice',
			description: 'Everything on the invoice, without the tax that Amazon remits itself',
		},
		{
			name: 'Custom',
			value: 'custom',
			description: 'The chosen figures only',
		},
		{
			name: 'Gross',
			value: 'gross',
			description: 'What the buyer paid, on invoices with the tax that Amazon remits itself',
		},
	],
	default: 'invoice',
	description: 'Which amounts of an order belong on its invoice; their sum is paid or refunded',
};

export const basisProperties: INodeProperties[] = [
	basisProperty,
	{
		displayName: 'Transaction Amount Includes',
		name: 'transactionAmountIncludes',
		type: 'multiOptions',
		default: [...INVOICE_FIGURES],
		displayOptions: shownWith(basisProperty, ['custom']),
		options: [
			{ name: 'Fees', value: 'fees', description: 'What Amazon charges, advertising included' },
			{ name: 'Gift Wrap', value: 'giftWrap' },
			{ name: 'Other', value: 'other', description: 'Reimbursements, liquidations, unknown lines' },
			{ name: 'Product Charges', value: 'productCharges', description: 'The price of the items' },
			{ name: 'Promotions', value: 'promotions' },
			{
				name: 'Reserves',
				value: 'reserves',
				description: 'Reserves and money to or from the bank',
			},
			{ name: 'Shipping', value: 'shipping' },
			{ name: 'Tax', value: 'tax', description: 'Tax collected from the buyer' },
			{
				name: 'Tax Credit',
				value: 'taxCredit',
				description: 'Tax that Amazon withholds from the seller',
			},
			{ name: 'Withheld Tax', value: 'withheldTax', description: 'Tax that Amazon remits itself' },
		],
		description: 'Which amount classes make up what belongs on the invoice',
	},
];

export function basisParameter({ get }: Pick<Parameters, 'get'>): readonly Figure[] {
	switch (get<Basis>('transactionAmount')) {
		case 'gross':
			return GROSS_FIGURES;
		case 'custom':
			return chosenFigures(get<Figure[]>('transactionAmountIncludes'));
		default:
			return INVOICE_FIGURES;
	}
}

/** Of no figures every amount would be 0, and every order settled. */
function chosenFigures(figures: Figure[]): Figure[] {
	return figures.length === 0
		? refuse("'Transaction Amount Includes'", 'is empty', 'Choose at least one amount')
		: figures;
}
