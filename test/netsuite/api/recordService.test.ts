// Single records against the sandbox: read, change, and make-or-change by external id, each of which
// may be repeated.
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import {
	getRecord,
	patchRecord,
	upsertRecord,
} from '../../../nodes/shared/netsuite/api/recordService';
import { settlementRecord } from '../../../nodes/shared/netsuite/records/schema';
import { withSandbox } from '../../simulate/story';
import { sandboxClient } from '../../support/sandboxClient';

const { type, fields } = settlementRecord;
const BODY = { name: 'Settlement 1', [fields.settlementId]: '1', [fields.totalAmount]: 12.5 };

test('an upsert makes the record once and then sets its fields', async () => {
	await withSandbox({}, async (sandbox) => {
		const client = sandboxClient(sandbox);
		const made = await upsertRecord(client, type, 'AMZ-STL-1', BODY);
		const again = await upsertRecord(client, type, 'AMZ-STL-1', {
			...BODY,
			[fields.totalAmount]: 13,
		});
		expect(again).toBe(made);
		const records = sandbox.books.records(type);
		expect(records).toHaveLength(1);
		expect(records[0]).toMatchObject({ id: made, [fields.totalAmount]: '13.00' });
	});
});

test('a lost reply of an upsert is repeated and leaves one record', async () => {
	await withSandbox({}, async (sandbox) => {
		sandbox.faults.add({ kind: 'replyLost', match: { method: 'PUT' }, times: 1 });
		await upsertRecord(sandboxClient(sandbox), type, 'AMZ-STL-1', BODY);
		expect(sandbox.books.records(type)).toHaveLength(1);
		expect(sandbox.requests.counters.put).toBe(2);
	});
});

test('get reads the fields asked for, patch sets them', async () => {
	await withSandbox({}, async (sandbox) => {
		const client = sandboxClient(sandbox);
		const id = (await upsertRecord(client, type, 'AMZ-STL-1', BODY)) ?? '';
		await patchRecord(client, type, id, { [fields.account]: 'US' }, 'name the account');
		const record = await getRecord(client, type, id, [fields.account, fields.totalAmount]);
		expect(record).toMatchObject({ [fields.account]: 'US', [fields.totalAmount]: 12.5 });
		expect(record).not.toHaveProperty(fields.settlementId);
	});
});

test('a mistyped field is refused by name, and a missing record by its id', async () => {
	await withSandbox({}, async (sandbox) => {
		const client = sandboxClient(sandbox);
		const mistyped = upsertRecord(client, type, 'AMZ-STL-1', { ...BODY, custrecord_typo: 1 });
		await expect(mistyped).rejects.toThrow(/custrecord_typo/);
		const missing = getRecord(client, type, '999', ['name']);
		await expect(missing).rejects.toMatchObject({ code: 'NETSUITE_NOT_FOUND' });
		await expect(missing).rejects.toBeInstanceOf(NetSuiteError);
	});
});
