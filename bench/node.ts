/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- the bench reads files, starts programs and prints; nothing published imports this file */
// The bench's one door to Node: every other file here takes Node's own modules, the process and the
// terminal from this file, so that the lint exception stands in one place.
import { spawnSync as run } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

const { argv, execPath, version } = process;
const checkout = path.resolve(__dirname, '..');

/** Seconds on the wall, of any start. */
function secondsNow(): number {
	return performance.now() / 1000;
}

/** The most memory this program ever held. */
function peakMegabytes(): number {
	return Math.round(process.resourceUsage().maxRSS / 1024);
}

function print(sentence: string): void {
	console.log(sentence);
}

export {
	argv,
	checkout,
	execPath,
	fs,
	os,
	parseArgs,
	path,
	peakMegabytes,
	print,
	run,
	secondsNow,
	version,
};
