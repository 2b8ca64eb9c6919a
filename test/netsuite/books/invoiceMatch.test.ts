// Which invoice belongs to an order: keys in order, the first unambiguous answer wins and is reported,
// and what cannot be decided is refused with the reason.
import { matchInvoices } from '../../../nodes/shared/netsuite/books/invoiceMatch';
import type { OrderDocuments } from '../../../nodes/shared/netsuite/books/invoices';
import type { RecordedTransaction } from '../../../nodes/shared/netsuite/records/settlementTransaction';
import { INVOICE_KEYS } from '../../support/invoiceKeys';
import { codeOr, document, documentsOf, transaction } from '../../support/orderFacts';

const NAME = 'Amazon.com_111-1';
const byName = document({ internalId: '1', externalId: NAME });
const byPo = document({ internalId: '2', poNumber: '111-1' });
const order = document({ internalId: '50', type: 'SalesOrd', number: 'SO50', externalId: NAME });
const order2 = document({ internalId: '51', type: 'SalesOrd', number: 'SO51', poNumber: '111-1' });
const order3 = document({ internalId: '52', type: 'SalesOrd', number: 'SO52', poNumber: '111-1' });
const late = document({ internalId: '8', date: '2026-10-09' });
const early = document({ internalId: '10', date: '2026-10-02' });
const early9 = document({ internalId: '9', date: '2026-10-02' });
const cashSale = document({ internalId: '7', type: 'CashSale', number: 'CS7', externalId: NAME });

type Case = [
	title: string,
	documents: OrderDocuments,
	/** Internal ids, or the error code. */
	found: string,
	matchedBy?: string,
];

function match(
	documents: OrderDocuments,
	facts: Partial<RecordedTransaction> = {},
	customerId = '',
	keys = INVOICE_KEYS,
) {
	return codeOr(() => matchInvoices(transaction(facts), documents, { keys, customerId }));
}

function told(result: ReturnType<typeof match>): [found: string, matchedBy: string] {
	return typeof result === 'string'
		? [result, '']
		: [result.invoices.map(({ internalId }) => internalId).join(' '), result.matchedBy];
}

const cases: Case[] = [
	['by external ID', documentsOf([byName]), '1', `external ID ${NAME}`],
	['the external ID before the PO number', documentsOf([byPo, byName]), '1', `external ID ${NAME}`],
	['by PO number', documentsOf([byPo]), '2', 'PO number 111-1'],
	[
		'through the sales order, oldest invoice first, then the lower number',
		documentsOf([order], { 50: [late, early, early9] }),
		'9 10 8',
		`sales order with external ID ${NAME}`,
	],
	[
		'through the sales order by PO number',
		documentsOf([order2], { 51: [early] }),
		'10',
		'sales order with PO number 111-1',
	],
	[
		'split invoices that carry the PO number of their one order',
		documentsOf([{ ...early, poNumber: '111-1' }, { ...late, poNumber: '111-1' }, order2], {
			51: [early, late],
		}),
		'10 8',
		'sales order with PO number 111-1',
	],
	[
		'the invoice with the key, and the other invoices of its sales order',
		documentsOf([{ ...late, externalId: NAME }, order2], {
			51: [early, late],
		}),
		'10 8',
		`external ID ${NAME}`,
	],
	[
		'the invoice with the key, when its sales order is not the one that the PO number finds',
		documentsOf([{ ...late, externalId: NAME }, order2], { 51: [early] }),
		'8',
		`external ID ${NAME}`,
	],
	[
		'two invoices with one PO number and nothing that tells them apart',
		documentsOf([byPo, { ...byPo, internalId: '3' }]),
		'INVOICE_AMBIGUOUS',
	],
	[
		'two sales orders with one PO number, both billed',
		documentsOf([order2, order3], { 51: [early], 52: [late] }),
		'INVOICE_AMBIGUOUS',
	],
	[
		'two sales orders with one PO number, one of them billed',
		documentsOf([order2, order3], { 52: [late] }),
		'8',
		'sales order with PO number 111-1',
	],
	['an order that is not billed', documentsOf([order]), 'ORDER_NOT_BILLED'],
	['an order billed as a cash sale', documentsOf([order], { 50: [cashSale] }), 'CASH_SALE_FOUND'],
	['a cash sale of that name', documentsOf([cashSale]), 'CASH_SALE_FOUND'],
	['nothing', documentsOf([]), 'INVOICE_NOT_FOUND'],
];

test.each(cases.map(([title, ...facts]) => ({ title, facts })))('$title', ({ facts }) => {
	const [documents, found, matchedBy = ''] = facts;
	expect(told(match(documents))).toEqual([found, matchedBy]);
});

test('spelling in another case is the same key', () => {
	const found = match(documentsOf([{ ...byName, externalId: 'AMAZON.COM_111-1' }]));
	expect(told(found)[0]).toBe('1');
});

test('only invoices of the chosen customer count', () => {
	const other = { ...byPo, internalId: '3', customerId: '6' };
	expect(told(match(documentsOf([byPo, other]), {}, '6'))[0]).toBe('3');
	expect(told(match(documentsOf([byPo]), {}, '6'))[0]).toBe('INVOICE_NOT_FOUND');
});

test('a key with an empty placeholder is no key: it must not match what others left empty', () => {
	const half = document({ internalId: '4', externalId: 'Amazon.com_' });
	expect(told(match(documentsOf([half]), { orderId: '' }))[0]).toBe('INVOICE_NOT_FOUND');
});

test('the merchant order ID can be the key', () => {
	const keys = [{ column: 'otherrefnum', template: '{merchantOrderId}' }];
	const found = match(
		documentsOf([{ ...byPo, poNumber: 'WEB-9' }]),
		{ merchantOrderId: 'WEB-9' },
		'',
		keys,
	);
	expect(told(found)).toEqual(['2', 'PO number WEB-9']);
});

test('what was ambiguous and what was tried is named', () => {
	const rules = { keys: INVOICE_KEYS, customerId: '' };
	const two = documentsOf([byPo, { ...byPo, internalId: '3', number: 'INV3' }]);
	expect(() => matchInvoices(transaction(), two, rules)).toThrow(/INV2.*INV3.*PO number 111-1/);
	const two2 = documentsOf([order2, order3], { 51: [early], 52: [late] });
	expect(() => matchInvoices(transaction(), two2, rules)).toThrow(/INV10.*INV8.*PO number 111-1/);
	expect(() => matchInvoices(transaction(), documentsOf([]), rules)).toThrow(
		/external ID Amazon.com_111-1, PO number 111-1/,
	);
});
