// Two runs that pay the same settlement in different modes never both post. Each writes its own mark, then reads
// the marks of all others, and posts only when no fresh one of another mode is there: whoever writes last sees
// the other (both may give way, never both go on). No document leaves unless its mark is young enough that it is
// posted before the mark ends; a mark is renewed, by the same two steps, long before. A run that stood still for
// longer than its mark gives up: what it read of the books may be out of date. Runs of the same mode may post
// beside each other: their documents have the same external ids.
import type { NetSuiteClient, NetSuiteRequest } from '../api/client';
import { RECORD_PATH } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { runExternalId, runToken } from '../records/externalId';
import type { SettlementId, SummaryId } from '../records/ids';
import { linkFields } from '../records/schema';
import type { Mark, PaymentMode } from './runMarks';
import { FRESH_MS, isFresh, MODE_WORDS, readMarks, removeMark, writeMark } from './runMarks';

const RENEW_MS = 120_000;
/** Later than this after its mark was written nothing leaves: an answer may take two minutes, two more are spare. */
const LEAVE_MS = FRESH_MS - 240_000;

/** Who posts: what other runs are shown of it. */
export interface RunName {
	mode: PaymentMode;
	/** Id of the execution in n8n, '' where nobody knows it. */
	execution: string;
}

export interface MarkedRun {
	/** The same client, but a document of these settlements leaves only under a mark. */
	client: NetSuiteClient;
	/** Why nothing of it may be posted (any more), by internal id of the summary. */
	refusals: ReadonlyMap<SummaryId, NetSuiteError>;
	/** Removes the marks. That of a settlement with a document of unknown fate stays, until it ends by itself. */
	end(): Promise<void>;
}

interface Own {
	settlementRecordId: SummaryId;
	settlementId: SettlementId;
	externalId: string;
	/** By this machine's clock: right before the mark that was read back last was written. */
	renewedAt: number;
	renewing: Promise<void> | null;
	/** Its mark may be in the books. */
	isMarked: boolean;
	/** External ids of documents that may be posted, or not. */
	doubtful: Set<string>;
}

/** `settlements`: Amazon's id by internal id of the summary. */
export async function startMarkedRun(
	client: NetSuiteClient,
	settlements: ReadonlyMap<SummaryId, SettlementId>,
	{ mode, execution }: RunName,
): Promise<MarkedRun> {
	const token = runToken();
	const refusals = new Map<SummaryId, NetSuiteError>();
	const owns = [...settlements].map(([settlementRecordId, settlementId]): Own => {
		const externalId = runExternalId(settlementId, token);
		const none = { renewedAt: NaN, renewing: null, isMarked: false, doubtful: new Set<string>() };
		return { settlementRecordId, settlementId, externalId, ...none };
	});
	const refuseWhere = (marks: Mark[], own: Own) => {
		const other = marks.find(
			(mark) =>
				mark.settlementRecordId === own.settlementRecordId &&
				mark.mode !== mode &&
				isFresh(mark, client.now()),
		);
		if (other !== undefined) {
			refusals.set(own.settlementRecordId, busy(own, other));
		}
	};
	const read = async (some: Own[]) =>
		await readMarks(
			client,
			some.map(({ settlementRecordId }) => settlementRecordId),
		);
	const isFree = ({ settlementRecordId }: Own) => !refusals.has(settlementRecordId);
	const remove = async (some: Own[]) => {
		const marked = some.filter((own) => own.isMarked && own.doubtful.size === 0);
		await Promise.all(
			marked.map(async (own) => {
				await removeMark(client, `eid:${own.externalId}`);
				own.isMarked = false;
			}),
		);
	};
	/** Of this machine: time that passes here needs no other clock. */
	const clock = () => client.transport.now?.() ?? Date.now();
	const take = async (some: Own[]) => {
		const written = await Promise.all(
			some.map(async (own) => {
				const { settlementRecordId, externalId } = own;
				const [at, renewedAt] = [clock(), client.now()];
				own.isMarked = true;
				await writeMark(client, { settlementRecordId, externalId, mode, execution, renewedAt });
				return { at, renewedAt };
			}),
		);
		const marks = some.length === 0 ? [] : await read(some);
		for (const [at, own] of some.entries()) {
			refuseWhere(marks, own);
			refuseUnread(marks, own, written[at].renewedAt);
			if (age(own) >= FRESH_MS) {
				refusals.set(own.settlementRecordId, lapsed(own));
			}
			own.renewedAt = written[at].at;
		}
	};
	/** Milliseconds since the mark was written; NaN before the first one is read back. */
	const age = ({ renewedAt }: Own) => Math.abs(clock() - renewedAt);
	const keepFresh = async (own: Own) => {
		if (isFree(own) && age(own) >= RENEW_MS) {
			own.renewing ??= take([own]).finally(() => {
				own.renewing = null;
			});
			await own.renewing;
		}
		const refusal = refusals.get(own.settlementRecordId);
		if (refusal !== undefined) {
			throw refusal;
		}
	};
	try {
		// Before anything is written, so that a run that is there is not disturbed by one that comes.
		const marks = await read(owns);
		owns.forEach((own) => refuseWhere(marks, own));
		const ended = marks.filter((mark) => !isFresh(mark, client.now()));
		await Promise.all(ended.map(async ({ recordId }) => await removeMark(client, recordId)));
		await take(owns.filter(isFree));
	} catch (error) {
		await remove(owns);
		throw error as Error;
	}
	// Later on a mark stays to the end even where this run gives way: its last document may be on its way.
	await remove(owns.filter((own) => !isFree(own)));
	return {
		client: guarded(client, owns, { keepFresh, isLate: (own) => age(own) >= LEAVE_MS }),
		refusals,
		end: async () => await remove(owns),
	};
}

