// What the posting nodes and the billing node refuse before they write, for a check by the nodes before them: the
// same reading of the same parameters, without the run.
import type { PostingSettings } from '../netsuite/posting/postingJobs';
import type { BillingStep } from './billingRun';
import { isBillingOn, refuseItemWithoutItems } from './billingSource';
import type { NodeSettings } from './laterSettings';
import type { PostingStep } from './postingRun';
import { FROM_NETSUITE } from './properties';
import { filterParameter, selectionParameter } from './selectionParameters';

export function settingsOfPosting<Settings extends PostingSettings>(
	step: PostingStep<Settings>,
): NodeSettings {
	const { properties, rules } = step;
	return {
		properties,
		rules,
		read: async (parameters, client) => {
			if (parameters.get('source') === 'netSuite') {
				parameters.requireNoItem(FROM_NETSUITE);
				selectionParameter(parameters, step.transactionTypes);
			} else {
				filterParameter(parameters);
			}
			await step.settings(parameters, client);
		},
	};
}

export function settingsOfBilling(step: BillingStep): NodeSettings {
	const { properties, rules } = step;
	return {
		properties,
		rules,
		read: async (parameters, client) => {
			if (!isBillingOn(parameters)) {
				return;
			}
			step.identityRules(parameters);
			refuseItemWithoutItems(parameters);
			await step.settings(parameters, client);
			if (parameters.get('source') === 'netSuite') {
				await step.selection(parameters, client);
			}
		},
	};
}
