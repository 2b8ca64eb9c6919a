// A real n8n for the demo and the end-to-end tests: a fresh data folder with our package in it as after an
// installation from the editor, workflows and credentials imported, workflows run with or without the
// editor. Several can run at once; what it started ends with it.
import type { ICredentialDataDecryptedObject, IConnections, INode } from 'n8n-workflow';
import manifest from '../package.json';
import { runToEnd, type Ending } from './children';
import {
	nodesOf,
	readHeadlessRun,
	storedRun,
	type HeadlessRun,
	type StoredExecution,
} from './headlessRun';
import { n8nEnvironment } from './n8nEnvironment';
import { startServer, type N8nServer } from './n8nServer';
import { demoFolder, fs, os, path, thisProcess } from './node';
import { ensureBuild, ensureHost, unpackInto } from './setUp.mjs';

export interface HostOptions {
	/** n8n's data folder, kept at the end; a temporary one when left out. */
	folder?: string;
	/** Where workflows may read files; `<folder>/files` when left out. */
	readableFolder?: string;
	/** Settings of n8n that win over the demo's. */
	env?: Record<string, string>;
}

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

export interface StoredWorkflow {
	id: string;
	name: string;
	nodes: INode[];
	connections: IConnections;
}

export interface Host {
	folder: string;
	readableFolder: string;
	importCredentials(credentials: StoredCredential[]): Promise<void>;
	importWorkflows(workflows: StoredWorkflow[]): Promise<void>;
	/**
	 * Runs a stored workflow from its manual trigger, without editor; an abort kills n8n at once. The items
	 * of the node named are read even from a run too large to be printed whole.
	 */
	execute(workflowId: string, abort?: AbortSignal, nodeName?: string): Promise<HeadlessRun>;
	/** The latest execution as n8n stored it, ended or waiting, with the items of the node named. */
	lastRun(nodeName?: string): Promise<HeadlessRun>;
	startServer(): Promise<N8nServer>;
	/** Stops the servers and removes the temporary folder. */
	close(): Promise<void>;
}

const SEGMENTATION_FAULT = 139;
const LINES_SHOWN_ON_FAILURE = 20;

export async function createHost(options: HostOptions = {}): Promise<Host> {
	await ensureBuild();
	const installed = await ensureHost();
	const folder = options.folder ?? temporaryFolder();
	const readableFolder = options.readableFolder ?? path.join(folder, 'files');
	fs.mkdirSync(readableFolder, { recursive: true });
	await installPackage(folder);
	const env = {
		...(await n8nEnvironment({ base: installed.env, folder, readableFolder })),
		...options.env,
	};
	const n8n = (...args: string[]) => ({
		command: installed.node,
		args: [installed.n8n, ...args],
		cwd: folder,
		env,
	});
	const importFile = async (kind: 'credentials' | 'workflow', content: unknown) => {
		const file = path.join(folder, `import-${kind}.json`);
		fs.writeFileSync(file, JSON.stringify(content));
		const ending = await runToEnd(n8n(`import:${kind}`, `--input=${file}`));
		fs.rmSync(file);
		if (ending.code !== 0) {
			throw failure(`n8n did not import the ${kind}`, ending);
		}
	};
	const lastExecution = async (nodeName?: string) => {
		const script = path.join(demoFolder, 'lastExecution.mjs');
		const database = path.join(folder, '.n8n', 'database.sqlite');
		const named = nodeName === undefined ? [] : [nodeName];
		const args = ['--no-warnings', script, installed.dir, database, ...named];
		const ending = await runToEnd({ command: installed.node, args, cwd: folder, env });
		if (ending.code !== 0) {
			throw failure("n8n's database could not be read", ending);
		}
		return JSON.parse(ending.printed) as StoredExecution;
	};
	const servers: N8nServer[] = [];
	return {
		folder,
		readableFolder,
		importCredentials: async (credentials) => await importFile('credentials', credentials),
		importWorkflows: async (workflows) => await importFile('workflow', workflows.map(inactive)),
		execute: async (workflowId, abort, nodeName) => {
			const command = n8n('execute', `--id=${workflowId}`, '--rawOutput');
			const before = await lastExecution();
			const attempt = async () => {
				const ending = await runToEnd(command, abort);
				const run = readHeadlessRun(ending) ?? storedRun(await lastExecution(nodeName), before);
				return { ending, run };
			};
			let { ending, run } = await attempt();
			if (hasCrashed(ending) && !run) {
				({ ending, run } = await attempt());
			}
			if (!run) {
				throw failure(`n8n did not finish the workflow ${workflowId}`, ending);
			}
			return run;
		},
		lastRun: async (nodeName) => {
			const { status, errorMessage, runData } = await lastExecution(nodeName);
			return { status, errorMessage, nodes: nodesOf(runData) };
		},
		startServer: async () => {
			const server = await startServer(n8n('start'));
			servers.push(server);
			return server;
		},
		close: async () => {
			await Promise.all(servers.map(async (server) => await server.stop()));
			if (!options.folder) {
				fs.rmSync(folder, { recursive: true, force: true });
			}
		},
	};
}

// Ctrl+C ends the demo without closing the host, and must not leave a folder behind either.
function temporaryFolder(): string {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amazon-settlement-'));
	thisProcess.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
	return folder;
}

// Where n8n puts a community package that a user installs; only from here do its node types get the names
// that the bundled workflows use.
async function installPackage(folder: string): Promise<void> {
	const place = path.join(folder, '.n8n', 'nodes', 'node_modules', manifest.name);
	fs.rmSync(place, { recursive: true, force: true });
	await unpackInto(place);
}

function inactive(workflow: StoredWorkflow) {
	return { ...workflow, active: false };
}

// n8n sometimes crashes while it exits, mostly after all is done and told.
function hasCrashed({ code, signal }: Ending): boolean {
	return signal === 'SIGSEGV' || code === SEGMENTATION_FAULT;
}

function failure(what: string, { code, signal, printed }: Ending): Error {
	const lastLines = printed.trimEnd().split('\n').slice(-LINES_SHOWN_ON_FAILURE).join('\n');
	return new Error(`${what} (${signal ?? `exit code ${code}`}):\n${lastLines}`);
}
