// What invoices have open now, asked again when somebody else may have paid on them meanwhile.
import type { NetSuiteClient } from '../api/client';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { DocumentId } from '../records/ids';
import type { OrderDocument } from './invoices';

/** NetSuite's decimal as text, by internal id; invoices that are voided or gone are missing. */
export async function readOpen(
	client: NetSuiteClient,
	invoiceIds: DocumentId[],
): Promise<Map<string, string | undefined>> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.foreignamountunpaid AS unpaid FROM transaction t
			WHERE t.type = 'CustInvc' AND t.voided = 'F' AND t.id IN (:keys) ORDER BY t.id`,
		invoiceIds,
		'read what invoices have open',
	);
	return new Map(rows.map((row) => [required(row, 'id'), row.unpaid]));
}

/** The same documents with what NetSuite shows open on them now. */
export async function readOpenNow(
	client: NetSuiteClient,
	invoices: readonly OrderDocument[],
): Promise<OrderDocument[]> {
	const ids = invoices.map(({ internalId }) => internalId);
	const unpaid = await readOpen(client, ids);
	return invoices.map((invoice) => ({
		...invoice,
		open: toMinor(unpaid.get(invoice.internalId), invoice.currency),
	}));
}
