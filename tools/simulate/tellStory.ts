// Makes a story up from a seed: sellers whose settlements follow each other over months, orders that ship in parts,
// refunds before and after their payment, chargebacks, fees and reserves that come back. Pure: no books, no clock.
import type { Lots } from './lots';
import { lotsOf } from './lots';
import type { Billed, Choices, Order, Sent, Settlement, Story } from './truth';
import { sum } from './truth';

interface Region {
	seller: string;
	currency: string;
	digits: number;
	places: string[];
}

const REGIONS: Region[] = [
	{
		seller: 'US',
		currency: 'USD',
		digits: 2,
		places: ['Amazon.com'],
	},
	{
		seller: 'CA',
		currency: 'CAD',
		digits: 2,
		places: ['Amazon.ca'],
	},
	{
		seller: 'EU',
		currency: 'EUR',
		digits: 2,
		places: ['Amazon.de', 'Amazon.fr', 'Amazon.it'],
	},
	{
		seller: 'UK',
		currency: 'GBP',
		digits: 2,
		places: ['Amazon.co.uk'],
	},
	{
		seller: 'JP',
		currency: 'JPY',
		digits: 0,
		places: ['Amazon.co.jp'],
	},
];

const FIRST_DAY = Date.UTC(2026, 6, 3);
const DAY_MS = 86_400_000;
const PERIOD_DAYS = 14;
const SETTLEMENTS_MAX = 4;
const LEAST = 200;
const MOST = 30_000;
/** Where small rests are written off, no other rest is so small. */
export const WRITE_OFF = 5;

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

function choicesOf(lots: Lots): Choices {
	const openInvoice = lots.chance(0.25) ? 'apply' : 'refund';
	return {
		openInvoice,
		// What was refunded first leaves less open than Amazon sends.
		overpayment: openInvoice === 'apply' ? 'leave' : lots.pick(['leave', 'leave', 'cap', 'refuse']),
		writeOff: openInvoice === 'refund' && lots.chance(0.3) ? WRITE_OFF : null,
		refundLines: lots.pick(['amountOnly', 'amountOnly', 'byLine', 'fromInvoice']),
		noInvoice: lots.pick(['refuse', 'standAlone']),
		isSplitByMonth: lots.chance(0.3),
		deposit: lots.pick(['inEntry', 'inEntry', 'bankFeed']),
		periodPolicy: lots.pick(['refuse', 'firstOpen']),
		hasJournals: lots.chance(0.6),
		concurrency: lots.pick([1, 2, 4]),
	};
}

function emptySettlements(lots: Lots, region: Region, count: number): Settlement[] {
	return Array.from({ length: count }, (_, at) => {
		const start = FIRST_DAY + at * PERIOD_DAYS * DAY_MS;
		const end = start + PERIOD_DAYS * DAY_MS;
		return {
			settlementId: `2${REGIONS.indexOf(region) + 1}00000${String(lots.between(100, 999))}${at + 1}`,
			seller: region.seller,
			currency: region.currency,
			digits: region.digits,
			start: isoDay(start),
			end: isoDay(end),
			depositDay: isoDay(end + 2 * DAY_MS),
			sent: [],
			others: [],
			deposit: 0,
		};
	});
}

/** Lines that come to the amount: tax that Amazon keeps itself, now and then shipping and a promotion. */
function linesOf(lots: Lots, amount: number): Sent['lines'] {
	const sign = amount < 0 ? -1 : 1;
	const size = Math.abs(amount);
	const shipping = size > 600 && lots.chance(0.3) ? lots.between(50, 300) : 0;
	const promotion = size > 600 && lots.chance(0.2) ? lots.between(10, 200) : 0;
	const tax = lots.chance(0.4) ? lots.between(1, 400) : 0;
	const all: Sent['lines'] = [
		['ItemPrice', 'Principal', sign * (size - shipping + promotion)],
		['ItemPrice', 'Shipping', sign * shipping],
		['ItemPrice', 'Tax', sign * tax],
		['ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', -sign * tax],
		['Promotion', 'Principal', -sign * promotion],
	];
	return all.filter(([, , part]) => part !== 0);
}

/** What the order is billed over, beside what Amazon sends for it. */
function billed(lots: Lots, { overpayment, writeOff }: Choices, amount: number, parts: number) {
	const draw = lots.between(1, 100);
	if (writeOff !== null && parts === 1 && draw <= 15) {
		return { total: amount + lots.between(1, WRITE_OFF), paidBefore: 0 };
	}
	if (draw <= 25 && (parts === 1 || overpayment === 'leave')) {
		return { total: amount + lots.between(50, 5_000), paidBefore: 0 };
	}
	if (draw <= 33 && parts === 1) {
		return { total: amount - lots.between(20, Math.floor(amount / 3)), paidBefore: 0 };
	}
	if (draw <= 38 && parts === 1) {
		const paidBefore = lots.between(50, 2_000);
		return { total: amount + paidBefore, paidBefore };
	}
	return { total: amount, paidBefore: 0 };
}

const BILLED: Billed[] = [
	'invoice',
	'invoice',
	'invoice',
	'invoice',
	'invoice',
	'invoice',
	'invoice',
	'poNumber',
	'cashSale',
	'toBill',
	'toBill',
	'nothing',
];

const REFUNDS = ['Refund', 'Refund', 'Refund', 'Chargeback Refund', 'A-to-z Guarantee Refund'];

function dayIn(lots: Lots, { start }: Settlement): string {
	return isoDay(Date.parse(start) + lots.between(0, PERIOD_DAYS - 1) * DAY_MS);
}

