// Where signed requests may go: what people type into the credential, and what a stranger might.
import { originOf } from '../../../nodes/shared/netsuite/api/baseUrl';
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';

test.each([
	['1234567', '', 'https://1234567.suitetalk.api.netsuite.com'],
	[' 1234567_SB1 ', '', 'https://1234567-sb1.suitetalk.api.netsuite.com'],
	['1234567 SB1', '', 'https://1234567-sb1.suitetalk.api.netsuite.com'],
	['tstdrv123', '', 'https://tstdrv123.suitetalk.api.netsuite.com'],
	[
		'https://1234567-sb1.app.netsuite.com/app/center/card.nl',
		'',
		'https://1234567-sb1.suitetalk.api.netsuite.com',
	],
	['1234567', 'http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
	['1234567', 'http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
	['1234567', 'http://localhost:4010', 'http://localhost:4010'],
	['1234567', 'http://[::1]:4010', 'http://[::1]:4010'],
	['1234567', 'https://netsuite-gateway.example.com', 'https://netsuite-gateway.example.com'],
])('%p with base URL %p goes to %s', (accountId, baseUrl, origin) => {
	expect(originOf({ accountId, baseUrl })).toBe(origin);
});

test.each([
	['1234567', 'http://example.com'],
	['1234567', 'http://127.0.0.1.example.com'],
	['1234567', 'http://localhost.example.com'],
	['1234567', 'http://10.0.0.7:4010'],
	['1234567', 'hello'],
	['1234567', 'ftp://127.0.0.1'],
	['1234567', 'https://'],
	['1234567', 'https://user:pw@example.com'],
	['1234567', 'http://127.0.0.1:9@example.com'],
	['1234567', 'https://example.com/a/../b'],
	['1234567', 'https://example.com?x=1'],
	['1234567', 'https://example.com#x'],
	['1234567', 'https://exa mple.com'],
	['1234567', '//example.com'],
	['', ''],
	['evil.example.com/', ''],
	['1234567.example.com', ''],
	['1234567@evil', ''],
	['-1234567', ''],
])('%p with base URL %p is refused', (accountId, baseUrl) => {
	expect(() => originOf({ accountId, baseUrl })).toThrow(NetSuiteError);
});

test('a password typed into the URL does not come out again', () => {
	const typed = { accountId: '1', baseUrl: 'https://me:hunter2@example.com/x' };
	expect(() => originOf(typed)).toThrow(/^(?!.*hunter2)/s);
	expect(() => originOf(typed)).toThrow('example.com');
});
