// What the last refresh wrote on a summary, kept on it once more: figures, counts and answers that differ from it
// were edited since, and are named before they are written again. What changed in the books is no edit, nor is what
// another node writes; a summary without the text is older than it and names nothing. No seal: it finds what was
// changed by hand or by another script.
import { currencyExponent } from '../../settlement/values/money';
import type { Row } from '../api/suiteql';
import { decimalText, readMinor } from '../records/amount';
import type { Disagreement } from '../records/disagreement';
import { shortHash } from '../records/externalId';
import { settlementRecord } from '../records/schema';
import { disagreement } from './disagreeing';
import type { Summary } from './recordedSummary';

const { fields } = settlementRecord;

type Kind = 'amount' | 'count' | 'flag' | 'text';
type Name = keyof typeof fields;

/** What every refresh writes, with its label in NetSuite; the time of the refresh is no figure. */
export const COMPUTED: ReadonlyArray<readonly [name: Name, kind: Kind, label: string]> = [
	['paid', 'amount', 'Payments Applied'],
	['paidRest', 'amount', 'Payments Unapplied Rest'],
	['cashSales', 'amount', 'Cash Sales'],
	['refunded', 'amount', 'Refunded'],
	['notPosted', 'amount', 'Not Posted'],
	['short', 'amount', 'Short Payments'],
	['writtenOff', 'amount', 'Written Off'],
	['difference', 'amount', 'Difference to Deposit'],
	['countNew', 'count', 'New'],
	['countApplied', 'count', 'Applied'],
	['countPartial', 'count', 'Partially Applied'],
	['countUnapplied', 'count', 'Unapplied'],
	['journals', 'text', 'Journals'],
	['journalStatus', 'text', 'Journal Status'],
	['clearing', 'amount', 'Left on Clearing'],
	['clearingExpected', 'amount', 'Expected on Clearing'],
	['tiesToDeposit', 'flag', 'Ties to Deposit'],
	['isPosted', 'flag', 'Is Posted'],
	['ties', 'flag', 'Ties'],
	['disagreements', 'count', 'Disagreements'],
	['verdict', 'text', 'Verdict'],
];

const HASH_LENGTH = 16;
const SHOWN_MAX = 5;

/** As text, alike for what is sent and what comes back; NetSuite may leave out a 0 and an empty text. */
function plain(kind: Kind, value: unknown, currency: string): string {
	const text = String(value ?? '').trim();
	switch (kind) {
		case 'amount':
			return String(readMinor(text === '' ? 0 : text, currency) ?? text);
		case 'count':
			return text === '' ? '0' : text;
		case 'flag':
			return value === true || text === 'T' || text === 'true' ? 'yes' : 'no';
		default:
			return text === '' ? '' : shortHash(text.replace(/\s+/g, ' '), HASH_LENGTH);
	}
}

/** For the body of a refresh. */
export function writtenFigures(body: Readonly<Record<string, unknown>>, currency: string): string {
	return JSON.stringify(
		Object.fromEntries(
			COMPUTED.map(([name, kind]) => [name, plain(kind, body[fields[name]], currency)]),
		),
	);
}

export const WRITTEN_COLUMNS = [...COMPUTED.map(([name]) => fields[name]), fields.written];

function asObject(text: string): Record<string, unknown> {
	try {
		const read = JSON.parse(text) as unknown;
		return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

/** One sentence part for each figure that was edited: `'Not Posted' was 0.00 USD and is 5.00 USD`. */
export function editedFigures(row: Row, currency: string): string[] {
	const text = row[fields.written] ?? '';
	if (text === '') {
		return [];
	}
	const written = asObject(text);
	if (Object.keys(written).length === 0) {
		return ["'Figures as Written' cannot be read"];
	}
	return COMPUTED.flatMap(([name, kind, label]) => {
		const [before, now] = [written[name], plain(kind, row[fields[name]], currency)];
		if (before === undefined || before === now) {
			return [];
		}
		return kind === 'text'
			? [`'${label}' is another text`]
			: [
					`'${label}' was ${worded(kind, String(before), currency)} and is ${worded(kind, now, currency)}`,
				];
	});
}

function worded(kind: Kind, value: string, currency: string): string {
	const isMinor = kind === 'amount' && /^-?\d+$/.test(value) && currencyExponent(currency) >= 0;
	if (!isMinor) {
		return value;
	}
	const sign = value.startsWith('-') ? '-' : '';
	return `${sign}${decimalText(Math.abs(Number(value)), currency)} ${currency}`;
}

/** Healed by the refresh that finds it; a dry run leaves that to the real one. */
export function editedSummary(summary: Summary, isDryRun: boolean): Disagreement[] {
	if (summary.recordId === null || summary.edited.length === 0) {
		return [];
	}
	const { edited, recordId, settlementId } = summary;
	const more = edited.length > SHOWN_MAX ? `; and ${edited.length - SHOWN_MAX} more` : '';
	const found = disagreement(
		summary,
		{ recordId },
		{
			code: 'SUMMARY_CHANGED',
			what: `Computed figures on the summary of settlement ${settlementId} were edited in NetSuite after the last refresh: ${edited.slice(0, SHOWN_MAX).join('; ')}${more}`,
			remedy: `${isDryRun ? 'A real run computes them again' : 'They are computed again'}; see under System Notes who changed them`,
		},
	);
	return [{ ...found, state: 'mended' }];
}
