// The build: what npm publishes, made from the sources. `n8n-node build` compiles; then the one file
// with third-party code is bundled, what we do not ship is removed, the workflows are checked against
// the nodes just built, and the licences of the bundled code are written down.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, series, src } = require('gulp');
const tsx = require('tsx/cjs/api');

const manifest = require('./package.json');
const { checkWorkflow } = tsx.require('./test/workflows/checkWorkflow.ts', __filename);

const { oauth2Workflow, needsNetSuite } = tsx.require('./demo/oauth2Workflow.ts', __filename);

const OAUTH2_WORKFLOWS = path.join('workflows', 'oauth2');
const VENDOR = 'nodes/shared/vendor';
const SHIPPED = ['nodes', 'credentials'];
const NOTICES = 'THIRD_PARTY_NOTICES.md';

let bundledFiles = [];

async function compile() {
	const cli = path.join('node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
	// In a log file its spinner would draw thousands of frames; it keeps still in CI.
	const env = process.stdout.isTTY ? process.env : { ...process.env, CI: 'true' };
	const { status } = spawnSync(process.execPath, [cli, 'build'], { stdio: 'inherit', env });
	if (status !== 0) {
		throw new Error('n8n-node build failed, see above.');
	}
}

// tsc left a vendor.js that requires its libraries; the bundle takes its place, so `dependencies` can
// stay empty. The old source map would point nowhere.
async function bundleVendor() {
	const { metafile } = await esbuild.build({
		entryPoints: [`${VENDOR}.ts`],
		outfile: `dist/${VENDOR}.js`,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		legalComments: 'inline',
		metafile: true,
		allowOverwrite: true,
	});
	bundledFiles = Object.keys(metafile.inputs);
	fs.rmSync(`dist/${VENDOR}.js.map`, { force: true });
}

// n8n-node copies every image of the repository, and tsc adds package.json and its build notes.
async function prune() {
	for (const name of fs.readdirSync('dist')) {
		if (!SHIPPED.includes(name)) {
			fs.rmSync(path.join('dist', name), { recursive: true });
		}
	}
}

// The same workflows for those who log in with OAuth 2.0; git does not keep them.
async function writeOAuth2Workflows() {
	fs.rmSync(OAUTH2_WORKFLOWS, { recursive: true, force: true });
	fs.mkdirSync(OAUTH2_WORKFLOWS);
	for (const name of workflowsIn('workflows')) {
		const workflow = JSON.parse(fs.readFileSync(path.join('workflows', name), 'utf8'));
		if (workflow.nodes.some(needsNetSuite)) {
			const text = `${JSON.stringify(oauth2Workflow(workflow), null, 2)}\n`;
			fs.writeFileSync(path.join(OAUTH2_WORKFLOWS, name), text);
		}
	}
}

function workflowsIn(folder) {
	return fs.readdirSync(folder).filter((name) => name.endsWith('.json'));
}

async function checkWorkflows() {
	const versions = new Map(manifest.n8n.nodes.map(typeAndVersions));
	const problems = ['workflows', OAUTH2_WORKFLOWS].flatMap((folder) =>
		workflowsIn(folder).flatMap((name) => {
			const file = path.join(folder, name);
			const workflow = JSON.parse(fs.readFileSync(file, 'utf8'));
			return checkWorkflow(workflow, versions).map((problem) => `${file}: ${problem}`);
		}),
	);
	if (problems.length > 0) {
		throw new Error(`The bundled workflows cannot ship:\n  ${problems.join('\n  ')}`);
	}
}

function typeAndVersions(file) {
	const className = path.basename(file, '.node.js');
	const { description } = new (require(path.resolve(file))[className])();
	return [`${manifest.name}.${description.name}`, [description.version].flat()];
}

async function writeNotices() {
	const folders = new Set(bundledFiles.map(packageFolder).filter(Boolean));
	const notices = [...folders].sort().map(notice);
	const intro =
		'# Third-party notices\n\n' +
		`The file \`dist/${VENDOR}.js\` contains the code of these packages, under their licences.\n` +
		'The build writes this list from what it bundled.\n';
	fs.writeFileSync(NOTICES, [intro, ...notices].join('\n'));
}

function packageFolder(file) {
	return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

function notice(folder) {
	const { name, version, license } = require(path.resolve(folder, 'package.json'));
	const licenceFile = fs
		.readdirSync(folder)
		.find((file) => /^licen[cs]e(\.md|\.txt)?$/i.test(file));
	if (!licenceFile) {
		throw new Error(`${name} is bundled, but brings no licence text.`);
	}
	const text = fs.readFileSync(path.join(folder, licenceFile), 'utf8').trim();
	return `## ${name} ${version} (${license})\n\n\`\`\`\n${text}\n\`\`\`\n`;
}

// n8n-node copies the icons in `build`; this is the command of the older n8n starter, for those who
// know it.
function buildIcons() {
	return src('{nodes,credentials}/**/*.{png,svg}', { encoding: false }).pipe(dest('dist'));
}

// The workflows come first: what is newer than dist/ makes the build stale.
exports.build = series(
	writeOAuth2Workflows,
	compile,
	bundleVendor,
	prune,
	checkWorkflows,
	writeNotices,
);
exports.buildIcons = buildIcons;
exports.default = exports.build;
