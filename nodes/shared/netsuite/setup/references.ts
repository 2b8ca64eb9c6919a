// The accounts, items, customers and segments that the settings name: whether each exists, is the only one of its
// name, is active, and is of the kind and currency that its use wants.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { query } from '../api/suiteql';
import type { Answer } from './asking';
import { firstAnswer } from './asking';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import { judgeFit } from './referenceFit';
import type { ReferenceKind, Wanted, WantedReference } from './wanted';
import { named } from './wanted';

interface Kind {
	table: string;
	/** Columns that a name may stand in; the first is shown. */
	names: string[];
	/** Beside them, with less and less that an account may not have. */
	more: string[][];
	page: string;
}

const SEGMENT = { names: ['fullname', 'name'], more: [[]] };

const KINDS: Record<ReferenceKind, Kind> = {
	account: {
		table: 'account',
		names: ['accountsearchdisplayname', 'fullname', 'acctnumber'],
		more: [['accttype', 'currency'], ['accttype']],
		page: 'Lists > Accounting > Accounts',
	},
	item: {
		table: 'item',
		names: ['itemid', 'displayname'],
		more: [['itemtype', 'istaxable'], ['itemtype']],
		page: 'Lists > Accounting > Items',
	},
	customer: {
		table: 'customer',
		names: ['entityid', 'companyname'],
		more: [['currency'], []],
		page: 'Lists > Relationships > Customers',
	},
	class: { ...SEGMENT, table: 'classification', page: 'Setup > Company > Classes' },
	department: { ...SEGMENT, table: 'department', page: 'Setup > Company > Departments' },
	location: { ...SEGMENT, table: 'location', page: 'Setup > Company > Locations' },
	subsidiary: { ...SEGMENT, table: 'subsidiary', page: 'Setup > Company > Subsidiaries' },
};

/** As permissions name them. */
export const tableOf = (kind: ReferenceKind) => KINDS[kind].table;

export interface ReferenceFacts {
	/** By kind; kinds that no setting names are missing. */
	rows: ReadonlyMap<ReferenceKind, Answer<Row[]>>;
	/** Internal id of a currency to its ISO code; empty where they cannot be read. */
	currencies: ReadonlyMap<string, string>;
}

export async function readReferences(
	client: NetSuiteClient,
	{ references, scope }: Wanted,
): Promise<ReferenceFacts['rows']> {
	// The posting nodes look segments up themselves, in a dry run too.
	const looked = references.filter(({ role }) => scope === 'all' || role !== 'segment');
	const kinds = [...new Set(looked.map(({ kind }) => kind))];
	const answers = kinds.map(
		async (kind): Promise<[ReferenceKind, Answer<Row[]>]> => [
			kind,
			await readKind(
				client,
				kind,
				references.filter((one) => one.kind === kind),
			),
		],
	);
	return new Map(await Promise.all(answers));
}

async function readKind(
	client: NetSuiteClient,
	kind: ReferenceKind,
	references: WantedReference[],
): Promise<Answer<Row[]>> {
	const { table, names, more } = KINDS[kind];
	const of = (isName: boolean) => [
		...new Set(
			references
				.filter((one) => one.isName === isName)
				.map(({ given }) => given.trim().toLowerCase()),
		),
	];
	const [ids, texts] = [of(false).filter((id) => /^-?\d+$/.test(id)), of(true)];
	const marks = (values: string[]) => values.map(() => '?').join(', ');
	const wanted = [
		...(ids.length > 0 ? [`id IN (${marks(ids)})`] : []),
		...(texts.length > 0 ? names.map((name) => `LOWER(${name}) IN (${marks(texts)})`) : []),
	];
	if (wanted.length === 0) {
		return { got: [] };
	}
	const params = [...ids, ...(texts.length > 0 ? names.flatMap(() => texts) : [])];
	return await firstAnswer(
		more.map(
			(columns) => async () =>
				await query(
					client,
					`SELECT ${['id', 'isinactive', ...names, ...columns].join(', ')} FROM ${table}
						WHERE ${wanted.join(' OR ')} ORDER BY id`,
					params,
					`read the ${kind} of the settings`,
				),
		),
	);
}

const { blocking } = findingsOf('Configuration');

export function judgeReferences(wanted: Wanted, facts: ReferenceFacts): Finding[] {
	return [
		...wanted.references.map((reference) => judgeOne(reference, wanted, facts)),
		...judgeEmpty(wanted),
	].flat();
}

function isMeant({ given, isName, kind }: WantedReference, row: Row): boolean {
	const text = given.trim().toLowerCase();
	return isName
		? KINDS[kind].names.some((name) => (row[name] ?? '').toLowerCase() === text)
		: row.id === text;
}

function judgeOne(
	reference: WantedReference,
	wanted: Wanted,
	{ rows, currencies }: ReferenceFacts,
): Finding[] {
	const { kind, label, given, isName } = reference;
	const { page, names } = KINDS[kind];
	const called = isName ? `'${given}'` : `with internal ID ${given}`;
	const answer = rows.get(kind);
	if (answer === undefined) {
		return [];
	}
	if (answer.refusal !== undefined) {
		// A missing permission has its own finding.
		return [];
	}
	const found = answer.got.filter((row) => isMeant(reference, row));
	const active = found.filter(({ isinactive }) => isinactive !== 'T');
	const problem = {
		why: 'The run stops before anything is posted, or NetSuite refuses each document',
		whereToClick: `${page}; n8n: '${label}' of the node`,
	};
	if (found.length === 0) {
		return [
			blocking({
				...problem,
				code: 'RECORD_NOT_FOUND',
				title: `Not found: ${label}`,
				what: `NetSuite shows no ${kind} ${called}. It is spelled otherwise, does not exist, or the role may not see it (its subsidiaries, Restrict View)`,
			}),
		];
	}
	if (active.length === 0) {
		return [
			blocking({
				...problem,
				code: 'RECORD_INACTIVE',
				title: `Inactive: ${label}`,
				what: `The ${kind} ${called} is inactive`,
			}),
		];
	}
	if (active.length > 1) {
		return [
			blocking({
				...problem,
				code: 'RECORD_AMBIGUOUS',
				title: `Several fit: ${label}`,
				what: `${active.length} records are called ${called}: internal IDs ${active.map(({ id }) => id).join(', ')}`,
			}),
		];
	}
	const [row] = active;
	const shown = `${row[names[0]] ?? given} (internal ID ${row.id})`;
	return judgeFit({ reference, row, shown, page, wanted, currencies });
}

/** What refunds cannot do without. */
function judgeEmpty(wanted: Wanted): Finding[] {
	const needed = [
		['refund', 'Refund Account', 'Refunds are paid from it'],
		['refundItem', 'Refund Item', 'The line of every credit memo is on it'],
	] as const;
	return needed
		.filter(([role]) => named(wanted, role).length === 0)
		.map(([, label, why]) =>
			blocking({
				code: 'SETTING_EMPTY',
				title: `Empty: ${label}`,
				what: `'${label}' is not set`,
				why,
				whereToClick: `n8n: '${label}' of NetSuite Refund Create, and of this node`,
			}),
		);
}
