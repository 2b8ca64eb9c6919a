// The demo for people: n8n with its editor, the workflow published, one synthetic settlement sent
// through its form, the outcome told, and everything left running to be looked at and tried.
import type { N8nServer } from './n8nServer';
import { OWNER } from './n8nServer';
import { demoFolder, path, print, sleep } from './node';
import { outcomeOf } from './outcome';
import { readyWorkflow, SETTLEMENT_WORKFLOW, workflowId, type Login } from './bundledWorkflow';
import { setStage } from './stage';
import { tellOutcome } from './tell';
import { formAddress, submitForm } from './uploadForm';
import { endedAs, verdictNode, verdictsOf } from './verdicts';

export interface EditorOptions {
	report: string;
	books: string;
	login?: Login;
}

const REPORT = path.join(demoFolder, 'settlement.txt');
const BOOKS = path.join(demoFolder, 'books.json');
const LIMIT_MS = 300_000;
const POLL_MS = 1_000;

interface Execution {
	status: string;
}

/** A form run waits for its page to be looked at once the work is done: then it has ended for us, well or not. */
async function waitForRun(server: N8nServer): Promise<string> {
	const deadline = Date.now() + LIMIT_MS;
	while (Date.now() < deadline) {
		const { results } = await server.rest<{ results: Execution[] }>('GET', 'executions');
		const status = results[0]?.status ?? 'new';
		if (!['new', 'running'].includes(status)) {
			return status;
		}
		await sleep(POLL_MS);
	}
	throw new Error(`n8n did not finish within ${LIMIT_MS / 1000} s`);
}

export async function runWithEditor(options: EditorOptions): Promise<number> {
	const report = options.report || REPORT;
	const books = options.report === '' && options.books === '' ? BOOKS : options.books;
	const { sandbox, host } = await setStage({ report, books, login: options.login });
	print('Starting n8n ...');
	const server = await host.startServer();
	await server.activate(workflowId(SETTLEMENT_WORKFLOW));
	const form = await formAddress(server, report);
	print(`Sending ${path.relative('.', report)} through the form ...`);
	await submitForm(server, form, report);
	const status = await waitForRun(server);
	const nodeName = verdictNode(readyWorkflow(SETTLEMENT_WORKFLOW, ''));
	const verdicts = verdictsOf(await host.lastRun(nodeName), nodeName);
	const ended = endedAs(status, verdicts);
	tellOutcome({
		...outcomeOf(sandbox),
		verdicts,
		status: ended.status,
		error: ended.errorMessage,
	});
	print(`
Upload a report:        ${form}
                        (${path.relative('.', report)} again, to see the outcome page: nothing is posted twice)
Open n8n's editor:      ${server.url}   (${OWNER.email}, ${OWNER.password}; the form asks for the same)
                        (a change there reaches the form when you click Publish)
The NetSuite sandbox:   ${sandbox.url}   (books: ${sandbox.url}/sandbox/books)
Everything runs on this machine only and is gone when you press Ctrl+C.`);
	await new Promise<void>(() => undefined);
	return 0;
}
