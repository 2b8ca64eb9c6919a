// What the settlements of one run say of each other: put on every summary, and told beside the node.
// Nothing is refused for it.
import type { IExecuteFunctions } from 'n8n-workflow';

import type { LinkedSummary } from '../shared/settlement/items/reportItems';
import { chainSummaries } from '../shared/settlement/items/reportItems';

const HINTS_MAX = 20;

export function tellChain(context: IExecuteFunctions, linked: readonly LinkedSummary[]): void {
	const { messages, chained } = chainSummaries(linked);
	const say = (type: 'info' | 'warning', message: string) =>
		context.addExecutionHints({ type, message, location: 'outputPane' });
	for (const message of messages.slice(0, HINTS_MAX)) {
		say('warning', message);
	}
	if (messages.length > HINTS_MAX) {
		say('warning', `${messages.length - HINTS_MAX} more of the kind; the summaries tell them`);
	}
	if (chained > 0 && messages.length === 0) {
		say(
			'info',
			`${chained} settlements follow each other without a gap, with their reserves and balances`,
		);
	}
}
