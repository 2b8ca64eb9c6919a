// When a request is broken off: a whole answer has a time limit, however slowly it drips in, and Cancel in n8n
// ends what is under way. A write is given a while after Cancel, for its payment is made all the same and its
// answer says which.
import { AFTER_CANCEL_MS, ANSWER_MS } from './timeLimits';

export interface Deadlines {
	/** The signal that breaks one request off. */
	of(endsOnCancel: boolean): AbortSignal;
}

export function createDeadlines(cancel: AbortSignal | undefined): Deadlines {
	const late = new AbortController();
	cancel?.addEventListener(
		'abort',
		() => AbortSignal.timeout(AFTER_CANCEL_MS).addEventListener('abort', () => late.abort()),
		{ once: true },
	);
	return {
		of(endsOnCancel) {
			if (cancel === undefined) {
				return AbortSignal.timeout(ANSWER_MS);
			}
			if (endsOnCancel) {
				return AbortSignal.any([cancel, AbortSignal.timeout(ANSWER_MS)]);
			}
			return cancel.aborted
				? AbortSignal.timeout(AFTER_CANCEL_MS)
				: AbortSignal.any([late.signal, AbortSignal.timeout(ANSWER_MS)]);
		},
	};
}
