// Installs the strangers' clients from their own lockfile into the user's cache, outside the checkout, and
// prints where. Once installed it has nothing to do; half an installation is never taken for whole.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, SetUpFailure } from '../../demo/commands.mjs';
import { cacheFolder } from '../../demo/hostInstall.mjs';
import { withLock } from '../../demo/lock.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FILES = ['package.json', 'package-lock.json', '.npmrc'];

function fingerprint() {
	const hash = createHash('sha256');
	FILES.forEach((name) => hash.update(readFileSync(path.join(HERE, name))));
	return hash.digest('hex').slice(0, 12);
}

async function install(folder) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	FILES.forEach((name) => copyFileSync(path.join(HERE, name), path.join(folder, name)));
	try {
		await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: folder,
			title: "Installing strangers' NetSuite clients ...",
		});
	} catch (error) {
		throw new SetUpFailure(
			`The strangers' clients could not be installed.\n${error.message}`,
			'Is the npm registry reachable (`npm ping`)? Then run the command again.',
		);
	}
}

async function ensureStrangers() {
	const folder = path.join(cacheFolder(), `strangers-${fingerprint()}`);
	if (!existsSync(folder)) {
		mkdirSync(cacheFolder(), { recursive: true });
		await withLock(`${folder}.lock`, async () => {
			if (!existsSync(folder)) {
				await install(`${folder}.unfinished`);
				renameSync(`${folder}.unfinished`, folder);
			}
		});
	}
	return folder;
}

ensureStrangers().then(
	(folder) => console.log(folder),
	(error) => {
		console.error(error instanceof SetUpFailure ? error.message : error);
		process.exitCode = 1;
	},
);
