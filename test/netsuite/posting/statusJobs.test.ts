// NetSuite's jobs take their time: statuses that a read-back does not show yet are waited for, not sent
// again one by one.
import type { NetSuiteClient } from '../../../nodes/shared/netsuite/api/client';
import { createStatusRecorder } from '../../../nodes/shared/netsuite/posting/statusRecorder';
import { transactionRecord } from '../../../nodes/shared/netsuite/records/schema';
import { loadStatusIds } from '../../../nodes/shared/netsuite/records/settlementTransaction';
import { clientAround } from '../../support/crash';
import { madeSettlement, order } from '../../support/madeSettlement';
import { sandboxClient } from '../../support/sandboxClient';
import { settle } from '../../support/settle';
import { sharedSandbox } from '../../support/sharedSandbox';

/** Longer than the first read-back takes, shorter than all polls of a quick machine, whose pauses are cut short. */
const sandbox = sharedSandbox({ jobLatencyMs: 700 });
const { type, fields } = transactionRecord;
/** Fewer are written one by one. */
const COUNT = 5;
const ALL_APPLIED = Array.from({ length: COUNT }, () => 'Applied');

async function record(client: NetSuiteClient = sandboxClient(sandbox())): Promise<string[]> {
	const ids = await loadStatusIds(client);
	const records = sandbox().books.records(type);
	sandbox().requests.reset();
	const recorder = createStatusRecorder(client, ids);
	for (const { id } of records) {
		recorder.record({ recordId: id, status: 'Applied', fields: { [fields.errorCode]: null } });
	}
	await recorder.finish();
	return sandbox()
		.books.records(type)
		.map((one) => one.labels[fields.status]);
}

test('a job that takes a while is waited for', async () => {
	const orders = Array.from({ length: COUNT }, (_, at) => order(`111-${at}`, 100));
	await settle(sandbox(), madeSettlement(orders));
	expect(await record()).toEqual(ALL_APPLIED);
	expect(sandbox().requests.counters).toMatchObject({ batch: 1, patch: 0, suiteql: 2 });
});

test('a job that cannot be asked about is made good one by one', async () => {
	const client = clientAround(
		sandbox(),
		(send) => async (request) =>
			request.path.includes('/async/')
				? { status: 404, headers: {}, body: undefined }
				: await send(request),
	);
	const [first] = sandbox().books.ofType(type);
	sandbox().books.put({ ...first, fields: { ...first.fields, [fields.errorCode]: 'BEFORE' } });
	expect(await record(client)).toEqual(ALL_APPLIED);
	expect(sandbox().books.records(type)[0][fields.errorCode] ?? '').toBe('');
	expect(sandbox().requests.counters).toMatchObject({ batch: 1, patch: 1 });
});
