// The digest of an item: the same for the same facts, another for any fact that changed, however little, and for facts
// that changed places.
import { fc } from '../../support/fastCheck';
import { itemDigest } from '../../../nodes/shared/settlement/items/itemDigest';
import { FIGURES } from '../../../nodes/shared/settlement/labels/figures';
import { madeSettlement, order } from '../../support/madeSettlement';

const [ITEM] = madeSettlement([order('111-1', 3574, { fees: -500 })]);
const LABEL = { amountType: 'Moon Levy', amountDescription: 'Crater', amount: -4.41 };
const inSettlement = (change: object) => ({ settlement: { ...ITEM.settlement, ...change } });
const inAmounts = (change: object) => ({ amounts: { ...ITEM.amounts, ...change } });

const CHANGES: ReadonlyArray<readonly [string, object]> = [
	['nothing', {}],
	['the key', { transactionKey: `${ITEM.transactionKey}x` }],
	['the type', { transactionType: 'Refund' }],
	['the order', { orderId: '111-2' }],
	['the order, in two letters', { orderId: '1111-' }],
	['a letter from one text to the next', { transactionType: 'Orde', orderId: 'r111-1' }],
	['the marketplace', { marketplaceName: 'Amazon.ca' }],
	['the currency', { currency: 'CAD' }],
	['the quantity', { quantity: 2 }],
	['the basis', { basis: 'productCharges' }],
	['the amount', { transactionAmount: 35.75 }],
	['the amount by little', { transactionAmount: 35.7400001 }],
	['its sign', { transactionAmount: -35.74 }],
	['the net amount', { netAmount: 0 }],
	...FIGURES.map((figure) => [figure, inAmounts({ [figure]: 1.23 })] as const),
	['two figures, by places', inAmounts({ productCharges: -5, fees: 35.74 })],
	['a label it waits for', { undecided: [LABEL] }],
	['two of them', { undecided: [LABEL, LABEL] }],
	['the money of one', { undecided: [{ ...LABEL, amount: 4.41 }] }],
	['the settlement', inSettlement({ settlementId: '2' })],
	['its currency', inSettlement({ currency: 'CAD' })],
	['its transactions', inSettlement({ transactions: 2 })],
	['its total', inSettlement({ totalAmount: 0 })],
	['no total', inSettlement({ totalAmount: null })],
	['the sum of its lines', inSettlement({ sumOfLines: 0 })],
];

it('is another for each change', () => {
	const digests = CHANGES.map(([, change]) => itemDigest({ ...ITEM, ...change }));
	expect(digests.every((digest) => /^[0-9a-f]{16}$/.test(digest))).toBe(true);
	const sameAs = digests.map((digest) => CHANGES[digests.indexOf(digest)][0]);
	expect(sameAs).toEqual(CHANGES.map(([name]) => name));
	expect(itemDigest({ ...ITEM })).toBe(ITEM.digest);
});

it('is another for each amount', () => {
	fc.assert(
		fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, other) => {
			const digests = [one, other].map((amount) => itemDigest({ ...ITEM, netAmount: amount }));
			expect(digests[0] === digests[1]).toBe(one === other);
		}),
		{ numRuns: 2000 },
	);
});

it('does not know the sign of zero, which an item loses on its way through JSON', () => {
	const item = { ...ITEM, netAmount: -0, amounts: { ...ITEM.amounts, fees: -0 } };
	expect(itemDigest(JSON.parse(JSON.stringify(item)) as typeof item)).toBe(itemDigest(item));
});
