// docs/first-account.md promises a test for each row: here it is read, and each test it names has to exist.
import { fs, path, ROOT } from '../support/node';

const COLUMNS = 4;
/** The ranking it walks: docs say why each row is there. */
const ROWS = 14;

const cells = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

function rows(): string[][] {
	const text = fs.readFileSync(path.join(ROOT, 'docs/first-account.md'), 'utf8');
	const lines = text.split('\n').filter((line) => line.startsWith('|'));
	return lines.slice(2).map(cells);
}

function missing(named: string): string[] {
	return named.split(/;\s*(?=test\/)/).filter((one) => {
		const [, file = '', title = ''] = /^(test\/[\w/]+\.test\.ts): (.+)$/.exec(one) ?? [];
		const full = path.join(ROOT, file);
		return title === '' || !fs.existsSync(full) || !fs.readFileSync(full, 'utf8').includes(title);
	});
}

test('every row says what happens, how it is found, and which tests prove it', () => {
	const found = rows();
	expect(found).toHaveLength(ROWS);
	expect(found.filter((row) => row.length !== COLUMNS || row.includes(''))).toEqual([]);
	expect(found.flatMap(([, , , tests]) => missing(tests))).toEqual([]);
});

test('a test that is not there is told', () => {
	expect(missing('test/simulate/accounts.test.ts: no such title anywhere')).toHaveLength(1);
	expect(missing('test/simulate/nowhere.test.ts: x')).toHaveLength(1);
	expect(missing('')).toHaveLength(1);
});
