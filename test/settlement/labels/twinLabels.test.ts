// The law of labels: a Flat File V1 report and its V2 twin give the same money in every figure, for every label of the
// catalogue and every kind. V1 is written here by Amazon's published map, apart from the reader that undoes it.
import { FLAT_FILE_V1 } from '../../../nodes/shared/settlement/formats/flatFileV1';
import { AMOUNT_CATALOGUE } from '../../../nodes/shared/settlement/labels/amountCatalogue';
import { AMOUNT_KINDS } from '../../../nodes/shared/settlement/labels/amountKinds';
import { transactionGroup } from '../../../nodes/shared/settlement/labels/panes';
import { readReport } from '../../../nodes/shared/settlement/report/report';
import { V2_COLUMNS } from '../writeReport';

type Cells = Record<string, string>;
interface Triple {
	type: string;
	amountType: string;
	description: string;
}

const FACTS: Cells = {
	'settlement-id': '31',
	'settlement-start-date': '2026-06-01T07:12:44+00:00',
	'settlement-end-date': '2026-06-15T07:12:44+00:00',
	'deposit-date': '2026-06-17T07:12:44+00:00',
	'total-amount': '7.77',
	currency: 'INR',
};
const EVENT: Cells = {
	'settlement-id': '31',
	'order-id': '111-0000001-0000001',
	'marketplace-name': 'Amazon.in',
	'posted-date': '2026-06-03T11:02:03+00:00',
};

const V1_COLUMNS: Readonly<Record<string, string>> = {
	ItemPrice: 'price',
	Promotion: 'promotion',
	ShipmentFees: 'shipment-fee',
	'Shipment-Fees': 'shipment-fee',
};

/** Amazon's map; events without an order have their description, fees their amount type, as transaction type. */
function asV1({ type, amountType, description }: Triple): Cells {
	const typed = (column: string, label: string): Cells => ({
		...EVENT,
		'transaction-type': type,
		[`${column}-type`]: label,
		[`${column}-amount`]: '7.77',
	});
	if (type.startsWith('other-transaction')) {
		const turn = type.slice('other-transaction'.length);
		return { ...EVENT, 'transaction-type': description + turn, 'other-amount': '7.77' };
	}
	if (type === 'Transfers') {
		return { ...EVENT, 'transaction-type': description, 'other-amount': '7.77' };
	}
	if (/^(FBAFees|AmazonFees)/.test(type) || type === '') {
		return { ...typed('item-related-fee', description), 'transaction-type': amountType };
	}
	if (type === 'ServiceFee') {
		return description === 'TaxAmount'
			? {
					...typed('item-related-fee', amountType),
					'item-related-fee-amount': '',
					'other-fee-amount': '7.77',
					'other-fee-reason-description': description,
				}
			: typed('item-related-fee', amountType);
	}
	if (amountType === 'Other transactions') {
		return typed('price', description);
	}
	const isItem = transactionGroup(type) !== 'nonTransaction' || amountType.startsWith('Item');
	const isOfItem = isItem || amountType in V1_COLUMNS || amountType === 'Points';
	return isOfItem
		? typed(V1_COLUMNS[amountType] ?? 'item-related-fee', description)
		: { ...EVENT, 'transaction-type': type, 'other-amount': '7.77' };
}

const table = (columns: readonly string[], rows: Cells[]) =>
	Buffer.from(
		[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
			.map((cells) => cells.join('\t'))
			.join('\n'),
	);

async function figuresOf(columns: readonly string[], row: Cells) {
	const { settlements, unreadable } = await readReport([table(columns, [FACTS, row])]);
	const [{ transactions, unclassified }] = settlements;
	return { unreadable, unclassified, figures: transactions.map(({ figures }) => figures) };
}

const concrete = (label: string, rest: string) => label.replace(/\*/g, rest);

/** V1 has no place for the amount type of V2: there only the name of a label says what it is. */
function nameOf(amountType: string): string {
	const [name] = /^(TCS|TDS)/.exec(amountType.slice('Item'.length)) ?? [];
	if (name !== undefined) {
		return `${name} Moon`;
	}
	return amountType.startsWith('SAFE-T') ? 'SAFE-T Claim Moon' : 'Moon Fee';
}

const TRIPLES: Triple[] = [...AMOUNT_CATALOGUE, ...AMOUNT_KINDS]
	.flatMap(([type, amountType, , , , descriptions]) =>
		descriptions.map((description) => ({
			type: type === '*' ? 'Order' : concrete(type, ''),
			amountType: amountType === '*' ? 'Moon Fee' : concrete(amountType, ' Moon '),
			description: description === '*' ? nameOf(amountType) : concrete(description, ' Moon '),
		})),
	)
	.filter(
		// A withheld tax nobody knows: its name says nothing, and V1 does not say that it is withheld.
		({ amountType, description }) => amountType !== 'ItemWithheldTax' || description !== 'Moon Fee',
	);

it('a label of V1 and its twin of V2 count in the same figure', async () => {
	expect(TRIPLES.length).toBeGreaterThan(300);
	const differing: unknown[] = [];
	for (const triple of TRIPLES) {
		const v2 = await figuresOf(V2_COLUMNS, {
			...EVENT,
			'transaction-type': triple.type,
			'amount-type': triple.amountType,
			'amount-description': triple.description,
			amount: '7.77',
		});
		const v1 = await figuresOf(Object.values(FLAT_FILE_V1.columns), asV1(triple));
		expect([v2.unreadable, v1.unreadable]).toEqual([[], []]);
		if (JSON.stringify(v1.figures) !== JSON.stringify(v2.figures)) {
			const named = (all: typeof v1.figures) =>
				all.map((one) => Object.entries(one).filter(([, mills]) => mills !== 0));
			differing.push([...Object.values(triple), named(v1.figures), named(v2.figures)].join(' | '));
		}
	}
	expect(differing).toEqual([]);
}, 120_000);
