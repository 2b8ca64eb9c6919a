// The cancel button in n8n: no further payment begins, what NetSuite has been asked for is brought to its
// end, and every payment that was made is recorded. On n8n's own engine, with its own cancel signal.
import type { INodeParameters } from 'n8n-workflow';

import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { wait } from '../support/node';
import { asItems, runOn } from '../support/sandboxNode';

const IDS = Array.from({ length: 20 }, (_, at) => `111-${at}`);
const ITEMS = asItems(madeSettlement(IDS.map((id, at) => order(id, 1000 + at))));
const BOOKS = { invoices: IDS.map((id, at) => invoiceOf(id, 1000 + at)) };
const LATENCY_MS = 40;

/** Nothing has come in for so long that nothing more will. */
async function untilQuiet({ requests }: Sandbox): Promise<void> {
	for (let seen = -1; seen !== requests.counters.total; ) {
		seen = requests.counters.total;
		await wait(LATENCY_MS * 10);
	}
}

test.each<[string, INodeParameters]>([
	['per order', { options: { concurrency: 2 } }],
	['per customer', { payments: 'perCustomer', invoicesPerPayment: 2 }],
])(
	'cancelled in the middle, %s: every payment made is recorded, the next run does the rest',
	async (_, parameters) => {
		const sandbox = await createSandbox({ books: BOOKS, latencyMs: LATENCY_MS });
		const node = new NetSuitePaymentApply();
		try {
			await runOn(sandbox, new NetSuiteSettlementAdd(), {}, ITEMS);
			sandbox.requests.reset();
			const button = new AbortController();
			const run = runOn(sandbox, node, parameters, ITEMS, { cancel: button.signal });
			while (sandbox.requests.counters.post < 3) {
				await wait(2);
			}
			// One or two are on their way right now.
			button.abort();
			expect((await run).status).toBe('canceled');
			await untilQuiet(sandbox);
			const payments = () => sandbox.books.records('customerPayment').map(({ id }) => id);
			const made = payments();
			expect(made.length).toBeGreaterThanOrEqual(3);
			expect(made.length).toBeLessThanOrEqual(6);
			const records = () => sandbox.books.records('customrecord_amzstl_transaction');
			const status = (name: string) =>
				records().filter(({ labels }) => labels.custrecord_amzstl_t_status === name);
			const named = status('Applied').map((one) => String(one.custrecord_amzstl_t_payment));
			expect([...new Set(named)].sort()).toEqual([...made].sort());
			expect(status('New').length).toBe(IDS.length - named.length);
			await runOn(sandbox, node, parameters, ITEMS);
			expect(status('Applied')).toHaveLength(IDS.length);
			const paid = new Set(status('Applied').map((one) => one.custrecord_amzstl_t_payment));
			expect(payments().length).toBe(paid.size);
			expect(sandbox.books.records('invoice').every(({ open }) => Number(open) === 0)).toBe(true);
		} finally {
			await sandbox.close();
		}
	},
);
