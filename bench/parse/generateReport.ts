// A Flat File V2 report of any size, the same bytes every time: orders of several lines, refunds, fees
// and a reserve, in the shape of a US report, with SKUs and order ids as many as a large seller has. It
// counts its own total while it writes, in cents, so that every contender can be checked against it.
import { fs } from '../node';

export interface GeneratedReport {
	file: string;
	lines: number;
	bytes: number;
	totalCents: number;
}

const HEADER =
	'settlement-id\tsettlement-start-date\tsettlement-end-date\tdeposit-date\ttotal-amount\tcurrency\ttransaction-type\torder-id\tmerchant-order-id\tadjustment-id\tshipment-id\tmarketplace-name\tamount-type\tamount-description\tamount\tfulfillment-id\tposted-date\tposted-date-time\torder-item-code\tmerchant-order-item-id\tmerchant-adjustment-item-id\tsku\tquantity-purchased\tpromotion-id';
const SETTLEMENT = '18906543210';
const SKUS = 3000;
const WRITE_BYTES = 1 << 20;

/** Mulberry32: small, and the same everywhere. */
function createRandom(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

const digits = (value: number, width: number) => String(value).padStart(width, '0');
const decimals = (cents: number) =>
	`${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${digits(Math.abs(cents) % 100, 2)}`;

type Money = readonly [amountType: string, description: string, cents: number];

/** The lines of one order or refund, most of an order's fees beside its prices. */
function writeEvent(random: (below: number) => number, number: number): [string[], number] {
	const isRefund = random(20) === 0;
	const units = random(8) === 0 ? 2 : 1;
	const price = (999 + random(9000)) * units;
	const tax = Math.round(price * 0.08);
	const money: Money[] = [
		['ItemPrice', 'Principal', price],
		['ItemPrice', 'Tax', tax],
		['ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', -tax],
		['ItemFees', 'Commission', -Math.round(price * 0.15)],
	];
	if (isRefund) {
		money.push(['ItemFees', 'RefundCommission', Math.round(price * 0.03)]);
	} else {
		money.push(['ItemFees', 'FBAPerUnitFulfillmentFee', -(350 + random(400)) * units]);
		if (random(4) === 0) {
			money.push(['ItemPrice', 'Shipping', 599], ['Promotion', 'Shipping', -599]);
		}
	}
	const sign = isRefund ? -1 : 1;
	const order = `${digits(111 + random(4), 3)}-${digits(random(10_000_000), 7)}-${digits(number % 10_000_000, 7)}`;
	const day = `2026-06-${digits(1 + (number % 14), 2)}`;
	const time = `${digits(random(24), 2)}:${digits(random(60), 2)}:${digits(random(60), 2)}`;
	const sku = `SKU-${digits(random(SKUS), 5)}-${'SML'[random(3)]}`;
	const adjustment = isRefund ? `amzn1:crow:${digits(number, 22)}` : '';
	const shipment = isRefund ? '' : `D${digits(random(1_000_000_000), 9)}`;
	const item = digits(number * 7 + 20_000_000_000, 14);
	const event = `${SETTLEMENT}\t\t\t\t\t\t${isRefund ? 'Refund' : 'Order'}\t${order}\t${order}\t${adjustment}\t${shipment}\tAmazon.com`;
	const rest = `AFN\t${day}\t${day} ${time} UTC\t${item}\t\t${isRefund ? item : ''}\t${sku}\t${units}`;
	const rows = money.map(
		([type, description, cents]) =>
			`${event}\t${type}\t${description}\t${decimals(sign * cents)}\t${rest}\t${type === 'Promotion' ? 'Free shipping' : ''}`,
	);
	return [rows, sign * money.reduce((sum, [, , cents]) => sum + cents, 0)];
}

/** The summary row stands first but needs the total, so the lines are made twice. */
export function generateReport(file: string, lines: number): GeneratedReport {
	const totalCents = eachRow(lines, () => undefined);
	const output = fs.openSync(file, 'w');
	let text = `${HEADER}\n${SETTLEMENT}\t2026-06-01 07:12:44 UTC\t2026-06-15 07:12:45 UTC\t2026-06-17 07:12:45 UTC\t${decimals(totalCents)}\tUSD${'\t'.repeat(18)}\n`;
	eachRow(lines, (row) => {
		text += `${row}\n`;
		if (text.length >= WRITE_BYTES) {
			fs.writeSync(output, text);
			text = '';
		}
	});
	fs.writeSync(output, text);
	fs.closeSync(output);
	return { file, lines, bytes: fs.statSync(file).size, totalCents };
}

/** Gives so many rows away and returns their sum in cents; the last is a reserve. */
function eachRow(lines: number, onRow: (row: string) => void): number {
	const random = createRandom(20_260_615);
	let total = 0;
	let left = lines - 1;
	for (let number = 0; left > 0; number++) {
		const [rows, cents] = writeEvent(random, number);
		if (rows.length > left) {
			break;
		}
		rows.forEach(onRow);
		total += cents;
		left -= rows.length;
	}
	for (; left >= 0; left--) {
		const cents = left === 0 ? -42_000 : -100;
		const label = left === 0 ? 'Current Reserve Amount' : 'Subscription Fee';
		onRow(
			`${SETTLEMENT}\t\t\t\t\t\tother-transaction\t\t\t\t\t\tother-transaction\t${label}\t${decimals(cents)}\t\t2026-06-15\t2026-06-15 07:12:45 UTC${'\t'.repeat(6)}`,
		);
		total += cents;
	}
	return total;
}
