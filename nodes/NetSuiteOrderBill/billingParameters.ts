// The parameters of NetSuite Order Bill that say what is made of an order, and how they are read.
import type { INodeProperties } from 'n8n-workflow';

import { invoiceKeyParameter, invoiceKeyProperty } from '../shared/n8n/invoiceKeyParameters';
import { mappingParameter, mappingProperty } from '../shared/n8n/mappingParameter';
import { shownWith } from '../shared/n8n/parameters/choices';
import type { ItemRules } from '../shared/n8n/parameters/itemLeaves';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { internalIdAt } from '../shared/n8n/parameters/places';
import {
	marketplacesProperty,
	placeSettings,
	receivableAccountProperty,
	segmentsProperty,
} from '../shared/n8n/placeParameters';
import {
	closedPeriodProperty,
	concurrencyParameter,
	concurrencyProperty,
	dryRunProperty,
} from '../shared/n8n/properties';
import { referenceProperty } from '../shared/n8n/references';
import { today } from '../shared/n8n/runDay';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { BillingStatus } from '../shared/netsuite/billing/billingPlan';
import type { BillDatePolicy, BillingSettings } from '../shared/netsuite/billing/billOrders';
import type { BillType } from '../shared/netsuite/billing/orderBill';
import type { IdentityRules } from '../shared/netsuite/books/salesOrders';
import { bodyField } from '../shared/netsuite/books/salesOrders';
import { BILL_MAPPING, BILL_PLACEHOLDERS } from '../shared/netsuite/posting/documentMappings';
import type { PeriodPolicy } from '../shared/netsuite/posting/postingDate';
import { orderSelectionProperties } from './orderSelectionParameters';

const paymentAccount = referenceProperty('account', {
	displayName: 'Payment Account',
	name: 'paymentAccount',
	description: 'Account that took the money of a cash sale; empty for undeposited funds',
});

const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Cash Sale',
			value: 'cashSale',
			action: 'Bill orders as cash sales',
			description: 'For orders paid at once by check, card or cash',
		},
		{
			name: 'Invoice',
			value: 'invoice',
			action: 'Bill orders as invoices',
			description: 'Opens a balance that the settlement pays later; recommended',
		},
	],
	default: 'invoice',
};

const AS_CASH_SALE = shownWith(operationProperty, ['cashSale']);

const operationProperties: INodeProperties[] = [
	operationProperty,
	{
		displayName:
			'A cash sale counts as paid at once. The settlement flows work on invoices: they pay nothing on a cash sale, and reconcile it only when it is over exactly what Amazon sent.',
		name: 'cashSaleNotice',
		type: 'notice',
		default: '',
		displayOptions: AS_CASH_SALE,
	},
];

const billDateProperty: INodeProperties = {
	displayName: 'Bill Date',
	name: 'datePolicy',
	type: 'options',
	options: [
		{ name: 'Order Date', value: 'order', description: 'The date of the sales order' },
		{
			name: 'Posted Date',
			value: 'posted',
			description: 'The day Amazon posted the order, from its settlement transaction',
		},
		{ name: 'Run Date', value: 'today', description: 'The day this workflow runs' },
		{ name: 'Ship Date', value: 'ship', description: 'The date of the latest item fulfillment' },
	],
	default: 'ship',
	description: 'Which day the bills are dated, in UTC; the run date where there is no such day',
};

export const billingProperties: INodeProperties[] = [
	...operationProperties,
	...orderSelectionProperties,
	dryRunProperty,
	invoiceKeyProperty,
	billDateProperty,
	closedPeriodProperty,
	{ ...receivableAccountProperty, displayOptions: shownWith(operationProperty, ['invoice']) },
	{ ...paymentAccount, displayOptions: AS_CASH_SALE },
	marketplacesProperty([receivableAccountProperty, paymentAccount]),
	segmentsProperty,
	mappingProperty(
		{
			displayName: 'Bill Fields',
			name: 'billFields',
			description: 'Which value goes to which field of the invoice or cash sale',
		},
		BILL_MAPPING,
	),
	mappingProperty(
		{
			displayName: 'Bill Line Fields',
			name: 'billLineFields',
			description:
				'Which value goes to which field of each line that is billed, beside the segments, which stand on lines as well',
		},
		[],
	),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Account Field ID',
				name: 'accountField',
				type: 'string',
				default: '',
				placeholder: 'e.g. custbody_amazon_account',
				description: 'Body field of sales orders that names the Amazon account',
			},
			{
				displayName: 'Bill Orders',
				name: 'billOrders',
				type: 'boolean',
				default: true,
				description:
					'Whether to bill the orders. When off, the items pass through as they are and NetSuite is not asked, so that a workflow can switch this step.',
			},
			concurrencyProperty,
			{
				displayName: 'Form Internal ID',
				name: 'formId',
				type: 'string',
				default: '',
				description: "Form of the invoices or cash sales; leave empty for NetSuite's default",
			},
			{
				displayName: 'Marketplace Field ID',
				name: 'marketplaceField',
				type: 'string',
				default: '',
				placeholder: 'e.g. custbody_marketplace',
				description:
					'Body field of sales orders that names the marketplace; leave empty if the invoice keys show it',
			},
		],
	},
];

export const billingItemRules: ItemRules = {
	perTransaction: [
		'receivableAccount',
		'paymentAccount',
		'segments',
		'billFields',
		'billLineFields',
	],
	placeholders: { billFields: BILL_PLACEHOLDERS, billLineFields: BILL_PLACEHOLDERS },
};

const fieldAt = (parameters: Parameters, path: string) =>
	bodyField(parameters.get<string | undefined>(path) ?? '');

export function orderIdentityRules(parameters: Parameters): IdentityRules {
	return {
		keys: invoiceKeyParameter(parameters),
		marketplaceField: fieldAt(parameters, 'options.marketplaceField'),
		accountField: fieldAt(parameters, 'options.accountField'),
	};
}

export async function billingSettings(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<BillingSettings> {
	const billType = parameters.get<BillType>('operation');
	const account = billType === 'invoice' ? 'receivableAccount' : 'paymentAccount';
	const own = {
		billType,
		billingStatus: parameters.get<BillingStatus>('billingStatus'),
		keys: invoiceKeyParameter(parameters),
		datePolicy: parameters.get<BillDatePolicy>('datePolicy'),
		periodPolicy: parameters.get<PeriodPolicy>('periodPolicy'),
		today: today(),
		formId: internalIdAt(parameters, 'options.formId'),
		fields: mappingParameter(parameters, 'billFields'),
		lineFields: mappingParameter(parameters, 'billLineFields'),
		concurrency: concurrencyParameter(parameters),
		isDryRun: parameters.get<boolean>('dryRun'),
	};
	return { ...own, ...(await placeSettings(parameters, client, [account])) };
}
