// What a workflow JSON must be before it ships: importable, complete, and free of anything private.
// The build runs it on every file in workflows/; it returns sentences, one per fault, none when all
// is well. Types other than our own are only checked by name: n8n is not here to be asked.

interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	webhookId?: string;
	credentials?: Record<string, { id?: string | null }>;
	parameters?: {
		authentication?: string;
		limitWaitTime?: boolean;
		options?: { path?: string };
	};
}

interface Target {
	node: string;
}

interface Workflow {
	name?: string;
	nodes: WorkflowNode[];
	connections: Record<string, Record<string, Array<Target[] | null>>>;
	settings?: { executionOrder?: string };
	pinData?: Record<string, unknown>;
}

/** The versions of each of our node types, by type name. */
export type KnownVersions = ReadonlyMap<string, readonly number[]>;

const BASE = 'n8n-nodes-base.';
const LOOP = `${BASE}splitInBatches`;
const FORM = `${BASE}form`;
const FORM_TRIGGER = `${BASE}formTrigger`;

const PRIVATE: Array<[RegExp, string]> = [
	[/(\/home\/|\/Users\/|\/root\/|[A-Z]:\\Users\\)/, 'a personal path'],
	[/\b[0-9a-f]{40,}\b/i, 'a key or an instance id'],
	[/\bBearer\s+\S{12,}/, 'a bearer token'],
	[/-----BEGIN [A-Z ]+-----/, 'a private key'],
	[/[\w.+-]+@(?!([\w-]+\.)*example\b)[\w-]+\.[a-z]{2,}/i, 'an e-mail address'],
];

export function checkWorkflow(workflow: Workflow, known: KnownVersions): string[] {
	return [
		...checkWhole(workflow),
		...workflow.nodes.flatMap((node) => checkNode(node, known)),
		...checkConnections(workflow),
		...workflow.nodes
			.filter(({ type }) => type === LOOP)
			.flatMap((node) => checkLoop(node, workflow)),
		...checkPrivacy(workflow),
	];
}

function checkWhole({ name, nodes, settings, pinData }: Workflow): string[] {
	const problems = [...repeated('name', nodes), ...repeated('id', nodes)];
	if (!name) {
		problems.push('the workflow has no name');
	}
	if (settings?.executionOrder !== 'v1') {
		problems.push('settings.executionOrder is not "v1"');
	}
	if (Object.keys(pinData ?? {}).length > 0) {
		problems.push('it carries pinned data');
	}
	return problems;
}

function repeated(key: 'name' | 'id', nodes: WorkflowNode[]): string[] {
	const values = nodes.map((node) => node[key]);
	const again = values.filter((value, index) => value && values.indexOf(value) !== index);
	const missing = values.filter((value) => !value).map(() => `a node has no ${key}`);
	return [...missing, ...again.map((value) => `two nodes have the ${key} "${value}"`)];
}

function checkNode(node: WorkflowNode, known: KnownVersions): string[] {
	const problems: string[] = [];
	const versions = known.get(node.type);
	if (!versions && !node.type.startsWith(BASE)) {
		problems.push(`"${node.name}" is of an unknown type, ${node.type}`);
	}
	if (versions && !versions.includes(node.typeVersion)) {
		problems.push(`"${node.name}" wants version ${node.typeVersion} of ${node.type}`);
	}
	if (node.type === FORM_TRIGGER) {
		problems.push(...checkForm(node));
	}
	if (node.type === FORM && node.parameters?.limitWaitTime !== true) {
		problems.push(
			`"${node.name}" waits until somebody looks at it, if need be until the year 3000`,
		);
	}
	if (Object.values(node.credentials ?? {}).some(({ id }) => id)) {
		problems.push(`"${node.name}" points to a credential of some n8n`);
	}
	return problems;
}

/** A form posts money: nobody may use it without signing in, nor know its address from this repository. */
function checkForm({ name, webhookId, parameters }: WorkflowNode): string[] {
	const problems: string[] = [];
	if (!webhookId) {
		problems.push(`"${name}" has no webhookId, so its form gets no address`);
	}
	if (!['n8nUserAuth', 'basicAuth'].includes(parameters?.authentication ?? '')) {
		problems.push(`"${name}" is open to everybody who reaches n8n`);
	}
	// The editor replaces a webhookId, and a path that equals it, when it imports a workflow.
	if ((parameters?.options?.path ?? webhookId) !== webhookId) {
		problems.push(`"${name}" has the same address wherever it is imported`);
	}
	return problems;
}

function checkConnections({ nodes, connections }: Workflow): string[] {
	const names = new Set(nodes.map(({ name }) => name));
	return Object.entries(connections).flatMap(([source, byType]) => {
		const targets = Object.values(byType)
			.flat(2)
			.flatMap((target) => (target ? [target.node] : []));
		return [source, ...targets]
			.filter((name) => !names.has(name))
			.map((name) => `a connection of "${source}" needs "${name}", which does not exist`);
	});
}

/** A loop that nothing comes back to does one batch and drops the rest; without "done" nothing follows it. */
function checkLoop({ name }: WorkflowNode, { connections }: Workflow): string[] {
	const [done, batch] = connections[name]?.main ?? [];
	const reached = new Set<string>();
	const follow = (targets: Target[]) => {
		for (const { node } of targets.filter((target) => !reached.has(target.node))) {
			reached.add(node);
			// The first output is the way of what succeeded; errors leave through later ones.
			follow(connections[node]?.main[0] ?? []);
		}
	};
	follow(batch ?? []);
	return [
		...(reached.has(name) ? [] : [`nothing comes back to the loop "${name}"`]),
		...((done ?? []).length > 0 ? [] : [`nothing follows when the loop "${name}" is done`]),
	];
}

function checkPrivacy(workflow: Workflow): string[] {
	return stringsIn(workflow).flatMap((text) =>
		PRIVATE.filter(([pattern]) => pattern.test(text)).map(
			([pattern, what]) => `it contains what looks like ${what}: ${pattern.exec(text)?.[0]}`,
		),
	);
}

function stringsIn(value: unknown): string[] {
	if (typeof value === 'string') {
		return [value];
	}
	return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}
