// What n8n throws around a request that went out with a credential, as what it means: a login that NetSuite
// refused twice is an answer, a credential that cannot log in is an error with its own words, and anything
// else is no answer at all.
import type { NetSuiteAnswer } from '../netsuite/api/client';
import type { ErrorCode } from '../netsuite/api/netSuiteError';
import { NetSuiteError } from '../netsuite/api/netSuiteError';
import { isPassing } from '../netsuite/api/oauth2';

interface Thrown {
	message?: string;
	description?: string;
	/** Of n8n's NodeApiError: the status as text. */
	httpCode?: string | null;
	context?: { data?: unknown };
	extra?: { netSuiteCode?: ErrorCode; netSuiteStatus?: number | null };
	cause?: Thrown;
}

/** The credential's own error, which n8n wraps in one of its own. */
function saidByCredential(thrown: Thrown): Thrown | undefined {
	return [thrown, thrown.cause].find((error) => error?.extra?.netSuiteCode !== undefined);
}

/** The answer behind what n8n threw. Throws when there is none. `checklist`: what to do about a 401. */
export function answerOfFailure(error: unknown, checklist: string): NetSuiteAnswer {
	const thrown = (error ?? {}) as Thrown;
	const said = saidByCredential(thrown);
	if (said?.extra?.netSuiteCode !== undefined) {
		const { netSuiteCode, netSuiteStatus = null } = said.extra;
		const problem = new NetSuiteError(
			netSuiteCode,
			said.message ?? '',
			said.description,
			netSuiteStatus,
		);
		// A busy login is fatal only once waiting did not help, which the client decides: nothing was sent yet.
		const isBusy = netSuiteStatus !== null && isPassing({ status: netSuiteStatus });
		if (problem.isFatal && !isBusy) {
			throw problem;
		}
		return { status: netSuiteStatus ?? 503, headers: {}, body: undefined };
	}
	if (thrown.httpCode === '401') {
		return { status: 401, headers: {}, body: thrown.context?.data, remedy: checklist };
	}
	throw refusalOfN8n(thrown) ?? (error as Error);
}

/** n8n's own refusals come before anything is sent; whoever set them up must read n8n's words. */
function refusalOfN8n({ message = '', description = '' }: Thrown): NetSuiteError | null {
	const isRefusal = /domain not allowed|restricted IP address|request was blocked/i.test(message);
	return isRefusal
		? new NetSuiteError(
				'NETSUITE_CONNECTION',
				`n8n does not let this credential be used for NetSuite's address: ${message}`,
				`Allow *.suitetalk.api.netsuite.com under 'Allowed HTTP Request Domains' of the credential, or ask whoever runs n8n to. ${description}`.trim(),
			)
		: null;
}
