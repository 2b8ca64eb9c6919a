// The OAuth 2.0 credential in a real n8n: saved and tested as the editor does it, with the token stored encrypted,
// and what a person reads when NetSuite or the credential itself says no.
import { createHost, type Host } from '../../demo/host';
import type { N8nServer } from '../../demo/n8nServer';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox';
import { fs, path, wait } from '../support/node';
import { oauth2ValuesOf } from '../support/sandboxNode';

const TYPE = 'netSuiteOAuth2Api';

let sandbox: Sandbox;
let host: Host;
let server: N8nServer;

beforeAll(async () => {
	sandbox = await createSandbox();
	host = await createHost();
	server = await host.startServer();
	for (let attempt = 0; attempt < 60; attempt += 1) {
		try {
			await server.rest('GET', 'workflows');
			break;
		} catch {
			await wait(1000);
		}
	}
}, 600_000);

afterAll(async () => {
	await host?.close();
	await sandbox?.close();
});

interface Tested {
	status: string;
	message: string;
}

/** Saves a credential and presses Test, as the editor does. */
async function tested(name: string, changes: object): Promise<Tested> {
	const data = { ...oauth2ValuesOf(sandbox), ...changes };
	const { id } = await server.rest<{ id: string }>('POST', 'credentials', {
		name,
		type: TYPE,
		data,
	});
	return await server.rest<Tested>('POST', 'credentials/test', {
		credentials: { id, name, type: TYPE, data },
	});
}

test('a right credential passes, and its token is not readable in the database', async () => {
	expect(await tested('Right', {})).toMatchObject({ status: 'OK' });
	expect(sandbox.tokens.made()).toBe(1);
	const folder = path.join(host.folder, '.n8n');
	const database = fs
		.readdirSync(folder)
		.filter((name) => name.startsWith('database.sqlite'))
		.map((name) => fs.readFileSync(path.join(folder, name), 'latin1'))
		.join('');
	expect(database).toContain('netSuiteOAuth2Api');
	expect(database).not.toContain('eyJ0eXAiOiJKV1Qi');
	expect(database).not.toContain('BEGIN PRIVATE KEY');
});

test.each([
	['Other client', { clientId: 'x' }, /does not know the Client ID/],
	['Other certificate', { certificateId: 'x' }, /wrong Client ID, Certificate ID or key/],
	[
		'Certificate as key',
		{ privateKey: '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----' },
		/holds the certificate/,
	],
])('%s: the person reads what is wrong', async (name, changes, message) => {
	const result = await tested(name, changes);
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(message);
});

test('a token that NetSuite refuses is reported with the checklist', async () => {
	jest
		.spyOn(sandbox.tokens as unknown as { faultOf(): string }, 'faultOf')
		.mockReturnValue('TokenRejected');
	const result = await tested('Refused', {});
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(/Client ID.*Certificate ID.*Login Audit Trail/);
});
