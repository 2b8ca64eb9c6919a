// OAuth 2.0 client credentials: the token endpoint, which verifies every assertion for real, and the access
// tokens it made, an hour each by the sandbox's clock. What NetSuite answers to which mistake is partly
// unknown: README.md says what is documented and what is a choice.
import type { Answer, Call } from './answer';
import type { LoginAttempt } from './auth';
import { makeCertificate, type KeyWithCertificate } from './certificates';
import type { Clock } from './clock';
import { algorithmsOf, isOwnToken, isSignedBy, ownToken, readJws, type Jws } from './jws';
import { randomBytes, X509Certificate } from './node';
import type { Role } from './roles';

/** A line of the page OAuth 2.0 Client Credentials (M2M) Setup. */
export interface Mapping {
	certificateId: string;
	/** PEM. */
	certificate: string;
	isRevoked?: boolean;
}

export interface OAuth2Setup {
	clientId: string;
	applicationId: string;
	isGrantOn: boolean;
	isBlocked: boolean;
	scopes: string[];
	mappings: Mapping[];
	/** The form of the scope claim that is accepted. */
	scopeForm: 'array' | 'text' | 'either';
	/** How `expires_in` is written. */
	expiresIn: 'number' | 'text';
	/** Whether an assertion may be used twice. */
	replay: 'accepted' | 'refused';
	/** The status of all refusals but 500, where it is not that of the cause. */
	refusalStatus?: number;
}

/** What a user types into n8n. */
export interface OAuth2Login extends KeyWithCertificate {
	clientId: string;
	certificateId: string;
}

export interface TokenService {
	/** The answer of the token endpoint. */
	answer(call: Pick<Call, 'method' | 'body' | 'headers'>, tokenUrl: string): Answer;
	/** What is wrong with an Authorization header of kind Bearer; '' when nothing is. */
	faultOf(authorization: string): string;
	revokeAll(): void;
	/** How many tokens were made. */
	made(): number;
}

interface Refused {
	status: number;
	error: string;
	/** For the audit trail. */
	detail: string;
}

export const LOGIN_PATH = '/services/rest/auth/oauth2/v1/token';
export const LOGIN_PERMISSION = 'ADMI_LOGIN_OAUTH2';
export const REST_PERMISSION = 'ADMI_RESTWEBSERVICES';

const SCOPE = 'rest_webservices';
const GRANT = 'client_credentials';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const TOKEN_SECONDS = 3600;
const LONGEST_ASSERTION_SECONDS = 3600;
const CLOCK_TOLERANCE_SECONDS = 60;
const RSA_BITS = [3072, 4096];
const ROLE_ID = 1042;
const ENTITY_ID = 42;
const DAY_MS = 86_400_000;
const CERTIFICATE_DAYS = 730;

const refused = (status: number, error: string, detail: string): Refused => ({
	status,
	error,
	detail,
});
const noGrant = (detail: string) => refused(400, 'invalid_grant', detail);
/** Seen for a wrong key, kid, algorithm or client id, and said to be worth no retry. */
const serverError = (detail: string) => refused(500, 'server_error', detail);

/** An integration record, a certificate and its key, made for this sandbox alone. */
export function demoLogin(now: Date): OAuth2Login {
	const validity = {
		from: new Date(now.getTime() - DAY_MS),
		to: new Date(now.getTime() + (CERTIFICATE_DAYS - 1) * DAY_MS),
	};
	return {
		clientId: 'example-client-id-of-the-sandbox',
		certificateId: 'example-certificate-id-of-the-sandbox',
		...makeCertificate({ type: 'ec', namedCurve: 'prime256v1' }, validity),
	};
}

export function setupOf(login: OAuth2Login): OAuth2Setup {
	return {
		clientId: login.clientId,
		applicationId: 'EXAMPLE-APPLICATION-ID',
		isGrantOn: true,
		isBlocked: false,
		scopes: [SCOPE],
		mappings: [{ certificateId: login.certificateId, certificate: login.certificate }],
		scopeForm: 'either',
		expiresIn: 'number',
		replay: 'accepted',
	};
}

function checkForm(body: string, contentType: string): Refused | string {
	const form = new URLSearchParams(body);
	const of = (name: string) => {
		const values = form.getAll(name);
		return values.length === 1 ? values[0] : '';
	};
	if (!/^application\/x-www-form-urlencoded\b/i.test(contentType) || of('grant_type') === '') {
		return refused(400, 'invalid_request', 'TokenRejected');
	}
	if (of('grant_type') !== GRANT) {
		return refused(400, 'unsupported_grant_type', 'TokenRejected');
	}
	const assertion = of('client_assertion');
	return of('client_assertion_type') === ASSERTION_TYPE && assertion !== ''
		? assertion
		: refused(400, 'invalid_request', 'ClientAuthenticationFailed');
}

function scopesOf(claim: unknown, form: OAuth2Setup['scopeForm']): string[] | null {
	if (Array.isArray(claim) && form !== 'text') {
		return claim.map(String);
	}
	return typeof claim === 'string' && form !== 'array' ? claim.split(/[\s,]+/) : null;
}

function isUploadable({ publicKey }: X509Certificate): boolean {
	const { modulusLength } = publicKey.asymmetricKeyDetails ?? {};
	return (
		algorithmsOf(publicKey).length > 0 &&
		(modulusLength === undefined || RSA_BITS.includes(modulusLength))
	);
}

