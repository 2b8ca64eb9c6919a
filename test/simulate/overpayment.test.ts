// Amazon sent more than is open. By default the remainder stays on the payment, and no other order's invoice gets
// it; capped, the record still shows it; refused, nothing is posted one cent above the tolerance, everything at it.
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { perCustomer, settle } from '../support/settle';
import { audit } from './auditor';
import { BROKEN_RUN } from './meanwhile';
import type { Story } from './story';
import { toAudit, withSandbox } from './story';

const ids = ['111-1', '111-2', '111-3', '111-4'];
const STORY: Story = {
	books: { invoices: ids.map((id) => invoiceOf(id, 1000)) },
	events: [order(ids[0], 1051), order(ids[1], 1050), order(ids[2], 1000), order(ids[3], 900)],
	invoices: Object.fromEntries(ids.map((id) => [id, [`Amazon.com_${id}`]])),
};

test('the tolerance decides to the cent', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const rules = { overpayment: 'refuse', tolerance: 0.5 } as const;
		const { posted } = await settle(sandbox, madeSettlement(STORY.events), rules);
		const [over, ...others] = posted.values();
		expect(over).toMatchObject({ status: 'Unapplied', errorCode: 'AMOUNT_EXCEEDS_INVOICE' });
		expect(over.errorMessage).toMatch(
			/sent 10\.51 USD.* has 10\.00 USD open: 0\.51 USD too much, allowed are 0\.50 USD/,
		);
		expect(others.map(({ status, rest, short }) => [status, rest, short])).toEqual([
			['Partially Applied', 50, 0],
			['Applied', 0, 0],
			['Applied', 0, 100],
		]);
		const facts = { ...toAudit(STORY), overpayment: 'refuse', tolerance: 50 } as const;
		expect(audit(sandbox.books, facts)).toEqual([]);
		// The auditor would see a cent more, and an order left unpaid for no reason.
		expect(audit(sandbox.books, { ...facts, tolerance: 49 })).toHaveLength(1);
		expect(audit(sandbox.books, { ...facts, tolerance: 51 })).toHaveLength(1);
	});
});

test('what two shipments sent together is refused for the second only', async () => {
	const story: Story = {
		books: { invoices: [invoiceOf('111-1', 1500)] },
		events: [
			order('111-1', 1000, { shipmentId: 'S1' }),
			order('111-1', 1000, { shipmentId: 'S2' }),
		],
		invoices: { '111-1': ['Amazon.com_111-1'] },
	};
	await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(story.events);
		const { posted } = await settle(sandbox, items, { overpayment: 'refuse' });
		expect([...posted.values()].map(({ status, errorCode }) => errorCode || status)).toEqual([
			'Applied',
			'AMOUNT_EXCEEDS_INVOICE',
		]);
		const facts = { ...toAudit(story), overpayment: 'refuse' } as const;
		expect(audit(sandbox.books, facts)).toEqual([]);
	});
});

const MODES = [
	['per order', {}],
	['per customer', perCustomer()],
] as const;

/** Order 111-1 has 10.00 open, Amazon sent 13.00; the same customer owes 7.00 for an older order. */
const ONE_OVER = {
	books: {
		invoices: [invoiceOf('111-1', 1000), invoiceOf('111-8', 700, { tranDate: '2026-09-01' })],
	},
	items: madeSettlement([order('111-1', 1300)]),
};

test.each(MODES)(
	"%s: the remainder stays on the payment and does not pay another order's invoice",
	async (_, mode) => {
		await withSandbox(ONE_OVER.books, async (sandbox) => {
			const { posted } = await settle(sandbox, ONE_OVER.items, mode);
			expect([...posted.values()]).toMatchObject([
				{ status: 'Partially Applied', posted: 1300, applied: 1000, rest: 300 },
			]);
			const [own, other] = sandbox.books.records('invoice');
			expect([own.open, other.open]).toEqual(['0.00', '7.00']);
			expect(sandbox.books.records('customerPayment')).toMatchObject([
				{ total: '13.00', unapplied: '3.00', apply: [{ doc: own.id, amount: '10.00' }] },
			]);
		});
	},
);

test.each(MODES)(
	'%s: a capped payment that a broken run left is found with the remainder that it does not have',
	async (_, mode) => {
		await withSandbox(ONE_OVER.books, async (sandbox) => {
			const rules = { ...mode, overpayment: 'cap' } as const;
			await BROKEN_RUN.act({ sandbox, items: ONE_OVER.items, rules });
			expect(sandbox.books.records('customerPayment')).toMatchObject([{ total: '10.00' }]);
			const { posted } = await settle(sandbox, ONE_OVER.items, rules);
			expect([...posted.values()]).toMatchObject([
				{
					status: 'Partially Applied',
					outcome: 'existed',
					errorCode: '',
					posted: 1000,
					applied: 1000,
					rest: 300,
				},
			]);
			const [record] = sandbox.books.records('customrecord_amzstl_transaction');
			expect(record.labels.custrecord_amzstl_t_status).toBe('Partially Applied');
			expect(sandbox.books.records('customerPayment')).toHaveLength(1);
		});
	},
);
