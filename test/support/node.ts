/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests read files, start programs and wait; nothing published imports this file */
// The tests' one door to Node: whatever a test needs of Node's own modules and globals comes from here,
// so that this lint exception stands in one place. Timers are meant for real waiting, not for fakes.
import * as childProcess from 'node:child_process';
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { createRequire, isBuiltin } from 'node:module';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import * as stream from 'node:stream';
import * as vm from 'node:vm';
import * as zlib from 'node:zlib';

export { childProcess, crypto, fs, http, https, isBuiltin, net, os, path, stream, vm, zlib };
export const { argv, env, execPath, memoryUsage, platform } = process;
export const performanceNow = () => performance.now();
/** Of this program so far: a busy machine makes it wait, not work. */
export const cpuSeconds = () => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
};
export const printLine = (line: string) => {
	process.stdout.write(`${line}\n`);
};
export const wait = async (ms: number) =>
	await new Promise<void>((resolve) => {
		setTimeout(resolve, ms);
	});

/** Lets what is ready go on first. */
export const nextTurn = async () =>
	await new Promise<void>((resolve) => {
		setImmediate(resolve);
	});

/** Until the returned function is called. */
export const repeat = (action: () => void, ms: number): (() => void) => {
	const timer = setInterval(action, ms);
	return () => clearInterval(timer);
};

/** A `require` that looks for packages from this file on. */
export const nodeRequire = (file: string) => createRequire(file) as (name: string) => unknown;

/** For clients that know one address only; a test file of its own, for it stays replaced. */
export const replaceFetch = (own: typeof fetch) => {
	globalThis.fetch = own;
};

/** The root of the checkout, whatever folder the tests are started in. */
export const ROOT = path.resolve(__dirname, '..', '..');
