// Signing in: what a signed request gets, and what a wrong one. Two failed logins a run; five lock a token.
import type { Probe } from '../probe';

const ANY_QUERY = { q: "SELECT id FROM customlist_amzstl_status WHERE name = 'New'" };

export const LOGIN_PROBES: Probe[] = [
	{
		id: 'login-options',
		assumption: 'A signed OPTIONS request answers 204',
		mark: 'L',
		expected: '204',
		isReadOnly: true,
		look: async ({ ask }) => String((await ask('/record/v1', { method: 'OPTIONS' })).status),
	},
	{
		id: 'login-refused',
		assumption: 'A timestamp an hour old is 401 INVALID_LOGIN with www-authenticate',
		mark: 'L',
		expected: '401 INVALID_LOGIN, OAuth',
		isReadOnly: true,
		look: async ({ ask }) => {
			const timestamp = String(Math.floor(Date.now() / 1000) - 3600);
			const { status, code, headers } = await ask('/record/v1/metadata-catalog', { timestamp });
			return `${status} ${code}, ${(headers.get('www-authenticate') ?? '').split(' ')[0]}`;
		},
	},
	{
		id: 'login-nonce',
		assumption: 'A nonce counts once with its timestamp',
		mark: 'D',
		expected: '200, then 401',
		isReadOnly: true,
		look: async ({ ask }) => {
			const request = {
				method: 'POST',
				headers: { prefer: 'transient' },
				body: ANY_QUERY,
				nonce: crypto.randomUUID(),
				timestamp: String(Math.floor(Date.now() / 1000)),
			};
			const first = await ask('/query/v1/suiteql', request);
			const again = await ask('/query/v1/suiteql', request);
			return `${first.status}, then ${again.status}`;
		},
	},
	{
		id: 'metadata-schema',
		assumption: 'The metadata catalogue gives the schema of a type, custom fields included',
		mark: 'D',
		expected: 'apply, custbody_amzstl_settlement, payment',
		isReadOnly: true,
		look: async ({ ask }) => {
			const headers = { accept: 'application/schema+json' };
			const { body } = await ask('/record/v1/metadata-catalog/customerPayment', { headers });
			const wanted = ['apply', 'custbody_amzstl_settlement', 'payment'];
			return wanted.filter((name) => name in (body.properties ?? {})).join(', ');
		},
	},
	{
		id: 'metadata-undepfunds',
		assumption: 'The values of undepFunds are spelled true and false',
		mark: 'U',
		expected: 'false, true',
		isReadOnly: true,
		preference: 'undepFunds',
		look: async ({ ask }) => {
			const headers = { accept: 'application/schema+json' };
			const { body } = await ask('/record/v1/metadata-catalog/customerPayment', { headers });
			const values: string[] | undefined = body.properties?.undepFunds?.properties?.id?.enum;
			return values === undefined ? 'no values in the schema' : [...values].sort().join(', ');
		},
	},
	{
		id: 'server-time',
		assumption: 'system/v1/serverTime exists',
		mark: 'D',
		expected: '200',
		isReadOnly: true,
		look: async ({ ask }) => String((await ask('/system/v1/serverTime')).status),
	},
];
