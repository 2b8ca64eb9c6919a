// The NetSuite client wired to n8n: requests through the credential, pauses and cancel from n8n.
// Status codes are values here; only a request without any answer throws.
import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type {
	NetSuiteAnswer,
	NetSuiteClient,
	NetSuiteRequest,
	Transport,
} from '../netsuite/api/client';
import { createClient } from '../netsuite/api/client';
import { CHECKLIST } from '../netsuite/api/oauth2';
import { sendWithToken } from '../netsuite/api/tokenRenewal';
import type { CredentialName } from './authentication';
import { credentialOf } from './authentication';
import { answerOfFailure } from './credentialFailure';

/** NetSuite itself gives up after 15 minutes (subsect_1559222360); a post takes a few seconds. */
const TIMEOUT_MS = 120_000;

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
	try {
		return JSON.parse(response.body) as unknown;
	} catch {
		return undefined;
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

/** Sends with one credential. `renewing`: n8n makes a new token for a refused one and sends once more. */
async function sendWith(
	context: Context,
	credential: CredentialName,
	{ method, path, query, headers, body }: NetSuiteRequest,
	renewing: boolean,
): Promise<NetSuiteAnswer> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			withoutCancel(context),
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
				timeout: TIMEOUT_MS,
			},
		)) as FullResponse;
		return { status: response.statusCode, headers: headersOf(response), body: bodyOf(response) };
	} catch (error) {
		return answerOfFailure(error, CHECKLIST);
	}
}

function senderOf(context: Context): Transport['send'] {
	const credential = credentialOf(context);
	if (credential === 'netSuiteTbaApi') {
		// Signed anew each time; asking n8n to repeat a refused login would only count as another failure.
		return async (request) => await sendWith(context, credential, request, false);
	}
	return sendWithToken({
		send: async (request) => await sendWith(context, credential, request, false),
		sendRenewing: async (request) => await sendWith(context, credential, request, true),
		token: async () => String((await context.getCredentials(credential)).accessToken ?? ''),
		now: () => Date.now(),
	});
}

function transport(context: Context, isCancelled: () => boolean): Transport {
	return { send: senderOf(context), sleep, random: () => Math.random(), isCancelled };
}

export function nodeClient(context: IExecuteFunctions, concurrency: number): NetSuiteClient {
	const isCancelled = () => context.getExecutionCancelSignal()?.aborted === true;
	return createClient(transport(context, isCancelled), concurrency);
}

/** For drop-down lists: a person waits, one request at a time. */
export function listClient(context: ILoadOptionsFunctions): NetSuiteClient {
	return createClient(
		transport(context, () => false),
		1,
	);
}
