// All mutants of a source file in one text: each place asks whether its mutant is the one that is switched on, and
// notes that it was reached. So a file is compiled once, and one run of the tests tells which mutants each of
// them could notice. Pure.
import ts from 'typescript';
import { changesOf, isCallStatement } from './operators';

export interface Mutant {
	id: number;
	file: string;
	line: number;
	operator: string;
	before: string;
	after: string;
}

/** Set by the tests' set-up file, see jestRun.ts. */
const ASK = 'globalThis.__mutant';

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Nothing in there is carried out. */
function isType(node: ts.Node): boolean {
	return (
		ts.isTypeNode(node) ||
		ts.isInterfaceDeclaration(node) ||
		ts.isTypeAliasDeclaration(node) ||
		ts.isImportDeclaration(node)
	);
}

/** What is assigned to, or named, cannot become a choice between two expressions. */
function isPlace(node: ts.Node): boolean {
	const { parent } = node;
	return (
		(ts.isPropertyAssignment(parent) && parent.name === node) ||
		(ts.isLiteralTypeNode(parent) && parent.literal === node) ||
		ts.isTaggedTemplateExpression(parent)
	);
}

export function withMutants(
	file: string,
	source: string,
	firstId = 0,
): { code: string; mutants: Mutant[] } {
	const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
	const mutants: Mutant[] = [];
	const add = (node: ts.Node, operator: string, after: string): number => {
		const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
		const id = firstId + mutants.length;
		const before = oneLine(node.getText());
		mutants.push({ id, file, line: line + 1, operator, before, after: oneLine(after) });
		return id;
	};
	/** The node's text with the choices of everything inside it, from `start` on. */
	const inside = (node: ts.Node, start: number): string => {
		let text = '';
		let at = start;
		node.forEachChild((child) => {
			const from = child.getStart();
			if (from >= at) {
				text += source.slice(at, from) + rendered(child);
				at = child.getEnd();
			}
		});
		return text + source.slice(at, node.getEnd());
	};
	const rendered = (node: ts.Node): string => {
		if (isType(node)) {
			return node.getText();
		}
		if (isCallStatement(node)) {
			const id = add(node, 'removed call', '');
			return `{ if (!${ASK}(${id})) { ${inside(node, node.getStart())} } }`;
		}
		const changes = isPlace(node) ? [] : changesOf(node);
		const ids = changes.map(({ operator, replacement }) => add(node, operator, replacement));
		const whole = inside(node, node.getStart());
		return changes.reduce(
			(text, { replacement }, at) => `(${ASK}(${ids[at]}) ? (${replacement}) : ${text})`,
			changes.length === 0 ? whole : `(${whole})`,
		);
	};
	return { code: inside(tree, 0), mutants };
}
