// The record service: names, references, external ids, sublists, jobs, and what deleting does to references.
import { sleep } from '../../node';
import type { Account, Reply } from '../account';
import type { Probe } from '../probe';
import {
	anInvoice,
	memoBody,
	paymentBody,
	SETTLEMENT,
	settlementBody,
	stockOf,
	TRANSACTION,
} from '../stock';

const ASYNC = { prefer: 'respond-async' };
const COLLECTION = {
	...ASYNC,
	'content-type': 'application/vnd.oracle.resource+json; type=collection',
};
const PATIENCE = 60;

function words({ status, detail }: Reply, pattern: RegExp): string {
	const found = pattern.exec(detail)?.[0];
	return status < 300
		? String(status)
		: `${status}, ${found ?? (detail.slice(0, 120) || 'no words')}`;
}

/** Waits for a job as long as a minute; what it says of itself and of its tasks. */
async function jobAt(account: Account, accepted: Reply): Promise<string> {
	const address = accepted.headers.get('location') ?? '';
	if (accepted.status !== 202 || address === '') {
		return words(accepted, /\w+/);
	}
	for (let second = 0; second < PATIENCE; second += 1) {
		const { body } = await account.ask(address);
		if (body.completed) {
			const tasks = (await account.ask(`${address}/task`)).body.items as Array<{
				progress: string;
			}>;
			return `job ${body.progress}: ${tasks.map(({ progress }) => progress).join(', ')}`;
		}
		await sleep(1000);
	}
	return 'a job that does not end within a minute';
}

async function deleteByKey(account: Account, keys: string[]): Promise<void> {
	for (const key of keys) {
		await account.ask(`/record/v1/${SETTLEMENT}/eid:${key}`, { method: 'DELETE' });
	}
}

