// Batches that keep orders whole: the examples are worked by hand, the laws are drawn by lot.
import { fc } from '../support/fastCheck';

import { orderBatches } from '../../nodes/shared/n8n/orderBatches';

const named = (...names: string[]) =>
	names.map((name) => {
		const [orderId, merchantOrderId = ''] = name.split('/');
		return { orderId, merchantOrderId };
	});

test('an order that does not fit any more begins the next batch', () => {
	expect(orderBatches(named('A', 'B', 'C', 'C', 'D'), 3)).toEqual([
		[0, 1],
		[2, 3, 4],
	]);
});

test('what belongs to an order comes along from wherever it stands, and the batch keeps their order', () => {
	expect(orderBatches(named('A', 'B', 'C', 'D', 'a '), 2)).toEqual([[0, 4], [1, 2], [3]]);
});

test('an order larger than a batch is a batch of its own', () => {
	expect(orderBatches(named('A', 'B', 'B', 'B', 'C'), 2)).toEqual([[0], [1, 2, 3], [4]]);
});

test('orders of one merchant order stay together, also through a third', () => {
	expect(orderBatches(named('A/7', 'B', 'C/8', 'D/7', 'A/8'), 1)).toEqual([[0, 2, 3, 4], [1]]);
});

test('transactions without an order are each alone', () => {
	expect(orderBatches(named('', '', ''), 2)).toEqual([[0, 1], [2]]);
});

test.each([0, -5, NaN, 0.5, 5, 1000, Infinity])('a size of %p makes one batch of all', (size) => {
	expect(orderBatches(named('B', 'A', 'B', '', 'A'), size)).toEqual([[0, 1, 2, 3, 4]]);
});

test('part of a number counts for nothing', () => {
	expect(orderBatches(named('A', 'B', 'C'), 2.9)).toEqual([[0, 1], [2]]);
});

test('nothing makes no batch', () => {
	expect(orderBatches([], 3)).toEqual([]);
});

const name = fc.constantFrom('', 'A', 'b', 'B', 'C', 'D', 'E');
const items = fc.array(fc.record({ orderId: name, merchantOrderId: name }), { maxLength: 30 });

test('every item is in exactly one batch, every order in one, no batch too large or needlessly small', () => {
	const law = fc.property(items, fc.integer({ min: 1, max: 8 }), (drawn, size) => {
		const batches = orderBatches(drawn, size);
		const all = batches.flat().sort((left, right) => left - right);
		expect(all).toEqual(drawn.map((_, index) => index));
		const batchOf = (index: number) => batches.findIndex((batch) => batch.includes(index));
		drawn.forEach((one, index) => {
			drawn.forEach((other, at) => {
				const isSame = (['orderId', 'merchantOrderId'] as const).some(
					(key) => one[key] !== '' && one[key].toLowerCase() === other[key].toLowerCase(),
				);
				if (isSame) {
					expect(batchOf(at)).toBe(batchOf(index));
				}
			});
		});
		for (const batch of batches.filter(({ length }) => length > size)) {
			// One order, or several that a merchant order holds together: it cannot be cut in two.
			expect(
				orderBatches(
					batch.map((index) => drawn[index]),
					1,
				),
			).toHaveLength(1);
		}
	});
	fc.assert(law, { numRuns: 300 });
});

test('a merchant order that all orders name takes no longer than others', () => {
	const many = Array.from({ length: 50_000 }, (_, at) => ({
		orderId: `111-${at}`,
		merchantOrderId: 'same',
	}));
	expect(orderBatches(many, 100)).toHaveLength(1);
});
