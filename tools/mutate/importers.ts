// Which tests can notice a change of a module at all: those that import it, directly or by way of others. Pure, but
// for the reading that it is handed.
import ts from 'typescript';

export interface Files {
	/** Undefined where there is no such file. Paths are relative to the root, with slashes. */
	read(file: string): string | undefined;
}

/** Against the folder of the file that imports; undefined for packages. */
export function resolved(from: string, specifier: string, files: Files): string | undefined {
	if (!specifier.startsWith('.')) {
		return undefined;
	}
	const parts = from.split('/').slice(0, -1);
	for (const part of specifier.split('/')) {
		if (part === '..') {
			parts.pop();
		} else if (part !== '.') {
			parts.push(part);
		}
	}
	const path = parts.join('/');
	return [path, `${path}.ts`, `${path}/index.ts`].find(
		(name) => name.endsWith('.ts') && files.read(name) !== undefined,
	);
}

/** Every file that each test needs, itself among them. */
export function reachOf(tests: string[], files: Files): Map<string, Set<string>> {
	const imports = new Map<string, string[]>();
	const importsOf = (file: string): string[] => {
		const known = imports.get(file);
		if (known !== undefined) {
			return known;
		}
		const { importedFiles } = ts.preProcessFile(files.read(file) ?? '', true, true);
		const own = importedFiles.flatMap(({ fileName }) => resolved(file, fileName, files) ?? []);
		imports.set(file, own);
		return own;
	};
	return new Map(
		tests.map((test) => {
			const reached = new Set([test]);
			// A set hands out what is added while it is walked.
			for (const file of reached) {
				importsOf(file).forEach((one) => reached.add(one));
			}
			return [test, reached];
		}),
	);
}
