// The setup check as a whole: asks what the checks need, side by side, and gives all findings, the worst first. Reads
// only. When NetSuite cannot be reached or logged in to, that is the one finding.
import type { NetSuiteClient } from '../api/client';
import { loadPeriods } from '../books/accountingPeriods';
import { nameSettledCurrencies } from '../api/companyCurrency';
import { readCurrencies } from '../api/suiteql';
import { runRecord, settlementRecord, transactionRecord } from '../records/schema';
import type { Answer } from './asking';
import { answerOf } from './asking';
import { judgeBodies } from './bodyFields';
import type { Catalog } from './catalog';
import { readCatalog } from './catalog';
import { judgeConcurrency, readConcurrency } from './concurrency';
import type { ConnectionFacts, Login } from './connection';
import { judgeConnection, judgeLogin, readConnection } from './connection';
import { judgeRecords, judgeStatuses, readStatuses } from './customRecords';
import { judgeFeatures } from './features';
import type { Finding } from './finding';
import { worstFirst } from './finding';
import { COLUMNS, judgeApprovals, judgeColumns, judgeKeys, readLastBills } from './invoices';
import { judgePeriods } from './periods';
import { judgePermissions, permissionsFor, readTables } from './permissions';
import type { ReferenceFacts } from './references';
import { judgeReferences, readReferences, tableOf } from './references';
import type { Wanted } from './wanted';

export interface SetupFacts {
	connection: ConnectionFacts;
	login: Login;
	catalog: Catalog;
	tables: ReadonlyMap<string, Answer<unknown>>;
	statuses: Awaited<ReturnType<typeof readStatuses>>;
	references: ReferenceFacts;
	currencies: Answer<ReadonlyMap<string, string>>;
	periods: Awaited<ReturnType<typeof loadPeriods>>;
	bills: Awaited<ReturnType<typeof readLastBills>>;
	concurrency: number | null;
}

/** Pure: what the facts say of the settings. */
export function judgeSetup(wanted: Wanted, facts: SetupFacts): Finding[] {
	const { connection, login, catalog, tables, statuses, references, bills } = facts;
	const hasCurrencies = catalog.get('invoice')?.got?.schema.has('currency') !== false;
	return [
		...judgeConnection(connection),
		...judgeLogin(login),
		...judgePermissions(wanted, { tables, catalog }),
		...judgeFeatures(wanted, catalog, facts.currencies),
		...judgeRecords(catalog),
		...judgeStatuses(statuses),
		...judgeBodies(wanted, catalog),
		...judgeColumns(connection.refusal, hasCurrencies),
		...judgeReferences(wanted, references),
		...judgePeriods(wanted, facts.periods),
		...judgeApprovals(bills.got ?? []),
		...(wanted.scope === 'all' ? judgeKeys(wanted, bills) : []),
		...judgeConcurrency(wanted, facts.concurrency),
	];
}

const CUSTOM = [settlementRecord.type, transactionRecord.type, runRecord.type];

function catalogTypes(wanted: Wanted): string[] {
	const types = permissionsFor(wanted).flatMap(({ recordType }) => recordType ?? []);
	return [...new Set([...types, ...CUSTOM])];
}

/** By internal id; where the company has the one only, under ''. */
async function currenciesOf(client: NetSuiteClient, wanted: Wanted) {
	nameSettledCurrencies(client, wanted.currencies);
	return await answerOf(async () => await readCurrencies(client));
}

async function readFacts(
	client: NetSuiteClient,
	wanted: Wanted,
	connection: ConnectionFacts,
	login: Login,
): Promise<SetupFacts> {
	const [catalog, ownTables, statuses, rows, currencies, periods, bills, concurrency] =
		await Promise.all([
			readCatalog(client, catalogTypes(wanted)),
			wanted.scope === 'all' ? readTables(client, wanted) : new Map<string, never>(),
			readStatuses(client),
			readReferences(client, wanted),
			currenciesOf(client, wanted),
			answerOf(async () => await loadPeriods(client)),
			wanted.scope === 'all' ? readLastBills(client, wanted) : { got: [] },
			wanted.scope === 'all' ? readConcurrency(client) : null,
		]);
	const tables = new Map<string, Answer<unknown>>([
		...[...rows].map(([kind, answer]): [string, Answer<unknown>] => [tableOf(kind), answer]),
		['currency', currencies],
		...ownTables,
	]);
	return {
		connection,
		login,
		catalog,
		tables,
		statuses,
		bills,
		concurrency,
		references: { rows, currencies: currencies.got ?? new Map<string, string>() },
		currencies,
		periods: periods.got ?? [],
	};
}

/** Rejects only when the run is cancelled, or NetSuite goes away in the middle of it. */
export async function checkSetup(
	client: NetSuiteClient,
	wanted: Wanted,
	login: () => Promise<Login>,
	nowMs: () => number,
): Promise<Finding[]> {
	const connection = await readConnection(client, COLUMNS, nowMs);
	if (connection.failure !== null) {
		return worstFirst(judgeConnection(connection));
	}
	const facts = await readFacts(client, wanted, connection, await login());
	return worstFirst(judgeSetup(wanted, facts));
}