export const RECORD_PROBES: Probe[] = [
	{
		id: 'record-created',
		assumption: 'A record is created with 204, no body, and its address in Location',
		mark: 'D',
		expected: '204 with an id',
		look: async (account) => {
			const reply = await account.post(SETTLEMENT, settlementBody(account));
			return `${reply.status} ${reply.id === '' ? 'without' : 'with'} an id`;
		},
	},
	{
		id: 'names-warning',
		assumption: 'An unknown name is dropped in silence but for a header, unless told otherwise',
		mark: 'D',
		expected: '204',
		look: async (account) => {
			const body = { ...settlementBody(account), nosuchfield: 1 };
			return words(await account.post(SETTLEMENT, body), /nosuchfield/);
		},
	},
	{
		id: 'names-error',
		assumption: 'With name validation Error an unknown name is refused, and named',
		mark: 'D',
		expected: '400, nosuchfield',
		look: async (account) => {
			const body = { ...settlementBody(account), nosuchfield: 1 };
			const headers = { 'X-NetSuite-PropertyNameValidation': 'Error' };
			return words(await account.post(SETTLEMENT, body, headers), /nosuchfield/);
		},
	},
	{
		id: 'number-for-text',
		assumption: 'A number where a text belongs is refused',
		mark: 'U',
		expected: '400',
		look: async (account) => {
			const { status } = await account.post(SETTLEMENT, { ...settlementBody(account), name: 5 });
			return String(status);
		},
	},
	{
		id: 'external-id-duplicate',
		assumption: 'A second transaction with the same external id, in any case, "already exists"',
		mark: 'U',
		expected: '400, already exists',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			const externalId = invoice.externalId.toUpperCase();
			const again = await memoBody(account, 5, { externalId });
			return words(await account.post('creditMemo', again), /already exists/);
		},
	},
	{
		id: 'external-id-alphabet',
		assumption: 'An external id of letters, digits, underscore and hyphen only; a pipe is refused',
		mark: 'U',
		expected: '400',
		look: async (account) => {
			const body = { ...settlementBody(account), externalId: `${account.name()}|x` };
			return String((await account.post(SETTLEMENT, body)).status);
		},
	},
	{
		id: 'external-id-query',
		assumption: 'A query for an external id compares letter by letter',
		mark: 'U',
		expected: '1 exact, 0 in capitals',
		look: async (account) => {
			const { externalId } = await anInvoice(account, 5);
			const q = 'SELECT id FROM transaction WHERE externalid = ?';
			const [exact, other] = [externalId, externalId.toUpperCase()].map(
				async (name) => (await account.query(q, [name])).body.totalResults as number,
			);
			return `${await exact} exact, ${await other} in capitals`;
		},
	},
	{
		id: 'upsert',
		assumption: 'PUT with eid: makes a record, then changes it',
		mark: 'D',
		expected: '204, 204, changed',
		look: async (account) => {
			const { externalId, ...body } = settlementBody(account);
			const path = `/record/v1/${SETTLEMENT}/eid:${externalId}`;
			const made = await account.ask(path, { method: 'PUT', body });
			const changed = await account.ask(path, {
				method: 'PUT',
				body: { ...body, name: 'changed' },
			});
			const { body: read } = await account.ask(path);
			await deleteByKey(account, [externalId]);
			return `${made.status}, ${changed.status}, ${read.name}`;
		},
	},
	{
		id: 'put-internal-id',
		assumption: 'PUT with an internal id is refused',
		mark: 'D',
		expected: '400',
		look: async (account) => {
			const body = settlementBody(account);
			const id = await account.make(SETTLEMENT, body);
			const reply = await account.ask(`/record/v1/${SETTLEMENT}/${id}`, { method: 'PUT', body });
			return String(reply.status);
		},
	},
	{
		id: 'reference-forms',
		assumption: 'A reference is taken as {id} and as a bare text',
		mark: 'D',
		expected: '204, 204',
		look: async (account) => {
			const { customer, item } = await stockOf(account);
			const items = [{ item: { id: item }, quantity: 1, amount: 1 }];
			const statuses: number[] = [];
			for (const entity of [{ id: customer }, customer]) {
				const reply = await account.post('invoice', { entity, item: { items } });
				statuses.push(reply.status);
			}
			return statuses.join(', ');
		},
	},
	{
		id: 'sublist-line',
		assumption: 'A sublist can be read by its path; DELETE of a line is 405',
		mark: 'L',
		expected: '1 line, 405',
		look: async (account) => {
			const { id } = await anInvoice(account, 5);
			const path = `/record/v1/invoice/${id}/item`;
			const { body } = await account.ask(`${path}?expandSubResources=true`);
			const { status } = await account.ask(`${path}/1`, { method: 'DELETE' });
			return `${body.totalResults} line, ${status}`;
		},
	},
	{
		id: 'fields-and-expand',
		assumption: 'fields and expandSubResources do not go together',
		mark: 'L',
		expected: '400 INVALID_PARAMETER',
		preference: 'fieldsWithExpand',
		look: async (account) => {
			const { id } = await anInvoice(account, 5);
			const path = `/record/v1/invoice/${id}?expandSubResources=true&fields=item`;
			const { status, code } = await account.ask(path);
			return `${status} ${code}`.trim();
		},
	},
	{
		id: 'collection-links',
		assumption: 'Links of a filtered collection hold no plus sign for a blank',
		mark: 'I',
		expected: '%20',
		look: async (account) => {
			const { externalId } = await anInvoice(account, 5);
			const q = encodeURIComponent(`externalId IS "${externalId}"`);
			const { status, body, detail } = await account.ask(`/record/v1/invoice?q=${q}`);
			const self = ((body.links ?? []) as Array<{ rel: string; href: string }>).find(
				({ rel }) => rel === 'self',
			);
			const blank = /%20|\+/.exec(self?.href ?? '')?.[0];
			return blank ?? `${status}, ${detail || 'no blank in the link'}`;
		},
	},
	{
		id: 'inactive-customer',
		assumption: 'A new document for an inactive customer is refused',
		mark: 'I',
		expected: '400',
		look: async (account) => {
			const { item, place } = await stockOf(account);
			const customer = await account.make('customer', {
				companyName: account.name(),
				isPerson: false,
				isInactive: true,
				...place,
			});
			const items = [{ item: { id: item }, quantity: 1, amount: 1 }];
			const reply = await account.post('invoice', {
				entity: { id: customer },
				item: { items },
			});
			return String(reply.status);
		},
	},
	{
		id: 'deleted-payment-emptied',
		assumption: 'A custom field that names a deleted transaction is empty afterwards',
		mark: 'I',
		expected: '204, empty',
		preference: 'deletions.transaction',
		look: async (account) => {
			const invoice = await anInvoice(account, 5);
			const payment = await account.make('customerPayment', await paymentBody(account, invoice, 5));
			const settlement = await account.make(SETTLEMENT, settlementBody(account));
			const record = await account.make(TRANSACTION, {
				name: account.name(),
				externalId: account.name(),
				custrecord_amzstl_t_settlement: { id: settlement },
				custrecord_amzstl_t_payment: { id: payment },
			});
			const path = `/record/v1/customerPayment/${payment}`;
			const { status } = await account.ask(path, { method: 'DELETE' });
			const { body } = await account.ask(`/record/v1/${TRANSACTION}/${record}`);
			return `${status}, ${body.custrecord_amzstl_t_payment === undefined ? 'empty' : 'still named'}`;
		},
	},
	{
		id: 'named-record-stays',
		assumption: 'A custom record that another names is not deleted',
		mark: 'I',
		expected: '400, dependent records',
		preference: 'deletions.customRecord',
		look: async (account) => {
			const settlement = await account.make(SETTLEMENT, settlementBody(account));
			await account.make(TRANSACTION, {
				name: account.name(),
				externalId: account.name(),
				custrecord_amzstl_t_settlement: { id: settlement },
			});
			const path = `/record/v1/${SETTLEMENT}/${settlement}`;
			return words(await account.ask(path, { method: 'DELETE' }), /dependent records/);
		},
	},
	{
		id: 'idempotency-ignored',
		assumption: 'A synchronous request does not mind its idempotency key',
		mark: 'D',
		expected: '204, 204',
		look: async (account) => {
			const headers = { 'X-NetSuite-Idempotency-Key': crypto.randomUUID() };
			const first = await account.post(SETTLEMENT, settlementBody(account), headers);
			const second = await account.post(SETTLEMENT, settlementBody(account), headers);
			return `${first.status}, ${second.status}`;
		},
	},
	{
		id: 'idempotency-job',
		assumption:
			'A repeated key of an asynchronous request is refused with the first job in Location',
		mark: 'D',
		expected: '400 IDEMPOTENCY_ERROR, the first job',
		preference: 'repeatedKey',
		look: async (account) => {
			const headers = { ...ASYNC, 'X-NetSuite-Idempotency-Key': crypto.randomUUID() };
			const body = settlementBody(account);
			const first = await account.post(SETTLEMENT, body, headers);
			const again = await account.post(SETTLEMENT, body, headers);
			const job = again.headers.get('location');
			const isFirst = job !== null && job === first.headers.get('location');
			await jobAt(account, first);
			await deleteByKey(account, [body.externalId]);
			return `${again.status} ${again.code}, ${isFirst ? 'the first job' : 'no job'}`;
		},
	},
	{
		id: 'batch',
		assumption: 'A collection of records becomes a job with a task for each',
		mark: 'D',
		expected: 'job succeeded: succeeded, succeeded',
		preference: 'features.batch',
		look: async (account) => {
			const items = [settlementBody(account), settlementBody(account)];
			const seen = await jobAt(account, await account.post(SETTLEMENT, { items }, COLLECTION));
			await deleteByKey(
				account,
				items.map(({ externalId }) => externalId),
			);
			return seen;
		},
	},
	{
		id: 'batch-failed',
		assumption: 'A job of which a record failed says succeeded; its tasks tell which failed',
		mark: 'L',
		expected: 'job succeeded: succeeded, failed',
		preference: 'failedJob',
		look: async (account) => {
			const good = settlementBody(account);
			const items = [good, { ...settlementBody(account), custrecord_amzstl_s_lines: 'many' }];
			const seen = await jobAt(account, await account.post(SETTLEMENT, { items }, COLLECTION));
			await deleteByKey(account, [good.externalId]);
			return seen;
		},
	},
	{
		id: 'batch-most',
		assumption: 'A collection of 101 records is refused',
		mark: 'U',
		expected: '400',
		look: async (account) => {
			const items = Array.from({ length: 101 }, () => settlementBody(account));
			const reply = await account.post(SETTLEMENT, { items }, COLLECTION);
			if (reply.status === 202) {
				await jobAt(account, reply);
				await deleteByKey(
					account,
					items.map(({ externalId }) => externalId),
				);
			}
			return String(reply.status);
		},
	},
];
