// What belongs to a node: class, codex, a light and a dark icon, registration, a test. A newcomer who adds a
// folder is told here what is missing.
import { oneFile, type Rule } from './rule';
import type { SourceFile } from './source';

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

function nodeFolders(files: SourceFile[]): string[] {
	const folders = files.map(({ path }) => /^nodes\/([A-Z]\w*)\//.exec(path)?.[1]);
	return [...new Set(folders.flatMap((folder) => folder ?? []))];
}

function manifestOf(files: SourceFile[]): Manifest {
	const file = files.find(({ path }) => path === 'package.json');
	return file ? JSON.parse(file.text) : { name: '', n8n: { nodes: [], credentials: [] } };
}

function textOf(files: SourceFile[], path: string): string | undefined {
	return files.find((file) => file.path === path)?.text;
}

function checkNode(files: SourceFile[], name: string): string[] {
	const folder = `nodes/${name}`;
	const manifest = manifestOf(files);
	const typeName = name.charAt(0).toLowerCase() + name.slice(1);
	const missing = [
		`${folder}/${name}.node.ts`,
		`${folder}/${name}.node.json`,
		`test/nodes/${name}.test.ts`,
	]
		.filter((path) => textOf(files, path) === undefined)
		.map((path) => `${path} is missing`);
	const codex = textOf(files, `${folder}/${name}.node.json`);
	if (codex && JSON.parse(codex).node !== `${manifest.name}.${typeName}`) {
		missing.push(`${folder}/${name}.node.json does not name ${manifest.name}.${typeName}`);
	}
	if (!manifest.n8n.nodes.includes(`dist/${folder}/${name}.node.js`)) {
		missing.push(`package.json does not register ${name}`);
	}
	return [...missing, ...checkIcons(files, `${folder}/${name}.node.ts`)];
}

// Icons are named relative to the file, `file:x.svg`.
function checkIcons(files: SourceFile[], path: string): string[] {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const [light, dark] = ['light', 'dark'].map((mode) => {
		const named = new RegExp(`\\b${mode}: 'file:([^']+)'`).exec(textOf(files, path) ?? '')?.[1];
		return named
			? textOf(files, new URL(named, `https://x/${folder}`).pathname.slice(1))
			: undefined;
	});
	if (light === undefined || dark === undefined) {
		return [`${path} lacks a light or a dark icon that exists`];
	}
	return light === dark ? [`${path} has the same icon twice`] : [];
}

function checkCredentials(files: SourceFile[]): string[] {
	const { credentials } = manifestOf(files).n8n;
	return files
		.filter(({ path }) => path.endsWith('.credentials.ts'))
		.flatMap(({ path }) => {
			const isRegistered = credentials.includes(`dist/${path.replace(/\.ts$/, '.js')}`);
			const missing = isRegistered ? [] : [`package.json does not register ${path}`];
			return [...missing, ...checkIcons(files, path)];
		});
}

function checkRegistrations(files: SourceFile[]): string[] {
	const { nodes, credentials } = manifestOf(files).n8n;
	return [...nodes, ...credentials]
		.map((built) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts'))
		.filter((source) => textOf(files, source) === undefined)
		.map((source) => `package.json registers ${source}, which does not exist`);
}

const COMPLETE: SourceFile[] = [
	{
		path: 'package.json',
		text: JSON.stringify({
			name: 'pkg',
			n8n: { nodes: ['dist/nodes/Parse/Parse.node.js'], credentials: [] },
		}),
	},
	{ path: 'nodes/Parse/Parse.node.ts', text: "{ light: 'file:a.svg', dark: 'file:../b.svg' }" },
	{ path: 'nodes/Parse/Parse.node.json', text: '{ "node": "pkg.parse" }' },
	{ path: 'nodes/Parse/a.svg', text: '<svg/>' },
	{ path: 'nodes/b.svg', text: '<svg></svg>' },
	{ path: 'test/nodes/Parse.test.ts', text: '' },
];

function completeBut(path: string, text?: string): SourceFile[] {
	const others = COMPLETE.filter((file) => file.path !== path);
	return text === undefined ? others : [...others, { path, text }];
}

/** The one way in for parameters: read raw, checked against the description, expressions where they belong. */
const WAY_IN = 'nodes/shared/n8n/parameters/parameters.ts';

function checkWayIn(files: SourceFile[]): string[] {
	return files
		.filter(({ path }) => /^nodes\/.*\.ts$/.test(path) && path !== WAY_IN)
		.flatMap(({ path, text }) =>
			/\b(?:getNodeParameter|evaluateExpression)\b|\bgetNode\(\)\.parameters\b/.test(text)
				? [`${path} reads a parameter beside ${WAY_IN}`]
				: [],
		);
}

export const nodeRules: Rule[] = [
	{
		title: 'parameters come in by one way, which checks them',
		check: checkWayIn,
		offences: [
			oneFile('nodes/Pay/a.ts', "const a = context.getNodeParameter('datePolicy', 0);"),
			oneFile('nodes/shared/n8n/a.ts', "const a = context.evaluateExpression('1', 0);"),
			oneFile('nodes/shared/n8n/a.ts', 'const { dryRun } = context.getNode().parameters;'),
		],
	},
	{
		title: 'every node has its class, codex, two icons, registration and test',
		check: (files) => nodeFolders(files).flatMap((name) => checkNode(files, name)),
		offences: [
			...COMPLETE.map(({ path }) => completeBut(path)),
			completeBut('nodes/b.svg', '<svg/>'),
			completeBut('nodes/Parse/Parse.node.json', '{ "node": "pkg.other" }'),
		],
	},
	{
		title: 'every credential is registered and has two icons',
		check: checkCredentials,
		offences: [oneFile('credentials/A.credentials.ts', "icon = { light: 'file:a.svg' };")],
	},
	{
		title: 'package.json registers nothing that does not exist',
		check: checkRegistrations,
		offences: [completeBut('nodes/Parse/Parse.node.ts')],
	},
];