function sentOf(lots: Lots, order: Order, settlement: Settlement, facts: Partial<Sent>): Sent {
	const { amount = 0, type = 'Order' } = facts;
	return {
		settlementId: settlement.settlementId,
		orderId: order.orderId,
		type,
		part: '',
		marketplace: order.marketplace,
		day: dayIn(lots, settlement),
		amount,
		fee: type === 'Order' ? -Math.ceil(amount * 0.15) : Math.floor(Math.abs(amount) * 0.1),
		...facts,
		lines: linesOf(lots, amount),
	};
}

function addOrder(
	lots: Lots,
	choices: Choices,
	region: Region,
	settlements: Settlement[],
	at: number,
): Order {
	const first = lots.between(0, settlements.length - 1);
	const ways = BILLED.filter(
		(way) => region.digits === 2 || (way !== 'toBill' && way !== 'cashSale'),
	);
	const way = lots.pick(ways);
	const parts = way !== 'cashSale' && lots.chance(0.2) ? lots.between(2, 3) : 1;
	const amounts = Array.from({ length: parts }, () => lots.between(LEAST, MOST));
	const amount = sum(amounts);
	const { total, paidBefore } =
		way === 'cashSale' || way === 'toBill'
			? { total: amount, paidBefore: 0 }
			: billed(lots, choices, amount, parts);
	const number = String(at + 1).padStart(7, '0');
	const order: Order = {
		orderId: `${111 + REGIONS.indexOf(region)}-${number}-${String(lots.between(0, 9_999_999)).padStart(7, '0')}`,
		marketplace: lots.pick(region.places),
		currency: region.currency,
		digits: region.digits,
		billed: way,
		total,
		paidBefore,
		day: settlements[first].start,
		sent: [],
	};
	amounts.forEach((part, index) => {
		// A part may ship in the period after.
		const settlement =
			settlements[Math.min(first + (lots.chance(0.3) ? index : 0), settlements.length - 1)];
		order.sent.push(
			sentOf(lots, order, settlement, {
				amount: part,
				part: parts === 1 ? '' : `S${index + 1}`,
			}),
		);
	});
	addRefunds(lots, choices, order, settlements, first);
	return order;
}

/** Never more than was invoiced, nor than Amazon sent. */
function addRefunds(
	lots: Lots,
	{ openInvoice }: Choices,
	order: Order,
	settlements: Settlement[],
	first: number,
) {
	if (!lots.chance(0.3) || order.billed === 'cashSale') {
		return;
	}
	const sent = sum(order.sent.map(({ amount }) => amount));
	let left = Math.min(sent, order.total - order.paidBefore);
	const count = lots.pick([1, 1, 1, 2]);
	for (let at = 0; at < count && left > 1; at += 1) {
		const amount = lots.chance(0.4) ? left : lots.between(1, left);
		left -= amount;
		// Before its order was settled, in the same settlement, or later.
		const shift = openInvoice === 'refund' ? lots.pick([-1, 0, 0, 1, 2]) : lots.pick([0, 1]);
		const where = Math.min(Math.max(first + shift, 0), settlements.length - 1);
		order.sent.push(
			sentOf(lots, order, settlements[where], {
				type: lots.pick(REFUNDS),
				amount: -amount,
				part: `A${at + 1}-${order.orderId}`,
			}),
		);
	}
}

/** Fees, now and then a reimbursement, and what was held back in one settlement and released in the next. */
function addOthers(lots: Lots, settlements: Settlement[]): void {
	let held = 0;
	for (const settlement of settlements) {
		const add = (type: string, amountType: string, description: string, amount: number) => {
			if (amount !== 0) {
				settlement.others.push({
					type,
					amountType,
					description,
					amount,
					day: dayIn(lots, settlement),
				});
			}
		};
		add('other-transaction', 'other-transaction', 'Previous Reserve Amount Balance', held);
		held = lots.chance(0.5) ? lots.between(100, 3_000) : 0;
		add('other-transaction', 'other-transaction', 'Current Reserve Amount', -held);
		add('ServiceFee', 'Cost of Advertising', 'TransactionTotalAmount', -lots.between(0, 900));
		add('other-transaction', 'other-transaction', 'Subscription Fee', -lots.pick([0, 3999]));
		add(
			'other-transaction',
			'FBA Inventory Reimbursement',
			'WAREHOUSE_LOST',
			lots.pick([0, 0, 1250]),
		);
	}
}

function finish(settlements: Settlement[], orders: Order[], lots: Lots): void {
	for (const settlement of settlements) {
		const { settlementId, others } = settlement;
		settlement.sent = lots.shuffled(
			orders.flatMap((order) => order.sent.filter((one) => one.settlementId === settlementId)),
		);
		settlement.deposit =
			sum(settlement.sent.map(({ amount, fee }) => amount + fee)) +
			sum(others.map(({ amount }) => amount));
	}
}

export function tellStory(seed: number): Story {
	const lots = lotsOf(seed);
	const choices = choicesOf(lots.own('choices'));
	const regions = lots.shuffled(REGIONS).slice(0, lots.pick([1, 1, 2]));
	const settlements: Settlement[] = [];
	const orders: Order[] = [];
	for (const region of regions) {
		const own = lots.own(region.seller);
		const its = emptySettlements(own, region, own.between(1, SETTLEMENTS_MAX));
		const its_orders = Array.from({ length: own.between(3, 12) }, (_, at) =>
			addOrder(own, choices, region, its, at),
		);
		addOthers(own, its);
		finish(its, its_orders, own);
		orders.push(...its_orders);
		settlements.push(...its.filter(({ sent }) => sent.length > 0));
	}
	settlements.sort((one, other) => (one.end < other.end ? -1 : one.end > other.end ? 1 : 0));
	return { seed, orders, settlements, choices };
}
