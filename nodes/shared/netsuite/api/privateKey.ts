// The private key of the OAuth 2.0 credential: reads what people paste, names the signing algorithm that
// NetSuite accepts for it, and says in plain words what is wrong with a key or certificate it cannot use.
import type { KeyObject } from 'crypto';
import { createPrivateKey, X509Certificate } from 'crypto';

import { NetSuiteError } from './netSuiteError';

/** JWS algorithms that NetSuite accepts (Oracle help section_162790605110); RS256 it refuses. */
export type SigningAlgorithm = 'PS256' | 'PS384' | 'PS512' | 'ES256' | 'ES384' | 'ES512';

export interface SigningKey {
	key: KeyObject;
	algorithm: SigningAlgorithm;
}

export interface CertificateState {
	/** The day on which the certificate ends, `2028-11-27`. */
	lastDay: string;
	/** Whole days until then; negative once it has ended. */
	daysLeft: number;
}

interface Block {
	label: string;
	body: string;
}

const ALGORITHM_OF_CURVE: Record<string, SigningAlgorithm> = {
	prime256v1: 'ES256',
	secp384r1: 'ES384',
	secp521r1: 'ES512',
};
/** Sizes NetSuite accepts (Oracle help subsect_162755332391). */
const RSA_BITS = [3072, 4096];
const PEM_LINE = 64;
const DAY_MS = 86_400_000;
const MAKE_ONE =
	'Make a pair with: openssl req -new -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 730 -keyout private.pem -out public.pem -subj "/CN=n8n". Upload public.pem to NetSuite and paste private.pem here';

function unusable(message: string, remedy = MAKE_ONE): NetSuiteError {
	return new NetSuiteError('CONFIGURATION_INCOMPLETE', message, remedy);
}

/** The PEM blocks of a text whose line breaks may have become blanks, `\n`, or nothing on the way. */
function blocksOf(text: string): Block[] {
	const found = text
		.replace(/\\r/g, '')
		.replace(/\\n/g, '\n')
		.matchAll(/-----BEGIN ([A-Z0-9 ]+?)-----([^]*?)-----END \1-----/g);
	return [...found].map(([, label, body]) => ({ label, body }));
}

function pem({ label, body }: Block): string {
	const lines = body.replace(/\s+/g, '').match(new RegExp(`.{1,${PEM_LINE}}`, 'g')) ?? [];
	return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/** What was pasted in place of a private key, in the words of whoever pasted it. */
function mistaken(blocks: Block[]): string {
	const labels = blocks.map(({ label }) => label);
	if (labels.some((label) => /CERTIFICATE$/.test(label))) {
		return "'Private Key' holds the certificate (public.pem). The private key is the other file, private.pem";
	}
	if (labels.some((label) => /PUBLIC KEY$/.test(label))) {
		return "'Private Key' holds a public key. The private key is the other file, private.pem";
	}
	return "'Private Key' holds no private key: it begins with -----BEGIN PRIVATE KEY----- and ends with -----END PRIVATE KEY-----, both lines included";
}

function algorithmOf(key: KeyObject): SigningAlgorithm {
	const { modulusLength, namedCurve = '', hashAlgorithm } = key.asymmetricKeyDetails ?? {};
	switch (key.asymmetricKeyType) {
		case 'rsa':
		case 'rsa-pss': {
			if (!RSA_BITS.includes(modulusLength ?? 0)) {
				throw unusable(
					`'Private Key' is an RSA key of ${modulusLength} bits; NetSuite accepts 3072 or 4096`,
				);
			}
			// A key made for PSS may be bound to one hash.
			const bits = /^sha(256|384|512)$/.exec(hashAlgorithm ?? 'sha256')?.[1];
			if (bits === undefined) {
				throw unusable(
					`'Private Key' is bound to the hash ${hashAlgorithm}, which NetSuite does not accept`,
				);
			}
			return `PS${bits}` as SigningAlgorithm;
		}
		case 'ec': {
			const algorithm = ALGORITHM_OF_CURVE[namedCurve];
			if (algorithm === undefined) {
				throw unusable(
					`'Private Key' is on the curve ${namedCurve}; NetSuite accepts P-256, P-384 and P-521`,
				);
			}
			return algorithm;
		}
		default:
			throw unusable(
				`'Private Key' is of the kind ${key.asymmetricKeyType}; NetSuite accepts RSA and elliptic curve keys`,
			);
	}
}

/** Throws what is wrong with the text when it is not a private key that NetSuite accepts. */
export function readPrivateKey(text: string): SigningKey {
	const blocks = blocksOf(text);
	const block = blocks.find(({ label }) => /PRIVATE KEY$/.test(label));
	if (block === undefined) {
		throw unusable(mistaken(blocks));
	}
	if (block.label.startsWith('ENCRYPTED') || /\bENCRYPTED\b/.test(block.body)) {
		throw unusable(
			"'Private Key' is encrypted with a pass phrase, which n8n cannot enter",
			`Decrypt it with: openssl pkey -in private.pem -out decrypted.pem, and paste decrypted.pem. ${MAKE_ONE}`,
		);
	}
	if (block.label.startsWith('OPENSSH')) {
		throw unusable("'Private Key' is in the format of SSH, which NetSuite does not use");
	}
	let key: KeyObject;
	try {
		key = createPrivateKey(pem(block));
	} catch {
		throw unusable(
			"'Private Key' cannot be read: part of it is missing or changed",
			`Paste the whole file private.pem again. ${MAKE_ONE}`,
		);
	}
	return { key, algorithm: algorithmOf(key) };
}

function readCertificate(text: string): X509Certificate {
	const block = blocksOf(text).find(({ label }) => label === 'CERTIFICATE');
	let certificate: X509Certificate | undefined;
	try {
		certificate = block && new X509Certificate(pem(block));
	} catch {
		certificate = undefined;
	}
	if (certificate === undefined) {
		throw unusable(
			"'Certificate' holds no certificate",
			'Paste public.pem, the file that was uploaded to NetSuite, or leave the field empty',
		);
	}
	return certificate;
}

/** How long a certificate is good. Throws when the text is not one. `nowMs`: since 1970. */
export function certificateEnd(text: string, nowMs: number): CertificateState {
	const end = Date.parse(readCertificate(text).validTo);
	return {
		lastDay: new Date(end).toISOString().slice(0, 10),
		daysLeft: Math.floor((end - nowMs) / DAY_MS),
	};
}

/** Throws when the text is not a certificate, not that of the key, or has ended. */
export function checkCertificate(text: string, key: KeyObject, nowMs: number): CertificateState {
	if (!readCertificate(text).checkPrivateKey(key)) {
		throw unusable(
			"'Certificate' and 'Private Key' do not belong together",
			'Paste the private key that was made together with the certificate uploaded to NetSuite',
		);
	}
	const state = certificateEnd(text, nowMs);
	if (state.daysLeft < 0) {
		throw unusable(
			`The certificate ended on ${state.lastDay}; NetSuite no longer accepts it`,
			`${MAKE_ONE}. Enter the new Certificate ID as well`,
		);
	}
	return state;
}
