// Claims cash sales for transactions, so that no two transactions ever get one, not even in two runs at once.
// Each transaction first notes on its own record which cash sale it wants, then looks who else wants or has
// it, and leaves it alone when anybody does (both may; the next run decides). Only then the links are written,
// and read back. All of it may be repeated: a run that breaks off anywhere is completed by the next.
import { ORDER_TYPES } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import type { NetSuiteError } from '../api/netSuiteError';
import { patchMany } from '../api/patchMany';
import { queryByKeys, required } from '../api/suiteql';
import type { CashSaleFound, CashSaleMatch, Claims } from '../books/cashSales';
import { claimedByOther } from '../books/cashSales';
import { linkFields, transactionRecord } from '../records/schema';
import type { RecordedTransaction } from '../records/settlementTransaction';

/** A transaction that one free cash sale would settle; no two wishes of a run want the same. */
export interface Wish {
	transaction: RecordedTransaction;
	match: CashSaleFound;
	cashSale: CashSaleMatch;
}

const { toApply, transactionType } = transactionRecord.fields;
const idsIn = (wishes: Wish[]) => wishes.map(({ cashSale }) => cashSale.internalId);

/** What the link fields of the cash sales say. */
export async function findClaims(client: NetSuiteClient, cashSaleIds: string[]): Promise<Claims> {
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${linkFields.transaction} AS linked FROM transaction t
			WHERE t.type = 'CashSale' AND t.id IN (:keys) ORDER BY t.id`,
		cashSaleIds,
		'look up who has which cash sale',
	);
	const linked = rows.filter((row) => (row.linked ?? '') !== '');
	return new Map(linked.map((row) => [required(row, 'id'), required(row, 'linked')]));
}

/** Record ids of the order transactions that name a cash sale, by its id. */
async function findWishes(
	client: NetSuiteClient,
	cashSaleIds: string[],
): Promise<Map<string, string[]>> {
	const types = ORDER_TYPES.map((name) => `'${name}'`).join(', ');
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${toApply} AS wanted FROM ${transactionRecord.type} t
			WHERE LOWER(t.${transactionType}) IN (${types}) AND t.${toApply} IN (:keys) ORDER BY t.id`,
		cashSaleIds,
		'look up who wants which cash sale',
	);
	const wishes = new Map<string, string[]>();
	for (const row of rows) {
		const wanted = required(row, 'wanted');
		wishes.set(wanted, [...(wishes.get(wanted) ?? []), required(row, 'id')]);
	}
	return wishes;
}

/** What was refused, by the cash sale's internal id; all others carry the links now. */
export async function claimCashSales(
	client: NetSuiteClient,
	wishes: Wish[],
): Promise<Map<string, NetSuiteError>> {
	const refused = new Map<string, NetSuiteError>();
	const left = () => wishes.filter(({ cashSale }) => !refused.has(cashSale.internalId));
	const refuseWhere = (errorOf: (wish: Wish) => NetSuiteError | undefined) => {
		for (const wish of left()) {
			const error = errorOf(wish);
			if (error !== undefined) {
				refused.set(wish.cashSale.internalId, error);
			}
		}
	};
	const notNoted = await noteWishes(client, wishes);
	refuseWhere(({ transaction }) => notNoted.get(transaction.recordId));
	const [wanted, claims] = await Promise.all([
		findWishes(client, idsIn(left())),
		findClaims(client, idsIn(left())),
	]);
	refuseWhere((wish) => {
		const { internalId } = wish.cashSale;
		return refusedFor(wish, [claims.get(internalId) ?? '', ...(wanted.get(internalId) ?? [])]);
	});
	const notWritten = await writeLinks(client, left());
	refuseWhere(({ cashSale }) => notWritten.get(cashSale.internalId));
	const after = await findClaims(client, idsIn(left()));
	refuseWhere((wish) => refusedFor(wish, [after.get(wish.cashSale.internalId) ?? '']));
	return refused;
}

/** `holders`: record ids of whoever wants or has the cash sale, '' for nobody. */
function refusedFor(
	{ transaction, match, cashSale }: Wish,
	holders: string[],
): NetSuiteError | undefined {
	const other = holders.find((id) => id !== '' && id !== transaction.recordId);
	const own = match.cashSales.filter(({ internalId }) => internalId === cashSale.internalId);
	return other === undefined ? undefined : claimedByOther(transaction, own, other);
}

async function noteWishes(
	client: NetSuiteClient,
	wishes: Wish[],
): Promise<Map<string, NetSuiteError>> {
	return await patchMany(client, {
		recordType: transactionRecord.type,
		records: wishes.map(({ transaction, cashSale }) => ({
			id: transaction.recordId,
			body: { [toApply]: { id: cashSale.internalId } },
		})),
		doing: 'note which cash sale settles a transaction',
		written: async () => {
			const wanted = await findWishes(client, idsIn(wishes));
			const noted = wishes.filter(({ transaction, cashSale }) =>
				wanted.get(cashSale.internalId)?.includes(transaction.recordId),
			);
			return new Set(noted.map(({ transaction }) => transaction.recordId));
		},
	});
}

async function writeLinks(
	client: NetSuiteClient,
	wishes: Wish[],
): Promise<Map<string, NetSuiteError>> {
	return await patchMany(client, {
		recordType: 'cashSale',
		records: wishes.map(({ transaction, cashSale }) => ({
			id: cashSale.internalId,
			body: {
				[linkFields.transaction]: { id: transaction.recordId },
				[linkFields.settlement]: { id: transaction.settlementRecordId },
			},
		})),
		doing: 'mark a cash sale as settled',
		written: async () => {
			const claims = await findClaims(client, idsIn(wishes));
			const own = wishes.filter(
				({ transaction, cashSale }) => claims.get(cashSale.internalId) === transaction.recordId,
			);
			return new Set(idsIn(own));
		},
	});
}
