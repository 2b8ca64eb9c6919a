/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a benchmark starts programs, reads clocks and talks to its user; nothing published imports this file */
// The benchmarks' one door to Node: every other file here takes Node's own modules, timers, the process
// and the terminal from this file, so that the lint exception stands in one place.
import { spawn, spawnSync as run, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

export { fs, os, parseArgs, path, run, spawn };
export type { ChildProcess };

export const { argv, execPath, version } = process;

/** The root of the checkout, whatever folder the benchmark is started in. */
export const ROOT = path.resolve(__dirname, '..');

export async function sleep(ms: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Seconds on the wall, of any start. */
export const secondsNow = () => performance.now() / 1000;

/** The most memory this program ever held. */
export const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

export function print(sentence: string): void {
	console.log(sentence);
}

export function fail(problem: unknown): void {
	console.error(problem instanceof Error ? (problem.stack ?? problem.message) : problem);
	process.exitCode = 1;
}
