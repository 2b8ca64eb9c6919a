// Asking NetSuite without stopping at a refusal: an answer, or why there is none. Only what ends every request (a
// refused login, no connection, a cancel) goes on as an error.
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';

export type Answer<T> =
	| { got: T; refusal?: undefined }
	| { got?: undefined; refusal: NetSuiteError };

const ENDS_ALL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'CANCELLED',
	'NETSUITE_AUTH',
	'NETSUITE_CONNECTION',
	'NETSUITE_DOWN',
	'NETSUITE_CONCURRENCY',
]);

export async function answerOf<T>(ask: () => Promise<T>): Promise<Answer<T>> {
	try {
		return { got: await ask() };
	} catch (error) {
		if (error instanceof NetSuiteError && !ENDS_ALL.has(error.code)) {
			return { refusal: error };
		}
		throw error as Error;
	}
}

/** The first that is not refused, or the refusal of the last: a query, and the same without a doubtful column. */
export async function firstAnswer<T>(asks: Array<() => Promise<T>>): Promise<Answer<T>> {
	const [ask, ...others] = asks;
	const answer = await answerOf(ask);
	return answer.refusal === undefined || others.length === 0 ? answer : await firstAnswer(others);
}

/** NetSuite's own sentence, without ours around it. */
export const reasonOf = ({ message }: NetSuiteError): string =>
	message
		.replace(/^NetSuite refused to [^:]*: /, '')
		.replace(/^Invalid search query\. Detailed unprocessed description follows\. /, '')
		.replace(/^Search error occurred: /, '')
		.replace(/ \(status \d+\)$/, '');
