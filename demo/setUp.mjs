// Makes a machine ready, on nothing but Node: `node demo/setUp.mjs package | host | browser`, in any
// combination. Each step does what is missing and is a quick no-op when nothing is; the demo and the
// tests call the same functions.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';
import { say, SetUpFailure } from './commands.mjs';
import { ensureHost, hasHost, N8N_VERSION } from './hostInstall.mjs';
import { ensureBuild, ensurePackage, unpackInto } from './ourPackage.mjs';

export {
	ensureBuild,
	ensureHost,
	ensurePackage,
	findBrowser,
	hasHost,
	N8N_VERSION,
	SetUpFailure,
	unpackInto,
};

const STEPS = {
	package: ensurePackage,
	host: async () => {
		await ensureBuild();
		await ensureHost();
	},
	browser: () => say(`Browser: ${findBrowser()}`),
};

async function main(names) {
	const unknown = names.filter((name) => !Object.hasOwn(STEPS, name));
	if (names.length === 0 || unknown.length > 0) {
		throw new SetUpFailure(
			`Usage: node demo/setUp.mjs ${Object.keys(STEPS).join(' | ')}`,
			unknown.length > 0 ? `Unknown: ${unknown.join(', ')}` : '',
		);
	}
	for (const name of names) {
		await STEPS[name]();
	}
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	main(process.argv.slice(2)).catch((error) => {
		console.error(error instanceof SetUpFailure ? error.message : error);
		process.exitCode = 1;
	});
}
