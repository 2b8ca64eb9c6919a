// What the product itself says of each settlement of a run, read from the items of the node that updates the
// summaries: the verdict beside the books, so that the one can be held against the other.
import type { IDataObject } from 'n8n-workflow';
import type { HeadlessRun } from './headlessRun';
import type { StoredWorkflow } from './host';

export interface Verdict {
	settlementId: string;
	tiesToDeposit: boolean | null;
	isPosted: boolean | null;
	ties: boolean | null;
	sentence: string;
	disagreements: unknown[];
}

const SUMMARY_TYPE = '.settlementSummaryUpdate';

/** The name of the node that tells the verdict; undefined when the workflow has none. */
export function verdictNode({ nodes }: Pick<StoredWorkflow, 'nodes'>): string | undefined {
	return nodes.find(({ type }) => type.endsWith(SUMMARY_TYPE))?.name;
}

/** Null where an item does not say, never false. */
function answer(value: unknown): boolean | null {
	return typeof value === 'boolean' ? value : null;
}

function verdictOf(item: IDataObject): Verdict {
	const { disagreements } = item;
	return {
		settlementId: String(item.settlementId ?? ''),
		tiesToDeposit: answer(item.tiesToDeposit),
		isPosted: answer(item.isPosted),
		ties: answer(item.ties),
		sentence: String(item.verdict ?? ''),
		disagreements: Array.isArray(disagreements) ? disagreements : [],
	};
}

/**
 * How a run ended that waits for somebody to look at its page: its work is done, but only the product's own verdict
 * says whether it succeeded, for what disagrees has a page too.
 */
export function endedAs(
	status: string,
	verdicts: Verdict[],
): Pick<HeadlessRun, 'status' | 'errorMessage'> {
	if (status !== 'waiting') {
		return { status, errorMessage: `status ${status}` };
	}
	const bad = verdicts.find(({ ties }) => ties !== true);
	if (verdicts.length > 0 && bad === undefined) {
		return { status: 'success', errorMessage: '' };
	}
	const errorMessage =
		bad === undefined
			? 'its page is out, and no settlement has a verdict'
			: `settlement ${bad.settlementId} does not tie, see its verdict`;
	return { status: 'error', errorMessage };
}

/** In the order of the items; empty when the run never got there. */
export function verdictsOf(run: HeadlessRun, nodeName: string | undefined): Verdict[] {
	const node = nodeName === undefined ? undefined : run.nodes[nodeName];
	const items = node?.outputs[0] ?? [];
	// The output for errors has items without a settlement; this one has summaries only.
	return items.filter(({ settlementId }) => settlementId !== undefined).map(verdictOf);
}
