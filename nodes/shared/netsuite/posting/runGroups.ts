// Runs groups of jobs: the jobs of a group one after another, a few groups side by side. The window
// is small on purpose, so that the status writes between them are not queued behind thousands of jobs.
import { pLimit } from '../../vendor';

/** Twice as many as requests may be in flight: the next one waits ready whenever a slot gets free. */
export const GROUPS_PER_REQUEST = 2;

/**
 * Rejects with the first error after every job under way has ended; no further job is started.
 * `finish` runs in any case: what was posted must be recorded even when the run breaks off.
 */
export async function runGroups<Job>(
	groups: Job[][],
	groupsAtOnce: number,
	runJob: (job: Job) => Promise<void>,
	finish: () => Promise<void>,
): Promise<void> {
	const slot = pLimit(groupsAtOnce);
	const errors: unknown[] = [];
	const attempt = async (action: () => Promise<void>) => {
		try {
			await action();
		} catch (error) {
			errors.push(error);
		}
	};
	const runGroup = async (group: Job[]) => {
		for (const job of group) {
			if (errors.length === 0) {
				await attempt(async () => await runJob(job));
			}
		}
	};
	await Promise.all(groups.map(async (group) => await slot(async () => await runGroup(group))));
	await attempt(finish);
	if (errors.length > 0) {
		throw errors[0];
	}
}
