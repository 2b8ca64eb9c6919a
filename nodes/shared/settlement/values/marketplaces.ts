// The marketplace names of settlement reports: country, Amazon's id, currency, and whether the order
// came from Amazon or from elsewhere (multi-channel fulfilment). Compared trimmed and without case.
// The currency is what the marketplace pays in; a line's currency is always its settlement's.

export interface Marketplace {
	name: string;
	/** False for orders of other shops that Amazon ships. */
	isAmazon: boolean;
	/** Amazon's code: the United Kingdom is UK. */
	country: string;
	id: string;
	currency: string;
}

type MarketplaceRow = readonly [name: string, country: string, id: string, currency: string];

const AMAZON: readonly MarketplaceRow[] = [
	['Amazon.com', 'US', 'ATVPDKIKX0DER', 'USD'],
	['Amazon.ca', 'CA', 'A2EUQ1WTGCTBG2', 'CAD'],
	['Amazon.com.mx', 'MX', 'A1AM78C64UM0Y8', 'MXN'],
	['Amazon.com.br', 'BR', 'A2Q3Y263D00KWC', 'BRL'],
	['Amazon.co.uk', 'UK', 'A1F83G8C2ARO7P', 'GBP'],
	['Amazon.de', 'DE', 'A1PA6795UKMFR9', 'EUR'],
	['Amazon.fr', 'FR', 'A13V1IB3VIYZZH', 'EUR'],
	['Amazon.it', 'IT', 'APJ6JRA9NG5V4', 'EUR'],
	['Amazon.es', 'ES', 'A1RKKUPIHCS9HS', 'EUR'],
	['Amazon.nl', 'NL', 'A1805IZSGTT6HS', 'EUR'],
	['Amazon.ie', 'IE', 'A28R8C7NBKEWEA', 'EUR'],
	['Amazon.com.be', 'BE', 'AMEN7PMS3EDWL', 'EUR'],
	['Amazon.se', 'SE', 'A2NODRKZP88ZB9', 'SEK'],
	['Amazon.pl', 'PL', 'A1C3SOZRARQ6R3', 'PLN'],
	['Amazon.com.tr', 'TR', 'A33AVAJ2PDY3EV', 'TRY'],
	['Amazon.ae', 'AE', 'A2VIGQ35RCS4UG', 'AED'],
	['Amazon.sa', 'SA', 'A17E79C6D8DWNP', 'SAR'],
	['Amazon.eg', 'EG', 'ARBP9OOSHTCHU', 'EGP'],
	['Amazon.co.za', 'ZA', 'AE08WJ6YKNBMC', 'ZAR'],
	['Amazon.in', 'IN', 'A21TJRUUN4KGV', 'INR'],
	['Amazon.co.jp', 'JP', 'A1VC38T7YXB528', 'JPY'],
	['Amazon.com.au', 'AU', 'A39IBJ37TRP1C6', 'AUD'],
	['Amazon.sg', 'SG', 'A19VAU5U5O7RUS', 'SGD'],
];

const MULTI_CHANNEL: readonly MarketplaceRow[] = [
	['Non-Amazon', '', '', ''],
	['Non-Amazon US', 'US', 'A2ZV50J4W1RKNI', 'USD'],
	['Non-Amazon CA', 'CA', 'A1MQXOICRS2Z7M', 'CAD'],
	['SI US Prod Marketplace', 'US', 'A2ZV50J4W1RKNI', 'USD'],
	['SI CA Prod Marketplace', 'CA', 'A1MQXOICRS2Z7M', 'CAD'],
	['SI UK Prod Marketplace', 'UK', 'AZMDEXL2RVFNN', 'GBP'],
	['SI Prod DE Marketplace', 'DE', 'A38D8NSA03LJTC', 'EUR'],
	['SI Prod ES Marketplace', 'ES', 'AFQLKURYRPEL8', 'EUR'],
	['SI Prod FR Marketplace', 'FR', 'A1ZFFQZ3HTUKT9', 'EUR'],
	['SI Prod IT Marketplace', 'IT', 'A62U237T8HV6N', 'EUR'],
];

const BY_NAME: ReadonlyMap<string, Marketplace> = new Map([
	...AMAZON.map((row) => entry(row, true)),
	...MULTI_CHANNEL.map((row) => entry(row, false)),
]);

function entry([name, country, id, currency]: MarketplaceRow, isAmazon: boolean) {
	return [marketplaceKey(name), { name, isAmazon, country, id, currency }] as const;
}

/** What Date Range reports call a marketplace. */
const OTHER_NAMES: Readonly<Record<string, string>> = { 'amazon.jp': 'amazon.co.jp' };

/** How marketplace names are compared. */
export function marketplaceKey(name: string): string {
	return name.trim().toLowerCase();
}

/** The Amazon marketplace that alone pays in a currency; undefined for those several pay in. */
export function marketplaceOfCurrency(currency: string): Marketplace | undefined {
	const paying = [...BY_NAME.values()].filter(
		(marketplace) => marketplace.isAmazon && marketplace.currency === currency,
	);
	return paying.length === 1 ? paying[0] : undefined;
}

/** Undefined for a name we have never heard. */
export function findMarketplace(name: string): Marketplace | undefined {
	const key = marketplaceKey(name);
	return BY_NAME.get(OTHER_NAMES[key] ?? key);
}
