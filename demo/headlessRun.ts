// What one `n8n execute` did, read from what it printed: the whole execution as indented JSON, as it is
// after a success and between log lines after a failure.
import type { IDataObject, IRun, NodeExecutionHint } from 'n8n-workflow';
import type { Ending } from './children';

export interface NodeOutcome {
	status: string;
	/** How often it ran: in a loop once for each batch. */
	runs: number;
	/** The JSON of its items, by output, over all runs of the node. */
	outputs: IDataObject[][];
	hints: NodeExecutionHint[];
	errorMessage: string;
}

export interface HeadlessRun {
	status: string;
	/** What stopped the run, '' when it was not stopped. */
	errorMessage: string;
	/** By node name; a node that did not run is missing. */
	nodes: Record<string, NodeOutcome>;
}

/** Undefined when n8n ended before it could tell, by a crash for example. */
export function readHeadlessRun({ printed }: Pick<Ending, 'printed'>): HeadlessRun | undefined {
	const run = findRun(printed);
	if (!run) {
		return undefined;
	}
	const { error, runData } = run.data.resultData;
	return { status: run.status, errorMessage: error?.message ?? '', nodes: nodesOf(runData) };
}

type RunData = IRun['data']['resultData']['runData'];

export function nodesOf(runData: RunData): HeadlessRun['nodes'] {
	const nodes = Object.entries(runData).map(([name, runs]): [string, NodeOutcome] => [
		name,
		{
			status: runs.at(-1)?.executionStatus ?? 'unknown',
			runs: runs.length,
			outputs: joinOutputs(runs),
			hints: runs.flatMap(({ hints }) => hints ?? []),
			errorMessage: runs.at(-1)?.error?.message ?? '',
		},
	]);
	return Object.fromEntries(nodes);
}

/** What lastExecution.mjs tells of the latest execution in n8n's database. */
export interface StoredExecution {
	/** 0 when there is none. */
	id: number;
	status: string;
	errorMessage: string;
	/** What the node did that was asked for by name. */
	runData: RunData;
}

/**
 * The run as n8n stored it, for a run too large to be printed whole; only the items of the node asked for
 * are read. Undefined when n8n stored none since `before`, or was stopped in the middle of it.
 */
export function storedRun(
	{ id, status, errorMessage, runData }: StoredExecution,
	before: StoredExecution,
): HeadlessRun | undefined {
	const hasEnded = id !== before.id && ['success', 'error'].includes(status);
	return hasEnded ? { status, errorMessage, nodes: nodesOf(runData) } : undefined;
}

// Indented JSON has no line that begins with a brace but its first and its last. The first may follow a log
// prefix, and what else n8n prints may look alike, so only what reads as an execution counts.
function findRun(printed: string): IRun | undefined {
	const lines = printed.split('\n');
	for (const [first, line] of lines.entries()) {
		if (line.endsWith('{') && !line.startsWith(' ')) {
			const last = lines.indexOf('}', first);
			const run = readRun(['{', ...lines.slice(first + 1, last + 1)].join('\n'));
			if (run) {
				return run;
			}
		}
	}
	return undefined;
}

function readRun(text: string): IRun | undefined {
	try {
		const run = JSON.parse(text) as Partial<IRun>;
		return run.data?.resultData ? (run as IRun) : undefined;
	} catch {
		return undefined;
	}
}

function joinOutputs(runs: RunData[string]): IDataObject[][] {
	const outputs: IDataObject[][] = [];
	for (const run of runs) {
		(run.data?.main ?? []).forEach((items, index) => {
			outputs[index] = [...(outputs[index] ?? []), ...(items ?? []).map(({ json }) => json)];
		});
	}
	return outputs;
}
