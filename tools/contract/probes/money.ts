// Money: what is open, what a payment applies and leaves, what a memo and a refund come to, and what is
// refused. Each probe makes its own documents over a few units of the account's currency.
import type { Account, Reply } from '../account';
import type { Probe } from '../probe';
import { anInvoice, memoBody, paymentBody, stockOf, type Invoice } from '../stock';

function refusal({ status, detail }: Reply): string {
	return status < 300 ? String(status) : `${status}, ${detail.slice(0, 160) || 'no words'}`;
}

const FIGURES = `SELECT status, voided, posting, foreigntotal AS total, foreignamountunpaid AS unpaid,
	foreignpaymentamountunused AS unused FROM transaction WHERE id = ?`;

async function figures(account: Account, id: string): Promise<Record<string, string>> {
	const { status, body, detail } = await account.query(FIGURES, [id]);
	return (body.items?.[0] as Record<string, string>) ?? { status: `${status}, ${detail}` };
}

async function paid(
	account: Account,
	invoice: Invoice,
	amount: number,
	more: object = {},
): Promise<Reply> {
	const body = await paymentBody(account, invoice, amount, more);
	return await account.post('customerPayment', body);
}

async function refundOf(account: Account, memo: string, more: object = {}): Promise<Reply> {
	const { clearing } = await stockOf(account);
	const body = { account: { id: clearing }, ...more };
	return await account.post(`creditMemo/${memo}/!transform/customerRefund`, body);
}

