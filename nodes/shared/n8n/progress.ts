// How far a node is, told while it works: a line in n8n's log for every hundred results and, where somebody runs
// the workflow in the editor, in the browser's console. n8n shows nothing else of a node before it ends. Only
// told: whatever goes wrong here never disturbs a run.
import type { IExecuteFunctions } from 'n8n-workflow';

import { batchName } from './orderBatches';

/** Results between two lines: some ten to thirty seconds of a real account. */
const RESULTS_PER_LINE = 100;

export interface ProgressOf {
	/** How many results will come. */
	total: number;
	what: 'transactions' | 'orders';
}

/** To be called once for each result, with the word that it is counted under. */
export function createProgress(
	context: IExecuteFunctions,
	{ total, what }: ProgressOf,
): (word: string) => void {
	const counts = new Map<string, number>();
	let done = 0;
	const tell = () => {
		const most = [...counts].sort(([, left], [, right]) => right - left);
		const counted = most.map(([word, count]) => `${count} ${word}`).join(', ');
		const { name } = context.getNode();
		const place = [name, batchName(context.getInputData())].filter((part) => part !== '');
		const message = `${place.join(', ')}: ${done} of ${total} ${what}${counted && `, ${counted}`}`;
		context.logger.info(message, {
			workflowId: context.getWorkflow().id,
			executionId: context.getExecutionId(),
		});
		context.sendMessageToUI(message);
	};
	const tellSafely = () => {
		try {
			tell();
		} catch {
			// Money is on its way: a log that cannot be written must not stop it.
		}
	};
	if (total > 0) {
		tellSafely();
	}
	return (word) => {
		counts.set(word, (counts.get(word) ?? 0) + 1);
		done += 1;
		if (done % RESULTS_PER_LINE === 0 || done === total) {
			tellSafely();
		}
	};
}
