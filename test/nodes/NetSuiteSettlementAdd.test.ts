// NetSuite Settlement Add on n8n's engine: items through it, records into the sandbox, told outcomes.
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { addSettlements } from '../../nodes/shared/netsuite/settlements/addSettlements';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund, resealed } from '../support/madeSettlement';
import { asItems, runOn, toldBy, writesOf } from '../support/sandboxNode';
import { withSandbox } from '../simulate/story';

const MADE = madeSettlement([order('111-1', 3574, { fees: -500 }), refund('111-2', 100, 'a')]);
const ITEMS = asItems(MADE);
const node = new NetSuiteSettlementAdd();

test('every item goes on with its record, paired to itself', async () => {
	await withSandbox({}, async (sandbox) => {
		const { status, outputs, hints } = await runOn(sandbox, node, {}, ITEMS);
		expect(status).toBe('success');
		const records = sandbox.books.records('customrecord_amzstl_transaction');
		const [summary] = sandbox.books.records('customrecord_amzstl_settlement');
		expect(outputs[0].map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(
			ITEMS.map(({ json }, item) => ({
				pairedItem: { item },
				json: {
					...json,
					settlementAdd: {
						recordId: records[item].id,
						settlementRecordId: summary.id,
						externalId: records[item].externalId,
						outcome: 'created',
						isReleased: false,
						differences: [],
						isDryRun: false,
						batch: 1,
						batches: 1,
					},
				},
			})),
		);
		expect(hints[0]).toMatchObject({ type: 'info', message: '2 records created, 0 existed' });
		expect(records[0]).toMatchObject({
			custrecord_amzstl_t_order_id: '111-1',
			custrecord_amzstl_t_amount: '35.74',
			custrecord_amzstl_t_net: '30.74',
			custrecord_amzstl_t_fees: '-5.00',
			labels: { custrecord_amzstl_t_status: 'New' },
		});
	});
});

test('the same items again: existed, nothing written', async () => {
	await withSandbox({}, async (sandbox) => {
		await runOn(sandbox, node, {}, ITEMS);
		sandbox.requests.reset();
		const { outputs, hints } = await runOn(sandbox, node, {}, ITEMS);
		expect(outputs[0].map(({ json }) => json.settlementAdd)).toMatchObject([
			{ outcome: 'existed' },
			{ outcome: 'existed' },
		]);
		expect(hints[0].message).toBe('0 records created, 2 existed');
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('a dry run writes nothing and tells what it would', async () => {
	await withSandbox({}, async (sandbox) => {
		const { outputs, hints } = await runOn(sandbox, node, { dryRun: true }, ITEMS);
		expect(outputs[0].map(({ json }) => json.settlementAdd)).toMatchObject([
			{ outcome: 'planned', isDryRun: true, recordId: '' },
			{ outcome: 'planned', isDryRun: true, recordId: '' },
		]);
		expect(hints[0].message).toMatch(/^Dry run, nothing was written: 2 records would be created/);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('with a batch size the items leave batch by batch, each order whole and paired to where it came from', async () => {
	const items = asItems(
		madeSettlement([
			order('111-1', 100, { shipmentId: 'S1' }),
			order('111-2', 200),
			order('111-3', 300),
			order('111-1', 400, { shipmentId: 'S2' }),
		]),
	);
	await withSandbox({}, async (sandbox) => {
		const { outputs } = await runOn(sandbox, node, { options: { batchSize: 2 } }, items);
		const left = outputs[0].map(({ json, pairedItem }) => {
			const { batch, batches, externalId } = json.settlementAdd as Record<string, unknown>;
			const record = sandbox.books
				.records('customrecord_amzstl_transaction')
				.find((one) => one.externalId === externalId);
			expect(record?.custrecord_amzstl_t_amount).toBe(Number(json.transactionAmount).toFixed(2));
			return { pairedItem, batch, batches, amount: json.transactionAmount };
		});
		expect(left).toEqual([
			{ pairedItem: { item: 0 }, batch: 1, batches: 2, amount: 1 },
			{ pairedItem: { item: 3 }, batch: 1, batches: 2, amount: 4 },
			{ pairedItem: { item: 1 }, batch: 2, batches: 2, amount: 2 },
			{ pairedItem: { item: 2 }, batch: 2, batches: 2, amount: 3 },
		]);
	});
});

test('the field mapping can be changed and extended', async () => {
	await withSandbox({}, async (sandbox) => {
		const transactionFields = {
			fields: [
				{ field: 'name', value: 'Amazon {orderId}' },
				{ field: 'custrecord_amzstl_t_settlement_id', value: '{settlementId}' },
				{ field: 'custrecord_amzstl_t_type', value: '{transactionType}' },
				{ field: 'custrecord_amzstl_t_key', value: '{transactionKey}' },
				{ field: 'custrecord_amzstl_t_account', value: 'fixed' },
			],
		};
		await runOn(sandbox, node, { transactionFields }, ITEMS);
		const [record] = sandbox.books.records('customrecord_amzstl_transaction');
		expect(record).toMatchObject({ name: 'Amazon 111-1', custrecord_amzstl_t_account: 'fixed' });
		// What later flows read and the proof compares is written whatever the rows say.
		expect(record).toMatchObject({
			custrecord_amzstl_t_order_id: '111-1',
			custrecord_amzstl_t_amount: '35.74',
		});
		expect(record).not.toHaveProperty('custrecord_amzstl_t_line_count');
	});
});

test.each([
	['a mistyped placeholder', 'name', '{ordrId}', /CONFIGURATION_INCOMPLETE.*\{ordrId\}/],
	['a mistyped field', 'custrecord_nope', 'x', /NETSUITE_VALIDATION.*custrecord_nope/],
])('%s stops the run', async (_, field, value, expected) => {
	await withSandbox({}, async (sandbox) => {
		const transactionFields = { fields: [{ field, value }] };
		const run = await runOn(sandbox, node, { transactionFields }, ITEMS);
		expect(run.status).toBe('error');
		expect(toldBy(run)).toMatch(expected);
	});
});

test('a re-issued report stops with its reason and its remedy', async () => {
	await withSandbox({}, async (sandbox) => {
		await runOn(sandbox, node, {}, ITEMS);
		const other = asItems(madeSettlement([order('111-1', 3575), refund('111-2', 100, 'a')]));
		const run = await runOn(sandbox, node, {}, other);
		expect(run.status).toBe('error');
		expect(toldBy(run)).toMatch(
			/^SETTLEMENT_CHANGED: Settlement 18906543210 .* \/ Amazon re-issued/,
		);
	});
});

const amounts = (amount: number) => ({ productCharges: amount, transactionAmount: amount });

/** The first item as somebody changed it between the nodes. */
function edited(change: Record<string, unknown>): typeof ITEMS {
	const [{ json }, ...others] = ITEMS;
	const { productCharges, ...more } = change;
	const figures = productCharges === undefined ? {} : { productCharges };
	const changed = { ...json, ...more, amounts: { ...(json.amounts as object), ...figures } };
	return [{ json: changed } as (typeof ITEMS)[number], ...others];
}

test.each([
	['an amount', edited({ ...amounts(999), netAmount: 994 }), /digest/],
	['an amount and nothing else', edited({ transactionAmount: 999 }), /digest/],
	['the order', edited({ orderId: '111-7' }), /order 111-7 .*digest/],
	['no digest', edited({ digest: '' }), /digest/],
])('an item that was changed after it was read is refused by name: %s', async (_, items, told) => {
	await withSandbox({}, async (sandbox) => {
		for (const dryRun of [false, true]) {
			const run = await runOn(sandbox, node, { dryRun }, items);
			expect(toldBy(run)).toMatch(/^ITEM_CHANGED: The item of order/);
			expect(toldBy(run)).toMatch(told);
		}
		expect(writesOf(sandbox)).toBe(0);
	});
});

test.each([
	[
		'net and figures differ',
		edited({ netAmount: 994 }),
		/net amount is 994 USD, its figures add up to 30\.74/,
	],
	[
		'amount and basis differ',
		edited({ transactionAmount: 999 }),
		/transaction amount is 999 USD.* add up to 35\.74/,
	],
	[
		'the sum of all differs',
		edited({ ...amounts(999), netAmount: 994 }),
		/add up to 993 USD, the lines of the report to 29\.74/,
	],
	['a basis of nothing', edited({ basis: 'postage' }), /'basis' is 'postage'/],
])('items changed on purpose must add up all the same: %s', async (_, items, told) => {
	await withSandbox({}, async (sandbox) => {
		const options = { acceptChangedItems: true };
		const run = await runOn(sandbox, node, { options }, items);
		expect(toldBy(run)).toMatch(/^ITEM_CHANGED/);
		expect(toldBy(run)).toMatch(told);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('an item changed on purpose is recorded, and the summary says so', async () => {
	await withSandbox({}, async (sandbox) => {
		const options = { acceptChangedItems: true };
		const run = await runOn(sandbox, node, { options }, edited({ orderId: '111-7' }));
		expect(toldBy(run)).toBe('');
		const [summary] = sandbox.books.records('customrecord_amzstl_settlement');
		expect(summary).toMatchObject({ custrecord_amzstl_s_changed_items: 1 });
		const again = await runOn(sandbox, node, { options }, edited({ orderId: '111-7' }));
		expect(toldBy(again)).toBe('');
	});
});

test('what the report says is written on the summary once', async () => {
	await withSandbox({}, async (sandbox) => {
		await runOn(sandbox, node, {}, ITEMS);
		const [summary] = sandbox.books.records('customrecord_amzstl_settlement');
		expect(summary).toMatchObject({
			custrecord_amzstl_s_order_count: 1,
			custrecord_amzstl_s_order_amount: '35.74',
			custrecord_amzstl_s_order_fees: '-5.00',
			custrecord_amzstl_s_order_net: '30.74',
			custrecord_amzstl_s_refund_count: 1,
			custrecord_amzstl_s_refund_net: '-1.00',
			custrecord_amzstl_s_basis:
				'productCharges shipping giftWrap tax withheldTax promotions other',
			custrecord_amzstl_s_changed_items: 0,
		});
		// A summary that is older than these fields gets them from the same report.
		const [record] = sandbox.books.ofType('customrecord_amzstl_settlement');
		const { custrecord_amzstl_s_basis: gone, ...older } = record.fields;
		expect(gone).toBeDefined();
		sandbox.books.put({ ...record, fields: { ...older, custrecord_amzstl_s_order_count: 9 } });
		await runOn(sandbox, node, {}, ITEMS);
		expect(sandbox.books.records('customrecord_amzstl_settlement')[0]).toMatchObject({
			custrecord_amzstl_s_order_count: 1,
			custrecord_amzstl_s_order_amount: '35.74',
		});
	});
});

test.each([
	['amount', 3500, /transactionAmount '35\.00 USD'; the report says '35\.74 USD'/],
	['type', 'Refund', /transactionType 'Refund'; the report says 'Order'/],
	['order_id', '111-9', /orderId '111-9'; the report says '111-1'/],
	['fees', 0, /fees '0\.00 USD'; the report says '-5\.00 USD'/],
	['quantity', 7, /quantity '7'; the report says '1'/],
	['key', 'x', /transactionKey 'x'/],
])('a record that was changed in NetSuite is refused by name: %s', async (field, value, told) => {
	await withSandbox({}, async (sandbox) => {
		await runOn(sandbox, node, {}, ITEMS);
		const [record] = sandbox.books.ofType('customrecord_amzstl_transaction');
		const fields = { ...record.fields, [`custrecord_amzstl_t_${field}`]: value };
		sandbox.books.put({ ...record, fields });
		sandbox.requests.reset();
		for (const dryRun of [false, true]) {
			const run = await runOn(sandbox, node, { dryRun }, ITEMS);
			expect(toldBy(run)).toMatch(
				new RegExp(`^RECORD_CHANGED: Settlement transaction ${record.id} of order 111-1`),
			);
			expect(toldBy(run)).toMatch(told);
		}
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('a transaction without a type and an order has a name all the same: NetSuite refuses a record without', async () => {
	const line = { amountDescription: 'Base fee', amount: -1416, class: 'any.fee', quantity: 0 };
	const lines = [{ ...line, amountType: 'FBA Inventory Storage Fee', sku: '', orderItemCode: '' }];
	const nameless = { orderId: '', transactionType: '', amount: 0 };
	for (const [event, name] of [
		[{ ...nameless, fees: -1416, lines }, 'FBA Inventory Storage Fee'],
		[nameless, 'No type'],
	] as const) {
		await withSandbox({}, async (sandbox) => {
			const items = asItems(madeSettlement([order('111-1', 3574), event]));
			const { outputs } = await runOn(sandbox, node, {}, items);
			expect(outputs[0].map(({ json }) => json.settlementAdd)).toMatchObject([
				{ outcome: 'created' },
				{ outcome: 'created' },
			]);
			const records = sandbox.books.records('customrecord_amzstl_transaction');
			expect(records.map((record) => record.name)).toEqual(['Order 111-1', name]);
		});
	}
});

/** The first record as a person or a script changed it; cents, and undefined empties a field. */
function editRecord(sandbox: Sandbox, change: Record<string, number | undefined>): void {
	const [record] = sandbox.books.ofType('customrecord_amzstl_transaction');
	const fields = { ...record.fields };
	for (const [name, value] of Object.entries(change)) {
		fields[`custrecord_amzstl_t_${name}`] = value;
	}
	sandbox.books.put({ ...record, fields });
}

test.each([
	['between two figures of the invoice', { product: 3000, shipping: 574 }],
	['between two figures off the invoice', { fees: -400, reserves: -100 }],
	['between the invoice and the fees, the amount alike', { product: 3074, fees: 0, amount: 3074 }],
	['all of it', { product: 0, other: 3574 }],
	['and the digest emptied', { product: 3000, shipping: 574, digest: undefined }],
])('money moved by hand is named, though all sums hold: %s', async (_, change) => {
	await withSandbox({}, async (sandbox) => {
		await runOn(sandbox, node, {}, ITEMS);
		editRecord(sandbox, change);
		sandbox.requests.reset();
		const run = await runOn(sandbox, node, {}, ITEMS);
		expect(toldBy(run)).toMatch(/^RECORD_CHANGED: Settlement transaction \d+ of order 111-1/);
		expect(writesOf(sandbox)).toBe(0);
	});
});

/** The same report, as another catalogue read it. */
const READ_OTHERWISE = asItems(
	MADE.map((item, i) =>
		i === 0
			? resealed({ ...item, amounts: { ...item.amounts, productCharges: 30, shipping: 5.74 } })
			: item,
	),
);

test('a record that another catalogue gave other figures keeps them, and blocks nothing', async () => {
	await withSandbox({}, async (sandbox) => {
		await runOn(sandbox, node, {}, READ_OTHERWISE);
		sandbox.requests.reset();
		const run = await runOn(sandbox, node, {}, ITEMS);
		expect(toldBy(run)).toBe('');
		expect(run.outputs[0].map(({ json }) => json.settlementAdd)).toMatchObject([
			{
				outcome: 'existed',
				differences: [
					{ figure: 'productCharges', recorded: 30, report: 35.74 },
					{ figure: 'shipping', recorded: 5.74, report: 0 },
				],
			},
			{ outcome: 'existed', differences: [] },
		]);
		expect(writesOf(sandbox)).toBe(0);
		editRecord(sandbox, { product: 3100, shipping: 474 });
		const edited = await runOn(sandbox, node, {}, ITEMS);
		expect(toldBy(edited)).toMatch(
			/^RECORD_CHANGED.*productCharges '31\.00 USD'; the report says '35\.74 USD', and shipping '4\.74 USD'/,
		);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('a settlement that is recorded keeps what its transaction amounts are made of', async () => {
	await withSandbox({}, async (sandbox) => {
		const made = madeSettlement([order('111-1', 3574)]);
		await runOn(sandbox, node, {}, asItems(made));
		const basis = 'productCharges shipping';
		const run = await runOn(
			sandbox,
			node,
			{},
			asItems(made.map((one) => resealed({ ...one, basis }))),
		);
		expect(toldBy(run)).toMatch(/^SETTLEMENT_CHANGED.*another transaction amount/);
	});
});

test('a field that the account does not have yet: one error, the deployment, nothing written', async () => {
	await withSandbox({}, async (sandbox) => {
		const detail = `Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown identifier 'custrecord_amzstl_s_basis'. Available identifiers are: {s=s}.`;
		const client = clientAround(
			sandbox,
			(send) => async (request) =>
				JSON.stringify(request.body ?? '').includes('custrecord_amzstl_s_basis')
					? { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail }] } }
					: await send(request),
		);
		const ids = await loadStatusIds(client);
		const settings = { summaryFields: [], transactionFields: [], isDryRun: false };
		const items = madeSettlement([order('111-1', 3574)]);
		await expect(addSettlements(client, ids, items, settings)).rejects.toMatchObject({
			code: 'CONFIGURATION_INCOMPLETE',
			remedy: expect.stringMatching(/deploy the project of the netsuite folder again/) as string,
		});
		expect(writesOf(sandbox)).toBe(0);
	});
});

test('what is no transaction is refused by its number and key', async () => {
	await withSandbox({}, async (sandbox) => {
		const run = await runOn(sandbox, node, {}, [ITEMS[0], { json: { settlementId: 'x' } }]);
		expect(toldBy(run)).toMatch(/^Item 1 is not a settlement transaction: 'transactionKey'/);
		expect(writesOf(sandbox)).toBe(0);
	});
});

test.each([
	['continueRegularOutput' as const, 0],
	['continueErrorOutput' as const, 1],
])('%s: error items, one for each item, nothing that looks like success', async (onError, at) => {
	await withSandbox({}, async (sandbox) => {
		const [one, two] = ITEMS;
		const run = await runOn(sandbox, node, {}, [one, two, two], { onError });
		expect(run.status).toBe('success');
		const failed = run.outputs[at];
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		for (const { json } of failed) {
			expect(json.error).toMatch(/^SETTLEMENT_INCOMPLETE/);
		}
		if (at === 0) {
			expect(Object.keys(failed[0].json).sort()).toEqual(['details', 'error', 'message']);
		} else {
			expect(run.outputs[0] ?? []).toEqual([]);
		}
	});
});

test('a wrong secret says what to check', async () => {
	await withSandbox({}, async (sandbox) => {
		const account = { ...sandbox.account, tokenSecret: 'wrong' };
		const credentials = { netSuiteTbaApi: { ...account, baseUrl: sandbox.url } };
		const run = await runOn(sandbox, node, {}, ITEMS, { credentials });
		expect(toldBy(run)).toMatch(
			/^NETSUITE_AUTH: .*Login Audit Trail.* \/ Test the NetSuite credential/,
		);
	});
});

test('a transaction that NetSuite refuses: the others go on, later nodes pass over it', async () => {
	const invoices = [invoiceOf('111-1', 3574)];
	await withSandbox({ invoices }, async (sandbox) => {
		const items = asItems(madeSettlement([order('111-1', 3574), order('9'.repeat(320), 500)]));
		const added = await runOn(sandbox, node, {}, items);
		expect(added.status).toBe('success');
		expect(added.outputs[0].map(({ json }) => json.settlementAdd)).toMatchObject([
			{ outcome: 'created' },
			{ outcome: 'failed', recordId: '', errorCode: 'NETSUITE_VALIDATION' },
		]);
		expect(added.hints[0]).toMatchObject({
			type: 'warning',
			message: expect.stringContaining('1 refused by NetSuite and not posted') as string,
		});
		const paid = await runOn(sandbox, new NetSuitePaymentApply(), {}, added.outputs[0]);
		expect(paid.status).toBe('success');
		const [first, second] = paid.outputs[0].map(({ json }) => json.payment);
		expect(first).toMatchObject({ status: 'Applied' });
		expect(second).toBeUndefined();
		const summary = await runOn(sandbox, new SettlementSummaryUpdate(), {}, paid.outputs[0]);
		expect(summary.outputs[0][0].json).toMatchObject({ ties: false });
	});
});

describe('label totals on the summary', () => {
	const line = (amountType: string, amountDescription: string, amount: number, own: string) => ({
		amountType,
		amountDescription,
		amount,
		class: own,
		sku: 'MUG',
		orderItemCode: '1',
		quantity: 1,
	});
	const events = [
		order('111-1', 3574, {
			fees: -500,
			postedDate: '2026-11-01T02:00:00Z',
			lines: [
				line('ItemPrice', 'Principal', 3574, 'order.revenue'),
				line('ItemFees', 'Commission', -500, 'order.fee'),
			],
		}),
	];
	const totalsOn = async (items: typeof ITEMS, options = {}) => {
		let text: unknown;
		await withSandbox({}, async (sandbox) => {
			await runOn(sandbox, node, { options }, items);
			const [summary] = sandbox.books.records('customrecord_amzstl_settlement');
			text = summary.custrecord_amzstl_s_label_totals;
		});
		return text === undefined || text === null ? text : (JSON.parse(String(text)) as unknown);
	};
	const labels = (month: string) => [
		[
			'Order',
			'ItemPrice',
			'Principal',
			'Amazon.com',
			month,
			'CLEARING',
			'productCharges',
			1,
			3574,
			0,
		],
		['Order', 'ItemFees', 'Commission', 'Amazon.com', month, 'SELLING', 'fees', 1, 0, -500],
	];

	test('by month of the time zone', async () => {
		const items = asItems(madeSettlement(events));
		expect(await totalsOn(items)).toMatchObject({ timeZone: 'UTC', rows: labels('2026-11') });
		const timeZone = 'America/Los_Angeles';
		expect(await totalsOn(items, { timeZone })).toMatchObject({
			timeZone,
			rows: labels('2026-10'),
		});
	});

	test('none where lines were left out, the settlement is recorded all the same', async () => {
		expect(await totalsOn(ITEMS)).toBeFalsy();
	});

	test('a time zone that is none is refused before anything is written', async () => {
		await withSandbox({}, async (sandbox) => {
			const options = { timeZone: 'America/Nowhere' };
			const { status, error } = await runOn(sandbox, node, { options }, ITEMS);
			expect([status, error?.message]).toEqual(['error', expect.stringContaining('Nowhere')]);
			expect(writesOf(sandbox)).toBe(0);
		});
	});
});
