// The refund flow: for each refund transaction a credit memo, then the customer refund that pays it
// out, status written back. Both steps have their own external id, so a pair that broke off in the
// middle is found and completed, and neither half is ever posted twice. Refunds go in chunks: first
// their memos, then one query for what NetSuite booked, then their refunds: two calls for a refund.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { withOthersEarly } from '../posting/kindOrder';
import { failedOrUntried } from '../posting/stoppedKinds';
import { withDay } from '../posting/postedDay';
import { settingsFor } from '../posting/marketplaceSettings';
import { settingsOf } from '../posting/ownSettings';
import type { PostingJob } from '../posting/postingJobs';
import { beginPosting, groupByInvoice, openOnes } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { failed, NOTHING_POSTED, settledBefore, statusFor } from '../posting/postingResult';
import { amendedStatus, statusOf } from '../posting/recordPosting';
import { GROUPS_PER_REQUEST, runGroups } from '../posting/runGroups';
import { checkSettled, withMended } from '../posting/settledRecords';
import { createStatusRecorder } from '../posting/statusRecorder';
import type { SettlementTransaction, StatusIds } from '../records/settlementTransaction';
import { foundFor, recordedOf } from '../records/settlementTransaction';
import type { UnreadRefund } from './readRefundsBack';
import { readRefundsBack } from './readRefundsBack';
import { begin } from './beginRefunds';
import { candidatesOf, refundCandidate } from './refundCandidates';
import { refundAmount } from './refundGuard';
import { findOvercredited } from './overcredited';
import type { Memo, RefundRun } from './refundMemos';
import { creditMemoFor, readAmounts } from './refundMemos';
import type { Refunded } from './refundOfMemo';
import { halfDone, payOut } from './refundOfMemo';
import type { RefundSettings } from './refundSettings';

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
	transactions: SettlementTransaction[],
	settings: RefundSettings,
): Promise<PostingResult[]> {
	const settled = await checkSettled(client, transactions);
	const open = openOnes(transactions, new Set(settled.reopened.keys()));
	const run = await begin(client, ids, open, settings);
	await beginPosting(run.look.jobs, settings);
	const recorder = createStatusRecorder(client, ids);
	const before = settled.results;
	for (const one of settings.isDryRun ? [] : settled.amended) {
		recorder.record(amendedStatus(recordedOf(one), before.get(one) ?? settledBefore(one)));
	}
	const told = new Map<SettlementTransaction, PostingResult>();
	const results: Results = {
		tell: ({ transaction }, result) => {
			told.set(transaction, result);
			settings.progress?.(result);
			const isUntouched = result.outcome === 'skipped' && result.status === transaction.status;
			if (!settings.isDryRun && !isUntouched) {
				recorder.record(statusOf(recordedOf(transaction), result));
				// The refunds left do not fill the slots any more: nothing waits for a full batch.
				if (run.look.jobs.length - told.size < settings.concurrency) {
					recorder.sendQueued();
				}
			}
		},
	};
	const groups = withOthersEarly(groupByInvoice(run.look.jobs), ([job]) =>
		refundCandidate(run, job),
	);
	run.canaries.expect(run.look.jobs.flatMap((job) => candidatesOf(run, job)));
	try {
		const rest = await runFirstOnes(run, groups, results);
		await runGroups(
			chunksOf(rest).map((chunk) => [chunk]),
			CHUNKS_AT_ONCE,
			async (chunk) => await runChunk(run, chunk, results),
			async () => await Promise.resolve(),
		);
	} finally {
		await recorder.finish();
	}
	run.canaries.withStops(told);
	return transactions.map((one) => {
		const result = told.get(one) ?? before.get(one) ?? settledBefore(one);
		return withDay(one, withMended(one, result, settled), run.look, settings);
	});
}

/** Until a kind is known to be right, a memo is paid out before the next one is made; what is left for chunks. */
async function runFirstOnes(
	run: RefundRun,
	groups: PostingJob[][],
	results: Results,
): Promise<PostingJob[][]> {
	const rest: PostingJob[][] = [];
	for (const group of groups) {
		const candidate = refundCandidate(run, group[0]);
		if (run.settings.isDryRun || candidate === null || run.canaries.isDecided(candidate)) {
			rest.push(group);
		} else {
			await runChunk(run, [group], results);
		}
	}
	return rest;
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
	reached: Partial<PostingResult>;
}

