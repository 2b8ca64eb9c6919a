// npm run mutate -- [--budget MINUTES] [--seed N] [--only FILE[:LINE]]... [--per-mutant SECONDS] [--json OUT]
// [--root CHECKOUT] [--tests PATTERN]: small mistakes in the modules that handle money, one at a time, and whether
// a test notices. Prints a score and each survivor with its place. `--named` makes the mistakes of named.ts
// instead, with `--mistake WORDS` those whose name has these words. Takes long, so it is no part of CI; no checkout is changed.
import { argv, exitWith, fs, parseArgs, path, print, ROOT } from '../node';
import { NAMED } from './named';
import { runNamed } from './namedRun';
import { report, runMutation } from './run';

const NETSUITE = 'nodes/shared/netsuite';

/** Where a mistake costs money. */
const ROOMS = [`${NETSUITE}/payments`, `${NETSUITE}/refunds`, `${NETSUITE}/posting`];
const MODULES = [
	...[
		'bookedSums',
		'judgePayment',
		'recordChecks',
		'settlementSums',
		'summaryFigures',
		'verdict',
	].map((name) => `${NETSUITE}/settlements/${name}.ts`),
	...['combinedPayments', 'creditedBefore', 'earlierPayments', 'openBalances'].map(
		(name) => `${NETSUITE}/books/${name}.ts`,
	),
	`${NETSUITE}/records/amount.ts`,
	'nodes/shared/settlement/values/money.ts',
];
/** Random stories: what one run of them notices, the next one may not. */
const RANDOM = /(?:laws|simulate|meddle|batches|property|stories)\.test\.ts$/i;

function filesIn(root: string, folder: string, ending: string): string[] {
	return fs
		.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((name) => `${folder}/${name.split(path.sep).join('/')}`)
		.filter((name) => name.endsWith(ending))
		.sort();
}

function main(): void {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: {
			budget: { type: 'string', default: '60' },
			seed: { type: 'string', default: '1' },
			only: { type: 'string', multiple: true, default: [] },
			'per-mutant': { type: 'string', default: '20' },
			json: { type: 'string' },
			root: { type: 'string', default: ROOT },
			tests: { type: 'string', default: '' },
			named: { type: 'boolean', default: false },
			mistake: { type: 'string', default: '' },
		},
	});
	if (values.named) {
		named(values.mistake);
		return;
	}
	const root = path.resolve(values.root);
	// A checkout of another day may not have all of them.
	const all = [
		...ROOMS.flatMap((room) => filesIn(root, room, '.ts')),
		...MODULES.filter((file) => fs.existsSync(path.join(root, file))),
	];
	const only = values.only;
	const modules =
		only.length === 0 ? all : all.filter((file) => only.some((one) => one.split(':')[0] === file));
	if (modules.length === 0) {
		throw new Error(`--only names no module that handles money; they are\n${all.join('\n')}`);
	}
	// With fewer tests more mistakes survive: for a quick look, or where the others are slow.
	const pattern = new RegExp(values.tests);
	const tests = ['test/netsuite', 'test/simulate', 'test/settlement/values']
		.flatMap((folder) => filesIn(root, folder, '.test.ts'))
		.filter((file) => pattern.test(file) && !RANDOM.test(file));
	const result = runMutation({
		root,
		modules,
		tests,
		only,
		seed: Number(values.seed),
		progress: print,
		budgetMs: Number(values.budget) * 60_000,
		mutantMs: Number(values['per-mutant']) * 1_000,
	});
	print(report(result));
	if (values.json !== undefined) {
		fs.writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
	}
}

function named(part: string): void {
	const made = NAMED.filter(({ name }) => name.includes(part));
	const missed = runNamed(ROOT, made, print).filter(({ noticedBy }) => noticedBy === '');
	print(`${made.length} named mistakes, ${missed.length} not noticed`);
	exitWith(missed.length === 0 ? 0 : 1);
}

try {
	main();
} catch (error) {
	print((error as Error).message);
	exitWith(1);
}
