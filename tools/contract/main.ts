// `npm run contract`: holds what we assume of NetSuite against the embedded one, or against a NetSuite
// sandbox account whose keys stand in the environment, and tells what was seen.
import { createSandbox } from '../../sandbox/sandbox';
import { argv, env, exitWith, fs, parseArgs, print } from '../node';
import { addressOf, type Keys } from './account';
import { PROBES } from './probes/all';
import type { Probe } from './probe';
import { runContract, type ContractRun } from './run';
import { resultTable } from './table';

const USAGE = `npm run contract -- [--json FILE] [--read-only] [--only PROBE]... [--list]
  Without keys in the environment the probes look at the embedded NetSuite. With them at a sandbox account or
  a test drive, never at a production account:
  NETSUITE_ACCOUNT_ID (such as 1234567_SB1), NETSUITE_CONSUMER_KEY, NETSUITE_CONSUMER_SECRET,
  NETSUITE_TOKEN_ID, NETSUITE_TOKEN_SECRET
  --json FILE   writes {"probes": [{id, assumption, mark, expected, seen, status}]}
  --read-only   only the probes that create nothing
  --only PROBE  only these; --list names them all`;

const NAMES = {
	accountId: 'NETSUITE_ACCOUNT_ID',
	consumerKey: 'NETSUITE_CONSUMER_KEY',
	consumerSecret: 'NETSUITE_CONSUMER_SECRET',
	tokenId: 'NETSUITE_TOKEN_ID',
	tokenSecret: 'NETSUITE_TOKEN_SECRET',
};

/** Undefined when none is set; half a set is a mistake, not the embedded NetSuite. */
function keysFromEnvironment(): Keys | undefined {
	const entries = Object.entries(NAMES).map(([key, name]) => [key, env[name] ?? '', name]);
	const missing = entries.filter(([, value]) => value === '').map(([, , name]) => name);
	if (missing.length === entries.length) {
		return undefined;
	}
	if (missing.length > 0) {
		throw new Error(`${missing.join(', ')} must be set too.\n${USAGE}`);
	}
	return Object.fromEntries(entries.map(([key, value]) => [key, value])) as unknown as Keys;
}

function chosen(only: string[], isReadOnly: boolean): Probe[] {
	const unknown = only.filter((id) => !PROBES.some((probe) => probe.id === id));
	if (unknown.length > 0) {
		throw new Error(`There is no probe ${unknown.join(', ')}.\n${USAGE}`);
	}
	return PROBES.filter(
		(probe) =>
			(only.length === 0 || only.includes(probe.id)) && (!isReadOnly || probe.isReadOnly === true),
	);
}

async function runChosen(probes: Probe[]): Promise<ContractRun> {
	const keys = keysFromEnvironment();
	if (keys !== undefined) {
		const url = addressOf(keys.accountId, env.NETSUITE_BASE_URL);
		print(`Looking at account ${keys.accountId} (${url}) ...`);
		return await runContract(keys, url, probes);
	}
	const sandbox = await createSandbox();
	try {
		print('Looking at the embedded NetSuite ...');
		return await runContract(sandbox.account, sandbox.url, probes);
	} finally {
		await sandbox.close();
	}
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: {
			json: { type: 'string' },
			'read-only': { type: 'boolean', default: false },
			only: { type: 'string', multiple: true, default: [] },
			list: { type: 'boolean', default: false },
		},
	});
	const probes = chosen(values.only, values['read-only']);
	if (values.list) {
		probes.forEach(({ id, assumption }) => print(`${id}: ${assumption}`));
		return 0;
	}
	const { results, left } = await runChosen(probes);
	print(resultTable(results));
	if (values.json !== undefined) {
		fs.writeFileSync(values.json, `${JSON.stringify({ probes: results }, null, 2)}\n`);
	}
	const count = (status: string) => results.filter((result) => result.status === status).length;
	print(`${count('holds')} hold, ${count('differs')} differ, ${count('unknown')} unknown`);
	left.forEach((what) => print(`Left behind, delete it by hand: ${what}`));
	return count('holds') === results.length && left.length === 0 ? 0 : 1;
}

main().then(exitWith, (error: Error) => {
	print(error.message);
	exitWith(1);
});
