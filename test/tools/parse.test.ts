// npm run parse: OUT holds the very items of the node, read by a program of its own; a refused file ends with its
// code, and a report that does not add up is shown all the same.
import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import { fileItem } from '../support/fileItem';
import { childProcess, execPath, fs, os, path, ROOT } from '../support/node';
import { runNode } from '../support/runNode';

const TSX = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'parse-'));
const OUT = path.join(folder, 'out.json');
const report = (name: string) => path.join(ROOT, 'test', 'reports', name);

afterAll(() => {
	fs.rmSync(folder, { recursive: true });
});

function parse(...args: string[]) {
	fs.rmSync(OUT, { force: true });
	const { status, stdout } = childProcess.spawnSync(
		execPath,
		[TSX, path.join(ROOT, 'tools', 'parse.ts'), ...args, '--json', OUT],
		{ encoding: 'utf8' },
	);
	const json = fs.existsSync(OUT)
		? (JSON.parse(fs.readFileSync(OUT, 'utf8')) as Record<string, unknown>)
		: undefined;
	return { status, stdout, json };
}

async function itemsOfNode(file: string, transactionAmount: string) {
	const { outputs } = await runNode(new AmazonSettlementParse(), {
		items: [fileItem(fs.readFileSync(file))],
		parameters: { account: 'Shop', transactionAmount, options: { letUnbalancedThrough: true } },
	});
	const [transactions, summaries, unreadable] = outputs.map((items) =>
		items.map(({ json }) => json),
	);
	return { summaries, transactions, unreadable };
}

it.each([
	['us-basic.txt', 'invoice'],
	['us-basic.txt', 'gross'],
	['damaged-rows.txt', 'invoice'],
	['two-settlements.txt', 'gross'],
])('gives the items of the node: %s, %s', async (name, amount) => {
	const file = report(name);
	const { status, json } = parse(file, '--amount', amount, '--account', 'Shop');
	expect(status).toBe(0);
	const { notes, ...items } = json ?? {};
	expect(items).toEqual(JSON.parse(JSON.stringify(await itemsOfNode(file, amount))));
	expect(Array.isArray(notes)).toBe(true);
});

it('shows a person what is in the report, also where it does not add up', () => {
	const { status, stdout } = parse(report('unbalanced.txt'));
	expect(status).toBe(0);
	expect(stdout).toContain('declares 13.01 USD (difference -0.01 USD)');
	expect(stdout).toContain('Does not hold: sum of lines = total amount');
	const { stdout: unknown } = parse(report('unknown-labels.txt'));
	expect(unknown).toContain(
		'Lunar Programme / Moon Rent / Crater 7: -2.22 USD in 1 lines from row 11',
	);
});

it('ends with the code of a file that is refused, and no items', () => {
	const { status, stdout, json } = parse(path.join(ROOT, 'package.json'));
	expect(status).toBe(1);
	expect(stdout).toContain('FORMAT_UNKNOWN: The file is not a settlement report');
	expect(json).toMatchObject({
		summaries: [],
		transactions: [],
		unreadable: [],
		notes: [],
		error: { code: 'FORMAT_UNKNOWN' },
	});
	expect(parse(path.join(folder, 'none.txt'))).toMatchObject({
		status: 1,
		json: { error: { code: 'FILE_UNREADABLE' } },
	});
});

it('refuses a basis that is none, before anything is read', () => {
	const { status, stdout, json } = parse(report('us-basic.txt'), '--amount', 'net');
	expect(status).toBe(1);
	expect(stdout).toContain('--amount net is neither invoice nor gross');
	expect(json).toBeUndefined();
});
