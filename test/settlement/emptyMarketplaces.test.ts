// Orders without a marketplace-name: filled in where the settlement tells it for certain, said, and never
// a reason for another key.
import { readReport } from '../../nodes/shared/settlement/report/report';
import { writeFile, writeRow } from './writeReport';

interface Row {
	type?: string;
	order?: string;
	marketplace?: string;
	shipment?: string;
}

async function read(rows: Row[], currency = 'EUR') {
	const cells = rows.map(({ type = 'Order', order = '', marketplace = '', shipment = '' }) =>
		writeRow({
			'settlement-id': '21',
			'transaction-type': type,
			'order-id': order,
			'marketplace-name': marketplace,
			'shipment-id': shipment,
			amount: '1.00',
		}),
	);
	const summary = writeRow({
		'settlement-id': '21',
		'total-amount': `${rows.length}.00`,
		currency,
	});
	const { settlements, notes } = await readReport([writeFile([summary, ...cells])]);
	const [{ transactions, marketplaces, balanced }] = settlements;
	expect(balanced).toBe(true);
	return {
		names: transactions.map(({ marketplaceName }) => marketplaceName),
		keys: transactions.map(({ key }) => key),
		marketplaces,
		notes,
	};
}
const note = (count: number, what: string) =>
	`Settlement 21: the empty marketplace-name of ${count} orders and refunds was ${what}`;
const [A, B] = ['302-0000001-0000001', '302-0000002-0000002'];

it('is the only one of the settlement, whatever its case; the key stays what the report said', async () => {
	const { names, keys, marketplaces, notes } = await read([
		{ order: A, marketplace: 'Amazon.de' },
		{ order: A, marketplace: 'amazon.de', type: 'Refund' },
		{ order: B },
		{ order: B, type: 'Refund' },
	]);
	expect(names.slice(2)).toEqual(['Amazon.de', 'Amazon.de']);
	expect(keys.slice(2)).toEqual([`21|Order|${B}|||`, `21|Refund|${B}|||`]);
	expect(marketplaces).toEqual(['Amazon.de']);
	expect(notes).toEqual([note(2, 'taken to be Amazon.de, the only one the settlement names')]);
});

it('of a unified settlement is told by other rows of the order, else left empty and counted', async () => {
	const { names, notes } = await read([
		{ order: A, marketplace: 'Amazon.de' },
		{ order: '303-0000003-0000003', marketplace: 'Amazon.fr' },
		{ order: A, shipment: 'S2' },
		{ order: B },
	]);
	expect(names).toEqual(['Amazon.de', 'Amazon.fr', 'Amazon.de', '']);
	expect(notes).toEqual([
		note(1, 'taken from other rows of the same order'),
		note(1, 'left empty, since nothing tells it for certain'),
	]);
});

it('of an order that other rows put in two marketplaces is left empty', async () => {
	const { names } = await read([
		{ order: A, marketplace: 'Amazon.ca' },
		{ order: A, marketplace: 'Non-Amazon CA' },
		{ order: A },
	]);
	expect(names[2]).toBe('');
});

it('is told by a currency only one marketplace pays in', async () => {
	expect(await read([{ order: A }], 'CAD')).toMatchObject({
		names: ['Amazon.ca'],
		marketplaces: [],
		notes: [note(1, 'taken to be Amazon.ca, the only one that pays in CAD')],
	});
	expect((await read([{ order: A }], 'EUR')).names).toEqual(['']);
	expect((await read([{ order: A }], '')).names).toEqual(['']);
});

it('of another shop’s order is never Amazon’s, and its marketplace is none of Amazon’s orders', async () => {
	const { names } = await read(
		[
			{ order: 'S01-0000001-0000001', marketplace: 'Non-Amazon CA' },
			{ order: A },
			{ order: 'S01-0000002-0000002' },
			{ order: 'D01-0000002-0000002' },
		],
		'CAD',
	);
	expect(names).toEqual(['Non-Amazon CA', 'Amazon.ca', '', 'Amazon.ca']);
});

it('of fees, reserves and events without an order is left empty, and nobody is told', async () => {
	const { names, notes } = await read([
		{ order: A, marketplace: 'Amazon.de' },
		{ type: 'ServiceFee' },
		{ type: 'FBAFees', order: 'FBA19CD9HGQ8' },
		{ type: 'other-transaction', order: B },
		{ order: '' },
	]);
	expect(names).toEqual(['Amazon.de', '', '', '', '']);
	expect(notes).toEqual([]);
});
