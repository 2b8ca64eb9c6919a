// Posting once: what comes before what, and what does not happen. Whether NetSuite then has one document is
// createRecord's test, and that of the stories.
import type { NetSuiteClient } from '../../../nodes/shared/netsuite/api/client';
import type { Created } from '../../../nodes/shared/netsuite/api/createRecord';
import { NetSuiteError } from '../../../nodes/shared/netsuite/api/netSuiteError';
import type { PostedDocument } from '../../../nodes/shared/netsuite/books/postedDocuments';
import { adoptExisting, postOnce } from '../../../nodes/shared/netsuite/documents/postOnce';
import type { Canaries, Visit } from '../../../nodes/shared/netsuite/posting/canaries';
import { CanaryFailed } from '../../../nodes/shared/netsuite/posting/canaries';

const visit = { kind: 'CustPymt-1' } as Visit;
const MADE: Created = { internalId: '7', outcome: 'created', isLookedUp: false };
const REFUSED = new NetSuiteError('NETSUITE_VALIDATION', 'no');

interface Facts {
	isDryRun?: boolean;
	isStopped?: boolean;
	made?: Created | NetSuiteError;
	/** The canary is posted, and wrong. */
	wrong?: CanaryFailed;
}

/** What happened, in order; and what came of it. */
async function posting({ isDryRun = false, isStopped = false, made = MADE, wrong }: Facts) {
	const steps: string[] = [];
	const canaries = {
		refuseStopped() {
			steps.push('asked');
			if (isStopped) {
				throw new NetSuiteError('KIND_STOPPED', 'stopped');
			}
		},
		async pass(_: Visit, post: () => Promise<Created>) {
			const created = await post();
			if (wrong !== undefined) {
				throw wrong;
			}
			return created;
		},
	} as unknown as Canaries;
	const client = { toFinish: 'finishing' } as unknown as NetSuiteClient;
	const once = await postOnce<string>(
		{ client, canaries, isDryRun },
		{
			visit,
			async create() {
				steps.push('created');
				return await (made instanceof NetSuiteError ? Promise.reject(made) : Promise.resolve(made));
			},
			async readBack(asking) {
				steps.push(`read back ${String(asking)}`);
				return await Promise.resolve('booked');
			},
			hold: () => steps.push('held'),
			release: (error) => steps.push(`released: ${(error as NetSuiteError).code}`),
		},
	).catch((error: unknown) => (error as NetSuiteError).code);
	return { steps: steps.join(', '), once };
}

test('held, then created; the answer names it, so nobody asks the books', async () => {
	expect(await posting({})).toEqual({
		steps: 'asked, held, created',
		once: { outcome: 'created', internalId: '7', booked: null, wrong: null },
	});
});

test.each(['created', 'existed'] as const)(
	'looked up and %s: another run may have made it, so the books say its amounts, after a cancel too',
	async (outcome) => {
		const made = { internalId: '7', outcome, isLookedUp: true };
		expect(await posting({ made })).toEqual({
			steps: 'asked, held, created, read back finishing',
			once: { outcome, internalId: '7', booked: 'booked', wrong: null },
		});
	},
);

test('a dry run holds what it would take and creates nothing', async () => {
	expect(await posting({ isDryRun: true })).toEqual({
		steps: 'asked, held',
		once: { outcome: 'planned', internalId: '', booked: null, wrong: null },
	});
});

test.each([true, false])('of a stopped kind nothing is held (dry run: %s)', async (isDryRun) => {
	expect(await posting({ isDryRun, isStopped: true })).toEqual({
		steps: 'asked',
		once: 'KIND_STOPPED',
	});
});

test('what was held is released when it is refused, and the refusal goes on', async () => {
	expect(await posting({ made: REFUSED })).toEqual({
		steps: 'asked, held, created, released: NETSUITE_VALIDATION',
		once: 'NETSUITE_VALIDATION',
	});
});

test('a wrong canary is posted: what it took stays taken', async () => {
	const wrong = new CanaryFailed(REFUSED, '7', false);
	expect(await posting({ wrong })).toEqual({
		steps: 'asked, held, created',
		once: { outcome: 'created', internalId: '7', booked: null, wrong },
	});
});

const existing: PostedDocument = {
	internalId: '9',
	externalId: 'AMZ-1-CM',
	type: 'CustCred',
	isVoided: false,
	total: '-20.00',
	unused: '-5.00',
};
const found = (facts: Partial<PostedDocument>) =>
	new Map([['amz-1-cm', { ...existing, ...facts }]]);
const named = { externalId: 'AMZ-1-CM', type: 'CustCred', currency: 'USD' } as const;

test('what stands under the name is adopted, with its amounts, whatever case NetSuite writes it in', () => {
	expect(adoptExisting(found({}), named)).toEqual({
		internalId: '9',
		outcome: 'existed',
		booked: { total: 2000, unused: 500 },
	});
	expect(adoptExisting(found({}), { ...named, externalId: 'AMZ-2-CM' })).toBeUndefined();
});

test.each<Partial<PostedDocument>>([{ type: 'CustPymt' }, { isVoided: true }])(
	'%o under the name is not adopted',
	(facts) => {
		expect(() => adoptExisting(found(facts), named)).toThrow('AMZ-1-CM');
	},
);
