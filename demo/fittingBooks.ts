// Books that fit a report, for those who bring none: an open invoice for each order (MFN orders as a
// billed sales order and its invoice), and for a refund whose order lies in another settlement an
// invoice that is paid already. Only a convenience: what becomes of it is told from the books.
import { INVOICE_FIGURES } from '../nodes/shared/settlement/labels/figures';
import { transactionGroup } from '../nodes/shared/settlement/labels/panes';
import type { Settlement } from '../nodes/shared/settlement/lines/settlement';
import { readReport } from '../nodes/shared/settlement/report/report';
import {
	currencyExponent,
	millsPerMinorUnit,
	toDecimalString,
} from '../nodes/shared/settlement/values/money';
import type { BooksSeed } from '../sandbox/seed/seedShape';
import { fs } from './node';

interface Order {
	key: string;
	orderId: string;
	fulfillment: string;
	date: string;
	/** Mills, as in the settlement room: what the settlement pays and what it refunds. */
	paid: number;
	refunded: number;
}

const CUSTOMER = 'Amazon Customers';
const FIRST_CUSTOMER_ID = 101;

/** What belongs on the invoice for certain: of a label that nothing decides nobody knows whether it does. */
function amountOf({ figures, undecided }: Settlement['transactions'][number]): number {
	const unknown = undecided.filter(({ meaning }) => INVOICE_FIGURES.includes(meaning.figure));
	return (
		INVOICE_FIGURES.reduce((sum, figure) => sum + figures[figure], 0) -
		unknown.reduce((sum, { amount }) => sum + amount, 0)
	);
}

function ordersOf(settlement: Settlement): Order[] {
	const orders = new Map<string, Order>();
	for (const transaction of settlement.transactions) {
		const group = transactionGroup(transaction.transactionType);
		if (group === 'nonTransaction' || transaction.orderId === '') {
			continue;
		}
		const { orderId, marketplaceName, fulfillment } = transaction;
		const key = `${marketplaceName}_${orderId}`;
		const order = orders.get(key) ?? {
			key,
			orderId,
			fulfillment,
			paid: 0,
			refunded: 0,
			date: (transaction.postedDate || settlement.endDate).slice(0, 10),
		};
		const amount = amountOf(transaction);
		order.paid += group === 'orders' ? amount : 0;
		order.refunded -= group === 'refunds' ? amount : 0;
		orders.set(key, order);
	}
	return [...orders.values()].filter(({ paid, refunded }) => paid > 0 || refunded > 0);
}

/** Empty when the file cannot be read: then the workflow itself is to say why. */
export async function fittingBooks(file: string): Promise<BooksSeed> {
	const settlements = await readReport(() => fs.createReadStream(file)).then(
		(report) => report.settlements.filter(({ currency }) => currency !== ''),
		() => [],
	);
	const salesOrders: NonNullable<BooksSeed['salesOrders']> = [];
	const invoices: NonNullable<BooksSeed['invoices']> = [];
	const customers = [...new Set(settlements.map(({ currency }) => currency))].map(
		(currency, index) => ({
			id: String(FIRST_CUSTOMER_ID + index),
			entityId: `${CUSTOMER} ${currency}`,
			currency,
		}),
	);
	for (const settlement of settlements) {
		const { currency } = settlement;
		const decimal = (mills: number) =>
			toDecimalString(mills / millsPerMinorUnit(currency), currencyExponent(currency));
		for (const { key, orderId, fulfillment, date, paid, refunded } of ordersOf(settlement)) {
			const paidBefore = Math.max(refunded - paid, 0);
			const document = {
				otherRefNum: orderId,
				customer: `${CUSTOMER} ${currency}`,
				tranDate: date,
				currency,
				lines: [{ item: 'Amazon Sale', quantity: 1, amount: decimal(paid + paidBefore) }],
			};
			const amountPaid = decimal(paidBefore);
			if (fulfillment === 'MFN') {
				salesOrders.push({ ...document, externalId: key, status: 'Billed' });
				invoices.push({ ...document, externalId: `INV-${orderId}`, createdFrom: key, amountPaid });
			} else {
				invoices.push({ ...document, externalId: key, createdFrom: null, amountPaid });
			}
		}
	}
	return { customers, salesOrders, invoices };
}
