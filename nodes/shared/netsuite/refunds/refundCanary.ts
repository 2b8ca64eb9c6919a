// The kinds of a refund's two documents, and what the first of each should look like once NetSuite has saved it.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { readOpenNow } from '../books/openBalances';
import type { ApplyLine } from '../posting/applyLines';
import type { Visit } from '../posting/canaries';
import { kindName } from '../posting/documentKinds';
import { expectedBySettings } from '../posting/kindsBefore';
import type { PlaceSettings } from '../posting/marketplaceSettings';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';

export interface MemoFacts {
	customerId: string;
	/** Minor units. */
	amount: Minor;
	applyLines: ApplyLine[];
	itemIds: string[];
	isCopied?: boolean;
}

export function memoVisit(
	client: NetSuiteClient,
	transaction: SettlementTransaction,
	{ customerId, amount, applyLines, itemIds, isCopied }: MemoFacts,
	settings: PlaceSettings,
): Visit {
	const expected = expectedBySettings(transaction, 'CustCred', settings);
	const { receivableAccountId, subsidiaryId, currency } = expected;
	const invoices = applyLines.map(({ invoice }) => invoice);
	return {
		kind: kindName({
			type: 'CustCred',
			accountIds: [receivableAccountId],
			customerId,
			subsidiaryId,
			currency,
			itemIds,
		}),
		transaction,
		isAlone: true,
		expected: {
			...expected,
			customerId,
			total: amount,
			mayBearTax: isCopied === true,
			applied: applyLines.reduce((sum, line) => sum + line.amount, 0),
		},
		ownNames: [
			...invoices.flatMap(({ internalId, number }) => [internalId, number]),
			customerId,
			transaction.orderId,
			transaction.recordId ?? '',
		],
		async isExplained() {
			const now = await readOpenNow(client.toFinish, invoices);
			return now.length > 0 && now.every(({ open }) => open <= 0);
		},
	};
}

/** `amount`: minor units that are paid out. */
export function refundVisit(
	transaction: SettlementTransaction,
	memo: { internalId: DocumentId; customerId: string; amount: Minor },
	settings: PlaceSettings,
): Visit {
	const expected = expectedBySettings(transaction, 'CustRfnd', settings);
	const { accountId, subsidiaryId, currency } = expected;
	const { customerId } = memo;
	return {
		kind: kindName({
			type: 'CustRfnd',
			accountIds: [accountId],
			customerId,
			subsidiaryId,
			currency,
			itemIds: [],
		}),
		transaction,
		isAlone: true,
		expected: { ...expected, customerId, total: memo.amount, applied: memo.amount },
		ownNames: [memo.internalId, customerId, transaction.orderId, transaction.recordId ?? ''],
		isExplained: async () => await Promise.resolve(false),
	};
}
