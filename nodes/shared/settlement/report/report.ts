// A whole report: bytes in, settlements and unreadable rows out. Tells by its first bytes how the file is
// cut into rows, and once the whole file has been seen, looks at damaged and doubtful rows again. A bad
// row stops nothing; only a file that is not a settlement report, or holds nothing, is refused.
import { CHARSET_NAMES, decodeByProlog } from '../file/charset';
import { readCsvRows } from '../file/csvRows';
import { decode, peek } from '../file/decode';
import { readRows } from '../file/rows';
import { decodeUtf8 } from '../file/stringPool';
import { bindXml, SETTLEMENT_XML } from '../formats/formats';
import { readSettlementXml } from '../formats/settlementXml';
import { copyDelimiter, isCutOff } from '../formats/spreadsheetCopy';
import type { ClassRule } from '../labels/classRules';
import { createLineReader } from '../lines/line';
import { periodsStatedLate } from '../lines/farDate';
import type { Reading } from '../lines/reading';
import { readDataRow, reportUnreadable, takeFurtherLine } from '../lines/reading';
import type { Settlement } from '../lines/settlement';
import { closeSettlement } from '../lines/settlement';
import { readDamagedRows } from '../repair/damagedRows';
import { readDoubtfulRows } from '../repair/doubtfulRows';
import { resolveMarketplaces } from '../repair/emptyMarketplaces';
import { readForeignRows } from '../repair/foreignRows';
import { noteLostIds } from '../repair/lostIdNotes';
import { decideLabels } from '../repair/undecidedLabels';
import { notePostedDates } from '../repair/postedDates';
import { noteSummaryRows, refuseRepeated } from '../repair/summaryRows';
import { noEvidence } from '../values/evidence';
import { beyondLimit, LIMITS } from '../values/limits';
import type { UnreadableRow } from '../values/settlementError';
import { SettlementError } from '../values/settlementError';
import type { CsvHead } from './csvHead';
import { findCsvHead, HEAD_BYTES, toUtf8 } from './csvHead';
import { nothingReadable, refuse } from './foreignReports';
import { takeCopy, takeRow } from './rowIntake';

export interface Report {
	format: string;
	/** Whether the format declares no total amount, so that nothing proves its settlements. */
	lacksTotal: boolean;
	/** Physical rows that are not blank. */
	rows: number;
	headerRows: number;
	settlements: Settlement[];
	unreadable: UnreadableRow[];
	/** What was done that the reader should know. */
	notes: string[];
}

const MARKS_NOTE =
	'Cells of the file have other blanks, or marks of a spreadsheet, around them (no-break spaces, ="...", a leading apostrophe); they were taken off';
const HEAD_CHARACTERS_MAX = 10_000;

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
/** The bytes of the file, or how to get them: now and then it has to be read twice. */
export type Source = readonly Uint8Array[] | (() => Chunks | Promise<Chunks>);

export async function readReport(
	source: Source,
	declaredCharset = '',
	rules: readonly ClassRule[] = [],
	keepsLines = true,
): Promise<Report> {
	const read = async (periods?: Reading['periods']) => {
		const reading = { ...openReading(rules, keepsLines), periods };
		await takeFile(
			reading,
			typeof source === 'function' ? await source() : source,
			declaredCharset,
		);
		takeKeptRows(reading);
		return reading;
	};
	const reading = await read();
	const late = periodsStatedLate(reading.settlements);
	return finish(late === undefined ? reading : await read(late));
}

function openReading(rules: readonly ClassRule[], keepsLines: boolean): Reading {
	return {
		evidence: noEvidence(),
		rules,
		keepsLines,
		head: [],
		rows: 0,
		headerRows: 0,
		settlements: new Map(),
		doubtful: [],
		damaged: [],
		isCopy: false,
		isTrimmed: false,
		isCutOff: false,
		lastRow: 0,
		foreign: [],
		sawUtf8: false,
		sawMarks: false,
		notes: [],
		rowNotes: new Set(),
		unreadable: [],
	};
}

