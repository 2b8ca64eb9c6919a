// Settlement Journal Create on a sandbox whose chart has an account for each group, and what the books say
// afterwards, in an accountant's words.
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SettlementJournalCreate } from '../../nodes/SettlementJournalCreate/SettlementJournalCreate.node';
import type { JournalSettings } from '../../nodes/shared/netsuite/journals/journalSettings';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import {
	toSettlementHeader,
	toTransactionItem,
} from '../../nodes/shared/settlement/items/transactionItem';
import type { Figure } from '../../nodes/shared/settlement/labels/figures';
import { INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { readReport } from '../../nodes/shared/settlement/report/report';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { fs, path, ROOT } from './node';
import { asItems, chosen, runOn } from './sandboxNode';
import { idNamed } from './settle';

/** By parameter, the account of that group. */
const CHART = {
	bank: ['Operating Bank', 'Bank'],
	reserve: ['Amazon Reserve', 'OthCurrAsset'],
	carried: ['Amazon Balance Carried', 'OthCurrAsset'],
	card: ['Company Card', 'CredCard'],
	sellingFees: ['Selling Fees', 'Expense'],
	fulfilmentFees: ['Fulfilment Fees', 'COGS'],
	storage: ['Storage', 'Expense'],
	advertising: ['Advertising', 'Expense'],
	reimbursements: ['Reimbursements', 'OthIncome'],
	feeTax: ['VAT on Fees', 'OthCurrAsset'],
	notPosted: ['Not Posted', 'OthCurrAsset'],
	awaitingInvoice: ['Awaiting Invoice', 'OthCurrAsset'],
	variance: ['Variance', 'Expense'],
} as const;

export const JOURNAL_ACCOUNTS: NonNullable<BooksSeed['accounts']> = Object.values(CHART).map(
	([name, type]) => ({ name, type }),
);

export const DEMO_BOOKS: BooksSeed = {
	...(JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed),
	accounts: JOURNAL_ACCOUNTS,
};

export async function itemsOfFile(
	file: string | Uint8Array,
	basis: readonly Figure[] = INVOICE_FIGURES,
): Promise<TransactionItem[]> {
	const bytes = typeof file === 'string' ? fs.readFileSync(path.join(ROOT, file)) : file;
	const report = await readReport([bytes]);
	return report.settlements.flatMap((settlement) => {
		const header = toSettlementHeader(report, settlement, 'US');
		return settlement.transactions.map((transaction) =>
			toTransactionItem(transaction, header, { basis }),
		);
	});
}

/** All of the chart but those named; `changes` by parameter. */
export function accountParameters(
	sandbox: Sandbox,
	changes: Record<string, string> = {},
): INodeParameters {
	const names = {
		...Object.fromEntries(Object.entries(CHART).map(([key, [name]]) => [key, name])),
	};
	const all = Object.entries({ ...names, remittedTax: 'Sales Tax Payable', ...changes });
	return Object.fromEntries(
		all
			.filter(([, name]) => name !== '')
			.map(([key, name]) => [key, chosen('list', idNamed(sandbox, 'account', name))]),
	);
}

/** Those of a run that posts to the chart above. */
export function journalSettingsOf(sandbox: Sandbox): JournalSettings {
	const id = (name: string) => idNamed(sandbox, 'account', name);
	return {
		accounts: {
			BANK: id('Operating Bank'),
			STORAGE: id('Storage'),
			FBA: id('Fulfilment Fees'),
			CLEARING: id('Amazon Clearing'),
		},
		feeAccountId: id('Selling Fees'),
		layout: 'perAccount',
		notPosted: 'onClearing',
		deposit: 'inEntry',
		feeTax: { mode: 'asInFile' },
		isSplitByMonth: false,
		datePolicy: 'deposit',
		periodPolicy: 'refuse',
		today: '2026-11-22',
		memo: '',
		segments: {},
		marketplaces: [],
		inTransitId: '',
		bookings: [],
		tolerance: 0,
		waitAbove: null,
		isDryRun: false,
		letsDisagreementsThrough: false,
		postsAnyway: false,
		adjusts: 'latePostings',
	};
}

interface Journal extends IDataObject {
	outcome: string;
	errorCode: string;
	errorMessage: string;
	entries: Array<{ externalId: string; date: string; lines: IDataObject[] }>;
}

export async function journals(
	sandbox: Sandbox,
	items: TransactionItem[],
	{
		accounts = {},
		options = {},
		...parameters
	}: INodeParameters & {
		accounts?: Record<string, string>;
	} = {},
) {
	const run = await runOn(
		sandbox,
		new SettlementJournalCreate(),
		{
			accounts: accountParameters(sandbox, accounts as Record<string, string>),
			options,
			...parameters,
		},
		items.length === 0 ? undefined : asItems(items),
	);
	const [outputs = [], blocked = []] = run.outputs;
	return {
		run,
		hint: run.hints[0]?.message ?? '',
		results: outputs.map(({ json }) => json.journal as Journal),
		blocked: blocked.map(({ json }) => json.journal as Journal),
	};
}

/** `AMZ-JE-1 2026-10-17`, then `Dr Operating Bank 653.03` and so on, of every journal in the books. */
export function journalsInBooks(sandbox: Sandbox): string[][] {
	const names = new Map(
		sandbox.books.records('account').map(({ id, acctName }) => [id, String(acctName)]),
	);
	return sandbox.books
		.records('journalEntry')
		.map((journal) => [
			`${journal.externalId} ${String(journal.tranDate)}`,
			...(journal.line as Array<Record<string, string>>).map(
				({ account, debit, credit }) =>
					`${debit === undefined ? 'Cr' : 'Dr'} ${names.get(account)} ${debit ?? credit}`,
			),
		]);
}

/** What is left on an account: payments, cash sales, refunds, deposits and journals, in cents; debit positive. */
export function balanceOf(sandbox: Sandbox, name: string): number {
	const accountId = idNamed(sandbox, 'account', name);
	const { books } = sandbox;
	const cents = (text: unknown) => Math.round(Number(text ?? 0) * 100);
	const money = (type: string, sign: number) =>
		sandbox.books
			.records(type)
			.filter(({ account, seeded }) => account === accountId && !seeded)
			.reduce((sum, { total }) => sum + sign * cents(total), 0);
	const lines = sandbox.books
		.records('journalEntry')
		.filter(({ approvalStatus }) => approvalStatus === '2')
		.flatMap(({ line }) => line as Array<Record<string, string>>)
		.filter(({ account }) => account === accountId)
		.reduce((sum, { debit, credit }) => sum + cents(debit) - cents(credit), 0);
	const gathered = sandbox.books
		.records('deposit')
		.flatMap(({ payment }) => payment as Array<Record<string, string>>)
		.filter(({ id }) => books.get('transaction', id)?.fields.account === accountId)
		.reduce((sum, { paymentAmount }) => sum + cents(paymentAmount), 0);
	const paid = money('customerPayment', 1) + money('cashSale', 1) - money('customerRefund', 1);
	return paid + money('deposit', 1) - gathered + lines;
}
