// The first look at a SuiteQL text, before it is parsed: NetSuite's rules on its wording are enforced,
// `?` becomes `$1`, and long IN lists are set aside (the parser needs half a second for 1000 of them).
import { invalidQuery } from './refusals';

export interface PreparedQuery {
	/** What the SQL parser reads. */
	sql: string;
	placeholders: number;
	/** The members of lists that were set aside, by the parameter that stands for them. */
	lists: Map<string, string[]>;
	/** From `SELECT TOP n`. */
	top?: number;
}

/** IN takes at most 1000 arguments (help section_156257796125). */
export const MOST_IN_ARGUMENTS = 1000;
const FIRST_LIST_NUMBER = 1_000_001;

const QUOTED_OR_COMMENT = /'(?:[^']|'')*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\//g;
const CONSTANT = String.raw`(?:\$\d+|'(?:[^']|'')*'|-?\d+(?:\.\d+)?)`;
const CONSTANT_LIST = new RegExp(
	String.raw`\bIN\s*\(\s*(${CONSTANT}(?:\s*,\s*${CONSTANT})+)\s*\)`,
	'gi',
);

/** Changes a text outside of its strings, quoted names and comments; comments go. */
function outsideQuotes(sql: string, change: (part: string) => string): string {
	let result = '';
	let from = 0;
	for (const found of sql.matchAll(QUOTED_OR_COMMENT)) {
		result += change(sql.slice(from, found.index));
		result += /^['"]/.test(found[0]) ? found[0] : ' ';
		from = found.index + found[0].length;
	}
	return result + change(sql.slice(from));
}

function checkWording(bare: string): void {
	const forbidden: Array<[pattern: RegExp, what: string]> = [
		[/^\s*WITH\b/i, 'The WITH clause is not supported.'],
		[/[[\]]/, 'Square brackets are not supported.'],
		[/\(\s*\+\s*\)/, 'The (+) operator is not supported.'],
		[/\bLIMIT\b/i, 'The LIMIT clause is not supported.'],
		[/::|\$\d|\bILIKE\b/i, 'Invalid or unsupported search.'],
	];
	for (const [pattern, what] of forbidden) {
		if (pattern.test(bare)) {
			throw invalidQuery(what);
		}
	}
	if (!/^\s*\(?\s*SELECT\b/i.test(bare)) {
		throw invalidQuery('Invalid or unsupported search.');
	}
}

export function prepare(query: string): PreparedQuery {
	let bare = '';
	outsideQuotes(query, (part) => {
		bare += `${part}''`;
		return part;
	});
	checkWording(bare);

	let placeholders = 0;
	const numbered = outsideQuotes(query, (part) => part.replace(/\?/g, () => `$${++placeholders}`));

	let top: number | undefined;
	const withoutTop = numbered.replace(
		/^(\s*SELECT\s+(?:DISTINCT\s+)?)TOP\s+(\d+)\s/i,
		(_, select: string, count: string) => {
			top = Number(count);
			return select;
		},
	);

	const lists = new Map<string, string[]>();
	const sql = withoutTop.replace(CONSTANT_LIST, (_, members: string) => {
		const list = members.match(new RegExp(CONSTANT, 'g')) ?? [];
		if (list.length > MOST_IN_ARGUMENTS) {
			throw invalidQuery(`The IN operator takes at most ${MOST_IN_ARGUMENTS} arguments.`);
		}
		const stand = `$${FIRST_LIST_NUMBER + lists.size}`;
		lists.set(stand, list);
		return `IN (${stand})`;
	});
	return { sql: sql.replace(/;\s*$/, ''), placeholders, lists, top };
}