export const MONEY_PROBES: Probe[] = [
	{
		id: 'invoice-open',
		assumption: 'A new invoice is Open, posts, and its open amount is its total',
		mark: 'L',
		expected: 'A, posting T, voided F, 12.5 of 12.5 open',
		look: async (account) => {
			const { id } = await anInvoice(account, 12.5);
			const { status, posting, voided, total, unpaid } = await figures(account, id);
			return `${status}, posting ${posting}, voided ${voided}, ${unpaid} of ${total} open`;
		},
	},
	{
		id: 'item-line-sign',
		assumption: 'Item lines of an invoice are negative, its main line positive',
		mark: 'L',
		expected: 'F -9, T 9',
		look: async (account) => {
			const { id } = await anInvoice(account, 9);
			const { status, body, detail } = await account.query(
				"SELECT mainline, foreignamount FROM transactionline WHERE transaction = ? AND taxline = 'F' ORDER BY mainline",
				[id],
			);
			const lines = (body.items ?? []) as Array<Record<string, string>>;
			return status === 200
				? lines.map((line) => `${line.mainline} ${line.foreignamount}`).join(', ')
				: `${status}, ${detail}`;
		},
	},
	{
		id: 'invoice-receivable',
		assumption: 'The main line of an invoice names its receivables account as expenseaccount',
		mark: 'I',
		expected: 'AcctRec',
		preference: 'absentColumns',
		look: async (account) => {
			const { id } = await anInvoice(account, 9);
			const { status, body, detail } = await account.query(
				`SELECT a.accttype FROM transactionline l JOIN account a ON a.id = l.expenseaccount
					WHERE l.transaction = ? AND l.mainline = 'T'`,
				[id],
			);
			return (body.items?.[0]?.accttype as string) ?? `${status}, ${detail || 'no account'}`;
		},
	},
	{
		id: 'payment-whole',
		assumption: 'A payment of all that is open closes the invoice, apply lines without line number',
		mark: 'L',
		expected: '204; invoice B, 0 open; payment 0 unused',
		look: async (account) => {
			const invoice = await anInvoice(account, 20);
			const reply = await paid(account, invoice, 20);
			const after = await figures(account, invoice.id);
			const { unused } = await figures(account, reply.id || '0');
			return `${reply.status}; invoice ${after.status}, ${after.unpaid} open; payment ${unused} unused`;
		},
	},
	{
		id: 'payment-rest',
		assumption: 'What a payment does not apply stays unapplied, for autoApply is off',
		mark: 'I',
		expected: '204; invoice 0 open, other 7 open; payment 5 unused',
		look: async (account) => {
			const [invoice, other] = [await anInvoice(account, 20), await anInvoice(account, 7)];
			const reply = await paid(account, invoice, 20, { payment: 25 });
			const after = await figures(account, invoice.id);
			const untouched = await figures(account, other.id);
			const { unused } = await figures(account, reply.id || '0');
			return `${reply.status}; invoice ${after.unpaid} open, other ${untouched.unpaid} open; payment ${unused} unused`;
		},
	},
	{
		id: 'payment-auto-apply',
		assumption: 'A payment that does not mention autoApply pays other open invoices with its rest',
		mark: 'U',
		expected: '204; payment 0 unused',
		preference: 'autoApply',
		look: async (account) => {
			const [invoice] = [await anInvoice(account, 20), await anInvoice(account, 7)];
			const reply = await paid(account, invoice, 20, { payment: 25, autoApply: undefined });
			const { unused } = await figures(account, reply.id || '0');
			return `${reply.status}; payment ${unused} unused`;
		},
	},
	{
		id: 'payment-account',
		assumption: 'An account sent without undepFunds is where the money lies',
		mark: 'U',
		expected: '204, that account',
		look: async (account) => {
			const { clearing } = await stockOf(account);
			const reply = await paid(account, await anInvoice(account, 5), 5);
			const { body } = await account.ask(`/record/v1/customerPayment/${reply.id || '0'}`);
			const where = body.account?.id === clearing ? 'that account' : 'another account';
			return `${reply.status}, ${where}`;
		},
	},
	{
		id: 'payment-undepfunds',
		assumption: 'A payment takes undepFunds as {id: false} beside its account',
		mark: 'U',
		expected: '204',
		preference: 'undepFunds',
		look: async (account) => {
			const more = { undepFunds: { id: 'false' } };
			const { status } = await paid(account, await anInvoice(account, 5), 5, more);
			return String(status);
		},
	},
	{
		id: 'payment-too-much',
		assumption: 'More than is open cannot be applied',
		mark: 'I',
		expected: '400, nothing applied',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			const { status } = await paid(account, invoice, 6);
			const { unpaid } = await figures(account, invoice.id);
			return `${status}, ${unpaid === '5' ? 'nothing applied' : `${unpaid} open`}`;
		},
	},
	{
		id: 'payment-of-paid',
		assumption: 'A paid invoice cannot be paid again; the text names the amount due',
		mark: 'U',
		expected:
			'400, Error while accessing a resource. You cannot apply more than the amount due on the transaction.',
		preference: 'applyRefusal',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			await paid(account, invoice, 5);
			return refusal(await paid(account, invoice, 5)).replaceAll(invoice.id, 'ID');
		},
	},
	{
		id: 'payment-of-stranger',
		assumption: "Another customer's invoice is an Invalid Field Value of doc",
		mark: 'U',
		expected:
			'400, Error while accessing a resource. You have entered an Invalid Field Value ID for the following field: doc.',
		preference: 'applyRefusal',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			const { place } = await stockOf(account);
			const stranger = await account.make('customer', {
				companyName: account.name(),
				isPerson: false,
				...place,
			});
			const reply = await paid(account, invoice, 5, { customer: { id: stranger } });
			return refusal(reply).replaceAll(invoice.id, 'ID');
		},
	},
	{
		id: 'payment-link',
		assumption: 'An application is a Payment link from the invoice to the payment, with its amount',
		mark: 'L',
		expected: 'Payment 4',
		look: async (account) => {
			const invoice = await anInvoice(account, 10);
			const { id } = await paid(account, invoice, 4);
			const { status, body, detail } = await account.query(
				'SELECT linktype, foreignamount FROM NextTransactionLineLink WHERE previousdoc = ? AND nextdoc = ?',
				[invoice.id, id || '0'],
			);
			const link = body.items?.[0];
			return link ? `${link.linktype} ${link.foreignamount}` : `${status}, ${detail || 'no link'}`;
		},
	},
	{
		id: 'unapply',
		assumption: 'A PATCH with apply false takes an application back and leaves the payment',
		mark: 'D',
		expected: '204; invoice 10 open; payment 10 unused',
		look: async (account) => {
			const invoice = await anInvoice(account, 10);
			const { id } = await paid(account, invoice, 10);
			const items = [{ doc: { id: invoice.id }, apply: false }];
			const { status } = await account.ask(`/record/v1/customerPayment/${id || '0'}`, {
				method: 'PATCH',
				body: { apply: { items } },
			});
			const { unpaid } = await figures(account, invoice.id);
			const { unused } = await figures(account, id || '0');
			return `${status}; invoice ${unpaid} open; payment ${unused} unused`;
		},
	},
	{
		id: 'payment-deleted',
		assumption: 'Deleting a payment opens its invoice again',
		mark: 'I',
		expected: '204; invoice A, 10 open',
		look: async (account) => {
			const invoice = await anInvoice(account, 10);
			const { id } = await paid(account, invoice, 10);
			const path = `/record/v1/customerPayment/${id || '0'}`;
			const reply = await account.ask(path, { method: 'DELETE' });
			const { status, unpaid } = await figures(account, invoice.id);
			return `${reply.status}; invoice ${status}, ${unpaid} open`;
		},
	},
	{
		id: 'applied-invoice-stays',
		assumption: 'An invoice that a payment is applied to cannot be deleted',
		mark: 'I',
		expected: '400',
		look: async (account) => {
			const invoice = await anInvoice(account, 10);
			await paid(account, invoice, 10);
			const reply = await account.ask(`/record/v1/invoice/${invoice.id}`, { method: 'DELETE' });
			return String(reply.status);
		},
	},
	{
		id: 'memo-figures',
		assumption: 'The total of a credit memo is negative in SuiteQL, what is unused positive',
		mark: 'L',
		expected: 'A, -8 in all, 8 unused',
		look: async (account) => {
			const id = await account.make('creditMemo', await memoBody(account, 8));
			const { status, total, unused } = await figures(account, id);
			return `${status}, ${total} in all, ${unused} unused`;
		},
	},
	{
		id: 'memo-without-tax',
		assumption: 'A credit memo over an item without a tax code comes to its amount',
		mark: 'U',
		expected: '8',
		preference: 'taxRate',
		look: async (account) => {
			const id = await account.make('creditMemo', await memoBody(account, 8));
			const { status, body, detail } = await account.ask(`/record/v1/creditMemo/${id}`);
			return status === 200 ? String(body.total) : `${status}, ${detail}`;
		},
	},
	{
		id: 'memo-price-level',
		assumption: 'An item line takes the price level -1, a custom price',
		mark: 'L',
		expected: '204',
		preference: 'features.multiplePrices',
		look: async (account) => {
			const { item } = await stockOf(account);
			const line = { item: { id: item }, quantity: 1, rate: 8, amount: 8, price: { id: '-1' } };
			const body = await memoBody(account, 8, { item: { items: [line] } });
			const headers = { 'X-NetSuite-PropertyNameValidation': 'Error' };
			return refusal(await account.post('creditMemo', body, headers));
		},
	},
	{
		id: 'memo-created-from',
		assumption: 'createdFrom of a credit memo cannot be written',
		mark: 'I',
		expected: 'without Created From',
		look: async (account) => {
			const invoice = await anInvoice(account, 8);
			const body = await memoBody(account, 8, { createdFrom: { id: invoice.id } });
			const { id, status, detail } = await account.post('creditMemo', body);
			const read = await account.ask(`/record/v1/creditMemo/${id || '0'}`);
			if (read.status !== 200) {
				return `${status}, ${detail}`;
			}
			return `${read.body.createdFrom === undefined ? 'without' : 'with'} Created From`;
		},
	},
	{
		id: 'memo-does-not-apply-itself',
		assumption: 'A new credit memo applies itself to nothing',
		mark: 'U',
		expected: '8 unused; invoice 20 open',
		look: async (account) => {
			const invoice = await anInvoice(account, 20);
			const id = await account.make('creditMemo', await memoBody(account, 8));
			const { unused } = await figures(account, id);
			const { unpaid } = await figures(account, invoice.id);
			return `${unused} unused; invoice ${unpaid} open`;
		},
	},
	{
		id: 'memo-from-invoice',
		assumption: 'A memo made from an invoice has its lines, keyed by orderLine',
		mark: 'L',
		expected: '204, 1 line of 8',
		look: async (account) => {
			const invoice = await anInvoice(account, 8);
			const reply = await account.post(`invoice/${invoice.id}/!transform/creditMemo`, {
				externalId: account.name(),
			});
			const path = `/record/v1/creditMemo/${reply.id || '0'}/item?expandSubResources=true`;
			const { body } = await account.ask(path);
			const lines = (body.items ?? []) as Array<{ amount: number }>;
			return `${reply.status}, ${lines.length} line of ${lines.map(({ amount }) => amount).join()}`;
		},
	},
	{
		id: 'refund-of-memo',
		assumption: 'A refund made from a credit memo refunds all of it and asks for no payment method',
		mark: 'U',
		expected: '204; memo B, 0 unused; refund -8 in all',
		preference: 'refundNeedsMethod',
		look: async (account) => {
			const memo = await account.make('creditMemo', await memoBody(account, 8));
			const reply = await refundOf(account, memo, { externalId: account.name() });
			if (reply.status >= 300) {
				return refusal(reply);
			}
			const after = await figures(account, memo);
			const { total } = await figures(account, reply.id || '0');
			return `${reply.status}; memo ${after.status}, ${after.unused} unused; refund ${total} in all`;
		},
	},
	{
		id: 'refund-twice',
		assumption: 'A memo that is refunded in full cannot be refunded again',
		mark: 'I',
		expected: '400',
		look: async (account) => {
			const memo = await account.make('creditMemo', await memoBody(account, 8));
			await refundOf(account, memo);
			return String((await refundOf(account, memo)).status);
		},
	},
];
