// npm run mutate: a file with its mutants does what it did before until one is switched on, and then makes exactly
// that mistake; the tests that can notice it are found; a run on a small project counts what they notice.
import { reachOf } from '../../tools/mutate/importers';
import type { Mutant } from '../../tools/mutate/mutants';
import { withMutants } from '../../tools/mutate/mutants';
import { NAMED } from '../../tools/mutate/named';
import { mistaken, runNamed } from '../../tools/mutate/namedRun';
import { patternOf, shuffled, testsFor } from '../../tools/mutate/plan';
import { report, runMutation } from '../../tools/mutate/run';
import { fs, os, path, ROOT, vm } from '../support/node';

/** Plain JavaScript, so that it runs as it is. */
const SOURCE = `const limits = { low: 3, isStrict: true };
function judge(amount, given) {
	const rest = amount - (given ?? 1);
	if (rest < limits.low && !limits.isStrict) {
		return 'low';
	}
	note(rest);
	return Math.max(rest, 0) === 0 ? 'none' : -rest;
}
const sql = \`SELECT 1 FROM t WHERE t.a = 1 AND t.voided = 'F' ORDER BY 1\`;
return [judge(...args), noted, sql];
`;

/** What SOURCE gives with one mutant switched on, and which were reached. */
function carriedOut(active: number, args: Array<number | undefined>) {
	const { code, mutants } = withMutants('a.ts', SOURCE);
	const reached = new Set<number>();
	const noted: number[] = [];
	const ask = (id: number) => {
		reached.add(id);
		return id === active;
	};
	const body = code.replaceAll('globalThis.__mutant', 'ask');
	const note = (one: number) => noted.push(one);
	const [value, notes, sql] = vm.runInNewContext(`(() => {${body}})()`, {
		ask,
		args,
		noted,
		note,
	}) as [unknown, number[], string];
	return { value, notes, sql, reached, mutants };
}

const named = (mutants: Mutant[]) =>
	mutants.map(({ line, operator, before, after }) => `${line} ${operator}: ${before} -> ${after}`);

test('each small mistake has its place', () => {
	expect(named(withMutants('a.ts', SOURCE).mutants)).toEqual([
		'1 boolean: true -> false',
		'3 sign: amount - (given ?? 1) -> amount + (given ?? 1)',
		'3 default: given ?? 1 -> given',
		'4 logic: rest < limits.low && !limits.isStrict -> rest < limits.low || !limits.isStrict',
		'4 comparison: rest < limits.low -> rest <= limits.low',
		'4 boolean: !limits.isStrict -> limits.isStrict',
		'7 removed call: note(rest); -> ',
		'8 comparison: Math.max(rest, 0) === 0 -> Math.max(rest, 0) !== 0',
		'8 bound: Math.max(rest, 0) -> Math.min(rest, 0)',
		'8 sign: -rest -> rest',
		expect.stringMatching(
			/^10 query condition: .* -> `SELECT 1 FROM t WHERE t\.a = 1 ORDER BY 1`$/,
		),
	]);
});

test('nothing changes until a mutant is switched on; what is not carried out is not reached', () => {
	const { value, notes, sql, reached, mutants } = carriedOut(-1, [5, undefined]);
	expect([value, notes, sql]).toEqual([-4, [4], expect.stringContaining("AND t.voided = 'F'")]);
	// 4 < 3 is false, so nobody asks whether it is strict.
	expect(mutants.filter(({ id }) => !reached.has(id)).map(({ before }) => before)).toEqual([
		'!limits.isStrict',
	]);
});

test.each<[number, Array<number | undefined>, unknown, number[]]>([
	[1, [5, 1], -6, [6]],
	[2, [5, undefined], NaN, [NaN]],
	[3, [2, 1], 'low', []],
	[6, [5, 1], -4, []],
	[7, [5, 1], 'none', [4]],
	[8, [5, 1], 'none', [4]],
	[9, [5, 1], 4, [4]],
])('mutant %i alone makes its mistake', (active, args, value, notes) => {
	expect(carriedOut(active, args)).toMatchObject({ value, notes });
});

test('types and imports stay as they are', () => {
	const source =
		"import { a } from './a';\ntype T = true | -1;\nlet x: { y: false } = a as true;\n";
	expect(withMutants('a.ts', source)).toEqual({ code: source, mutants: [] });
});

test('a test reaches what it imports, by way of others too', () => {
	const files: Record<string, string> = {
		'nodes/a.ts': "import { b } from './room/b';",
		'nodes/room/b.ts': "import type { c } from '../c';\nimport { x } from 'package';",
		'nodes/c.ts': '',
		'nodes/d.ts': "export * from './d';",
		'test/one.test.ts': "import { a } from '../nodes/a';",
		'test/two.test.ts': "import { d } from '../nodes/d';\nimport './gone';",
	};
	const reach = reachOf(['test/one.test.ts', 'test/two.test.ts'], { read: (file) => files[file] });
	expect([...(reach.get('test/one.test.ts') ?? [])].sort()).toEqual([
		'nodes/a.ts',
		'nodes/c.ts',
		'nodes/room/b.ts',
		'test/one.test.ts',
	]);
	expect([...(reach.get('test/two.test.ts') ?? [])].sort()).toEqual([
		'nodes/d.ts',
		'test/two.test.ts',
	]);
});

