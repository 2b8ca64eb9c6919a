// Which of the two NetSuite credentials a node uses: one parameter that every node has, and the credentials it
// shows. The choice is a plain value: with an expression there n8n would ask for both credentials.
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeCredentialDescription,
	INodeProperties,
} from 'n8n-workflow';

import { readParameters } from './parameters/parameters';

export type CredentialName = 'netSuiteTbaApi' | 'netSuiteOAuth2Api';

type Authentication = 'tba' | 'oAuth2';

const DEFAULT: Authentication = 'tba';

export const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'OAuth 2.0',
			value: 'oAuth2',
			description: 'With a certificate; the way for integrations made from NetSuite 2027.1 on',
		},
		{
			name: 'Token-Based (TBA)',
			value: 'tba',
			description:
				'With the keys of an integration and an access token made before NetSuite 2027.1',
		},
	],
	default: DEFAULT,
	description: 'How this node logs in to NetSuite',
};

function shownFor(
	name: CredentialName,
	authentication: Authentication,
): INodeCredentialDescription {
	return {
		name,
		required: true,
		displayOptions: { show: { authentication: [authentication] } },
	};
}

export const netSuiteCredentials: INodeCredentialDescription[] = [
	shownFor('netSuiteTbaApi', 'tba'),
	shownFor('netSuiteOAuth2Api', 'oAuth2'),
];

export function credentialOf(context: IExecuteFunctions | ILoadOptionsFunctions): CredentialName {
	const authentication =
		'getCurrentNodeParameter' in context
			? context.getCurrentNodeParameter('authentication')
			: readParameters(context, [authenticationProperty]).get<Authentication>('authentication');
	return authentication === 'oAuth2' ? 'netSuiteOAuth2Api' : 'netSuiteTbaApi';
}
