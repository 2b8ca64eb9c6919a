// The small mistakes that a mutation run makes on purpose: a comparison that is off by one or turned round, a sign,
// a boolean, a call that is left out, a default that is forgotten, a condition missing from a query. Pure.
import ts from 'typescript';

export interface Change {
	operator: string;
	/** What stands in place of the node, in plain source. */
	replacement: string;
}

const COMPARISONS = new Map<ts.SyntaxKind, string>([
	[ts.SyntaxKind.LessThanToken, '<='],
	[ts.SyntaxKind.LessThanEqualsToken, '<'],
	[ts.SyntaxKind.GreaterThanToken, '>='],
	[ts.SyntaxKind.GreaterThanEqualsToken, '>'],
	[ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
	[ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

const SIGNS = new Map<ts.SyntaxKind, string>([
	[ts.SyntaxKind.PlusToken, '-'],
	[ts.SyntaxKind.MinusToken, '+'],
	[ts.SyntaxKind.AsteriskToken, '/'],
	[ts.SyntaxKind.PlusEqualsToken, '-='],
	[ts.SyntaxKind.MinusEqualsToken, '+='],
]);

const LOGIC = new Map<ts.SyntaxKind, string>([
	[ts.SyntaxKind.AmpersandAmpersandToken, '||'],
	[ts.SyntaxKind.BarBarToken, '&&'],
]);

function ofBinary(node: ts.BinaryExpression): Change[] {
	const { left, right, operatorToken } = node;
	const isText = [left, right].some(
		(side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side),
	);
	const tables: Array<[string, Map<ts.SyntaxKind, string>]> = [
		['comparison', COMPARISONS],
		...(isText ? [] : [['sign', SIGNS] as [string, Map<ts.SyntaxKind, string>]]),
		['logic', LOGIC],
	];
	const found = tables.flatMap(([operator, table]) => {
		const other = table.get(operatorToken.kind);
		return other === undefined
			? []
			: [{ operator, replacement: `${left.getText()} ${other} ${right.getText()}` }];
	});
	return operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
		? [...found, { operator: 'default', replacement: left.getText() }]
		: found;
}

function ofPrefix({ operator, operand }: ts.PrefixUnaryExpression): Change[] {
	const isNot = operator === ts.SyntaxKind.ExclamationToken;
	const isMinus = operator === ts.SyntaxKind.MinusToken;
	return isNot || isMinus
		? [{ operator: isNot ? 'boolean' : 'sign', replacement: operand.getText() }]
		: [];
}

const BOUNDS = new Map([
	['Math.min', 'Math.max'],
	['Math.max', 'Math.min'],
	['Math.abs', ''],
]);

function ofCall(node: ts.CallExpression): Change[] {
	const called = node.expression.getText();
	const other = BOUNDS.get(called);
	const given = node.arguments.map((one) => one.getText()).join(', ');
	return other === undefined ? [] : [{ operator: 'bound', replacement: `${other}(${given})` }];
}

/** A condition of a query, such as ` AND d.voided = 'F'`. */
const CONDITION = /\s+AND \w+\.\w+ (?:=|<>) '\w+'/g;

function ofText(text: string): Change[] {
	return [...text.matchAll(CONDITION)].map(({ index, 0: condition }) => ({
		operator: 'query condition',
		replacement: text.slice(0, index) + text.slice(index + condition.length),
	}));
}

/** What may go wrong in this node itself, not in what is inside it. */
export function changesOf(node: ts.Node): Change[] {
	if (ts.isBinaryExpression(node)) {
		return ofBinary(node);
	}
	if (ts.isPrefixUnaryExpression(node)) {
		return ofPrefix(node);
	}
	if (ts.isCallExpression(node)) {
		return ofCall(node);
	}
	if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) {
		const isTrue = node.kind === ts.SyntaxKind.TrueKeyword;
		return [{ operator: 'boolean', replacement: String(!isTrue) }];
	}
	const isText = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
	return isText ? ofText(node.getText()) : [];
}

/** A statement that only calls something, with or without waiting for it. */
export function isCallStatement(node: ts.Node): node is ts.ExpressionStatement {
	if (!ts.isExpressionStatement(node)) {
		return false;
	}
	const { expression } = node;
	return (
		ts.isCallExpression(expression) ||
		(ts.isAwaitExpression(expression) && ts.isCallExpression(expression.expression))
	);
}
