// A key pair and its self-signed certificate, as the openssl commands of the README make them, so that a
// sandbox needs no file to be logged in to with OAuth 2.0. X.509 in DER (RFC 5280), only as far as needed.
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from './node';

export interface KeyWithCertificate {
	/** PEM, what a user pastes into n8n. */
	privateKey: string;
	/** PEM, what a user uploads to NetSuite. */
	certificate: string;
}

export type KeyKind =
	| { type: 'ec'; namedCurve: string }
	| { type: 'rsa' | 'rsa-pss'; modulusLength: number };

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const OBJECT_ID = 0x06;
const UTF8_TEXT = 0x0c;
const TIME = 0x18;
const BITS = 0x03;
const VERSION_FIELD = 0xa0;
const NULL = Buffer.from([0x05, 0x00]);
const ONE_BYTE_LENGTH = 0x80;

function der(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const length = [];
	for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) {
		length.unshift(rest % 256);
	}
	const head =
		content.length < ONE_BYTE_LENGTH
			? [tag, content.length]
			: [tag, ONE_BYTE_LENGTH + length.length, ...length];
	return Buffer.concat([Buffer.from(head), content]);
}

/** `1.2.840.10045.4.3.2`: base 128, the first two arcs in one byte. */
function objectId(dotted: string): Buffer {
	const [first, second, ...arcs] = dotted.split('.').map(Number);
	const bytes = arcs.flatMap((arc) => {
		const digits = [arc % 128];
		for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) {
			digits.unshift(128 + (rest % 128));
		}
		return digits;
	});
	return der(OBJECT_ID, Buffer.from([first * 40 + second, ...bytes]));
}

function time(moment: Date): Buffer {
	return der(TIME, Buffer.from(`${moment.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));
}

function signatureAlgorithm({ type }: KeyKind): Buffer {
	return type === 'ec'
		? der(SEQUENCE, objectId('1.2.840.10045.4.3.2'))
		: der(SEQUENCE, objectId('1.2.840.113549.1.1.11'), NULL);
}

function makePair(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
	if (kind.type === 'ec') {
		return generateKeyPairSync('ec', { namedCurve: kind.namedCurve });
	}
	const { modulusLength } = kind;
	return kind.type === 'rsa'
		? generateKeyPairSync('rsa', { modulusLength })
		: generateKeyPairSync('rsa-pss', { modulusLength });
}

export function makeCertificate(
	kind: KeyKind,
	{ from, to }: { from: Date; to: Date },
): KeyWithCertificate {
	const { publicKey, privateKey } = makePair(kind);
	const algorithm = signatureAlgorithm(kind);
	const name = der(
		SEQUENCE,
		der(SET, der(SEQUENCE, objectId('2.5.4.3'), der(UTF8_TEXT, Buffer.from('n8n')))),
	);
	const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
	const body = der(
		SEQUENCE,
		der(VERSION_FIELD, der(INTEGER, Buffer.from([2]))),
		der(INTEGER, serial),
		algorithm,
		name,
		der(SEQUENCE, time(from), time(to)),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
	);
	const signed = der(
		SEQUENCE,
		body,
		algorithm,
		der(BITS, Buffer.from([0]), sign('sha256', body, privateKey)),
	);
	const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
	return {
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
	};
}
