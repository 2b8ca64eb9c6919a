// The ledger. Every change goes through put() or remove(): the rules are asked first, then the record,
// its external id, its applications and the billing of its order change together, or not at all.
import { findField, type RecordType, type RecordTypes } from '../fields';
import { userError } from '../errors';
import { createApplications } from './applications';
import { complete } from './complete';
import { depositChanges } from './deposits';
import { figuresOf, type Figures } from './figures';
import { createExternalIds, createIdPools } from './ids';
import { exponentOf, DEFAULT_EXPONENT } from './money';
import { moveOrder, orderChanges } from './orders';
import { isMonth, periodsOfYear } from './periods';
import { preferencesFrom, type Preferences } from './preferences';
import { plainRecord, type PlainRecord } from './plain';
import { text, type BookRecord } from './record';
import { emptiedBy } from './references';
import { reversalOf } from './reversals';
import { checkPeriod, checkRemoval, checkRules } from './rules';

export interface Books {
	types: RecordTypes;
	preferences: Preferences;
	now(): Date;
	get(group: string, id: string): BookRecord | undefined;
	byExternalId(group: string, externalId: string): BookRecord | undefined;
	inGroup(group: string): BookRecord[];
	ofType(type: string): BookRecord[];
	typeOf(record: BookRecord): RecordType;
	nextId(group: string): string;
	nextNumber(prefix: string): string;
	/** Creates or replaces a record; throws a Refusal and changes nothing when a rule says no. */
	put(record: BookRecord): BookRecord;
	remove(record: BookRecord): void;
	figures(record: BookRecord): Figures;
	appliedTo(document: string, exceptBy?: string): number;
	exponent(record: BookRecord): number;
	/** The month a date falls in. */
	periodOf(date: string): BookRecord;
	/** Calls back with every record that changed, or whose figures did. */
	onChange(listener: (group: string, id: string) => void): void;
	/** Readable records of a type for auditors and the demo: money as decimal strings. */
	records(type: string): PlainRecord[];
	saved(): SavedBooks;
}

export interface SavedBooks {
	format: 'netsuite-sandbox-books';
	version: 1;
	ids: Record<string, number>;
	preferences?: Partial<Preferences>;
	records: BookRecord[];
}

export function isSavedBooks(value: unknown): value is SavedBooks {
	return (value as Partial<SavedBooks> | null)?.format === 'netsuite-sandbox-books';
}

