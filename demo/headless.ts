// One report through a real n8n without the editor, once or several times on the same books, and the
// outcome as a JSON file. The exit code is 0 only if every run of the workflow succeeded.
import { fs, print } from './node';
import type { Outcome } from './outcome';
import { outcomeOf } from './outcome';
import { N8N_VERSION } from './setUp.mjs';
import { SETTLEMENT_WORKFLOW, workflowId } from './bundledWorkflow';
import { setStage } from './stage';
import { tellOutcome } from './tell';

export interface HeadlessOptions {
	report: string;
	books: string;
	out: string;
	runs: number;
}

interface Run extends Outcome {
	status: string;
	/** Why the workflow did not succeed, '' when it did. */
	error: string;
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

export async function runHeadless(options: HeadlessOptions): Promise<number> {
	const startedAt = Date.now();
	const stage = await setStage(options);
	const runs: Run[] = [];
	try {
		for (let run = 1; run <= options.runs; run += 1) {
			print(`Run ${run} of ${options.runs}: ${options.report} in n8n ${N8N_VERSION} ...`);
			const runStartedAt = Date.now();
			stage.sandbox.requests.reset();
			const { status, errorMessage } = await stage.host.execute(workflowId(SETTLEMENT_WORKFLOW));
			runs.push({
				status,
				error: errorMessage,
				...outcomeOf(stage.sandbox),
				durationSeconds: secondsSince(runStartedAt),
			});
			tellOutcome(runs[runs.length - 1]);
		}
	} finally {
		await stage.close();
	}
	const isSuccess = runs.every(({ status }) => status === 'success');
	const outcome = {
		...runs[runs.length - 1],
		status: isSuccess ? 'success' : 'error',
		requests: addRequests(runs),
		runs,
		durationSeconds: secondsSince(startedAt),
		n8nVersion: N8N_VERSION,
	};
	fs.writeFileSync(options.out, `${JSON.stringify(outcome, null, 2)}\n`);
	print(`Outcome: ${options.out}`);
	return isSuccess ? 0 : 1;
}
