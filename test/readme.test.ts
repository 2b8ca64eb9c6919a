// The README keeps its promises: every stable error code stands in its table with a remedy, and every
// script it names exists.
import manifest from '../package.json';
import { fs, path, ROOT } from './support/node';

const read = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');

/** The members of a union type of codes, as they are written in the source. */
function codesIn(file: string, type: string): string[] {
	const union = new RegExp(`export type ${type} =([^;]+);`).exec(read(file))?.[1] ?? '';
	return [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);
}

test.each([
	['nodes/shared/netsuite/api/netSuiteError.ts', 'ErrorCode'],
	['nodes/shared/settlement/settlementError.ts', 'SettlementErrorCode'],
])('every code of %s is explained', (file, type) => {
	const codes = codesIn(file, type);
	expect(codes.length).toBeGreaterThan(3);
	const missing = codes.filter((code) => !new RegExp(`^\\| ${code} \\|`, 'm').test(readme));
	expect(missing).toEqual([]);
});

test('the table explains no code that is gone', () => {
	const told = [...readme.matchAll(/^\| ([A-Z][A-Z_]{4,}) \|/gm)].map(([, code]) => code);
	const known = [
		...codesIn('nodes/shared/netsuite/api/netSuiteError.ts', 'ErrorCode'),
		...codesIn('nodes/shared/settlement/settlementError.ts', 'SettlementErrorCode'),
	];
	expect(told.filter((code) => !known.includes(code))).toEqual([]);
});

test('every npm script that the documents name exists', () => {
	const named = ['README.md', 'CONTRIBUTING.md', 'sandbox/README.md'].flatMap((file) =>
		[
			...read(file).matchAll(
				/npm (?:run )?(test:e2e|test|demo|sandbox|check|lint|build|bench:\w+)\b/g,
			),
		].map(([, script]) => script),
	);
	expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
});
