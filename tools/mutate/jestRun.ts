// The tests on a copy of the checkout whose modules hold their mutants. One run without a mutant notes what each
// test reaches; one run for each mutant says whether a test fails.
import { path } from '../node';
import { copyOf } from './copy';
import type { Mutant } from './mutants';
import { withMutants } from './mutants';
import type { Chosen, Reach } from './plan';
import { patternOf } from './plan';

/** As text, because jest runs it as it is. */
const SET_UP = `
const fs = require('node:fs');
const active = Number(process.env.MUTANT ?? -1);
let reached = new Set();
globalThis.__mutant = (id) => {
	reached.add(id);
	return id === active;
};
const { REACH_FILE } = process.env;
if (REACH_FILE !== undefined) {
	let start = 0;
	// What is reached before the first test concerns all tests of the file.
	let before = [];
	beforeAll(() => {
		before = [...reached];
	});
	beforeEach(() => {
		start = performance.now();
	});
	afterEach(() => {
		const { currentTestName: name, testPath } = expect.getState();
		const ms = Math.round(performance.now() - start);
		const mutants = [...new Set([...before, ...reached])];
		fs.appendFileSync(REACH_FILE, JSON.stringify({ testPath, name, ms, mutants }) + '\\n');
		reached = new Set();
	});
}
`;

/** For what each test reaches, without a mutant. */
const REACH_MS_MAX = 3_600_000;

export interface Workshop {
	mutants: Mutant[];
	/** What each test that passes reaches. */
	reach(tests: string[]): Reach[];
	/** True when a test fails or does not end. */
	isNoticed(mutant: Mutant, tests: Chosen): boolean;
	close(): void;
}

export function openWorkshop(root: string, modules: string[]): Workshop {
	const copy = copyOf(root);
	const mutants: Mutant[] = [];
	for (const file of modules) {
		const made = withMutants(file, copy.read(file), mutants.length);
		copy.write(file, made.code);
		mutants.push(...made.mutants);
	}
	copy.write('mutants.cjs', SET_UP);
	const setUp = ['--setupFilesAfterEnv', path.join(copy.folder, 'mutants.cjs')];
	return {
		mutants,
		reach(tests) {
			copy.write('reach.jsonl', '');
			const run = copy.jest({
				args: [...setUp, '--runTestsByPath', ...tests],
				variables: { REACH_FILE: path.join(copy.folder, 'reach.jsonl') },
				timeoutMs: REACH_MS_MAX,
			});
			if (run.tests.length === 0) {
				throw new Error(`The tests do not run without a mutant:\n${run.output.slice(-2_000)}`);
			}
			const keyOf = (test: { file: string; name: string }) => `${test.file}\n${test.name}`;
			const passed = new Set(run.tests.filter(({ isPassed }) => isPassed).map(keyOf));
			const lines = copy.read('reach.jsonl').split('\n').filter(Boolean);
			return lines
				.map((line) => JSON.parse(line) as Omit<Reach, 'file'> & { testPath: string })
				.map(({ testPath, ...one }) => ({ ...one, file: path.relative(copy.folder, testPath) }))
				.filter((one) => passed.has(keyOf(one)));
		},
		isNoticed({ id }, { files, names, ms }) {
			const { isPassed } = copy.jest({
				args: [...setUp, '--bail', '-t', patternOf(names), '--runTestsByPath', ...files],
				variables: { MUTANT: String(id) },
				timeoutMs: 5 * ms + 180_000,
			});
			return !isPassed;
		},
		close: () => copy.remove(),
	};
}
