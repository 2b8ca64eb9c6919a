// The programs the demo starts. Each runs in a process group of its own, because n8n starts a task runner
// beneath it, and no group outlives the demo, however that ends.
import { platform, spawn, thisProcess, type ChildProcess } from './node';

export interface Command {
	command: string;
	args: string[];
	cwd: string;
	env: Record<string, string | undefined>;
}

export interface Ending {
	code: number | null;
	/** `SIGSEGV` and the like, when it did not end by itself. */
	signal: string | null;
	/** What it printed, standard output and errors in the order they came. */
	printed: string;
}

export interface Child {
	ended: Promise<Ending>;
	/** What it printed so far. */
	printed(): string;
	kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

const running = new Set<ChildProcess>();
let isGuarded = false;

export function startChild({ command, args, cwd, env }: Command): Child {
	guardExit();
	const child = spawn(command, args, {
		cwd,
		env,
		detached: platform !== 'win32',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	running.add(child);
	const chunks: string[] = [];
	for (const output of [child.stdout, child.stderr]) {
		output.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
	}
	const ended = new Promise<Ending>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			running.delete(child);
			resolve({ code, signal, printed: chunks.join('') });
		});
	});
	return { ended, printed: () => chunks.join(''), kill: (signal) => killGroup(child, signal) };
}

/** Runs to the end; an abort kills it, and the ending then carries the signal. */
export async function runToEnd(command: Command, abort?: AbortSignal): Promise<Ending> {
	const child = startChild(command);
	const kill = () => child.kill('SIGKILL');
	abort?.addEventListener('abort', kill);
	try {
		return await child.ended;
	} finally {
		abort?.removeEventListener('abort', kill);
	}
}

function killGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
	if (child.pid === undefined || child.exitCode !== null) {
		return;
	}
	try {
		thisProcess.kill(platform === 'win32' ? child.pid : -child.pid, signal);
	} catch {
		// It ended in the meantime.
	}
}

function guardExit(): void {
	if (isGuarded) {
		return;
	}
	isGuarded = true;
	thisProcess.on('exit', () => running.forEach((child) => killGroup(child, 'SIGKILL')));
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
	] as const) {
		thisProcess.once(signal, () => thisProcess.exit(code));
	}
}
