// The transaction types the sandbox serves, as tables of fields: the part of NetSuite 2026.1's schema
// that order-to-cash work touches. A field that is not here is unknown, as a typo would be.
import {
	choice,
	field,
	ITEMS,
	RECORD_STAMPS,
	reference,
	TRANSACTIONS,
	type Field,
	type RecordType,
} from './fields';
import { STATUS_LABELS } from './statusLabels';

const CLASSIFICATIONS = [
	reference('location', 'location', { feature: 'locations' }),
	reference('department', 'department', { feature: 'departments' }),
	reference('class', 'classification', { feature: 'classes' }),
];

const TRANSACTION_FIELDS = [
	...RECORD_STAMPS,
	field('tranId', 'text', { filterable: true, maxLength: 45 }),
	field('tranDate', 'date', { label: 'Date', mandatory: true, filterable: true }),
	reference('postingPeriod', 'accountingPeriod', { filterable: true }),
	reference('currency', 'currency', {
		mandatory: true,
		filterable: true,
		feature: 'multipleCurrencies',
	}),
	field('exchangeRate', 'number', { feature: 'multipleCurrencies' }),
	field('memo', 'text', { filterable: true, maxLength: 999 }),
	...CLASSIFICATIONS,
];

// Which forms exist is a matter of each account: any id is taken as it is.
const FORM = field('customForm', 'reference');
const ORDER_NUMBER = field('otherRefNum', 'text', { filterable: true, maxLength: 45 });
const MAILING = [field('toBeEmailed', 'boolean'), field('toBePrinted', 'boolean')];

export const ORDER_ITEM_COLUMN = 'custcol_order_item';

const ITEM_LINES = {
	name: 'item',
	key: ['line'],
	fields: [
		field('line', 'integer'),
		reference('item', ITEMS, { mandatory: true }),
		field('quantity', 'number'),
		field('rate', 'number'),
		field('amount', 'money'),
		field('description', 'text', { maxLength: 4000 }),
		// Any price level is taken as it is; -1 is NetSuite's "custom price".
		field('price', 'reference', { feature: 'multiplePrices' }),
		field('taxAmount', 'money', { readOnly: true }),
		field('orderLine', 'integer'),
		reference('orderDoc', TRANSACTIONS, { readOnly: true }),
		...CLASSIFICATIONS,
		// A column as an account may have one of its own, for the order item id of its marketplace.
		field(ORDER_ITEM_COLUMN, 'text'),
		field('inventoryDetail', 'boolean'),
	],
};

const ORDER_LINES = {
	...ITEM_LINES,
	fields: [
		...ITEM_LINES.fields.filter(({ name }) => name !== 'orderDoc' && name !== 'orderLine'),
		field('quantityFulfilled', 'number', { readOnly: true }),
		field('quantityBilled', 'number', { readOnly: true }),
		field('isClosed', 'boolean'),
	],
};

const SHIPPED_LINES = {
	...ITEM_LINES,
	fields: ITEM_LINES.fields.filter(({ name }) =>
		['line', 'item', 'quantity', 'description', 'orderLine', 'orderDoc', 'location'].includes(name),
	),
};

const APPLY_LINES = {
	name: 'apply',
	key: ['doc', 'line'],
	fields: [
		reference('doc', TRANSACTIONS, { mandatory: true }),
		field('line', 'integer'),
		field('apply', 'boolean'),
		field('amount', 'money'),
		field('applyDate', 'date'),
		field('due', 'money', { readOnly: true }),
		field('total', 'money', { readOnly: true }),
		field('refNum', 'text', { readOnly: true }),
		field('type', 'text', { readOnly: true }),
		field('currency', 'text', { readOnly: true }),
	],
};

const JOURNAL_LINES = {
	name: 'line',
	key: ['line'],
	fields: [
		field('line', 'integer'),
		reference('account', 'account', { mandatory: true }),
		field('debit', 'money'),
		field('credit', 'money'),
		field('memo', 'text', { maxLength: 4000 }),
		reference('entity', 'customer'),
		...CLASSIFICATIONS,
	],
};

/** Payments and cash sales that a deposit takes out of Undeposited Funds. */
const GATHERED_LINES = {
	name: 'payment',
	key: ['id'],
	fields: [
		reference('id', TRANSACTIONS, { mandatory: true }),
		field('deposit', 'boolean'),
		field('paymentAmount', 'money', { readOnly: true }),
	],
};

/** Money that a deposit brings to the bank without a payment. */
const DEPOSIT_LINES = {
	name: 'other',
	key: ['line'],
	fields: [
		field('line', 'integer'),
		reference('account', 'account', { mandatory: true }),
		field('amount', 'money', { mandatory: true }),
		field('memo', 'text', { maxLength: 4000 }),
	],
};

function readOnlyMoney(...names: string[]): Field[] {
	return names.map((name) => field(name, 'money', { readOnly: true }));
}

function status(options: Record<string, string>): Field {
	return choice('status', options, { readOnly: true });
}

function transaction(
	name: string,
	label: string,
	sqlType: string,
	numberPrefix: string,
	more: Pick<RecordType, 'fields' | 'sublists'>,
): RecordType {
	return {
		name,
		label,
		group: TRANSACTIONS,
		sqlType,
		numberPrefix,
		fields: [...TRANSACTION_FIELDS, ...more.fields],
		sublists: more.sublists,
	};
}

