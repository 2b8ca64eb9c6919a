// Claims cash sales, and payments of other people, for transactions, so that no two transactions ever get one, not
// even in two runs at once. Each transaction first notes on its own record which document it wants, then looks
// who else wants or has it, and leaves it alone when anybody does (both may; the next run decides). Only then
// the links are written, and read back. All of it may be repeated: a run that breaks off is completed by the next.
import { ORDER_TYPES } from '../../../settlement/labels/panes';
import type { NetSuiteClient } from '../../api/client';
import type { NetSuiteError } from '../../api/netSuiteError';
import { patchMany } from '../../api/patchMany';
import { queryByKeys, required } from '../../api/suiteql';
import type { Claims } from '../../books/cashSales';
import type { DocumentId, RecordId } from '../../records/ids';
import { linkFields, transactionRecord } from '../../records/schema';
import type { RecordedTransaction } from '../../records/settlementTransaction';

/** A kind of document that can be claimed. */
export interface Claimable {
	recordType: 'cashSale' | 'customerPayment';
	type: 'CashSale' | 'CustPymt';
	/** Field of the transaction's record that notes what it wants. */
	note: string;
	words: string;
}

const { fields } = transactionRecord;
export const CASH_SALES: Claimable = {
	recordType: 'cashSale',
	type: 'CashSale',
	note: fields.toApply,
	words: 'cash sale',
};
export const PAYMENTS: Claimable = {
	recordType: 'customerPayment',
	type: 'CustPymt',
	note: fields.payment,
	words: 'payment',
};

/** A transaction that one free document would settle; no two wishes of a run want the same. */
export interface Wish {
	transaction: RecordedTransaction;
	/** Internal id. */
	documentId: DocumentId;
	/** Why not, where the transaction with this record id wants or has it. */
	refusal(recordId: RecordId): NetSuiteError;
}

const idsIn = (wishes: Wish[]) => wishes.map(({ documentId }) => documentId);

/** What the link fields of these documents say. */
export async function findClaims(
	client: NetSuiteClient,
	{ type, words }: Claimable,
	documentIds: DocumentId[],
): Promise<Claims> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${linkFields.transaction} AS linked FROM transaction t
			WHERE t.type = '${type}' AND t.id IN (:keys) ORDER BY t.id`,
		documentIds,
		`look up who has which ${words}`,
	);
	const linked = rows.filter((row) => (row.linked ?? '') !== '');
	return new Map(linked.map((row) => [required(row, 'id'), required(row, 'linked')]));
}

/** Record ids of the order transactions that name a document, by its id. */
async function findWishes(
	client: NetSuiteClient,
	{ note, words }: Claimable,
	documentIds: DocumentId[],
): Promise<Map<DocumentId, RecordId[]>> {
	const types = ORDER_TYPES.map((name) => `'${name}'`).join(', ');
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${note} AS wanted FROM ${transactionRecord.type} t
			WHERE LOWER(t.${fields.transactionType}) IN (${types}) AND t.${note} IN (:keys) ORDER BY t.id`,
		documentIds,
		`look up who wants which ${words}`,
	);
	const wishes = new Map<DocumentId, RecordId[]>();
	for (const row of rows) {
		const wanted = required(row, 'wanted');
		wishes.set(wanted, [...(wishes.get(wanted) ?? []), required(row, 'id')]);
	}
	return wishes;
}

/** What was refused, by the document's internal id; all others carry the links now. */
export async function claim(
	client: NetSuiteClient,
	claimable: Claimable,
	wishes: Wish[],
): Promise<Map<DocumentId, NetSuiteError>> {
	const refused = new Map<DocumentId, NetSuiteError>();
	const left = () => wishes.filter(({ documentId }) => !refused.has(documentId));
	const refuseWhere = (errorOf: (wish: Wish) => NetSuiteError | undefined) => {
		for (const wish of left()) {
			const error = errorOf(wish);
			if (error !== undefined) {
				refused.set(wish.documentId, error);
			}
		}
	};
	const notNoted = await noteWishes(client, claimable, wishes);
	refuseWhere(({ transaction }) => notNoted.get(transaction.recordId));
	const [wanted, claims] = await Promise.all([
		findWishes(client, claimable, idsIn(left())),
		findClaims(client, claimable, idsIn(left())),
	]);
	refuseWhere((wish) => {
		const { documentId } = wish;
		return refusedFor(wish, [claims.get(documentId) ?? '', ...(wanted.get(documentId) ?? [])]);
	});
	const notWritten = await writeLinks(client, claimable, left());
	refuseWhere(({ documentId }) => notWritten.get(documentId));
	const after = await findClaims(client, claimable, idsIn(left()));
	refuseWhere((wish) => refusedFor(wish, [after.get(wish.documentId) ?? '']));
	return refused;
}

/** `holders`: record ids of whoever wants or has the document, '' for nobody. */
function refusedFor(
	{ transaction, refusal }: Wish,
	holders: RecordId[],
): NetSuiteError | undefined {
	const other = holders.find((id) => id !== '' && id !== transaction.recordId);
	return other === undefined ? undefined : refusal(other);
}

async function noteWishes(
	client: NetSuiteClient,
	claimable: Claimable,
	wishes: Wish[],
): Promise<Map<string, NetSuiteError>> {
	return await patchMany(client, {
		recordType: transactionRecord.type,
		records: wishes.map(({ transaction, documentId }) => ({
			id: transaction.recordId,
			body: { [claimable.note]: { id: documentId } },
		})),
		doing: `note which ${claimable.words} settles a transaction`,
		written: async () => {
			const wanted = await findWishes(client, claimable, idsIn(wishes));
			const noted = wishes.filter(({ transaction, documentId }) =>
				wanted.get(documentId)?.includes(transaction.recordId),
			);
			return new Set(noted.map(({ transaction }) => transaction.recordId));
		},
	});
}

async function writeLinks(
	client: NetSuiteClient,
	claimable: Claimable,
	wishes: Wish[],
): Promise<Map<string, NetSuiteError>> {
	return await patchMany(client, {
		recordType: claimable.recordType,
		records: wishes.map(({ transaction, documentId }) => ({
			id: documentId,
			body: {
				[linkFields.transaction]: { id: transaction.recordId },
				[linkFields.settlement]: { id: transaction.settlementRecordId },
			},
		})),
		doing: `link a ${claimable.words} to what it settles`,
		written: async () => {
			const claims = await findClaims(client, claimable, idsIn(wishes));
			const own = wishes.filter(
				({ transaction, documentId }) => claims.get(documentId) === transaction.recordId,
			);
			return new Set(idsIn(own));
		},
	});
}
