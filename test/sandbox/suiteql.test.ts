// SuiteQL over HTTP: the service's own rules, NetSuite's refusals, and the tables over the books.
import { CLEARING, detailOf, openClient, type Client } from './client';

let client: Client;

beforeAll(async () => {
	client = await openClient({ now: () => new Date('2026-11-22T10:20:30Z') });
});

afterAll(async () => {
	await client.sandbox.close();
});

const SEARCH = 'Invalid search query. Detailed unprocessed description follows. ';
const UNSUPPORTED = `${SEARCH}Invalid or unsupported search.`;

describe('the service', () => {
	test('wants Prefer: transient', async () => {
		const body = { q: 'SELECT id FROM currency' };
		const reply = await client.send('/query/v1/suiteql', { method: 'POST', body });
		expect(reply.status).toBe(400);
		expect(detailOf(reply)['o:errorCode']).toBe('INVALID_REQUEST');
	});

	test('answers strings in lower-case columns, flags as T and F, and leaves nulls out', async () => {
		const q =
			'SELECT ID AS "TheId", entityId, isInactive, externalid FROM customer WHERE entityid = ?';
		const { status, body } = await client.suiteql(q, ['Amazon US']);
		expect(status).toBe(200);
		expect(body).toEqual({
			links: [expect.objectContaining({ rel: 'self' })],
			count: 1,
			hasMore: false,
			items: [{ links: [], theid: client.customerId, entityid: 'Amazon US', isinactive: 'F' }],
			offset: 0,
			totalResults: 1,
		});
	});

	test('pages, with an offset divisible by the limit', async () => {
		const q = 'SELECT id FROM currency ORDER BY id';
		const { body } = await client.suiteql(q, [], '?limit=5&offset=15');
		expect(body).toMatchObject({ count: 2, hasMore: false, offset: 15, totalResults: 17 });
		const first = await client.suiteql(q, [], '?limit=5');
		expect(first.body).toMatchObject({
			hasMore: true,
			links: [
				{ rel: 'next', href: expect.stringContaining('limit=5&offset=5') },
				{ rel: 'last', href: expect.stringContaining('offset=15') },
				{ rel: 'self' },
			],
		});
		expect((await client.suiteql(q, [], '?limit=5&offset=3')).status).toBe(400);
		expect((await client.suiteql(q, [], '?limit=1001')).status).toBe(400);
	});

	test.each([
		[
			'an unknown column',
			'SELECT subsidiary FROM transaction',
			"Unknown identifier 'subsidiary'. Available identifiers are: {transaction=transaction}.",
		],
		['createdfrom of the header', 'SELECT t.createdfrom FROM transaction t', 'Unknown identifier'],
		['an unknown table', 'SELECT id FROM email', 'Invalid search type: email.'],
	])('refuses %s in NetSuite words', async (_, q, text) => {
		const reply = await client.suiteql(q);
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({
			'o:errorDetails': [{ 'o:errorQueryParam': 'q', 'o:errorCode': 'INVALID_PARAMETER' }],
		});
		expect(detailOf(reply).detail).toContain(SEARCH);
		expect(detailOf(reply).detail).toContain(text);
	});

	test.each([
		['WITH', 'WITH x AS (SELECT id FROM currency) SELECT id FROM x'],
		['square brackets', 'SELECT [id] FROM currency'],
		['the outer-join sign', 'SELECT a.id FROM currency a, account b WHERE a.id = b.currency(+)'],
		['LIMIT', 'SELECT id FROM currency LIMIT 5'],
		['a statement that writes', 'DELETE FROM currency'],
		['a second statement', 'SELECT id FROM currency; SELECT id FROM currency'],
		['an unknown function', 'SELECT PG_SLEEP(1) FROM currency'],
		['an ISO date as a bare text', "SELECT id FROM transaction WHERE trandate > '2026-01-01'"],
		['ROWNUM with ORDER BY', 'SELECT id FROM currency WHERE ROWNUM <= 2 ORDER BY id'],
		['too few parameters', 'SELECT id FROM currency WHERE id = ?'],
	])('refuses %s', async (_, q) => {
		const reply = await client.suiteql(q);
		expect(reply.status).toBe(400);
		expect(detailOf(reply).detail).toContain(SEARCH);
	});

	test('takes 1000 arguments of IN, not 1001', async () => {
		const q = (count: number) =>
			`SELECT id FROM currency WHERE id IN (${Array(count).fill('?').join(',')})`;
		const ids = Array.from({ length: 1001 }, (_, position) => position);
		expect((await client.suiteql(q(1000), ids.slice(0, 1000))).body).toMatchObject({ count: 17 });
		expect((await client.suiteql(q(1001), ids)).status).toBe(400);
	});

	test('a question mark inside a text is no parameter', async () => {
		expect(await client.rows("SELECT 'why?' w FROM currency WHERE symbol = ?", ['USD'])).toEqual([
			{ w: 'why?' },
		]);
		expect(detailOf(await client.suiteql('SELECT FROM')).detail).toBe(UNSUPPORTED);
	});
});