const ENTITY = reference('entity', 'customer', {
	label: 'Customer',
	mandatory: true,
	filterable: true,
});
const CUSTOMER = reference('customer', 'customer', {
	label: 'Customer',
	mandatory: true,
	filterable: true,
});
// Documents of an account with approval routing; what is not approved does not post.
const APPROVAL = choice('approvalStatus', {
	1: 'Pending Approval',
	2: 'Approved',
	3: 'Rejected',
});
const CREATED_FROM = reference('createdFrom', TRANSACTIONS, { readOnly: true });
const MONEY_PLACE = [
	choice('undepFunds', { true: 'Undeposited Funds', false: 'Account' }),
	reference('account', 'account', { filterable: true }),
];
// Which payment methods exist is a matter of each account's set-up: any id is taken as it is.
const PAYMENT_MEANS = [
	field('paymentOption', 'reference'),
	field('paymentMethod', 'reference'),
	field('checkNumber', 'text'),
	field('cleared', 'boolean'),
];

export const TRANSACTION_TYPES: RecordType[] = [
	transaction('salesOrder', 'Sales Order', 'SalesOrd', 'SO', {
		fields: [
			ENTITY,
			ORDER_NUMBER,
			FORM,
			choice('orderStatus', {
				A: 'Pending Approval',
				B: 'Pending Fulfillment',
				C: 'Cancelled',
			}),
			// What keeps the order from being billed; a custom matter of each account, so not NetSuite's.
			field('sandboxHold', 'text', { readOnly: true }),
			status(STATUS_LABELS.salesOrder),
			...readOnlyMoney('subtotal', 'taxTotal', 'total'),
			...MAILING,
		],
		sublists: [ORDER_LINES],
	}),
	transaction('invoice', 'Invoice', 'CustInvc', 'INV', {
		fields: [
			ENTITY,
			ORDER_NUMBER,
			FORM,
			reference('account', 'account'),
			field('dueDate', 'date'),
			CREATED_FROM,
			APPROVAL,
			status(STATUS_LABELS.invoice),
			...readOnlyMoney('subtotal', 'taxTotal', 'total', 'amountPaid', 'amountRemaining'),
			...MAILING,
		],
		sublists: [ITEM_LINES],
	}),
	transaction('cashSale', 'Cash Sale', 'CashSale', 'CS', {
		fields: [
			ENTITY,
			ORDER_NUMBER,
			FORM,
			...MONEY_PLACE,
			...PAYMENT_MEANS,
			CREATED_FROM,
			APPROVAL,
			status(STATUS_LABELS.cashSale),
			...readOnlyMoney('subtotal', 'taxTotal', 'total'),
			...MAILING,
		],
		sublists: [ITEM_LINES],
	}),
	transaction('itemFulfillment', 'Item Fulfillment', 'ItemShip', 'IF', {
		fields: [ENTITY, CREATED_FROM, status(STATUS_LABELS.itemFulfillment)],
		sublists: [SHIPPED_LINES],
	}),
	transaction('customerPayment', 'Payment', 'CustPymt', 'PYMT', {
		fields: [
			CUSTOMER,
			...MONEY_PLACE,
			reference('arAcct', 'account'),
			field('payment', 'money', { label: 'Payment Amount' }),
			field('autoApply', 'boolean'),
			...PAYMENT_MEANS,
			APPROVAL,
			status(STATUS_LABELS.customerPayment),
			...readOnlyMoney('total', 'applied', 'unapplied'),
			...MAILING,
		],
		sublists: [APPLY_LINES],
	}),
	transaction('creditMemo', 'Credit Memo', 'CustCred', 'CM', {
		fields: [
			ENTITY,
			ORDER_NUMBER,
			reference('account', 'account'),
			CREATED_FROM,
			field('autoApply', 'boolean'),
			APPROVAL,
			status(STATUS_LABELS.creditMemo),
			...readOnlyMoney('subtotal', 'taxTotal', 'total', 'applied', 'unapplied', 'amountRemaining'),
			...MAILING,
		],
		sublists: [ITEM_LINES, APPLY_LINES],
	}),
	transaction('customerRefund', 'Customer Refund', 'CustRfnd', 'RFND', {
		fields: [
			CUSTOMER,
			reference('account', 'account', { mandatory: true, filterable: true }),
			reference('arAcct', 'account'),
			...PAYMENT_MEANS,
			APPROVAL,
			status(STATUS_LABELS.customerRefund),
			...readOnlyMoney('total'),
			field('toBePrinted', 'boolean'),
		],
		sublists: [APPLY_LINES],
	}),
	transaction('journalEntry', 'Journal', 'Journal', 'JE', {
		fields: [
			field('approved', 'boolean'),
			APPROVAL,
			field('reversalDate', 'date'),
			field('isReversal', 'boolean', { readOnly: true }),
			reference('reversalEntry', TRANSACTIONS, { readOnly: true }),
			status(STATUS_LABELS.journalEntry),
		],
		sublists: [JOURNAL_LINES],
	}),
	transaction('deposit', 'Deposit', 'Deposit', 'DEP', {
		fields: [
			reference('account', 'account', { mandatory: true, filterable: true }),
			...readOnlyMoney('total'),
		],
		sublists: [GATHERED_LINES, DEPOSIT_LINES],
	}),
];
