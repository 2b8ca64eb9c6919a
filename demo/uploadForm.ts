// The upload form as a signed-in person uses it, for scripts: n8n asks for its own user, once for consent,
// and gives the page a token that the upload must carry.
import { fs, path } from './node';
import type { N8nServer } from './n8nServer';
import { readyWorkflow, SETTLEMENT_WORKFLOW } from './bundledWorkflow';

const UPLOAD = 'Upload settlement report';

/** The choices of the form's *What to do*, as they stand there. */
export const POST = 'Post to NetSuite';
export const PLAN = 'Dry run: plan only, write nothing';

/** The address a person would open: the path set in the form trigger, or its own id. */
export async function formAddress(server: N8nServer, report: string): Promise<string> {
	const { nodes } = readyWorkflow(SETTLEMENT_WORKFLOW, report);
	const trigger = nodes.find(({ name }) => name === UPLOAD);
	const { path: formPath } = (trigger?.parameters.options ?? {}) as { path?: string };
	return await server.formUrl(formPath ?? trigger?.webhookId ?? '');
}

/**
 * Sends a report through the form, as a browser does: fields are numbered in their order. Returns the address
 * of the page that a browser would go to once the run has something to show.
 */
export async function submitForm(
	server: N8nServer,
	form: string,
	report: string,
	mode = POST,
): Promise<string> {
	const fields = new FormData();
	fields.append('field-0', new Blob([fs.readFileSync(report)]), path.basename(report));
	fields.append('field-1', 'US store');
	fields.append('field-2', mode);
	const headers = { 'x-auth-token': tokenIn(await openForm(server, form)) };
	const response = await server.visit(form, { method: 'POST', body: fields, headers });
	if (!response.ok) {
		throw new Error(`The form answered ${response.status}`);
	}
	const { formWaitingUrl } = (await response.json()) as { formWaitingUrl: string };
	return formWaitingUrl;
}

/** The form's page, for which n8n asks its user's consent the first time. */
async function openForm(server: N8nServer, form: string): Promise<string> {
	const page = await server.visit(form);
	if (new URL(page.url).pathname !== '/oauth/consent') {
		return await page.text();
	}
	const { redirectUrl } = await server.rest<{ redirectUrl: string }>('POST', 'consent/approve', {
		approved: true,
	});
	return await (await server.visit(redirectUrl)).text();
}

function tokenIn(page: string): string {
	const token = /authToken = '([^']+)'/.exec(page)?.[1];
	if (token === undefined) {
		throw new Error('The form shows no upload page to the owner of this n8n.');
	}
	return token;
}
