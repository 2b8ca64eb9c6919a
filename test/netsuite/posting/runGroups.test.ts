// Groups of jobs: in order inside a group, side by side otherwise, and what was begun is always recorded.
import { runGroups } from '../../../nodes/shared/netsuite/posting/runGroups';
import { wait } from '../../support/node';

test('in order inside a group, no more groups at once than asked for, finish at the end', async () => {
	const log: string[] = [];
	let running = 0;
	let most = 0;
	const groups = [['a1', 'a2', 'a3'], ['b1', 'b2'], ['c1'], ['d1']];
	const runJob = async (job: string) => {
		most = Math.max(most, ++running);
		await wait(1);
		running -= 1;
		log.push(job);
	};
	await runGroups(groups, 2, runJob, async () => {
		log.push('finish');
	});
	expect(most).toBe(2);
	expect(log.at(-1)).toBe('finish');
	for (const group of groups) {
		expect(log.filter((job) => group.includes(job))).toEqual(group);
	}
});

test('after an error nothing is begun, what is under way ends, finish still runs', async () => {
	const begun: string[] = [];
	const ended: string[] = [];
	let finished = '';
	const runJob = async (job: string) => {
		begun.push(job);
		if (job === 'bad') {
			throw new Error('first');
		}
		await wait(5);
		ended.push(job);
	};
	const run = runGroups([['slow', 'later'], ['bad'], ['never']], 2, runJob, async () => {
		finished = ended.join();
	});
	await expect(run).rejects.toThrow('first');
	expect(begun).toEqual(['slow', 'bad']);
	expect(finished).toBe('slow');
});

test('the first error is told, an error of finish only when it is the only one', async () => {
	const fail = (message: string) => async () => await Promise.reject(new Error(message));
	await expect(runGroups([['x']], 1, fail('job'), fail('finish'))).rejects.toThrow('job');
	await expect(runGroups([['x']], 1, async () => {}, fail('finish'))).rejects.toThrow('finish');
});
