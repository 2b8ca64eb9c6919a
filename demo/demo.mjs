// `npm run demo`: makes the checkout ready on nothing but Node, then hands over to main.ts.
// Everything after `--` goes along, see main.ts for what it understands.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensurePackage, SetUpFailure } from './setUp.mjs';
import { ROOT } from './ourPackage.mjs';

async function start() {
	await ensurePackage();
	const tsx = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const main = path.join(ROOT, 'demo', 'main.ts');
	const child = spawn(process.execPath, [tsx, main, ...process.argv.slice(2)], {
		stdio: 'inherit',
	});
	// Ctrl+C reaches the child by itself; the parent only waits for how it ends.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	child.on('close', (code) => {
		process.exitCode = code ?? 1;
	});
}

start().catch((error) => {
	console.error(error instanceof SetUpFailure ? error.message : error);
	process.exitCode = 1;
});
