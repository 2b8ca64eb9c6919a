// What goes into one payment for many transactions: each as it would be paid alone, from what those before
// it leave open. Worked by hand.
import type { OrderDocument } from '../../../nodes/shared/netsuite/books/invoices';
import type { CombinedRules } from '../../../nodes/shared/netsuite/payments/plan/combinedPlan';
import { planCombined } from '../../../nodes/shared/netsuite/payments/plan/combinedPlan';
import { document, transaction } from '../../support/orderFacts';

const job = (transactionAmount: number, ...invoices: OrderDocument[]) => ({
	transaction: transaction({ transactionAmount }),
	match: { invoices, matchedBy: 'key' },
});
const invoice = (internalId: string, open: number) => document({ internalId, open });
const RULES: CombinedRules = { overpayment: 'leave', invoicesMax: 200 };

function told(jobs: Array<ReturnType<typeof job>>, rules: Partial<CombinedRules> = {}) {
	const plan = planCombined(jobs, { ...RULES, ...rules });
	return {
		lines: plan.applyLines.map((line) => `${line.invoice.internalId}:${line.amount}`),
		payment: plan.payment,
		shares: plan.shares.map((share) => `${share.plan.applied}/${share.plan.rest}`),
		refused: plan.refused.map(({ error }) => error.code),
		left: plan.left.length,
	};
}

test('two transactions on one invoice make one line; the second takes what the first leaves', () => {
	const shared = invoice('1', 5000);
	expect(told([job(3000, shared), job(2500, shared)])).toEqual({
		lines: ['1:5000'],
		payment: 5500,
		shares: ['3000/0', '2000/500'],
		refused: [],
		left: 0,
	});
	expect(shared.open).toBe(5000);
	expect(told([job(3000, shared), job(2500, shared)], { overpayment: 'cap' }).payment).toBe(5000);
});

test('what cannot be paid is left out with its reason, the others go on', () => {
	const paid = invoice('1', 1000);
	expect(
		told([
			job(1000, paid),
			job(1000, paid),
			job(-5, invoice('2', 100)),
			job(100, document({ internalId: '3', open: 100, currency: 'CAD' })),
			job(700, invoice('4', 800)),
		]),
	).toEqual({
		lines: ['1:1000', '4:700'],
		payment: 1700,
		shares: ['1000/0', '700/0'],
		refused: ['INVOICE_ALREADY_PAID', 'AMOUNT_HAS_WRONG_SIGN', 'CURRENCY_MISMATCH'],
		left: 0,
	});
	expect(told([job(1051, invoice('1', 1000))], { overpayment: 'refuse', tolerance: 0.5 })).toEqual({
		lines: [],
		payment: 0,
		shares: [],
		refused: ['AMOUNT_EXCEEDS_INVOICE'],
		left: 0,
	});
});

test('a payment takes so many invoices; one transaction with more goes alone', () => {
	const jobs = [1, 2, 3].map((id) => job(100, invoice(String(id), 100)));
	expect(told(jobs, { invoicesMax: 2 })).toMatchObject({ lines: ['1:100', '2:100'], left: 1 });
	const split = job(300, ...['7', '8', '9'].map((id) => invoice(id, 100)));
	expect(told([split, ...jobs], { invoicesMax: 2 })).toMatchObject({
		lines: ['7:100', '8:100', '9:100'],
		left: 3,
	});
	expect(told([jobs[0], split], { invoicesMax: 2 })).toMatchObject({ lines: ['1:100'], left: 1 });
	const shared = invoice('1', 300);
	const onOne = [job(100, shared), job(100, shared), job(100, shared)];
	expect(told(onOne, { invoicesMax: 1 })).toMatchObject({ lines: ['1:300'], left: 0 });
});
