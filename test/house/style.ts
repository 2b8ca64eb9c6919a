// How a file looks: it opens by saying what it is, stays small, uses the words of the glossary, and does not
// silence the lint.
import { oneFile, type Rule } from './rule';
import {
	DOORS,
	exportedNames,
	functionsOf,
	isCode,
	isIn,
	openingComment,
	type SourceFile,
} from './source';

const COMMENT_LINES_MAX = 8;
const FILE_LINES_MAX = 250;
const FUNCTION_LINES_MAX = 70;

/** Tables of facts: long, and nothing but rows. */
const DATA_TABLES = [
	'nodes/shared/settlement/labels/amountCatalogue.ts',
	'nodes/shared/netsuite/setup/rolePermissions.ts',
];

const BANNED_WORDS = [
	'util',
	'utils',
	'helper',
	'helpers',
	'manager',
	'managers',
	'misc',
	'common',
	'handle',
	'handler',
	'handlers',
	'process',
	'processor',
	'payout',
	'payouts',
	'disbursement',
	'disbursements',
	'sync',
	'info',
];
const BANNED_NAMES = ['data', 'types', 'constants', 'index'];

function checkOpening(files: SourceFile[]): string[] {
	return files.filter(isCode).flatMap((file) => {
		const { length } = openingComment(file);
		return length >= 1 && length <= COMMENT_LINES_MAX
			? []
			: [`${file.path} opens with ${length} lines of comment, not 1 to ${COMMENT_LINES_MAX}`];
	});
}

// Doors pass on Node's own names.
function checkNames(files: SourceFile[]): string[] {
	return files
		.filter((file) => isCode(file) && !DOORS.includes(file.path))
		.flatMap((file) => {
			const fileName = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\..*$/, '');
			const banned = exportedNames(file).filter(isBanned);
			const own = isBanned(fileName) ? [`${file.path} has a banned name`] : [];
			return [...own, ...banned.map((name) => `${file.path} exports ${name}, a banned name`)];
		});
}

function isBanned(name: string): boolean {
	const words = name
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.split(/[ _-]/)
		.map((word) => word.toLowerCase());
	return BANNED_NAMES.includes(name) || words.some((word) => BANNED_WORDS.includes(word));
}

function checkSizes(files: SourceFile[]): string[] {
	return files
		.filter((file) => isCode(file) && isIn(file, 'nodes', 'credentials'))
		.filter(({ path }) => !DATA_TABLES.includes(path))
		.flatMap((file) => {
			const lines = file.text.split('\n').length - 1;
			const long = functionsOf(file).filter((each) => each.lines > FUNCTION_LINES_MAX);
			return [
				...(lines > FILE_LINES_MAX ? [`${file.path} has ${lines} lines`] : []),
				...long.map((each) => `${file.path}: ${each.name} has ${each.lines} lines`),
			];
		});
}

// Directives count right after the comment opens, for eslint and TypeScript alike. This file quotes some.
const SILENCED = /\/[/*]\s*(?:eslint-disable|@ts-(?:ignore|expect-error|nocheck)).*/;
const QUOTES_DIRECTIVES = 'test/house/style.ts';

function checkSilencing(files: SourceFile[]): string[] {
	return files
		.filter((file) => isCode(file) && file.path !== QUOTES_DIRECTIVES)
		.flatMap((file) =>
			file.text
				.split('\n')
				.flatMap((line) => SILENCED.exec(line)?.[0] ?? [])
				.filter((found) => isIn(file, 'nodes', 'credentials') || !/ -- \S+ \S+/.test(found))
				.map((found) => `${file.path} silences a check: ${found}`),
		);
}

// Spreading a literal only keeps lines short, and hides where a property is set.
const SPREAD_LITERAL = /\.\.\.\{.*/;

function checkSpreads(files: SourceFile[]): string[] {
	return files
		.filter((file) => isCode(file) && isIn(file, 'nodes', 'credentials', 'sandbox', 'demo'))
		.flatMap((file) =>
			file.text
				.split('\n')
				.flatMap((line) => SPREAD_LITERAL.exec(line)?.[0] ?? [])
				.map((found) => `${file.path} spreads a literal: ${found}`),
		);
}

export const styleRules: Rule[] = [
	{
		title: 'no object literal is spread into another one',
		check: checkSpreads,
		offences: [
			oneFile('nodes/shared/a.ts', '// It says.', 'const a = { ...{ b, c }, d };'),
			oneFile('sandbox/a.ts', '// It says.', 'const a = {', '\t...{', '\t\tb,', '\t},', '};'),
		],
	},
	{
		title: `every file opens with 1 to ${COMMENT_LINES_MAX} lines that say what it is`,
		check: checkOpening,
		offences: [
			oneFile('nodes/shared/a.ts', "import { b } from './b';", '// Too late.'),
			oneFile('test/a.test.ts', '/* eslint-disable no-console -- it prints */', 'const a = 1;'),
			oneFile('sandbox/a.ts', ...Array.from({ length: 9 }, () => '// Too long.'), 'const a = 1;'),
		],
	},
	{
		title: 'file names and exported names come from the glossary',
		check: checkNames,
		offences: [
			oneFile('nodes/shared/netsuite/posting/dateUtils.ts'),
			oneFile('sandbox/types.ts'),
			oneFile('nodes/shared/settlement/a.ts', 'export function handlePayment() {}'),
			oneFile('nodes/shared/settlement/a.ts', 'export interface PayoutInfo {}'),
			oneFile('test/a.ts', 'const a = 1;', 'export { a as data };'),
		],
	},
	{
		title: `published files stay under ${FILE_LINES_MAX} lines, functions under ${FUNCTION_LINES_MAX}`,
		check: checkSizes,
		offences: [
			oneFile('nodes/shared/a.ts', ...Array.from({ length: 252 }, () => '// line')),
			oneFile('nodes/a.ts', 'const a = () => {', ...Array.from({ length: 70 }, () => 'b();'), '};'),
		],
	},
	{
		title: 'nothing published silences a check, and nothing else does so without a reason',
		check: checkSilencing,
		offences: [
			oneFile('nodes/shared/a.ts', '// eslint-disable-next-line no-console -- because I say so'),
			oneFile('credentials/a.ts', '// @ts-expect-error -- the types are wrong'),
			oneFile('test/a.ts', '/* eslint-disable no-console */'),
			oneFile('demo/a.ts', 'a(); // @ts-ignore'),
		],
	},
];
