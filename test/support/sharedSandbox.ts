// One sandbox for all tests of a file, with faults and counters cleared before each of them.
import type { Sandbox, SandboxOptions } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';

/** Call at the top of a file; the returned function gives the sandbox inside tests. */
export function sharedSandbox(options: SandboxOptions = {}): () => Sandbox {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await createSandbox(options);
	});
	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.requests.reset();
	});
	afterAll(async () => await sandbox.close());
	return () => sandbox;
}
