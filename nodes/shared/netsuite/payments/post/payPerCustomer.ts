// One customer payment for many transactions: of one settlement, customer, currency, day, accounts and
// fields. The payments of a settlement are numbered and posted one after another, settlements side by side
// (those that share an invoice one after another too). Nobody posts a number before all lower ones are
// read, so that two runs at once cannot pay a transaction twice: see combinedPayments.ts.
import type { NetSuiteClient } from '../../api/client';
import type { Created } from '../../api/createRecord';
import { NetSuiteError } from '../../api/netSuiteError';
import { untried } from '../../posting/stoppedKinds';
import type { PostingJob } from '../../posting/postingJobs';
import { groupByInvoice, invoicesOf } from '../../posting/postingJobs';
import { failed } from '../../posting/postingResult';
import { runGroups } from '../../posting/runGroups';
import type { Refusal } from './afterRefusal';
import { afterRefusal } from './afterRefusal';
import type { CombinedPaymentSettings, CombinedPlace, MatchedJob } from '../plan/combinedGroups';
import { combinedPlace, lanesOf } from '../plan/combinedGroups';
import type { CombinedPlan } from '../plan/combinedPlan';
import { planCombined } from '../plan/combinedPlan';
import type { Posting } from './combinedPosting';
import { postCombined } from './combinedPosting';
import type { GroupResults } from './groupResults';
import { createGroupResults } from './groupResults';
import { known, settledWithoutPosting } from '../existing/paidBefore';
import { paymentKind } from '../plan/paymentCanary';
import type { PaymentLook } from '../existing/paymentLook';
import type { PaymentRecorder } from '../remainder/paymentRecorder';
import { resultOf } from './paymentResult';
import type { PaymentSettings } from '../plan/paymentSettings';

interface Run {
	client: NetSuiteClient;
	look: PaymentLook;
	settings: CombinedPaymentSettings;
	results: GroupResults;
}

type Stop = NetSuiteError | null;

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
	const run: Run = { client, look, settings, results };
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

/** What waits for a payment of its own, or of several. */
interface Batch {
	jobs: MatchedJob[];
	/** What their invoices have open was asked again after a refusal. */
	isFresh: boolean;
}

/** What still waits in place of a batch, first things first. */
interface Step {
	next: Batch[];
	stop: Stop;
	isNameTrusted: boolean;
}

async function payGroup(run: Run, place: CombinedPlace, jobs: MatchedJob[]): Promise<Stop> {
	const waiting: Batch[] = [{ jobs, isFresh: false }];
	let isNameTrusted = false;
	for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
		const { isFresh } = batch;
		const plan = planCombined(batch.jobs, rulesOf(run), run.look.receivables);
		const first = batch.jobs.slice(0, batch.jobs.length - plan.left.length);
		const step = await payBatch(run, place, { jobs: first, isFresh }, isNameTrusted);
		if (step.stop !== null) {
			return step.stop;
		}
		({ isNameTrusted } = step);
		waiting.unshift(...[...step.next, { jobs: plan.left, isFresh }].filter(isAny));
	}
	return null;
}

const isAny = ({ jobs }: Batch) => jobs.length > 0;

const rulesOf = ({ settings: { overpayment, tolerance, perCustomer } }: Run) => ({
	overpayment,
	tolerance,
	invoicesMax: perCustomer.invoicesMax,
});

/** One payment, and what its answer leaves to do. */
async function payBatch(
	run: Run,
	place: CombinedPlace,
	{ jobs: batch, isFresh }: Batch,
	isNameTrusted: boolean,
): Promise<Step> {
	// The payment before may have shown that another run posts beside this one.
	const jobs = unpaid(run, batch);
	const plan = planCombined(jobs, rulesOf(run), run.look.receivables);
	const done: Step = { next: [{ jobs: plan.left, isFresh }], stop: null, isNameTrusted };
	if (plan.shares.length === 0) {
		refuse(run, plan);
		return done;
	}
	const posting = await postCombined(run.client, plan, place, run.look, run.settings);
	switch (posting.kind) {
		case 'posted': {
			const kind = paymentKind(plan.shares[0].job.transaction, place.customerId, run.settings);
			settle(run, plan, [kind], posting);
			refuse(run, plan);
			return done;
		}
		case 'looked up': {
			await refresh(run, jobs);
			const left = unpaid(run, jobs, posting.created);
			return { ...done, next: [{ jobs: left, isFresh: false }] };
		}
		case 'failed': {
			const { shares } = plan;
			return await refused(run, { error: posting.error, jobs, shares, isFresh, isNameTrusted });
		}
	}
}

const refresh = async ({ client, look }: Run, jobs: MatchedJob[]) =>
	await look.receivables.refresh(client, jobs.flatMap(invoicesOf));

async function refused(run: Run, refusal: Refusal<MatchedJob>): Promise<Step> {
	const { error, jobs, isNameTrusted } = refusal;
	const decision = afterRefusal(refusal);
	const step = { next: [], stop: null, isNameTrusted };
	switch (decision.kind) {
		case 'stop':
			return { ...step, stop: error };
		case 'untried':
			for (const job of jobs) {
				run.results.set(job, untried(job.transaction, error, known(job.match)));
			}
			return step;
		case 'refresh': {
			const isChanged = await refresh(run, jobs);
			return isChanged
				? { ...step, next: [{ jobs, isFresh: true }] }
				: await refused(run, { ...refusal, isFresh: true });
		}
		case 'split':
			for (const job of decision.failed) {
				run.results.set(job, failed(error, known(job.match)));
			}
			return {
				next: decision.next.map((own) => ({ jobs: own, isFresh: true })),
				stop: null,
				isNameTrusted: decision.isNameTrusted,
			};
	}
}

/** `wrong`: what is not as it was sent; the payment is posted all the same. */
function settle(
	run: Run,
	{ shares }: CombinedPlan<MatchedJob>,
	kinds: string[],
	{ paid, wrong }: Extract<Posting, { kind: 'posted' }>,
): void {
	shares.forEach(({ plan }) => run.look.receivables.take(plan.applyLines));
	for (const { job, plan } of shares) {
		const result = resultOf(job.match, plan, kinds, paid);
		run.results.set(job, wrong === null ? result : failed(wrong, result));
	}
}

function refuse({ results }: Run, { refused }: CombinedPlan<MatchedJob>): void {
	for (const { job, error } of refused) {
		results.set(job, failed(error, known(job.match)));
	}
}
