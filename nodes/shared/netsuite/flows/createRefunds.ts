// The refund flow: for each refund transaction a credit memo, then the customer refund that pays it
// out, status written back. Both steps have their own external id, so a pair that broke off in the
// middle is found and completed, and neither half is ever posted twice. Refunds go in chunks: first
// their memos, then one query for what NetSuite booked, then their refunds: two calls for a refund.
import type { NetSuiteClient } from '../client';
import type { MappedField } from '../fieldMapping';
import { NetSuiteError } from '../netSuiteError';
import type { RecordedTransaction, StatusIds } from '../records/settlementTransaction';
import { loadCredited, refundAmount } from '../refundGuard';
import type { StatusRecorder } from '../statusRecorder';
import { createStatusRecorder } from '../statusRecorder';
import type { PostingJob, PostingSettings } from './postingJobs';
import { groupByInvoice, lookUp, openOnes } from './postingJobs';
import type { PostingResult } from './postingResult';
import { failed, NOTHING_POSTED, settledBefore } from './postingResult';
import { statusOf } from './recordPosting';
import type { Memo, RefundRun } from './refundMemos';
import { creditMemoFor, readAmounts } from './refundMemos';
import { halfDone, payOut } from './refundOfMemo';
import { GROUPS_PER_REQUEST, runGroups } from './runGroups';

export interface RefundSettings extends PostingSettings {
	/** Internal id of the item on the credit memo line; it should move no stock and bear no tax. */
	itemId: string;
	/** Template of the line's description. */
	description: string;
	creditMemoFields: MappedField[];
	refundFields: MappedField[];
}

/** Few enough that a crash leaves few memos without their refund, enough to make the query cheap. */
const REFUNDS_PER_CHUNK = 50;
/** One chunk's query is waited for while the other one posts. */
const CHUNKS_AT_ONCE = 2;

interface Results {
	tell(job: PostingJob, result: PostingResult): void;
}

/** One result per transaction, in the order given. Rejects only when the run itself cannot go on. */
export async function createRefunds(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: RecordedTransaction[],
	settings: RefundSettings,
): Promise<PostingResult[]> {
	const open = openOnes(transactions);
	const [look, credited] = await Promise.all([
		lookUp(client, open, ['CM', 'RF'], settings),
		loadCredited(
			client,
			open.map(({ orderId }) => orderId),
		),
	]);
	const run: RefundRun = { client, look, credited, settings };
	const recorder: StatusRecorder = createStatusRecorder(client, ids);
	const told = new Map<RecordedTransaction, PostingResult>();
	const results: Results = {
		tell: ({ transaction }, result) => {
			told.set(transaction, result);
			if (!settings.isDryRun) {
				recorder.record(statusOf(transaction, result));
			}
		},
	};
	await runGroups(
		chunksOf(groupByInvoice(look.jobs)).map((chunk) => [chunk]),
		CHUNKS_AT_ONCE,
		async (chunk) => await runChunk(run, chunk, results),
		recorder.finish,
	);
	return transactions.map((one) => told.get(one) ?? settledBefore(one));
}

/** Groups stay whole: what touches one invoice runs in order. */
function chunksOf(groups: PostingJob[][]): PostingJob[][][] {
	const chunks: PostingJob[][][] = [];
	let size = REFUNDS_PER_CHUNK;
	for (const group of groups) {
		if (size >= REFUNDS_PER_CHUNK) {
			chunks.push([]);
			size = 0;
		}
		chunks[chunks.length - 1].push(group);
		size += group.length;
	}
	return chunks;
}

/** A refund whose memo stands, or would stand in a dry run. */
interface Begun {
	job: PostingJob;
	memo: Memo;
	/** Minor units, positive. */
	amount: number;
	reached: Partial<PostingResult>;
}

async function runChunk(run: RefundRun, chunk: PostingJob[][], results: Results): Promise<void> {
	const atOnce = GROUPS_PER_REQUEST * run.settings.concurrency;
	const nothing = async () => await Promise.resolve();
	const begun: Begun[] = [];
	const begin = async (job: PostingJob) => {
		const reached = known(job);
		try {
			const amount = refundAmount(job.transaction);
			if (amount === 0) {
				results.tell(job, { ...NOTHING_POSTED, status: 'Applied' });
				return;
			}
			const memo = await creditMemoFor(run, job.transaction, job.match, amount);
			begun.push({ job, memo, amount, reached: { ...reached, creditMemoId: memo.internalId } });
		} catch (error) {
			results.tell(job, failed(error, reached));
		}
	};
	await runGroups(chunk, atOnce, begin, nothing);
	const unread = await amountsError(run, begun);
	const finish = async ({ job, memo, amount, reached }: Begun) => {
		try {
			if (unread !== null && memo.booked === null) {
				throw unread;
			}
			const refund = await payOut(run, job.transaction, memo, amount);
			results.tell(job, {
				...NOTHING_POSTED,
				...reached,
				status: 'Applied',
				outcome: refund.outcome,
				refundId: refund.internalId,
				posted: amount,
				applied: amount,
			});
		} catch (error) {
			results.tell(job, failed(halfDone(error, memo.internalId), reached));
		}
	};
	await runGroups(
		begun.map((one) => [one]),
		atOnce,
		finish,
		nothing,
	);
}

/** Why the amounts could not be read; a reason that concerns the whole run is thrown. */
async function amountsError(run: RefundRun, begun: Begun[]): Promise<NetSuiteError | null> {
	try {
		await readAmounts(
			run.client,
			begun.map(({ job, memo }) => ({ memo, currency: job.transaction.currency })),
		);
		return null;
	} catch (error) {
		if (error instanceof NetSuiteError && !error.isFatal) {
			return error;
		}
		throw error as Error;
	}
}

function known({ match }: PostingJob): Partial<PostingResult> {
	if (match instanceof NetSuiteError) {
		return {};
	}
	const invoices = match.invoices.map(({ internalId, number }) => ({ internalId, number }));
	return { matchedBy: match.matchedBy, invoices };
}
