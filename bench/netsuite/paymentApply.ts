// Modes "per order" and "per customer": the work of NetSuite Payment Apply from its first request to its
// last, taking what is New from NetSuite itself.
import { applyPayments } from '../../nodes/shared/netsuite/payments/applyPayments';
import type { CombinedSettings } from '../../nodes/shared/netsuite/payments/plan/paymentSettings';
import {
	COMBINED_PAYMENT_MAPPING,
	PAYMENT_MAPPING,
} from '../../nodes/shared/netsuite/posting/documentMappings';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import {
	ALL_OPEN,
	selectTransactions,
} from '../../nodes/shared/netsuite/records/transactionSelection';
import { ORDER_TYPES } from '../../nodes/shared/settlement/labels/panes';
import { INVOICE_KEYS } from '../../test/support/invoiceKeys';
import { benchClient } from './benchClient';
import type { OwnSandbox } from './ownSandbox';

export const PER_CUSTOMER: CombinedSettings = {
	invoicesMax: 200,
	fields: COMBINED_PAYMENT_MAPPING,
};

export async function applyAll(
	sandbox: OwnSandbox,
	concurrency: number,
	perCustomer: CombinedSettings | null,
	paymentAccountId = '',
): Promise<void> {
	const client = benchClient(sandbox, concurrency);
	const { ids, transactions } = await selectTransactions(client, {
		...ALL_OPEN,
		transactionTypes: ORDER_TYPES,
	});
	await applyPayments(client, ids, transactions, {
		keys: INVOICE_KEYS,
		datePolicy: 'posted',
		today: '2026-11-22',
		concurrency,
		isDryRun: false,
		defaults: { ...NO_SETTINGS, paymentAccountId },
		marketplaces: [],
		overpayment: 'leave',
		fields: PAYMENT_MAPPING,
		writeOff: null,
		perCustomer,
	});
}
