// What happens between two runs: a command of the caller's in a shell, which finds the embedded NetSuite at
// SANDBOX_URL and may change its books there as a person would (sandbox/README.md, Control paths).
import { env, print, spawn } from './node';
import { Misuse } from './misuse';

/** Its output goes to the terminal; throws when it fails, for the next run would prove nothing then. */
export async function runBetween(command: string, sandboxUrl: string): Promise<void> {
	print(`Between the runs: ${command}`);
	const ended = await new Promise<string>((resolve, reject) => {
		const child = spawn(command, {
			shell: true,
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...env, SANDBOX_URL: sandboxUrl },
		});
		child.on('error', reject);
		child.on('close', (code, signal) => resolve(signal ?? String(code)));
	});
	if (ended !== '0') {
		throw new Misuse(`The command between the runs failed (${ended}): ${command}`);
	}
}
