// Signed tokens after RFC 7515 and RFC 7518: reads a compact JWS and verifies it with a public key. Written for
// the sandbox alone; it shares no line with the signer of the nodes, so that the two check each other.
import { createHmac, cryptoConstants, timingSafeEqual, verify, type KeyObject } from './node';

export interface Jws {
	header: Record<string, unknown>;
	claims: Record<string, unknown>;
	/** What was signed. */
	signed: string;
	signature: Buffer;
}

const PART = /^[A-Za-z0-9_-]+$/;
/** Bytes of an ECDSA signature: twice the size of the curve (RFC 7518 3.4). */
const CURVES: Record<string, { algorithm: string; bytes: number }> = {
	prime256v1: { algorithm: 'ES256', bytes: 64 },
	secp384r1: { algorithm: 'ES384', bytes: 96 },
	secp521r1: { algorithm: 'ES512', bytes: 132 },
};
const RSA_ALGORITHMS = ['PS256', 'PS384', 'PS512'];

function readObject(part: string): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as Record<string, unknown>)
			: null;
	} catch {
		return null;
	}
}

/** Null when the text is no compact JWS of two JSON objects. */
export function readJws(text: string): Jws | null {
	const parts = text.split('.');
	if (parts.length !== 3 || !parts.every((part) => PART.test(part))) {
		return null;
	}
	const [header, claims] = [readObject(parts[0]), readObject(parts[1])];
	return header && claims
		? {
				header,
				claims,
				signed: `${parts[0]}.${parts[1]}`,
				signature: Buffer.from(parts[2], 'base64url'),
			}
		: null;
}

/** The algorithms a key may sign with, by NetSuite's rules. */
export function algorithmsOf(key: KeyObject): string[] {
	if (key.asymmetricKeyType === 'ec') {
		const curve = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
		return curve === undefined ? [] : [curve.algorithm];
	}
	return ['rsa', 'rsa-pss'].includes(key.asymmetricKeyType ?? '') ? RSA_ALGORITHMS : [];
}

/** True when the signature over the text is that of the key, by this algorithm. */
export function isSignedBy(
	signed: string,
	signature: Buffer,
	algorithm: string,
	key: KeyObject,
): boolean {
	if (!algorithmsOf(key).includes(algorithm)) {
		return false;
	}
	const digest = `sha${algorithm.slice(2)}`;
	const content = Buffer.from(signed, 'ascii');
	if (key.asymmetricKeyType === 'ec') {
		const { bytes } = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
		return (
			signature.length === bytes &&
			verify(digest, content, { key, dsaEncoding: 'ieee-p1363' }, signature)
		);
	}
	const padding = cryptoConstants.RSA_PKCS1_PSS_PADDING;
	// The salt is as long as the digest (RFC 7518 3.5).
	const saltLength = Number(algorithm.slice(2)) / 8;
	return verify(digest, content, { key, padding, saltLength }, signature);
}

function part(value: object): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token of the sandbox's own, signed with a secret of its own. */
export function ownToken(claims: object, secret: Buffer): string {
	const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

export function isOwnToken({ signed, signature }: Jws, secret: Buffer): boolean {
	const expected = createHmac('sha256', secret).update(signed).digest();
	return expected.length === signature.length && timingSafeEqual(expected, signature);
}
