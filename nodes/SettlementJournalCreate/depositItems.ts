// The deposits of a settlement as JSON, with decimals: what was taken out of Undeposited Funds, or would be.
import type { INodeExecutionData } from 'n8n-workflow';

import type { DepositResult } from '../shared/netsuite/journals/depositResult';
import type { ChartAccount } from '../shared/netsuite/journals/journalAccounts';
import { toDecimal } from '../shared/netsuite/records/amount';
import { sourcesOf } from './journalItems';

export function depositItem(
	result: DepositResult,
	chart: ReadonlyMap<string, ChartAccount>,
	input: INodeExecutionData[],
	isDryRun: boolean,
): INodeExecutionData {
	const { settlementId, recordId, account, currency } = result;
	return {
		json: {
			settlementId,
			recordId,
			account,
			currency,
			deposit: {
				outcome: result.outcome,
				errorCode: result.errorCode,
				errorMessage: result.errorMessage,
				isDryRun,
				clearing: {
					account: chart.get(result.clearingAccountId)?.name ?? '',
					accountId: result.clearingAccountId,
				},
				deposits: result.deposits.map(({ amount, payments, ...made }) => ({
					...made,
					amount: toDecimal(amount, currency),
					count: payments.length,
					payments: payments.map((payment) => ({
						internalId: payment.internalId,
						number: payment.number,
						date: payment.date,
						amount: toDecimal(payment.amount, currency),
					})),
				})),
				earlierIds: result.earlierIds,
			},
		},
		pairedItem: sourcesOf(settlementId, input),
	};
}
