// NetSuite OAuth 2.0, client credentials with a certificate: makes an access token when there is none or
// NetSuite refuses the stored one, and puts it on every request. n8n keeps the token, encrypted, with the
// credential; the private key only signs and is never sent.
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { NetSuiteError } from '../nodes/shared/netsuite/api/netSuiteError';
import { originOf } from '../nodes/shared/netsuite/api/baseUrl';
import { hostOf } from '../nodes/shared/netsuite/api/oauth1';
import type { ScopeForm, TokenAnswer } from '../nodes/shared/netsuite/api/oauth2';
import {
	assertionOf,
	CHECKLIST,
	mayBeScopeForm,
	tokenOf,
	tokenRequestBody,
	tokenUrlOf,
} from '../nodes/shared/netsuite/api/oauth2';
import { checkCertificate, readPrivateKey } from '../nodes/shared/netsuite/api/privateKey';
import { addressed } from './addressed';
import { shownError } from './shownError';

const TIMEOUT_MS = 60_000;

function textOf(credentials: ICredentialDataDecryptedObject, name: string): string {
	return String(credentials[name] ?? '').trim();
}

/** Asks for a token, with the other form of the scope claim when the first may be what is refused. */
async function requestToken(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	for (const name of ['clientId', 'certificateId', 'privateKey']) {
		if (textOf(credentials, name) === '') {
			throw new NetSuiteError(
				'CONFIGURATION_INCOMPLETE',
				'The NetSuite OAuth2 API credential is incomplete: Client ID, Certificate ID and Private Key are needed',
			);
		}
	}
	const signingKey = readPrivateKey(textOf(credentials, 'privateKey'));
	const certificate = textOf(credentials, 'certificate');
	if (certificate !== '') {
		checkCertificate(certificate, signingKey.key, Date.now());
	}
	const tokenUrl = tokenUrlOf(textOf(credentials, 'accountId'), textOf(credentials, 'baseUrl'));
	const ask = async (scopeForm: ScopeForm): Promise<TokenAnswer> => {
		const assertion = assertionOf(
			{
				clientId: textOf(credentials, 'clientId'),
				certificateId: textOf(credentials, 'certificateId'),
				tokenUrl,
				now: Math.floor(Date.now() / 1000),
				scopeForm,
			},
			signingKey,
		);
		const { statusCode, body } = (await helpers.httpRequest({
			method: 'POST',
			url: tokenUrl,
			headers: {
				Accept: 'application/json',
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: tokenRequestBody(assertion),
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; body: unknown };
		return { status: statusCode, body };
	};
	const first = await ask('array');
	return tokenOf(mayBeScopeForm(first) ? await ask('text') : first);
}

/** The token opens the account to whoever holds it, so it goes to NetSuite and to nobody else. */
function isNetSuite(url: string, credentials: ICredentialDataDecryptedObject): boolean {
	const { origin, protocol, hostname } = new URL(url);
	const baseUrl = textOf(credentials, 'baseUrl');
	if (baseUrl !== '' && new URL(baseUrl).origin === origin) {
		return true;
	}
	const [account] = new URL(hostOf(textOf(credentials, 'accountId'))).hostname.split('.');
	return (
		protocol === 'https:' &&
		hostname.startsWith(`${account}.`) &&
		hostname.endsWith('.netsuite.com')
	);
}

export class NetSuiteOAuth2Api implements ICredentialType {
	name = 'netSuiteOAuth2Api';

	displayName = 'NetSuite OAuth2 API';

	icon = { light: 'file:netSuite.svg', dark: 'file:netSuite.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-amazon-settlement/n8n-nodes-amazon-settlement#netsuite-set-up';

	properties: INodeProperties[] = [
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234567_SB1',
			description: 'Setup > Company > Company Information in NetSuite; any spelling works',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			description:
				'Of the integration record, shown once when it is made; not the Application ID of its page',
		},
		{
			displayName: 'Certificate ID',
			name: 'certificateId',
			type: 'string',
			default: '',
			required: true,
			description:
				'Setup > Integration > OAuth 2.0 Client Credentials (M2M) Setup shows it; each account has its own',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			placeholder: '-----BEGIN PRIVATE KEY-----',
			description:
				'The whole file private.pem, whose certificate is uploaded to NetSuite; it stays in n8n',
		},
		{
			displayName: 'Certificate',
			name: 'certificate',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: '-----BEGIN CERTIFICATE-----',
			description:
				'The file public.pem, if you want a wrong pair or an expired certificate to be reported before NetSuite is asked',
		},
		{
			displayName: 'Company Currency',
			name: 'companyCurrency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USD',
			description:
				'Only where NetSuite has the feature Multiple Currencies off: no query shows the currency of the company then. Empty: that of the settlements, as long as all of them are in one.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:4010',
			description:
				'Leave empty for NetSuite itself; the embedded sandbox prints the URL to use here',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	preAuthentication = async function (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		try {
			return { accessToken: await requestToken(this, credentials) };
		} catch (problem) {
			throw shownError(problem);
		}
	};

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		try {
			const accountId = textOf(credentials, 'accountId');
			const request = addressed(requestOptions, () =>
				originOf({ accountId, baseUrl: textOf(credentials, 'baseUrl') }),
			);
			if (!isNetSuite(request.url, credentials)) {
				throw new NetSuiteError(
					'CONFIGURATION_INCOMPLETE',
					`The NetSuite credential is not sent to ${new URL(request.url).host}, which is not the account ${accountId}`,
					'Use this credential for addresses of its own NetSuite account only',
				);
			}
			return request.authorized(`Bearer ${textOf(credentials, 'accessToken')}`);
		} catch (problem) {
			throw shownError(problem);
		}
	};

	// A GET that NetSuite and the sandbox answer; the login itself is tested by the token made for it.
	test: ICredentialTestRequest = {
		request: {
			url: '/services/rest/record/v1/metadata-catalog',
			qs: { select: 'customerPayment' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: `NetSuite refused the access token. ${CHECKLIST}` },
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'NetSuite knows the login, but its role may not use REST web services. Add the permissions REST Web Services and Log in using OAuth 2.0 Access Tokens to the role',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'No NetSuite REST service answers at this address. Check the account ID and leave Base URL empty unless you use the embedded sandbox',
				},
			},
		],
	};
}
