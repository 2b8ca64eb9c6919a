// The kind of a customer payment, and what the first of its kind should look like once NetSuite has saved it.
import type { Minor } from '../../../settlement/values/money';
import type { NetSuiteClient } from '../../api/client';
import type { OrderDocument } from '../../books/invoices';
import { readOpenNow } from '../../books/openBalances';
import type { Visit } from '../../posting/canaries';
import { kindName } from '../../posting/documentKinds';
import { expectedBySettings } from '../../posting/kindsBefore';
import type { PlaceSettings } from '../../posting/marketplaceSettings';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { PaymentPlan } from './paymentPlan';
import type { PaymentSettings } from './paymentSettings';
import type { OpenRest } from './writeOff';

export function paymentKind(
	transaction: SettlementTransaction,
	customerId: string,
	settings: PlaceSettings,
): string {
	const expected = expectedBySettings(transaction, 'CustPymt', settings);
	const { accountId, receivableAccountId, subsidiaryId, currency } = expected;
	const accountIds = [accountId, receivableAccountId];
	return kindName({
		type: 'CustPymt',
		accountIds,
		customerId,
		subsidiaryId,
		currency,
		itemIds: [],
	});
}

/** `transactions`: whom it pays; only a payment of one of them says something about its kind when it is refused. */
export function paymentVisit(
	client: NetSuiteClient,
	transactions: SettlementTransaction[],
	plan: Pick<PaymentPlan, 'applyLines' | 'payment'>,
	settings: PlaceSettings,
): Visit {
	const [transaction] = transactions;
	const invoices = plan.applyLines.map(({ invoice }) => invoice);
	const [{ customerId }] = invoices;
	const applied = plan.applyLines.reduce((sum, { amount }) => sum + amount, 0);
	return {
		kind: paymentKind(transaction, customerId, settings),
		transaction,
		isAlone: transactions.length === 1,
		expected: {
			...expectedBySettings(transaction, 'CustPymt', settings),
			customerId,
			total: plan.payment,
			applied,
		},
		ownNames: [
			...invoices.flatMap(({ internalId, number }) => [internalId, number]),
			customerId,
			transaction.orderId,
			transaction.recordId ?? '',
		],
		isExplained: async () => await areTaken(client, invoices),
	};
}

export function writeOffVisit(
	client: NetSuiteClient,
	{ transaction, invoices }: OpenRest,
	amount: Minor,
	settings: PlaceSettings & Pick<PaymentSettings, 'writeOff'>,
): Visit {
	const expected = expectedBySettings(transaction, 'CustCred', settings);
	const { receivableAccountId, subsidiaryId, currency } = expected;
	const [{ customerId }] = invoices;
	const itemIds = [settings.writeOff?.itemId ?? ''];
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
		expected: { ...expected, customerId, total: amount, applied: amount },
		ownNames: [
			...invoices.flatMap(({ internalId, number }) => [internalId, number]),
			customerId,
			transaction.orderId,
			transaction.recordId ?? '',
		],
		isExplained: async () => await areTaken(client, invoices),
	};
}

/** Somebody else has paid these invoices meanwhile. */
async function areTaken(client: NetSuiteClient, invoices: OrderDocument[]): Promise<boolean> {
	const now = await readOpenNow(client.toFinish, invoices);
	return now.every(({ open }) => open <= 0);
}
