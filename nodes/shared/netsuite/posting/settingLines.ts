// The settings that decide what is posted for a settlement, as lines of text: recorded on its summary, so that a
// run that takes its work from NetSuite can be compared with the one that began it. Pure. Labels are the node's.
import { columnLabel } from '../books/invoiceKeys';
import type { InvoiceKey } from '../books/invoiceKeys';
import type { MarketplaceSettings } from './marketplaceSettings';
import type { PostingSettings } from './postingJobs';

export interface SettingLine {
	/** As the node shows it. */
	label: string;
	/** Internal ids for records, values for choices; never empty. */
	value: string;
}

export interface SettingDifference {
	label: string;
	recorded: string;
	now: string;
}

type IdOfPlace = Exclude<keyof MarketplaceSettings, 'marketplaceName' | 'segments'>;

const PLACE_WORDS: Record<IdOfPlace, string> = {
	customerId: 'customer',
	paymentAccountId: 'payment account',
	receivableAccountId: 'A/R account',
	refundAccountId: 'refund account',
};

export function settingLine(label: string, value: string | number | undefined): SettingLine {
	const text = String(value ?? '')
		.replace(/\s+/g, ' ')
		.trim();
	return { label, value: text === '' ? 'none' : text };
}

function keyText({ column, template, orders = 'all' }: InvoiceKey): string {
	const whose = orders === 'all' ? '' : ` (${orders} orders)`;
	return `${columnLabel(column)} ${template}${whose}`;
}

function placeText(place: MarketplaceSettings, ids: readonly IdOfPlace[]): string {
	return ids
		.filter((id) => place[id] !== '')
		.map((id) => `${PLACE_WORDS[id]} ${place[id]}`)
		.join(', ');
}

/** Keys, accounts and dates, which payments and refunds have alike. `ids`: of the rows of *Marketplaces*. */
export function sharedLines(settings: PostingSettings, ids: readonly IdOfPlace[]): SettingLine[] {
	const { keys, defaults, marketplaces, datePolicy, periodPolicy = 'refuse' } = settings;
	const places = marketplaces
		.map((place) => ({ name: place.marketplaceName, text: placeText(place, ids) }))
		.filter(({ text }) => text !== '')
		.map(({ name, text }) => `${name}: ${text}`);
	return [
		settingLine('Invoice Keys', keys.map(keyText).join('; ')),
		settingLine('A/R Account', defaults.receivableAccountId),
		settingLine('Marketplaces', places.join('; ')),
		settingLine('Transaction Date', datePolicy),
		settingLine('Closed Period', periodPolicy),
	];
}

/** Of settings that an expression may make another for each order: then that is what they are. */
export function joinedLines(all: SettingLine[][]): SettingLine[] {
	const [first = [], ...others] = all;
	return first.map(({ label, value }, at) =>
		others.every((lines) => lines[at].value === value)
			? { label, value }
			: { label, value: 'another for each order' },
	);
}

function settingsText(lines: SettingLine[]): string {
	return lines.map(({ label, value }) => `${label}: ${value}`).join('\n');
}

/** Another node may post other marketplaces of the same settlement under its own settings: each has a block. */
export function addSettings(recorded: string, lines: SettingLine[]): string {
	return [...blocksOf(recorded), settingsText(lines)].join('\n\n');
}

/** What differs from the block that is nearest; nothing where none is recorded. */
export function differingSettings(recorded: string, lines: SettingLine[]): SettingDifference[] {
	const [nearest = []] = blocksOf(recorded)
		.map((block) => differencesOf(block, lines))
		.sort((left, right) => left.length - right.length);
	return nearest;
}

function blocksOf(recorded: string): string[] {
	return recorded
		.replace(/\r\n?/g, '\n')
		.split(/\n\s*\n/)
		.map((block) => block.trim())
		.filter((block) => block !== '');
}

/** A setting that a block does not have differs from nothing. */
function differencesOf(block: string, lines: SettingLine[]): SettingDifference[] {
	const recordedOf = new Map(
		block.split('\n').flatMap((line): Array<[string, string]> => {
			const at = line.indexOf(': ');
			return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 2).trim()]];
		}),
	);
	return lines.flatMap(({ label, value: now }) => {
		const before = recordedOf.get(label);
		return before === undefined || before === now ? [] : [{ label, recorded: before, now }];
	});
}
