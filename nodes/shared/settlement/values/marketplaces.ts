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

/** Ids that multi-channel orders have of their own, by country. */
const NON_AMAZON_IDS: Readonly<Record<string, string>> = {
	US: 'A2ZV50J4W1RKNI',
	CA: 'A1MQXOICRS2Z7M',
	UK: 'AZMDEXL2RVFNN',
	DE: 'A38D8NSA03LJTC',
	ES: 'AFQLKURYRPEL8',
	FR: 'A1ZFFQZ3HTUKT9',
	IT: 'A62U237T8HV6N',
};

const BY_NAME: ReadonlyMap<string, Marketplace> = new Map(
	AMAZON.map(([name, country, id, currency]) => [
		marketplaceKey(name),
		{ name, isAmazon: true, country, id, currency },
	]),
);

/** Orders of other shops that Amazon ships: `Non-Amazon DE`, `SI UK Prod Marketplace`, `SI Prod DE Marketplace`. */
const NON_AMAZON = /^non[\s-]?amazon(?![a-z])(?:[\s-]+([a-z]{2})$)?/;
const SI_MARKETPLACE =
	/^si(?=[\s-])(?:[\s-]prod)?[\s-]([a-z]{2})(?:[\s-]prod)?(?:[\s-]marketplace)?$/;
/** `sim1.stores.amazon.com`, `si-prod-de.stores.amazon.de`. */
const STORES = /^si[\w-]*\.stores\.(amazon\.[a-z.]+)$/;

/** One rule for reader and invoice keys: whether the name is that of another shop's orders. */
export function isNonAmazon(name: string): boolean {
	const key = marketplaceKey(name);
	return NON_AMAZON.test(key) || SI_MARKETPLACE.test(key) || STORES.test(key);
}

function nonAmazon(key: string): Marketplace | undefined {
	const [, domain] = STORES.exec(key) ?? [];
	const [, code = ''] = NON_AMAZON.exec(key) ?? SI_MARKETPLACE.exec(key) ?? [];
	const ofDomain = domain === undefined ? undefined : BY_NAME.get(OTHER_NAMES[domain] ?? domain);
	if (!isNonAmazon(key) || (domain !== undefined && ofDomain === undefined)) {
		return undefined;
	}
	const country = ofDomain?.country ?? (code === 'gb' ? 'UK' : code.toUpperCase());
	if (country === '' && !/^non[\s-]?amazon$/.test(key)) {
		return undefined;
	}
	const paid = AMAZON.find((row) => row[1] === country);
	return {
		name: `Non-Amazon ${country}`.trim(),
		isAmazon: false,
		country,
		id: NON_AMAZON_IDS[country] ?? '',
		currency: paid?.[3] ?? '',
	};
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
	return BY_NAME.get(OTHER_NAMES[key] ?? key) ?? nonAmazon(key);
}
