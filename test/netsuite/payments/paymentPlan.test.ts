// How much of an order's money goes to which invoice, and which status that makes. The first two cases are
// the worked examples of Celigo's documentation, which decide what the statuses mean.
import { fc } from '../../support/fastCheck';

import { planPayment } from '../../../nodes/shared/netsuite/payments/plan/paymentPlan';
import { codeOr, document, transaction } from '../../support/orderFacts';

interface Case {
	title: string;
	amount: number;
	/** Open per invoice, oldest first. */
	open: number[];
	/** Applied per invoice, or the error code. */
	applied: number[] | string;
	rest?: number;
	status?: string;
	currency?: string;
	invoiceCurrency?: string;
}

function plan(
	{ amount, open, currency = 'USD', invoiceCurrency = currency }: Omit<Case, 'title' | 'applied'>,
	overpayment: 'leave' | 'cap' = 'leave',
) {
	const invoices = open.map((each, at) =>
		document({ internalId: String(at), open: each, total: 100_000, currency: invoiceCurrency }),
	);
	return codeOr(() =>
		planPayment(
			transaction({ transactionAmount: amount, currency }),
			{ invoices, matchedBy: 'x' },
			overpayment,
		),
	);
}

const cases: Case[] = [
	{ title: '35.74 against 35.74', amount: 3574, open: [3574], applied: [3574] },
	{
		title: '461.04 against 430.80',
		amount: 46104,
		open: [43080],
		applied: [43080],
		rest: 3024,
		status: 'Partially Applied',
	},
	{ title: 'a short payment is applied', amount: 3000, open: [3574], applied: [3000] },
	{ title: 'oldest invoice first', amount: 500, open: [300, 400], applied: [300, 200] },
	{ title: 'an exact invoice before older ones', amount: 400, open: [300, 400], applied: [0, 400] },
	{ title: 'closed invoices are passed over', amount: 400, open: [0, 500], applied: [0, 400] },
	{
		title: 'more than all invoices',
		amount: 1000,
		open: [300, 400],
		applied: [300, 400],
		rest: 300,
		status: 'Partially Applied',
	},
	{ title: 'one yen', amount: 1, open: [5], applied: [1], currency: 'JPY' },
	{ title: 'nothing is open', amount: 100, open: [0], applied: 'INVOICE_ALREADY_PAID' },
	{ title: 'an overpaid invoice', amount: 100, open: [-50], applied: 'INVOICE_ALREADY_PAID' },
	{ title: 'a negative amount', amount: -100, open: [500], applied: 'AMOUNT_HAS_WRONG_SIGN' },
	{
		title: 'another currency',
		amount: 100,
		open: [100],
		applied: 'CURRENCY_MISMATCH',
		invoiceCurrency: 'CAD',
	},
	{
		title: 'a settlement without currency',
		amount: 100,
		open: [100],
		currency: '',
		invoiceCurrency: 'USD',
		applied: 'CURRENCY_MISMATCH',
	},
	{
		title: 'an invoice without currency',
		amount: 100,
		open: [100],
		invoiceCurrency: '',
		applied: 'CURRENCY_MISMATCH',
	},
];

test.each(cases)('$title', ({ applied, rest = 0, status = 'Applied', ...facts }) => {
	const result = plan(facts);
	if (typeof result === 'string' || typeof applied === 'string') {
		expect(result).toBe(applied);
		return;
	}
	const taken = facts.open.map((_, at) =>
		result.applyLines
			.filter(({ invoice }) => invoice.internalId === String(at))
			.reduce((sum, { amount }) => sum + amount, 0),
	);
	expect(taken).toEqual(applied);
	expect(result).toMatchObject({ payment: facts.amount, rest, status });
});

test('an order that Amazon took money for is refused with the amount as a person reads it', () => {
	expect(() =>
		planPayment(
			transaction({ transactionAmount: -1234 }),
			{ invoices: [document({ open: 5000, total: 5000 })], matchedBy: 'x' },
			'leave',
		),
	).toThrow(/^Amazon took 12\.34 USD for an order/);
});

test('an invoice whose currency NetSuite does not name is refused in words', () => {
	const invoice = document({ open: 5000, total: 5000, currency: '' });
	expect(() =>
		planPayment(
			transaction({ transactionAmount: 1234 }),
			{ invoices: [invoice], matchedBy: 'x' },
			'leave',
		),
	).toThrow('is in an unknown currency, the settlement in USD');
});

test('capped, the payment is what is applied and the rest is still told', () => {
	expect(plan({ amount: 46104, open: [43080] }, 'cap')).toMatchObject({
		payment: 43080,
		applied: 43080,
		rest: 3024,
		status: 'Partially Applied',
	});
});

test('law: applied + rest = what Amazon sent, and no invoice gets more than it has open', () => {
	const amounts = fc.integer({ min: 1, max: 100_000 });
	const opens = fc.array(fc.integer({ min: -100, max: 50_000 }), { minLength: 1, maxLength: 5 });
	fc.assert(
		fc.property(amounts, opens, fc.constantFrom('leave', 'cap'), (amount, open, overpayment) => {
			const result = plan({ amount, open }, overpayment as 'leave' | 'cap');
			const available = open.reduce((sum, each) => sum + Math.max(each, 0), 0);
			if (typeof result === 'string') {
				return available === 0 && result === 'INVOICE_ALREADY_PAID';
			}
			const sum = result.applyLines.reduce((total, line) => total + line.amount, 0);
			return (
				sum === result.applied &&
				result.applied + result.rest === amount &&
				result.payment === (overpayment === 'cap' ? result.applied : amount) &&
				result.applyLines.every((line) => line.amount > 0 && line.amount <= line.invoice.open) &&
				(result.rest === 0 || result.applied === available)
			);
		}),
	);
});
