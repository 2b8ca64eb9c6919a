// Which marketplace uses which customer, accounts and segments: overrides on top of the defaults.
import { sameMarketplace } from '../records/marketplaceName';

/** Subsidiary, location, department, class: internal ids by NetSuite field id. */
export type Segments = Record<string, { id: string }>;

export interface MarketplaceSettings {
	/** As Amazon writes it; compared without case, spaces and dots. `*` at the end: any rest. */
	marketplaceName: string;
	/** Internal ids; '' means no override. Only invoices of this customer are taken. */
	customerId: string;
	paymentAccountId: string;
	receivableAccountId: string;
	refundAccountId: string;
	segments: Segments;
}

export const NO_SETTINGS: MarketplaceSettings = {
	marketplaceName: '',
	customerId: '',
	paymentAccountId: '',
	receivableAccountId: '',
	refundAccountId: '',
	segments: {},
};

export interface PlaceSettings {
	defaults: MarketplaceSettings;
	marketplaces: MarketplaceSettings[];
}

/** The row of that name, or else the first whose name ends in `*` and fits. */
export function rowNamed<Row extends { marketplaceName: string }>(
	marketplaceName: string,
	rows: readonly Row[],
): Row | undefined {
	const name = sameMarketplace(marketplaceName);
	const named = rows.map((row) => ({ row, wanted: sameMarketplace(row.marketplaceName) }));
	const exact = named.find(({ wanted }) => wanted === name);
	const fits = ({ wanted }: { wanted: string }) =>
		wanted.endsWith('*') && name.startsWith(wanted.slice(0, -1));
	return (exact ?? named.find(fits))?.row;
}

export function settingsFor(marketplaceName: string, settings: PlaceSettings): MarketplaceSettings {
	const { defaults, marketplaces } = settings;
	const own = rowNamed(marketplaceName, marketplaces);
	if (own === undefined) {
		return defaults;
	}
	return {
		marketplaceName: own.marketplaceName,
		customerId: own.customerId || defaults.customerId,
		paymentAccountId: own.paymentAccountId || defaults.paymentAccountId,
		receivableAccountId: own.receivableAccountId || defaults.receivableAccountId,
		refundAccountId: own.refundAccountId || defaults.refundAccountId,
		segments: { ...defaults.segments, ...own.segments },
	};
}
