/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a tool reads files and prints what it found; nothing published imports this file */
// The tools' one entry point to Node: every other file here takes Node's own modules, the process and the
// terminal from this file, so that the lint exception stands in one place.
import * as childProcess from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

export { childProcess, fs, os, parseArgs, path };

export const { argv, env, execPath } = process;
/** Of the project. */
export const ROOT = path.resolve(__dirname, '..');
/** Milliseconds, for durations. */
export const now = () => performance.now();

export function print(text: string): void {
	console.log(text);
}

export function exitWith(code: number): void {
	process.exitCode = code;
}

/** Pauses for so many milliseconds. */
export async function sleep(milliseconds: number): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
