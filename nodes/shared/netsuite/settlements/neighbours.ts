// What NetSuite holds of the report itself, and which settlements of the same account and currency come before and
// after it: for the report to keep. One query; what is not recorded is not known here.
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { toMinor } from '../records/amount';
import { settlementRecord } from '../records/schema';

const { type, fields } = settlementRecord;

export interface RecordedFile {
	/** Rows of the file and lines of the settlement. */
	rows: number;
	lines: number;
	/** SHA-256 over the settlement's rows; '' where it is not recorded. */
	contentHash: string;
}

export interface Neighbour {
	settlementId: string;
	/** `YYYY-MM-DD`. */
	startDate: string;
	endDate: string;
	/** Minor units; null when its report declares none. */
	totalAmount: number | null;
	/** One ends on the day the other starts. */
	touches: boolean;
}

export interface Placed {
	/** null where the settlement is only planned. */
	file: RecordedFile | null;
	previous: Neighbour | null;
	next: Neighbour | null;
	/** Why NetSuite did not say; '' where it did. */
	missing: string;
}

interface Recorded {
	settlementId: string;
	account: string;
	currency: string;
	startDate: string;
	endDate: string;
	totalAmount: number | null;
	file: RecordedFile;
}

export type PlacedSettlement = Omit<Recorded, 'totalAmount' | 'file'>;

/** What NetSuite refuses to say is said to be missing. */
export async function placeSettlement(
	client: NetSuiteClient,
	settlement: PlacedSettlement,
): Promise<Placed> {
	try {
		return placeOf(settlement, await readRecorded(client, settlement.account));
	} catch (error) {
		if (!isRefusal(error)) {
			throw error as Error;
		}
		return { file: null, previous: null, next: null, missing: error.message };
	}
}

async function readRecorded(client: NetSuiteClient, account: string): Promise<Recorded[]> {
	const rows = await queryByKeys(
		client,
		`SELECT s.id AS id, s.${fields.settlementId} AS settlement_id, s.${fields.account} AS account,
			s.${fields.currency} AS currency_code,
			TO_CHAR(s.${fields.startDate}, 'YYYY-MM-DD') AS start_day,
			TO_CHAR(s.${fields.endDate}, 'YYYY-MM-DD') AS end_day, s.${fields.totalAmount} AS total_amount,
			s.${fields.rows} AS row_count, s.${fields.lines} AS line_count,
			s.${fields.contentHash} AS content_hash
			FROM ${type} s WHERE s.${fields.account} IN (:keys) ORDER BY s.id`,
		account === '' ? [] : [account],
		'read the settlements before and after',
	);
	return rows.map(recordedOf);
}

function recordedOf(row: Row): Recorded {
	required(row, 'id');
	const currency = row.currency_code ?? '';
	return {
		settlementId: row.settlement_id ?? '',
		account: row.account ?? '',
		currency,
		startDate: row.start_day ?? '',
		endDate: row.end_day ?? '',
		totalAmount: row.total_amount === undefined ? null : toMinor(row.total_amount, currency),
		file: {
			rows: Number(row.row_count ?? 0),
			lines: Number(row.line_count ?? 0),
			contentHash: row.content_hash ?? '',
		},
	};
}

/** Pure. A currency belongs to one region, and a region's account has one chain of settlements for each. */
export function placeOf(own: PlacedSettlement, recorded: readonly Recorded[]): Placed {
	const chain = recorded.filter(
		(one) =>
			one.settlementId !== own.settlementId &&
			one.account === own.account &&
			one.currency === own.currency &&
			one.startDate !== '' &&
			one.endDate !== '',
	);
	const hasPeriod = own.startDate !== '' && own.endDate !== '';
	const [before] = chain
		.filter((one) => hasPeriod && one.endDate <= own.startDate)
		.sort((left, right) => (left.endDate < right.endDate ? 1 : -1));
	const [after] = chain
		.filter((one) => hasPeriod && one.startDate >= own.endDate)
		.sort((left, right) => (left.startDate > right.startDate ? 1 : -1));
	return {
		file: recorded.find(({ settlementId }) => settlementId === own.settlementId)?.file ?? null,
		previous: neighbour(before, before?.endDate === own.startDate),
		next: neighbour(after, after?.startDate === own.endDate),
		missing: '',
	};
}

function neighbour(one: Recorded | undefined, touches: boolean): Neighbour | null {
	if (one === undefined) {
		return null;
	}
	const { settlementId, startDate, endDate, totalAmount } = one;
	return { settlementId, startDate, endDate, totalAmount, touches };
}
