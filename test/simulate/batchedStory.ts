// A settlement whose batches of three cut where it hurts: an order with shipments far apart, refunds apart
// from their orders, one invoice shared by two orders that never meet in a batch. All amounts were chosen
// and added up by hand.
import { invoiceOf } from '../support/madeBooks';
import { order, refund } from '../support/madeSettlement';
import type { Story } from './story';

const SHARED_INVOICE = ['Amazon.com_111-11'];

export const BATCHED_STORY: Story = {
	books: {
		invoices: [
			invoiceOf('111-1', 2000),
			invoiceOf('111-2', 1550),
			invoiceOf('111-3', 5000),
			invoiceOf('111-4', 999),
			invoiceOf('111-5', 4000),
			invoiceOf('111-6', 43080),
			invoiceOf('111-8', 1200),
			invoiceOf('111-9', 3000),
			invoiceOf('111-10', 701),
			// Found by 111-11 through its external ID, by 111-12 through its PO number.
			invoiceOf('111-11', 5000, { poNumber: '111-12' }),
		],
	},
	events: [
		order('111-1', 2000),
		order('111-2', 1550),
		order('111-3', 3000, { shipmentId: 'S1' }),
		order('111-4', 999),
		order('111-11', 3000),
		order('111-5', 3900),
		order('111-6', 46104),
		refund('111-1', 500, 'a'),
		order('111-3', 2000, { shipmentId: 'S2' }),
		order('111-7', 100),
		order('111-8', 1200),
		order('111-9', 3000),
		order('111-12', 2000),
		refund('111-9', 3000, 'b'),
		order('111-10', 701),
		order('', -250, { transactionType: 'ServiceFee' }),
	],
	invoices: {
		...Object.fromEntries(
			[1, 2, 3, 4, 5, 6, 8, 9, 10].map((at) => [`111-${at}`, [`Amazon.com_111-${at}`]]),
		),
		'111-11': SHARED_INVOICE,
		'111-12': SHARED_INVOICE,
	},
};

/** Batches of three, each order whole: 1 2 | 3 4 | 11 5 6 | 7 8 | 9 12 | 10 and the fee. */
export const BATCHES_OF_THREE = [3, 3, 3, 2, 3, 2];

/** All but the order without an invoice (Unapplied), the one paid too much, and the fee (New). */
export const BATCHED_STATUSES = { Applied: 13, 'Partially Applied': 1, Unapplied: 1, New: 1 };

export const BATCHED_EQUATION = {
	deposit: 658.04,
	// 694.54 came for orders with an invoice; 30.24 of it is more than was open.
	paid: 664.3,
	paidRest: 30.24,
	refunded: -35,
	notPosted: 1,
	difference: 0,
};
