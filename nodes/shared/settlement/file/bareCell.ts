// A cell without what people and spreadsheets put around it: blanks of any script, invisible letters, the padding of
// old systems (NUL, Ctrl-Z), and the marks that keep a spreadsheet from making a number of it (`="123"`, `'123`).
// The same for every format. Goes through the cell once from each end, however long it is.

const NUL = 0;
const CTRL_Z = 0x1a;
const SPACE = 0x20;
const APOSTROPHE = 0x27;
const EQUALS = 0x3d;
const NO_BREAK_SPACE = 0xa0;

/** White space of Unicode, zero-width letters, padding. */
function isBlank(code: number): boolean {
	if (code <= SPACE) {
		return code === SPACE || (code >= 9 && code <= 13) || code === NUL || code === CTRL_Z;
	}
	return (
		code === NO_BREAK_SPACE ||
		(code >= 0x1680 &&
			(code === 0x1680 ||
				code === 0x180e ||
				(code >= 0x2000 && code <= 0x200f) ||
				(code >= 0x2028 && code <= 0x202f) ||
				(code >= 0x205f && code <= 0x2064) ||
				code === 0x3000 ||
				code === 0xfeff))
	);
}

/** Whether a cell that starts with this byte may carry a text mark. */
export function mayBeMarked(firstByte: number): boolean {
	return firstByte === APOSTROPHE || firstByte === EQUALS;
}

export function bareCell(cell: string): string {
	const text = trimmed(cell);
	if (text.startsWith('="') && text.endsWith('"') && text.length > 2) {
		return trimmed(text.slice(2, -1));
	}
	return text.startsWith("'") ? trimmed(text.slice(1)) : text;
}

function trimmed(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && isBlank(text.charCodeAt(start))) {
		start++;
	}
	while (end > start && isBlank(text.charCodeAt(end - 1))) {
		end--;
	}
	return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Plain blanks and line ends are everywhere and no news. */
export function isMarked(cell: string, bare: string): boolean {
	return cell.length !== bare.length && withoutBlanks(cell) !== withoutBlanks(bare);
}

function withoutBlanks(text: string): string {
	return text.split(/[ \t\r\n]/).join('');
}
