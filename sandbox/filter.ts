// The `q=` grammar of collections: `field OP value`, AND before OR, parentheses, quotes around values
// with spaces (help section_1545222128). Only filterable fields; anything else is refused.
import type { Books } from './books/books';
import { DEFAULT_EXPONENT } from './books/money';
import { text, type BookRecord } from './books/record';
import { invalidParameter } from './errors';
import { findField, type Field, type RecordType } from './fields';

type Test = (record: BookRecord) => boolean;
type Compare = (own: string, wanted: string[]) => boolean;

function refused(what: string) {
	return invalidParameter(`Invalid query parameter 'q'. ${what}`, 'q');
}

const STRING_TESTS: Record<string, Compare> = {
	IS: (own, [wanted]) => own === wanted,
	CONTAIN: (own, [wanted]) => own.includes(wanted),
	START_WITH: (own, [wanted]) => own.startsWith(wanted),
	ENDWITH: (own, [wanted]) => own.endsWith(wanted),
};

const NUMBER_TESTS: Record<string, Compare> = {
	ANY_OF: (own, wanted) => wanted.some((one) => Number(own) === Number(one)),
	BETWEEN: (own, [low, high]) => Number(own) >= Number(low) && Number(own) <= Number(high),
	WITHIN: (own, [low, high]) => Number(own) >= Number(low) && Number(own) <= Number(high),
	EQUAL: (own, [wanted]) => Number(own) === Number(wanted),
	GREATER: (own, [wanted]) => Number(own) > Number(wanted),
	GREATER_OR_EQUAL: (own, [wanted]) => Number(own) >= Number(wanted),
	LESS: (own, [wanted]) => Number(own) < Number(wanted),
	LESS_OR_EQUAL: (own, [wanted]) => Number(own) <= Number(wanted),
};

const DATE_TESTS: Record<string, Compare> = {
	AFTER: (own, [wanted]) => own > isoDate(wanted),
	BEFORE: (own, [wanted]) => own < isoDate(wanted),
	ON: (own, [wanted]) => own === isoDate(wanted),
	ON_OR_AFTER: (own, [wanted]) => own >= isoDate(wanted),
	ON_OR_BEFORE: (own, [wanted]) => own <= isoDate(wanted),
};

/** Dates come in the account's format, month first. */
function isoDate(date: string): string {
	const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(date);
	if (!parts) {
		throw refused(`'${date}' is not a date.`);
	}
	return `${parts[3]}-${parts[1].padStart(2, '0')}-${parts[2].padStart(2, '0')}`;
}

function testsFor(field: Field): Record<string, Compare> {
	switch (field.kind) {
		case 'text':
			return field.name === 'id' ? { ...STRING_TESTS, ...NUMBER_TESTS } : STRING_TESTS;
		case 'date':
		case 'datetime':
			return DATE_TESTS;
		case 'boolean':
			return { IS: (own, [wanted]) => own === wanted.toLowerCase() };
		default:
			return NUMBER_TESTS;
	}
}

function ownValue(record: BookRecord, field: Field, books: Books): string {
	if (field.name === 'id') {
		return record.id;
	}
	const value = record.fields[field.name];
	if (field.kind === 'money' && typeof value === 'number') {
		const isTransaction = books.typeOf(record).group === 'transaction';
		return String(value / 10 ** (isTransaction ? books.exponent(record) : DEFAULT_EXPONENT));
	}
	if (field.kind === 'boolean') {
		return String(value ?? false);
	}
	return field.kind === 'datetime' ? text(value).slice(0, 10) : text(value);
}

/** Words, brackets and commas; a quoted word keeps its spaces. */
function tokensOf(query: string): string[] {
	return [...query.matchAll(/"((?:[^"\\]|\\.)*)"|[()[\],]|[^\s()[\],"]+/g)].map(([token]) => token);
}

function unquoted(token: string): string {
	return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
}

export function readFilter(query: string, type: RecordType, books: Books): Test {
	const tokens = tokensOf(query);
	let next = 0;
	const take = (): string => {
		const token = tokens[next++];
		if (token === undefined) {
			throw refused('It ends too early.');
		}
		return token;
	};
	const takeIf = (word: string): boolean => {
		const matches = tokens[next]?.toUpperCase() === word;
		next += matches ? 1 : 0;
		return matches;
	};

	const values = (): string[] => {
		if (!takeIf('[')) {
			return [unquoted(take())];
		}
		const list: string[] = [];
		do {
			list.push(unquoted(take()));
		} while (takeIf(','));
		if (!takeIf(']')) {
			throw refused('A list is not closed.');
		}
		return list;
	};

	const condition = (): Test => {
		if (takeIf('(')) {
			const inner = either();
			if (!takeIf(')')) {
				throw refused('A parenthesis is not closed.');
			}
			return inner;
		}
		const name = take();
		const field = findField(type.fields, name);
		if (!field?.filterable) {
			throw refused(`The field '${name}' cannot be used in a filter.`);
		}
		const operator = take().toUpperCase();
		if (operator === 'EMPTY' || operator === 'EMPTY_NOT') {
			return (record) => (ownValue(record, field, books) === '') === (operator === 'EMPTY');
		}
		const negated = operator.endsWith('_NOT');
		const compare = testsFor(field)[negated ? operator.slice(0, -4) : operator];
		if (!compare) {
			throw refused(`The operator '${operator}' does not fit the field '${name}'.`);
		}
		const wanted = values();
		return (record) => {
			const own = ownValue(record, field, books);
			return own !== '' && compare(own, wanted) !== negated;
		};
	};

	const both = (): Test => {
		const tests = [condition()];
		while (takeIf('AND')) {
			tests.push(condition());
		}
		return (record) => tests.every((test) => test(record));
	};

	const either = (): Test => {
		const tests = [both()];
		while (takeIf('OR')) {
			tests.push(both());
		}
		return (record) => tests.some((test) => test(record));
	};

	const test = either();
	if (next < tokens.length) {
		throw refused(`'${tokens[next]}' was not expected.`);
	}
	return test;
}
