// Mode "billing": the work of NetSuite Order Bill from its first request to its last. Each order has shipped
// and becomes one invoice; afterwards the books tell which orders are not billed exactly once.
import { billOrders } from '../../nodes/shared/netsuite/billing/billOrders';
import { selectSalesOrders } from '../../nodes/shared/netsuite/billing/orderSelection';
import { billingSettingsOf, orderSeed, RULES, selectionOf } from '../../test/support/billing';
import { benchClient } from './benchClient';
import type { Measured } from './measured';
import { measureOn } from './measured';
import { fillQueryTables, ordersOf } from './orders';
import type { Limits, OwnSandbox } from './ownSandbox';
import { startSandbox } from './ownSandbox';

type Orders = ReturnType<typeof ordersOf>;

async function billAll(sandbox: OwnSandbox, concurrency: number): Promise<void> {
	const client = benchClient(sandbox, concurrency);
	const { orders } = await selectSalesOrders(client, RULES, selectionOf());
	const jobs = orders.map((order) => ({ order, postedDate: '' }));
	await billOrders(client, jobs, billingSettingsOf({ concurrency }));
}

/** Orders without exactly one invoice of their own name and amount. */
async function countUnbilled(sandbox: OwnSandbox, orders: Orders): Promise<number> {
	const invoices = await sandbox.records('invoice');
	const invoicesOf = new Map<unknown, typeof invoices>();
	for (const invoice of invoices) {
		const { otherRefNum } = invoice;
		invoicesOf.set(otherRefNum, [...(invoicesOf.get(otherRefNum) ?? []), invoice]);
	}
	const isBilled = ({ orderId, amount }: Orders[number]) => {
		const [invoice, ...others] = invoicesOf.get(orderId) ?? [];
		return (
			others.length === 0 &&
			invoice?.externalId === `Amazoncom_${orderId}` &&
			Math.round(Number(invoice.total) * 100) === amount
		);
	};
	return orders.filter((order) => !isBilled(order)).length;
}

export async function measureBilling(count: number, limits: Limits): Promise<Measured> {
	const orders = ordersOf(count);
	const salesOrders = orders.map(({ orderId, amount }) => orderSeed(orderId, [amount]));
	const sandbox = await startSandbox({ salesOrders }, limits);
	try {
		await fillQueryTables(sandbox);
		return await measureOn(
			sandbox,
			{ name: 'billing', orders: count, limits },
			async () => await billAll(sandbox, limits.concurrencyLimit),
			async () => await countUnbilled(sandbox, orders),
		);
	} finally {
		await sandbox.stop();
	}
}
