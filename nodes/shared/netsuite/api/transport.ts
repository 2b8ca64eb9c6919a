// What the client needs from outside, and what goes over the wire: n8n, tests and tools each hand in their
// own way of sending. Types only.

export interface NetSuiteRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	/** From the host's root, such as `/services/rest/record/v1/customerPayment`. */
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: object;
	/** Asked right before it leaves, after all waiting; what it throws keeps it from leaving. */
	leave?(): void;
}

export interface NetSuiteAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed JSON; undefined when the answer has no body, its text when that is not JSON. */
	body: unknown;
	/** What to do about it, where whoever sent the request knows better than the error code does. */
	remedy?: string;
}

export interface SendOptions {
	/** Cancel breaks it off at once: doing it twice, or half, changes nothing that matters. */
	endsOnCancel: boolean;
}

export interface Transport {
	/**
	 * Throws only when there is no answer; a NetSuiteError when nothing can be sent at all, because the
	 * credential makes no login. An expired token is renewed in here: a 401 that comes out is final.
	 */
	send(request: NetSuiteRequest, options?: SendOptions): Promise<NetSuiteAnswer>;
	sleep(ms: number): Promise<void>;
	/** 0 <= random() < 1. */
	random(): number;
	/** True once the user has cancelled the run: nothing new is sent. */
	isCancelled(): boolean;
	/** This machine's clock in milliseconds; Date.now() where none is handed in. */
	now?(): number;
	/** ISO code that the credential names for accounts without Multiple Currencies; '' for none. */
	companyCurrency?(): Promise<string>;
	/** Scheme and host that requests go to, where known: a new record's address must name it. */
	origin?(): Promise<string>;
}
