// What a row of Flat File V1 is called in V2, so that one catalogue classifies both. Prices, fees and
// promotions keep their label under V2's amount type. Events without an order have V2's amount
// description, or its amount type, as their transaction type: the catalogue itself tells which.
import { AMOUNT_CATALOGUE } from './amountCatalogue';
import { normalized } from './labels';
import type { Labels } from './figures';
import { transactionGroup } from './panes';

const OTHER = 'other-transaction';
const BASE_FEE = 'Base fee';
const FEE_TYPES = ['FBAFees', 'AmazonFees'];

/** V2 spells these differently from V1. */
const RENAMED: Readonly<Record<string, string>> = {
	'Inbound Transportation Fee': 'FBAInboundTransportationFee',
};

/** The amounts of a row, by what they are, and their amount type in V2. */
const AMOUNT_TYPES = {
	price: 'ItemPrice',
	itemFee: 'ItemFees',
	shipmentFee: 'ShipmentFees',
	orderFee: 'OrderFees',
	miscFee: 'MiscFee',
	otherFee: 'OtherFee',
	promotion: 'Promotion',
	directPayment: 'DirectPayment',
	other: OTHER,
} as const;
export type AmountKind = keyof typeof AMOUNT_TYPES;

/** Labels that stand among prices and fees in V1 and have an amount type of their own in V2. */
const OWN_AMOUNT_TYPE = new Map(
	AMOUNT_CATALOGUE.filter(([, type]) => ['ItemWithheldTax', 'Points'].includes(type)).flatMap(
		([, type, , , , descriptions]) => descriptions.map((each) => [normalized(each), type] as const),
	),
);

/** V2's transaction types, apart from the ones that only gather events. */
const TRANSACTION_TYPES = new Map(
	AMOUNT_CATALOGUE.filter(([type]) => type !== '*' && type !== OTHER).map(
		([type, amountType]) => [normalized(type), amountType] as const,
	),
);

/** Event -> transaction type and amount type; where V2 has several, the one that says most wins. */
const EVENTS = new Map(
	[...AMOUNT_CATALOGUE]
		.filter(([type]) => type === OTHER || type === 'Transfers')
		.sort(([, a], [, b]) => Number(a !== OTHER) - Number(b !== OTHER))
		.flatMap(([transactionType, amountType, , , , descriptions]) =>
			descriptions.map((each) => [normalized(each), { transactionType, amountType }] as const),
		),
);

const FEES = new Map(
	AMOUNT_CATALOGUE.filter(([type]) => FEE_TYPES.includes(type)).map(
		([transactionType, amountType]) => [normalized(amountType), transactionType] as const,
	),
);

/** `type` is what the amount's own type column says, `itemFee` what the row's item-related fee is. */
export function labelsOfV1(
	transactionType: string,
	kind: AmountKind,
	type: string,
	itemFee: string,
): Labels {
	const key = normalized(transactionType);
	if (normalized(type) === 'safetreimbursement') {
		return { transactionType: type, amountType: 'Other transactions', amountDescription: type };
	}
	if (key === 'servicefee' && itemFee !== '' && (kind === 'itemFee' || kind === 'otherFee')) {
		const amountDescription = kind === 'itemFee' ? 'TransactionTotalAmount' : type;
		return { transactionType, amountType: itemFee, amountDescription };
	}
	if (transactionGroup(transactionType) !== 'nonTransaction' || kind === 'price') {
		return { transactionType, ...amountLabels(kind, type) };
	}
	return TRANSACTION_TYPES.has(key)
		? ownEvent(transactionType, kind, type)
		: gatheredEvent(transactionType, kind, type);
}

/** Labels nobody has listed, by what they start with. */
const OWN_AMOUNT_TYPE_STARTS = [
	['marketplacefacilitator', 'ItemWithheldTax'],
	['lowvaluegoodstax', 'ItemWithheldTax'],
	['tcs', 'ItemTCS'],
	['tds', 'ItemTDS'],
	['points', 'Points'],
] as const;

function ownAmountType(type: string): string | undefined {
	const label = normalized(type);
	return (
		OWN_AMOUNT_TYPE.get(label) ??
		OWN_AMOUNT_TYPE_STARTS.find(([start]) => label.startsWith(start))?.[1]
	);
}

function amountLabels(kind: AmountKind, type: string) {
	const amountType = ownAmountType(type) ?? AMOUNT_TYPES[kind];
	return { amountType, amountDescription: type === '' ? AMOUNT_TYPES[kind] : type };
}

/** A transaction type V2 has too, such as CouponRedemptionFee. */
function ownEvent(transactionType: string, kind: AmountKind, type: string): Labels {
	if (kind !== 'other') {
		return { transactionType, ...amountLabels(kind, type) };
	}
	const amountType = TRANSACTION_TYPES.get(normalized(transactionType));
	const isOpen = amountType === undefined || amountType === '*';
	return {
		transactionType,
		amountType: isOpen ? OTHER : amountType,
		amountDescription: transactionType,
	};
}

/** What V2 gathers under other-transaction, FBAFees or AmazonFees; the unknown is other-transaction. */
function gatheredEvent(event: string, kind: AmountKind, type: string): Labels {
	const fee = FEES.get(normalized(event));
	// Some fees have V2 rows of both kinds; without a part of the fee it is the older one.
	if (fee !== undefined && (type !== '' || !EVENTS.has(normalized(event)))) {
		const amountDescription = type === '' ? BASE_FEE : type;
		return { transactionType: fee, amountType: event, amountDescription };
	}
	const [, name, turn] = /^(.*?)( - (?:Reversal|Correction))?$/.exec(event) ?? ['', event, ''];
	const amountDescription = RENAMED[name] ?? name;
	const known = EVENTS.get(normalized(amountDescription));
	if (known === undefined && kind !== 'other') {
		return { transactionType: event, ...amountLabels(kind, type) };
	}
	const transactionType = known?.transactionType ?? OTHER;
	return {
		transactionType: transactionType + (turn ?? ''),
		amountType: known?.amountType ?? OTHER,
		amountDescription,
	};
}
