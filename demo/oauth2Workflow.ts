// A bundled workflow with OAuth 2.0 in place of token-based authentication: the same in everything else, so that
// whoever uses OAuth 2.0 does not change each node by hand. The build writes these beside the others.
import manifest from '../package.json';

interface Node {
	type: string;
	parameters: object;
}

interface Workflow {
	name: string;
	nodes: Node[];
}

const READS_FILES_ONLY = `${manifest.name}.amazonSettlementParse`;

/** True for the nodes that log in to NetSuite. */
export function needsNetSuite({ type }: Pick<Node, 'type'>): boolean {
	return type.startsWith(`${manifest.name}.`) && type !== READS_FILES_ONLY;
}

export function oauth2Workflow<Given extends Workflow>(workflow: Given): Given {
	return {
		...workflow,
		name: `${workflow.name} (OAuth 2.0)`,
		nodes: workflow.nodes.map((node) =>
			needsNetSuite(node)
				? { ...node, parameters: { authentication: 'oAuth2', ...node.parameters } }
				: node,
		),
	};
}
