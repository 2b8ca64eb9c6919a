// Why a request got no answer, out of the error that Node, n8n or a proxy threw: pure. Each cause has its own
// sentence and remedy, and says whether the request can have reached NetSuite.

export interface ConnectionFault {
	kind:
		| 'refused'
		| 'unknownHost'
		| 'nameServer'
		| 'noRoute'
		| 'tls'
		| 'badAddress'
		| 'proxy'
		| 'timeout'
		| 'closed'
		| 'unknown';
	/** Completes "NetSuite did not answer to ...: ". */
	reason: string;
	remedy: string;
	/** False: it is certain that nothing reached NetSuite. */
	mayBeSent: boolean;
}

interface Cause {
	kind: ConnectionFault['kind'];
	codes: RegExp;
	/** For errors without a code of their own. */
	texts?: RegExp;
	reason: (place: string) => string;
	remedy: string;
	mayBeSent: boolean;
}

const ACCOUNT_ID =
	"Check the account ID in the credential: it is the part of NetSuite's address before '.app.netsuite.com', such as 1234567 or 1234567_SB1. Leave Base URL empty unless you use the embedded sandbox";

/** The first that fits; a proxy's own failures also carry the codes further down. */
const CAUSES: Cause[] = [
	{
		kind: 'proxy',
		mayBeSent: false,
		codes: /^(ERR_PROXY|EPROXY)/,
		texts: /\bproxy\b/i,
		reason: () => 'the proxy between n8n and NetSuite made no connection',
		remedy:
			'Check the proxy settings of n8n (HTTP_PROXY, HTTPS_PROXY, NO_PROXY) and whether the proxy allows *.suitetalk.api.netsuite.com',
	},
	{
		kind: 'badAddress',
		mayBeSent: false,
		codes: /^(ERR_INVALID_URL|ERR_INVALID_PROTOCOL|ERR_UNESCAPED_CHARACTERS)$/,
		texts: /invalid url|unsupported protocol|not an absolute http/i,
		reason: () => 'its address is not a web address',
		remedy: ACCOUNT_ID,
	},
	{
		kind: 'refused',
		mayBeSent: false,
		codes: /^ECONNREFUSED$/,
		reason: (place) => `nothing accepts connections at ${place}`,
		remedy:
			'If you use the embedded sandbox, start it and enter the Base URL that it prints. Otherwise leave Base URL empty, and check whether a firewall or proxy stands between n8n and NetSuite',
	},
	{
		kind: 'unknownHost',
		mayBeSent: false,
		codes: /^ENOTFOUND$/,
		reason: (place) => `there is no host ${place}`,
		remedy: ACCOUNT_ID,
	},
	{
		kind: 'nameServer',
		mayBeSent: false,
		codes: /^(EAI_AGAIN|EAI_FAIL|ESERVFAIL|ETIMEOUT)$/,
		reason: (place) => `the name server did not say where ${place} is`,
		remedy: 'Check the network and name server (DNS) of the machine that runs n8n, then run again',
	},
	{
		kind: 'noRoute',
		mayBeSent: false,
		codes: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/,
		reason: (place) => `the network has no way to ${place}`,
		remedy: 'Check the network and firewall of the machine that runs n8n, then run again',
	},
	{
		kind: 'tls',
		mayBeSent: false,
		codes:
			/CERT|^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO$|HOSTNAME_MISMATCH$|HPE_INVALID_CONSTANT$)/,
		texts: /wrong version number|ssl routines|certificate/i,
		reason: () => 'no secure connection (TLS) came about',
		remedy:
			"Check Base URL (http for the embedded sandbox on this machine, else https or empty). Where a company proxy inspects traffic, give its certificate to n8n's machine with NODE_EXTRA_CA_CERTS",
	},
	{
		kind: 'timeout',
		mayBeSent: true,
		codes: /^(ETIMEDOUT|ECONNABORTED|ERR_CANCELED|ABORT_ERR|UND_ERR_\w*TIMEOUT)$/,
		texts: /timed? ?out|timeout|aborted|canceled/i,
		reason: () => 'no whole answer came within the time limit',
		remedy: 'Run again when NetSuite answers: what is done is recognised and not repeated',
	},
	{
		kind: 'closed',
		mayBeSent: true,
		codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
		texts: /socket hang up|other side closed|terminated|stream/i,
		reason: () => 'the connection was closed before the answer was there',
		remedy: 'Run again when NetSuite answers: what is done is recognised and not repeated',
	},
];

/** The error and what caused it, outermost first; circles end. */
function chainOf(error: unknown): object[] {
	const chain: object[] = [];
	const next: unknown[] = [error];
	while (next.length > 0 && chain.length < 20) {
		const link = next.shift();
		if (typeof link === 'object' && link !== null && !chain.includes(link)) {
			chain.push(link);
			const { cause, errors } = link as { cause?: unknown; errors?: unknown };
			next.push(cause, ...(Array.isArray(errors) ? (errors as unknown[]) : []));
		}
	}
	return chain;
}

function textOf(link: object, name: string): string {
	const value = (link as Record<string, unknown>)[name];
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Host (and port) as Node names it on its own errors. */
function placeOf(chain: object[]): string {
	for (const link of chain) {
		const host = textOf(link, 'hostname') || textOf(link, 'address');
		const port = textOf(link, 'port');
		if (host !== '') {
			return port === '' ? host : `${host}:${port}`;
		}
	}
	return 'its address';
}

export function connectionFault(error: unknown): ConnectionFault {
	const chain = chainOf(error);
	const codes = chain.map((link) => textOf(link, 'code')).filter((code) => code !== '');
	const texts = chain.map((link) => textOf(link, 'message')).filter((text) => text !== '');
	const byCode = CAUSES.find((cause) => codes.some((code) => cause.codes.test(code)));
	const byText = CAUSES.find((cause) => texts.some((text) => cause.texts?.test(text) === true));
	// "Proxy connection refused" carries the plain code too: the text says more.
	const found = byText?.kind === 'proxy' ? byText : (byCode ?? byText);
	if (found === undefined) {
		return {
			kind: 'unknown',
			reason: texts[texts.length - 1] ?? 'the reason is unknown',
			remedy: 'Run again when NetSuite answers: what is done is recognised and not repeated',
			mayBeSent: true,
		};
	}
	const { kind, reason, remedy, mayBeSent } = found;
	return { kind, reason: reason(placeOf(chain)), remedy, mayBeSent };
}
