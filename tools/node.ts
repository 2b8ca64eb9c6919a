/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a tool reads files and prints what it found; nothing published imports this file */
// The tools' one entry point to Node: every other file here takes Node's own modules, the process and the
// terminal from this file, so that the lint exception stands in one place.
import * as fs from 'node:fs';
import { parseArgs } from 'node:util';

export { fs, parseArgs };

export const { argv, env } = process;

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
