// What to do with a consolidated payment that NetSuite refused: pure. Nobody knows which transaction it did not
// accept, so it is found out: by the invoice that the refusal names, which is a hint until one was refused alone,
// and else by halves.
import type { ErrorCode, NetSuiteError } from '../../api/netSuiteError';
import { isUntried } from '../../posting/stoppedKinds';
import type { CombinedPlan } from '../plan/combinedPlan';

export interface Refusal<Job> {
	error: NetSuiteError;
	/** All that were to be paid, in order; some of them may have no share in the payment. */
	jobs: Job[];
	shares: CombinedPlan<Job>['shares'];
	/** The balances were asked again before this payment was planned. */
	isFresh: boolean;
	/** NetSuite has refused one alone that it had named before: from then on its word is taken. */
	isNameTrusted: boolean;
}

export type Decision<Job> =
	/** Nothing more of this settlement is posted. */
	| { kind: 'stop' }
	/** None of them was tried. */
	| { kind: 'untried' }
	/** It may be that somebody else paid meanwhile: then all are tried again, and if not, decided as fresh. */
	| { kind: 'refresh' }
	/** `failed` are refused; each batch of `next` gets a payment of its own. */
	| { kind: 'split'; failed: Job[]; next: Job[][]; isNameTrusted: boolean };

const STOPPING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'NETSUITE_UNREACHABLE',
	'NETSUITE_CONCURRENCY',
	'EXTERNAL_ID_TAKEN',
]);

/** The others are about the day, the role or the account: nobody in the payment fares better alone. */
const OF_ONE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
	'NETSUITE_VALIDATION',
	'INVOICE_NOT_APPLICABLE',
]);

export function afterRefusal<Job>(refusal: Refusal<Job>): Decision<Job> {
	const { error, jobs, shares, isFresh, isNameTrusted } = refusal;
	if (STOPPING.has(error.code)) {
		return { kind: 'stop' };
	}
	if (isUntried(error)) {
		return { kind: 'untried' };
	}
	if (!OF_ONE.has(error.code)) {
		return { kind: 'split', failed: jobs, next: [], isNameTrusted };
	}
	if (!isFresh) {
		return { kind: 'refresh' };
	}
	const named = namedBy(error, shares);
	const isAlone = shares.length === 1;
	if (isAlone || (named.length > 0 && isNameTrusted)) {
		const failed = isAlone ? [shares[0].job] : named;
		const next = [without(jobs, failed)];
		return { kind: 'split', failed, next, isNameTrusted: isNameTrusted || named.length > 0 };
	}
	if (named.length > 0 && named.length < shares.length) {
		return { kind: 'split', failed: [], next: [named, without(jobs, named)], isNameTrusted };
	}
	const middle = jobs.indexOf(shares[Math.ceil(shares.length / 2)].job);
	const next = [jobs.slice(0, middle), jobs.slice(middle)];
	return { kind: 'split', failed: [], next, isNameTrusted };
}

function without<Job>(jobs: Job[], some: Job[]): Job[] {
	return jobs.filter((job) => !some.includes(job));
}

/**
 * It often names the document ("Invalid Field Value 105 for the following field: doc"). The second is the text that
 * Stripe's and Chargebee's help pages print for real accounts.
 */
const NAMED_DOCUMENTS = [
	/\bInvalid Field Value (\d+) for the following field: doc\b/i,
	/\bsublist apply with key: \[doc\b[^\]]*\] and value: \[(\d+)\b/i,
];

/** Those that pay the invoice which the refusal names; none when it names none of this payment. */
function namedBy<Job>(error: NetSuiteError, shares: CombinedPlan<Job>['shares']): Job[] {
	const id = NAMED_DOCUMENTS.map((text) => text.exec(error.message)?.[1]).find(Boolean);
	const isNamed = ({ plan }: (typeof shares)[number]) =>
		plan.applyLines.some(({ invoice }) => invoice.internalId === id);
	return shares.filter(isNamed).map(({ job }) => job);
}
