// Our node and credential classes as n8n would find them: through package.json, by type name, from
// their TypeScript sources. A file is loaded when a workflow uses it.
import type { ICredentialType, INodeType } from 'n8n-workflow';
import manifest from '../../package.json';
import { path, ROOT } from './node';

const NODE_TYPE_PREFIX = `${manifest.name}.`;

/** The node class registered under a type such as `n8n-nodes-amazon-settlement.netSuitePaymentApply`. */
export async function loadOurNode(type: string): Promise<INodeType | undefined> {
	if (!type.startsWith(NODE_TYPE_PREFIX)) {
		return undefined;
	}
	const name = type.slice(NODE_TYPE_PREFIX.length);
	return await load<INodeType>(manifest.n8n.nodes, name, '.node.js');
}

export async function loadOurCredential(name: string): Promise<ICredentialType | undefined> {
	return await load<ICredentialType>(manifest.n8n.credentials, name, '.credentials.js');
}

// A class is named as its file, and its type name is the class name with a small first letter.
async function load<T>(registered: string[], name: string, ending: string): Promise<T | undefined> {
	const className = name.charAt(0).toUpperCase() + name.slice(1);
	const built = registered.find((file) => path.basename(file) === className + ending);
	if (!built) {
		return undefined;
	}
	const source = path.join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
	const exported = (await import(source)) as Record<string, new () => T>;
	return new exported[className]();
}
