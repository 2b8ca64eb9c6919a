// n8n's scan of community packages, offline: the rules a package must pass to be verified, run on the
// sources and on what npm would publish. It prints every finding, and ends with an exit code for CI.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ROOT, unpackInto } from '../demo/ourPackage.mjs';

const PUBLISHED_FILE_PATTERNS = ['**/*.js', 'package.json'];

async function scan(what, folder, patterns) {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	// A scan that found no file to read has proved nothing.
	const isClean = passed && !message;
	console.log(`Scan of ${what}: ${isClean ? 'clean' : message}`);
	if (details) {
		console.log(details);
	}
	return isClean;
}

const published = mkdtempSync(path.join(tmpdir(), 'amazon-settlement-scan-'));
try {
	await unpackInto(published);
	const results = [
		await scan('the sources', ROOT, SOURCE_FILE_PATTERNS),
		await scan('the published package', published, PUBLISHED_FILE_PATTERNS),
	];
	process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
	rmSync(published, { recursive: true });
}
