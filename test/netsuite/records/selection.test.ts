// Which settlement transactions a run takes from NetSuite: filters, conditions and datasets against the
// sandbox. Wanted order ids are written down by hand for each case.
import { query } from '../../../nodes/shared/netsuite/api/suiteql';
import { loadStatusIds } from '../../../nodes/shared/netsuite/records/settlementTransaction';
import type { TransactionSelection } from '../../../nodes/shared/netsuite/records/transactionSelection';
import {
	ALL_OPEN,
	DEFAULT_CONDITION,
	passesFilter,
	selectTransactions,
} from '../../../nodes/shared/netsuite/records/transactionSelection';
import { addSettlements } from '../../../nodes/shared/netsuite/settlements/addSettlements';
import {
	SUMMARY_MAPPING,
	TRANSACTION_MAPPING,
} from '../../../nodes/shared/netsuite/settlements/recordValues';
import type { Sandbox } from '../../../sandbox/sandbox';
import { createSandbox } from '../../../sandbox/sandbox';
import { clientAround } from '../../support/crash';
import { bill } from '../../support/madeBooks';
import type { MadeEvent } from '../../support/madeSettlement';
import { madeSettlement, order, refund } from '../../support/madeSettlement';
import { wait } from '../../support/node';
import { sandboxClient } from '../../support/sandboxClient';

const TABLE = 'customrecord_amzstl_transaction';

/** One settlement of a unified account with two marketplaces and multi-channel orders, one of another. */
const UNIFIED: MadeEvent[] = [
	order('111-1', 1000),
	order('701-2', 2000, { marketplaceName: 'Amazon.ca' }),
	order('S01-3', 3000, { marketplaceName: 'Non-Amazon US', merchantOrderId: 'CONSUMER-3' }),
	refund('111-1', 500, 'r'),
];
const OTHER: MadeEvent[] = [order('302-4', 4000, { marketplaceName: 'Amazon.de' })];

let sandbox: Sandbox;
const undo: Array<() => void> = [];

async function add(events: MadeEvent[], settlementId: string, account: string): Promise<void> {
	const client = sandboxClient(sandbox);
	await addSettlements(
		client,
		await loadStatusIds(client),
		madeSettlement(events, { settlementId, account }),
		{ summaryFields: SUMMARY_MAPPING, transactionFields: TRANSACTION_MAPPING, isDryRun: false },
	);
}

/** As people would by hand: the status of one order, or the day it was recorded. */
function change(orderId: string, field: string, value: string): void {
	const record = sandbox.books
		.ofType(TABLE)
		.find(({ fields }) => fields.custrecord_amzstl_t_order_id === orderId);
	if (record === undefined) {
		throw new Error(`no record of ${orderId}`);
	}
	const before = record.fields[field];
	undo.push(() => {
		record.fields[field] = before;
		sandbox.books.put(record);
	});
	record.fields[field] = value;
	sandbox.books.put(record);
}

function statusId(name: string): string {
	const list = sandbox.books.ofType('customlist_amzstl_status');
	return list.find(({ fields }) => fields.name === name)?.id ?? '';
}

beforeAll(async () => {
	sandbox = await createSandbox({ books: { invoices: [bill(100, { externalId: 'X' })] } });
	await add(UNIFIED, '11', 'US main');
	await add(OTHER, '12', 'EU');
});
afterEach(() => undo.splice(0).forEach((back) => back()));
afterAll(async () => await sandbox.close());

async function taken(selection: Partial<TransactionSelection>): Promise<string[]> {
	const client = sandboxClient(sandbox);
	const { transactions } = await selectTransactions(client, {
		...ALL_OPEN,
		transactionTypes: ['order'],
		...selection,
	});
	return transactions.map(({ orderId }) => orderId);
}

async function refusal(selection: Partial<TransactionSelection>): Promise<string> {
	return await taken(selection).then(
		(orders) => `took ${orders.join(', ')}`,
		(error: { code: string; message: string; remedy: string }) =>
			`${error.code}: ${error.message} / ${error.remedy}`,
	);
}

const ALL = ['111-1', '701-2', 'S01-3', '302-4'];

