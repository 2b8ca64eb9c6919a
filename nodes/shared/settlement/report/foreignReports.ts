// What to say when a file is not a settlement report we read: the sentence names what it looks like and
// what to download instead. One entry per kind of file, the first whose signs fit wins; Amazon's other
// reports are told by their headers (foreignHeaders.ts).
import { columnName, FORMATS, missingColumns } from '../formats/formats';
import type { UnreadableRow } from '../values/settlementError';
import { SettlementError } from '../values/settlementError';
import { namedByHeader } from './foreignHeaders';

interface ForeignReport {
	looksLike: string;
	/** Read on the first lines of the file, lower-cased, control characters as their pictures (␀ to ␟). */
	sign: RegExp;
	remedy?: string;
}

const DOWNLOAD_V2 =
	"Download the settlement as 'Flat File V2' (Reports > Payments > All Statements, or report type GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2) and use that file";
const UNPACK = 'Unpack it first and use the text file inside';

const FOREIGN_REPORTS: readonly ForeignReport[] = [
	{ looksLike: 'an Excel workbook', sign: /^pk␃␄[^]*(\[content_types\]|xl\/)/ },
	{ looksLike: 'a zip archive', sign: /^pk␃␄/, remedy: UNPACK },
	{ looksLike: 'an old Excel workbook', sign: /^\xd0\xcf␑\xe0/ },
	{ looksLike: 'a PDF document', sign: /^%pdf/ },
	{ looksLike: 'a web page', sign: /^<(!doctype html|html|head|body)\b/ },
	{ looksLike: 'an XML file', sign: /^<(\?xml|\w)/ },
	{ looksLike: 'JSON', sign: /^[[{]\s*("|{|\[|$)/ },
	{
		looksLike:
			'a Date Range "Transaction" report whose header is not whole, or in a language we do not read',
		sign: /includes amazon marketplace, fulfillment|(^|\n)"?(date\/time|datum\/uhrzeit|date\/heure|data\/ora:?|fecha y hora|datum\/tijd|datum\/tid|data\/godzina|日付\/時間)"?\s*[,;]/,
	},
];

/** The error for a file no format claimed; `head` holds its first lines, raw. */
export function refuse(head: readonly string[]): SettlementError {
	const text = withPictures(
		head
			.join('\n')
			.replace(/^\ufeff/, '')
			.toLowerCase(),
	);
	if (text.trim() === '') {
		return unknown('The file is empty', DOWNLOAD_V2);
	}
	for (const report of FOREIGN_REPORTS) {
		if (report.sign.test(text)) {
			const message = `The file is not a settlement report we can read: it looks like ${report.looksLike}`;
			return unknown(message, report.remedy ?? DOWNLOAD_V2);
		}
	}
	const lost = withoutTabs(head);
	if (lost !== undefined) {
		return unknown(lost, DOWNLOAD_V2);
	}
	const other = namedByHeader(head);
	if (other !== undefined) {
		return unknown(`The file is not a settlement report: it is ${other}`, DOWNLOAD_V2);
	}
	return unknown(nearest(head) ?? unheard(head[0]), DOWNLOAD_V2);
}

/** The error for a report of ours that holds no line, or none that can be read. */
export function nothingReadable(unreadable: readonly UnreadableRow[]): SettlementError {
	const rows = unreadable.slice(0, 100);
	return new SettlementError(
		'ROW_UNREADABLE',
		rows.length === 0
			? 'The report holds its header and nothing else'
			: `None of the ${unreadable.length} rows could be read; row ${rows[0].row}: ${rows[0].reason}`,
		'Download the report again and use it as Amazon delivered it',
		rows.length === 0 ? {} : { row: rows[0].row, column: rows[0].column },
		rows,
	);
}

/** Tab and line ends stay; the other control characters become letters a regular expression may name. */
function withPictures(text: string): string {
	return [...text].map((c) => (c < ' ' && !'\t\n\r'.includes(c) ? toPicture(c) : c)).join('');
}

function toPicture(control: string): string {
	return String.fromCharCode(0x2400 + control.charCodeAt(0));
}

/** A mail, a chat or a word processor put something else in the place of the tabs. */
const TAB_STANDINS: ReadonlyArray<readonly [name: string, cut: (line: string) => string[]]> = [
	['pipes', (line) => line.split('|')],
	['blanks', (line) => line.split(' ').filter((part) => part !== '')],
];

function withoutTabs(head: readonly string[]): string | undefined {
	for (const line of head) {
		for (const [name, cut] of TAB_STANDINS) {
			const columns = cut(line.replace(/"/g, ''))
				.map(columnName)
				.filter((column) => column !== '');
			const format = FORMATS.find((each) => missingColumns(each, columns).length === 0);
			if (format !== undefined) {
				return `The tabs of the report are gone: ${name} stand in their place, so nobody can tell where an empty cell was (${format.name})`;
			}
		}
	}
	return undefined;
}

function nearest(head: readonly string[]): string | undefined {
	for (const line of head) {
		const delimiter = ['\t', ',', ';'].find((each) => line.includes(each)) ?? '\t';
		const header = line.replace(/"/g, '').split(delimiter).map(columnName);
		for (const format of FORMATS) {
			const missing = missingColumns(format, header);
			const required = Object.keys(format.columns).length - format.optional.length;
			if (missing.length < required / 2) {
				return `No settlement report has this header; the nearest is ${format.name}, missing: ${missing.join(', ')}`;
			}
		}
	}
	return undefined;
}

function unheard(line: string): string {
	const start = line.replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ').slice(0, 60);
	return `The file is not a settlement report: none of its first lines is a header we know (it starts with '${start}')`;
}

function unknown(message: string, remedy: string): SettlementError {
	return new SettlementError('FORMAT_UNKNOWN', message, remedy);
}
