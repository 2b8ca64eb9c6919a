// Mode "per order": the work of NetSuite Payment Apply from its first request to its last, taking what
// is New from NetSuite itself. One payment for each transaction.
import { PAYMENT_MAPPING } from '../../nodes/shared/netsuite/documentMappings';
import { applyPayments } from '../../nodes/shared/netsuite/flows/applyPayments';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/flows/marketplaceSettings';
import { INVOICE_KEYS } from '../../test/support/invoiceKeys';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import {
	ALL_OPEN,
	selectTransactions,
} from '../../nodes/shared/netsuite/records/transactionSelection';
import { ORDER_TYPES } from '../../nodes/shared/settlement/panes';
import { benchClient } from './benchClient';
import type { OwnSandbox } from './ownSandbox';

export async function perOrder(sandbox: OwnSandbox, concurrency: number): Promise<void> {
	const client = benchClient(sandbox, concurrency);
	const ids = await loadStatusIds(client);
	const transactions = await selectTransactions(client, ids, {
		...ALL_OPEN,
		transactionTypes: ORDER_TYPES,
	});
	await applyPayments(client, ids, transactions, {
		keys: INVOICE_KEYS,
		datePolicy: 'posted',
		today: '2026-11-22',
		concurrency,
		isDryRun: false,
		defaults: NO_SETTINGS,
		marketplaces: [],
		overpayment: 'leave',
		fields: PAYMENT_MAPPING,
		writeOff: null,
		perCustomer: null,
	});
}
