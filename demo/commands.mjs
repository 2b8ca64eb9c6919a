// Running other programs while setting up: npm, gulp, a compiler. A long one shows that it is alive,
// a failed one ends in a sentence that says what happened, why, and what to do. No dependencies: this
// runs on a fresh clone, before anything is installed.
import { spawn } from 'node:child_process';

const HEARTBEAT_MS = 30_000;
const LINES_SHOWN_ON_FAILURE = 15;

/** Something the reader of the message can put right; shown without a stack trace. */
export class SetUpFailure extends Error {
	constructor(what, remedy) {
		super(remedy ? `${what}\n${remedy}` : what);
		this.name = 'SetUpFailure';
	}
}

export function say(sentence) {
	console.log(sentence);
}

/** Runs to the end and returns what the program printed, or throws an error that carries it. */
export async function run(command, args, { cwd, env = process.env, title } = {}) {
	if (title) {
		say(title);
	}
	const startedAt = Date.now();
	const heartbeat = setInterval(() => say(`  still at it, ${elapsed(startedAt)}`), HEARTBEAT_MS);
	try {
		return await runQuietly(command, args, { cwd, env });
	} finally {
		clearInterval(heartbeat);
	}
}

/** npm as the running Node would start it, on Windows too. */
export async function npm(args, options) {
	return await run('npm', args, options);
}

function runQuietly(command, args, { cwd, env }) {
	return new Promise((resolve, reject) => {
		const shell = process.platform === 'win32';
		const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] });
		let printed = '';
		const keep = (chunk) => {
			printed += chunk;
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', (cause) => reject(commandError(command, args, cause.message, printed)));
		child.on('close', (code, signal) => {
			if (code === 0) {
				resolve(printed);
			} else {
				reject(commandError(command, args, signal ?? `exit code ${code}`, printed));
			}
		});
	});
}

function commandError(command, args, reason, printed) {
	const lastLines = printed.trimEnd().split('\n').slice(-LINES_SHOWN_ON_FAILURE).join('\n');
	const error = new Error(`\`${[command, ...args].join(' ')}\` failed (${reason}):\n${lastLines}`);
	error.printed = printed;
	return error;
}

function elapsed(startedAt) {
	const seconds = Math.round((Date.now() - startedAt) / 1000);
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
