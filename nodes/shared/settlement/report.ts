// A whole report: bytes in, settlements and unreadable rows out. Finds the header, sorts the rows into
// their settlements, and reads the doubtful rows again once the whole file has been seen. A bad row
// stops nothing; only a file that is no settlement report, or holds nothing, is refused.
import { decodeByProlog } from './charset';
import type { ClassRule } from './classRules';
import { decode, peek } from './decode';
import { readDoubtfulRows } from './doubtfulRows';
import { refuse } from './foreignReports';
import { readForeignRows } from './foreignRows';
import { bindXml, identify } from './formats';
import { createLineReader, noEvidence } from './line';
import { readDataRow, reportUnreadable } from './reading';
import type { Reading } from './reading';
import { readRows } from './rows';
import type { Row } from './rows';
import { closeSettlement } from './settlement';
import type { Settlement } from './settlement';
import { SettlementError } from './settlementError';
import { readSettlementXml } from './settlementXml';
import { decodeUtf8 } from './stringPool';
import type { UnreadableRow } from './settlementError';

export interface Report {
	format: string;
	/** Physical rows that are not blank. */
	rows: number;
	headerRows: number;
	settlements: Settlement[];
	unreadable: UnreadableRow[];
	/** What was done that the reader should know. */
	notes: string[];
}

const NOT_UTF8 = { column: '', reason: 'the row holds bytes that are not UTF-8', doubtful: false };
/** A header stands at the top; a short preamble is borne. */
const HEAD_ROWS_MAX = 15;
const HEAD_CHARACTERS_MAX = 10_000;

export async function readReport(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	declaredCharset = '',
	rules: readonly ClassRule[] = [],
): Promise<Report> {
	const reading: Reading = {
		evidence: noEvidence(),
		rules,
		head: [],
		rows: 0,
		headerRows: 0,
		settlements: new Map(),
		doubtful: [],
		foreign: [],
		sawUtf8: false,
		notes: [],
		unreadable: [],
	};
	const { sign, all } = await peek(decode(chunks, declaredCharset));
	if (isXml(sign)) {
		await takeXml(reading, all);
	} else {
		await readRows(all, (row) => takeRow(reading, row));
	}
	return finish(reading);
}

/** `<`, maybe after a byte order mark. */
function isXml(sign: Uint8Array): boolean {
	return sign[sign[0] === 0xef ? 3 : 0] === 0x3c;
}

/** Held as a whole, as any XML reader must that wants to see its end before it believes it. */
async function takeXml(reading: Reading, chunks: AsyncIterable<Uint8Array>): Promise<void> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) {
		parts.push(chunk);
	}
	const bytes = Buffer.concat(parts);
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
	for (const { line, cells } of readSettlementXml(xml)) {
		reading.rows++;
		const row = format.rowOf(cells);
		const problem = readDataRow(reading, line, row, { decimalMark: '.' });
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

function takeRow(reading: Reading, row: Row): void {
	reading.rows++;
	const { header, current } = reading;
	if (header === undefined) {
		return findHeader(reading, row);
	}
	const id = row.cells[header.format.settlementIdAt] ?? '';
	if (id !== current?.settlementId && !/^\d*$/.test(id) && takeHeader(reading, row)) {
		return;
	}
	reading.sawUtf8 = row.sawUtf8;
	const problem = row.isUtf8 ? readDataRow(reading, row.number, row.cells) : NOT_UTF8;
	if (problem !== undefined) {
		const settlementId = reading.current?.settlementId ?? '';
		const { number } = row;
		const kept = { number, header, cells: [...row.cells], text: row.text(), problem, settlementId };
		if (problem === NOT_UTF8) {
			reading.foreign.push(kept);
		} else if (problem.doubtful) {
			reading.doubtful.push(kept);
		} else {
			reportUnreadable(reading, kept, problem);
		}
	}
}

function findHeader(reading: Reading, row: Row): void {
	if (!takeHeader(reading, row)) {
		reading.headerRows++;
		reading.head.push(row.text().slice(0, HEAD_CHARACTERS_MAX));
		if (reading.head.length === HEAD_ROWS_MAX) {
			throw refuse(reading.head);
		}
	}
}

/** Also in the middle: reports put together in one file bring their headers with them. */
function takeHeader(reading: Reading, row: Row): boolean {
	const format = identify(row.cells);
	if (format !== undefined) {
		reading.headerRows++;
		reading.header = {
			format,
			readLine: createLineReader(format, reading.evidence, reading.rules),
		};
	}
	return format !== undefined;
}

function finish(reading: Reading): Report {
	if (reading.header === undefined) {
		throw refuse(reading.head);
	}
	readForeignRows(reading);
	readDoubtfulRows(reading);
	const { rows, headerRows, settlements, unreadable, notes } = reading;
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
	const format = reading.header.format.name;
	const closed = [...settlements.values()].map(closeSettlement);
	return { format, rows, headerRows, settlements: closed, unreadable, notes };
}

function nothingReadable(unreadable: readonly UnreadableRow[]): SettlementError {
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
