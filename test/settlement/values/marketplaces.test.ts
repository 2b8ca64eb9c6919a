// Marketplace names: one rule says which are of other shops, for the reader and for invoice keys alike.
import { keysFor } from '../../../nodes/shared/netsuite/books/invoiceKeys';
import { readReport } from '../../../nodes/shared/settlement/report/report';
import { findMarketplace, isNonAmazon } from '../../../nodes/shared/settlement/values/marketplaces';
import { writeFile, writeRows } from '../writeReport';

const KEYS = [
	{ column: 'externalid', template: 'A{orderId}', orders: 'amazon' as const },
	{ column: 'externalid', template: 'S{orderId}', orders: 'nonAmazon' as const },
];
const kindOf = (marketplaceName: string) =>
	keysFor(
		{ marketplaceName, orderId: '7', merchantOrderId: '', shipmentId: '', account: '' },
		KEYS,
	).map(({ orders }) => orders);

it.each([
	['Non-Amazon', '', '', ''],
	['Non-Amazon DE', 'DE', 'A38D8NSA03LJTC', 'EUR'],
	['non-amazon us ', 'US', 'A2ZV50J4W1RKNI', 'USD'],
	['Non Amazon GB', 'UK', 'AZMDEXL2RVFNN', 'GBP'],
	['Non-Amazon JP', 'JP', '', 'JPY'],
	['Non-Amazon AT', 'AT', '', ''],
	['SI UK Prod Marketplace', 'UK', 'AZMDEXL2RVFNN', 'GBP'],
	['SI Prod DE Marketplace', 'DE', 'A38D8NSA03LJTC', 'EUR'],
	['SI FR', 'FR', 'A1ZFFQZ3HTUKT9', 'EUR'],
	['sim1.stores.amazon.com', 'US', 'A2ZV50J4W1RKNI', 'USD'],
	['si-prod-it.stores.amazon.it', 'IT', 'A62U237T8HV6N', 'EUR'],
	['sim1.stores.amazon.co.uk', 'UK', 'AZMDEXL2RVFNN', 'GBP'],
])('%s is of another shop', (name, country, id, currency) => {
	expect(findMarketplace(name)).toMatchObject({ isAmazon: false, country, id, currency });
	expect(isNonAmazon(name)).toBe(true);
	expect(kindOf(name)).toEqual(['nonAmazon']);
});

it.each(['Amazon.com', 'amazon.com.be', 'Amazon.jp', 'Simazon', 'SI', '', 'stores.amazon.com'])(
	'%s is not',
	(name) => {
		expect(isNonAmazon(name)).toBe(false);
		expect(kindOf(name)).toEqual(['amazon']);
	},
);

async function marketplacesOf(rows: Array<[orderId: string, type: string, marketplace: string]>) {
	const lines = rows.map(([orderId, type, marketplace]) => ({
		cents: 500,
		type,
		orderId,
		marketplace,
		amountType: 'ItemPrice',
		amountDescription: 'Principal',
		sku: '',
		quantity: 1,
		posted: [2026, 6, 3, 1, 2, 3],
	}));
	const report = await readReport([writeFile(writeRows('31', lines, undefined, 'EUR'))]);
	return report.settlements[0].transactions.map(({ marketplaceName }) => marketplaceName);
}

it.each(['Non-Amazon DE', 'sim1.stores.amazon.de', 'SI Prod DE Marketplace'])(
	'an order of Amazon is never filled in with %s, whose own name is kept',
	async (other) => {
		const of = async (...rows: Array<[string, string, string]>) => await marketplacesOf(rows);
		expect(
			await of(
				['302-0000001-0000001', 'Order', 'Amazon.de'],
				['S01-0000001-0000001', 'Order', other],
				['302-0000002-0000002', 'Refund', ''],
			),
		).toEqual(['Amazon.de', other, 'Amazon.de']);
		// Its own order row names the other shop: nothing is taken from there, and nothing taken away.
		expect(
			await of(
				['302-0000001-0000001', 'Order', other],
				['302-0000001-0000001', 'Refund', ''],
				['302-0000002-0000002', 'Order', 'Amazon.de'],
				['302-0000003-0000003', 'Order', 'Amazon.fr'],
			),
		).toEqual([other, '', 'Amazon.de', 'Amazon.fr']);
	},
);
