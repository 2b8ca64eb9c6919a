// The types of setUp.mjs, for the TypeScript files of the demo and the end-to-end tests.

export interface InstalledHost {
	dir: string;
	/** The Node to run n8n with. */
	node: string;
	/** n8n's start script, the first argument of that Node. */
	n8n: string;
	env: Record<string, string | undefined>;
}

export class SetUpFailure extends Error {
	constructor(what: string, remedy?: string);
}

export const N8N_VERSION: string;
export function ensurePackage(): Promise<void>;
export function ensureBuild(): Promise<void>;
export function ensureHost(): Promise<InstalledHost>;
export function hasHost(): boolean;
export function findBrowser(env?: Record<string, string | undefined>): string;
export function unpackInto(folder: string): Promise<void>;
