// One customer payment for many transactions: of one settlement, customer, currency, day, accounts and
// fields. The payments of a settlement are numbered and posted one after another, settlements side by side
// (those that share an invoice one after another too). Nobody posts a number before all lower ones are
// read, so that two runs at once cannot pay a transaction twice: see combinedPayments.ts.
import type { NetSuiteClient } from '../api/client';
import type { Created } from '../api/createRecord';
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';
import { isUntried, untried } from '../posting/stoppedKinds';
import { allocationOf } from '../posting/applyLines';
import type { PostingJob } from '../posting/postingJobs';
import type { PostingResult } from '../posting/postingResult';
import { groupByInvoice, invoicesOf } from '../posting/postingJobs';
import { failed, NOTHING_POSTED } from '../posting/postingResult';
import { runGroups } from '../posting/runGroups';
import type { CombinedPaymentSettings, CombinedPlace, MatchedJob } from './combinedGroups';
import { combinedPlace, lanesOf } from './combinedGroups';
import type { CombinedPlan } from './combinedPlan';
import { planCombined } from './combinedPlan';
import { postCombined } from './combinedPosting';
import type { GroupResults } from './groupResults';
import { createGroupResults } from './groupResults';
import { known, settledWithoutPosting } from './paidBefore';
import { paymentKind } from './paymentCanary';
import type { PaymentLook } from './paymentLook';
import type { PaymentRecorder } from './paymentRecorder';
import type { PaymentSettings } from './paymentSettings';
import { namedBy } from './refusedInvoice';

interface Run {
	client: NetSuiteClient;
	look: PaymentLook;
	settings: CombinedPaymentSettings;
	results: GroupResults;
	/** Where NetSuite refused an invoice alone that it had named before: there its word is taken. */
	naming: Set<CombinedPlace>;
}

type Stop = NetSuiteError | null;

const STOPPING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'NETSUITE_UNREACHABLE',
	'NETSUITE_CONCURRENCY',
	'EXTERNAL_ID_TAKEN',
]);

const OF_ONE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'NETSUITE_VALIDATION',
	'INVOICE_NOT_APPLICABLE',
]);

export async function payPerCustomer(
	client: NetSuiteClient,
	look: PaymentLook,
	{ perCustomer, ...others }: PaymentSettings,
	recorder: PaymentRecorder,
): Promise<void> {
	if (perCustomer === null) {
		throw new Error('Payments per customer need their settings.');
	}
	const results = createGroupResults(groupByInvoice(look.jobs), look.receivables, recorder);
	const settings = { ...others, perCustomer };
	const run: Run = { client, look, settings, results, naming: new Set() };
	const finish = async () => {
		results.recordRest();
		await recorder.finish();
	};
	const paySettlement = async (jobs: PostingJob[]) => {
		const stop = await payAll(run, jobs);
		for (const job of jobs.filter((one) => !results.has(one))) {
			results.set(job, failed(stop, known(job.match)));
		}
	};
	await runGroups(lanesOf(look.jobs), others.concurrency, paySettlement, finish);
}

async function payAll(run: Run, jobs: PostingJob[]): Promise<Stop> {
	const groups = new Map<string, { place: CombinedPlace; jobs: MatchedJob[] }>();
	for (const job of unpaid(run, jobs)) {
		try {
			const place = combinedPlace(job, run.look, run.settings);
			const key = JSON.stringify(place);
			const group = groups.get(key) ?? { place, jobs: [] };
			group.jobs.push(job);
			groups.set(key, group);
		} catch (error) {
			run.results.set(job, failed(error, known(job.match)));
		}
	}
	for (const { place, jobs: own } of groups.values()) {
		const stop = await payGroup(run, place, own);
		if (stop !== null) {
			return stop;
		}
	}
	return null;
}

/** Settles what needs no payment; the others, in order. */
function unpaid({ look, results }: Run, jobs: PostingJob[], created?: Created): MatchedJob[] {
	return jobs.flatMap((job): MatchedJob[] => {
		const { match } = job;
		const before = settledWithoutPosting(job, look);
		if (before !== null) {
			const isOurs = before.paymentId !== '' && before.paymentId === created?.internalId;
			results.set(job, isOurs ? { ...before, outcome: created.outcome } : before);
		}
		return before !== null || match instanceof NetSuiteError ? [] : [{ ...job, match }];
	});
}

async function payGroup(run: Run, place: CombinedPlace, jobs: MatchedJob[]): Promise<Stop> {
	let left = jobs;
	while (left.length > 0) {
		const plan = planCombined(left, rulesOf(run), run.look.receivables);
		const batch = left.slice(0, left.length - plan.left.length);
		({ left } = plan);
		const stop = await payBatch(run, place, batch);
		if (stop !== null) {
			return stop;
		}
	}
	return null;
}

