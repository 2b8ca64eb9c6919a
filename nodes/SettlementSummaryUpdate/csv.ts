// Rows as CSV for a spreadsheet. No cell can be taken for a formula: a report is foreign text.
export type Cell = string | number | null;

export function csv(rows: readonly Cell[][], digits: number): string {
	return rows.map((row) => `${row.map((cell) => cellOf(cell, digits)).join(',')}\r\n`).join('');
}

function cellOf(value: Cell, digits: number): string {
	if (value === null) {
		return '';
	}
	if (typeof value === 'number') {
		return value.toFixed(digits);
	}
	const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return `"${text.replace(/"/g, '""')}"`;
}
