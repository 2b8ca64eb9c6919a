// Modes "proof": what Settlement Summary Update asks of NetSuite for one settlement, however many orders it has, and
// where a tenth of its records were edited by hand. The proof that it looked: it names exactly those.
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { standing } from '../../nodes/shared/netsuite/records/disagreement';
import { updateSummaries } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import { SETTLEMENT_ID } from '../../test/support/madeSettlement';
import { benchClient } from './benchClient';
import type { Order } from './orders';
import { booksFor, recordOrders } from './orders';
import type { OwnSandbox } from './ownSandbox';
import { applyAll, PER_CUSTOMER } from './paymentApply';

const TRANSACTION = 'customrecord_amzstl_transaction';
const EDITS_AT_ONCE = 8;

/** One in ten, as somebody edits it in NetSuite's pages: not signed, not counted. */
async function edit(sandbox: OwnSandbox): Promise<void> {
	const records = await sandbox.records(TRANSACTION);
	const edited = records.filter((_, at) => at % 10 === 0);
	const body = { custrecord_amzstl_t_allocation: null };
	const next = async (): Promise<void> => {
		const one = edited.pop();
		if (one !== undefined) {
			const response = await fetch(`${sandbox.url}/sandbox/edits`, {
				method: 'POST',
				body: JSON.stringify({ type: TRANSACTION, id: one.id, body }),
			});
			if (!response.ok) {
				throw new Error(`The sandbox did not take an edit: ${await response.text()}`);
			}
			await next();
		}
	};
	await Promise.all(Array.from({ length: EDITS_AT_ONCE }, next));
}

export function proofWork(isEdited: boolean) {
	let named = 0;
	return {
		work: {
			booksFor,
			record: async (sandbox: OwnSandbox, orders: Order[]) => {
				await recordOrders(sandbox, orders);
				await applyAll(sandbox, EDITS_AT_ONCE, PER_CUSTOMER);
				await (isEdited ? edit(sandbox) : Promise.resolve());
			},
			/** Disagreements that it missed, or made up. */
			countLost: async (_: OwnSandbox, orders: Order[]) =>
				await Promise.resolve(Math.abs(named - (isEdited ? Math.ceil(orders.length / 10) : 0))),
		},
		run: async (sandbox: OwnSandbox, concurrency: number) => {
			const client = benchClient(sandbox, concurrency);
			const [summary] = await updateSummaries(client, await loadStatusIds(client), {
				createdSince: '2026-09-22',
				settlementIds: [SETTLEMENT_ID],
				now: '2026-11-22T00:00:00Z',
				isDryRun: false,
			});
			named = standing(summary.disagreements).length;
		},
	};
}
