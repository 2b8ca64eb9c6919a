// SuiteQL: what goes in, what comes out, what is refused and in which words. Nothing is written.
import type { Account, Reply } from '../account';
import type { Probe } from '../probe';
import { SETTLEMENT } from '../stock';

const TRANSACTION = 'customrecord_amzstl_transaction';

const LIST = 'customlist_amzstl_status';

/** The part of a refusal that we go by, or what was said instead. */
function words({ status, detail }: Reply, pattern: RegExp): string {
	const found = pattern.exec(detail)?.[0];
	return `${status}, ${found ?? (detail.slice(0, 120) || 'no words')}`;
}

async function firstRow(account: Account, q: string, params?: string[]): Promise<string> {
	const { status, body, detail } = await account.query(q, params);
	const row = body.items?.[0];
	if (status !== 200 || row === undefined) {
		return `${status}, ${detail || 'no row'}`;
	}
	const values = Object.entries(row as object).filter(([name]) => name !== 'links');
	return JSON.stringify(Object.fromEntries(values));
}

function probe(
	id: string,
	mark: Probe['mark'],
	assumption: string,
	expected: string,
	look: Probe['look'],
	more: Partial<Probe> = {},
): Probe {
	return { id, mark, assumption, expected, look, isReadOnly: true, ...more };
}

const oneOf = (what: string) => `SELECT ${what} FROM ${LIST} WHERE name = 'New'`;

