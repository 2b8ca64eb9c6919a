// Where the lines of one settlement are booked: pure. A marketplace may have a row of its own with accounts and
// segments; what it leaves out, and lines of no marketplace, take the default ones. One entry has one subsidiary and
// one bank account.
import type { AccountKey } from '../../settlement/journal/accountKeys';
import type { Segments } from '../posting/marketplaceSettings';
import { rowNamed } from '../posting/marketplaceSettings';
import type { ChartAccount } from './journalAccounts';
import { JournalBlocked } from './journalResult';
import type { JournalRow, JournalSettings } from './journalSettings';
import { accountOf } from './journalSettings';

export interface JournalPlaces {
	/** Internal id, '' where none is chosen. Of no marketplace: ''. */
	accountOf(key: AccountKey, marketplaceName: string): string;
	segmentsOf(marketplaceName: string): string;
	/** Of the entry as a whole, the subsidiary with them. */
	entrySegments: Segments;
}

/** What places of a settlement depend on. */
export interface PlacedSettlement {
	currency: string;
	/** Of its lines, in any order; '' among them does not matter. */
	marketplaceNames: Iterable<string>;
	/** Accounts its documents moved. */
	movedIds: readonly string[];
}

/** Fields of a line that differ between marketplaces: only those are compared with what NetSuite holds. */
export function segmentFields({ marketplaces }: JournalSettings): string[] {
	const fields = marketplaces.flatMap(({ segments }) => Object.keys(segments));
	return [...new Set(fields)].filter((field) => field !== 'subsidiary').sort();
}

export function segmentsKey(
	idOf: (field: string) => string | undefined,
	fields: readonly string[],
): string {
	const ids = fields.map((field) => idOf(field) ?? '');
	return ids.every((id) => id === '') ? '' : ids.join('|');
}

/** The segments of a line by their key. */
export function lineSegments(key: string, settings: JournalSettings): Segments {
	const ids = key.split('|');
	const all = Object.entries(settings.segments).filter(([field]) => field !== 'subsidiary');
	const fields = segmentFields(settings);
	const shared = all.filter(([field]) => !fields.includes(field));
	const own = fields.map((field, at) => [field, { id: ids[at] ?? '' }] as const);
	return Object.fromEntries([...shared, ...own.filter(([, { id }]) => id !== '')]);
}

export function placesOf(
	settlement: PlacedSettlement,
	settings: JournalSettings,
	chart: ReadonlyMap<string, ChartAccount>,
): JournalPlaces {
	const names = [...new Set(settlement.marketplaceNames)].filter((name) => name !== '');
	const rowOf = (name: string) => (name === '' ? undefined : rowNamed(name, settings.marketplaces));
	const clearingId = clearingOfRest(settlement, settings, names.map(rowOf));
	const bankId = bankOf(settlement, settings, names.map(rowOf), chart);
	const fields = segmentFields(settings);
	const segmentsFor = (name: string) => ({ ...settings.segments, ...rowOf(name)?.segments });
	return {
		accountOf: (key, name) =>
			key === 'BANK'
				? bankId
				: accountOf(
						withRow(settings, rowOf(name)),
						key,
						rowOf(name)?.accounts.CLEARING || clearingId,
					),
		segmentsOf: (name) => segmentsKey((field) => segmentsFor(name)[field]?.id, fields),
		entrySegments: { ...settings.segments, ...subsidiaryOf(names, segmentsFor) },
	};
}

/** What is chosen in the row goes first, one account for all fees in the row before the default ones. */
function withRow(settings: JournalSettings, row: JournalRow | undefined): JournalSettings {
	if (row === undefined) {
		return settings;
	}
	const chosen = Object.entries(row.accounts).filter(([, id]) => id !== '');
	return {
		...settings,
		accounts: { ...settings.accounts, ...Object.fromEntries(chosen) },
		feeAccountId: row.feeAccountId || settings.feeAccountId,
	};
}

/** Without one chosen, the account that documents moved and no row names. */
function clearingOfRest(
	{ movedIds }: PlacedSettlement,
	{ accounts }: JournalSettings,
	rows: Array<JournalRow | undefined>,
): string {
	const named = rows.map((row) => row?.accounts.CLEARING ?? '').filter((id) => id !== '');
	const free = movedIds.find((id) => !named.includes(id));
	return (accounts.CLEARING ?? '') || (free ?? named[0] ?? '');
}

/**
 * The deposit is one, so its bank account is that of all its marketplaces or else the default one. Where it is kept in
 * another currency, the account for money in transit takes its place.
 */
function bankOf(
	{ currency }: PlacedSettlement,
	{ accounts, inTransitId }: JournalSettings,
	rows: Array<JournalRow | undefined>,
	chart: ReadonlyMap<string, ChartAccount>,
): string {
	const byDefault = accounts.BANK ?? '';
	const own = new Set(rows.map((row) => row?.accounts.BANK || byDefault));
	const [bankId = byDefault] = own.size === 1 ? own : [byDefault];
	const kept = chart.get(bankId)?.currency ?? '';
	return inTransitId !== '' && kept !== '' && kept !== currency ? inTransitId : bankId;
}

/** Throws with JOURNAL_SUBSIDIARIES_DIFFER. */
function subsidiaryOf(names: string[], segmentsFor: (name: string) => Segments): Segments {
	const [first, ...others] = names.map((name) => ({ name, id: idOf(segmentsFor(name)) }));
	const other = others.find(({ id }) => id !== first.id);
	if (other !== undefined) {
		const said = ({ name, id }: { name: string; id: string }) =>
			`${name} ${id === '' ? 'has none' : `is of ${id}`}`;
		throw new JournalBlocked(
			'JOURNAL_SUBSIDIARIES_DIFFER',
			`The settlement holds marketplaces of different subsidiaries (internal ID): ${said(first)}, ${said(other)}`,
			"One entry has one subsidiary: give its marketplaces the same one in 'Marketplaces', or book this settlement by hand as an intercompany entry",
		);
	}
	return first === undefined || first.id === '' ? {} : { subsidiary: { id: first.id } };
}

const idOf = ({ subsidiary }: Segments) => subsidiary?.id ?? '';