test.each<[string, Partial<TransactionSelection>, string[]]>([
	['nothing said', {}, ALL],
	['the default condition', { condition: DEFAULT_CONDITION }, ALL],
	['one settlement', { settlementIds: ['12'] }, ['302-4']],
	['two settlements', { settlementIds: ['11', '12'] }, ALL],
	['an account, in another case', { accounts: ['us MAIN'] }, ['111-1', '701-2', 'S01-3']],
	['two accounts', { accounts: ['EU', 'US main'] }, ALL],
	['one marketplace of a unified account', { marketplaces: ['amazon ca'] }, ['701-2']],
	['two marketplaces', { marketplaces: ['AmazonCom', 'Non-Amazon US'] }, ['111-1', 'S01-3']],
	['account and marketplace', { accounts: ['EU'], marketplaces: ['Amazon.com'] }, []],
	['a limit', { limit: 2 }, ['111-1', '701-2']],
	['refunds', { transactionTypes: ['refund'] }, ['111-1']],
	['an amount', { condition: 't.custrecord_amzstl_t_amount > 15' }, ['701-2', 'S01-3', '302-4']],
	[
		'OR stays within its parentheses',
		{
			settlementIds: ['11'],
			condition: "t.custrecord_amzstl_t_order_id = '302-4' OR t.custrecord_amzstl_t_amount = 20",
		},
		['701-2'],
	],
	[
		'a column of the summary',
		{ condition: "s.custrecord_amzstl_s_settlement_id = '12'" },
		['302-4'],
	],
	['a sub-query', { condition: `t.id IN (SELECT MAX(x.id) FROM ${TABLE} x)` }, ['302-4']],
])('%s', async (_, selection, wanted) => {
	expect(await taken(selection)).toEqual(wanted);
});

test('New and Unapplied, never what is Applied, whatever the condition says', async () => {
	change('111-1', 'custrecord_amzstl_t_status', statusId('Applied'));
	change('701-2', 'custrecord_amzstl_t_status', statusId('Partially Applied'));
	change('S01-3', 'custrecord_amzstl_t_status', statusId('Unapplied'));
	expect(await taken({})).toEqual(['S01-3', '302-4']);
	expect(await taken({ condition: '1 = 1' })).toEqual(['S01-3', '302-4']);
	expect(await taken({ condition: DEFAULT_CONDITION.replace("'New', ", '') })).toEqual(['S01-3']);
});

test('statuses and transactions are asked for side by side; what is wrong with the statuses is told', async () => {
	let inFlight = 0;
	let most = 0;
	let isFirst = true;
	const client = clientAround(sandbox, (send) => async (request) => {
		if (isFirst) {
			isFirst = false;
			return await send(request);
		}
		most = Math.max(most, ++inFlight);
		await wait(5);
		inFlight -= 1;
		return { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail: 'Unknown.' }] } };
	});
	// The first request of a run goes alone.
	await query(client, 'SELECT id FROM currency', [], 'read the currencies');
	const selection = { ...ALL_OPEN, transactionTypes: ['order'], condition: DEFAULT_CONDITION };
	await expect(selectTransactions(client, selection)).rejects.toMatchObject({
		code: 'NETSUITE_VALIDATION',
		message: expect.stringContaining('read the settlement statuses') as string,
	});
	expect(most).toBe(2);
});

test('age: by the day of recording', async () => {
	change('111-1', 'created', '2026-08-31T10:00:00Z');
	change('701-2', 'created', '2026-09-01T10:00:00Z');
	expect(await taken({ recordedBefore: '2026-09-01' })).toEqual(['111-1']);
	expect(await taken({ recordedSince: '2026-09-01' })).toEqual(['701-2', 'S01-3', '302-4']);
	expect(await taken({ recordedSince: '2026-09-01', recordedBefore: '2026-09-02' })).toEqual([
		'701-2',
	]);
});

test.each([
	[
		't.nonsense = 1',
		/^SELECTION_INVALID: NetSuite does not understand the condition 't.nonsense = 1': .*Unknown identifier 't.nonsense'.* Correct 'Condition'/,
	],
	['1 = 1 ORDER BY 1', /^SELECTION_INVALID: .*Invalid or unsupported search/],
	['t.id IN (SELECT id FROM nowhere)', /^SELECTION_INVALID: .*Invalid search type: nowhere/],
	['1 = 1) OR (1 = 1', /^SELECTION_INVALID: .*parenthesis is closed that was not opened/],
])('the condition %s is refused', async (condition, says) => {
	expect(await refusal({ condition })).toMatch(says);
});