export function createBooks(types: RecordTypes, now: () => Date, saved?: SavedBooks): Books {
	const groups = new Map<string, Map<string, BookRecord>>();
	const ids = createIdPools(saved?.ids);
	const externalIds = createExternalIds();
	const applications = createApplications();
	const listeners: Array<(group: string, id: string) => void> = [];

	const recordsIn = (group: string) => {
		const records = groups.get(group) ?? new Map<string, BookRecord>();
		groups.set(group, records);
		return records;
	};
	const get = (group: string, id: string) => groups.get(group)?.get(id);
	const typeOf = (record: BookRecord) => types.get(record.type);
	const groupOf = (record: BookRecord) => typeOf(record).group;
	const changed = (group: string, id: string) => {
		for (const listener of listeners) {
			listener(group, id);
		}
	};

	/** Replaces one state of a record by the next, in every index at once. */
	const commit = (before: BookRecord | undefined, after: BookRecord | undefined) => {
		const record = after ?? before;
		if (!record) {
			return;
		}
		const group = groupOf(record);
		if (before?.fields.externalId !== undefined) {
			externalIds.remove(group, text(before.fields.externalId));
		}
		if (after) {
			recordsIn(group).set(after.id, after);
			ids.claim(group, after.id);
			if (after.fields.externalId !== undefined) {
				externalIds.set(group, text(after.fields.externalId), after.id);
			}
		} else {
			recordsIn(group).delete(record.id);
		}
		changed(group, record.id);
		for (const document of applications.replace(before, after)) {
			changed('transaction', document);
		}
	};

	const commitOrders = (before: BookRecord | undefined, after: BookRecord | undefined) => {
		for (const [order, changes] of orderChanges(before, after)) {
			const record = get('transaction', order);
			if (record) {
				commit(record, moveOrder(record, changes));
			}
		}
	};

	const commitDeposited = (before: BookRecord | undefined, after: BookRecord | undefined) => {
		for (const [payment, changed] of depositChanges(before, after, books)) {
			commit(payment, changed);
		}
	};

	const commitReversal = (record: BookRecord) => {
		const after = reversalOf(record, books);
		const known = get('transaction', text(record.fields.reversalEntry));
		if (after !== undefined) {
			complete(after, known, books);
			checkPeriod(after, known, books);
			stamp(after, known);
			commit(known, after);
			commit(record, { ...record, fields: { ...record.fields, reversalEntry: after.id } });
		} else if (known !== undefined && record.fields.isReversal !== true) {
			commit(known, undefined);
			commit(record, { ...record, fields: { ...record.fields, reversalEntry: undefined } });
		}
	};

	const stamp = (record: BookRecord, before: BookRecord | undefined) => {
		const [created, modified] = findField(typeOf(record).fields, 'created')
			? ['created', 'lastModified']
			: ['createdDate', 'lastModifiedDate'];
		const moment = `${now().toISOString().slice(0, 19)}Z`;
		record.fields[created] = before?.fields[created] ?? moment;
		record.fields[modified] = moment;
	};

	const checkExternalId = (record: BookRecord) => {
		const { externalId } = record.fields;
		if (externalId === undefined) {
			return;
		}
		const holder = externalIds.find(groupOf(record), text(externalId));
		if (holder !== undefined && holder !== record.id) {
			const what = groupOf(record) === 'customer' ? 'entity' : 'record';
			throw userError(`This ${what} already exists.`);
		}
	};

	const ensureYear = (year: number) => {
		const probe = `${year}-01-01`;
		if (books.inGroup('accountingPeriod').some(({ fields }) => fields.startDate === probe)) {
			return;
		}
		for (const fields of periodsOfYear(year)) {
			commit(undefined, {
				type: 'accountingPeriod',
				id: ids.next('accountingPeriod'),
				fields,
				lines: {},
			});
		}
	};

	const books: Books = {
		types,
		preferences: preferencesFrom(saved?.preferences),
		now,
		get,
		typeOf,
		byExternalId: (group, externalId) => get(group, externalIds.find(group, externalId) ?? ''),
		inGroup: (group) => [...(groups.get(group)?.values() ?? [])],
		ofType: (type) => books.inGroup(types.get(type).group).filter((record) => record.type === type),
		nextId: (group) => ids.next(group),
		nextNumber: (prefix) => ids.nextNumber(prefix),
		put: (draft) => {
			const before = get(groupOf(draft), draft.id);
			const record = { ...draft, fields: { ...draft.fields }, lines: { ...draft.lines } };
			complete(record, before, books);
			checkExternalId(record);
			checkRules(record, before, books);
			stamp(record, before);
			commit(before, record);
			commitOrders(before, record);
			commitDeposited(before, record);
			commitReversal(record);
			return record;
		},
		remove: (record) => {
			checkRemoval(record, applications.appliersOf(record.id), books);
			const emptied = emptiedBy(record, books);
			commit(record, undefined);
			commitOrders(record, undefined);
			commitDeposited(record, undefined);
			const reversal = get('transaction', text(record.fields.reversalEntry));
			if (reversal?.fields.isReversal === true) {
				commit(reversal, undefined);
			}
			// Whether NetSuite stamps these as modified is unknown: nobody can count on it.
			for (const [before, after] of emptied) {
				commit(before, after);
			}
		},
		figures: (record) => figuresOf(record, applications.appliedTo(record.id)),
		appliedTo: (document, exceptBy) => applications.appliedTo(document, exceptBy),
		exponent: (record) => {
			const currency = get('currency', text(record.fields.currency));
			return currency ? exponentOf(text(currency.fields.symbol)) : DEFAULT_EXPONENT;
		},
		periodOf: (date) => {
			ensureYear(Number(date.slice(0, 4)));
			const months = books.inGroup('accountingPeriod').filter(isMonth);
			const month = months.find(({ fields }) =>
				text(fields.startDate).startsWith(date.slice(0, 7)),
			);
			if (!month) {
				throw userError(`There is no accounting period for ${date}.`);
			}
			return month;
		},
		onChange: (listener) => {
			listeners.push(listener);
		},
		records: (type) =>
			books.ofType(types.get(type).name).map((record) => plainRecord(record, books)),
		saved: () => ({
			format: 'netsuite-sandbox-books',
			version: 1,
			ids: ids.last(),
			preferences: books.preferences,
			records: [...groups.values()].flatMap((records) => [...records.values()]),
		}),
	};

	for (const record of saved?.records ?? []) {
		commit(undefined, { ...record, lines: { ...record.lines } });
	}
	for (const year of [-1, 0, 1]) {
		ensureYear(now().getUTCFullYear() + year);
	}
	return books;
}
