// Why there was no answer, from the errors that Node really throws, wrapped as n8n and fetch wrap them.
import { connectionFault } from '../../../nodes/shared/netsuite/api/connectionFault';
import { http, https } from '../../support/node';

function coded(code: string, message = '', more: object = {}): Error {
	return Object.assign(new Error(message), { code, ...more });
}

/** As n8n's NodeApiError and fetch's TypeError carry it. */
const wrapped = (cause: unknown): Error => new Error('Something went wrong', { cause });

test.each([
	['ECONNREFUSED', 'refused', false],
	['ENOTFOUND', 'unknownHost', false],
	['EAI_AGAIN', 'nameServer', false],
	['EHOSTUNREACH', 'noRoute', false],
	['ENETUNREACH', 'noRoute', false],
	['CERT_HAS_EXPIRED', 'tls', false],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', false],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', false],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', false],
	['SELF_SIGNED_CERT_IN_CHAIN', 'tls', false],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
	['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', false],
	['EPROTO', 'tls', false],
	['ERR_INVALID_URL', 'badAddress', false],
	['ETIMEDOUT', 'timeout', true],
	['ECONNABORTED', 'timeout', true],
	['ERR_CANCELED', 'timeout', true],
	['ECONNRESET', 'closed', true],
	['EPIPE', 'closed', true],
	['UND_ERR_SOCKET', 'closed', true],
])('%s is %s; can it have been sent: %s', (code, kind, mayBeSent) => {
	for (const error of [coded(code), wrapped(coded(code)), wrapped(wrapped(coded(code)))]) {
		expect(connectionFault(error)).toMatchObject({ kind, mayBeSent });
	}
});

test('each cause has its own sentence and a remedy', () => {
	const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EPROTO', 'ETIMEDOUT'];
	const faults = [...codes, 'ECONNRESET', 'ERR_INVALID_URL', 'ERR_PROXY_TUNNEL'].map((code) =>
		connectionFault(coded(code)),
	);
	expect(new Set(faults.map(({ reason }) => reason)).size).toBe(9);
	expect(faults.filter(({ remedy }) => remedy === '')).toEqual([]);
});

test.each([
	['a proxy that hangs up', new Error('Proxy connection ended before receiving CONNECT response')],
	['a proxy that is not there', coded('ECONNREFUSED', 'Failed to connect to proxy')],
])('%s', (_, error) => {
	expect(connectionFault(wrapped(error))).toMatchObject({ kind: 'proxy', mayBeSent: false });
});

test('both addresses of a name refuse: one sentence', () => {
	const both = new AggregateError([
		coded('ECONNREFUSED', '', { address: '::1', port: 80 }),
		coded('ECONNREFUSED', '', { address: '127.0.0.1', port: 80 }),
	]);
	expect(connectionFault(wrapped(both))).toMatchObject({
		kind: 'refused',
		reason: 'nothing accepts connections at ::1:80',
	});
});

test.each([['a text'], [undefined], [null], [7], [new Error('Unheard of')]])(
	'what is not known may have been sent: %p',
	(error) => {
		expect(connectionFault(error)).toMatchObject({ kind: 'unknown', mayBeSent: true });
	},
);

test('an error that causes itself ends', () => {
	const round: Error & { cause?: unknown } = new Error('round');
	round.cause = round;
	expect(connectionFault(round).kind).toBe('unknown');
});

async function thrown(url: string): Promise<unknown> {
	const { get } = url.startsWith('https') ? https : http;
	return await new Promise((resolve) => get(url, () => resolve(null)).on('error', resolve));
}

test('Node itself: a host that does not exist, a port without a server, TLS to a plain port', async () => {
	const server = http.createServer((_, response) => response.end('plain'));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as { port: number };
	expect(connectionFault(await thrown(`https://127.0.0.1:${port}`)).kind).toBe('tls');
	await new Promise((done) => server.close(done));
	expect(connectionFault(await thrown(`http://127.0.0.1:${port}`))).toMatchObject({
		kind: 'refused',
		reason: `nothing accepts connections at 127.0.0.1:${port}`,
	});
	expect(['unknownHost', 'nameServer']).toContain(
		connectionFault(await thrown('http://no-such-host.invalid')).kind,
	);
});
