// External ids: inside NetSuite's alphabet, the same on every run, different for every event and kind.
import {
	settlementExternalId,
	transactionExternalId,
} from '../../../nodes/shared/netsuite/records/externalId';

const identity = (changes: object = {}) => ({
	settlementId: '18906543210',
	transactionType: 'Order',
	orderId: '113-1234567-1234567',
	transactionKey: '18906543210|Order|113-1234567-1234567|S1||amazon.com',
	...changes,
});

test('readable, and inside letters, digits, _ and -', () => {
	const id = transactionExternalId('PMT', identity());
	expect(id).toMatch(/^AMZ-PMT-18906543210-113-1234567-1234567-[0-9a-f]{12}$/);
	const odd = identity({ orderId: 'amzn1:crow:a b/ü', transactionKey: 'x' });
	expect(transactionExternalId('CM', odd)).toMatch(/^[A-Za-z0-9_-]+$/);
	expect(settlementExternalId('18906543210')).toBe('AMZ-STL-18906543210');
});

test('the same event has the same id, another shipment of the order another', () => {
	const other = identity({
		transactionKey: '18906543210|Order|113-1234567-1234567|S2||amazon.com',
	});
	expect(transactionExternalId('PMT', identity())).toBe(transactionExternalId('PMT', identity()));
	expect(transactionExternalId('PMT', other)).not.toBe(transactionExternalId('PMT', identity()));
});

test('the kinds never meet in the one namespace, whatever the case', () => {
	const ids = (['TXN', 'PMT', 'CM', 'RF'] as const).map((kind) =>
		transactionExternalId(kind, identity()).toLowerCase(),
	);
	expect(new Set(ids).size).toBe(4);
});

test('an event without an order is named by its type', () => {
	const fee = identity({ orderId: '', transactionType: 'other-transaction' });
	expect(transactionExternalId('TXN', fee)).toContain('-other-transaction-');
});