export const QUERY_PROBES: Probe[] = [
	probe(
		'query-transient',
		'U',
		'A query without Prefer: transient is refused',
		'400 INVALID_REQUEST',
		async ({ ask }) => {
			const request = { method: 'POST', body: { q: oneOf('id') } };
			const { status, code } = await ask('/query/v1/suiteql', request);
			return `${status} ${code}`;
		},
	),
	probe(
		'query-texts',
		'L',
		'Every value is a text, and names come in lower case whatever the alias',
		'{"ordernumber":"7"}',
		async (account) => await firstRow(account, oneOf('7 AS OrderNumber')),
	),
	probe(
		'query-nulls',
		'I',
		'Null values are left out',
		'{"present":"yes"}',
		async (account) =>
			await firstRow(account, oneOf("'yes' AS present, NULLIF(name, 'New') AS missing")),
	),
	probe(
		'query-dates',
		'L',
		'Dates come as M/D/YYYY unless TO_CHAR says otherwise',
		'{"plain":"1/31/2026","told":"2026-01-31"}',
		async (account) =>
			await firstRow(
				account,
				oneOf(
					"TO_DATE('2026-01-31', 'YYYY-MM-DD') AS plain, TO_CHAR(TO_DATE('2026-01-31', 'YYYY-MM-DD'), 'YYYY-MM-DD') AS told",
				),
			),
	),
	probe(
		'query-binds',
		'D',
		'Placeholders are bound in their order',
		'{"first":"a","second":"b"}',
		async (account) => await firstRow(account, oneOf('? AS first, ? AS second'), ['a', 'b']),
	),
	probe(
		'query-unknown-column',
		'L',
		'An unknown column is named',
		"400, Unknown identifier 'nosuch'",
		async ({ query }) => words(await query(oneOf('nosuch')), /Unknown identifier '\w+'/),
	),
	probe(
		'query-unknown-table',
		'L',
		'An unknown table is an invalid search type',
		'400, Invalid search type',
		async ({ query }) =>
			words(await query('SELECT id FROM nosuchtable'), /Invalid search type|was not found/),
	),
	probe(
		'query-in',
		'D',
		'IN takes 1000 arguments and no more',
		'200, then 400',
		async ({ query }) => {
			const list = (length: number) =>
				`${oneOf('id')} AND id IN (${Array.from({ length }, (_, at) => at + 1).join(', ')})`;
			const [most, more] = [await query(list(1000)), await query(list(1001))];
			return `${most.status}, then ${more.status}`;
		},
	),
	probe('query-with', 'D', 'WITH is refused', '400', async ({ query }) =>
		String((await query(`WITH x AS (${oneOf('id')}) SELECT id FROM x`)).status),
	),
	probe(
		'query-offset',
		'D',
		'An offset that the limit does not divide is refused',
		'400',
		async ({ query }) =>
			String((await query(`SELECT id FROM ${LIST} ORDER BY id`, [], '?limit=2&offset=1')).status),
	),
	probe(
		'query-pages',
		'D',
		'A page tells whether there are more, how many rows there are, and where the next one is',
		'1 of 4, more, next',
		async ({ query }) => {
			const { body } = await query(`SELECT id FROM ${LIST} ORDER BY id`, [], '?limit=1&offset=0');
			const links = ((body.links ?? []) as Array<{ rel: string }>).map(({ rel }) => rel);
			const parts = [`${body.count} of ${body.totalResults}`, body.hasMore ? 'more' : 'no more'];
			return [...parts, ...links.filter((rel) => rel === 'next')].join(', ');
		},
	),
	probe(
		'query-custom-records',
		'I',
		'A custom record is a table by its script id, with name, externalid, isinactive and its fields',
		'200',
		async ({ query }) =>
			String(
				(
					await query(
						`SELECT id, name, externalid, isinactive, custrecord_amzstl_s_settlement_id FROM ${SETTLEMENT}`,
					)
				).status,
			),
	),
	probe(
		'query-list-scriptid',
		'U',
		'The script id of a list value comes in capitals',
		'{"scriptid":"VAL_NEW"}',
		async (account) => await firstRow(account, oneOf('scriptid')),
	),
	probe(
		'query-document-columns',
		'L',
		'Transactions have the columns that our queries name',
		'200',
		async ({ query }) =>
			String(
				(
					await query(
						`SELECT id, tranid, type, entity, currency, externalid, otherrefnum, memo, status, voided, posting,
							foreigntotal, foreignamountunpaid, foreignpaymentamountunused FROM transaction WHERE id = 0`,
					)
				).status,
			),
		{ preference: 'absentColumns' },
	),
	probe(
		'query-line-columns',
		'L',
		'Transaction lines have the columns that our queries name',
		'200',
		async ({ query }) =>
			String(
				(
					await query(
						`SELECT transaction, mainline, taxline, iscogs, item, quantity, foreignamount, createdfrom,
							expenseaccount FROM transactionline WHERE transaction = 0`,
					)
				).status,
			),
		{ preference: 'absentColumns' },
	),
	probe(
		'query-long-text',
		'U',
		'LIKE, INSTR, REPLACE and LENGTH take a long text of a record or a transaction',
		'200, 200',
		async ({ query }) => {
			const asked = [
				`SELECT t.id FROM ${TRANSACTION} t WHERE t.custrecord_amzstl_t_allocation NOT LIKE '% %'`,
				`SELECT d.id, LENGTH(REPLACE(d.custbody_amzstl_transactions, ':', '')) AS length FROM transaction d
					WHERE d.id = 0 AND INSTR(' ' || d.custbody_amzstl_transactions, ' 1:') = 0`,
			];
			const statuses = [];
			for (const q of asked) {
				statuses.push((await query(q)).status);
			}
			return statuses.join(', ');
		},
		{ preference: 'refusedSql' },
	),
	probe(
		'query-amount-text',
		'U',
		'TO_CHAR, TRUNC, MOD and SUBSTR write an amount as 35.74',
		'{"amount":"35.74"}',
		async (account) =>
			await firstRow(
				account,
				oneOf(
					"TRUNC(ROUND(35.74 * 100) / 100) || '.' || SUBSTR(TO_CHAR(MOD(ROUND(35.74 * 100), 100) + 100), 2, 2) AS amount",
				),
			),
		{ preference: 'refusedSql' },
	),
	probe(
		'query-join-case',
		'U',
		'NVL and CASE may stand in the condition of a join',
		'200',
		async ({ query }) =>
			String(
				(
					await query(
						`SELECT t.id FROM ${TRANSACTION} t LEFT JOIN transaction k ON k.id = NVL(t.custrecord_amzstl_t_cash_sale,
							CASE WHEN t.custrecord_amzstl_t_posted IS NULL THEN t.custrecord_amzstl_t_to_apply END)
							WHERE t.id = 0`,
					)
				).status,
			),
		{ preference: 'refusedSql' },
	),
	probe(
		'query-link-grouped',
		'U',
		'Sums by payment and invoice can be compared in HAVING, from a subquery too',
		'200',
		async ({ query }) =>
			String(
				(
					await query(
						`SELECT x.doc FROM (SELECT DISTINCT l.nextdoc AS doc, l.foreignamount AS part
							FROM NextTransactionLineLink l WHERE l.linktype = 'Payment' AND l.nextdoc = 0) x
							GROUP BY x.doc HAVING SUM(ABS(x.part)) > 0.0004`,
					)
				).status,
			),
		{ preference: 'refusedSql' },
	),
	probe(
		'query-base-currency',
		'L',
		'One currency is the base currency',
		'1 base currency',
		async ({ query }) => {
			const { status, body, detail } = await query(
				"SELECT symbol FROM currency WHERE isbasecurrency = 'T'",
			);
			return status === 200 ? `${body.totalResults} base currency` : `${status}, ${detail}`;
		},
		{ preference: 'features.multipleCurrencies' },
	),
	probe(
		'query-async',
		'U',
		'A query is answered at once, even where a job is preferred',
		'200',
		async ({ ask }) => {
			const headers = { prefer: 'respond-async, transient' };
			const request = { method: 'POST', headers, body: { q: oneOf('id') } };
			return String((await ask('/query/v1/suiteql', request)).status);
		},
		{ preference: 'asyncQueries' },
	),
];
