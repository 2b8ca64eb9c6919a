// What every node that logs in has in common: one plain choice between two credentials, of which n8n shows the one
// that is chosen. And no node that writes is offered to language models as a tool.
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeType } from 'n8n-workflow';

import manifest from '../../package.json';
import { path } from '../support/node';
import { loadOurNode } from '../support/ourTypes';

const names = manifest.n8n.nodes.map((file) => {
	const name = path.basename(file, '.node.js');
	return name.charAt(0).toLowerCase() + name.slice(1);
});

async function nodeOf(name: string): Promise<INodeType> {
	const node = await loadOurNode(`${manifest.name}.${name}`);
	if (!node) {
		throw new Error(`${name} is not registered.`);
	}
	return node;
}

/** The credentials that n8n shows and allows with this choice. */
function shown({ description }: INodeType, authentication: unknown): string[] {
	const parameters = { authentication } as INode['parameters'];
	return (description.credentials ?? [])
		.filter((one) => NodeHelpers.displayParameter(parameters, one, null, description))
		.map(({ name }) => name);
}

const loggingIn = names.filter((name) => name !== 'amazonSettlementParse');

test.each(loggingIn)('%s takes either credential, one at a time', async (name) => {
	const node = await nodeOf(name);
	const [first] = node.description.properties;
	expect(first).toMatchObject({ name: 'authentication', default: 'tba', noDataExpression: true });
	expect(shown(node, 'tba')).toEqual(['netSuiteTbaApi']);
	expect(shown(node, 'oAuth2')).toEqual(['netSuiteOAuth2Api']);
	// Why the choice must be a plain value.
	expect(shown(node, '={{ "oAuth2" }}')).toHaveLength(2);
});

test.each(names)('%s is a tool only if it writes nothing', async (name) => {
	const { usableAsTool, credentials } = (await nodeOf(name)).description;
	expect(usableAsTool === true && credentials !== undefined).toBe(false);
});
