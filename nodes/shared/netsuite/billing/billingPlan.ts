// What may be billed of a sales order now: pure. The two billing statuses are Celigo's: an order is billed
// once it has shipped (Pending Billing), or before (Pending Fulfillment).
import { NetSuiteError } from '../api/netSuiteError';
import type { OrderLine, OrderState, SalesOrder } from '../books/salesOrders';

/**
 * `pendingBilling`: what has shipped and is not billed. `pendingFulfillment`: all that is not billed;
 * NetSuite allows it only where the account invoices in advance of fulfilment.
 */
export type BillingStatus = 'pendingBilling' | 'pendingFulfillment';

export interface LinePart {
	orderLine: number;
	quantity: number;
}

export type BillingPlan =
	/** NetSuite's own default: all that is billable, whatever that is at the moment of the call. */
	| { kind: 'whole' }
	/** Only these lines: the rest of the order has not shipped. */
	| { kind: 'part'; lines: LinePart[] }
	| { kind: 'none'; reason: 'billed' | 'notShipped' };

/** As people call it. */
export const orderName = ({ number, internalId }: SalesOrder) =>
	`sales order ${number || internalId}`;

function unbilled({ lines }: OrderState): OrderLine[] {
	return lines.filter(({ ordered, billed }) => ordered > billed);
}

/** Of which something is not billed yet. */
export function billableLines(state: OrderState): number[] {
	return unbilled(state).map(({ line }) => line);
}

/** Throws with the code of what keeps the whole order from being billed. */
export function planBilling(
	order: SalesOrder,
	state: OrderState,
	billingStatus: BillingStatus,
): BillingPlan {
	if (state.status === '') {
		throw new NetSuiteError(
			'ORDER_NOT_FOUND',
			`NetSuite no longer shows ${orderName(order)}`,
			'See whether somebody deleted it; nothing was billed',
		);
	}
	if (state.status === 'A') {
		throw new NetSuiteError(
			'ORDER_NOT_APPROVED',
			`The ${orderName(order)} is Pending Approval`,
			'Approve the sales order in NetSuite; the next run bills it',
		);
	}
	if (state.status === 'C' || state.status === 'H') {
		throw new NetSuiteError(
			'ORDER_CLOSED',
			`The ${orderName(order)} is ${state.status === 'C' ? 'cancelled' : 'closed'}`,
			'Reopen the lines that were delivered in NetSuite, or look why Amazon paid for the order',
		);
	}
	if (state.status === 'F') {
		return { kind: 'whole' };
	}
	if (state.lines.length === 0) {
		throw new NetSuiteError(
			'NETSUITE_PERMISSION',
			`NetSuite shows no lines of ${orderName(order)}`,
			'Give the role of the access token permission to see the lines of sales orders',
		);
	}
	const open = unbilled(state);
	if (open.length === 0 || state.status === 'G') {
		return { kind: 'none', reason: 'billed' };
	}
	if (billingStatus === 'pendingFulfillment') {
		return { kind: 'whole' };
	}
	const parts = open
		.map(({ line, shipped, billed }) => ({ orderLine: line, quantity: shipped - billed }))
		.filter(({ quantity }) => quantity > 0);
	return parts.length === 0
		? { kind: 'none', reason: 'notShipped' }
		: { kind: 'part', lines: parts };
}

/** Lines of which more was billed than ordered, as people read them; '' when there are none. */
export function overbilled({ lines }: OrderState): string {
	return lines
		.filter(({ ordered, billed }) => billed > ordered)
		.map(({ line, ordered, billed }) => `line ${line}: ordered ${ordered}, billed ${billed}`)
		.join('; ');
}

/** What the order is after all that was billed. */
export function billedStatus(
	state: OrderState,
	bills: number,
): 'Billed' | 'Partially Billed' | 'Unbilled' {
	const isWhole = state.lines.length > 0 && unbilled(state).length === 0;
	if (isWhole || state.status === 'G') {
		return 'Billed';
	}
	return bills > 0 ? 'Partially Billed' : 'Unbilled';
}
