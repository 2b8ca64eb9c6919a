// Two runs over different settlements may refund one order at the same moment: neither sees the other's credit memo
// when it plans. So each looks once more when its own memo stands and before it pays out: whoever made its memo last
// sees the other's. A new memo gives way to any other (both may), one that an earlier run left unpaid to those that
// are older or used, so the next run pays out exactly what the invoices bear.
import { NetSuiteError } from '../api/netSuiteError';
import { creditedOn, loadCreditedOnOrders, withNewer } from '../books/creditedBefore';
import type { PostingJob } from '../posting/postingJobs';
import { money } from '../records/amount';
import { transactionExternalId } from '../records/externalId';
import type { Memo, RefundRun } from './refundMemos';

export interface Unpaid {
	job: PostingJob;
	memo: Memo;
}

/** Why a memo may not be paid out, by its job. One query for hundreds of memos; none in a dry run. */
export async function findOvercredited(
	run: RefundRun,
	begun: Unpaid[],
): Promise<Map<PostingJob, NetSuiteError>> {
	const { look, settings, client } = run;
	const unpaid = begun.filter(
		({ job: { transaction } }) =>
			!look.posted.has(transactionExternalId('RF', transaction).toLowerCase()),
	);
	if (settings.isDryRun || unpaid.length === 0) {
		return new Map();
	}
	const orderIds = unpaid.map(({ job }) => job.transaction.orderId);
	const now = await loadCreditedOnOrders(client, orderIds);
	run.credited = withNewer(run.credited, now);
	return new Map(
		unpaid.flatMap(({ job, memo }): Array<[PostingJob, NetSuiteError]> => {
			const error = overcredited(run, job, memo);
			return error === null ? [] : [[job, error]];
		}),
	);
}

function overcredited(
	{ credited }: RefundRun,
	{ transaction, match }: PostingJob,
	{ externalId, internalId, outcome, ...memo }: Memo,
): NetSuiteError | null {
	if (match instanceof NetSuiteError) {
		return null;
	}
	const before = creditedOn(
		credited,
		transaction,
		match,
		externalId,
		outcome === 'existed' ? internalId : '',
	);
	const invoiced = match.invoices.reduce((sum, { total }) => sum + total, 0);
	// A memo of an earlier run may be over more than this run, which sees the other one, would plan.
	const amount = Math.max(memo.amount, memo.booked?.total ?? 0);
	if (before === 0 || before + amount <= invoiced) {
		return null;
	}
	const { orderId, currency } = transaction;
	return new NetSuiteError(
		'ORDER_OVERCREDITED',
		`Credit memo ${internalId} over ${money(amount, currency)} is posted, but not paid out: with it ${money(before + amount, currency)} are credited on order ${orderId}, and ${money(invoiced, currency)} invoiced`,
		'Another run or a person credited the order at the same moment. See which credit memo of the order is right, delete the other in NetSuite, and run again',
	);
}
