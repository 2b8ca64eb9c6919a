// Amazon sent more than is open, and the node shall refuse that beyond a tolerance: nothing is posted one
// cent above it, everything at it, and what an invoice can take is paid as ever.
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { audit } from './auditor';
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
