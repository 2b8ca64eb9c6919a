// The checkout itself: its node_modules and its dist/, made current when they are not and left alone
// when they are, and the package as npm would publish it. npm's own record of what it installed is the stamp, so an installation made by hand
// counts as well.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, run, SetUpFailure } from './commands.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const OLDEST_NODE = 20;
const BUILD_INPUTS = [
	'nodes',
	'credentials',
	'workflows',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
];

/** Installs what package-lock.json names, unless it is there already. */
export async function ensurePackage() {
	if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
		throw new SetUpFailure(
			`This is Node ${process.versions.node}; the project needs Node ${OLDEST_NODE} or newer.`,
			'Install it from https://nodejs.org and run the command again.',
		);
	}
	if (isInstalled(ROOT)) {
		return;
	}
	const options = { cwd: ROOT, title: 'Installing the development packages, 1 to 3 minutes ...' };
	try {
		await installFromLockfile(options);
	} catch (error) {
		throw new SetUpFailure(
			`The development packages could not be installed.\n${error.message}`,
			'Is the npm registry reachable (`npm ping`)? Then run the command again.',
		);
	}
}

/** Builds dist/ when a source is newer than it, or when it was compiled without the bundle. */
export async function ensureBuild() {
	await ensurePackage();
	if (!isBuildStale()) {
		return;
	}
	const gulp = path.join(ROOT, 'node_modules', 'gulp', 'bin', 'gulp.js');
	try {
		await run(process.execPath, [gulp, 'build'], { cwd: ROOT, title: 'Building the package ...' });
	} catch (error) {
		throw new SetUpFailure(`The package could not be built.\n${error.message}`);
	}
}

/** Puts into `folder` what `npm publish` would send out. Scripts and the network stay off. */
export async function unpackInto(folder) {
	mkdirSync(folder, { recursive: true });
	const target = ['--pack-destination', folder];
	await npm(['pack', '--ignore-scripts', '--offline', ...target], { cwd: ROOT });
	const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
	await run('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: folder });
	rmSync(path.join(folder, tarball));
}

/**
 * True when node_modules holds every package of the lockfile in its version. Optional packages may be
 * missing: they belong to other platforms, or the registry lacks them.
 */
export function isInstalled(folder) {
	const installed = packagesOf(path.join(folder, 'node_modules', '.package-lock.json'));
	const wanted = packagesOf(path.join(folder, 'package-lock.json'));
	if (!installed || !wanted) {
		return false;
	}
	return Object.entries(wanted).every(
		([place, { version, optional, devOptional, extraneous }]) =>
			place === '' ||
			optional ||
			devOptional ||
			extraneous ||
			installed[place]?.version === version,
	);
}

function packagesOf(lockfile) {
	return existsSync(lockfile) ? JSON.parse(readFileSync(lockfile, 'utf8')).packages : undefined;
}

// `npm ci` calls a lockfile out of sync when the registry lacks an optional package of another
// platform. `npm install` follows the same lockfile and does not mind.
async function installFromLockfile(options) {
	try {
		await npm(['ci', '--no-audit', '--no-fund'], options);
	} catch (error) {
		if (!error.printed?.includes('EUSAGE')) {
			throw error;
		}
		await npm(['install', '--no-audit', '--no-fund', '--no-save'], { ...options, title: '' });
	}
}

function isBuildStale() {
	const shared = path.join(ROOT, 'dist', 'nodes', 'shared');
	const bundle = path.join(shared, 'vendor.js');
	if (!existsSync(bundle) || existsSync(`${bundle}.map`)) {
		return true;
	}
	const builtAt = statSync(bundle).mtimeMs;
	return BUILD_INPUTS.some((input) => newestChange(path.join(ROOT, input)) > builtAt);
}

function newestChange(place) {
	const stat = statSync(place);
	if (!stat.isDirectory()) {
		return stat.mtimeMs;
	}
	const changes = readdirSync(place).map((name) => newestChange(path.join(place, name)));
	return Math.max(stat.mtimeMs, ...changes);
}
