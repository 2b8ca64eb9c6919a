// Whether this NetSuite account will take what the other nodes post: reads, writes nothing, and says in plain words
// what is missing, why it matters and where to click. The checks are nodes/shared/netsuite/setup/.
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { authenticationProperty, netSuiteCredentials } from '../shared/n8n/authentication';
import { nodeClient } from '../shared/n8n/netSuiteTransport';
import { failedRun } from '../shared/n8n/nodeError';
import { readParameters } from '../shared/n8n/parameters/parameters';
import { listSearch } from '../shared/n8n/references';
import { now, today } from '../shared/n8n/runDay';
import { setupLogin } from '../shared/n8n/setupLogin';
import type { SetupSummary } from '../shared/netsuite/setup/finding';
import { summaryOf } from '../shared/netsuite/setup/finding';
import { checkSetup } from '../shared/netsuite/setup/setupCheck';
import { setupPage } from './setupPage';
import { setupProperties, setupWanted, transactionsIn } from './setupParameters';

/** A few questions at once: this must not crowd out the runs of an account that is in use. */
const AT_ONCE = 3;

export class NetSuiteSetupCheck implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSuite Setup Check',
		name: 'netSuiteSetupCheck',
		icon: { light: 'file:netSuiteSetupCheck.svg', dark: 'file:netSuiteSetupCheck.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter.scope === "run" ? "For this run" : "Whole account" }}',
		description:
			'Checks whether a NetSuite account is ready for settlements, before any money moves',
		defaults: { name: 'NetSuite Setup Check' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Findings', 'Summary'],
		usableAsTool: undefined,
		credentials: netSuiteCredentials,
		properties: [authenticationProperty, ...setupProperties],
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			const parameters = readParameters(this, setupProperties);
			if (parameters.get('scope') === 'off') {
				return [[], []];
			}
			const wanted = setupWanted(parameters, transactionsIn(this.getInputData()));
			const client = nodeClient(this, AT_ONCE);
			const nowMs = () => Date.parse(now());
			const login = async () => await setupLogin(this, nowMs());
			const findings = await checkSetup(client, wanted, login, nowMs);
			const summary = summaryOf(findings);
			tell(this, summary);
			const pairedItem = { item: 0 };
			return [
				findings.map((finding) => ({ json: { ...finding }, pairedItem })),
				[{ json: { ...summary, page: setupPage(findings, summary, today()) }, pairedItem }],
			];
		} catch (error) {
			// The other output stands empty instead of missing: the page of a workflow looks there.
			return [...failedRun(this, error), []];
		}
	}
}

function tell(context: IExecuteFunctions, { isReady, verdict }: SetupSummary): void {
	context.addExecutionHints({
		type: isReady ? 'info' : 'warning',
		location: 'outputPane',
		message: verdict,
	});
}
