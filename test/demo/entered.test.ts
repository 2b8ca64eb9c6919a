// What the demo's command line enters into the bundled workflow: types kept, rows set or added, and a name
// that is none refused before anything runs.
import { readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { enter, NOTHING_ENTERED } from '../../demo/entered';
import type { StoredWorkflow } from '../../demo/host';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';

const bundled = readyWorkflow(SETTLEMENT_WORKFLOW, 'report.txt');

const settings = ({ nodes }: StoredWorkflow) => {
	const node = nodes.find(({ name }) => name === 'Set configuration');
	const { assignments } = node?.parameters.assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	return Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
};

const rows = ({ nodes }: StoredWorkflow, node: string, table: string) =>
	(nodes.find(({ name }) => name === node)?.parameters[table] as { fields: unknown[] }).fields;

test('nothing entered, nothing changed', async () => {
	expect(await enter(bundled, NOTHING_ENTERED)).toEqual(bundled);
});

test('settings keep their type, all others stay', async () => {
	const set = [
		'transactionDate=Deposit Date',
		'concurrency=2',
		'billOrders=true',
		'refundItem=a=b',
	];
	expect(settings(await enter(bundled, { ...NOTHING_ENTERED, set }))).toEqual({
		...settings(bundled),
		transactionDate: 'Deposit Date',
		concurrency: 2,
		billOrders: true,
		refundItem: 'a=b',
	});
});

test('an expression is entered as it is, whatever the type', async () => {
	const set = ['monthsBack=={{ 1 + 1 }}'];
	expect(settings(await enter(bundled, { ...NOTHING_ENTERED, set }))).toMatchObject({
		monthsBack: '={{ 1 + 1 }}',
	});
});

test('a dry run is a setting of its own', async () => {
	expect(settings(bundled)).toMatchObject({ dryRun: false });
	const entered = await enter(bundled, { ...NOTHING_ENTERED, isDryRun: true });
	expect(settings(entered)).toEqual({ ...settings(bundled), dryRun: true });
});

test('a row of a field table is set, and one that is not there is added', async () => {
	const mapping = ['paymentFields.memo=={{ $json.orderId }}', 'paymentFields.custbody_x=1'];
	const before = rows(bundled, 'Apply payments', 'paymentFields');
	const entered = await enter(bundled, { ...NOTHING_ENTERED, mapping });
	const after = rows(entered, 'Apply payments', 'paymentFields');
	expect(after).toHaveLength(before.length + 1);
	expect(after).toContainEqual({ field: 'memo', value: '={{ $json.orderId }}' });
	expect(after).toContainEqual({ field: 'custbody_x', value: '1' });
	expect(rows(entered, 'Create refunds', 'refundFields')).toEqual(
		rows(bundled, 'Create refunds', 'refundFields'),
	);
});

test('a table that the workflow leaves as the node fills it keeps its other rows', async () => {
	const mapping = ['transactionFields.custrecord_x={orderId}'];
	const entered = await enter(bundled, { ...NOTHING_ENTERED, mapping });
	const after = rows(entered, 'Add settlement records', 'transactionFields');
	expect(after.slice(-1)).toEqual([{ field: 'custrecord_x', value: '{orderId}' }]);
	const { default: filled } = new NetSuiteSettlementAdd().description.properties.find(
		({ name }) => name === 'transactionFields',
	) ?? { default: { fields: [] } };
	expect(after.slice(0, -1)).toEqual((filled as { fields: unknown[] }).fields);
});

test.each([
	[{ set: ['noSuchSetting=1'] }, 'noSuchSetting: Set configuration has '],
	[{ set: ['concurrency=two'] }, 'concurrency=two: the value must be a number'],
	[{ set: ['concurrency='] }, 'must be a number'],
	[{ set: ['billOrders=yes'] }, 'must be a boolean'],
	[{ set: ['concurrency'] }, 'write it as name=value'],
	[{ mapping: ['noSuchFields.memo=x'] }, 'tables are '],
	[{ mapping: ['paymentFields=x'] }, 'write it as table.field=value'],
])('refused: %j', async (given, reason) => {
	await expect(enter(bundled, { ...NOTHING_ENTERED, ...given })).rejects.toThrow(reason);
});
