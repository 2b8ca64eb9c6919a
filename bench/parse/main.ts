// npm run bench:parse [-- --lines N] [--runs N] [--json FILE]: the same generated Flat File V2 report
// read by us (typed, classified, grouped, proven, as items) and by others, which only split it. Prints
// lines per second, the ratio of the time to ours, peak memory, and how many totals of seven came out
// right: the big report's and those of six small ones that set the traps real reports set.
import { build } from 'esbuild';
import { argv, ROOT, execPath, fs, os, parseArgs, path, print, run, version } from '../node';
import { CONTENDERS } from './contenders';
import { generateReport } from './generateReport';

interface Measured {
	seconds: number;
	totalCents: number | null;
	peakMB: number;
}
interface BenchRow {
	name: string;
	seconds: number;
	ratioToOurs: number;
	peakMB: number;
	totalCorrect: boolean | null;
	totalsCorrect: string;
}

/** The declared totals of small reports with a trap each, in cents (of yen: hundredths). */
const TRAPS: Record<string, number> = {
	'us-basic': 26_692,
	'eu-comma': 345_817,
	'au-dotted-dates-dot-decimals': 3_290,
	'jp-slashed-yen': 1_290_900,
	'bom-crlf-23-columns': 2_825,
	'literal-quotes': 3_000,
};
const PYTHON = "Python's csv.DictReader";
const BUNDLE = path.join(ROOT, 'dist', 'bench', 'contender.cjs');

const trapFile = (name: string) => path.join(ROOT, 'test', 'reports', `${name}.txt`);

function measure(name: string, file: string): Measured | undefined {
	const script = path.join(ROOT, 'bench', 'parse', 'csv_dict_reader.py');
	const [command, args] =
		name === PYTHON
			? ['python3', [script, file]]
			: [execPath, ['--max-old-space-size=8192', BUNDLE, name, file, trapFile('us-basic')]];
	const { status, stdout } = run(command, args, { encoding: 'utf8' });
	return status === 0 ? (JSON.parse(stdout) as Measured) : undefined;
}

type Generated = ReturnType<typeof generateReport>;

/** The median run, and how many of the totals came out right. */
function summarize(name: string, runs: readonly Measured[], report: Generated) {
	const bySeconds = [...runs].sort((a, b) => a.seconds - b.seconds);
	const median = bySeconds[(runs.length - 1) >> 1];
	const isRight = (each: Measured | undefined, cents: number) => each?.totalCents === cents;
	const totalCorrect = median.totalCents === null ? null : isRight(median, report.totalCents);
	const traps = Object.entries(TRAPS).map(([trap, cents]) =>
		isRight(measure(name, trapFile(trap)), cents),
	);
	const right = [totalCorrect === true, ...traps].filter(Boolean).length;
	const peakMB = Math.max(...runs.map((run) => run.peakMB));
	return { ...median, peakMB, totalCorrect, totalsCorrect: `${right} of ${traps.length + 1}` };
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: {
			lines: { type: 'string', default: '1000000' },
			runs: { type: 'string', default: '1' },
			json: { type: 'string' },
		},
	});
	const lines = Number(values.lines);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-parse-'));
	try {
		await build({
			entryPoints: [path.join(ROOT, 'bench', 'parse', 'contender.ts')],
			outfile: BUNDLE,
			bundle: true,
			platform: 'node',
			packages: 'external',
			logLevel: 'error',
		});
		const report = generateReport(path.join(folder, 'settlement.txt'), lines);
		print(
			`${lines} lines, ${Math.round(report.bytes / 1e6)} MB, Node ${version}, ${os.cpus().length} cores, median of ${values.runs}`,
		);
		const rows = benchAll(report, Number(values.runs));
		if (values.json !== undefined) {
			fs.writeFileSync(values.json, `${JSON.stringify({ lines, rows }, null, '\t')}\n`);
		}
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

/** Run by run, each with every contender, so that a busy spell of the machine meets them all. */
function benchAll(report: Generated, runs: number): BenchRow[] {
	const names = [...Object.keys(CONTENDERS), PYTHON];
	const measured = new Map(names.map((name): [string, Measured[]] => [name, []]));
	for (let run = 0; run < runs; run++) {
		for (const [name, known] of measured) {
			known.push(...[measure(name, report.file)].flatMap((each) => each ?? []));
		}
	}
	const rows: BenchRow[] = [];
	print(table('', 'lines/s', 'time/ours', 'peak MB', 'right totals'));
	for (const [name, known] of measured) {
		if (known.length === 0) {
			print(`${name}: left out, it is not installed or does not run here`);
			continue;
		}
		const { seconds, peakMB, totalCorrect, totalsCorrect } = summarize(name, known, report);
		const ratioToOurs = Number((seconds / (rows[0]?.seconds ?? seconds)).toFixed(2));
		rows.push({ name, seconds, ratioToOurs, peakMB, totalCorrect, totalsCorrect });
		const rate = String(Math.round(report.lines / seconds));
		const told = totalCorrect === null ? '-' : totalsCorrect;
		print(table(name, rate, ratioToOurs.toFixed(2), String(peakMB), told));
	}
	return rows;
}

function table(name: string, ...cells: string[]): string {
	return name.padEnd(26) + cells.map((cell) => cell.padStart(13)).join('');
}

void main();
