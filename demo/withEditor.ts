// The demo for people: n8n with its editor, the workflow switched on, one synthetic settlement sent
// through its form, the outcome told, and everything left running to be looked at and tried.
import type { N8nServer } from './n8nServer';
import { OWNER } from './n8nServer';
import { demoFolder, fs, path, print, sleep } from './node';
import { outcomeOf } from './outcome';
import { readyWorkflow, SETTLEMENT_WORKFLOW, workflowId } from './bundledWorkflow';
import { setStage } from './stage';
import { tellOutcome } from './tell';

export interface EditorOptions {
	report: string;
	books: string;
}

const REPORT = path.join(demoFolder, 'settlement.txt');
const BOOKS = path.join(demoFolder, 'books.json');
const FORM_TYPE = 'n8n-nodes-base.formTrigger';
const LIMIT_MS = 300_000;
const POLL_MS = 1_000;

interface Execution {
	status: string;
}

/** The address a person would open: the path set in the Form Trigger. */
export async function formAddress(server: N8nServer, report: string): Promise<string> {
	const { nodes } = readyWorkflow(SETTLEMENT_WORKFLOW, report);
	const trigger = nodes.find(({ type }) => type === FORM_TYPE);
	const { path: formPath } = (trigger?.parameters.options ?? {}) as { path?: string };
	return await server.formUrl(formPath ?? trigger?.webhookId ?? '');
}

/** Sends a report through the form, as a browser does: fields are numbered in their order. */
export async function submitForm(form: string, report: string): Promise<void> {
	const fields = new FormData();
	fields.append('field-0', new Blob([fs.readFileSync(report)]), path.basename(report));
	fields.append('field-1', 'US store');
	fields.append('field-2', 'Post to NetSuite');
	const response = await fetch(form, { method: 'POST', body: fields });
	if (!response.ok) {
		throw new Error(`The form answered ${response.status}`);
	}
}

/** A form run waits for its page to be looked at once the work is done: then it has ended for us. */
async function waitForRun(server: N8nServer): Promise<string> {
	const deadline = Date.now() + LIMIT_MS;
	while (Date.now() < deadline) {
		const { results } = await server.rest<{ results: Execution[] }>('GET', 'executions');
		const status = results[0]?.status ?? 'new';
		if (!['new', 'running'].includes(status)) {
			return status === 'waiting' ? 'success' : status;
		}
		await sleep(POLL_MS);
	}
	throw new Error(`n8n did not finish within ${LIMIT_MS / 1000} s`);
}

export async function runWithEditor(options: EditorOptions): Promise<number> {
	const report = options.report || REPORT;
	const books = options.report === '' && options.books === '' ? BOOKS : options.books;
	const { sandbox, host } = await setStage({ report, books });
	print('Starting n8n ...');
	const server = await host.startServer();
	await server.activate(workflowId(SETTLEMENT_WORKFLOW));
	const form = await formAddress(server, report);
	print(`Sending ${path.relative('.', report)} through the form ...`);
	await submitForm(form, report);
	const status = await waitForRun(server);
	tellOutcome({ ...outcomeOf(sandbox), status, error: `status ${status}` });
	print(`
Upload a report:        ${form}
                        (${path.relative('.', report)} again, to see the outcome page: nothing is posted twice)
Open n8n's editor:      ${server.url}   (${OWNER.email}, ${OWNER.password})
The NetSuite sandbox:   ${sandbox.url}   (books: ${sandbox.url}/sandbox/books)
Everything runs on this machine only and is gone when you press Ctrl+C.`);
	await new Promise<void>(() => undefined);
	return 0;
}