/** Signature: certificate of the kid, algorithm against its key, and the signature itself. */
function checkSignature(jws: Jws, setup: OAuth2Setup, now: Date): Refused | null {
	const mapping = setup.mappings.find(({ certificateId }) => certificateId === jws.header.kid);
	if (!mapping) {
		return serverError('ClientAuthenticationFailed');
	}
	const certificate = new X509Certificate(mapping.certificate);
	const algorithm = String(jws.header.alg);
	if (
		!isUploadable(certificate) ||
		!algorithmsOf(certificate.publicKey).includes(algorithm) ||
		jws.header.typ !== 'JWT'
	) {
		return serverError('ClientAuthenticationFailed');
	}
	const isWithin =
		Date.parse(certificate.validFrom) <= now.getTime() &&
		now.getTime() <= Date.parse(certificate.validTo);
	if (mapping.isRevoked || !isWithin) {
		return noGrant('ClientAuthenticationFailed');
	}
	return isSignedBy(jws.signed, jws.signature, algorithm, certificate.publicKey)
		? null
		: noGrant('InvalidSignature');
}

function checkClaims(
	{ claims }: Jws,
	setup: OAuth2Setup,
	tokenUrl: string,
	now: Date,
): Refused | null {
	const second = Math.floor(now.getTime() / 1000);
	const { iat, exp } = claims;
	if (claims.iss === setup.applicationId) {
		return serverError('UnknownIntegration');
	}
	if (claims.iss !== setup.clientId) {
		return refused(401, 'invalid_client', 'UnknownIntegration');
	}
	if (setup.isBlocked) {
		return refused(401, 'invalid_client', 'IntegrationBlocked');
	}
	if (!setup.isGrantOn) {
		return refused(400, 'unauthorized_client', 'InvalidIntegration');
	}
	if (claims.aud !== tokenUrl) {
		return noGrant('TokenRejected');
	}
	if (!Number.isInteger(iat) || !Number.isInteger(exp)) {
		return refused(400, 'invalid_request', 'TokenRejected');
	}
	const [issued, ends] = [Number(iat), Number(exp)];
	const isInTime =
		issued <= second + CLOCK_TOLERANCE_SECONDS &&
		ends > second &&
		ends - issued <= LONGEST_ASSERTION_SECONDS;
	return isInTime ? null : noGrant('TokenRejected');
}

function checkScope({ claims }: Jws, setup: OAuth2Setup): Refused | null {
	const asked = scopesOf(claims.scope, setup.scopeForm);
	if (asked === null) {
		return refused(400, 'invalid_request', 'ScopeMismatched');
	}
	return asked.includes(SCOPE) && asked.every((scope) => setup.scopes.includes(scope))
		? null
		: refused(400, 'invalid_scope', 'ScopeMismatched');
}

export function createTokenService(
	accountId: string,
	setup: OAuth2Setup,
	role: Role,
	clock: Clock,
	audit: (attempt: Omit<LoginAttempt, 'at'>) => void,
): TokenService {
	const secret = randomBytes(32);
	const usedAssertions = new Set<string>();
	const valid = new Set<string>();
	let made = 0;

	const check = (assertion: string, tokenUrl: string): Refused | null => {
		const jws = readJws(assertion);
		if (!jws) {
			return refused(400, 'invalid_request', 'ClientAuthenticationFailed');
		}
		const problem =
			checkSignature(jws, setup, clock.moved()) ??
			checkClaims(jws, setup, tokenUrl, clock.now()) ??
			checkScope(jws, setup);
		if (problem) {
			return problem;
		}
		if (!role.permissions.has(LOGIN_PERMISSION) || !role.permissions.has(REST_PERMISSION)) {
			return noGrant('EntityOrRoleDisabled');
		}
		if (setup.replay === 'refused' && usedAssertions.has(assertion)) {
			return noGrant('TokenRejected');
		}
		usedAssertions.add(assertion);
		return null;
	};

	const makeToken = (): string => {
		const second = Math.floor(clock.moved().getTime() / 1000);
		made += 1;
		const token = ownToken(
			{
				sub: `${ROLE_ID};${ENTITY_ID}`,
				aud: [`${setup.applicationId};${accountId}`, setup.clientId],
				scope: [SCOPE],
				iss: 'https://system.netsuite.com',
				exp: second + TOKEN_SECONDS,
				iat: second,
				jti: `${made}.${randomBytes(8).toString('hex')}`,
			},
			secret,
		);
		valid.add(token);
		return token;
	};

	const refusal = ({ status, error }: Refused): Answer => ({
		status: status === 500 ? status : (setup.refusalStatus ?? status),
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
		body: { error },
	});

	return {
		answer: ({ method, body, headers }, tokenUrl) => {
			if (method !== 'POST') {
				return refusal(refused(405, 'invalid_request', 'TokenRejected'));
			}
			const form = checkForm(body, headers['content-type'] ?? '');
			const problem = typeof form === 'string' ? check(form, tokenUrl) : form;
			audit({ success: problem === null, detail: problem?.detail ?? 'Success' });
			if (problem) {
				return refusal(problem);
			}
			return {
				status: 200,
				headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
				body: {
					access_token: makeToken(),
					expires_in: setup.expiresIn === 'number' ? TOKEN_SECONDS : String(TOKEN_SECONDS),
					token_type: 'bearer',
				},
			};
		},
		faultOf: (authorization) => {
			const token = /^Bearer ([A-Za-z0-9._-]+)$/i.exec(authorization)?.[1];
			if (token === undefined) {
				return 'malformed';
			}
			const jws = readJws(token);
			if (!jws || !isOwnToken(jws, secret) || !valid.has(token)) {
				return 'TokenRejected';
			}
			return Number(jws.claims.exp) * 1000 > clock.moved().getTime() ? '' : 'AccessTokenExpired';
		},
		revokeAll: () => valid.clear(),
		made: () => made,
	};
}
