// A refund that is Applied, and then somebody voids its customer refund, its credit memo or both: the next run of
// the settlement tells it, posts nothing under an external ID that is taken, and completes what is freed.
import { voidTransaction } from '../../sandbox/books/voiding';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, refund } from '../support/madeSettlement';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

const STORY: Story = {
	books: { invoices: [invoiceOf('111-1', 3000, { paid: 3000 })] },
	events: [refund('111-1', 1000, 'a')],
	invoices: { '111-1': ['Amazon.com_111-1'] },
};
const ITEMS = madeSettlement(STORY.events);

type Kind = 'customerRefund' | 'creditMemo';

const voided = ({ books }: Sandbox, kinds: Kind[]) =>
	kinds.forEach((kind) => books.ofType(kind).forEach(({ id }) => voidTransaction(books, id)));

function rename({ books }: Sandbox, kinds: Kind[]): void {
	for (const one of kinds.flatMap((kind) => books.ofType(kind))) {
		const externalId = `VOID-${one.id}`;
		books.put({ ...one, fields: { ...one.fields, externalId } });
	}
}

const live = ({ books }: Sandbox, kind: Kind) => books.records(kind).filter((one) => !one.voided);

async function run(sandbox: Sandbox) {
	sandbox.requests.reset();
	const { posted } = await settle(sandbox, ITEMS);
	return [...posted.values()][0];
}

test.each<[string, Kind[], code: string, memos: number]>([
	['its customer refund', ['customerRefund'], 'CREDIT_MEMO_WITHOUT_REFUND', 1],
	['both', ['customerRefund', 'creditMemo'], 'EXTERNAL_ID_TAKEN', 0],
])('%s voided', async (_, kinds, code, memos) => {
	await withSandbox(STORY.books, async (sandbox) => {
		expect((await run(sandbox)).status).toBe('Applied');
		voided(sandbox, kinds);
		const told = await run(sandbox);
		expect(told).toMatchObject({ status: 'Unapplied', errorCode: code });
		expect(told.errorMessage).toMatch(/belongs to a voided transaction/);
		expect(sandbox.requests.counters.post).toBe(0);
		expect(live(sandbox, 'creditMemo')).toHaveLength(memos);
		expect(live(sandbox, 'customerRefund')).toHaveLength(0);
		rename(sandbox, kinds);
		expect(await run(sandbox)).toMatchObject({ status: 'Applied', errorCode: '' });
		expect(live(sandbox, 'creditMemo')).toMatchObject([{ total: '10.00', open: '0.00' }]);
		expect(live(sandbox, 'customerRefund')).toMatchObject([{ total: '10.00' }]);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('its credit memo voided, which an open invoice took so that no customer refund was made', async () => {
	const story: Story = { ...STORY, books: { invoices: [invoiceOf('111-1', 3000)] } };
	await withSandbox(story.books, async (sandbox) => {
		const apply = { openInvoice: 'apply' } as const;
		const one = async (isDryRun = false) => {
			sandbox.requests.reset();
			const { posted, summaries } = await settle(sandbox, ITEMS, { ...apply, isDryRun });
			return { told: [...posted.values()][0], found: summaries[0].disagreements };
		};
		expect((await one()).told).toMatchObject({ status: 'Applied', refundId: '', applied: 1000 });
		expect(sandbox.books.records('invoice')).toMatchObject([{ open: '20.00' }]);
		voided(sandbox, ['creditMemo']);
		expect(sandbox.books.records('invoice')).toMatchObject([{ open: '30.00' }]);
		expect((await one(true)).found).toMatchObject([{ code: 'DOCUMENT_VOIDED', state: 'stands' }]);
		expect((await one()).told).toMatchObject({
			status: 'Unapplied',
			errorCode: 'EXTERNAL_ID_TAKEN',
		});
		expect(sandbox.requests.counters.post).toBe(0);
		rename(sandbox, ['creditMemo']);
		expect((await one()).told).toMatchObject({ status: 'Applied', errorCode: '', refundId: '' });
		expect(live(sandbox, 'creditMemo')).toMatchObject([{ total: '10.00', open: '0.00' }]);
		expect(sandbox.books.records('invoice')).toMatchObject([{ open: '20.00' }]);
	});
});

test('its credit memo voided before the customer refund was made: it is never paid out', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const refused = clientAround(
			sandbox,
			(send) => async (request) =>
				request.path.endsWith('!transform/customerRefund')
					? { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail: 'Locked.' }] } }
					: await send(request),
		);
		const { posted } = await settle(sandbox, ITEMS, {}, refused);
		expect([...posted.values()]).toMatchObject([{ errorCode: 'CREDIT_MEMO_WITHOUT_REFUND' }]);
		voided(sandbox, ['creditMemo']);
		expect(await run(sandbox)).toMatchObject({
			status: 'Unapplied',
			errorCode: 'EXTERNAL_ID_TAKEN',
		});
		expect(sandbox.requests.counters.post).toBe(0);
		rename(sandbox, ['creditMemo']);
		expect(await run(sandbox)).toMatchObject({ status: 'Applied', errorCode: '' });
		expect(live(sandbox, 'customerRefund')).toMatchObject([{ total: '10.00' }]);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});
