// A settlement report in, its transactions, summaries and unreadable rows out: nothing is read twice,
// nothing is dropped, and a settlement that does not add up goes no further unless the user says so.
// The reading itself is nodes/shared/settlement/report/report.ts.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { checkLaterValues } from '../shared/n8n/laterSettings';
import { failedItem, settlementNodeError } from '../shared/n8n/settlementNodeError';
import type { LinkedSummary } from '../shared/settlement/items/reportItems';
import { parseProperties } from './parseParameters';
import { parseReport } from './parseReport';
import { parseSettings } from './parseSettings';
import { tellChain } from './tellChain';

export class AmazonSettlementParse implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Amazon Settlement Parse',
		name: 'amazonSettlementParse',
		icon: { light: 'file:amazonSettlementParse.svg', dark: 'file:amazonSettlementParse.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter.account || "Read settlement report" }}',
		description: 'Reads an Amazon settlement report and proves that its lines add up to the total',
		defaults: { name: 'Amazon Settlement Parse' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Transactions', 'Summary', 'Unreadable'],
		usableAsTool: true,
		properties: parseProperties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs: INodeExecutionData[][] = [[], [], []];
		const linked: LinkedSummary[] = [];
		const fail = (error: unknown, itemIndex: number) => {
			const failure = settlementNodeError(this, error, itemIndex);
			if (!this.continueOnFail()) {
				throw failure;
			}
			outputs[0].push(failedItem(failure, error, itemIndex));
			return null;
		};
		const settings = this.getInputData().map((_, itemIndex) => {
			try {
				const own = parseSettings(this, itemIndex);
				checkLaterValues(this);
				return own;
			} catch (error) {
				return fail(error, itemIndex);
			}
		});
		for (const [itemIndex, own] of settings.entries()) {
			try {
				linked.push(...(own === null ? [] : await parseReport(this, itemIndex, own, outputs)));
			} catch (error) {
				fail(error, itemIndex);
			}
		}
		tellChain(this, linked);
		return outputs;
	}
}