async function takeFile(reading: Reading, chunks: Chunks, declaredCharset: string): Promise<void> {
	const { sign, all } = await peek(decode(chunks, declaredCharset), HEAD_BYTES);
	const csv = isXml(sign) ? undefined : findCsvHead(sign);
	const delimiter = isXml(sign) || csv ? undefined : copyDelimiter(sign);
	if (isXml(sign)) {
		takeXml(reading, await gather(all));
	} else if (csv !== undefined) {
		takeCsv(reading, await gather(all), csv);
	} else if (delimiter !== undefined) {
		takeCopy(reading, await gather(all), delimiter);
	} else {
		await readRows(watchEnd(reading, all), (row) => {
			if (!takeFurtherLine(reading, row)) {
				takeRow(reading, row);
			}
		});
	}
}

/** `<`, maybe after a byte order mark. */
function isXml(sign: Uint8Array): boolean {
	return sign[sign[0] === 0xef ? 3 : 0] === 0x3c;
}

async function* watchEnd(
	reading: Reading,
	chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks) {
		reading.isCutOff = chunk.length === 0 ? reading.isCutOff : isCutOff(chunk);
		yield chunk;
	}
}

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of chunks) {
		bytes += chunk.length;
		if (bytes > LIMITS.bytesHeld) {
			throw beyondLimit('The file is larger than any report of its format');
		}
		parts.push(chunk);
	}
	return Buffer.concat(parts);
}

/** A preamble has any length: the header is there. */
function takeCsv(reading: Reading, bytes: Buffer, { delimiter, charset }: CsvHead): void {
	if (charset !== 'utf-8') {
		reading.notes.push(`The file is not UTF-8; it was read as ${CHARSET_NAMES[charset]}`);
	}
	for (const row of readCsvRows(toUtf8(bytes, charset), delimiter)) {
		takeRow(reading, row, Infinity);
	}
}

/** Held as a whole, as any XML reader must that wants to see its end before it believes it. */
function takeXml(reading: Reading, bytes: Buffer): void {
	const xml = decodeUtf8(bytes, 0, bytes.length) ?? decodeByProlog(bytes);
	if (xml === undefined) {
		throw new SettlementError(
			'FORMAT_UNKNOWN',
			'The XML file holds bytes that are not in its charset',
			'Download the settlement again and use the file unchanged',
		);
	}
	if (!/<(AmazonEnvelope|SettlementReport)\b/.test(xml)) {
		throw refuse(bytes.toString('latin1', 0, HEAD_CHARACTERS_MAX).split('\n'));
	}
	const format = bindXml();
	const header = { format, readLine: createLineReader(format, reading.evidence, reading.rules) };
	reading.header = header;
	const { rows, sawMarks } = readSettlementXml(xml);
	reading.sawMarks = sawMarks;
	for (const { line, cells } of rows) {
		reading.rows++;
		const row = format.rowOf(cells);
		const problem = readDataRow(reading, line, row, { decimalMark: SETTLEMENT_XML.decimals[0] });
		if (problem !== undefined) {
			const settlementId = reading.current?.settlementId ?? '';
			const text = row.join('\t');
			reportUnreadable(
				reading,
				{ number: line, header, cells: row, text, problem, settlementId },
				problem,
			);
		}
	}
}

/** The rows that wait for the end of the file. */
function takeKeptRows(reading: Reading): void {
	if (reading.header === undefined) {
		throw refuse(reading.head);
	}
	readDamagedRows(reading);
	readForeignRows(reading);
	readDoubtfulRows(reading);
	if (reading.sawMarks) {
		reading.notes.push(MARKS_NOTE);
	}
}

function finish(reading: Reading): Report {
	const { rows, headerRows, settlements, unreadable } = reading;
	if (settlements.size === 0) {
		throw nothingReadable(unreadable);
	}
	const [first] = settlements.values();
	for (const row of unreadable) {
		const settlement = settlements.get(row.settlementId) ?? first;
		row.settlementId = settlement.settlementId;
		settlement.lines++;
		settlement.unreadable++;
	}
	unreadable.sort((a, b) => a.row - b.row);
	const { name: format, lacksTotal } = reading.header!.format;
	const closed = [...settlements.values()].map(closeSettlement);
	closed.forEach(refuseRepeated);
	const settled = closed.flatMap((each) => [
		...(lacksTotal ? [] : noteSummaryRows(each)),
		...notePostedDates(each),
		...noteLostIds(each),
		...resolveMarketplaces(each),
		...decideLabels(each, reading.rules),
	]);
	const notes = [...reading.notes, ...reading.rowNotes, ...settled];
	return { format, lacksTotal, rows, headerRows, settlements: closed, unreadable, notes };
}
