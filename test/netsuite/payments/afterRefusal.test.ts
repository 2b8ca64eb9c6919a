// Who is left out of a payment that NetSuite refused, as a table. Jobs are letters; each pays the invoice after it.
import type { ErrorCode } from '../../../nodes/shared/netsuite/api/netSuiteError';
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import { afterRefusal } from '../../../nodes/shared/netsuite/payments/post/afterRefusal';
import { document } from '../../support/orderFacts';

const INVOICES: Record<string, string> = { a: '1', b: '2', c: '3', d: '4', e: '4' };
const NAMING = (id: string) => `Invalid Field Value ${id} for the following field: doc`;

interface Facts {
	code?: ErrorCode;
	message?: string;
	/** `x` and `y` have no share in the payment. */
	jobs?: string;
	isFresh?: boolean;
	isNameTrusted?: boolean;
}

function decided(facts: Facts): string {
	const { code = 'NETSUITE_VALIDATION', message = 'no', isFresh = true } = facts;
	const jobs = [...(facts.jobs ?? 'abcd')];
	const shares = jobs
		.filter((job) => job in INVOICES)
		.map((job) => ({
			job,
			plan: {
				applyLines: [{ invoice: document({ internalId: INVOICES[job] }), amount: 1 }],
				payment: 1,
				applied: 1,
				rest: 0,
				status: 'Applied' as const,
			},
		}));
	const error = new NetSuiteError(code, message);
	const { isNameTrusted = false } = facts;
	const decision = afterRefusal({ error, jobs, shares, isFresh, isNameTrusted });
	if (decision.kind !== 'split') {
		return decision.kind;
	}
	const next = decision.next.map((own) => own.join('')).join(' | ');
	const trust = decision.isNameTrusted ? ', names trusted' : '';
	return `fails ${decision.failed.join('') || '-'}, tries ${next || '-'}${trust}`;
}

test.each<[string, Facts, string]>([
	['silence ends the settlement', { code: 'NETSUITE_UNREACHABLE' }, 'stop'],
	['so does a busy account', { code: 'NETSUITE_CONCURRENCY' }, 'stop'],
	['and a number that something else carries', { code: 'EXTERNAL_ID_TAKEN' }, 'stop'],
	['a stopped kind was not tried', { code: 'KIND_STOPPED' }, 'untried'],
	['nor was a busy settlement', { code: 'SETTLEMENT_BUSY' }, 'untried'],
	['a closed period is about all of them', { code: 'PERIOD_CLOSED' }, 'fails abcd, tries -'],
	['balances are asked first', { isFresh: false, message: NAMING('2') }, 'refresh'],
	['even of one alone', { isFresh: false, jobs: 'a' }, 'refresh'],
	['unnamed, by halves', {}, 'fails -, tries ab | cd'],
	['the first half is the larger one', { jobs: 'abc' }, 'fails -, tries ab | c'],
	['who has no share goes along', { jobs: 'xabyc' }, 'fails -, tries xaby | c'],
	['one alone is the one', { jobs: 'b' }, 'fails b, tries -'],
	['and the others go on', { jobs: 'xby' }, 'fails b, tries xy'],
	['the named one is tried alone', { message: NAMING('2') }, 'fails -, tries b | acd'],
	[
		'two may pay the named invoice',
		{ jobs: 'abde', message: NAMING('4') },
		'fails -, tries de | ab',
	],
	['all of them named says nothing', { jobs: 'de', message: NAMING('4') }, 'fails -, tries d | e'],
	['a stranger named says nothing', { message: NAMING('9') }, 'fails -, tries ab | cd'],
	[
		'named and refused alone: its word counts',
		{ jobs: 'b', message: NAMING('2') },
		'fails b, tries -, names trusted',
	],
	[
		'from then on the named one fails at once',
		{ message: NAMING('2'), isNameTrusted: true },
		'fails b, tries acd, names trusted',
	],
	[
		'trust in names finds nobody without one',
		{ isNameTrusted: true },
		'fails -, tries ab | cd, names trusted',
	],
])('%s', (_, facts, expected) => {
	expect(decided(facts)).toBe(expected);
});
