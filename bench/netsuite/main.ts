// `npm run bench:netsuite`: how many NetSuite requests an order costs and how near a run comes to what
// the account's limit allows, on the embedded NetSuite with the latency and limit of a small account.
// Nothing is asserted here; a lost order makes the exit code 1.
import { fail, fs, parseArgs, print } from '../node';
import { measureBilling } from './billing';
import type { Measured } from './measured';
import { measureOn } from './measured';
import { oneByOne } from './oneByOne';
import { booksFor, countLost, ordersOf, recordOrders } from './orders';
import { perOrder } from './perOrder';
import { REFUND_WORK, refundEach } from './refunds';
import type { Limits, OwnSandbox } from './ownSandbox';
import { startSandbox } from './ownSandbox';

const USAGE = `Usage: npm run bench:netsuite -- [options]
  --orders N      orders to settle (default 1000)
  --one-by-one N  orders of the one-by-one reference, which takes a second each (default 100, at most --orders)
  --latency MS    how long NetSuite takes for a request (default 300)
  --limit N       requests in flight the account allows (default 5)
  --json FILE     write {modes: [...]} there
`;

/** What a mode is given to do, and the proof that it did it. */
interface Work {
	booksFor: typeof booksFor;
	record: typeof recordOrders;
	countLost: typeof countLost;
}

const ORDER_WORK: Work = { booksFor, record: recordOrders, countLost };

async function measure(
	name: string,
	count: number,
	limits: Limits,
	run: (sandbox: OwnSandbox) => Promise<void>,
	work: Work = ORDER_WORK,
): Promise<Measured> {
	const orders = ordersOf(count);
	const sandbox = await startSandbox(work.booksFor(orders), limits);
	try {
		await work.record(sandbox, orders);
		return await measureOn(
			sandbox,
			{ name, orders: count, limits },
			async () => await run(sandbox),
			async () => await work.countLost(sandbox, orders),
		);
	} finally {
		await sandbox.stop();
	}
}

function wholeNumber(flag: string, value: string): number {
	if (!/^[1-9]\d*$/.test(value)) {
		throw new Error(`--${flag} ${value}: must be a whole number above 0.\n${USAGE}`);
	}
	return Number(value);
}

function tell(measured: Measured): void {
	print(
		`${measured.name}: ${measured.orders} orders, ${measured.calls} calls (${measured.callsPerOrder} an order), ` +
			`${measured.seconds.toFixed(1)} s, the limit allows ${measured.limitSeconds.toFixed(1)} s ` +
			`(${(measured.efficiency * 100).toFixed(1)} %), ${measured.rejected429} answers 429, ${measured.lost} lost; ` +
			`a bare request takes ${measured.bareCallMs.toFixed(0)} ms on this machine`,
	);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			orders: { type: 'string', default: '1000' },
			'one-by-one': { type: 'string', default: '100' },
			latency: { type: 'string', default: '300' },
			limit: { type: 'string', default: '5' },
			json: { type: 'string' },
		},
	});
	const orders = wholeNumber('orders', values.orders);
	const few = Math.min(orders, wholeNumber('one-by-one', values['one-by-one']));
	const limits: Limits = {
		latencyMs: wholeNumber('latency', values.latency),
		concurrencyLimit: wholeNumber('limit', values.limit),
	};
	const modes: Measured[] = [];
	for (const [name, count, run, work] of [
		['per order', orders, perOrder, ORDER_WORK],
		['refunds', orders, refundEach, REFUND_WORK],
		['one by one', few, oneByOne, ORDER_WORK],
	] as const) {
		const measured = await measure(
			name,
			count,
			limits,
			async (sandbox) => await run(sandbox, limits.concurrencyLimit),
			work,
		);
		modes.push(measured);
		tell(measured);
	}
	const billed = await measureBilling(orders, limits);
	modes.push(billed);
	tell(billed);
	if (values.json !== undefined) {
		fs.writeFileSync(values.json, `${JSON.stringify({ modes }, null, '\t')}\n`);
	}
	if (modes.some(({ lost }) => lost > 0)) {
		throw new Error('Not every order was settled or billed exactly once.');
	}
}

main().catch(fail);
