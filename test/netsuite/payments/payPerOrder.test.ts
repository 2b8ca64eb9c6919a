// The end of a run with one payment an order: the statuses do not wait for the last payment, and after it
// there are only a query and single writes left, not a batch and then its proof.
import type { NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import { clientAround } from '../../support/crash';
import { invoiceOf } from '../../support/madeBooks';
import { madeSettlement, order } from '../../support/madeSettlement';
import { settle } from '../../support/settle';
import { sharedSandbox } from '../../support/sharedSandbox';

const COUNT = 23;
const CONCURRENCY = 4;
const orderIds = Array.from({ length: COUNT }, (_, at) => `111-${at}`);
const sandbox = sharedSandbox({
	books: { invoices: orderIds.map((orderId) => invoiceOf(orderId, 1000)) },
});

const isPayment = ({ method, path }: NetSuiteRequest) =>
	method === 'POST' && path.endsWith('/customerPayment');
const readsBack = ({ body }: NetSuiteRequest) =>
	JSON.stringify(body ?? '').includes('applied_line');
const itemsOf = ({ body }: NetSuiteRequest) => (body as { items?: unknown[] }).items;

test('what was paid is read back while the last payments are under way, and their statuses go singly', async () => {
	let paid = 0;
	const reads: number[] = [];
	const writes: Array<number | 'single'> = [];
	const client = clientAround(sandbox(), (send) => async (request) => {
		if (request.method === 'PATCH' && request.path.includes('amzstl_transaction')) {
			writes.push(itemsOf(request)?.length ?? 'single');
		}
		if (readsBack(request)) {
			reads.push(paid);
		}
		const answer = await send(request);
		paid += isPayment(request) ? 1 : 0;
		return answer;
	});
	const items = madeSettlement(orderIds.map((orderId) => order(orderId, 1000)));
	const { posted } = await settle(sandbox(), items, { concurrency: CONCURRENCY }, client);
	expect([...posted.values()].every(({ status }) => status === 'Applied')).toBe(true);
	const [batch, ...others] = writes;
	expect(batch).toBe(COUNT - 2 * CONCURRENCY + 1);
	expect(reads[0]).toBeLessThan(COUNT);
	// One for the batch, then at most one for each of the last ones.
	expect(reads.length).toBeLessThanOrEqual(2 * CONCURRENCY);
	expect(new Set(others)).toEqual(new Set(['single']));
	const shown = sandbox().books.records('customrecord_amzstl_transaction');
	expect(shown.map((one) => one.labels.custrecord_amzstl_t_status)).toEqual(
		orderIds.map(() => 'Applied'),
	);
});