const rulesOf = ({ settings: { overpayment, tolerance, perCustomer } }: Run) => ({
	...{ overpayment, tolerance, invoicesMax: perCustomer.invoicesMax },
});

/** One payment; when NetSuite refuses it, as many as it takes to leave out what it does not accept. */
async function payBatch(
	run: Run,
	place: CombinedPlace,
	batch: MatchedJob[],
	isFresh = false,
): Promise<Stop> {
	// The payment before may have shown that another run posts beside this one.
	const jobs = unpaid(run, batch);
	const plan = planCombined(jobs, rulesOf(run), run.look.receivables);
	if (plan.shares.length === 0) {
		refuse(run, plan);
		return null;
	}
	const posting = await postCombined(run.client, plan, place, run.look, run.settings);
	const kinds = [paymentKind(plan.shares[0].job.transaction, place.customerId, run.settings)];
	switch (posting.kind) {
		case 'posted':
			settle(run, plan, { paymentId: posting.paymentId, kinds });
			refuse(run, plan);
			return null;
		case 'wrong':
			settle(run, plan, { paymentId: posting.paymentId, kinds }, posting.error);
			refuse(run, plan);
			return null;
		case 'looked up':
			await refresh(run, jobs);
			return await payGroup(run, place, unpaid(run, jobs, posting.created));
		case 'failed':
			return await payWithout(run, place, jobs, plan, posting.error, isFresh);
	}
}

const refresh = async ({ client, look }: Run, jobs: MatchedJob[]) =>
	await look.receivables.refresh(client, jobs.flatMap(invoicesOf));

async function payWithout(
	run: Run,
	place: CombinedPlace,
	jobs: MatchedJob[],
	plan: CombinedPlan<MatchedJob>,
	error: NetSuiteError,
	isFresh: boolean,
): Promise<Stop> {
	if (STOPPING.has(error.code)) {
		return error;
	}
	if (isUntried(error)) {
		jobs.forEach((job) => run.results.set(job, untried(job.transaction, error, known(job.match))));
		return null;
	}
	if (!OF_ONE.has(error.code)) {
		// About the day, the role or the account: the others of this payment fare no better.
		jobs.forEach((job) => run.results.set(job, failed(error, known(job.match))));
		return null;
	}
	if (!isFresh && (await refresh(run, jobs))) {
		// Somebody else paid on these invoices meanwhile.
		return await payBatch(run, place, jobs, true);
	}
	const { shares } = plan;
	const named = namedBy(error, plan);
	const isAlone = shares.length === 1;
	if (isAlone || (named.length > 0 && run.naming.has(place))) {
		const guilty = isAlone ? [shares[0].job] : named;
		guilty.forEach((job) => run.results.set(job, failed(error, known(job.match))));
		if (named.length > 0) {
			run.naming.add(place);
		}
		return await payBatch(run, place, without(jobs, guilty), true);
	}
	if (named.length > 0 && named.length < shares.length) {
		const stop = await payBatch(run, place, named, true);
		return stop ?? (await payBatch(run, place, without(jobs, named), true));
	}
	const middle = jobs.indexOf(shares[Math.ceil(shares.length / 2)].job);
	const stop = await payBatch(run, place, jobs.slice(0, middle), true);
	return stop ?? (await payBatch(run, place, jobs.slice(middle), true));
}

const without = (jobs: MatchedJob[], some: MatchedJob[]) =>
	jobs.filter((job) => !some.includes(job));

/** `wrong`: what is not as it was sent; the payment is posted all the same. */
function settle(
	run: Run,
	{ shares }: CombinedPlan<MatchedJob>,
	posted: Pick<PostingResult, 'paymentId' | 'kinds'>,
	wrong: NetSuiteError | null = null,
): void {
	shares.forEach(({ plan }) => run.look.receivables.take(plan.applyLines));
	for (const { job, plan } of shares) {
		const invoices = plan.applyLines.map(({ invoice }) => invoice);
		const result: PostingResult = {
			...NOTHING_POSTED,
			...posted,
			status: plan.status,
			outcome: run.settings.isDryRun ? 'planned' : 'created',
			posted: plan.payment,
			allocation: allocationOf(plan.applyLines),
			applied: plan.applied,
			rest: plan.rest,
			...known({ ...job.match, invoices }),
		};
		run.results.set(job, wrong === null ? result : failed(wrong, result));
	}
}

function refuse({ results }: Run, { refused }: CombinedPlan<MatchedJob>): void {
	for (const { job, error } of refused) {
		results.set(job, failed(error, known(job.match)));
	}
}
