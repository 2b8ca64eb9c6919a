// Which settlement transactions a posting run takes: from NetSuite (what is New or Unapplied, narrowed by
// filters and by a condition or dataset of the user's), or of the items that came in.
import type { NetSuiteClient } from '../api/client';
import type { Clause, Criteria, Selectable } from '../api/selection';
import { among, EVERYTHING, selectRows } from '../api/selection';
import type { SettlementId } from './ids';
import { sameMarketplace, sameMarketplaceSql } from './marketplaceName';
import { transactionRecord } from './schema';
import type {
	RecordedTransaction,
	SettlementTransaction,
	StatusIds,
} from './settlementTransaction';
import {
	loadStatusIds,
	recordedTransactions,
	SELECT_TRANSACTIONS,
	statusNamed,
} from './settlementTransaction';

/** Both empty: any. Compared without case; a marketplace also without spaces and dots. */
export interface TransactionFilter {
	accounts: string[];
	marketplaces: string[];
}

export interface TransactionSelection extends TransactionFilter, Criteria {
	/** In lower case; what the node posts, whatever the user selects. */
	transactionTypes: readonly string[];
	settlementIds: SettlementId[];
	/** `YYYY-MM-DD`, '' for any: recorded on this day or later. */
	recordedSince: string;
	/** `YYYY-MM-DD`, '' for any: recorded before this day. */
	recordedBefore: string;
}

/** What a run takes when the user says nothing. */
export const ALL_OPEN: Omit<TransactionSelection, 'transactionTypes'> = {
	...EVERYTHING,
	settlementIds: [],
	accounts: [],
	marketplaces: [],
	recordedSince: '',
	recordedBefore: '',
};

const { type, fields } = transactionRecord;

/** What the node shows for a start. `t` is the Settlement Transaction, `s` its Settlement Summary. */
export const DEFAULT_CONDITION = `BUILTIN.DF(t.${fields.status}) IN ('New', 'Unapplied')`;

const FROM: Selectable = {
	select: SELECT_TRANSACTIONS,
	table: type,
	alias: 't',
	label: 'Amazon Settlement Transaction',
};

const CREATED = "TO_CHAR(t.created, 'YYYY-MM-DD')";

const lowerCase = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());

function clausesOf(selection: TransactionSelection): Clause[] {
	const { recordedSince, recordedBefore } = selection;
	return [
		...among(`LOWER(t.${fields.transactionType})`, selection.transactionTypes),
		// Holds for any condition: what is Applied is never taken again.
		statusNamed(`t.${fields.status}`, ['New', 'Unapplied']),
		// What a person booked to an account gets no document any more.
		{ sql: `t.${fields.bookedTo} IS NULL`, params: [] },
		...among(`t.${fields.settlementId}`, selection.settlementIds),
		...among(`LOWER(t.${fields.account})`, lowerCase(selection.accounts)),
		...among(
			sameMarketplaceSql(`t.${fields.marketplaceName}`),
			selection.marketplaces.map(sameMarketplace),
		),
		...(recordedSince === '' ? [] : [{ sql: `${CREATED} >= ?`, params: [recordedSince] }]),
		...(recordedBefore === '' ? [] : [{ sql: `${CREATED} < ?`, params: [recordedBefore] }]),
	];
}

/** The transactions a run takes, oldest record first, and the statuses, which are asked for beside them. */
export async function selectTransactions(
	client: NetSuiteClient,
	selection: TransactionSelection,
): Promise<{ ids: StatusIds; transactions: RecordedTransaction[] }> {
	const [ids, rows] = await Promise.allSettled([
		loadStatusIds(client),
		selectRows(client, FROM, clausesOf(selection), selection),
	]);
	// Where both fail, what is wrong with the list of statuses is the reason.
	if (ids.status === 'rejected') {
		throw ids.reason;
	}
	if (rows.status === 'rejected') {
		throw rows.reason;
	}
	return { ids: ids.value, transactions: recordedTransactions(rows.value, ids.value) };
}

/** The same filter for items that come in. */
export function passesFilter(
	{ account, marketplaceName }: Pick<SettlementTransaction, 'account' | 'marketplaceName'>,
	{ accounts, marketplaces }: TransactionFilter,
): boolean {
	const isOf = (names: string[], name: string) => names.length === 0 || names.includes(name);
	return (
		isOf(lowerCase(accounts), account.toLowerCase()) &&
		isOf(marketplaces.map(sameMarketplace), sameMarketplace(marketplaceName))
	);
}
