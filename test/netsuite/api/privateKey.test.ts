// Private keys as people paste them: the ones NetSuite accepts, the damage that can be mended, and the mistakes
// that are named. Keys are made by Node, each in the formats that openssl writes.
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import { readPrivateKey } from '../../../nodes/shared/netsuite/api/privateKey';
import { crypto } from '../../support/node';

const ec = (namedCurve: string) => crypto.generateKeyPairSync('ec', { namedCurve }).privateKey;
const p256 = ec('prime256v1');
const pem = (
	key: { export(options: object): string | Buffer },
	type = 'pkcs8',
	more: object = {},
) => key.export({ type, format: 'pem', ...more }).toString();

function problemOf(text: string): NetSuiteError {
	try {
		readPrivateKey(text);
	} catch (error) {
		expect(error).toBeInstanceOf(NetSuiteError);
		return error as NetSuiteError;
	}
	throw new Error('The key was accepted.');
}

/** Proof that it is this key: what it signs is verified by its public half. */
function expectSame(text: string, key = p256) {
	const signature = crypto.sign('sha256', Buffer.from('x'), readPrivateKey(text).key);
	expect(crypto.verify('sha256', Buffer.from('x'), crypto.createPublicKey(key), signature)).toBe(
		true,
	);
}

describe('the algorithm follows from the key', () => {
	test.each([
		['prime256v1', 'ES256'],
		['secp384r1', 'ES384'],
		['secp521r1', 'ES512'],
	])('%s', (curve, algorithm) => {
		expect(readPrivateKey(pem(ec(curve))).algorithm).toBe(algorithm);
	});

	test('RSA of 3072 bits', () => {
		const { privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });
		expect(readPrivateKey(pem(privateKey)).algorithm).toBe('PS256');
		expect(readPrivateKey(pem(privateKey, 'pkcs1')).algorithm).toBe('PS256');
	});

	test.each([
		['sha384', 'PS384'],
		['sha512', 'PS512'],
	])('an RSA key bound to PSS with %s', (hash, algorithm) => {
		const { privateKey } = crypto.generateKeyPairSync('rsa-pss', {
			modulusLength: 3072,
			hashAlgorithm: hash,
			mgf1HashAlgorithm: hash,
		});
		expect(readPrivateKey(pem(privateKey)).algorithm).toBe(algorithm);
	});
});

describe('line breaks come back', () => {
	const whole = pem(p256);
	const lines = whole.trim().split('\n');
	test.each([
		['as it was made', whole],
		['with CRLF', whole.replace(/\n/g, '\r\n')],
		['as blanks, from a one-line field', lines.join(' ')],
		['dropped', lines.join('')],
		['as backslash and n, from JSON or an environment variable', lines.join('\\n')],
		['as backslash, r, backslash and n', lines.join('\\r\\n')],
		['with blanks around', `\n  ${lines.join('\n   ')}  \n`],
		[
			'after its certificate, in one file',
			`-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${whole}`,
		],
		['in the older format', pem(p256, 'sec1')],
		[
			'after its parameters, as openssl ecparam writes it',
			`-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(p256, 'sec1')}`,
		],
	])('%s', (_, text) => {
		expectSame(text);
	});
});

describe('mistakes are named', () => {
	const publicKey = crypto.createPublicKey(p256);
	const encrypted = { cipher: 'aes-256-cbc', passphrase: 'secret' };
	test.each<[string, () => string, RegExp]>([
		['nothing', () => '', /holds no private key/],
		['some text', () => 'my key', /holds no private key/],
		['no first line', () => pem(p256).split('\n').slice(1).join('\n'), /holds no private key/],
		[
			'a public key',
			() => publicKey.export({ type: 'spki', format: 'pem' }).toString(),
			/public key/,
		],
		[
			'a certificate',
			() => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
			/the certificate \(public\.pem\)/,
		],
		['an encrypted key', () => pem(p256, 'pkcs8', encrypted), /encrypted/],
		['an encrypted key in the older format', () => pem(p256, 'sec1', encrypted), /encrypted/],
		[
			'a key of SSH',
			() => '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----',
			/format of SSH/,
		],
		[
			'a key that lost a line',
			() =>
				pem(p256)
					.split('\n')
					.filter((_, at) => at !== 1)
					.join('\n'),
			/cannot be read/,
		],
		[
			'RSA of 2048 bits',
			() => pem(crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
			/2048 bits; NetSuite accepts 3072 or 4096/,
		],
		['another curve', () => pem(ec('secp256k1')), /curve secp256k1/],
		['another kind', () => pem(crypto.generateKeyPairSync('ed25519').privateKey), /kind ed25519/],
	])('%s', (_, text, message) => {
		const problem = problemOf(text());
		expect(problem.message).toMatch(message);
		expect(problem.code).toBe('CONFIGURATION_INCOMPLETE');
		expect(problem.remedy).not.toBe('');
		expect(`${problem.message} ${problem.remedy}`).not.toMatch(/DECODER|unsupported/);
	});

	test('no message repeats the key', () => {
		const [, secret] = pem(p256).split('\n');
		const problem = problemOf(
			pem(p256).split('\n').slice(0, 2).concat('-----END PRIVATE KEY-----').join('\n'),
		);
		expect(`${problem.message} ${problem.remedy} ${problem.stack ?? ''}`).not.toContain(secret);
	});
});
