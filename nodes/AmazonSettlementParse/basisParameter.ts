// The basis: which figures make up the transaction amount, what belongs on the invoice. Two usual answers by
// name, or any choice of figures.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Figure } from '../shared/settlement/labels/figures';
import { GROSS_FIGURES, INVOICE_FIGURES } from '../shared/settlement/labels/figures';

type Basis = 'invoice' | 'gross' | 'custom';

export const basisProperties: INodeProperties[] = [
	{
		displayName: 'Transaction Amount',
		name: 'transactionAmount',
		type: 'options',
		options: [
			{
				name: 'All but Fees, Withheld Tax Netted',
				value: 'invoice',
				description: 'What belongs on invoices without the tax that Amazon remits itself',
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
		description: 'What of an order belongs on its invoice; this amount is paid or refunded',
	},
	{
		displayName: 'Transaction Amount Includes',
		name: 'transactionAmountIncludes',
		type: 'multiOptions',
		default: [...INVOICE_FIGURES],
		displayOptions: { show: { transactionAmount: ['custom'] } },
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
			{ name: 'Withheld Tax', value: 'withheldTax', description: 'Tax that Amazon remits itself' },
		],
		description: 'Which amount classes make up what belongs on the invoice',
	},
];

export function basisParameter(context: IExecuteFunctions, itemIndex: number): readonly Figure[] {
	switch (context.getNodeParameter('transactionAmount', itemIndex, 'invoice') as Basis) {
		case 'gross':
			return GROSS_FIGURES;
		case 'custom':
			return context.getNodeParameter('transactionAmountIncludes', itemIndex) as Figure[];
		default:
			return INVOICE_FIGURES;
	}
}
