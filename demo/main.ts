// The demo's command line: without arguments a synthetic settlement in a real n8n with its editor;
// with --headless one report through n8n without editor, and the outcome as JSON.
import { SetUpFailure } from './setUp.mjs';
import { argv, parseArgs, print, thisProcess } from './node';
import { runHeadless } from './headless';
import { runWithEditor } from './withEditor';

const USAGE = `npm run demo
  starts n8n with its editor on a synthetic settlement and leaves it running
npm run demo -- --headless --report FILE --out FILE.json [--books FILE] [--runs N]
  runs one report without the editor; --books seeds NetSuite (sandbox/README.md has the format),
  without it NetSuite gets a fitting invoice for each order`;

interface Arguments {
	isHeadless: boolean;
	report: string;
	books: string;
	out: string;
	runs: number;
}

function readArguments(): Arguments {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: {
			headless: { type: 'boolean', default: false },
			report: { type: 'string', default: '' },
			books: { type: 'string', default: '' },
			out: { type: 'string', default: '' },
			runs: { type: 'string', default: '1' },
		},
	});
	const runs = Number(values.runs);
	if (!Number.isInteger(runs) || runs < 1) {
		throw new SetUpFailure(`--runs ${values.runs} is no number of runs.`, USAGE);
	}
	if (values.headless && (values.report === '' || values.out === '')) {
		throw new SetUpFailure('--headless needs --report and --out.', USAGE);
	}
	const { headless, report, books, out } = values;
	return { isHeadless: headless, report, books, out, runs };
}

async function main(): Promise<number> {
	const given = readArguments();
	return given.isHeadless ? await runHeadless(given) : await runWithEditor(given);
}

main().then(
	(exitCode) => {
		thisProcess.exit(exitCode);
	},
	(error: Error) => {
		print(error instanceof SetUpFailure ? error.message : (error.stack ?? error.message));
		thisProcess.exit(1);
	},
);
