// One installation at a time: the demo and the tests may be started together, and both need the host.
// The lock is a file with the number of the process that holds it; a dead holder does not count.
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './commands.mjs';

const POLL_MS = 1000;

/** Runs `action` while holding the lock, waiting for another living process to let go of it. */
export async function withLock(file, action) {
	let announced = false;
	while (!take(file)) {
		if (!announced) {
			say('Another process is installing the same n8n; waiting for it ...');
			announced = true;
		}
		await sleep(POLL_MS);
	}
	try {
		return await action();
	} finally {
		rmSync(file, { force: true });
	}
}

// Linking a file that is already written makes the lock appear with its content, in one step.
function take(file) {
	const own = `${file}.${process.pid}`;
	writeFileSync(own, String(process.pid));
	try {
		linkSync(own, file);
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') {
			throw error;
		}
	} finally {
		rmSync(own);
	}
	if (!isAlive(holderOf(file))) {
		rmSync(file, { force: true });
	}
	return false;
}

function holderOf(file) {
	try {
		return Number(readFileSync(file, 'utf8'));
	} catch {
		return 0;
	}
}

function isAlive(pid) {
	if (!pid) {
		return false;
	}
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}
