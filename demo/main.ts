// The demo's command line: without arguments a synthetic settlement in a real n8n with its editor;
// with --headless one report through n8n without editor, and the outcome as JSON.
import { SetUpFailure } from './setUp.mjs';
import { argv, parseArgs, print, thisProcess } from './node';
import { runHeadless, type HeadlessOptions } from './headless';
import { runWithEditor } from './withEditor';

const USAGE = `npm run demo [-- --auth oauth2]
  starts n8n with its editor on a synthetic settlement and leaves it running
npm run demo -- --headless --report FILE --out FILE.json [--books FILE] [--runs N] [--dry-run]
    [--auth tba|oauth2] [--between COMMAND] [--set NAME=VALUE]... [--mapping TABLE.FIELD=VALUE]...
  runs one report without the editor; --books seeds NetSuite (sandbox/README.md has the format),
  without it NetSuite gets a fitting invoice for each order
  --auth     how n8n logs in to NetSuite (default tba)
  --between  a shell command between the runs, with the address of NetSuite in SANDBOX_URL
  --dry-run  plans only
  --set      another value in the node Set configuration, such as transactionDate=deposit
  --mapping  a row of a field table, such as paymentFields.memo='Order {orderId}'`;

interface Arguments extends HeadlessOptions {
	isHeadless: boolean;
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
			auth: { type: 'string', default: 'tba' },
			between: { type: 'string', default: '' },
			'dry-run': { type: 'boolean', default: false },
			set: { type: 'string', multiple: true, default: [] },
			mapping: { type: 'string', multiple: true, default: [] },
		},
	});
	const runs = Number(values.runs);
	if (!Number.isInteger(runs) || runs < 1) {
		throw new SetUpFailure(`--runs ${values.runs} is not a number of runs.`, USAGE);
	}
	const { auth } = values;
	if (auth !== 'tba' && auth !== 'oauth2') {
		throw new SetUpFailure(`--auth ${auth} is neither tba nor oauth2.`, USAGE);
	}
	const { headless, report, books, out, between, set, mapping, 'dry-run': isDryRun } = values;
	if (headless && (report === '' || out === '')) {
		throw new SetUpFailure('--headless needs --report and --out.', USAGE);
	}
	const isForHeadless = between !== '' || isDryRun || set.length > 0 || mapping.length > 0;
	if (!headless && isForHeadless) {
		throw new SetUpFailure('--between, --dry-run, --set and --mapping need --headless.', USAGE);
	}
	const entered = { set, mapping, isDryRun };
	return { isHeadless: headless, report, books, out, runs, between, entered, login: auth };
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
