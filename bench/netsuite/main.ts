// `npm run bench:netsuite`: how many NetSuite requests an order costs and how near a run comes to what
// the account's limit allows, on the embedded NetSuite with the latency and limit of a small account.
// Nothing is asserted here; a lost order makes the exit code 1.
import { hasHost } from '../../demo/setUp.mjs';
import { fail, fs, parseArgs, print } from '../node';
import { measureBilling } from './billing';
import type { Measured } from './measured';
import { measureOn } from './measured';
import { JOURNAL_WORK, postJournal } from './journal';
import { oneByOne } from './oneByOne';
import { booksFor, countLost, ordersOf, recordOrders } from './orders';
import { applyAll, PER_CUSTOMER } from './paymentApply';
import { proofWork } from './proof';
import { REFUND_WORK, refundEach } from './refunds';
import type { Limits, OwnSandbox } from './ownSandbox';
import { startSandbox } from './ownSandbox';

const USAGE = `Usage: npm run bench:netsuite -- [options]
  --orders N      orders to settle (default 1000)
  --crowded N     orders settled while the account allows 2 requests less than the node (default 200)
  --one-by-one N  orders of the hand-built n8n workflow, which takes a second each (default 40, 0 for none)
  --mode NAME     only this mode: per order, per customer, per order in a crowded account, refunds, billing, one by one,
                  proof, 'proof, a tenth disagrees', or journal
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

interface Mode {
	name: string;
	orders: number;
	measure(): Promise<Measured>;
}

async function measure(
	{ name, orders: count, limits }: { name: string; orders: number; limits: Limits },
	run: (sandbox: OwnSandbox, limits: Limits) => Promise<number | void>,
	work: Work = ORDER_WORK,
): Promise<Measured> {
	const orders = ordersOf(count);
	const sandbox = await startSandbox(work.booksFor(orders), limits);
	try {
		await work.record(sandbox, orders);
		return await measureOn(
			sandbox,
			{ name, orders: count, limits },
			async () => await run(sandbox, limits),
			async () => await work.countLost(sandbox, orders),
		);
	} finally {
		await sandbox.stop();
	}
}

function wholeNumber(flag: string, value: string): number {
	if (!/^\d+$/.test(value)) {
		throw new Error(`--${flag} ${value}: must be a whole number.\n${USAGE}`);
	}
	return Number(value);
}

const ONE_BY_ONE = 'one by one';

function modesOf(orders: number, crowded: number, few: number, limits: Limits): Mode[] {
	const slots = limits.concurrencyLimit;
	const less = { ...limits, concurrencyLimit: Math.max(slots - 2, 1) };
	const mode = (
		name: string,
		count: number,
		run: (sandbox: OwnSandbox, limits: Limits) => Promise<number | void>,
		{ own = limits, work = ORDER_WORK }: { own?: Limits; work?: Work } = {},
	): Mode => ({
		name,
		orders: count,
		measure: async () => await measure({ name, orders: count, limits: own }, run, work),
	});
	const perOrder = async (sandbox: OwnSandbox) => await applyAll(sandbox, slots, null);
	const perCustomer = async (sandbox: OwnSandbox) => await applyAll(sandbox, slots, PER_CUSTOMER);
	const refunds = async (sandbox: OwnSandbox) => await refundEach(sandbox, slots);
	const proof = (name: string, isEdited: boolean) => {
		const { run, work } = proofWork(isEdited);
		return mode(name, orders, async (sandbox) => await run(sandbox, slots), { work });
	};
	return [
		mode('per order', orders, perOrder),
		mode('per customer', orders, perCustomer),
		mode('per order in a crowded account', crowded, perOrder, { own: less }),
		mode('refunds', orders, refunds, { work: REFUND_WORK }),
		proof('proof', false),
		proof('proof, a tenth disagrees', true),
		mode('journal', orders, async (sandbox) => await postJournal(sandbox, slots), {
			work: JOURNAL_WORK,
		}),
		{ name: 'billing', orders, measure: async () => await measureBilling(orders, limits) },
		mode(ONE_BY_ONE, few, oneByOne),
	];
}

function tell(measured: Measured, orders: number): void {
	const { name, calls, seconds, limitSeconds, efficiency, rejected429, lost } = measured;
	const per1000 = ((seconds / measured.orders) * orders) / 60;
	const reckoned =
		measured.orders < orders ? ` (${per1000.toFixed(1)} minutes for ${orders}, reckoned)` : '';
	print(
		`${name}: ${measured.orders} orders, ${calls} calls (${measured.callsPerOrder} an order), ` +
			`${seconds.toFixed(1)} s${reckoned}, the limit allows ${limitSeconds.toFixed(1)} s ` +
			`(${(efficiency * 100).toFixed(1)} %), ${rejected429} answers 429, ${lost} lost; ` +
			`a bare request takes ${measured.bareCallMs.toFixed(0)} ms on this machine, ` +
			`${measured.cpuSeconds.toFixed(1)} s of processor time${tellSlots(measured)}`,
	);
}

function tellSlots({ slots }: Measured): string {
	if (slots === null) {
		return '';
	}
	const { idleBefore, idleWhile, idleAfter, beyondLatency } = slots;
	const [before, during, after, beyond] = [idleBefore, idleWhile, idleAfter, beyondLatency].map(
		(seconds) => seconds.toFixed(1),
	);
	return `; slot-seconds idle before the first record ${before}, then ${during}, after the last ${after}, requests beyond the latency ${beyond}`;
}

function readFlags() {
	const { values } = parseArgs({
		options: {
			orders: { type: 'string', default: '1000' },
			crowded: { type: 'string', default: '200' },
			'one-by-one': { type: 'string', default: '40' },
			mode: { type: 'string' },
			latency: { type: 'string', default: '300' },
			limit: { type: 'string', default: '5' },
			json: { type: 'string' },
		},
	});
	return values;
}

async function main(): Promise<void> {
	const flags = readFlags();
	const orders = wholeNumber('orders', flags.orders);
	const atMost = (flag: 'crowded' | 'one-by-one') =>
		Math.min(orders, wholeNumber(flag, flags[flag]));
	const limits: Limits = {
		latencyMs: wholeNumber('latency', flags.latency),
		concurrencyLimit: wholeNumber('limit', flags.limit),
	};
	const wanted = modesOf(orders, atMost('crowded'), atMost('one-by-one'), limits).filter(
		(mode) => mode.orders > 0 && (flags.mode === undefined || mode.name === flags.mode),
	);
	const modes: Measured[] = [];
	for (const { name, measure: measureMode } of wanted) {
		if (name === ONE_BY_ONE && !hasHost()) {
			print(`${name}: not run, n8n is not installed (node demo/setUp.mjs host)`);
			continue;
		}
		const measured = await measureMode();
		modes.push(measured);
		tell(measured, orders);
	}
	if (flags.json !== undefined) {
		fs.writeFileSync(flags.json, `${JSON.stringify({ modes }, null, '\t')}\n`);
	}
	if (modes.some(({ lost }) => lost > 0)) {
		throw new Error('Not every order was settled or billed exactly once.');
	}
}

main().catch(fail);
