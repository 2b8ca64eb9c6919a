// Orders as items: what comes in for billing, and what became of each order as JSON with decimals.
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { OrderAsk } from '../netsuite/billing/askedOrders';
import type { BillingResult } from '../netsuite/billing/billingResult';
import type { BillType } from '../netsuite/billing/orderBill';
import { UNKNOWN_ORDER } from '../netsuite/books/orderIdentity';
import type { SalesOrder } from '../netsuite/books/salesOrders';
import { toDecimal } from '../netsuite/records/amount';
import type { SettlementTransaction } from '../netsuite/records/settlementTransaction';
import { isOrder } from '../settlement/labels/panes';
import { z } from '../vendor';

const text = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? '').trim());

/** A settlement transaction, or anything that names an order. */
const askSchema = z.object({
	salesOrderId: text,
	transactionType: text,
	orderId: text,
	marketplaceName: text,
	merchantOrderId: text,
	shipmentId: text,
	account: text,
	postedDate: text,
	settlement: z.object({ account: text }).partial().nullish(),
});

/** Null for an item that is no order: it passes as it is. */
export function readAsks(node: INode, items: INodeExecutionData[]): Array<OrderAsk | null> {
	return items.map(({ json }, itemIndex) => {
		const read = askSchema.safeParse(json);
		const isTransaction = read.success && read.data.transactionType !== '';
		const names = read.success && (read.data.salesOrderId !== '' || read.data.orderId !== '');
		if (!read.success || (!isTransaction && !names)) {
			throw new NodeOperationError(
				node,
				`Item ${itemIndex} names no order: it has neither 'salesOrderId' nor 'orderId'`,
				{
					itemIndex,
					description:
						"Connect settlement transactions or orders, or set 'Source' to Orders in NetSuite",
				},
			);
		}
		const { data } = read;
		return isTransaction && (!isOrder(data.transactionType) || data.orderId === '')
			? null
			: {
					identity: {
						orderId: data.orderId,
						marketplaceName: data.marketplaceName,
						merchantOrderId: data.merchantOrderId,
						shipmentId: data.shipmentId,
						account: data.account || (data.settlement?.account ?? ''),
					},
					salesOrderId: data.salesOrderId,
					postedDate: data.postedDate.slice(0, 10),
					isTransaction,
				};
	});
}

export function askOf(transaction: SettlementTransaction): OrderAsk {
	const { orderId, marketplaceName, merchantOrderId, shipmentId, account } = transaction;
	return {
		identity: { ...UNKNOWN_ORDER, orderId, marketplaceName, merchantOrderId, shipmentId, account },
		salesOrderId: '',
		postedDate: transaction.postedDate,
		isTransaction: true,
	};
}

/** The order itself, for items that this node makes. */
export function orderJson(order: SalesOrder): IDataObject {
	const { identity, internalId, number, externalId, poNumber, customerId, date } = order;
	return {
		orderId: identity.orderId,
		marketplaceName: identity.marketplaceName,
		account: identity.account,
		salesOrderId: internalId,
		salesOrderNumber: number,
		salesOrderExternalId: externalId,
		poNumber,
		customerId,
		orderDate: date,
		currency: order.currency,
		orderTotal: toDecimal(order.total, order.currency),
	};
}

const KINDS: Record<string, BillType> = { CustInvc: 'invoice', CashSale: 'cashSale' };

/** What this node did, under its own key. */
export function billingJson(
	result: BillingResult,
	order: SalesOrder | null,
	isDryRun: boolean,
): IDataObject {
	const { bills, billId, ...told } = result;
	const own = bills.find(({ internalId }) => internalId === billId);
	return {
		...told,
		isDryRun,
		salesOrderId: order?.internalId ?? '',
		salesOrderNumber: order?.number ?? '',
		billId,
		billNumber: own?.number ?? '',
		total: own === undefined ? null : toDecimal(own.total, own.currency),
		bills: bills.map(({ internalId, type, number, externalId, date, total, open, currency }) => ({
			internalId,
			type: KINDS[type] ?? type,
			number,
			externalId,
			date,
			total: toDecimal(total, currency),
			open: toDecimal(open, currency),
		})),
	};
}
