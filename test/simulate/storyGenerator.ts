// Random settlement stories for fast-check: books before, and orders and refunds with every relation to
// them that the stories by hand tell. Some orders have several shipments on one invoice.
import { fc } from '../support/fastCheck';

import { invoiceOf } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import { order, refund } from '../support/madeSettlement';
import type { Story } from './story';

type Invoice = ReturnType<typeof invoiceOf>;

/** One order with its part of the books. */
interface Plot {
	invoice: Invoice | null;
	events: MadeEvent[];
	mayPost: boolean;
	cashSale?: Invoice;
	isContested?: boolean;
}

const cents = fc.integer({ min: 1, max: 50_000 });

const KINDS = [
	'exact',
	'exact',
	'exact',
	'short',
	'bitShort',
	'bitShort',
	'over',
	'partlyPaid',
	'shipments',
	'shipmentsOver',
	'cashSale',
	'cashSale',
	'cashSaleOver',
	'cashSaleTwice',
	'missing',
	'paid',
	'otherCurrency',
	'refunded',
	'refundedTwice',
	'refundOnly',
	'nothing',
] as const;
type Kind = (typeof KINDS)[number];

function plot(orderId: string, kind: Kind, amount: number, other: number): Plot {
	const invoice = (total: number, paid = 0) => invoiceOf(orderId, total, { paid });
	const simple = (total: number, paid = 0): Plot => ({
		invoice: invoice(total, paid),
		events: [order(orderId, amount)],
		mayPost: true,
	});
	const shipments = ['S1', 'S2', 'S3'].map((shipmentId, at) =>
		order(orderId, amount + at * other, { shipmentId }),
	);
	const sum = shipments.reduce((total, event) => total + event.amount, 0);
	switch (kind) {
		case 'exact':
			return simple(amount);
		case 'short':
			return simple(amount + other);
		case 'bitShort':
			return simple(amount + 1 + (other % 9));
		case 'over':
			return { ...simple(amount), events: [order(orderId, amount + other)] };
		case 'partlyPaid':
			return simple(amount + other, other + Math.floor(amount / 2));
		case 'shipments':
			return { invoice: invoice(sum), events: shipments, mayPost: true };
		case 'shipmentsOver':
			return {
				invoice: invoice(amount + 1),
				events: shipments,
				mayPost: true,
				isContested: true,
			};
		case 'cashSale':
		case 'cashSaleOver': {
			const events = [order(orderId, kind === 'cashSale' ? amount : amount + other)];
			return { invoice: null, cashSale: invoice(amount), events, mayPost: false };
		}
		case 'cashSaleTwice':
			return {
				invoice: null,
				cashSale: invoice(amount),
				mayPost: false,
				events: ['S1', 'S2'].map((shipmentId) => order(orderId, amount, { shipmentId })),
			};
		case 'missing':
			return { invoice: null, events: [order(orderId, amount)], mayPost: false };
		case 'paid':
			return simple(amount, amount);
		case 'otherCurrency':
			return {
				invoice: invoiceOf(orderId, amount, { currency: 'CAD', customer: 'Amazon CA' }),
				events: [order(orderId, amount)],
				mayPost: false,
			};
		case 'refunded':
			return {
				invoice: invoice(amount + other),
				events: [order(orderId, amount + other), refund(orderId, other, 'a')],
				mayPost: true,
			};
		case 'refundedTwice':
			return {
				invoice: invoice(amount + other, amount + other),
				events: [refund(orderId, other, 'a'), refund(orderId, amount, 'b')],
				mayPost: true,
			};
		case 'refundOnly':
			return { invoice: null, events: [refund(orderId, amount, 'a')], mayPost: false };
		case 'nothing':
			return { invoice: null, events: [order(orderId, 0, { fees: -other })], mayPost: false };
	}
}

const plots = fc
	.array(fc.tuple(fc.constantFrom(...KINDS), cents, cents), { minLength: 1, maxLength: 9 })
	.map((drawn) =>
		drawn.map(([kind, amount, other], at) => plot(`111-${at + 1}`, kind, amount, other)),
	);

export const stories: fc.Arbitrary<Story> = fc
	.tuple(
		plots,
		fc.constantFrom('leave' as const, 'cap' as const),
		fc.integer(),
		fc.constantFrom(undefined, 5, 5),
	)
	.map(([told, overpayment, shuffle, writeOff]) => {
		const fee = order('', -250, { transactionType: 'ServiceFee', fees: -100 });
		const events = [...told.flatMap((one) => one.events), fee];
		return {
			books: {
				invoices: told.flatMap(({ invoice }) => invoice ?? []),
				cashSales: told.flatMap(({ cashSale }) => cashSale ?? []),
			},
			// Lines of one order are not neighbours in a report.
			events: shuffle % 2 === 0 ? events : [...events].reverse(),
			invoices: Object.fromEntries(
				told
					.filter(({ mayPost }) => mayPost)
					.map(({ events: [{ orderId }] }) => [orderId, [`Amazon.com_${orderId}`]]),
			),
			cashSales: Object.fromEntries(
				told
					.filter(({ cashSale }) => cashSale !== undefined)
					.map(({ events: [{ orderId }] }) => [orderId, [`Amazon.com_${orderId}`]]),
			),
			overpayment,
			writeOff,
			contested: told.flatMap(({ isContested, events: [{ orderId }] }) =>
				isContested ? [orderId] : [],
			),
		};
	});
