// An account with body fields of its own: the shipped custom objects and a few text fields more, in a
// temporary folder for the sandbox.
import { fs, os, path, ROOT } from './node';

export async function withBodyFields<Result>(
	ids: string[],
	run: (objectsDir: string) => Promise<Result>,
): Promise<Result> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'objects-'));
	try {
		fs.cpSync(path.join(ROOT, 'netsuite', 'src', 'Objects'), folder, { recursive: true });
		for (const id of ids) {
			fs.writeFileSync(
				path.join(folder, `${id}.xml`),
				`<transactionbodycustomfield scriptid="${id}">
					<label>${id}</label><fieldtype>TEXT</fieldtype></transactionbodycustomfield>`,
			);
		}
		return await run(folder);
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}
