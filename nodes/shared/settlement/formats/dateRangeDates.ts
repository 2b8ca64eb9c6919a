// The dates of Date Range reports: month names and number dates of every header language, twelve or
// twenty-four hours, and the time zone of whoever downloaded the file -> UTC. A zone we do not know, or
// one whose letters several countries use, makes the row unreadable: an hour off may be another month.
import type { DateEvidence, DateOrder } from '../values/dates';
import { readDate } from '../values/dates';

/** January to December, each in every language. */
export const MONTH_NAMES: readonly string[] = [
	'jan january januar janvier janv gennaio gen enero ene januari sty stycznia styczeń',
	'feb february februar février févr fév fevr febbraio febrero februari lut lutego luty',
	'mar march märz mär mrz mars marzo maart mrt marca marzec',
	'apr april avril avr aprile abril abr kwi kwietnia kwiecień',
	'may mai maggio mag mayo mei maj maja',
	'jun june juni juin giugno giu junio cze czerwca czerwiec',
	'jul july juli juillet juil luglio lug julio lip lipca lipiec',
	'aug august août aout agosto ago augustus augusti sie sierpnia sierpień',
	'sep sept september septembre settembre set septiembre wrz września wrzesień',
	'oct october oktober okt octobre ottobre ott octubre paź października październik',
	'nov november novembre noviembre lis listopada listopad',
	'dec december dezember dez décembre déc dicembre dic diciembre gru grudnia grudzień',
];

const MONTHS: ReadonlyMap<string, number> = new Map(
	MONTH_NAMES.flatMap((names, i) => names.split(' ').map((name) => [name, i + 1] as const)),
);

/** Minutes east of UTC. */
const ZONES: Readonly<Record<string, number>> = {
	UTC: 0,
	GMT: 0,
	Z: 0,
	WET: 0,
	WEST: 60,
	BST: 60,
	CET: 60,
	MEZ: 60,
	CEST: 120,
	MESZ: 120,
	EET: 120,
	EEST: 180,
	HST: -600,
	AKST: -540,
	AKDT: -480,
	PST: -480,
	PDT: -420,
	MST: -420,
	MDT: -360,
	CDT: -300,
	EST: -300,
	EDT: -240,
	SGT: 480,
	HKT: 480,
	AWST: 480,
	JST: 540,
	KST: 540,
	ACST: 570,
	ACDT: 630,
	AEST: 600,
	AEDT: 660,
};
/** Central and China Standard Time; India, Israel and Ireland; Atlantic and Arabia. */
const AMBIGUOUS_ZONES = ['CST', 'IST', 'AST'];
const OFFSET_MINUTES_MAX = 14 * 60;

const MONTH_FIRST = /^(?<month>\p{L}+)\.? (?<day>\d{1,2}),? (?<year>\d{4})/u;
const DAY_FIRST =
	/^(?<day>\d{1,2})[.º]?[ \-/](?:de )?(?<month>\p{L}+)\.?,?[ \-/](?:de )?(?<year>\d{4})/u;
const KANJI = /^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日/;
const NUMBERS = /^\d{1,4}([./-])\d{1,2}\1\d{1,4}/;
const TIME =
	/^[ ,T]*(?<early>午前|午後)?(?<hour>\d{1,2})[:.](?<minute>\d{2})(?:[:.](?<second>\d{2}))?\s*(?<half>[ap]\.?\s?m\.?(?![a-z]))?\s*(?<zone>.*)$/i;

/** The moment as `2026-06-03 09:15:12 UTC`, or why it cannot be told. */
export type MomentReading = { text: string } | { reason: string; doubtful: boolean };

export function readMoment(
	text: string,
	evidence: DateEvidence,
	order: DateOrder | undefined,
): MomentReading {
	const plain = text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
	const { day, rest } = readDay(plain, evidence, order);
	if (day === 'doubtful' || day === 'unreadable') {
		return unreadable(text, day === 'doubtful');
	}
	if (rest.trim() === '') {
		return { text: `${day} 00:00:00 UTC` };
	}
	const time = TIME.exec(rest)?.groups;
	const minutes = time === undefined ? undefined : minutesOf(time);
	if (time === undefined || minutes === undefined) {
		return unreadable(text, false);
	}
	const zone = time.zone.trim();
	const offset = offsetOf(zone);
	if (offset === undefined) {
		return { reason: `'${text}' ${zoneProblem(zone)}`, doubtful: false };
	}
	const second = Number(time.second ?? 0);
	const moment = Date.parse(`${day}T00:00:00Z`) + ((minutes - offset) * 60 + second) * 1000;
	return { text: new Date(moment).toISOString().replace('T', ' ').replace('.000Z', ' UTC') };
}

/** The day as ISO and what follows it. */
function readDay(
	text: string,
	evidence: DateEvidence,
	order: DateOrder | undefined,
): { day: string; rest: string } {
	const named = MONTH_FIRST.exec(text) ?? DAY_FIRST.exec(text) ?? KANJI.exec(text);
	const numbers = named === null ? NUMBERS.exec(text) : null;
	const { year = '', month = '', day = '' } = named?.groups ?? {};
	const number = MONTHS.get(month.toLowerCase()) ?? Number(month || NaN);
	const date = named === null ? (numbers?.[0] ?? 'none') : `${year}-${number}-${day}`;
	const reading = readDate(date, evidence, order);
	return {
		day: reading.endsWith('Z') ? reading.slice(0, 10) : reading,
		rest: text.slice((named ?? numbers)?.[0].length ?? 0),
	};
}

/** Minutes since midnight; undefined where there is no such time. */
function minutesOf({ early, half, ...time }: Record<string, string | undefined>) {
	const [hour, minute, second] = [time.hour, time.minute, time.second ?? '0'].map(Number);
	const isTwelve = early !== undefined || half !== undefined;
	const isAfternoon = early === '午後' || /^p/i.test(half ?? '');
	const isReal =
		minute < 60 && second < 60 && (isTwelve ? hour <= 12 && (hour > 0 || !!early) : hour < 24);
	const hours = isTwelve ? (hour % 12) + (isAfternoon ? 12 : 0) : hour;
	return isReal ? hours * 60 + minute : undefined;
}

/** Minutes east of UTC for `PDT`, `GMT+2`, `UTC-03:30`, `+0900`. */
function offsetOf(zone: string): number | undefined {
	const named = ZONES[zone.toUpperCase()];
	if (named !== undefined) {
		return named;
	}
	const parts = /^(?:GMT|UTC)?\s?([-+\u2212])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone);
	const minutes = parts === null ? NaN : Number(parts[2]) * 60 + Number(parts[3] ?? 0);
	if (!(minutes <= OFFSET_MINUTES_MAX) || Number(parts?.[3] ?? 0) > 59) {
		return undefined;
	}
	return parts?.[1] === '+' ? minutes : -minutes;
}

function zoneProblem(zone: string): string {
	if (zone === '') {
		return 'tells no time zone';
	}
	return AMBIGUOUS_ZONES.includes(zone.toUpperCase())
		? `is in '${zone}', which several time zones are called`
		: `is in '${zone}', which is not a time zone we know`;
}

function unreadable(text: string, doubtful: boolean): MomentReading {
	const reason = doubtful
		? `'${text}' may be day or month first, and the file's other dates do not decide it`
		: `'${text}' is not a date`;
	return { reason, doubtful };
}