async function runChunk(run: RefundRun, chunk: PostingJob[][], results: Results): Promise<void> {
	const atOnce = GROUPS_PER_REQUEST * run.settings.concurrency;
	const nothing = async () => await Promise.resolve();
	const begun: Begun[] = [];
	const credit = async (job: PostingJob) => {
		const reached = known(job);
		try {
			if (refundAmount(job.transaction) === 0) {
				results.tell(job, { ...NOTHING_POSTED, status: 'Applied' });
				return;
			}
			const before = foundFor(run.wrongOf, job.transaction);
			if (before !== undefined) {
				const { creditMemoId, refundId } = before.transaction;
				results.tell(job, failed(before.error, { ...reached, creditMemoId, refundId }));
				return;
			}
			const memo = await creditMemoFor(run, job);
			const matchedBy = memo.matchedBy ?? reached.matchedBy ?? '';
			const { internalId: creditMemoId, refundLines, kinds, wrong } = memo;
			const made = { ...reached, matchedBy, creditMemoId, refundLines, kinds };
			if (wrong === null) {
				begun.push({ job, memo, reached: made });
			} else {
				results.tell(job, failed(wrong, made));
			}
		} catch (error) {
			results.tell(job, failedOrUntried(job.transaction, error, reached));
		}
	};
	await runGroups(chunk, atOnce, credit, nothing);
	const memos = begun.map(({ job, memo }) => ({ memo, currency: job.transaction.currency }));
	const [unread, overcredited] = await Promise.all([
		errorOf(readAmounts(run.client, memos)),
		errorOf(findOvercredited(run, begun)),
	]);
	const paidOut: UnreadRefund[] = [];
	const finish = async ({ job, memo, reached }: Begun) => {
		try {
			if (unread instanceof NetSuiteError && memo.booked === null) {
				throw unread;
			}
			if (overcredited instanceof NetSuiteError) {
				throw overcredited;
			}
			const refusal = overcredited.get(job);
			if (refusal !== undefined) {
				results.tell(job, failed(refusal, reached));
				return;
			}
			const refund = await payOut(run, job, memo);
			const kinds = [...memo.kinds, ...(refund.kind === undefined ? [] : [refund.kind])];
			const whole = { ...NOTHING_POSTED, ...reached, ...settled(job, memo, refund), kinds };
			const result = refund.wrong ? failed(refund.wrong, whole) : whole;
			const place = settingsFor(
				job.transaction.marketplaceName,
				settingsOf(run.settings, job.transaction),
			);
			paidOut.push({ job, result, accountId: place.refundAccountId });
		} catch (error) {
			results.tell(job, failed(halfDone(error, memo.internalId), reached));
		}
	};
	await runGroups(
		begun.map((one) => [one]),
		atOnce,
		finish,
		async () => await tellPaidOut(run, paidOut, results),
	);
}

async function tellPaidOut(run: RefundRun, paidOut: UnreadRefund[], results: Results) {
	const read = run.settings.isDryRun
		? paidOut.map(({ result }) => result)
		: await readRefundsBack(run.client, paidOut);
	paidOut.forEach(({ job }, at) => results.tell(job, read[at]));
}

function settled(
	{ transaction }: PostingJob,
	{ amount }: Memo,
	{ internalId, outcome, onInvoice }: Refunded,
): Partial<PostingResult> {
	const rest = refundAmount(transaction) - amount;
	return {
		status: statusFor(rest),
		outcome,
		refundId: internalId,
		posted: amount - onInvoice,
		applied: amount,
		rest,
		creditedOnInvoice: onInvoice,
	};
}

/** What was read, or why it could not be; a reason that concerns the whole run is thrown. */
async function errorOf<Result>(reading: Promise<Result>): Promise<Result | NetSuiteError> {
	try {
		return await reading;
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