const DATASET = 'custdataset_mine';
const listing = (query: string) => sandbox.datasets.put({ id: DATASET, name: 'Mine', query });

test.each<[string, string, string[]]>([
	[
		'internal ids',
		`SELECT id, name FROM ${TABLE} WHERE custrecord_amzstl_t_amount >= 20`,
		ALL.slice(1),
	],
	[
		'external ids',
		`SELECT externalid AS "externalId" FROM ${TABLE} WHERE custrecord_amzstl_t_amount = 20`,
		['701-2'],
	],
	['a record twice', `SELECT a.id AS id FROM ${TABLE} a CROSS JOIN ${TABLE} b`, ALL],
	['none', `SELECT id FROM ${TABLE} WHERE 1 = 0`, []],
	[
		'what the node does not post',
		`SELECT id FROM ${TABLE} WHERE custrecord_amzstl_t_type = 'Refund'`,
		[],
	],
])('a dataset of %s', async (_, query, wanted) => {
	listing(query);
	expect(await taken({ datasetId: DATASET })).toEqual(wanted);
});

test('a dataset is narrowed by the filters, and what it lists as Applied is passed over', async () => {
	listing(`SELECT id FROM ${TABLE}`);
	change('111-1', 'custrecord_amzstl_t_status', statusId('Applied'));
	expect(await taken({ datasetId: DATASET })).toEqual(ALL.slice(1));
	expect(await taken({ datasetId: DATASET, marketplaces: ['Amazon.de'] })).toEqual(['302-4']);
	expect(await taken({ datasetId: DATASET, limit: 1 })).toEqual(['701-2']);
});

test.each([
	[
		'no id column',
		`SELECT custrecord_amzstl_t_order_id, name FROM ${TABLE}`,
		/^SELECTION_INVALID: .*no Internal ID .* columns are custrecord_amzstl_t_order_id, name .* Add the column Internal ID/,
	],
	[
		'names where ids should be',
		`SELECT name AS id FROM ${TABLE}`,
		/^SELECTION_INVALID: .*no Internal ID/,
	],
	[
		'another record',
		"SELECT id FROM transaction WHERE type = 'CustInvc'",
		/^SELECTION_INVALID: .*lists 1 records that are no Amazon Settlement Transaction/,
	],
])('a dataset with %s is refused', async (_, query, says) => {
	listing(query);
	expect(await refusal({ datasetId: DATASET })).toMatch(says);
});

test.each([
	[
		'custdataset_other',
		/^SELECTION_INVALID: .*custdataset_other does not exist.* share the dataset/,
	],
	['../../record/v1/x', /^SELECTION_INVALID: .*no ID of a dataset/],
])('the dataset %s', async (datasetId, says) => {
	expect(await refusal({ datasetId })).toMatch(says);
});

test.each([
	[[], [], true],
	[['us MAIN'], ['amazoncom'], true],
	[['US'], [], false],
	[[], ['Amazon.ca', 'AMAZON COM'], true],
	[[], ['Amazon.ca'], false],
])('items of accounts %p and marketplaces %p', (accounts, marketplaces, passes) => {
	const item = { account: 'US main', marketplaceName: 'Amazon.com' };
	expect(passesFilter(item, { accounts, marketplaces })).toBe(passes);
});

test('a dataset of 2500 records comes in pages and is read back in chunks', async () => {
	const many = Array.from({ length: 2500 }, (_, at) => order(`M-${at}`, 100));
	await add(many, '13', 'Big');
	sandbox.requests.reset();
	listing(`SELECT id FROM ${TABLE} WHERE custrecord_amzstl_t_account = 'Big' ORDER BY id`);
	const orders = await taken({ datasetId: DATASET, accounts: ['Big'] });
	expect(new Set(orders)).toEqual(new Set(many.map(({ orderId }) => orderId)));
	expect(orders).toHaveLength(2500);
	// Statuses once, 3 chunks of keys; the dataset itself in 3 pages.
	expect(sandbox.requests.counters).toMatchObject({ get: 3, suiteql: 4, total: 7 });
});
