// Whose tax is what Amazon withholds: the buyer's, which Amazon remits for him and which the seller's invoice does
// not owe (facilitator), or the seller's own, which he gets credited by his tax office (seller): then the invoice is
// paid in full. One label can be the one in one country and the other in the next, so country and label decide
// together. The user's Label Classes come before this table.
import { findMarketplace } from '../values/marketplaces';
import { matcherOf, normalizedPattern, specificityOf } from './labels';

export type TaxOwner = 'facilitator' | 'seller';

interface WithheldTaxRow {
	/** Amazon's code of the marketplace's country; `*` for any. */
	country: string;
	amountType: string;
	amountDescription: string;
	owner: TaxOwner;
	/** Where it is known from; `unverified` where nobody has seen it in a report. */
	source: string;
}

const UNVERIFIED = 'unverified';
const FACILITATOR_LABELS = ['MarketplaceFacilitator*'];

function facilitator(country: string, labels: readonly string[], source: string): WithheldTaxRow[] {
	return labels.map((amountDescription) => ({
		country,
		amountType: '*',
		amountDescription,
		source,
		owner: 'facilitator',
	}));
}

function seller(
	country: string,
	amountType: string,
	labels: readonly string[],
	source: string,
): WithheldTaxRow[] {
	return labels.map((amountDescription) => ({
		country,
		amountType,
		amountDescription,
		source,
		owner: 'seller',
	}));
}

export const WITHHELD_TAXES: readonly WithheldTaxRow[] = [
	...facilitator(
		'US',
		['MarketplaceFacilitatorTax-*'],
		'Seller Central help, Marketplace Tax Collection; cancels the tax of each order in real reports',
	),
	...facilitator('CA', ['MarketplaceFacilitatorTax-*'], 'public code that reads Canadian reports'),
	...facilitator('UK', ['MarketplaceFacilitatorVAT-*'], 'public registry of labels of UK reports'),
	...['DE', 'FR', 'IT', 'ES', 'NL', 'IE', 'BE', 'SE', 'PL'].flatMap((country) =>
		facilitator(
			country,
			['MarketplaceFacilitatorVAT-*'],
			'EU VAT directive 2006/112, Art. 14a: the platform is the supplier; labels from public code',
		),
	),
	...facilitator('AU', ['LowValueGoodsTax-*'], 'public code that reads Australian reports'),
	...facilitator('*', [...FACILITATOR_LABELS, 'LowValueGoodsTax*'], UNVERIFIED),
	...seller(
		'*',
		'*',
		['TCS*'],
		'CGST Act, sec. 52: collected at source from the seller; labels from Finances API and public code',
	),
	...seller(
		'*',
		'*',
		['TDS*'],
		'Income Tax Act of India, sec. 194-O: deducted from the seller; label from public code',
	),
	...seller('*', 'ItemTCS', ['*'], 'CGST Act, sec. 52; amount type from Indian reports'),
	...seller(
		'*',
		'ItemTDS',
		['*'],
		'Income Tax Act of India, sec. 194-O; amount type from Indian reports',
	),
	...seller('IN', '*', FACILITATOR_LABELS, UNVERIFIED),
	...seller('IN', 'ItemWithheldTax', ['*'], UNVERIFIED),
	...seller(
		'MX',
		'*',
		FACILITATOR_LABELS,
		'LIVA Art. 18-J and LISR Art. 113-A: half of the IVA and income tax are withheld from the seller; labels unverified',
	),
	...seller('MX', 'ItemWithheldTax', ['*'], UNVERIFIED),
];

const ROWS = WITHHELD_TAXES.map((row) => {
	const labels = [row.amountType, row.amountDescription].map(normalizedPattern);
	const specificity =
		(row.country === '*' ? 0 : 100) + labels.reduce((sum, label) => sum + specificityOf(label), 0);
	const [fitsType, fitsDescription] = labels.map(matcherOf);
	return { fitsType, fitsDescription, specificity, country: row.country, owner: row.owner };
}).sort((a, b) => b.specificity - a.specificity);

/** Of normalized labels; undefined where they name no tax that Amazon withholds. */
export function taxOwner(
	amountType: string,
	amountDescription: string,
	marketplaceName: string,
): TaxOwner | undefined {
	const country = findMarketplace(marketplaceName)?.country ?? '';
	return ROWS.find(
		(row) =>
			(row.country === '*' || row.country === country) &&
			row.fitsType(amountType) &&
			row.fitsDescription(amountDescription),
	)?.owner;
}
