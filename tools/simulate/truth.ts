// What is true of a story, whatever any program makes of it: which orders there were, what they were billed over, and
// what Amazon sent and took in each settlement. Amounts are minor units of the settlement's currency. The auditor
// knows this and the books, nothing else.
export interface Sent {
	settlementId: string;
	/** 'Order' or one of the refunds. */
	type: string;
	orderId: string;
	/** Shipment or adjustment. */
	part: string;
	marketplace: string;
	/** `YYYY-MM-DD` */
	day: string;
	/** What belongs on the invoice, signed. */
	amount: number;
	/** Of it, lines as Amazon spells them. */
	lines: Array<[amountType: string, description: string, amount: number]>;
	/** Signed: below zero for an order. */
	fee: number;
}

/** How an order stands in the books before the first run. */
export type Billed =
	/** An invoice of its external ID, or of its PO number alone. */
	'invoice' | 'poNumber' | 'cashSale' | 'toBill' | 'nothing';

export interface Order {
	orderId: string;
	marketplace: string;
	currency: string;
	/** Minor-unit digits. */
	digits: number;
	billed: Billed;
	total: number;
	paidBefore: number;
	day: string;
	sent: Sent[];
}

export interface Settlement {
	settlementId: string;
	seller: string;
	currency: string;
	digits: number;
	start: string;
	end: string;
	depositDay: string;
	/** Orders and refunds. */
	sent: Sent[];
	/** Everything without an order: fees, reserves, adjustments. */
	others: Array<{
		type: string;
		amountType: string;
		description: string;
		amount: number;
		day: string;
	}>;
	/** All lines. */
	deposit: number;
}

/** What the person chose in the nodes. */
export interface Choices {
	overpayment: 'leave' | 'cap' | 'refuse';
	/** Minor units that may be written off; null: nothing. */
	writeOff: number | null;
	openInvoice: 'refund' | 'apply';
	/** How refunds stand on credit memos. */
	refundLines: 'amountOnly' | 'byLine' | 'fromInvoice';
	periodPolicy: 'refuse' | 'firstOpen';
	/** Refunds without an invoice: nothing, or a memo for the marketplace's customer. */
	noInvoice: 'refuse' | 'standAlone';
	hasJournals: boolean;
	/** One entry for each month of a settlement. */
	isSplitByMonth: boolean;
	/** Whether the journal holds the deposit, or the bank feed books it against clearing. */
	deposit: 'inEntry' | 'bankFeed';
	/** Requests in flight. */
	concurrency: number;
}

export interface Story {
	seed: number;
	orders: Order[];
	settlements: Settlement[];
	choices: Choices;
}

/** All of a list of amounts. */
export function sum(amounts: number[]): number {
	return amounts.reduce((total, amount) => total + amount, 0);
}

/** Minor units as decimal text. */
export function decimal(minor: number, digits: number): string {
	const units = String(Math.abs(minor)).padStart(digits + 1, '0');
	const whole = units.slice(0, units.length - digits);
	const text = digits === 0 ? whole : `${whole}.${units.slice(-digits)}`;
	return minor < 0 ? `-${text}` : text;
}

/** Decimal text to minor units; what is no such amount is thrown. */
export function minorOf(value: unknown, digits: number): number {
	const text = typeof value === 'number' ? value.toFixed(digits) : String(value ?? '0');
	const [, sign, whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text || '0') ?? [];
	if (sign === undefined || /[1-9]/.test(fraction.slice(digits))) {
		throw new Error(`'${text}' is not an amount with ${digits} decimals.`);
	}
	const units = Number(`${whole || '0'}${fraction.padEnd(digits, '0').slice(0, digits)}`);
	return sign === '-' && units !== 0 ? -units : units;
}
