// Invoice keys: how they may be written, and what is no key. The rows come from accounts' own spellings.
import {
	invoiceKeys,
	keysFor,
	sameKeys,
	spellings,
} from '../../../nodes/shared/netsuite/books/invoiceKeys';
import { codeOr, transaction } from '../../support/orderFacts';

const NAME = '{marketplace}_{orderId}';

test.each([
	['Amazon.com', ['amazon.com_111-1', 'amazoncom_111-1']],
	['amazon.CO.uk', ['amazon.co.uk_111-1', 'amazoncouk_111-1']],
	[
		'SI US Prod.Market',
		[
			'si us prod.market_111-1',
			'siusprod.market_111-1',
			'si us prodmarket_111-1',
			'siusprodmarket_111-1',
		],
	],
	['', []],
])('%s is the same however it is spelled', (marketplaceName, keys) => {
	expect(sameKeys(NAME, transaction({ marketplaceName }))).toEqual(keys);
});

test('dots and spaces matter outside the marketplace: an order ID is an order ID', () => {
	const facts = transaction({ orderId: 'S0.1 A' });
	expect(sameKeys('#{orderId}', facts)).toEqual(['#s0.1 a']);
	expect(spellings('#{orderId}', facts)).toEqual(['#S0.1 A', '#s0.1 a']);
});

test('a body field is a column, anything else is refused before it gets into a query', () => {
	expect(
		invoiceKeys([
			{ column: ' custbody_Amazon_Order ', template: '{orderId}' },
			{ column: 'otherrefnum', template: ' ' },
		]),
	).toEqual([{ column: 'custbody_amazon_order', template: '{orderId}', orders: 'all' }]);
	for (const column of ['', 'id', "custbody_a = '' OR 1 = 1 --", 'custbody_a, d.id']) {
		expect(codeOr(() => invoiceKeys([{ column, template: '{orderId}' }]))).toBe(
			'CONFIGURATION_INCOMPLETE',
		);
	}
});

test('a mistyped placeholder is refused, and those there are named', () => {
	const keys = [{ column: 'externalid', template: '{marketplace}_{order}' }];
	expect(codeOr(() => invoiceKeys(keys))).toBe('CONFIGURATION_INCOMPLETE');
	expect(() => invoiceKeys(keys)).toThrow("'{marketplace}_{order}' names {order}");
});

test.each([
	['111-1', 'Amazon.com', 'a'],
	['S01-1234567-1234567', 'Amazon.com', 'n'],
	['s02-1', '', 'n'],
	['111-1', 'Non-Amazon US', 'n'],
	['111-1', 'non amazon', 'n'],
	['111-1', 'NonAmazon', 'n'],
	['SO1-1', 'Amazon.co.uk', 'a'],
	['', '', 'a'],
])('order %s of marketplace %s', (orderId, marketplaceName, kind) => {
	const keys = [
		{ column: 'externalid', template: 'all' },
		{ column: 'externalid', template: 'a', orders: 'amazon' as const },
		{ column: 'externalid', template: 'n', orders: 'nonAmazon' as const },
	];
	const found = keysFor(transaction({ orderId, marketplaceName }), keys);
	expect(found.map(({ template }) => template)).toEqual(['all', kind]);
});
