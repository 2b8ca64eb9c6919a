// A SuiteQL condition that a user writes, made safe to stand inside a query of ours: it stays between its
// own parentheses and binds no values. SuiteQL only reads, so nothing worse than a refusal can come of it.
import { NetSuiteError } from './netSuiteError';

const QUOTED = /'(?:[^']|'')*'|"[^"]*"/g;

/** What is wrong with the text, or null. Looks outside of texts in quotes. */
function faultOf(condition: string): string | null {
	const bare = condition.replace(QUOTED, ' ');
	if (/['"]/.test(bare)) {
		return 'a quotation mark is not closed';
	}
	const forbidden = /;|--|\/\*|\*\/|\?/.exec(bare);
	if (forbidden !== null) {
		return `'${forbidden[0]}' cannot stand in it outside of quotation marks`;
	}
	let depth = 0;
	for (const mark of bare.replace(/[^()]/g, '')) {
		depth += mark === '(' ? 1 : -1;
		if (depth < 0) {
			return 'a parenthesis is closed that was not opened';
		}
	}
	return depth > 0 ? 'a parenthesis is not closed' : null;
}

/** The condition without outer blanks, '' for none. Throws with SELECTION_INVALID. */
export function safeCondition(condition: string): string {
	const text = condition.trim();
	const fault = faultOf(text);
	if (fault !== null) {
		throw new NetSuiteError(
			'SELECTION_INVALID',
			`The condition cannot be used, ${fault}: ${text}`,
			"Correct 'Condition' in the node: one SuiteQL condition, without WHERE, semicolon, comment or ?",
		);
	}
	return text;
}
