// Open balances have one owner: planning on them changes nothing, taking and giving back does, documents never do.
import type { NetSuiteClient } from '../../../nodes/shared/netsuite/api/client';
import { receivablesOf } from '../../../nodes/shared/netsuite/books/receivables';
import { document } from '../../support/orderFacts';

const first = document({ internalId: '1', open: 3000, currency: 'USD' });
const second = document({ internalId: '2', open: 500, currency: 'USD' });
const invoices = [first, second];

/** Answers every query with what is open on the invoices. */
const showing = (unpaid: Record<string, string>): NetSuiteClient =>
	({
		transport: {},
		expect: async () =>
			await Promise.resolve({
				status: 200,
				headers: {},
				body: {
					items: Object.entries(unpaid).map(([id, open]) => ({ id, unpaid: open })),
					hasMore: false,
				},
			}),
	}) as unknown as NetSuiteClient;

const lines = [
	{ invoice: first, amount: 1000 },
	{ invoice: second, amount: 500 },
];

test('what is taken is gone for whoever asks next, and the documents stay as they were read', () => {
	const receivables = receivablesOf(invoices);
	receivables.take(lines);
	expect(invoices.map(receivables.open)).toEqual([2000, 0]);
	expect(receivables.current(invoices).map(({ open }) => open)).toEqual([2000, 0]);
	expect(invoices.map(({ open }) => open)).toEqual([3000, 500]);
});

test('a copy that carries an older balance does not bring it back', () => {
	const receivables = receivablesOf(invoices);
	const [older] = receivables.current([first]);
	receivables.take(lines);
	receivables.take([{ invoice: older, amount: 1500 }]);
	expect(receivables.open(older)).toBe(500);
});

test('where less was applied than planned, somebody else has taken what is missing', () => {
	const receivables = receivablesOf(invoices);
	receivables.take(lines, 400);
	expect(invoices.map(receivables.open)).toEqual([0, 0]);
});

test('what NetSuite refused is open again', () => {
	const receivables = receivablesOf(invoices);
	receivables.take(lines);
	receivables.giveBack(lines);
	expect(invoices.map(receivables.open)).toEqual([3000, 500]);
});

test('a draft sees what was taken before it, and takes nothing itself', () => {
	const receivables = receivablesOf(invoices);
	receivables.take([{ invoice: first, amount: 2900 }]);
	const draft = receivables.draft();
	draft.take([{ invoice: first, amount: 100 }]);
	expect([draft.open(first), receivables.open(first)]).toEqual([0, 100]);
});

test('asked again, NetSuite has the last word, and says whether anything was new', async () => {
	const receivables = receivablesOf(invoices);
	const client = showing({ 1: '30.00', 2: '1.25' });
	expect(await receivables.refresh(client, [first, first, second])).toBe(true);
	expect(invoices.map(receivables.open)).toEqual([3000, 125]);
	expect(await receivables.refresh(client, invoices)).toBe(false);
});

test('an invoice that nobody looked up has no balance to take', () => {
	expect(() => receivablesOf([first]).open(second)).toThrow('invoice 2');
});
