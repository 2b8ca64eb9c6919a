/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- the demo starts programs, reads files and talks to its user; nothing published imports this file */
// The demo's one door to Node: every other TypeScript file here takes Node's own modules, the process,
// timers and the terminal from this file, so that the lint exception stands in one place.
import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

const { argv, env, platform } = process;
const demoFolder = __dirname;
const thisProcess = process;

/** Pauses for so many milliseconds. */
async function sleep(milliseconds: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function print(sentence: string): void {
	console.log(sentence);
}

export {
	argv,
	createServer,
	demoFolder,
	env,
	fs,
	os,
	parseArgs,
	path,
	platform,
	print,
	sleep,
	spawn,
	thisProcess,
};
export type { AddressInfo, ChildProcess };
