// Where invoices stand in the books: on which receivables account and in which subsidiary. What is applied to an
// invoice has to stand there too. An account whose SuiteQL does not know one of the two columns (no OneWorld, say)
// loses that one alone: NetSuite's own choice, or the setting, then decides.
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import { queryByKeys, required } from '../api/suiteql';
import type { DocumentId } from '../records/ids';

export interface InvoicePlace {
	/** Internal ids; '' where NetSuite does not show it. */
	receivableAccountId: string;
	subsidiaryId: string;
}

type Column = 'expenseaccount' | 'subsidiary';

async function readColumn(
	client: NetSuiteClient,
	column: Column,
	ids: Iterable<DocumentId>,
): Promise<Map<DocumentId, string>> {
	try {
		const rows = await queryByKeys(
			client,
			`SELECT l.transaction AS id, l.${column} AS place FROM transactionline l
				WHERE l.mainline = 'T' AND l.transaction IN (:keys) ORDER BY l.transaction`,
			ids,
			'read where the invoices stand',
		);
		return new Map(rows.map((row) => [required(row, 'id'), row.place ?? '']));
	} catch (error) {
		if (isRefusal(error)) {
			return new Map();
		}
		throw error as Error;
	}
}

/** By internal id. */
export async function readInvoicePlaces(
	client: NetSuiteClient,
	internalIds: Iterable<DocumentId>,
): Promise<(internalId: DocumentId) => InvoicePlace> {
	const ids = [...new Set(internalIds)].filter((id) => id !== '');
	const [accounts, subsidiaries] = await Promise.all([
		readColumn(client, 'expenseaccount', ids),
		readColumn(client, 'subsidiary', ids),
	]);
	return (internalId) => ({
		receivableAccountId: accounts.get(internalId) ?? '',
		subsidiaryId: subsidiaries.get(internalId) ?? '',
	});
}
