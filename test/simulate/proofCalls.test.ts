// What the proof of one settlement asks of NetSuite: at most 15 calls, with a journal as well, one more where something
// is named; and the same findings where NetSuite takes no two queries at once.
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { updateSummaries } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import type { Preferences } from '../../sandbox/books/preferences';
import { createSandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { DEMO_BOOKS, itemsOfFile, journals } from '../support/journals';
import { settle } from '../support/settle';
import { withSandbox } from './story';

/** The journal posted; a stranger by its settlement and one by its transaction. */
async function booksOfDemo(withStrangers: boolean) {
	let saved = {} as ReturnType<Parameters<Parameters<typeof withSandbox>[1]>[0]['books']['saved']>;
	await withSandbox(DEMO_BOOKS, async (sandbox) => {
		const items = await itemsOfFile('demo/settlement.txt');
		await settle(sandbox, items);
		await journals(sandbox, items);
		const { books } = sandbox;
		const [payment] = books.ofType('customerPayment').filter(({ seeded }) => !seeded);
		const copied = { ...payment.fields, externalId: undefined, tranId: undefined };
		const [byTransaction, bySettlement] = [
			{ ...copied, custbody_amzstl_settlement: undefined },
			{ ...copied, custbody_amzstl_transaction: undefined },
		];
		for (const fields of withStrangers ? [bySettlement, byTransaction] : []) {
			books.put({ ...payment, id: books.nextId('transaction'), fields, lines: { apply: [] } });
		}
		saved = books.saved();
	});
	return saved;
}

async function proven(withStrangers: boolean, preferences: Partial<Preferences> = {}) {
	const sandbox = await createSandbox({
		books: { ...(await booksOfDemo(withStrangers)), preferences },
	});
	try {
		let calls = 0;
		const client = clientAround(sandbox, (send) => async (request) => {
			calls += 1;
			return await send(request);
		});
		const [{ disagreements }] = await updateSummaries(client, await loadStatusIds(client), {
			createdSince: '2026-09-22',
			settlementIds: ['18906543210'],
			now: '2026-11-22T00:00:00Z',
			isDryRun: false,
		});
		const found = disagreements.filter(({ code }) => code === 'DOCUMENT_UNEXPLAINED');
		return { calls, found: found.map(({ documentId }) => documentId).sort() };
	} finally {
		await sandbox.close();
	}
}

test('at most 15 calls, and the same where a query of two is refused', async () => {
	const { calls, found } = await proven(false);
	expect([found, calls <= 15]).toEqual([[], true]);
	// The one more reads what is named.
	const named = await proven(true);
	expect([named.calls <= 16, named.found.length]).toEqual([true, 2]);
	const apart = await proven(true, { refusedSql: ['UNION'] });
	expect(apart).toEqual({ calls: named.calls + 2, found: named.found });
});
