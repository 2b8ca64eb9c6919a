// The sandbox's one door to Node: every other file here takes Node's own modules, timers and
// process from this file, so that the lint exception and its reason stand in one place.
/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the sandbox is a development server, it is never part of the published nodes */
import {
	constants as cryptoConstants,
	createHmac,
	generateKeyPairSync,
	randomBytes,
	sign,
	timingSafeEqual,
	verify,
	X509Certificate,
	type KeyObject,
} from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Pauses for so many milliseconds. */
async function sleep(milliseconds: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Runs something later without keeping the program alive for it. */
function runLater(milliseconds: number, job: () => void): void {
	setTimeout(job, milliseconds).unref();
}

/** Milliseconds since some moment, never set back. */
const performanceNow = () => performance.now();

const sandboxFolder = __dirname;
const thisProcess = process;

export {
	createHmac,
	createServer,
	cryptoConstants,
	generateKeyPairSync,
	join,
	parseArgs,
	performanceNow,
	thisProcess,
	randomBytes,
	readFile,
	readFileSync,
	readdirSync,
	runLater,
	sandboxFolder,
	sign,
	sleep,
	timingSafeEqual,
	verify,
	writeFile,
	X509Certificate,
};
export type { AddressInfo, IncomingMessage, KeyObject, Server, ServerResponse };
