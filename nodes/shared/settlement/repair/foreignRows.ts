// Rows whose bytes are not UTF-8, read at the end of the file, when its marketplaces and currency tell
// which charset it is in. One charset for the whole file, or none: then the rows are unreadable, and so
// is a row that holds a byte the charset does not know.
import { bareCell, isMarked } from '../file/bareCell';
import { CHARSET_NAMES, decideCharset, decodeCells } from '../file/charset';
import { isProblem } from '../formats/rowProblem';
import type { Reading } from '../lines/reading';
import { readDataRow, reportUnreadable } from '../lines/reading';
import { findMarketplace } from '../values/marketplaces';

export function readForeignRows(reading: Reading): void {
	const { foreign, sawUtf8 } = reading;
	if (foreign.length === 0) {
		return;
	}
	const charset = decideCharset({ isUtf8: sawUtf8, isJapanese: isJapanese(reading) });
	let read = 0;
	for (const row of foreign) {
		const texts = charset === undefined ? undefined : decodeCells(row.text, charset);
		if (texts === undefined) {
			reportUnreadable(reading, row, row.problem);
			continue;
		}
		const cells = texts.map(bareCell);
		reading.sawMarks ||= cells.some((cell, i) => isMarked(texts[i], cell));
		reading.header = row.header;
		const kept = { ...row, cells, text: cells.join('\t') };
		const problem = readDataRow(reading, row.number, cells);
		if (problem?.doubtful) {
			reading.doubtful.push({ ...kept, problem });
		} else if (problem !== undefined) {
			reportUnreadable(reading, kept, problem);
		}
		read++;
	}
	if (charset !== undefined && read > 0) {
		reading.notes.push(
			`The file is not UTF-8; ${read} rows were read as ${CHARSET_NAMES[charset]}`,
		);
	}
}

function isJapanese({ settlements, foreign }: Reading): boolean {
	const stated = [...settlements.values()];
	const marketplaces = foreign.flatMap(({ header: { format }, cells }) => {
		const rows = format.expand(cells);
		return isProblem(rows) ? [] : rows.map((row) => row.cells[format.at.marketplaceName] ?? '');
	});
	return (
		stated.some(({ facts }) => facts.currency === 'JPY') ||
		marketplaces.some((name) => findMarketplace(name)?.country === 'JP')
	);
}
