/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a benchmark starts programs, reads clocks and talks to its user; nothing published imports this file */
// The benchmarks' one door to Node: every other file here takes Node's own modules, timers, the process
// and the terminal from this file, so that the lint exception stands in one place.
import { spawn, spawnSync as run, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as http from 'node:http';
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

/** Processor time of this program so far. */
export function cpuSecondsNow(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000_000;
}

export const nonce = randomUUID;

export const keptConnections = () => new http.Agent({ keepAlive: true });

export interface HttpAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	text: string;
}

/** One request on the loopback, without a library around it; rejects when there is no answer. */
export async function send(
	agent: http.Agent,
	url: string,
	{ body, ...how }: { method: string; headers: Record<string, string>; body: string },
): Promise<HttpAnswer> {
	return await new Promise((resolve, reject) => {
		const request = http.request(url, { agent, ...how }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.once('error', reject);
			response.once('end', () => {
				const headers = Object.entries(response.headers).map(([name, value]) => [
					name,
					String(value),
				]);
				resolve({
					status: response.statusCode ?? 0,
					headers: Object.fromEntries(headers) as Record<string, string>,
					text: Buffer.concat(parts).toString('utf8'),
				});
			});
		});
		request.once('error', reject);
		request.end(body);
	});
}

/** The most memory this program ever held. */
export const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

export function print(sentence: string): void {
	console.log(sentence);
}

export function fail(problem: unknown): void {
	console.error(problem instanceof Error ? (problem.stack ?? problem.message) : problem);
	process.exitCode = 1;
}
