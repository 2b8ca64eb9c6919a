// Whose Amazon order a sales order is, and what its bills are called: names written by hand, as accounts
// spell them.
import {
	identify,
	nextExternalId,
	UNKNOWN_ORDER,
} from '../../../nodes/shared/netsuite/books/orderIdentity';
import { INVOICE_KEYS } from '../../support/invoiceKeys';

const read = (values: Record<string, string>, keys = INVOICE_KEYS, known = {}) => {
	const { marketplaceName, orderId, account } = identify(
		keys,
		(column) => values[column] ?? '',
		known,
	);
	return [marketplaceName, orderId, account].join(' | ');
};

test.each<[title: string, values: Record<string, string>, told: string]>([
	['external ID', { externalid: 'Amazon.com_111-1' }, 'Amazon.com | 111-1 | '],
	['external ID in capitals', { externalid: 'AMAZONCOM_111-1' }, 'AMAZONCOM | 111-1 | '],
	['a marketplace with an underline', { externalid: 'Amazon_US_111-1' }, 'Amazon_US | 111-1 | '],
	['PO number', { otherrefnum: '111-1' }, ' | 111-1 | '],
	['both', { externalid: 'Amazon.de_305-1', otherrefnum: '999' }, 'Amazon.de | 305-1 | '],
	['an external ID of its own', { externalid: 'SO:17', otherrefnum: '111-1' }, ' | 111-1 | '],
	['nothing that fits', { externalid: 'SO:17', otherrefnum: 'by phone' }, ' |  | '],
])('%s', (_title, values, told) => {
	expect(read(values)).toBe(told);
});

test('templates may have any text around and between', () => {
	const keys = [{ column: 'custbody_key', template: '[{account}] #{orderId} ({marketplace})' }];
	expect(read({ custbody_key: '[US main] #111-1 (Amazon.ca)' }, keys)).toBe(
		'Amazon.ca | 111-1 | US main',
	);
	expect(read({ custbody_key: '[US main] 111-1 (Amazon.ca)' }, keys)).toBe(' |  | ');
});

test('what is known wins over what is read', () => {
	const known = { marketplaceName: 'Amazon.com.mx' };
	expect(read({ externalid: 'Amazon.com_111-1' }, INVOICE_KEYS, known)).toBe(
		'Amazon.com.mx | 111-1 | ',
	);
});

const identity = { ...UNKNOWN_ORDER, orderId: '111-1', marketplaceName: 'Amazon.co.uk' };
const order = { internalId: '17', externalId: 'Amazon.co.uk_111-1', identity };

test.each<[title: string, taken: string[], name: string]>([
	['the first', [], 'Amazoncouk_111-1'],
	['the second', ['Amazoncouk_111-1'], 'Amazoncouk_111-1-2'],
	['the third', ['Amazoncouk_111-1-2', 'AMAZONCOUK_111-1'], 'Amazoncouk_111-1-3'],
	['after one by hand', [''], 'Amazoncouk_111-1'],
	['after the first was deleted', ['Amazoncouk_111-1-2'], 'Amazoncouk_111-1'],
])('the name of a bill: %s', (_title, taken, name) => {
	expect(nextExternalId(order, INVOICE_KEYS, taken)).toBe(name);
});

test('an order that has the name itself leaves numbered ones to its bills', () => {
	const own = { ...order, externalId: 'amazoncouk_111-1' };
	expect(nextExternalId(own, INVOICE_KEYS, [])).toBe('Amazoncouk_111-1-1');
	expect(nextExternalId(own, INVOICE_KEYS, ['Amazoncouk_111-1-1'])).toBe('Amazoncouk_111-1-2');
});

test.each<[title: string, template: string]>([
	['text that REST cannot write', 'Amazon.com#{orderId}'],
	['a placeholder nobody fills', '{marketplace}_{shipmentId}'],
])('%s: the sales order names the bill', (_title, template) => {
	const keys = [{ column: 'externalid', template }];
	expect(nextExternalId(order, keys, [])).toBe('AMZ-INV-17');
	expect(nextExternalId(order, keys, ['AMZ-INV-17'])).toBe('AMZ-INV-17-2');
});
