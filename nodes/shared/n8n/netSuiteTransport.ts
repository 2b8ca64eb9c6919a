// The NetSuite client wired to n8n: requests through the credential, pauses and cancel from n8n.
// Status codes are values here; only a request without any answer throws.
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { originOf } from '../netsuite/api/baseUrl';
import type { NetSuiteAnswer, NetSuiteClient, Transport } from '../netsuite/api/client';
import { createClient } from '../netsuite/api/client';
import { createConnection } from '../netsuite/api/connection';
import type { Gate } from '../netsuite/api/gate';
import { NetSuiteError } from '../netsuite/api/netSuiteError';
import { CHECKLIST } from '../netsuite/api/oauth2';
import { sendWithToken } from '../netsuite/api/tokenRenewal';
import { accountGate } from './accountGate';
import { createDeadlines } from './answerDeadline';
import type { CredentialName } from './authentication';
import { credentialOf } from './authentication';
import { certificateWarning } from './certificateWarning';
import { answerOfFailure } from './credentialFailure';
import { executionConnection } from './executionConnection';
import { shareNames } from './resolvedNames';
import { ANSWER_MS } from './timeLimits';

interface FullResponse {
	statusCode: number;
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
}

function headersOf(response: FullResponse): Record<string, string> {
	const entries = Object.entries(response.headers).map(([name, value]): [string, string] => [
		name.toLowerCase(),
		Array.isArray(value) ? value.join(', ') : String(value ?? ''),
	]);
	return Object.fromEntries(entries);
}

/** NetSuite's error and batch media types are not always recognised as JSON on the way. */
function bodyOf(response: FullResponse): unknown {
	if (typeof response.body !== 'string') {
		return response.body;
	}
	if (response.body.trim() === '') {
		return undefined;
	}
	try {
		return JSON.parse(response.body) as unknown;
	} catch {
		return response.body;
	}
}

const CANCEL_SIGNAL = 'getExecutionCancelSignal' satisfies keyof IExecuteFunctions;

/**
 * The context as n8n's request functions see it, without the cancel signal: they would break off a POST
 * whose payment NetSuite makes all the same, and refuse to record what was posted before.
 */
function withoutCancel<Functions extends object>(context: Functions): Functions {
	return new Proxy(context, { has: (target, name) => name !== CANCEL_SIGNAL && name in target });
}

type Context = IExecuteFunctions | ILoadOptionsFunctions;

interface Login {
	context: Context;
	credential: CredentialName;
	/** Set when the execution is cancelled; undefined where there is none. */
	cancel: AbortSignal | undefined;
}

/** Reads the credential once; what is wrong with it is said before anything is sent. */
function originFinder({ context, credential }: Login): () => Promise<string> {
	const find = async () => {
		const { accountId, baseUrl } = await context
			.getCredentials(credential)
			.catch((error: unknown) => {
				throw new NetSuiteError(
					'CONFIGURATION_INCOMPLETE',
					`No NetSuite credential is selected in this node (${(error as Error).message})`,
					"Open the node, select a credential under 'Credential to connect with', and run again",
				);
			});
		return originOf({ accountId: String(accountId ?? ''), baseUrl: String(baseUrl ?? '') });
	};
	let origin: Promise<string> | null = null;
	return async () => await (origin ??= find());
}

/** ISO code, '' where the credential names none: NetSuite shows it unless Multiple Currencies is off. */
function currencyFinder({ context, credential }: Login): () => Promise<string> {
	return async () => {
		const { companyCurrency } = await context.getCredentials(credential);
		return String(companyCurrency ?? '')
			.trim()
			.toUpperCase();
	};
}

/** Sends with one credential. `renewing`: n8n makes a new token for a refused one and sends once more. */
function senderWith({ context, credential, cancel }: Login, renewing: boolean): Transport['send'] {
	const sender = withoutCancel(context);
	const deadlines = createDeadlines(cancel);
	return async ({ method, path, query, headers, body }, options): Promise<NetSuiteAnswer> => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				sender,
				credential,
				{
					method,
					url: path,
					qs: query,
					headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
					body: body === undefined ? undefined : JSON.stringify(body),
					returnFullResponse: true,
					// n8n renews a token only when the 401 reaches it as an error.
					ignoreHttpStatusErrors: renewing ? { ignore: true, except: [401] } : true,
					disableFollowRedirect: true,
					timeout: ANSWER_MS,
					abortSignal: deadlines.of(options?.endsOnCancel === true),
				},
			)) as FullResponse;
			return { status: response.statusCode, headers: headersOf(response), body: bodyOf(response) };
		} catch (error) {
			return answerOfFailure(error, CHECKLIST);
		}
	};
}

/** Contexts whose certificate was looked at: one hint for a node, however often its token is read. */
const warned = new WeakSet<object>();

function warnOnce({ context }: Login, credentials: ICredentialDataDecryptedObject): void {
	const warning = certificateWarning(credentials, Date.now());
	if (warning === null || warned.has(context) || !('addExecutionHints' in context)) {
		return;
	}
	warned.add(context);
	context.addExecutionHints(warning);
}

function senderOf(login: Login): Transport['send'] {
	const { context, credential } = login;
	const send = senderWith(login, false);
	if (credential === 'netSuiteTbaApi') {
		// Signed anew each time; asking n8n to repeat a refused login would only count as another failure.
		return send;
	}
	return sendWithToken({
		send,
		sendRenewing: senderWith(login, true),
		token: async () => {
			const credentials = await context.getCredentials(credential);
			warnOnce(login, credentials);
			return String(credentials.accessToken ?? '');
		},
		now: () => Date.now(),
	});
}

interface Wired {
	transport: Transport;
	/** Of the account: its requests wait in one line. */
	gate(): Promise<Gate>;
}

function wire(login: Login): Wired {
	const origin = originFinder(login);
	const transport: Transport = {
		send: senderOf(login),
		sleep,
		random: () => Math.random(),
		isCancelled: () => login.cancel?.aborted === true,
		origin,
		companyCurrency: currencyFinder(login),
	};
	return { transport, gate: async () => accountGate(await origin()) };
}

export function nodeClient(context: IExecuteFunctions, concurrency: number): NetSuiteClient {
	const credential = credentialOf(context);
	const cancel = context.getExecutionCancelSignal();
	const { transport, gate } = wire({ context, credential, cancel });
	const id = context.getNode().credentials?.[credential]?.id ?? '';
	const connection = executionConnection(cancel, `${credential} ${id}`);
	const client = createClient(transport, concurrency, { connection, gate });
	shareNames(client, connection);
	return client;
}

/** For drop-down lists: a person waits, one request at a time. */
export function listClient(context: ILoadOptionsFunctions): NetSuiteClient {
	const credential = credentialOf(context);
	const { transport, gate } = wire({ context, credential, cancel: undefined });
	return createClient(transport, 1, { connection: createConnection(), gate });
}
