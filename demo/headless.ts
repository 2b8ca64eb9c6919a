// One report through a real n8n without the editor, once or several times on the same books, and the
// outcome as a JSON file, which is written however the runs end. The exit code is 0 only if every run of
// the workflow succeeded.
import { SETTLEMENT_WORKFLOW, readyWorkflow, workflowId, type Login } from './bundledWorkflow';
import { runBetween } from './between';
import type { Entered } from './entered';
import type { HeadlessRun } from './headlessRun';
import { Misuse } from './misuse';
import { fs, print } from './node';
import type { Outcome } from './outcome';
import { outcomeOf } from './outcome';
import { N8N_VERSION, SetUpFailure } from './setUp.mjs';
import { setStage, type Stage } from './stage';
import { tellOutcome } from './tell';
import { verdictNode, verdictsOf, type Verdict } from './verdicts';

export interface HeadlessOptions {
	report: string;
	books: string;
	out: string;
	runs: number;
	/** A shell command between one run and the next, '' for none. */
	between: string;
	entered: Entered;
	login?: Login;
}

interface Run extends Outcome {
	status: string;
	/** Why the workflow did not succeed, '' when it did. */
	error: string;
	/** What the product says of each settlement. */
	verdicts: Verdict[];
	/** The first of them; null when the run never got there. */
	verdict: Verdict | null;
	durationSeconds: number;
}

const secondsSince = (start: number) => Math.round((Date.now() - start) / 100) / 10;

/** Requests of all runs together; everything else is as the last run left it. */
function addRequests(runs: Run[]): Outcome['requests'] {
	const names = Object.keys(runs[0].requests) as Array<keyof Outcome['requests']>;
	const totals = names.map((name) => [
		name,
		runs.reduce((total, run) => total + run.requests[name], 0),
	]);
	return Object.fromEntries(totals) as Outcome['requests'];
}

/** One run; an n8n that ends in the middle is a run that failed, and the books say how far it came. */
async function runOnce({ host, sandbox }: Stage): Promise<Run> {
	const startedAt = Date.now();
	const nodeName = verdictNode(readyWorkflow(SETTLEMENT_WORKFLOW, ''));
	sandbox.requests.reset();
	const { status, errorMessage, ...rest } = await host
		.execute(workflowId(SETTLEMENT_WORKFLOW), undefined, nodeName)
		.catch((problem: Error): HeadlessRun => {
			return { status: 'error', errorMessage: problem.message, nodes: {} };
		});
	const verdicts = verdictsOf({ status, errorMessage, ...rest }, nodeName);
	return {
		status,
		error: errorMessage,
		verdict: verdicts[0] ?? null,
		verdicts,
		...outcomeOf(sandbox),
		durationSeconds: secondsSince(startedAt),
	};
}

async function runAll(stage: Stage, options: HeadlessOptions, runs: Run[]): Promise<void> {
	for (let run = 1; run <= options.runs; run += 1) {
		if (run > 1 && options.between !== '') {
			await runBetween(options.between, stage.sandbox.url);
		}
		print(`Run ${run} of ${options.runs}: ${options.report} in n8n ${N8N_VERSION} ...`);
		runs.push(await runOnce(stage));
		tellOutcome(runs[runs.length - 1]);
	}
}

export async function runHeadless(options: HeadlessOptions): Promise<number> {
	const startedAt = Date.now();
	const runs: Run[] = [];
	let problem = '';
	try {
		const stage = await setStage(options);
		try {
			await runAll(stage, options, runs);
		} finally {
			await stage.close();
		}
	} catch (error) {
		const { message, stack } = error as Error;
		problem = message;
		const isPlain = error instanceof SetUpFailure || error instanceof Misuse;
		print(isPlain ? message : (stack ?? message));
	}
	const isSuccess = problem === '' && runs.every(({ status }) => status === 'success');
	const outcome = {
		...(runs.length === 0
			? { verdict: null, verdicts: [] }
			: { ...runs[runs.length - 1], requests: addRequests(runs) }),
		status: isSuccess ? 'success' : 'error',
		error: problem || (runs.find(({ error }) => error !== '')?.error ?? ''),
		runs,
		durationSeconds: secondsSince(startedAt),
		n8nVersion: N8N_VERSION,
	};
	fs.writeFileSync(options.out, `${JSON.stringify(outcome, null, 2)}\n`);
	print(`Outcome: ${options.out}`);
	return isSuccess ? 0 : 1;
}
