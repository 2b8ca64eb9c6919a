// Who refers to a record, and what becomes of that when the record is deleted. NetSuite empties the fields
// that name a deleted transaction and does not delete a custom record that something names; accounts are
// said to differ, so the seed can ask for the other ways (README.md, Deleting).
import { userError } from '../errors';
import type { Field } from '../fields';
import type { Books } from './books';
import type { Preferences } from './preferences';
import { linesOf, text, type BookRecord } from './record';

type Kind = keyof Preferences['deletions'];

const DEPENDENT = 'This record cannot be deleted because it has dependent records.';

function kindOf(record: BookRecord, books: Books): Kind | undefined {
	if (books.typeOf(record).group === 'transaction') {
		return 'transaction';
	}
	return record.type.startsWith('customrecord') ? 'customRecord' : undefined;
}

/** The fields of an account's own; NetSuite's fields between transactions have rules of their own. */
function isCustom({ name }: Field): boolean {
	return name.startsWith('cust');
}

function pointersTo(group: string, fields: Field[]): Field[] {
	return fields.filter(({ kind, target }) => kind === 'reference' && target === group);
}

function holdersOf(record: BookRecord, books: Books): Array<[holder: BookRecord, names: string[]]> {
	const { group } = books.typeOf(record);
	return books.types.all.flatMap((type) => {
		const fields = pointersTo(group, type.fields).filter(isCustom);
		return fields.length === 0
			? []
			: books.ofType(type.name).flatMap((holder): Array<[BookRecord, string[]]> => {
					const names = fields
						.map(({ name }) => name)
						.filter((name) => text(holder.fields[name]) === record.id);
					return names.length === 0 ? [] : [[holder, names]];
				});
	});
}

/** Whether anything names it: customers, items, accounts and the like stay as long as something does. */
function isNamed(record: BookRecord, books: Books): boolean {
	const { group } = books.typeOf(record);
	return books.types.all.some((type) => {
		const fields = pointersTo(group, type.fields);
		const sublists = type.sublists.map(({ name, fields: columns }) => ({
			name,
			columns: pointersTo(group, columns),
		}));
		return books
			.ofType(type.name)
			.some(
				(holder) =>
					fields.some(({ name }) => text(holder.fields[name]) === record.id) ||
					sublists.some(({ name, columns }) =>
						linesOf(holder, name).some((line) =>
							columns.some((column) => text(line[column.name]) === record.id),
						),
					),
			);
	});
}

function without({ fields, ...record }: BookRecord, names: string[]): BookRecord {
	return {
		...record,
		fields: Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))),
	};
}

/** The records that change when this one goes, as they stand then; throws when it has to stay. */
export function emptiedBy(
	record: BookRecord,
	books: Books,
): Array<[before: BookRecord, after: BookRecord]> {
	const kind = kindOf(record, books);
	if (kind === undefined) {
		if (isNamed(record, books)) {
			throw userError(DEPENDENT);
		}
		return [];
	}
	const way = books.preferences.deletions[kind];
	const holders = way === 'keep' ? [] : holdersOf(record, books);
	if (way === 'refuse' && holders.length > 0) {
		throw userError(DEPENDENT);
	}
	return holders.map(([holder, names]) => [holder, without(holder, names)]);
}
