// The files the house rules look at, and what can be read off one: its imports, its exported names, its
// opening comment, its functions. Rules take a list of files, so that a made-up file can break them.
import * as ts from 'typescript';
import { fs, path, ROOT } from '../support/node';

export interface SourceFile {
	/** Path from the root of the checkout, with forward slashes. */
	path: string;
	text: string;
}

/** The one file per folder that takes Node's own modules in. */
export const DOORS = [
	'bench/node.ts',
	'demo/node.ts',
	'sandbox/node.ts',
	'test/support/node.ts',
	'tools/node.ts',
];

const FOLDERS = ['credentials', 'nodes', 'sandbox', 'demo', 'bench', 'tools', 'test'];
const LOOSE_FILES = ['package.json', 'gulpfile.js', 'jest.config.js'];
const READABLE = /\.(ts|mts|mjs|js|json|svg|png)$/;

export function readCheckout(): SourceFile[] {
	const found = FOLDERS.filter((folder) => fs.existsSync(path.join(ROOT, folder))).flatMap(
		(folder) =>
			fs
				.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
				.map((name) => `${folder}/${name.split(path.sep).join('/')}`),
	);
	return [...found, ...LOOSE_FILES]
		.filter((file) => READABLE.test(file) && !file.includes('node_modules/'))
		.map((file) => ({ path: file, text: fs.readFileSync(path.join(ROOT, file), 'utf8') }));
}

export function isCode(file: SourceFile): boolean {
	return /\.(ts|mts|mjs|js)$/.test(file.path);
}

export function isIn(file: SourceFile, ...folders: string[]): boolean {
	return folders.some((folder) => file.path.startsWith(`${folder}/`));
}

/** What the file imports: packages by name, files of the checkout by path without ending. */
export function importsOf(file: SourceFile): string[] {
	return ts
		.preProcessFile(file.text, true, true)
		.importedFiles.map(({ fileName }) =>
			fileName.startsWith('.')
				? path.posix.join(path.posix.dirname(file.path), fileName).replace(/\.(js|ts)$/, '')
				: fileName,
		);
}

/** Lines of comment before the first line of code, leaving out those that only speak to eslint. */
export function openingComment(file: SourceFile): string[] {
	const text = file.text.replace(/^#!.*\n/, '');
	const comments = (ts.getLeadingCommentRanges(text, 0) ?? [])
		.map(({ pos, end }) => text.slice(pos, end))
		.filter((comment) => !comment.includes('eslint-disable'));
	return comments.flatMap((comment) => comment.split('\n'));
}

export function exportedNames(file: SourceFile): string[] {
	const names: string[] = [];
	for (const statement of parse(file).statements) {
		if (ts.isExportDeclaration(statement) && statement.exportClause) {
			const { exportClause } = statement;
			const listed = ts.isNamedExports(exportClause) ? exportClause.elements : [exportClause];
			names.push(...listed.map(({ name }) => name.text));
		} else if (ts.canHaveModifiers(statement) && isExported(statement)) {
			names.push(...declaredNames(statement));
		}
	}
	return names;
}

/** Every function of the file, with how many lines are its own and not those of functions inside it. */
export function functionsOf(file: SourceFile): Array<{ name: string; lines: number }> {
	const source = parse(file);
	const found: Array<{ name: string; lines: number }> = [];
	const linesInside = (node: ts.Node): number => {
		let lines = 0;
		ts.forEachChild(node, (child) => {
			lines += linesOf(child);
		});
		return lines;
	};
	const linesOf = (node: ts.Node): number => {
		const inside = linesInside(node);
		if (!ts.isFunctionLike(node)) {
			return inside;
		}
		const lines = lineSpan(source, node);
		const name = node.name?.getText(source) ?? 'a function';
		found.push({ name, lines: lines - inside });
		return lines;
	};
	linesOf(source);
	return found;
}

function lineSpan(source: ts.SourceFile, node: ts.Node): number {
	const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
	return lineAt(node.end) - lineAt(node.getStart(source)) + 1;
}

function parse(file: SourceFile): ts.SourceFile {
	return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
}

function isExported(statement: ts.HasModifiers): boolean {
	const modifiers = ts.getModifiers(statement) ?? [];
	return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function declaredNames(statement: ts.Node): string[] {
	if (ts.isVariableStatement(statement)) {
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	}
	const { name } = statement as ts.Node & { name?: ts.Node };
	return name ? [name.getText()] : [];
}
