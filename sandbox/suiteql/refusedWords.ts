// What the account's SuiteQL does not take, as its seed says: names of functions and operators. Texts in quotes may
// hold the word. TO_CHAR stands for TO_CHAR of a number: of a date, with a format, every account takes it.

/** The arguments of a call whose bracket opens at `from`, as texts. */
function argumentsAt(sql: string, from: number): string[] {
	let depth = 0;
	const parts = [''];
	for (const sign of sql.slice(from)) {
		depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
		if (depth === 0) {
			return parts;
		}
		if (sign === ',' && depth === 1) {
			parts.push('');
		} else {
			parts[parts.length - 1] += sign;
		}
	}
	return parts;
}

function holds(sql: string, word: string): boolean {
	const found = [...sql.matchAll(new RegExp(`\\b${word}\\b`, 'gi'))];
	return word.toUpperCase() === 'TO_CHAR'
		? found.some(({ index }) => argumentsAt(sql, sql.indexOf('(', index)).length === 1)
		: found.length > 0;
}

export function isRefused(sql: string, words: string[]): boolean {
	const plain = sql.replace(/'(?:[^']|'')*'/g, "''");
	return words.some((word) => holds(plain, word));
}
