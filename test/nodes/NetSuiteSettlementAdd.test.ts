// NetSuite Settlement Add on n8n's engine: items through it, records into the sandbox, told outcomes.
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { asItems, runOn, toldBy, writesOf } from '../support/sandboxNode';
import { withSandbox } from '../simulate/story';

const ITEMS = asItems(
	madeSettlement([order('111-1', 3574, { fees: -500 }), refund('111-2', 100, 'a')]),
);
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
						isDryRun: false,
						...{ batch: 1, batches: 1 },
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
		expect(record).not.toHaveProperty('custrecord_amzstl_t_order_id');
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

test('what is no transaction is refused by its number and key', async () => {
	await withSandbox({}, async (sandbox) => {
		const run = await runOn(sandbox, node, {}, [ITEMS[0], { json: { settlementId: 'x' } }]);
		expect(toldBy(run)).toMatch(/^Item 1 is no settlement transaction: 'transactionKey'/);
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
