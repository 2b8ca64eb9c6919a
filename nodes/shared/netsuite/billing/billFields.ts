// The fields of an invoice or cash sale that a user may fill, and those that billing keeps to itself: what names
// the order in the books, so that its payment finds it, and what NetSuite copies from the sales order.
import type { InvoiceKey } from '../books/invoiceKeys';
import { fillKey, keysFor } from '../books/invoiceKeys';
import { nextExternalId } from '../books/orderIdentity';
import type { SalesOrder } from '../books/salesOrders';
import { lineFields, refuseLineRows } from '../posting/lineFields';
import type { PlaceSettings } from '../posting/marketplaceSettings';
import { settingsFor } from '../posting/marketplaceSettings';
import type { WithOwn } from '../posting/ownSettings';
import { settingsOf } from '../posting/ownSettings';
import type { MappedField } from '../records/fieldMapping';
import { fillFields } from '../records/fieldMapping';
import type { Reserved } from '../records/reservedFields';
import {
	freeRows,
	refuseReserved,
	reserve,
	reservedAmounts,
	reservedAnywhere,
} from '../records/reservedFields';
import { billValues } from './billingResult';
import type { BillType } from './orderBill';

/** What of the settings decides about fields. */
interface BillFieldSettings extends PlaceSettings, WithOwn {
	billType: BillType;
	keys: InvoiceKey[];
	datePolicy: string;
	formId: string;
	fields: MappedField[];
	/** Fields of each line. */
	lineFields?: MappedField[];
}

/** Columns by which invoices are looked up, and what this order has there. */
function searchedBy(order: SalesOrder, keys: InvoiceKey[]): Reserved {
	const columns = keysFor(order.identity, keys).filter(({ column }) => column !== 'externalid');
	return Object.assign(
		{},
		...columns.map(({ column, template }) =>
			reserve(
				[column],
				[fillKey(template, order.identity), ...(column === 'otherrefnum' ? [order.poNumber] : [])],
				"Remove the row: 'Invoice Keys' look for the order's invoice in this field",
			),
		),
	) as Reserved;
}

function reservedOfBill(order: SalesOrder, settings: BillFieldSettings): Reserved {
	const own = settingsOf(settings, order);
	const place = settingsFor(order.identity.marketplaceName, own);
	const isInvoice = own.billType === 'invoice';
	const account = isInvoice ? place.receivableAccountId : place.paymentAccountId;
	const copied = 'Remove the row: NetSuite copies it from the sales order';
	return {
		...reservedAnywhere(nextExternalId(order, own.keys, [])),
		...reserve(['customer', 'entity'], [order.customerId], copied),
		...reserve(['currency'], [order.currency], copied),
		...reservedAmounts([], copied),
		...reserve(
			['tranDate'],
			own.datePolicy === 'order' ? [order.date] : [],
			"Remove the row and choose the day in 'Bill Date' and 'Closed Period'",
		),
		...(account === ''
			? {}
			: reserve(
					['account'],
					[account],
					`Remove the row and choose it in '${isInvoice ? 'A/R Account' : 'Payment Account'}'`,
				)),
		...(own.formId === ''
			? {}
			: reserve(['customForm'], [own.formId], "Remove the row and enter it in 'Form Internal ID'")),
		...searchedBy(order, own.keys),
	};
}

/** Throws with FIELD_RESERVED, which ends the run. */
export function refuseBillRows(orders: SalesOrder[], settings: BillFieldSettings): void {
	for (const order of orders) {
		const { fields, lineFields: rows } = settingsOf(settings, order);
		refuseReserved(fields, billValues(order), reservedOfBill(order, settings), 'Bill Fields');
		refuseLineRows(rows, billValues(order), 'Bill Line Fields');
	}
}

/** What stands on each line. */
export function billLineFields(
	order: SalesOrder,
	settings: BillFieldSettings,
): Record<string, unknown> {
	const own = settingsOf(settings, order);
	const { segments } = settingsFor(order.identity.marketplaceName, own);
	return lineFields(own.lineFields, segments, billValues(order));
}

/** What the user fills. */
export function billFields(
	order: SalesOrder,
	settings: BillFieldSettings,
): Record<string, unknown> {
	const { fields } = settingsOf(settings, order);
	return fillFields(freeRows(fields, reservedOfBill(order, settings)), billValues(order));
}
