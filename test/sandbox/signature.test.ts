// The sandbox's signer against signatures that Oracle and the OAuth community published. The keys are
// example values from those documents; they open nothing.
import { baseString, percentEncode, queryParameters, sign } from '../../sandbox/signature';

// Oracle help section_1534941088.
const EXAMPLE = {
	consumer: 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
	consumerPart: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
	owner: '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
	ownerPart: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
	nonce: 'fjaLirsIcCGVZWzBX0pg',
	timestamp: '1508242306',
};

function signatureOf(method: string, address: string): string {
	const [url, query = ''] = address.split('?');
	const base = baseString(method, url, [
		...queryParameters(query),
		['oauth_consumer_key', EXAMPLE.consumer],
		['oauth_nonce', EXAMPLE.nonce],
		['oauth_signature_method', 'HMAC-SHA256'],
		['oauth_timestamp', EXAMPLE.timestamp],
		['oauth_token', EXAMPLE.owner],
		['oauth_version', '1.0'],
	]);
	return sign(base, EXAMPLE.consumerPart, EXAMPLE.ownerPart);
}

const HOST = 'https://123456.suitetalk.api.netsuite.com/services/rest';
const SCRIPT = 'restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue';

test.each([
	['a GET', 'GET', `${HOST}/record/v1/employee/40`, 'B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY='],
	[
		'a RESTlet with query parameters',
		'POST',
		`https://123456.restlets.api.netsuite.com/app/site/hosting/${SCRIPT}`,
		'+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=',
	],
	[
		'the old host',
		'POST',
		`https://rest.netsuite.com/app/site/hosting/${SCRIPT}`,
		'7mpNx1RdQn4VLSyeEwCK7jFBjGQ0blzwDSMU9Kg5Rmg=',
	],
	[
		'a page of a query',
		'POST',
		`${HOST}/query/v1/suiteql?limit=1000&offset=0`,
		'K77GAJRnfr1XDIXWkDNFBb1G343XzZc397WHGpnHFF8=',
	],
	[
		'a transform, with its exclamation mark',
		'POST',
		`${HOST}/record/v1/salesOrder/3/!transform/invoice`,
		'VR3wNM4WVSEEogSmBc7ufTzCRhEWjMMzOAsqxhcCaX4=',
	],
])('signs %s as published', (_, method, address, expected) => {
	expect(signatureOf(method, address)).toBe(expected);
});

test('builds the base string of RFC 5849 section 3.4.1.1', () => {
	const base = baseString('POST', 'http://example.com/request', [
		...queryParameters('b5=%3D%253D&a3=a&c%40=&a2=r%20b'),
		['c2', ''],
		['a3', '2 q'],
		['oauth_consumer_key', '9djdj82h48djs9d2'],
		['oauth_token', 'kkk9d7dh3k39sjv7'],
		['oauth_signature_method', 'HMAC-SHA1'],
		['oauth_timestamp', '137131201'],
		['oauth_nonce', '7d8f3e4a'],
	]);
	expect(base).toBe(
		'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D' +
			'%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a' +
			'%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
	);
	expect(sign(base, 'ECrDNoq1VYzzzzzzzzzyAK7TwZNtPnkqatqZZZZ', 'just-a-string    asdasd')).toBe(
		'wdfdHUKXHbOnOGZP8WFAWMSAmWzN3EVBWWgXGlC/Eo4=',
	);
});

test('encodes everything RFC 3986 reserves', () => {
	expect(percentEncode("a-b._~!'()*: é")).toBe('a-b._~%21%27%28%29%2A%3A%20%C3%A9');
});
