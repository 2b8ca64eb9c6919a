// What the settlements of one run say of each other: put on every summary, and told beside the node.
// Nothing is refused for it.
import type { IExecuteFunctions } from 'n8n-workflow';

import type { ChainLink } from '../shared/settlement/items/chain';
import type { ChainPart } from '../shared/settlement/items/chainItem';
import { toPrintedChain } from '../shared/settlement/items/chainItem';
import type { SummaryItem } from '../shared/settlement/items/summaryItem';

/** A summary before its neighbours are known; without a link where its settlement has none. */
export interface LinkedSummary {
	summary: SummaryItem & { chain?: ChainPart };
	link: ChainLink | undefined;
}

const HINTS_MAX = 20;

export function tellChain(context: IExecuteFunctions, linked: readonly LinkedSummary[]): void {
	const links = linked.flatMap(({ link }) => link ?? []);
	const { parts, messages, chained } = toPrintedChain(links);
	for (const { summary, link } of linked) {
		const part = link === undefined ? undefined : parts.get(summary.settlementId);
		summary.chain = part ?? { previous: '', next: '', findings: [] };
	}
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
