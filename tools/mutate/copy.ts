// A copy of a checkout to make mistakes in, so that the checkout itself is never changed, and jest on it.
import { childProcess, env, execPath, fs, os, path } from '../node';

/** Not needed by any test, or made anew. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.ci', 'shots']);

export interface JestSettings {
	args: string[];
	variables?: Record<string, string>;
	timeoutMs: number;
}

export interface JestTest {
	/** Relative to the root. */
	file: string;
	name: string;
	isPassed: boolean;
}

export interface Copy {
	folder: string;
	read(file: string): string;
	write(file: string, text: string): void;
	/** False when a test fails, or they do not end. `tests` is empty where jest could not start. */
	jest(settings: JestSettings): { isPassed: boolean; tests: JestTest[]; output: string };
	remove(): void;
}

interface Results {
	testResults: Array<{
		name: string;
		assertionResults: Array<{ fullName: string; status: string }>;
	}>;
}

export function copyOf(root: string): Copy {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutate-'));
	fs.cpSync(root, folder, {
		recursive: true,
		filter: (name) => !LEFT_OUT.has(path.basename(name)),
	});
	const modules = fs.realpathSync(path.join(root, 'node_modules'));
	fs.symlinkSync(modules, path.join(folder, 'node_modules'));
	const results = path.join(folder, 'results.json');
	const program = path.join(modules, 'jest', 'bin', 'jest.js');
	const testsIn = ({ testResults }: Results): JestTest[] =>
		testResults.flatMap(({ name, assertionResults }) =>
			assertionResults.map(({ fullName, status }) => ({
				file: path.relative(folder, name),
				name: fullName,
				isPassed: status === 'passed',
			})),
		);
	return {
		folder,
		read: (file) => fs.readFileSync(path.join(folder, file), 'utf8'),
		write: (file, text) => fs.writeFileSync(path.join(folder, file), text),
		jest({ args, variables = {}, timeoutMs }) {
			fs.rmSync(results, { force: true });
			const own = [
				// A busy machine makes tests slow, which is no mistake that they noticed.
				'--testTimeout',
				'300000',
				'--rootDir',
				folder,
				'--runInBand',
				'--silent',
				'--json',
				'--outputFile',
				results,
			];
			const { status, stderr } = childProcess.spawnSync(execPath, [program, ...own, ...args], {
				cwd: folder,
				encoding: 'utf8',
				env: { ...env, ...variables },
				timeout: timeoutMs,
				killSignal: 'SIGKILL',
				maxBuffer: 2 ** 28,
			});
			const tests = fs.existsSync(results)
				? testsIn(JSON.parse(fs.readFileSync(results, 'utf8')) as Results)
				: [];
			return { isPassed: status === 0, tests, output: stderr };
		},
		remove: () => fs.rmSync(folder, { recursive: true, force: true }),
	};
}
