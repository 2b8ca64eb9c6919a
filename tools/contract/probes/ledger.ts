// What stands behind the documents: the lines of ledger and journal, the marks of runs, what is passed over and what
// cannot be made smaller. Each probe makes its own documents over a few units of the account's currency.
import type { Account, Reply } from '../account';
import type { Probe } from '../probe';
import { anInvoice, memoBody, paymentBody, stockOf } from '../stock';

const RUN = 'customrecord_amzstl_run';
const SETTLEMENT = 'customrecord_amzstl_settlement';

const words = ({ status, detail }: Reply) =>
	status < 300 ? String(status) : `${status}, ${detail.slice(0, 160) || 'no words'}`;

/** `5 on ours, -5 elsewhere`: the posted lines of a document, and whether they are on that account. */
async function sides(account: Account, id: string, ours: string): Promise<string> {
	const rows = await account.rows(
		`SELECT x.account AS account, x.amount AS amount FROM transactionaccountingline x
			WHERE x.transaction = ? AND x.posting = 'T' ORDER BY x.transactionline`,
		[id],
	);
	return rows
		.map(({ account: on, amount }) => `${amount} ${on === ours ? 'on ours' : 'elsewhere'}`)
		.join(', ');
}

async function expenseAccount(account: Account): Promise<string> {
	const [row] = await account.rows(
		"SELECT id FROM account WHERE accttype = 'Expense' AND isinactive = 'F' ORDER BY id",
	);
	if (row === undefined) {
		throw new Error('the account has no active expense account');
	}
	return row.id;
}

/** Our own record of a settlement, in a currency that nobody has. */
async function aSettlement(account: Account): Promise<string> {
	const name = account.name();
	return await account.make(SETTLEMENT, {
		externalId: name,
		name,
		custrecord_amzstl_s_settlement_id: name,
		custrecord_amzstl_s_currency: 'XAB',
	});
}

/** The mark of a run; it names its settlement. */
async function markBody(account: Account) {
	const externalId = account.name();
	return { externalId, custrecord_amzstl_r_settlement: { id: await aSettlement(account) } };
}

async function aJournal(account: Account): Promise<string> {
	const { clearing, place } = await stockOf(account);
	const other = await expenseAccount(account);
	return await account.make('journalEntry', {
		externalId: account.name(),
		...place,
		line: {
			items: [
				{ account: { id: clearing }, debit: 5 },
				{ account: { id: other }, credit: 5 },
			],
		},
	});
}

