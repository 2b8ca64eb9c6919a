// Refund transactions to credit memos and customer refunds, one pair for each adjustment. The flow
// itself is nodes/shared/netsuite/refunds/createRefunds.ts.
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
import { createRefunds } from '../shared/netsuite/refunds/createRefunds';
import { refundSettingLines } from '../shared/netsuite/refunds/refundSettingLines';
import type { RefundSettings } from '../shared/netsuite/refunds/refundSettings';
import { REFUND_TYPES } from '../shared/settlement/labels/panes';
import { refundItemRules, refundProperties, refundSettings } from './refundParameters';
import { retrocharge } from './retrocharge';

const refundStep: PostingStep<RefundSettings> = {
	key: 'refund',
	transactionTypes: REFUND_TYPES,
	aside: retrocharge,
	properties: refundProperties,
	rules: refundItemRules,
	settings: refundSettings,
	settingLines: refundSettingLines,
	post: createRefunds,
};

declareSettings('netSuiteRefundCreate', settingsOfPosting(refundStep));

export class NetSuiteRefundCreate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSuite Refund Create',
		name: 'netSuiteRefundCreate',
		icon: { light: 'file:netSuiteRefundCreate.svg', dark: 'file:netSuiteRefundCreate.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.dryRun ? "Dry run" : "Create credit memos and refunds" }}',
		description: 'Creates a credit memo and a customer refund for each Amazon refund',
		defaults: { name: 'NetSuite Refund Create' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Transactions', 'Unapplied'],
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...refundProperties],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runPosting(this, refundStep);
	}
}
