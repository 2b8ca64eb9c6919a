// The permissions of the role, by what they let it do: each is named as the role page prints it, tab first. What a
// login may do is seen by effect, for an ordinary role may not read its own permissions.
import type { NetSuiteClient } from '../api/client';
import { query } from '../api/suiteql';
import type { Answer } from './asking';
import { answerOf, reasonOf } from './asking';
import type { Catalog } from './catalog';
import { isRefusedType } from './catalog';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { Permission } from './rolePermissions';
import { PERMISSIONS } from './rolePermissions';
import type { Wanted } from './wanted';
import { uses } from './wanted';

export interface PermissionFacts {
	/** What reading it gave, by table. */
	tables: ReadonlyMap<string, Answer<unknown>>;
	catalog: Catalog;
}

/** Those that the scope and the settings have a use for. */
export function permissionsFor(wanted: Wanted): Permission[] {
	return PERMISSIONS.filter(
		({ isForAll = false, segment }) =>
			wanted.scope === 'all' || (!isForAll && (segment === undefined || uses(wanted, segment))),
	);
}

export async function readTables(
	client: NetSuiteClient,
	wanted: Wanted,
): Promise<PermissionFacts['tables']> {
	const tables = permissionsFor(wanted).flatMap(({ table }) => table ?? []);
	const answers = tables.map(
		async (table): Promise<[string, Answer<unknown>]> => [
			table,
			await answerOf(
				async () =>
					await query(client, `SELECT id FROM ${table} ORDER BY id`, [], `read ${table}`, 1),
			),
		],
	);
	return new Map(await Promise.all(answers));
}

const { blocking, warning, unknown, ok } = findingsOf('Permissions');

export function judgePermissions(wanted: Wanted, facts: PermissionFacts): Finding[] {
	return permissionsFor(wanted).flatMap((permission) => judgeOne(permission, wanted, facts));
}

const nameOf = ({ tab, name, level }: Permission) => `${tab}: ${name} (${level})`;

function judgeOne(permission: Permission, wanted: Wanted, facts: PermissionFacts): Finding[] {
	const { why, table, recordType, may, featureField, segment, isOptional = false } = permission;
	const missing = (seen: string): Finding[] => {
		const problem = {
			code: 'PERMISSION_MISSING' as const,
			title: `Permission missing: ${nameOf(permission)}`,
			what: seen,
			why,
			whereToClick: `Setup > Users/Roles > Manage Roles > (the role of this login) > Edit > Permissions > ${permission.tab}: add ${permission.name}, level ${permission.level}`,
		};
		const isUsed = !isOptional && (segment === undefined || uses(wanted, segment));
		return [isUsed ? blocking(problem) : warning(problem)];
	};
	const held = () => [
		ok('PERMISSION_HELD', `Permission: ${nameOf(permission)}`, 'Seen by what the login may do'),
	];
	if (table !== undefined) {
		const answer = facts.tables.get(table);
		if (answer === undefined) {
			return [];
		}
		if (answer.refusal === undefined) {
			return held();
		}
		// Where invoices have no such field the feature is off: that is no matter of the role.
		const invoice = facts.catalog.get('invoice')?.got;
		const isOff = featureField !== undefined && invoice?.schema.has(featureField) === false;
		return isOff ? [] : missing(`NetSuite does not show the table: ${reasonOf(answer.refusal)}`);
	}
	const entry = facts.catalog.get(recordType ?? '');
	if (entry === undefined) {
		return [];
	}
	if (entry.refusal !== undefined) {
		return isRefusedType(entry.refusal)
			? missing(`NetSuite does not show the record type: ${reasonOf(entry.refusal)}`)
			: [
					unknown({
						code: 'NOT_CHECKABLE',
						title: `Not checkable with this role: ${nameOf(permission)}`,
						what: `NetSuite's catalog does not say it: ${reasonOf(entry.refusal)}`,
						why,
						whereToClick:
							'Setup > Users/Roles > Manage Roles > (the role of this login): look whether it is there',
					}),
				];
	}
	return may === undefined || entry.got[may]
		? held()
		: missing(
				`NetSuite's catalog does not offer this login to ${may === 'mayCreate' ? 'create' : 'change'} such records`,
			);
}
