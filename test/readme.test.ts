// The documents keep their promises: every stable error code is explained with a remedy, every script they name
// exists, and every link leads somewhere, also those that nodes and credential open in the browser.
import manifest from '../package.json';
import { brokenLinks, linksOf } from './support/documentLinks';
import { fs, path, ROOT } from './support/node';

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const namesIn = (folder: string, ending: string) =>
	fs
		.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name.split(path.sep).join('/')}`);
const errorCodes = read('docs/error-codes.md');
const PAGES = namesIn('docs', '.md');
const DOCUMENTS = [
	'README.md',
	'CONTRIBUTING.md',
	'CHANGELOG.md',
	'SECURITY.md',
	'sandbox/README.md',
	'bench/README.md',
	...PAGES,
];

/** As the tests of links want it: markdown with its text, other files and folders without. */
function readLinked(file: string): string | undefined {
	if (!fs.existsSync(path.join(ROOT, file))) {
		return undefined;
	}
	return file.endsWith('.md') ? read(file) : '';
}

/** The members of a union type of codes, as they are written in the source. */
function codesIn(file: string, type: string): string[] {
	const union = new RegExp(`export type ${type} =([^;]+);`).exec(read(file))?.[1] ?? '';
	return [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);
}

test.each([
	['nodes/shared/netsuite/api/errorCodes.ts', 'ErrorCode'],
	['nodes/shared/settlement/values/settlementError.ts', 'SettlementErrorCode'],
	['nodes/shared/netsuite/records/disagreement.ts', 'DisagreementCode'],
])('every code of %s is explained', (file, type) => {
	const codes = codesIn(file, type);
	expect(codes.length).toBeGreaterThan(3);
	const missing = codes.filter((code) => !new RegExp(`^\\| ${code} \\|`, 'm').test(errorCodes));
	expect(missing).toEqual([]);
});

test('each code is explained once: one word, one meaning', () => {
	const told = [...errorCodes.matchAll(/^\| ([A-Z][A-Z_]{4,}) \|/gm)].map(([, code]) => code);
	expect(told.filter((code, at) => told.indexOf(code) !== at)).toEqual([]);
});

test('the table explains no code that is gone', () => {
	const told = [...errorCodes.matchAll(/^\| ([A-Z][A-Z_]{4,}) \|/gm)].map(([, code]) => code);
	const known = [
		...codesIn('nodes/shared/netsuite/api/errorCodes.ts', 'ErrorCode'),
		...codesIn('nodes/shared/settlement/values/settlementError.ts', 'SettlementErrorCode'),
		...codesIn('nodes/shared/netsuite/records/disagreement.ts', 'DisagreementCode'),
	];
	expect(told.filter((code) => !known.includes(code))).toEqual([]);
});

test('every npm script that the documents name exists', () => {
	const named = DOCUMENTS.flatMap((file) =>
		[
			...read(file).matchAll(
				/npm (?:run )?(test:e2e|test|demo|sandbox|check|lint|build|bench:\w+)\b/g,
			),
		].map(([, script]) => script),
	);
	expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
});

test.each(DOCUMENTS)('every link of %s leads somewhere', (file) => {
	expect(brokenLinks(file, linksOf(read(file)), readLinked)).toEqual([]);
});

test('every test that SECURITY.md names is there', () => {
	const named = [...read('SECURITY.md').matchAll(/`(test\/[\w/.]+)`/g)].map(([, file]) => file);
	expect(named.length).toBeGreaterThan(8);
	expect(named.filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
});

test('every page of docs/ is linked from the README or CONTRIBUTING', () => {
	const linked = ['README.md', 'CONTRIBUTING.md']
		.flatMap((page) => linksOf(read(page)))
		.map((link) => link.split('#')[0]);
	expect(PAGES.length).toBeGreaterThan(1);
	expect(PAGES.filter((page) => !linked.includes(page))).toEqual([]);
});

// npm shows the README without the rest: relative links work there by the address of the repository alone.
test('npm knows where relative links lead', () => {
	expect(manifest.repository.url).toBe(`${manifest.homepage}.git`);
});

// Opened from n8n's editor: the repository's front page, or a file of it.
test('what nodes and credential link to is there', () => {
	const sources = [
		...['nodes', 'credentials'].flatMap((folder) => namesIn(folder, '.ts')),
		...namesIn('nodes', '.node.json'),
		...namesIn('workflows', '.json'),
	];
	const address = new RegExp(`${manifest.homepage}([^\\s"'\`)]*)`, 'g');
	const links = sources.flatMap((file) =>
		[...read(file).matchAll(address)].map(([, rest]) =>
			rest.startsWith('#') || rest === '' ? `README.md${rest}` : rest.replace('/blob/HEAD/', ''),
		),
	);
	expect(links.length).toBeGreaterThan(6);
	expect(brokenLinks('README.md', links, readLinked)).toEqual([]);
});

test('a link that leads nowhere is found', () => {
	const files: Record<string, string> = {
		'README.md':
			'# Front page\n\n```\n# No heading\n```\n\n## Never twice: `AMZ`, said\n\n## Twice\n\n## Twice\n',
		'docs/a.md': '',
		LICENSE: '',
	};
	const good =
		'[1](../README.md) [2](../README.md#never-twice-amz-said) [3](#here) [4](a.md) [5](../LICENSE) [6](https://x.example/#y) [7](../README.md#twice-1) `[8](gone.md)`\n\n## Here\n';
	const bad =
		'[1](b.md) [2](../README.md#no-heading) [3](#there) [4](../../LICENSE) [5](../README.md#twice-2)\n';
	const found = (text: string) =>
		brokenLinks('docs/c.md', linksOf(text), (file) => ({ ...files, 'docs/c.md': text })[file]);
	expect(found(good)).toEqual([]);
	expect(found(bad)).toEqual([
		'docs/c.md: b.md leads to no file',
		'docs/c.md: ../README.md#no-heading leads to no heading',
		'docs/c.md: #there leads to no heading',
		'docs/c.md: ../../LICENSE leads to no file',
		'docs/c.md: ../README.md#twice-2 leads to no heading',
	]);
});
