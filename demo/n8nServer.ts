// n8n with its editor: started, waited for until it really answers, and spoken to as its owner through the
// interface the editor uses. The owner is made up; the server listens on this machine only.
import { startChild, type Command } from './children';
import { sleep } from './node';
import { createVisitor, type Visitor } from './visitor';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Passw0rd123',
};

export interface N8nServer {
	url: string;
	/** Calls n8n's own REST interface as the owner and returns the `data` of the reply. */
	rest<T>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<T>;
	/** Opens an address of it as the owner, signed in. */
	visit: Visitor['visit'];
	/** Publishes a stored workflow. */
	activate(workflowId: string): Promise<void>;
	/** Waits until the form of an active workflow answers; returns its address. */
	formUrl(webhookId: string): Promise<string>;
	/** Everything it printed. */
	log(): string;
	/** Lets it finish; kills it if that takes too long. */
	stop(): Promise<void>;
	/** Kills it at once, as a power cut would. */
	kill(): Promise<void>;
}

const START_LIMIT_MS = 120_000;
const FORM_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 15_000;
const POLL_MS = 300;
const LINES_SHOWN_ON_FAILURE = 20;

export async function startServer(command: Command): Promise<N8nServer> {
	const url = `http://127.0.0.1:${command.env.N8N_PORT}`;
	const child = startChild(command);
	let hasEnded = false;
	void child.ended.then(() => {
		hasEnded = true;
	});
	const isReady = async () => {
		if (hasEnded) {
			const lastLines = child.printed().trimEnd().split('\n').slice(-LINES_SHOWN_ON_FAILURE);
			throw new Error(`n8n ended while it was starting:\n${lastLines.join('\n')}`);
		}
		return await answersJson(`${url}/rest/settings`);
	};
	await until(isReady, START_LIMIT_MS, 'n8n to start');
	const { visit } = createVisitor();
	const rest = await signIn(url, visit);
	const kill = async () => {
		child.kill('SIGKILL');
		await child.ended;
	};
	return {
		url,
		rest,
		visit,
		activate: async (workflowId) => {
			const { versionId } = await rest<{ versionId: string }>('GET', `workflows/${workflowId}`);
			await rest('POST', `workflows/${workflowId}/activate`, { versionId });
		},
		formUrl: async (webhookId) => {
			const form = `${url}/form/${webhookId}`;
			// Whoever is not signed in is sent to sign in first.
			const isThere = async () => (await fetch(form, { redirect: 'manual' })).status < 400;
			await until(isThere, FORM_LIMIT_MS, `the form ${form}`);
			return form;
		},
		log: child.printed,
		stop: async () => {
			child.kill('SIGTERM');
			await until(async () => hasEnded, STOP_LIMIT_MS, 'n8n to stop').catch(kill);
		},
		kill,
	};
}

// The first visit sets the owner up; on a folder that has one, it only logs in.
async function signIn(url: string, visit: Visitor['visit']): Promise<N8nServer['rest']> {
	const login = { emailOrLdapLoginId: OWNER.email, password: OWNER.password };
	const call = async (method: string, path: string, body?: unknown) =>
		await visit(`${url}/rest/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	// On a busy machine n8n answers the first addresses before the last are there, and drops connections meanwhile.
	const isIn = async () => {
		try {
			await call('POST', 'owner/setup', OWNER);
			const isKnown = (await call('POST', 'login', login)).ok;
			return isKnown && (await call('GET', 'workflows')).ok;
		} catch {
			return false;
		}
	};
	await until(isIn, START_LIMIT_MS, 'n8n to let its owner in');
	return async <T>(method: string, path: string, body?: unknown) => {
		const response = await call(method, path, body);
		if (!response.ok) {
			const reply = await response.text();
			throw new Error(`n8n answered ${response.status} to ${method} /rest/${path}: ${reply}`);
		}
		return ((await response.json()) as { data: T }).data;
	};
}

// While n8n is starting it answers every address with a page that says so.
async function answersJson(address: string): Promise<boolean> {
	try {
		const response = await fetch(address);
		return response.headers.get('content-type')?.includes('json') ?? false;
	} catch {
		return false;
	}
}

async function until(isTrue: () => Promise<boolean>, limitMs: number, what: string): Promise<void> {
	const deadline = Date.now() + limitMs;
	while (!(await isTrue())) {
		if (Date.now() > deadline) {
			throw new Error(`Waited ${limitMs / 1000} seconds for ${what}, in vain.`);
		}
		await sleep(POLL_MS);
	}
}
