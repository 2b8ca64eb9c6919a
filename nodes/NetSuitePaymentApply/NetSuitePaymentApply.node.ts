// Order transactions to customer payments: finds each order's open invoice and pays it with what
// Amazon sent. The flow itself is nodes/shared/netsuite/payments/applyPayments.ts.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, netSuiteCredentials } from '../shared/n8n/authentication';
import { declareSettings } from '../shared/n8n/laterSettings';
import type { PostingStep } from '../shared/n8n/postingRun';
import { runPosting } from '../shared/n8n/postingRun';
import { listSearch } from '../shared/n8n/references';
import { settingsOfPosting } from '../shared/n8n/stepSettings';
import { applyPayments } from '../shared/netsuite/payments/applyPayments';
import { paymentSettingLines } from '../shared/netsuite/payments/plan/paymentSettingLines';
import type { PaymentSettings } from '../shared/netsuite/payments/plan/paymentSettings';
import { ORDER_TYPES } from '../shared/settlement/labels/panes';
import { paymentItemRules, paymentProperties, paymentSettings } from './paymentParameters';

const paymentStep: PostingStep<PaymentSettings> = {
	key: 'payment',
	transactionTypes: ORDER_TYPES,
	properties: paymentProperties,
	rules: paymentItemRules,
	settings: paymentSettings,
	settingLines: paymentSettingLines,
	post: applyPayments,
};

declareSettings('netSuitePaymentApply', settingsOfPosting(paymentStep));

export class NetSuitePaymentApply implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSuite Payment Apply',
		name: 'netSuitePaymentApply',
		icon: { light: 'file:netSuitePaymentApply.svg', dark: 'file:netSuitePaymentApply.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.dryRun ? "Dry run" : "Apply payments to invoices" }}',
		description: 'Pays the open invoice of each Amazon order with the amount of the settlement',
		defaults: { name: 'NetSuite Payment Apply' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Transactions', 'Unapplied'],
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...paymentProperties],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runPosting(this, paymentStep);
	}
}
