// The types of our custom fields as NetSuite's catalog names them, by field id: what the netsuite folder defines. A test
// compares them with its XML.
import { runRecord, settlementRecord, transactionRecord } from '../records/schema';

type CatalogType = 'string' | 'number' | 'integer' | 'boolean' | 'object';

const s = settlementRecord.fields;
const t = transactionRecord.fields;

const INTEGERS: string[] = [
	s.rows,
	s.lines,
	s.unreadable,
	s.unclassified,
	s.transactions,
	s.orderCount,
	s.refundCount,
	s.nontranCount,
	s.countNew,
	s.countApplied,
	s.countPartial,
	s.countUnapplied,
	s.changedItems,
	s.disagreements,
	t.quantity,
	t.lineCount,
	t.unclassified,
];

const NUMBERS: string[] = [
	s.totalAmount,
	s.sumOfLines,
	s.orderProduct,
	s.orderShipping,
	s.orderGiftWrap,
	s.orderTax,
	s.orderWithheldTax,
	s.orderTaxCredit,
	s.orderPromotions,
	s.orderOther,
	s.orderFees,
	s.orderAmount,
	s.orderNet,
	s.refundProduct,
	s.refundShipping,
	s.refundGiftWrap,
	s.refundTax,
	s.refundWithheldTax,
	s.refundTaxCredit,
	s.refundPromotions,
	s.refundOther,
	s.refundFees,
	s.refundAmount,
	s.refundNet,
	s.nontranFees,
	s.nontranTaxCredit,
	s.nontranReserves,
	s.nontranOther,
	s.nontranNet,
	s.paid,
	s.paidRest,
	s.cashSales,
	s.refunded,
	s.notPosted,
	s.short,
	s.writtenOff,
	s.difference,
	t.productCharges,
	t.shipping,
	t.giftWrap,
	t.tax,
	t.withheldTax,
	t.taxCredit,
	t.promotions,
	t.fees,
	t.reserves,
	t.other,
	t.transactionAmount,
	t.netAmount,
	t.posted,
	t.applied,
	t.rest,
	t.short,
	t.writtenOff,
	s.clearing,
	s.clearingExpected,
];

const BOOLEANS: string[] = [s.balanced, s.tiesToDeposit, s.isPosted, s.ties];

const OBJECTS: string[] = [
	t.settlement,
	t.status,
	t.toApply,
	t.payment,
	t.creditMemo,
	t.refund,
	t.cashSale,
	runRecord.fields.settlement,
];

const ALL = [settlementRecord, transactionRecord, runRecord].flatMap(({ fields }) =>
	Object.values(fields),
);

const typeOf = (field: string): CatalogType => {
	const lists: Array<[CatalogType, string[]]> = [
		['integer', INTEGERS],
		['number', NUMBERS],
		['boolean', BOOLEANS],
		['object', OBJECTS],
	];
	return lists.find(([, fields]) => fields.includes(field))?.[0] ?? 'string';
};

export const fieldTypes: ReadonlyMap<string, CatalogType> = new Map(
	ALL.map((field) => [field, typeOf(field)]),
);