/** NetSuite ignores case in external ids. */
const isSame = (left: Pick<Mark, 'externalId'>, right: Pick<Mark, 'externalId'>) =>
	left.externalId.toLowerCase() === right.externalId.toLowerCase();

interface Watch {
	/** Rejects where nothing more may be posted. */
	keepFresh(own: Own): Promise<void>;
	isLate(own: Own): boolean;
}

function guarded(client: NetSuiteClient, owns: Own[], watch: Watch): NetSuiteClient {
	const ownOf = new Map(owns.map((own) => [own.settlementRecordId, own]));
	const underMark = async <Answer extends { status: number } | null>(
		request: NetSuiteRequest,
		send: (request: NetSuiteRequest) => Promise<Answer>,
	): Promise<Answer> => {
		if (request.method !== 'POST' || !request.path.startsWith(RECORD_PATH)) {
			return await send(request);
		}
		const { externalId, settlementRecordId } = namesOf(request);
		const own = ownOf.get(settlementRecordId);
		if (own === undefined) {
			throw new Error(`No mark stands behind document ${externalId}.`);
		}
		for (;;) {
			await watch.keepFresh(own);
			const sent = { isLate: false, hasLeft: false };
			const leave = () => {
				sent.isLate = watch.isLate(own);
				if (sent.isLate) {
					throw new NetSuiteError('SETTLEMENT_BUSY', 'The mark of this run is too old');
				}
				sent.hasLeft = true;
			};
			try {
				own.doubtful.add(externalId);
				const answer = await send({ ...request, leave });
				if (answer !== null && answer.status < 500 && answer.status !== 408) {
					own.doubtful.delete(externalId);
				}
				return answer;
			} catch (error) {
				if (!sent.hasLeft) {
					own.doubtful.delete(externalId);
				}
				if (!sent.isLate) {
					throw error as Error;
				}
			}
		}
	};
	return {
		...client,
		call: async (request, repeatable) =>
			await underMark(request, async (one) => await client.call(one, repeatable)),
		expect: async (request, repeatable, doing) =>
			await underMark(request, async (one) => await client.expect(one, repeatable, doing)),
	};
}

/** Every document of ours carries its settlement: no row of a user's table may change that link. */
function namesOf({ body = {} }: NetSuiteRequest): {
	externalId: string;
	settlementRecordId: SummaryId;
} {
	const fields = body as Record<string, unknown>;
	const link = fields[linkFields.settlement] as { id?: unknown } | undefined;
	return { externalId: String(fields.externalId), settlementRecordId: String(link?.id) };
}

const minute = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

function runWords({ mode, execution, renewedAt }: Mark): string {
	const who = execution === '' ? '' : `n8n execution ${execution}, `;
	const how = MODE_WORDS[mode] ?? mode;
	return `another run with *Payments: ${how}* (${who}last sign of life ${minute(renewedAt)} UTC)`;
}

function busy({ settlementId }: Own, other: Mark): NetSuiteError {
	return new NetSuiteError(
		'SETTLEMENT_BUSY',
		`Settlement ${settlementId} is being paid by ${runWords(other)}, so this run posts no payment of it`,
		`Wait until that run is over, then run again. The mark of a run that was killed ends ${FRESH_MS / 60_000} minutes after its last sign of life; to go on before that, make sure that it does not run any more and delete record ${other.recordId} of Amazon Settlement Run in NetSuite`,
	);
}

function lapsed({ settlementId }: Own): NetSuiteError {
	return new NetSuiteError(
		'SETTLEMENT_BUSY',
		`This run stood still for more than ${FRESH_MS / 60_000} minutes, in which another run may have paid settlement ${settlementId}, so it posts no more payments of it`,
		'Run again: what is posted is found, and the rest is paid',
	);
}

function refuseUnread(marks: Mark[], { settlementId, externalId }: Own, writtenAt: number): void {
	const mark = marks.find((one) => isSame(one, { externalId }));
	if (mark?.renewedAt !== writtenAt) {
		throw new NetSuiteError(
			'NETSUITE_PERMISSION',
			`The mark of this run on settlement ${settlementId} cannot be read back, so nothing is posted`,
			'Give the role the permission Full for the record Amazon Settlement Run, then run again',
		);
	}
}