describe('the tables', () => {
	test('invoices by external id, open amounts without trailing zeros, dates as the account writes them', async () => {
		const q = `SELECT t.id, t.externalid, t.trandate, TO_CHAR(t.trandate, 'YYYY-MM-DD') iso,
			t.foreigntotal, t.foreignamountunpaid, t.foreignamountpaid, t.status, BUILTIN.DF(t.status) label
			FROM transaction t JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'
			WHERE t.type = 'CustInvc' AND t.externalid IN (?, ?) ORDER BY t.externalid`;
		expect(await client.rows(q, ['Amazon.com_111-9', 'Amazon.com_111-1'])).toEqual([
			{
				id: client.invoiceId('Amazon.com_111-1'),
				externalid: 'Amazon.com_111-1',
				trandate: '1/2/2026',
				iso: '2026-01-02',
				foreigntotal: '430.8',
				foreignamountunpaid: '430.8',
				foreignamountpaid: '0',
				status: 'A',
				label: 'Invoice : Open',
			},
			expect.objectContaining({ foreigntotal: '38.24', foreignamountunpaid: '28' }),
		]);
	});

	test('an external id is compared letter by letter', async () => {
		const q = 'SELECT id FROM transaction WHERE externalid = ?';
		expect(await client.rows(q, ['amazon.com_111-1'])).toEqual([]);
	});

	test('the PO number of an order leads to its invoice', async () => {
		const q = `SELECT DISTINCT so.otherrefnum, so.externalid AS soext, inv.id
			FROM transaction so JOIN NextTransactionLineLink l ON l.previousdoc = so.id AND l.linktype = 'OrdBill'
			JOIN transaction inv ON inv.id = l.nextdoc AND inv.type = 'CustInvc'
			WHERE so.type = 'SalesOrd' AND so.otherrefnum IN (?)`;
		expect(await client.rows(q, ['111-1'])).toEqual([
			{ otherrefnum: '111-1', soext: 'SO-1', id: client.invoiceId('Amazon.com_111-1') },
		]);
	});

	test('created-from is on the lines', async () => {
		const [{ id: order }] = await client.rows(
			"SELECT id FROM transaction WHERE externalid = 'SO-1'",
		);
		const q = 'SELECT DISTINCT transaction FROM transactionline WHERE createdfrom = ?';
		expect(await client.rows(q, [order])).toEqual([
			{ transaction: client.invoiceId('Amazon.com_111-1') },
		]);
	});

	test('lines stand on their side of the ledger and add up to nothing', async () => {
		const q = `SELECT linesequencenumber n, mainline, taxline, foreignamount, quantity
			FROM transactionline WHERE transaction = ? ORDER BY linesequencenumber`;
		expect(await client.rows(q, [client.invoiceId('Amazon.com_111-9')])).toEqual([
			{ n: '0', mainline: 'T', taxline: 'F', foreignamount: '38.24' },
			{ n: '1', mainline: 'F', taxline: 'F', foreignamount: '-35.74', quantity: '-1' },
			{ n: '2', mainline: 'F', taxline: 'T', foreignamount: '-2.5' },
		]);
	});

	test('follow the books after every change', async () => {
		const doc = client.invoiceId('Amazon.co.jp_249-1');
		const customer = client.sandbox.books.records('invoice').find(({ id }) => id === doc)?.entity;
		const request = {
			method: 'POST',
			body: {
				customer,
				account: CLEARING,
				payment: 1300,
				apply: { items: [{ doc, amount: 1000 }] },
			},
		};
		const unpaid = 'SELECT foreignamountunpaid u FROM transaction WHERE id = ?';
		expect(await client.rows(unpaid, [doc])).toEqual([{ u: '1280' }]);
		const { headers } = await client.send('/record/v1/customerPayment', request);
		const payment = headers.get('location')?.split('/').pop();
		expect(await client.rows(unpaid, [doc])).toEqual([{ u: '280' }]);
		const applied = `SELECT l.foreignamount a, p.foreignpaymentamountunused unused
			FROM NextTransactionLineLink l JOIN transaction p ON p.id = l.nextdoc
			WHERE l.previousdoc = ? AND l.nextdoc = ?`;
		expect(await client.rows(applied, [doc, payment])).toEqual([{ a: '1000', unused: '300' }]);
		await client.send(headers.get('location') ?? '', { method: 'DELETE' });
		expect(await client.rows(unpaid, [doc])).toEqual([{ u: '1280' }]);
		expect(await client.rows('SELECT id FROM transaction WHERE id = ?', [payment])).toEqual([]);
	});

	test('a query sees a change in every table it reads: of a name shown, a sub-query, a join', async () => {
		const rename = async (entityId: string) => {
			const path = `/record/v1/customer/${client.customerId}`;
			const { status } = await client.send(path, { method: 'PATCH', body: { entityId } });
			expect(status).toBe(204);
		};
		const of = "FROM transaction t WHERE t.externalid = 'SO-1'";
		const byName = (name: string) =>
			`${of} AND t.entity IN (SELECT id FROM customer WHERE entityid = '${name}')`;
		const joined = `SELECT c.entityid e FROM transaction t JOIN customer c ON c.id = t.entity
			WHERE t.externalid = 'SO-1'`;
		await rename('Amazon A');
		expect(await client.rows(`SELECT BUILTIN.DF(t.entity) e ${of}`)).toEqual([{ e: 'Amazon A' }]);
		await rename('Amazon B');
		expect(await client.rows(`SELECT COUNT(*) n ${byName('Amazon B')}`)).toEqual([{ n: '1' }]);
		await rename('Amazon C');
		expect(await client.rows(joined)).toEqual([{ e: 'Amazon C' }]);
		await rename('Amazon US');
		expect(await client.rows(`SELECT COUNT(*) n ${byName('Amazon C')}`)).toEqual([{ n: '0' }]);
	});

	test('totals of credit memos are negative', async () => {
		const body = {
			entity: client.customerId,
			item: { items: [{ item: { refName: 'Amazon Refund' }, amount: 0.5 }] },
		};
		await client.send('/record/v1/creditMemo', { method: 'POST', body });
		const q =
			"SELECT foreigntotal, foreignpaymentamountunused FROM transaction WHERE type = 'CustCred'";
		expect(await client.rows(q)).toEqual([
			{ foreigntotal: '-.5', foreignpaymentamountunused: '.5' },
		]);
	});

	test('a custom list shows its values, a custom record its fields', async () => {
		expect(await client.rows('SELECT id, name FROM customlist_amzstl_status ORDER BY id')).toEqual([
			{ id: '1', name: 'New' },
			{ id: '2', name: 'Applied' },
			{ id: '3', name: 'Partially Applied' },
			{ id: '4', name: 'Unapplied' },
		]);
		const body = {
			externalId: 'AMZ-STL-1',
			name: 'One',
			custrecord_amzstl_s_settlement_id: '1',
			custrecord_amzstl_s_deposit_date: '2026-01-31',
		};
		await client.send('/record/v1/customrecord_amzstl_settlement', { method: 'POST', body });
		const q = `SELECT externalid, custrecord_amzstl_s_deposit_date d, created, isinactive
			FROM customrecord_amzstl_settlement WHERE created >= ADD_MONTHS(SYSDATE, -2)`;
		expect(await client.rows(q)).toEqual([
			{ externalid: 'AMZ-STL-1', d: '1/31/2026', created: '11/22/2026', isinactive: 'F' },
		]);
	});

	test('periods list months, quarters, years and adjustments; a closed one says so', async () => {
		const q = `SELECT periodname, closed FROM accountingperiod
			WHERE startdate <= TO_DATE(?, 'YYYY-MM-DD') AND enddate >= TO_DATE(?, 'YYYY-MM-DD') ORDER BY periodname`;
		expect(await client.rows(q, ['2025-12-05', '2025-12-05'])).toEqual([
			{ periodname: 'Adj 2025', closed: 'T' },
			{ periodname: 'Dec 2025', closed: 'T' },
			{ periodname: 'FY 2025', closed: 'F' },
			{ periodname: 'Q4 2025', closed: 'F' },
		]);
	});

	test.each([
		[
			"SELECT COUNT(*) c, SUM(foreignamountunpaid) s FROM transaction WHERE type = 'CustInvc' GROUP BY type HAVING COUNT(*) > 1",
			[{ c: '3', s: '1738.8' }],
		],
		[
			"SELECT CASE WHEN symbol = 'USD' THEN 'base' ELSE 'other' END k, COUNT(DISTINCT id) n FROM currency GROUP BY CASE WHEN symbol = 'USD' THEN 'base' ELSE 'other' END ORDER BY k",
			[
				{ k: 'base', n: '1' },
				{ k: 'other', n: '16' },
			],
		],
		[
			"SELECT TOP 1 symbol FROM currency WHERE name LIKE '%Dollar' ORDER BY symbol",
			[{ symbol: 'AUD' }],
		],
		["SELECT symbol FROM currency WHERE name LIKE '%DOLLAR'", []],
		[
			"SELECT symbol FROM currency WHERE UPPER(name) LIKE '%DOLLAR' AND ROWNUM <= 1",
			[{ symbol: 'USD' }],
		],
		[
			'SELECT symbol FROM currency ORDER BY symbol OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY',
			[{ symbol: 'AUD' }],
		],
		[
			"SELECT NVL(memo, '-') m, tranid || '/' || memo j FROM transaction WHERE externalid = 'SO-1'",
			[{ m: '-', j: 'SO1001/' }],
		],
		[
			'SELECT x.n FROM (SELECT symbol n FROM currency WHERE id BETWEEN 1 AND 2) x ORDER BY x.n',
			[{ n: 'CAD' }, { n: 'USD' }],
		],
		[
			"SELECT symbol FROM currency c WHERE EXISTS (SELECT 1 FROM transaction t WHERE t.currency = c.id AND t.type = 'CustInvc') AND NOT c.symbol = 'USD'",
			[{ symbol: 'JPY' }],
		],
		[
			"SELECT symbol FROM currency WHERE symbol = 'EUR' UNION ALL SELECT itemid FROM item WHERE itemtype = 'NonInvtPart'",
			[{ symbol: 'EUR' }, { symbol: 'Amazon Refund' }],
		],
		[
			"SELECT TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS') now, CURRENT_DATE d, TO_CHAR(SYSDATE - 60, 'YYYY-MM-DD') p FROM currency WHERE id = 1",
			[{ now: '2026-11-22 10:20:30', d: '11/22/2026', p: '2026-09-23' }],
		],
		["SELECT MAX(trandate) m FROM transaction WHERE trandate < '1/3/2026'", [{ m: '1/2/2026' }]],
		[
			"SELECT TO_CHAR(ADD_MONTHS(TO_DATE('2026-01-31','YYYY-MM-DD'), 1), 'YYYY-MM-DD') d, 1/4 q FROM currency WHERE id = 1",
			[{ d: '2026-02-28', q: '.25' }],
		],
		[
			"SELECT BUILTIN.DF(currency) c, BUILTIN.DF(entity) e, BUILTIN.DF(type) t FROM transaction WHERE externalid = 'SO-1'",
			[{ c: 'US Dollar', e: 'Amazon US', t: 'Sales Order' }],
		],
	])('%s', async (q, expected) => {
		expect(await client.rows(q)).toEqual(expected);
	});
});
