// Makes each named mistake by itself in a copy of the checkout and runs the tests that shall notice it. A test
// that fails without any mistake proves nothing, so all of them are run without one first.
import type { Copy } from './copy';
import { copyOf } from './copy';

/** A mistake that somebody could make in good faith, with the tests that must not let it through. */
export interface NamedMistake {
	name: string;
	file: string;
	/** Stands in the file once. */
	before: string;
	after: string;
	/** Test files. */
	tests: string[];
}

export interface NamedOutcome {
	name: string;
	/** `file: test`, '' where none failed. */
	noticedBy: string;
}

const TEN_MINUTES = 600_000;

/** What the source becomes. */
export function mistaken(source: string, { name, before, after }: NamedMistake): string {
	if (source.split(before).length !== 2) {
		throw new Error(`'${name}': what it changes does not stand in its file exactly once`);
	}
	return source.replace(before, () => after);
}

function failing(copy: Copy, tests: string[]): string {
	const {
		tests: run,
		isPassed,
		output,
	} = copy.jest({
		args: ['--runTestsByPath', ...tests],
		timeoutMs: TEN_MINUTES,
	});
	if (isPassed) {
		return '';
	}
	const failed = run.find((test) => !test.isPassed);
	if (failed === undefined) {
		throw new Error(`The tests ${tests.join(', ')} do not run:\n${output.slice(-2_000)}`);
	}
	return `${failed.file}: ${failed.name}`;
}

export function runNamed(
	root: string,
	mistakes: readonly NamedMistake[],
	progress: (text: string) => void = () => undefined,
): NamedOutcome[] {
	const copy = copyOf(root);
	try {
		const all = [...new Set(mistakes.flatMap(({ tests }) => tests))];
		const already = failing(copy, all);
		if (already !== '') {
			throw new Error(`Fails without any mistake: ${already}`);
		}
		return mistakes.map((mistake) => {
			const source = copy.read(mistake.file);
			copy.write(mistake.file, mistaken(source, mistake));
			const noticedBy = failing(copy, mistake.tests);
			copy.write(mistake.file, source);
			progress(`${mistake.name} -> ${noticedBy || 'NOT NOTICED'}`);
			return { name: mistake.name, noticedBy };
		});
	} finally {
		copy.remove();
	}
}
