// `npm run sandbox`: starts the embedded NetSuite on the loopback and prints what to type into n8n.
// Books come from --books (a seed or a saved file) and go to --save, every few seconds and at the end.
import { parseArgs, readFile, sleep, thisProcess } from './node';
import { createSandbox, DEMO_ACCOUNT, type Sandbox, type SandboxOptions } from './sandbox';

const USAGE = `Usage: npm run sandbox -- [options]
  --port N      port on 127.0.0.1 (default 4010)
  --books FILE  books to start with: a seed, or what --save wrote
  --save FILE   write the books there, every 5 seconds and at the end
  --latency MS  how long every request takes (default 0)
  --limit N     requests in flight before the account answers 429 (default 5)
`;
const SAVE_EVERY_MS = 5000;

function print(text: string): void {
	thisProcess.stdout.write(`${text}\n`);
}

function readFlags() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4010' },
			books: { type: 'string' },
			save: { type: 'string' },
			latency: { type: 'string', default: '0' },
			limit: { type: 'string', default: '5' },
			help: { type: 'boolean', default: false },
		},
	});
	return values;
}

function wholeNumber(flag: string, value: string): number {
	if (!/^\d+$/.test(value)) {
		throw new Error(`--${flag} ${value}: must be a whole number.`);
	}
	return Number(value);
}

function unreadable(path: string, problem: unknown): Error {
	return new Error(`--books ${path} cannot be read: ${String(problem)}`);
}

async function readBooks(path: string): Promise<SandboxOptions['books']> {
	try {
		return JSON.parse(await readFile(path, 'utf8')) as SandboxOptions['books'];
	} catch (problem) {
		throw unreadable(path, problem);
	}
}

function printWelcome(sandbox: Sandbox): void {
	print(`NetSuite sandbox (an imitation, no NetSuite) on ${sandbox.url}`);
	print('Type this into the NetSuite TBA credential in n8n:');
	print(`  Base URL         ${sandbox.url}`);
	print(`  Account ID       ${DEMO_ACCOUNT.accountId}`);
	print(`  Consumer Key     ${DEMO_ACCOUNT.consumerKey}`);
	print(`  Consumer Secret  ${DEMO_ACCOUNT.consumerSecret}`);
	print(`  Token ID         ${DEMO_ACCOUNT.tokenId}`);
	print(`  Token Secret     ${DEMO_ACCOUNT.tokenSecret}`);
	print('or this into the NetSuite OAuth2 API credential (the key is made anew with each start):');
	print(`  Base URL         ${sandbox.url}`);
	print(`  Account ID       ${DEMO_ACCOUNT.accountId}`);
	print(`  Client ID        ${sandbox.oauth2.clientId}`);
	print(`  Certificate ID   ${sandbox.oauth2.certificateId}`);
	print(`  Private Key\n${sandbox.oauth2.privateKey}`);
	print('Stop it with Ctrl+C.');
}

async function main(): Promise<void> {
	const flags = readFlags();
	if (flags.help) {
		print(USAGE);
		return;
	}
	const sandbox = await createSandbox({
		port: wholeNumber('port', flags.port),
		latencyMs: wholeNumber('latency', flags.latency),
		concurrencyLimit: wholeNumber('limit', flags.limit),
		books: flags.books === undefined ? undefined : await readBooks(flags.books),
	});
	printWelcome(sandbox);
	let running = true;
	const stop = async () => {
		running = false;
		if (flags.save !== undefined) {
			await sandbox.save(flags.save);
		}
		await sandbox.close();
		thisProcess.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		thisProcess.once(signal, () => void stop());
	}
	while (running && flags.save !== undefined) {
		await sandbox.save(flags.save);
		await sleep(SAVE_EVERY_MS);
	}
}

main().catch((problem: unknown) => {
	thisProcess.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
	thisProcess.exit(1);
});
