// The command between two runs: it finds NetSuite's address, and its failure is not passed over.
import { runBetween } from '../../demo/between';
import { fs, os, path } from '../support/node';

test('it runs in a shell with the address of NetSuite', async () => {
	const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'between-')), 'seen');
	await runBetween(`printf '%s' "$SANDBOX_URL" > '${file}'`, 'http://127.0.0.1:1');
	expect(fs.readFileSync(file, 'utf8')).toBe('http://127.0.0.1:1');
	fs.rmSync(path.dirname(file), { recursive: true });
});

test('one that fails is named with how it ended', async () => {
	await expect(runBetween('exit 3', '')).rejects.toThrow('failed (3): exit 3');
});
