// The TBA signature against Oracle's published signatures (help sections 1534941088, 1534941295) and
// the RFC 5849 base string. The keys are the examples that Oracle prints, no live credentials.
import {
	authorization,
	baseString,
	hostOf,
	realmOf,
	signature,
} from '../../../nodes/shared/netsuite/api/oauth1';

// In the order Oracle prints them: consumer key and secret, token id and secret.
const EXAMPLES = [
	'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
	'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
	'2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
	'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
];
const [consumerKey, consumerSecret, tokenId, tokenSecret] = EXAMPLES;
const ORACLE = { accountId: '123456', consumerKey, consumerSecret, tokenId, tokenSecret };
const NONCE = { nonce: 'fjaLirsIcCGVZWzBX0pg', timestamp: '1508242306' };
const HOST = 'https://123456.suitetalk.api.netsuite.com';

function signatureIn(header: string): string {
	return decodeURIComponent(/oauth_signature="([^"]+)"/.exec(header)?.[1] ?? '');
}

describe('signature', () => {
	test.each([
		[
			'REST GET (section_1534941088)',
			'GET',
			`${HOST}/services/rest/record/v1/employee/40`,
			'B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=',
		],
		[
			'RESTlet with query (section_1534941088)',
			'POST',
			'https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue',
			'+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=',
		],
		[
			'RESTlet on the old host (section_1534941295)',
			'POST',
			'https://rest.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue',
			'7mpNx1RdQn4VLSyeEwCK7jFBjGQ0blzwDSMU9Kg5Rmg=',
		],
		[
			'SuiteQL page (three independent implementations agree)',
			'POST',
			`${HOST}/services/rest/query/v1/suiteql?limit=1000&offset=0`,
			'K77GAJRnfr1XDIXWkDNFBb1G343XzZc397WHGpnHFF8=',
		],
		[
			'transform path with ! (three independent implementations agree)',
			'POST',
			`${HOST}/services/rest/record/v1/salesOrder/3/!transform/invoice`,
			'VR3wNM4WVSEEogSmBc7ufTzCRhEWjMMzOAsqxhcCaX4=',
		],
	])('%s', (_, method, url, expected) => {
		expect(signatureIn(authorization(ORACLE, { method, url, ...NONCE }))).toBe(expected);
	});

	test('the realm is in the header and never signed', () => {
		const url = `${HOST}/services/rest/record/v1/employee/40`;
		const one = authorization(ORACLE, { method: 'GET', url, ...NONCE });
		const other = authorization({ ...ORACLE, accountId: '99' }, { method: 'GET', url, ...NONCE });
		expect(one).toContain('OAuth realm="123456", ');
		expect(signatureIn(other)).toBe(signatureIn(one));
	});

	test('RFC 5849 3.4.1.1: duplicate names, empty values, encoded signs and blanks', () => {
		const base = baseString(
			'POST',
			'http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2=&a3=2%20q',
			[
				['oauth_consumer_key', '9djdj82h48djs9d2'],
				['oauth_token', 'kkk9d7dh3k39sjv7'],
				['oauth_signature_method', 'HMAC-SHA1'],
				['oauth_timestamp', '137131201'],
				['oauth_nonce', '7d8f3e4a'],
			],
		);
		expect(base).toBe(
			'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
		);
		const signed = signature(
			base,
			'ECrDNoq1VYzzzzzzzzzyAK7TwZNtPnkqatqZZZZ',
			'just-a-string    asdasd',
		);
		expect(signed).toBe('wdfdHUKXHbOnOGZP8WFAWMSAmWzN3EVBWWgXGlC/Eo4=');
	});

	test('a port that is not the default one is signed, the default one is not', () => {
		expect(baseString('GET', 'http://127.0.0.1:4010/a', [])).toContain('127.0.0.1%3A4010');
		expect(baseString('GET', 'https://x.example:443/a', [])).toBe(
			'GET&https%3A%2F%2Fx.example%2Fa&',
		);
	});
});

describe('account id', () => {
	test.each([
		'1234567_SB1',
		'1234567-sb1',
		'1234567_sb1',
		' 1234567 SB1 ',
		'https://1234567-sb1.app.netsuite.com/app/center/card.nl',
		'1234567-sb1.suitetalk.api.netsuite.com',
	])('%s', (accountId) => {
		expect(realmOf(accountId)).toBe('1234567_SB1');
		expect(hostOf(accountId)).toBe('https://1234567-sb1.suitetalk.api.netsuite.com');
	});
});
