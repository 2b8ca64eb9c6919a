// NetSuite token-based authentication (TBA): signs every request of our nodes and of n8n's HTTP
// Request node. Called again on its own output after a 401, so signing twice is harmless.
import { randomBytes } from 'crypto';
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { originOf } from '../nodes/shared/netsuite/api/baseUrl';
import { authorization } from '../nodes/shared/netsuite/api/oauth1';
import { addressed } from './addressed';
import { shownError } from './shownError';

const CHECKLIST =
	'Check in NetSuite: the account ID (a sandbox account ends in _SB1), the four keys of the same integration and access token, token-based authentication enabled, the integration and the token not revoked, the clock of this machine right to 5 minutes. The exact reason stands in Setup > Users/Roles > View Login Audit Trail, column Detail';

function signedRequest(
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): IHttpRequestOptions {
	const accountId = String(credentials.accountId);
	const { method, url, authorized } = addressed(requestOptions, () =>
		originOf({ accountId, baseUrl: String(credentials.baseUrl ?? '') }),
	);
	return authorized(
		authorization(
			{
				accountId,
				consumerKey: String(credentials.consumerKey),
				consumerSecret: String(credentials.consumerSecret),
				tokenId: String(credentials.tokenId),
				tokenSecret: String(credentials.tokenSecret),
			},
			{
				method,
				url,
				nonce: randomBytes(16).toString('hex'),
				timestamp: String(Math.floor(Date.now() / 1000)),
			},
		),
	);
}

export class NetSuiteTbaApi implements ICredentialType {
	name = 'netSuiteTbaApi';

	displayName = 'NetSuite TBA API';

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
			displayName: 'Consumer Key',
			name: 'consumerKey',
			type: 'string',
			default: '',
			required: true,
			description: 'Of the integration record, shown once when it is made',
		},
		{
			displayName: 'Consumer Secret',
			name: 'consumerSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Token ID',
			name: 'tokenId',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Of the access token made for the integration, the user and the role',
		},
		{
			displayName: 'Token Secret',
			name: 'tokenSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
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
				'Leave empty for NetSuite itself; the embedded sandbox prints the URL to use here. It must be https, except on this machine (127.0.0.1, localhost)',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		try {
			return signedRequest(credentials, requestOptions);
		} catch (problem) {
			throw shownError(problem);
		}
	};

	// A GET that NetSuite and the sandbox answer; n8n's request types know no OPTIONS.
	test: ICredentialTestRequest = {
		request: {
			url: '/services/rest/record/v1/metadata-catalog',
			qs: { select: 'customerPayment' },
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 401, message: `NetSuite refused the login. ${CHECKLIST}` },
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'NetSuite knows the login, but its role may not use REST web services. Add the permissions REST Web Services and Log In Using Access Tokens to the role',
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
