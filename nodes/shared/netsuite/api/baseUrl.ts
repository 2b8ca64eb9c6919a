// Where signed requests go: pure. The account's own host, or the base URL of the credential where it is one
// that a login may be sent to: https, or http to this very machine, and nothing but scheme, host and port.
import { NetSuiteError } from './netSuiteError';
import { hostOf } from './oauth1';

export interface Address {
	accountId: string;
	/** '' for NetSuite itself. */
	baseUrl: string;
}

const ORIGIN = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?\/?$/i;
const LOOPBACK = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Scheme and host. Throws with a sentence for whoever filled in the credential. */
export function originOf({ accountId, baseUrl }: Address): string {
	const url = baseUrl.trim();
	if (url === '') {
		return hostOf(accountId);
	}
	const origin = ORIGIN.exec(url);
	if (origin === null) {
		throw refused(`'${withoutUser(url)}' is not https:// and a host, and nothing else`);
	}
	const [, scheme, host] = origin;
	if (scheme.toLowerCase() !== 'https' && !LOOPBACK.test(host)) {
		throw refused(
			`'${url}' is not encrypted: http is for this machine alone (127.0.0.1, localhost)`,
		);
	}
	return url.replace(/\/+$/, '');
}

function refused(why: string): NetSuiteError {
	return new NetSuiteError(
		'CONFIGURATION_INCOMPLETE',
		`The Base URL of the NetSuite credential cannot be used: ${why}`,
		"Leave 'Base URL' empty for NetSuite itself; for the embedded sandbox enter the URL that it prints. Nothing was sent",
	);
}

/** A password typed into the URL must not come out in an error message. */
function withoutUser(url: string): string {
	return url.replace(/\/\/[^/@]*@/, '//...@');
}
