// What publishing relies on, so that it does not first show on the day of a release: the workflows of GitHub run the
// tests before they publish, the release tool leaves our changelog alone, placeholders stop a release.
import manifest from '../package.json';
import { childProcess, env, execPath, fs, path, ROOT } from './support/node';

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const publish = read('.github/workflows/publish.yml');
const ci = read('.github/workflows/ci.yml');
const SCRIPT = path.join(ROOT, 'test/publishable.mjs');

test('publishing has the right to prove where the package comes from, and tests first', () => {
	expect(publish).toContain('id-token: write');
	expect(publish).toMatch(/tags: \['\[0-9\]\+\.\[0-9\]\+\.\[0-9\]\+'\]/);
	const steps = ['test/publishable.mjs', 'run: npm test', 'npm run release'].map((step) =>
		publish.indexOf(step),
	);
	expect(steps.every((at) => at > 0)).toBe(true);
	expect([...steps].sort((one, other) => one - other)).toEqual(steps);
	expect(manifest.scripts.release).toBe('n8n-node release');
	// Node 24 brings the npm that trusted publishing needs.
	expect(publish).toMatch(/node-version: 24$/m);
});

test('no workflow holds a secret or runs what others propose with rights to write', () => {
	for (const workflow of [publish, ci]) {
		expect(workflow).not.toMatch(/npm_[A-Za-z0-9]{20}|ghp_|pull_request_target/);
	}
	expect(ci).toMatch(/permissions:\n {2}contents: read/);
});

test('CI tests the Node versions that are promised', () => {
	const versions = /node: \[([^\]]+)\]/.exec(ci)?.[1].split(', ') ?? [];
	expect(versions).toEqual(['20', '22', '24']);
	expect(manifest.engines.node).toBe(`>=${versions[0]}`);
	expect(ci).toContain('npm run test:e2e');
});

test('the release tool writes its changelog elsewhere', () => {
	const { output } = JSON.parse(read('.auto-changelog')) as { output: string };
	expect(path.resolve(ROOT, output)).not.toBe(path.join(ROOT, 'CHANGELOG.md'));
	expect(output).toMatch(/^node_modules\//);
});

test('package.json has all that npm and n8n show', () => {
	const { name, description, keywords, license, homepage, bugs, repository, author } = manifest;
	for (const value of [name, description, license, homepage, bugs.url, author.name, author.email]) {
		expect(value).toMatch(/\S/);
	}
	expect(keywords).toEqual(
		expect.arrayContaining(['n8n-community-node-package', 'netsuite', 'amazon']),
	);
	expect(bugs.url).toBe(`${homepage}/issues`);
	expect(repository.url).toBe(`${homepage}.git`);
});

function publishable(changes: Record<string, string>): { status: number; told: string } {
	const { stdout, stderr, status } = childProcess.spawnSync(execPath, [SCRIPT], {
		encoding: 'utf8',
		env: { ...env, ...changes },
	});
	return { status: status ?? -1, told: stdout + stderr };
}

test('a placeholder, another tag and an unwritten changelog stop a release', () => {
	const repository = manifest.homepage.replace('https://github.com/', '');
	const { status, told } = publishable({ GITHUB_REPOSITORY: repository, GITHUB_REF_NAME: '9.9.9' });
	expect(status).toBe(1);
	expect(told).toMatch(/The tag 9\.9\.9 is not the version/);
	expect(publishable({ GITHUB_REPOSITORY: 'a/b', GITHUB_REF_NAME: '' }).told).toMatch(
		/repository and homepage are not https:\/\/github\.com\/a\/b/,
	);
});

test('with everything filled in nothing stops it', () => {
	const address = 'https://github.com/owner/name';
	const filled = {
		version: '1.0.0',
		author: { name: 'Jane Doe', email: 'jane@owner.test' },
		homepage: address,
		repository: { url: `${address}.git` },
		bugs: { url: `${address}/issues` },
	};
	const ask = (given: object, changelog = '## 1.0.0\n', tag = '1.0.0') => {
		const call = `import(${JSON.stringify(SCRIPT)}).then(({ faultsOf }) => console.log(JSON.stringify(faultsOf(${JSON.stringify(given)}, ${JSON.stringify(changelog)}, { repository: 'owner/name', tag: ${JSON.stringify(tag)} }))))`;
		const printed = childProcess.execFileSync(execPath, ['-e', call], { encoding: 'utf8' });
		return JSON.parse(printed) as string[];
	};
	expect(ask(filled)).toEqual([]);
	expect(ask({ ...filled, author: { ...filled.author, email: 'x@y.example' } })).toHaveLength(1);
	expect(ask(filled, '## 1.0.0 (not published yet)\n')).toHaveLength(1);
	expect(ask(filled, '## 1.0.0\n', '1.0.1')).toHaveLength(1);
});

test('every bundled workflow has its description for the gallery, under its own name', () => {
	const folder = path.join(ROOT, 'workflows');
	const names = fs
		.readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => (JSON.parse(read(`workflows/${file}`)) as { name: string }).name);
	const described = [...read('docs/workflow-gallery.md').matchAll(/^## (.+)$/gm)].map(
		([, name]) => name,
	);
	expect(described.sort()).toEqual(names.sort());
});
