// A credit memo that NetSuite refused was not credited: the next refund of its order may use what it would have
// taken, of what was invoiced and of what is open. One whose answer is lost may stand, so it counts.
import type { NetSuiteAnswer, NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import { invoiceOf } from '../support/madeBooks';
import { clientAround, clientWithEvent } from '../support/crash';
import { madeSettlement, refund } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { settle } from '../support/settle';
import { withSandbox } from './story';

const REFUSED: NetSuiteAnswer = {
	status: 400,
	headers: {},
	body: { 'o:errorDetails': [{ detail: 'Locked.' }] },
};
const SILENT: NetSuiteAnswer = { status: 500, headers: {}, body: undefined };

/** An invoice over 30.00 of which so much is paid; the first memo of the first refund gets this answer, always. */
async function run(
	paid: number,
	amounts: number[],
	answer: NetSuiteAnswer,
	rules: Partial<Settings>,
) {
	const books = { invoices: [invoiceOf('111-1', 3000, { paid })] };
	return await withSandbox(books, async (sandbox) => {
		let first: unknown;
		const client = clientAround(sandbox, (send) => async (request) => {
			if (request.method !== 'POST' || !request.path.endsWith('/creditMemo')) {
				return await send(request);
			}
			const { externalId } = request.body as { externalId: unknown };
			first ??= externalId;
			return externalId === first ? answer : await send(request);
		});
		const items = madeSettlement(amounts.map((amount, at) => refund('111-1', amount, `a${at}`)));
		const { posted } = await settle(sandbox, items, rules, client);
		return {
			told: [...posted.values()].map(({ errorCode, status }) => errorCode || status),
			memos: sandbox.books.records('creditMemo').map(({ total, apply }) => ({
				total,
				onInvoice: (apply as Array<{ amount: string }>).map(({ amount }) => amount),
			})),
			refunds: sandbox.books.records('customerRefund').map(({ total }) => total),
		};
	});
}

test('refused: it takes nothing of what was invoiced', async () => {
	// 25.00 and 20.00 of 30.00: both would be too much.
	expect(await run(3000, [2500, 2000], REFUSED, {})).toEqual({
		told: ['NETSUITE_VALIDATION', 'Applied'],
		memos: [{ total: '20.00', onInvoice: [] }],
		refunds: ['20.00'],
	});
});

test('refused: it takes nothing of what is open', async () => {
	// 10.00 are open: the first memo would have taken 8.00 of it.
	expect(await run(2000, [800, 900], REFUSED, { openInvoice: 'apply' })).toEqual({
		told: ['NETSUITE_VALIDATION', 'Applied'],
		memos: [{ total: '9.00', onInvoice: ['9.00'] }],
		refunds: [],
	});
});

test('unanswered: it may stand, so the next refund must leave room for it', async () => {
	expect(await run(3000, [2500, 2000], SILENT, {})).toEqual({
		told: ['NETSUITE_UNREACHABLE', 'REFUND_EXCEEDS_INVOICE'],
		memos: [],
		refunds: [],
	});
});

test('memo and customer refund made meanwhile by a run beside us: both are taken, nothing is missing', async () => {
	await withSandbox({ invoices: [invoiceOf('111-1', 3000, { paid: 3000 })] }, async (sandbox) => {
		const items = madeSettlement([refund('111-1', 1000, 'a')]);
		const isMemo = ({ method, path }: NetSuiteRequest) =>
			method === 'POST' && path.endsWith('/creditMemo');
		const overtaken = clientWithEvent(sandbox, isMemo, async () => {
			sandbox.books.ofType('customrecord_amzstl_run').forEach((mark) => sandbox.books.remove(mark));
			await settle(sandbox, items);
		});
		const { posted } = await settle(sandbox, items, {}, overtaken);
		const [{ id }] = sandbox.books.records('customerRefund');
		expect([...posted.values()]).toMatchObject([
			{ status: 'Applied', errorCode: '', outcome: 'existed', refundId: id, posted: 1000 },
		]);
		expect(sandbox.books.records('creditMemo')).toHaveLength(1);
		expect(sandbox.books.records('customerRefund')).toHaveLength(1);
	});
});
