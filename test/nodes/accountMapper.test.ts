// Accounts by group: what the editor is offered and proposed, that the node posts to the stored ids alone, and that
// nothing else passes for one.
import type { INodeParameters, ResourceMapperField } from 'n8n-workflow';

import { resourceMapping } from '../../nodes/SettlementJournalCreate/accountMapper';
import { proposedAccounts } from '../../nodes/shared/netsuite/journals/proposedAccounts';
import type { Sandbox } from '../../sandbox/sandbox';
import { editorContext } from '../support/editorContext';
import { itemsOfFile, JOURNAL_ACCOUNTS, journals, journalsInBooks } from '../support/journals';
import { invoiceOf } from '../support/madeBooks';
import { madeReport } from '../support/madeReport';
import { idNamed, settle } from '../support/settle';
import { withSandbox } from '../simulate/story';

const BOOKS = {
	accounts: JOURNAL_ACCOUNTS,
	invoices: [invoiceOf('111-1', 10000)],
};
const REPORT = madeReport({ total: '70.00' }, [
	'Order 111-1 2026-10-05 ItemPrice|Principal 100.00',
	'Order 111-1 2026-10-05 ItemFees|Commission -15.00',
	'FBAFees - 2026-10-06 FBA Inventory Storage Fee|Base fee -10.00',
	'other-transaction - 2026-10-06 other-transaction|Current Reserve Amount -5.00',
]);

const fieldsOf = async (sandbox: Sandbox, accountsFrom: string) => {
	const context = editorContext(sandbox, { accountsFrom });
	return (await resourceMapping.accountGroups.call(context)).fields;
};

/** As the editor stores it when the node is opened: the proposals, and how the fields looked. */
const stored = (fields: ResourceMapperField[]) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(
		fields.flatMap(({ id, defaultValue }) => (defaultValue ? [[id, defaultValue]] : [])),
	),
	schema: fields,
	matchingColumns: [],
});

const run = async (sandbox: Sandbox, accountsFrom: string, accountsByGroup: object) =>
	await journals(sandbox, await itemsOfFile(REPORT), {
		accountsFrom,
		accountsByGroup: accountsByGroup as INodeParameters,
	});

test.each([
	[
		'groups',
		29,
		[
			'Dr Operating Bank 70.00',
			'Dr Selling Fees 15.00',
			'Dr Storage 10.00',
			'Dr Amazon Reserve 5.00',
		],
	],
	['short', 4, ['Dr Operating Bank 70.00', 'Dr Amazon Fees 25.00', 'Dr Amazon Reserve 5.00']],
])('%s: the proposals, saved as they are, post the journal', async (accountsFrom, count, lines) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const fields = await fieldsOf(sandbox, accountsFrom);
		expect(fields).toHaveLength(count);
		const names = fields[0].options?.map(({ name }) => name) ?? [];
		expect(names.some((name) => name.includes('Operating Bank'))).toBe(true);
		expect(names.filter((name) => /Receivable|Payable$/.test(name))).toEqual([
			expect.stringContaining('Sales Tax Payable'),
		]);
		await settle(sandbox, await itemsOfFile(REPORT));
		// The only bank account that is nothing else is proposed as well.
		expect(stored(fields).value.bank).toBe(idNamed(sandbox, 'account', 'Operating Bank'));
		const { results } = await run(sandbox, accountsFrom, stored(fields));
		expect(results).toMatchObject([{ outcome: 'created', errorCode: '', errorMessage: '' }]);
		expect(journalsInBooks(sandbox)[0].slice(1).sort()).toEqual(
			[...lines, 'Cr Amazon Clearing 100.00'].sort(),
		);
	});
});

test('nothing is matched by name when it runs: a group without a saved account blocks', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, await itemsOfFile(REPORT));
		const fields = await fieldsOf(sandbox, 'groups');
		const mapped = stored(fields);
		delete mapped.value.storage;
		const { results } = await run(sandbox, 'groups', mapped);
		expect(results).toMatchObject([{ errorCode: 'JOURNAL_ACCOUNT_MISSING' }]);
		expect(results[0].errorMessage).toContain('STORAGE with -10.00 USD');
		expect(journalsInBooks(sandbox)).toEqual([]);
	});
});

test.each([
	['a name', { storage: 'Storage' }, "'Storage' is 'Storage', which is not an internal ID"],
	['a group that is none', { stock: '12' }, "has 'stock', which is no group"],
	['a list', { storage: ['12'] }, "'storage' is a list"],
])('refused: %s', async (_, value, text) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { run: done } = await run(sandbox, 'groups', { mappingMode: 'defineBelow', value });
		expect(done.error?.message).toContain(text);
	});
});

test('names of accounts are never evaluated', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, await itemsOfFile(REPORT));
		const mapped = stored(await fieldsOf(sandbox, 'short'));
		const evil = { name: '={{ $json.nothing.at.all }}', value: '1' };
		const schema = mapped.schema.map((field) => ({
			...field,
			options: [evil, ...(field.options ?? [])],
		}));
		const { results } = await run(sandbox, 'short', { ...mapped, schema });
		expect(results).toMatchObject([{ outcome: 'created', errorCode: '' }]);
	});
});

const account = (accountId: string, name: string, type = 'Expense') => ({ accountId, name, type });

test.each([
	['the name that Link My Books gives it', [account('1', 'Reserved Balances')], { RESERVE: '1' }],
	['two that fit: neither', [account('1', 'Storage'), account('2', 'Storage East')], {}],
	[
		'two that fit: that of Amazon',
		[account('1', 'Storage'), account('2', 'Amazon Storage')],
		{ STORAGE: '2' },
	],
	[
		'the only bank account beside clearing',
		[account('1', 'Chase', 'Bank'), account('2', 'Amazon Clearing', 'Bank')],
		{ BANK: '1', CLEARING: '2' },
	],
	[
		'two bank accounts: neither',
		[account('1', 'Chase', 'Bank'), account('2', 'Wells', 'Bank')],
		{},
	],
	['part of a word', [account('1', 'Restorage')], {}],
])('proposed: %s', (_, chart, expected) => {
	expect(proposedAccounts(chart)).toEqual(expected);
});
