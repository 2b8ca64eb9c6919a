// Keeps an access token alive through a run: while the token at hand is good, requests go out side by side;
// when there is none, or it is about to end, one request goes alone, so that the run makes one token and not
// one for each request in flight. Clock and n8n's storage are handed in.
import { expiryOf } from './oauth2';
import type { NetSuiteAnswer, NetSuiteRequest, SendOptions } from './transport';

export interface TokenSource {
	/** Sends with the stored token; a refused login comes back as a 401. */
	send(request: NetSuiteRequest, options?: SendOptions): Promise<NetSuiteAnswer>;
	/** The same, but a refused token is renewed and the request sent once more: a 401 did nothing. */
	sendRenewing(request: NetSuiteRequest, options?: SendOptions): Promise<NetSuiteAnswer>;
	/** The stored token, '' when there is none. */
	token(): Promise<string>;
	/** Milliseconds since 1970, by this machine's clock. */
	now(): number;
}

/** Before the token ends requests already go one by one, so that the refused one is alone. */
const MARGIN_MS = 15_000;
const UNAUTHORIZED = 401;

export function sendWithToken(source: TokenSource): TokenSource['send'] {
	/** By NetSuite's clock; a token that does not say when it ends is good until it is refused. */
	let goodUntil = 0;
	let clockAhead = 0;
	let turn: Promise<unknown> = Promise.resolve();
	/** The answer to a request with a token just made: nothing sent after it can fare better. */
	let refused: NetSuiteAnswer | null = null;

	const isGood = () => source.now() + clockAhead < goodUntil - MARGIN_MS;

	const noted = (answer: NetSuiteAnswer): NetSuiteAnswer => {
		const date = Date.parse(answer.headers.date ?? '');
		clockAhead = Number.isNaN(date) ? clockAhead : date - source.now();
		return answer;
	};

	const sendAlone = async (
		...request: Parameters<TokenSource['send']>
	): Promise<NetSuiteAnswer> => {
		if (refused !== null) {
			return refused;
		}
		const answer = noted(await source.sendRenewing(...request));
		if (answer.status === UNAUTHORIZED) {
			refused = answer;
			return answer;
		}
		goodUntil = expiryOf(await source.token()) ?? Infinity;
		return answer;
	};

	const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
		const mine = turn.then(work);
		turn = mine.catch(() => undefined);
		return await mine;
	};

	return async (...request) => {
		if (!isGood()) {
			const answer = await inTurn(async () => (isGood() ? null : await sendAlone(...request)));
			if (answer !== null) {
				return answer;
			}
		}
		const answer = noted(await source.send(...request));
		return answer.status === UNAUTHORIZED
			? await inTurn(async () => await sendAlone(...request))
			: answer;
	};
}
