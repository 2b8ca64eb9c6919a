// A megabyte of anything is read or refused within seconds and a small heap, since n8n reads it in its own process. In a
// program of its own, so that the heap can be held small, and by the time it works, not the time it waits.
import { childProcess, execPath, path, ROOT } from '../support/node';

const PROGRAM = path.join(ROOT, 'test', 'support', 'harmfulFiles.ts');
const HEAP_MB = 250;
/** A quiet machine takes less than 2; what grows with the square of the file takes minutes. */
const SECONDS_MAX = 8;

interface Taken {
	name: string;
	seconds: number;
	outcome: string;
}

it('a megabyte of any shape takes seconds, and a heap of 250 MB', () => {
	const { status, stdout, stderr } = childProcess.spawnSync(
		execPath,
		[`--max-old-space-size=${HEAP_MB}`, '--import', 'tsx', PROGRAM],
		{ cwd: ROOT, encoding: 'utf8', timeout: 580_000 },
	);
	expect(stderr).toBe('');
	expect(status).toBe(0);
	const taken = stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Taken);
	expect(taken.length).toBeGreaterThan(20);
	expect(taken.filter(({ seconds }) => seconds > SECONDS_MAX)).toEqual([]);
	const refused = taken.filter(({ outcome }) => outcome !== 'read');
	// Read or refused by its code, never anything else; both occur.
	expect(refused.map(({ outcome }) => outcome).sort()).toEqual(refused.map(() => 'FORMAT_UNKNOWN'));
	expect(refused.length).toBeGreaterThan(5);
	expect(refused.length).toBeLessThan(taken.length - 5);
}, 600_000);
