// The real n8n that the demo and the end-to-end tests run in. It lives outside the checkout, in the
// user's cache, under a name made from what it is (lockfile, platform), so it is installed once, several
// checkouts share it, and a half-finished installation is never taken for whole: it gets its name last.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, run, say, SetUpFailure } from './commands.mjs';
import { withLock } from './lock.mjs';
import { isInstalled } from './ourPackage.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FILES = ['package.json', 'package-lock.json', '.npmrc'];
const MANIFEST = JSON.parse(readFileSync(path.join(HERE, 'package.json'), 'utf8'));

const OLDEST_NODE = 24;
const IS_WINDOWS = process.platform === 'win32';
const NODE_PACKAGE = `node-${IS_WINDOWS ? 'win' : process.platform}-${process.arch}`;

export const N8N_VERSION = MANIFEST.dependencies.n8n;

/**
 * The installed host: `dir` (where it lies), `node` (the Node 24 to run it with), `n8n` (the script to
 * give to that Node), `env` (an environment in which that Node comes first).
 */
export async function ensureHost() {
	const dir = path.join(cacheFolder(), `host-${fingerprint()}`);
	if (!existsSync(dir)) {
		mkdirSync(cacheFolder(), { recursive: true });
		await withLock(`${dir}.lock`, async () => {
			if (!existsSync(dir)) {
				await install(`${dir}.unfinished`);
				renameSync(`${dir}.unfinished`, dir);
			}
		});
	}
	return hostAt(dir);
}

/** True when ensureHost() has nothing to install. */
export function hasHost() {
	return existsSync(path.join(cacheFolder(), `host-${fingerprint()}`));
}

export function cacheFolder() {
	const { N8N_SETTLEMENT_CACHE, XDG_CACHE_HOME } = process.env;
	const cache = N8N_SETTLEMENT_CACHE || XDG_CACHE_HOME || path.join(homedir(), '.cache');
	return path.resolve(cache, 'n8n-nodes-amazon-settlement');
}

function fingerprint() {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	for (const name of ['package.json', 'package-lock.json']) {
		hash.update(readFileSync(path.join(HERE, name)));
	}
	return hash.digest('hex').slice(0, 12);
}

function hostAt(dir) {
	const node = nodeFor(dir);
	const bins = [path.join(dir, 'node_modules', '.bin'), path.dirname(node)];
	return {
		dir,
		node,
		n8n: path.join(dir, 'node_modules', 'n8n', 'bin', 'n8n'),
		env: { ...process.env, PATH: [...bins, process.env.PATH].join(path.delimiter) },
	};
}

async function install(dir) {
	await installPackages(dir);
	const host = hostAt(dir);
	await compileDatabaseDriver(host);
	const version = (await run(host.node, [host.n8n, '--version'], { env: host.env })).trim();
	if (version !== N8N_VERSION) {
		throw new SetUpFailure(
			`n8n ${N8N_VERSION} was installed into ${dir}, but it says it is "${version}".`,
			`Delete that folder and run the command again.`,
		);
	}
	say(`n8n ${version} is ready.`);
}

// An earlier attempt may have installed all packages and failed only afterwards, for want of a compiler.
async function installPackages(dir) {
	if (existsSync(dir) && isInstalled(dir)) {
		return;
	}
	if (!isNewEnough() && !(NODE_PACKAGE in MANIFEST.optionalDependencies)) {
		throw nodeTooOld();
	}
	rmSync(dir, { recursive: true, force: true });
	mkdirSync(dir, { recursive: true });
	for (const name of FILES) {
		copyFileSync(path.join(HERE, name), path.join(dir, name));
	}
	const title = `Installing n8n ${N8N_VERSION} into ${dir}, 3 to 6 minutes the first time (2.4 GB) ...`;
	try {
		await npm(['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: dir, title });
	} catch (error) {
		throw new SetUpFailure(
			`n8n ${N8N_VERSION} could not be installed.\n${error.message}`,
			'Is the npm registry reachable (`npm ping`), and are 3 GB free? Then run the command again.',
		);
	}
}

// sqlite3 is the one native module to compile. npm calls `rebuild` a success when scripts are switched
// off and nothing was compiled, so only loading the module counts as proof. Scripts run on the host's
// Node with its own headers, whatever the user's npm settings say.
async function compileDatabaseDriver({ dir, node, env }) {
	const loads = () => run(node, ['-e', "require('sqlite3')"], { cwd: dir, env });
	if (await succeeds(loads)) {
		return;
	}
	const nodeFolder = path.resolve(path.dirname(node), '..');
	const hasHeaders = existsSync(path.join(nodeFolder, 'include', 'node'));
	try {
		await run('npm', ['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
			cwd: dir,
			env: hasHeaders ? { ...env, npm_config_nodedir: nodeFolder } : env,
			title: 'Compiling the database driver (sqlite3), about 2 minutes ...',
		});
		await loads();
	} catch (error) {
		throw new SetUpFailure(
			`The database driver of n8n (sqlite3) could not be compiled.\n${error.message}`,
			'It needs Python 3, make and a C++ compiler (Debian and Ubuntu: apt-get install python3 make g++;\n' +
				'macOS: xcode-select --install). Then run the command again; what is installed is kept.',
		);
	}
}

async function succeeds(action) {
	try {
		await action();
		return true;
	} catch {
		return false;
	}
}

// The lockfile brings Node 24 as an npm package where the registry has one, so that every machine runs
// the same; elsewhere the running Node must be new enough.
function nodeFor(dir) {
	const executable = IS_WINDOWS ? 'node.exe' : 'node';
	const carried = path.join(dir, 'node_modules', NODE_PACKAGE, 'bin', executable);
	if (existsSync(carried)) {
		return carried;
	}
	if (isNewEnough()) {
		return process.execPath;
	}
	throw nodeTooOld();
}

function isNewEnough() {
	return Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;
}

function nodeTooOld() {
	return new SetUpFailure(
		`n8n ${N8N_VERSION} needs Node ${OLDEST_NODE}; this is Node ${process.versions.node}, and npm has no` +
			` Node ${OLDEST_NODE} for ${process.platform} ${process.arch}.`,
		`Install Node ${OLDEST_NODE} (https://nodejs.org) and run the command with it.`,
	);
}
