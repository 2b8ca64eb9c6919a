// Our custom records, fields and list values as this account has them, held against what the netsuite folder defines:
// what is missing was never deployed, or not since an upgrade.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { query } from '../api/suiteql';
import {
	runRecord,
	settlementRecord,
	statusList,
	STATUSES,
	transactionRecord,
} from '../records/schema';
import type { Answer } from './asking';
import { answerOf, reasonOf } from './asking';
import type { Catalog, CatalogEntry } from './catalog';
import { isRefusedType } from './catalog';
import { fieldTypes } from './fieldTypes';
import type { Finding } from './finding';
import { findingsOf } from './finding';

const { blocking, unknown, ok } = findingsOf('Custom records');

const DEPLOY =
	'Deploy the project of the netsuite folder again (suitecloud project:deploy), or add it by hand after docs/netsuite-by-hand.md';

export async function readStatuses(client: NetSuiteClient): Promise<Answer<Row[]>> {
	return await answerOf(
		async () =>
			await query(
				client,
				`SELECT id, name FROM ${statusList} ORDER BY id`,
				[],
				'read the statuses',
			),
	);
}

export function judgeRecords(catalog: Catalog): Finding[] {
	return [settlementRecord, transactionRecord, runRecord].flatMap(({ type, fields }) => {
		const answer = catalog.get(type);
		return answer === undefined ? [] : [judgeRecord(type, Object.values(fields), answer)];
	});
}

function judgeRecord(type: string, fields: string[], answer: Answer<CatalogEntry>): Finding {
	if (answer.refusal !== undefined) {
		const isKnown = isRefusedType(answer.refusal);
		const problem = {
			code: isKnown ? ('RECORDS_MISSING' as const) : ('NOT_CHECKABLE' as const),
			title: isKnown ? `Custom record missing: ${type}` : `Not checkable: ${type}`,
			what: `NetSuite does not show it: ${reasonOf(answer.refusal)}`,
			why: 'Settlements are recorded in it; without it the first step stops',
			whereToClick: `Customization > Lists, Records, & Fields > Record Types: if it is not there, ${DEPLOY.charAt(0).toLowerCase()}${DEPLOY.slice(1)}; if it is, give the role the permission`,
		};
		return isKnown ? blocking(problem) : unknown(problem);
	}
	const { schema } = answer.got;
	const missing = fields.filter((field) => !schema.has(field));
	if (missing.length > 0) {
		return blocking({
			code: 'RECORD_FIELDS_MISSING',
			title: `${missing.length} of ${fields.length} fields of ${type} are missing`,
			what: `Missing: ${missing.join(', ')}`,
			why: 'The records in NetSuite are of an older version; the first step would be refused',
			whereToClick: DEPLOY,
		});
	}
	const wrong = fields.flatMap((field) => {
		const [is, should] = [schema.typeOf(field), fieldTypes.get(field) ?? ''];
		return is === '' || is === should ? [] : [`${field} is ${is}, not ${should}`];
	});
	return wrong.length > 0
		? blocking({
				code: 'RECORD_FIELD_TYPE',
				title: `Fields of ${type} have another type`,
				what: wrong.join('; '),
				why: 'NetSuite cannot change the type of a field; values would be refused or lost',
				whereToClick:
					'Customization > Lists, Records, & Fields > Record Types: delete the field, then deploy the project of the netsuite folder again',
			})
		: ok(
				'RECORDS_COMPLETE',
				`Custom record complete: ${type}`,
				`All ${fields.length} fields are there, each of the right type`,
			);
}

export function judgeStatuses(answer: Answer<Row[]>): Finding[] {
	if (answer.refusal !== undefined) {
		return [
			blocking({
				code: 'RECORDS_MISSING',
				title: `Custom list missing: ${statusList}`,
				what: `NetSuite does not show it: ${reasonOf(answer.refusal)}`,
				why: 'Every settlement transaction has one of its values as status',
				whereToClick: DEPLOY,
			}),
		];
	}
	const names = new Set(answer.got.map(({ name }) => name));
	const missing = Object.values(STATUSES).filter((status) => !names.has(status));
	return missing.length === 0
		? [
				ok(
					'LIST_COMPLETE',
					`Custom list complete: ${statusList}`,
					`Values: ${[...names].join(', ')}`,
				),
			]
		: [
				blocking({
					code: 'LIST_VALUES_MISSING',
					title: `Custom list incomplete: ${statusList}`,
					what: `Missing values: ${missing.join(', ')}`,
					why: 'Every settlement transaction has one of them as status',
					whereToClick: `Customization > Lists, Records, & Fields > Lists > Amazon Settlement Status: give the values their names back, or ${DEPLOY.charAt(0).toLowerCase()}${DEPLOY.slice(1)}`,
				}),
			];
}
