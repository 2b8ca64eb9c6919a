// Settlements in, journals out: which settlements the items name, what a dry run knows of those that are not recorded
// yet, and the outcome of each as JSON with decimals.
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readTransactions } from '../shared/n8n/transactionItems';
import { NetSuiteError } from '../shared/netsuite/api/netSuiteError';
import type { ChartAccount } from '../shared/netsuite/journals/journalAccounts';
import type { JournalResult, PostedEntry } from '../shared/netsuite/journals/journalResult';
import type { PlannedSettlement } from '../shared/netsuite/journals/journalSettlements';
import { decimalText, toDecimal, toMinor } from '../shared/netsuite/records/amount';
import { readBasis } from '../shared/settlement/items/itemDigest';
import type { TransactionItem } from '../shared/settlement/items/transactionItem';
import { totalsOfItems } from '../shared/settlement/journal/totalsOfItems';
import { transactionGroup } from '../shared/settlement/labels/panes';
import type { Minor } from '../shared/settlement/values/money';

export function settlementIdsOf(input: INodeExecutionData[]): string[] {
	return [
		...new Set(
			input.map(({ json }, index) => {
				const id = json.settlementId;
				if (typeof id !== 'string' || id === '') {
					throw new NetSuiteError(
						'SETTING_INVALID',
						`Item ${index} names no settlement`,
						"Connect a node of the settlement workflow, or set 'Source' to NetSuite",
					);
				}
				return id;
			}),
		),
	];
}

/** In a dry run a settlement that is not recorded yet is planned from its items; otherwise it is refused. */
export function unrecorded(
	context: IExecuteFunctions,
	settlementIds: string[],
	isDryRun: boolean,
): PlannedSettlement[] {
	const [first] = settlementIds;
	if (first === undefined) {
		return [];
	}
	if (!isDryRun) {
		throw new NetSuiteError(
			'SETTLEMENT_NOT_RECORDED',
			`Settlement ${first} has no summary in NetSuite`,
			'Run NetSuite Settlement Add (not as a dry run) before this node',
		);
	}
	const own = context
		.getInputData()
		.filter(({ json }) => settlementIds.includes(String(json.settlementId)));
	const items = readTransactions(context.getNode(), own);
	return settlementIds.map((id) => planned(items.filter((item) => item.settlementId === id)));
}

function planned(items: TransactionItem[]): PlannedSettlement {
	const [{ settlement, currency, basis }] = items;
	const { totalAmount } = settlement;
	return {
		recordId: null,
		settlementId: settlement.settlementId,
		account: settlement.account,
		currency,
		depositDate: settlement.depositDate.slice(0, 10),
		endDate: settlement.endDate.slice(0, 10),
		totalAmount: totalAmount === null ? null : toMinor(totalAmount, currency),
		sumOfLines: toMinor(settlement.sumOfLines, currency),
		basis: readBasis(basis),
		transactionAmount: items
			.filter(({ transactionType }) => transactionGroup(transactionType) !== 'nonTransaction')
			.reduce((sum, { transactionAmount }) => sum + toMinor(transactionAmount, currency), 0),
		journalTerms: '',
		journalProblem: '',
		totals: totalsOfItems(items, 'UTC'),
		totalsFrom: 'items',
	};
}

export function journalItem(
	result: JournalResult,
	chart: ReadonlyMap<string, ChartAccount>,
	input: INodeExecutionData[],
	isDryRun: boolean,
): INodeExecutionData {
	const { settlementId, recordId, account, currency } = result;
	const clearing = {
		account: result.clearingIds.map((id) => chart.get(id)?.name ?? '').join(', '),
		accountId: result.clearingIds.join(' '),
		before: toDecimal(result.clearingBefore, currency),
		after: toDecimal(result.clearingAfter, currency),
		notPosted: toDecimal(result.notPosted, currency),
	};
	return {
		json: {
			settlementId,
			recordId,
			account,
			currency,
			journal: {
				outcome: result.outcome,
				errorCode: result.errorCode,
				errorMessage: result.errorMessage,
				isDryRun,
				entries: result.entries.map((entry) => entryJson(entry, chart, currency)),
				earlierIds: result.earlierIds,
				clearing,
				totalsFrom: result.totalsFrom,
			},
		},
		pairedItem: sourcesOf(settlementId, input),
	};
}

/** The items of a settlement; the first where it came from NetSuite. */
export function sourcesOf(
	settlementId: string,
	input: INodeExecutionData[],
): INodeExecutionData['pairedItem'] {
	const sources = input.flatMap(({ json }, item) =>
		json.settlementId === settlementId ? [{ item }] : [],
	);
	return sources.length > 0 ? sources : { item: 0 };
}

function entryJson(
	{ lines, ...entry }: PostedEntry,
	chart: ReadonlyMap<string, ChartAccount>,
	currency: string,
): IDataObject {
	const side = (minor: Minor) => (minor === 0 ? '' : decimalText(minor, currency));
	return {
		...entry,
		lines: lines.map(({ accountId, keys, label, debit, credit }) => ({
			account: chart.get(accountId)?.name ?? '',
			accountId,
			groups: keys.join(' '),
			label,
			debit: side(debit),
			credit: side(credit),
		})),
	};
}
