// Writes reports as people's programs leave them: saved again by a spreadsheet, with cells in quotes
// and between other delimiters. Code of its own, like writeReport.ts.
export interface CopyStyle {
	delimiter: ',' | ';' | '\t';
	/** Excel quotes what needs it, LibreOffice may quote every cell. */
	quotes: 'where needed' | 'everywhere';
	newline: '\n' | '\r\n';
	bom: boolean;
}

export const EXCEL_STYLE: CopyStyle = {
	delimiter: ',',
	quotes: 'where needed',
	newline: '\r\n',
	bom: false,
};

/** Tab-separated rows, the header among them, as a copy has them. */
export function writeCopy(rows: readonly string[], style: CopyStyle = EXCEL_STYLE): Buffer {
	const { delimiter, quotes, newline, bom } = style;
	const write = (cell: string) =>
		quotes === 'everywhere' || /["\r\n]/.test(cell) || cell.includes(delimiter)
			? `"${cell.replace(/"/g, '""')}"`
			: cell;
	const lines = rows.map((row) => row.split('\t').map(write).join(delimiter) + newline);
	return Buffer.from((bom ? '\ufeff' : '') + lines.join(''), 'utf8');
}
