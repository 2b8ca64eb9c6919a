// The combined payments in the books, by settlement. Each carries a dense number in its external id and its
// members in a text field; NetSuite lets one payment have a number, so together they are a log that several
// runs may write: who posts number n has read all before n, and who finds n taken reads it and goes on.
// They are looked up by number, and by their settlement link in case somebody changed the external id.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { combinedPaymentId, combinedPaymentNumber } from '../records/externalId';
import type { SettlementId, SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { PostedDocument } from './postedDocuments';

export interface CombinedPayment extends PostedDocument {
	/** As people call it, such as `PYMT77`. */
	documentNumber: string;
	/** ISO code. */
	currency: string;
	settlementRecordId: SummaryId;
	/** See membership.ts. */
	membership: string;
	/** null when only the settlement link tells that it belongs here. */
	number: number | null;
}

/** As far as it concerns us. */
export interface SettlementIdentity {
	settlementId: SettlementId;
	/** null in a dry run of what is not recorded yet. */
	settlementRecordId: SummaryId | null;
}

const COLUMNS = `t.id AS id, t.tranid AS tranid, t.externalid AS externalid, t.type AS type,
	t.voided AS voided, t.foreigntotal AS total, t.foreignpaymentamountunused AS unused,
	c.symbol AS symbol, t.${linkFields.settlement} AS settlement,
	t.${linkFields.transactions} AS membership`;

const BY_SETTLEMENT = `SELECT ${COLUMNS} FROM transaction t JOIN currency c ON c.id = t.currency
	WHERE t.type = 'CustPymt' AND t.voided = 'F' AND t.${linkFields.transaction} IS NULL
	AND t.${linkFields.settlement} IN (:keys) ORDER BY t.id`;

const BY_NUMBER = `SELECT ${COLUMNS} FROM transaction t JOIN currency c ON c.id = t.currency
	WHERE t.externalid IN (:keys) ORDER BY t.id`;

/** Numbers asked for at first; most settlements have few, and a query takes a thousand keys. */
const NUMBERS_FIRST = 25;

function paymentOf(row: Row, settlementId: SettlementId): CombinedPayment {
	const externalId = row.externalid ?? '';
	return {
		internalId: required(row, 'id'),
		externalId,
		documentNumber: row.tranid ?? '',
		type: required(row, 'type'),
		isVoided: row.voided === 'T',
		total: row.total ?? '0',
		unused: row.unused ?? '0',
		currency: (row.symbol ?? '').toUpperCase(),
		settlementRecordId: row.settlement ?? '',
		membership: row.membership ?? '',
		number: combinedPaymentNumber(settlementId, externalId),
	};
}

/** What has the numbers from `first` on; asks on while there is any. */
export async function findByNumber(
	client: NetSuiteClient,
	settlementIds: SettlementId[],
	first = 1,
	count = NUMBERS_FIRST,
): Promise<Map<SettlementId, CombinedPayment[]>> {
	if (settlementIds.length === 0) {
		return new Map();
	}
	const ownerOf = new Map(
		settlementIds.flatMap((settlementId) =>
			Array.from({ length: count }, (_, at): [string, string] => [
				combinedPaymentId(settlementId, first + at),
				settlementId,
			]),
		),
	);
	const rows = await queryByKeys(
		client,
		BY_NUMBER,
		ownerOf.keys(),
		'look up combined payments by number',
	);
	const owners = new Map(
		[...ownerOf].map(([key, settlementId]) => [key.toLowerCase(), settlementId]),
	);
	const found = new Map<SettlementId, CombinedPayment[]>();
	for (const row of rows) {
		const settlementId = owners.get(required(row, 'externalid').toLowerCase()) ?? '';
		const payment = paymentOf(row, settlementId);
		found.set(settlementId, [...(found.get(settlementId) ?? []), payment]);
	}
	const more = await findByNumber(client, [...found.keys()], first + count, count * 4);
	return new Map([...found].map(([id, payments]) => [id, [...payments, ...(more.get(id) ?? [])]]));
}

/** By settlement id; those without any are missing. */
export async function findCombinedPayments(
	client: NetSuiteClient,
	settlements: SettlementIdentity[],
): Promise<Map<SettlementId, CombinedPayment[]>> {
	const idOf = new Map(
		settlements.flatMap(
			({ settlementRecordId, settlementId }): Array<[string, string]> =>
				settlementRecordId === null ? [] : [[settlementRecordId, settlementId]],
		),
	);
	const settlementIds = [...new Set(settlements.map(({ settlementId }) => settlementId))];
	const [numbered, rows] = await Promise.all([
		findByNumber(client, settlementIds),
		queryByKeys(client, BY_SETTLEMENT, idOf.keys(), 'look up payments of the settlements'),
	]);
	const found = new Map(numbered);
	for (const row of rows) {
		const settlementId = idOf.get(row.settlement ?? '') ?? '';
		const payment = paymentOf(row, settlementId);
		const others = found.get(settlementId) ?? [];
		if (others.every(({ internalId }) => internalId !== payment.internalId)) {
			found.set(settlementId, [...others, payment]);
		}
	}
	return found;
}
