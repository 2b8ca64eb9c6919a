// What became of one sales order in a billing run, success or not, in one shape.
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';
import type { OrderDocument } from '../books/invoices';
import type { SalesOrder } from '../books/salesOrders';
import type { Outcome } from '../posting/postingResult';
import { sentence } from '../posting/postingResult';

export interface BillingResult {
	/** Of the order, after this run: all of it is billed, some, or nothing. */
	status: 'Billed' | 'Partially Billed' | 'Unbilled';
	/** Of this run: `existed` when somebody had billed it, `skipped` when there was nothing to bill yet. */
	outcome: Outcome;
	errorCode: ErrorCode | '';
	/** What happened and what to do next. */
	errorMessage: string;
	/** Of the bill this run made, planned or found under its name; '' for none. */
	externalId: string;
	billId: string;
	/** `YYYY-MM-DD`. */
	date: string;
	/** Why it is not the day asked for; '' when it is. */
	dateNote: string;
	/** All bills of the order, as the books have them after the run. */
	bills: OrderDocument[];
}

export const NOT_BILLED: BillingResult = {
	status: 'Unbilled',
	outcome: 'skipped',
	errorCode: '',
	errorMessage: '',
	externalId: '',
	billId: '',
	date: '',
	dateNote: '',
	bills: [],
};

/** An error that concerns the whole run, or is a mistake of ours, is thrown on. */
export function billingFailed(error: unknown, reached: Partial<BillingResult>): BillingResult {
	if (!(error instanceof NetSuiteError) || error.isFatal) {
		throw error;
	}
	return {
		...NOT_BILLED,
		...reached,
		outcome: 'failed',
		errorCode: error.code,
		errorMessage: sentence(error),
	};
}

/** The placeholders of the field mapping. Without an Amazon order ID the order's own number stands in. */
export function billValues(order: SalesOrder): Record<string, unknown> {
	const { identity, internalId, number, externalId, poNumber, date } = order;
	return {
		...identity,
		orderId: identity.orderId || poNumber || number,
		poNumber,
		orderDate: date,
		salesOrderId: internalId,
		salesOrderNumber: number,
		salesOrderExternalId: externalId,
	};
}