test('the fastest tests that reach a mutant come first, as many as fit', () => {
	const one = (name: string, ms: number, mutants: number[]) => ({
		file: `${name}.test.ts`,
		name,
		ms,
		mutants,
	});
	const reach = [
		one('slow', 900, [7]),
		one('fast', 10, [7]),
		one('other', 1, [8]),
		one('mid', 80, [7]),
	];
	const mutant = { id: 7 } as Mutant;
	expect(testsFor(mutant, reach, 100)).toEqual({
		files: ['fast.test.ts', 'mid.test.ts'],
		names: ['fast', 'mid'],
		ms: 90,
		left: 1,
	});
	// One at least, however long it takes.
	expect(testsFor(mutant, reach.slice(0, 1), 100)).toMatchObject({ names: ['slow'], left: 0 });
	expect(testsFor({ id: 9 } as Mutant, reach, 100).files).toEqual([]);
});

test('a seed chooses an order of all, and the same one again', () => {
	const items = Array.from({ length: 50 }, (_, at) => at);
	expect(shuffled(items, 7)).toEqual(shuffled(items, 7));
	expect(shuffled(items, 7)).not.toEqual(shuffled(items, 8));
	expect([...shuffled(items, 7)].sort((left, right) => left - right)).toEqual(items);
});

test('names are taken as they are', () => {
	const pattern = new RegExp(patternOf(['what is 10.00 (or $1)?', 'b']));
	expect(
		['what is 10.00 (or $1)?', 'b', 'bb', 'what is 10x00 (or $1)?'].map((name) =>
			pattern.test(name),
		),
	).toEqual([true, true, false, false]);
});

const NAMES = NAMED.map((mistake) => [mistake.name, mistake] as const);

test.each(NAMES)('the named mistake can still be made: %s', (_, mistake) => {
	const source = fs.readFileSync(path.join(ROOT, mistake.file), 'utf8');
	expect(mistaken(source, mistake)).not.toBe(source);
	const gone = mistake.tests.filter((file) => !fs.existsSync(path.join(ROOT, file)));
	expect([mistake.tests.length > 0, gone]).toEqual([true, []]);
});

test('a named mistake whose place is gone, or stands twice, is refused', () => {
	const mistake = { ...NAMED[0], name: 'x', before: 'a + b', after: 'a - $&' };
	expect(mistaken('return a + b;', mistake)).toBe('return a - $&;');
	expect(() => mistaken('return a - b;', mistake)).toThrow("'x': what it changes does not stand");
	expect(() => mistaken('a + b; a + b;', mistake)).toThrow("'x': what it changes does not stand");
});

/** A project with a module and its test, for as long as `use` takes. */
function withProject<Result>(test: string[], use: (root: string) => Result): Result {
	const root = fs.mkdtempSync(path.join(os.tmpdir(), 'mutate-test-'));
	const write = (name: string, lines: string[]) => {
		fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
		fs.writeFileSync(path.join(root, name), [...lines, ''].join('\n'));
	};
	try {
		fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
		write('package.json', ['{}']);
		write('jest.config.js', ["module.exports = { transform: { '\\\\.ts$': '@swc/jest' } };"]);
		write('src/open.ts', [
			'export const open = (total: number, paid: number): number => total - paid;',
			'export const isOpen = (total: number, paid: number): boolean => total > paid;',
			'export const isNeverAsked = (one: number): boolean => one < 0;',
		]);
		write('test/open.test.ts', ["import { isOpen, open } from '../src/open';", ...test]);
		write('test/other.test.ts', ["test('other', () => undefined);"]);
		return use(root);
	} finally {
		fs.rmSync(root, { recursive: true, force: true });
	}
}

const sourceIn = (root: string) => fs.readFileSync(path.join(root, 'src/open.ts'), 'utf8');
const PASSING = [
	"test('10 less 4', () => expect(open(10, 4)).toBe(6));",
	"test('10 and 4', () => expect(isOpen(10, 4)).toBe(true));",
];
const FAILING = "test('fails anyway', () => expect(isOpen(4, 4)).toBe(true));";

test('a run on a small project: what its tests notice, what they miss, what they never reach', () => {
	withProject([...PASSING, FAILING], (root) => {
		const before = sourceIn(root);
		const result = runMutation({
			root,
			modules: ['src/open.ts'],
			tests: ['test/open.test.ts', 'test/other.test.ts'],
			budgetMs: 60_000,
			mutantMs: 5_000,
			seed: 1,
		});
		expect(result).toMatchObject({
			mutants: 3,
			noticed: 1,
			untried: 0,
			survivors: [{ file: 'src/open.ts', line: 2, before: 'total > paid', tests: 1, left: 0 }],
			unreached: [{ line: 3 }],
		});
		expect(report(result)).toContain('score 33.3 % of 3 tried');
		expect(report(result)).toContain(
			'survived (1 tests): src/open.ts:2 comparison: total > paid -> total >= paid',
		);
		expect(sourceIn(root)).toBe(before);
	});
}, 120_000);

test('named mistakes on a small project: by which test each is noticed, and which is not', () => {
	const file = 'src/open.ts';
	const tests = ['test/open.test.ts'];
	const mistakes = [
		{ name: 'added', file, before: 'total - paid', after: 'total + paid', tests },
		{ name: 'one more', file, before: 'total > paid', after: 'total >= paid', tests },
	];
	withProject(PASSING, (root) => {
		const before = sourceIn(root);
		expect(runNamed(root, mistakes)).toEqual([
			{ name: 'added', noticedBy: 'test/open.test.ts: 10 less 4' },
			{ name: 'one more', noticedBy: '' },
		]);
		expect(sourceIn(root)).toBe(before);
	});
	// What fails anyway would notice everything.
	withProject([...PASSING, FAILING], (root) => {
		expect(() => runNamed(root, mistakes)).toThrow('Fails without any mistake: test/open.test.ts');
	});
}, 120_000);
