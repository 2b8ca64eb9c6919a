// A mutation run: which of the small mistakes in these modules the tests notice. It ends with its time budget; what
// it has not tried by then is counted, never guessed.
import { fs, now, path } from '../node';
import { reachOf } from './importers';
import { openWorkshop } from './jestRun';
import type { Mutant } from './mutants';
import { shuffled, testsFor } from './plan';

export interface MutationSettings {
	root: string;
	/** Relative to the root. */
	modules: string[];
	/** Test files that may be run. */
	tests: string[];
	/** Once it is known what each test reaches. */
	budgetMs: number;
	/** Of the tests of one mutant, as they took without it. */
	mutantMs: number;
	seed: number;
	/** `file` or `file:line`; all unless given. */
	only?: string[];
	progress?(text: string): void;
}

export interface MutationResult {
	mutants: number;
	noticed: number;
	survivors: Array<Mutant & { tests: number; left: number }>;
	/** No test reaches them. */
	unreached: Mutant[];
	/** The budget ended before. */
	untried: number;
}

export function runMutation(settings: MutationSettings): MutationResult {
	const { root, modules, seed, mutantMs, only = [], progress = () => undefined } = settings;
	const read = (file: string) => {
		const place = path.join(root, file);
		return fs.existsSync(place) ? fs.readFileSync(place, 'utf8') : undefined;
	};
	const reached = reachOf(settings.tests, { read });
	const tests = settings.tests.filter((test) =>
		modules.some((file) => reached.get(test)?.has(file)),
	);
	const workshop = openWorkshop(root, modules);
	try {
		const isWanted = ({ file, line }: Mutant) =>
			only.length === 0 || only.includes(file) || only.includes(`${file}:${line}`);
		const wanted = workshop.mutants.filter(isWanted);
		progress(
			`${wanted.length} mutants in ${modules.length} modules; ${tests.length} test files import them`,
		);
		const reach = workshop.reach(tests);
		progress(`${reach.length} tests pass without a mutant`);
		const end = now() + settings.budgetMs;
		const result: MutationResult = {
			mutants: wanted.length,
			noticed: 0,
			survivors: [],
			unreached: [],
			untried: 0,
		};
		for (const mutant of shuffled(wanted, seed)) {
			const chosen = testsFor(mutant, reach, mutantMs);
			if (now() > end) {
				result.untried += 1;
			} else if (chosen.files.length === 0) {
				result.unreached.push(mutant);
			} else if (workshop.isNoticed(mutant, chosen)) {
				result.noticed += 1;
			} else {
				result.survivors.push({ ...mutant, tests: chosen.names.length, left: chosen.left });
				progress(`survived: ${described(mutant)}`);
			}
		}
		return result;
	} finally {
		workshop.close();
	}
}

export function described({ file, line, operator, before, after }: Mutant): string {
	const short = (text: string) => (text.length > 90 ? `${text.slice(0, 87)}...` : text);
	return `${file}:${line} ${operator}: ${short(before)} -> ${short(after) || '(left out)'}`;
}

export function report(result: MutationResult): string {
	const { noticed, survivors, unreached, untried, mutants } = result;
	const tried = mutants - untried;
	const score = tried === 0 ? 0 : (100 * noticed) / tried;
	const byPlace = (one: Mutant, other: Mutant) =>
		one.file.localeCompare(other.file) || one.line - other.line;
	return [
		...[...survivors].sort(byPlace).map((one) => {
			const left = one.left === 0 ? '' : `, ${one.left} more not run`;
			return `survived (${one.tests} tests${left}): ${described(one)}`;
		}),
		...[...unreached].sort(byPlace).map((one) => `reached by no test: ${described(one)}`),
		`${mutants} mutants: ${noticed} noticed, ${survivors.length} survived, ${unreached.length} reached by no test, ${untried} not tried`,
		`score ${score.toFixed(1)} % of ${tried} tried`,
	].join('\n');
}
