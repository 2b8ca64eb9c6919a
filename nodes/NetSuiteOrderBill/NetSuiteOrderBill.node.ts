// Sales orders to invoices or cash sales, so that payments find something to pay. The flow itself is
// nodes/shared/netsuite/billing/billOrders.ts.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, netSuiteCredentials } from '../shared/n8n/authentication';
import type { BillingStep } from '../shared/n8n/billingRun';
import { runBilling } from '../shared/n8n/billingRun';
import { declareSettings } from '../shared/n8n/laterSettings';
import { listSearch } from '../shared/n8n/references';
import { settingsOfBilling } from '../shared/n8n/stepSettings';
import {
	billingItemRules,
	billingProperties,
	billingSettings,
	orderIdentityRules,
} from './billingParameters';
import { orderSelection } from './orderSelectionParameters';

const billingStep: BillingStep = {
	properties: billingProperties,
	rules: billingItemRules,
	identityRules: orderIdentityRules,
	selection: orderSelection,
	settings: billingSettings,
};

declareSettings('netSuiteOrderBill', settingsOfBilling(billingStep));

export class NetSuiteOrderBill implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSuite Order Bill',
		name: 'netSuiteOrderBill',
		icon: { light: 'file:netSuiteOrderBill.svg', dark: 'file:netSuiteOrderBill.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ ($parameter.dryRun ? "Dry run: " : "") + ($parameter.operation === "cashSale" ? "orders to cash sales" : "orders to invoices") }}',
		description: 'Bills Amazon sales orders that have shipped, as invoices or cash sales',
		defaults: { name: 'NetSuite Order Bill' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Orders', 'Unbilled'],
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...billingProperties],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runBilling(this, billingStep);
	}
}