export const LEDGER_PROBES: Probe[] = [
	{
		id: 'payment-sides',
		assumption: 'Both sides of a payment are lines: the money, and its receivables account',
		mark: 'I',
		expected: '5 on ours, -5 elsewhere',
		look: async (account) => {
			const { clearing } = await stockOf(account);
			const body = await paymentBody(account, await anInvoice(account, 5), 5);
			return await sides(account, await account.make('customerPayment', body), clearing);
		},
	},
	{
		id: 'refund-sides',
		assumption: 'Both sides of a refund are lines: the money, and its receivables account',
		mark: 'I',
		expected: '-5 on ours, 5 elsewhere',
		preference: 'refundNeedsMethod',
		look: async (account) => {
			const { clearing } = await stockOf(account);
			const memo = await account.make('creditMemo', await memoBody(account, 5));
			const reply = await account.post(`creditMemo/${memo}/!transform/customerRefund`, {
				account: { id: clearing },
			});
			return reply.status < 300 ? await sides(account, reply.id, clearing) : words(reply);
		},
	},
	{
		id: 'journal-lines',
		assumption: 'A journal has its own lines and no more, the first is its main line',
		mark: 'I',
		expected: '5 T, -5 F',
		look: async (account) => {
			const rows = await account.rows(
				`SELECT l.foreignamount AS amount, l.mainline AS mainline FROM transactionline l
					WHERE l.transaction = ? ORDER BY l.id`,
				[await aJournal(account)],
			);
			return rows.map(({ amount, mainline }) => `${amount} ${mainline}`).join(', ');
		},
	},
	{
		id: 'journal-posts',
		assumption: 'A new journal posts at once, without an approval',
		mark: 'U',
		expected: 'posting T',
		preference: 'journalApproval',
		look: async (account) => {
			const [row] = await account.rows(
				'SELECT t.posting AS posting FROM transaction t WHERE t.id = ?',
				[await aJournal(account)],
			);
			return `posting ${row?.posting ?? 'not shown'}`;
		},
	},
	{
		id: 'mark-duplicate',
		assumption:
			'A second custom record with the same external id is refused, though it came by POST',
		mark: 'U',
		expected: '204, then 400; one record',
		look: async (account) => {
			const mark = await markBody(account);
			const { externalId } = mark;
			const first = await account.post(RUN, mark);
			const second = await account.post(RUN, mark);
			const rows = await account.rows(`SELECT r.id AS id FROM ${RUN} r WHERE r.externalid = ?`, [
				externalId,
			]);
			const count = rows.length === 1 ? 'one record' : `${rows.length} records`;
			return `${first.status}, then ${second.status}; ${count}`;
		},
	},
	{
		id: 'mark-gone',
		assumption:
			'A deleted mark of a run is gone from the next query, and its external id is free again',
		mark: 'I',
		expected: '204; 0 left; made anew 204',
		look: async (account) => {
			const mark = await markBody(account);
			const { externalId } = mark;
			const id = await account.make(RUN, mark);
			const { status } = await account.ask(`/record/v1/${RUN}/${id}`, { method: 'DELETE' });
			const left = await account.rows(`SELECT r.id AS id FROM ${RUN} r WHERE r.externalid = ?`, [
				externalId,
			]);
			const anew = await account.post(RUN, mark);
			return `${status}; ${left.length} left; made anew ${anew.status}`;
		},
	},
	{
		id: 'settlement-currency',
		assumption: 'The distinct currencies of settlements can be asked for, as texts',
		mark: 'I',
		expected: '200 with XAB',
		look: async (account) => {
			const field = 'custrecord_amzstl_s_currency';
			await aSettlement(account);
			const { status, body } = await account.query(
				`SELECT DISTINCT s.${field} AS code FROM ${SETTLEMENT} s WHERE s.${field} IS NOT NULL ORDER BY s.${field}`,
			);
			const codes = ((body.items ?? []) as Array<{ code?: string }>).map(({ code }) => code);
			return `${status} with${codes.includes('XAB') ? '' : 'out'} XAB`;
		},
	},
	{
		id: 'total-passed-over',
		assumption: 'A total that is written is passed over in silence',
		mark: 'I',
		expected: '204, 5 in the books',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			const reply = await account.ask(`/record/v1/invoice/${invoice.id}`, {
				method: 'PATCH',
				body: { total: 999 },
			});
			const [row] = await account.rows(
				'SELECT t.foreigntotal AS total FROM transaction t WHERE t.id = ?',
				[invoice.id],
			);
			return `${reply.status}, ${row?.total} in the books`;
		},
	},
	{
		id: 'applied-not-smaller',
		assumption: 'An invoice that is paid cannot be made smaller than what is applied to it',
		mark: 'I',
		expected: '400, 5 in the books',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			await account.make('customerPayment', await paymentBody(account, invoice, 5));
			const body = { item: { items: [{ line: 1, amount: 2 }] } };
			const reply = await account.ask(`/record/v1/invoice/${invoice.id}`, {
				method: 'PATCH',
				body,
			});
			const [row] = await account.rows(
				'SELECT t.foreigntotal AS total FROM transaction t WHERE t.id = ?',
				[invoice.id],
			);
			return `${reply.status}, ${row?.total} in the books`;
		},
	},
	{
		id: 'payment-nowhere',
		assumption: 'A payment with neither account nor undepFunds lies in Undeposited Funds',
		mark: 'U',
		expected: '204, Undeposited Funds',
		look: async (account) => {
			const more = { account: undefined };
			const body = await paymentBody(account, await anInvoice(account, 5), 5, more);
			const reply = await account.post('customerPayment', body);
			const read = await account.ask(`/record/v1/customerPayment/${reply.id || '0'}`);
			return `${reply.status}, ${String(read.body.account?.refName ?? 'no account')}`;
		},
	},
	{
		id: 'named-customer-stays',
		assumption: 'A customer that an invoice names is not deleted',
		mark: 'I',
		expected: '400',
		look: async (account) => {
			const { customer } = await stockOf(account);
			await anInvoice(account, 5);
			const reply = await account.ask(`/record/v1/customer/${customer}`, { method: 'DELETE' });
			return String(reply.status);
		},
	},
];
