// The package as npm would publish it: it holds what we ship and nothing else, needs nothing but what n8n
// brings, and everything it registers loads. Looks at dist/, so it wants a build first.
import manifest from '../package.json';
import { childProcess, env, execPath, fs, os, path, ROOT } from './support/node';

const DIST = path.join(ROOT, 'dist');
const REGISTERED = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
const BROUGHT_BY_N8N = ['n8n-workflow', 'luxon'];

// `tsc --noEmit` leaves its notes in dist/ too; package.json keeps them out of the tarball.
function filesUnder(folder: string): string[] {
	return fs
		.readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
		.map((file) => file.split(path.sep).join('/'))
		.filter((file) => !file.endsWith('.tsbuildinfo'));
}

beforeAll(() => {
	if (!fs.existsSync(path.join(DIST, 'nodes', 'shared', 'vendor.js'))) {
		throw new Error('There is no dist/ to look at: run `npm run build` first.');
	}
});

describe('package.json', () => {
	it('asks for nothing at run time but n8n-workflow, whatever its version', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('is what n8n looks for', () => {
		expect(manifest.name).toMatch(/^n8n-nodes-[a-z-]+$/);
		expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.license).toBe('MIT');
		expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	});
});

describe('dist/', () => {
	it('holds nodes and credentials, and of these only what n8n reads', () => {
		const folders = filesUnder(DIST).map((file) => file.split('/')[0]);
		expect([...new Set(folders)].sort()).toEqual(['credentials', 'nodes']);
		const strange = filesUnder(DIST).filter((file) => !/\.(js|js\.map|d\.ts|svg)$/.test(file));
		expect(strange.filter((file) => !file.endsWith('.node.json'))).toEqual([]);
	});

	it('has every source compiled, and nothing without a source', () => {
		const sources = ['nodes', 'credentials'].flatMap((folder) =>
			filesUnder(path.join(ROOT, folder)).map((file) => `${folder}/${file}`),
		);
		const compiled = sources.filter((file) => file.endsWith('.ts'));
		expect(
			filesUnder(DIST)
				.filter((file) => file.endsWith('.js'))
				.sort(),
		).toEqual(compiled.map((file) => file.replace(/\.ts$/, '.js')).sort());
		const copied = sources.filter((file) => /\.(svg|node\.json)$/.test(file));
		expect(filesUnder(DIST)).toEqual(expect.arrayContaining(copied));
	});

	it('carries its third parties in vendor.js and leaves no import of them elsewhere', () => {
		const imported = filesUnder(DIST)
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => {
				const text = fs.readFileSync(path.join(DIST, file), 'utf8');
				return [...text.matchAll(/\brequire\("([^."][^"]*)"\)/g)].map(([, name]) => name);
			});
		expect([...BROUGHT_BY_N8N, 'crypto']).toEqual(expect.arrayContaining([...new Set(imported)]));
		expect(fs.existsSync(path.join(DIST, 'nodes', 'shared', 'vendor.js.map'))).toBe(false);
	});
});

describe('the package alone', () => {
	interface Loaded {
		vendor: { parsed: number; limited: number };
		classes: Array<{ file: string; name: string; icons: string[] }>;
	}

	let folder: string;

	// A folder in which nothing can be found but what n8n itself brings.
	beforeAll(() => {
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'package-'));
		fs.cpSync(DIST, path.join(folder, 'dist'), { recursive: true });
		fs.mkdirSync(path.join(folder, 'node_modules'));
		for (const name of BROUGHT_BY_N8N) {
			const place = path.join('node_modules', name);
			fs.symlinkSync(path.join(ROOT, place), path.join(folder, place), 'junction');
		}
		fs.writeFileSync(path.join(folder, 'load.js'), LOAD_EVERYTHING);
	});

	afterAll(() => fs.rmSync(folder, { recursive: true }));

	it('loads all it registers, with its icons and its bundled libraries', () => {
		const printed = childProcess.execFileSync(execPath, ['load.js', ...REGISTERED], {
			cwd: folder,
			env: { ...env, NODE_PATH: '' },
			encoding: 'utf8',
		});
		const { vendor, classes } = JSON.parse(printed) as Loaded;

		expect(vendor).toEqual({ parsed: 7, limited: 8 });
		for (const { file, name, icons } of classes) {
			const className = path.basename(file).split('.')[0];
			expect(name).toBe(className.charAt(0).toLowerCase() + className.slice(1));
			expect(icons).toHaveLength(2);
			for (const icon of icons) {
				const place = path.join(folder, path.dirname(file), icon.replace(/^file:/, ''));
				expect(fs.readFileSync(place, 'utf8')).toContain('<svg');
			}
		}
		expect(classes).toHaveLength(REGISTERED.length);
	});
});

describe('the tarball', () => {
	it('holds dist, the workflows, the NetSuite project, the licences and the front page, and nothing else', () => {
		const printed = childProcess.execFileSync(
			'npm',
			['pack', '--dry-run', '--json', '--ignore-scripts', '--offline'],
			{ cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
		);
		const [{ files }] = JSON.parse(printed) as [{ files: Array<{ path: string }> }];
		const paths = files.map((file) => file.path);

		const copied = ['workflows', 'netsuite'].flatMap((folder) =>
			filesUnder(path.join(ROOT, folder)).map((file) => `${folder}/${file}`),
		);
		const expected = ['package.json', 'README.md', 'LICENSE.md', 'THIRD_PARTY_NOTICES.md'];
		const outsideDist = paths.filter((file) => !file.startsWith('dist/'));
		expect(outsideDist.sort()).toEqual([...expected, ...copied].sort());
		expect(paths.filter((file) => file.startsWith('dist/')).sort()).toEqual(
			filesUnder(DIST)
				.map((file) => `dist/${file}`)
				.sort(),
		);
	});
});

const LOAD_EVERYTHING = `
const path = require('node:path');
const { z, pLimit } = require('./dist/nodes/shared/vendor.js');
const classes = process.argv.slice(2).map((file) => {
	const instance = new (require('./' + file)[path.basename(file).split('.')[0]])();
	const { name, icon } = instance.description ?? instance;
	return { file, name, icons: Object.values(icon) };
});
pLimit(1)(() => 8).then((limited) => {
	const vendor = {
		parsed: z.number().parse(7),
		limited,
	};
	console.log(JSON.stringify({ vendor, classes }));
});
`;
