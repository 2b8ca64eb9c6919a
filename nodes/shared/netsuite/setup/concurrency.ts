// How many requests the account lets in at once, beside how many a run sends.
import type { NetSuiteClient } from '../api/client';
import { isSuccess } from '../api/netSuiteError';
import { z } from '../../vendor';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { Wanted } from './wanted';

const limits = z.object({ accountConcurrencyLimit: z.number() });

/** Of the lowest tier, article_0625010817. */
const LOWEST = 5;

/** Null where the role may not ask: only administrators may (article_0625010817). */
export async function readConcurrency(client: NetSuiteClient): Promise<number | null> {
	const path = '/services/rest/system/v1/governanceLimits';
	const answer = await client.call({ method: 'GET', path }, true);
	const read = limits.safeParse(answer !== null && isSuccess(answer) ? answer.body : null);
	return read.success ? read.data.accountConcurrencyLimit : null;
}

const { warning, ok } = findingsOf('Connection');

export function judgeConcurrency({ concurrency }: Wanted, limit: number | null): Finding[] {
	const allowed = limit ?? LOWEST;
	const said =
		limit === null
			? `Only administrators may ask for the limit; the lowest tier allows ${LOWEST} requests at once`
			: `The account allows ${limit} requests at once`;
	return [
		concurrency < allowed
			? ok('CONCURRENCY_FITS', 'Requests at once', `${said}; a run sends ${concurrency} at most`)
			: warning({
					code: 'CONCURRENCY_HIGH',
					title: 'Too many requests at once',
					what: `${said}; a run sends ${concurrency}`,
					why: 'All integrations of the account share the limit: runs become slow, and so does everything else',
					whereToClick: `n8n: 'Concurrency' in the options of each node, ${Math.max(1, allowed - 1)} or less; NetSuite: Setup > Integration > Integration Management > Integration Governance`,
				}),
	];
}
