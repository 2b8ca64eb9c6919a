// Who may know whom. Imports run one way: a node knows n8n's adapter, that knows NetSuite, that knows
// Amazon's settlement; third-party code comes in through vendor.ts, Node's own modules through one door
// per folder. The sandbox and the auditor are witnesses: they know nothing of what they judge.
import { isBuiltin } from '../support/node';
import { oneFile, type Rule } from './rule';
import {
	AMAZON,
	DOCUMENTS,
	isSameRoom,
	KNOWS,
	partOfPayments,
	PARTS_OF_PAYMENTS,
	roomOf,
	TOPICS,
} from './rooms';
import { DOORS, importsOf, isCode, isIn, type SourceFile } from './source';

const CRYPTO = [
	'credentials/NetSuiteTbaApi.credentials.ts',
	'nodes/shared/netsuite/api/batch.ts',
	'nodes/shared/netsuite/records/externalId.ts',
	'nodes/shared/netsuite/api/oauth1.ts',
	'nodes/shared/netsuite/api/oauth2.ts',
	'nodes/shared/netsuite/api/privateKey.ts',
	'nodes/shared/settlement/lines/contentHash.ts',
];

function isFile(imported: string): boolean {
	return /^(credentials|nodes|sandbox|demo|bench|test|workflows|netsuite|dist)\//.test(imported);
}

function eachImport(
	files: SourceFile[],
	isOffence: (file: SourceFile, imported: string) => boolean,
): string[] {
	return files.filter(isCode).flatMap((file) =>
		importsOf(file)
			.filter((imported) => isOffence(file, imported))
			.map((imported) => `${file.path} imports ${imported}`),
	);
}

/** A made-up file of one room that imports from another. */
function inRoom(room: string, other: string): SourceFile[] {
	const up = room.includes('/') ? '../..' : '..';
	return oneFile(`nodes/shared/${room}/a.ts`, `import type { B } from '${up}/${other}/b';`);
}

/** Rooms of one room, where the one may not know the other. */
function isUnknownNeighbour(from: string, to: string): boolean {
	return isSameRoom(from, to) && !KNOWS[from]?.includes(to);
}

/** One sentence for each file that can be reached from itself. */
function circles(files: SourceFile[]): string[] {
	const imports = new Map(
		files.map((file) => [file.path, importsOf(file).map((imported) => `${imported}.ts`)]),
	);
	return files.flatMap(({ path }) => {
		const reached = new Set(imports.get(path));
		// A set goes on to what is added while it is walked.
		for (const next of reached) {
			imports.get(next)?.forEach((imported) => reached.add(imported));
		}
		return reached.has(path) ? [`${path} imports itself by way of others`] : [];
	});
}

// A node folder knows itself, not the folder of another node.
function isWithinOneNode(file: SourceFile, imported: string): boolean {
	const [, folder] = /^nodes\/(\w+)\//.exec(file.path) ?? [];
	return folder !== 'shared' && imported.startsWith(`nodes/${folder}/`);
}

export const importRules: Rule[] = [
	{
		title: 'imports run one way: node, n8n, netsuite, settlement; the sandbox knows itself only',
		check: (files) =>
			eachImport(files, (file, imported) => {
				const from = roomOf(file.path);
				const to = roomOf(imported) ?? 'another folder';
				if (!from || !isFile(imported) || isWithinOneNode(file, imported)) {
					return false;
				}
				return !isSameRoom(from, to) && !KNOWS[from]?.includes(to);
			}),
		offences: [
			oneFile(
				'nodes/shared/settlement/items/a.ts',
				"import { b } from '../../netsuite/records/b';",
			),
			inRoom('netsuite/records', 'settlement/report'),
			inRoom('netsuite/payments', 'settlement/file'),
			inRoom('n8n', 'settlement/report'),
			oneFile('nodes/shared/netsuite/books/a.ts', "import type { B } from '../../n8n/b';"),
			oneFile('nodes/shared/n8n/a.ts', "import { b } from '../../PaymentApply/b';"),
			oneFile('nodes/PaymentApply/PaymentApply.node.ts', "import { b } from '../Parse/b';"),
			oneFile('nodes/PaymentApply/a.ts', "export { b } from '../../sandbox/b';"),
			oneFile('credentials/A.credentials.ts', "import { b } from '../test/support/b';"),
			oneFile(
				'credentials/A.credentials.ts',
				"import { b } from '../nodes/shared/netsuite/books/b';",
			),
			inRoom('netsuite/api', 'settlement/values'),
			oneFile('sandbox/books/a.ts', "import { b } from '../../nodes/shared/settlement/values/b';"),
			oneFile('nodes/shared/vendor.ts', "const b = import('./settlement/values/b');"),
		],
	},
	{
		title:
			'inside the NetSuite room: topics, documents, posting, books, records, api; no topic knows another',
		check: (files) =>
			eachImport(files, (file, imported) => {
				const [from, to] = [roomOf(file.path) ?? '', roomOf(imported) ?? ''];
				return isIn(file, 'nodes/shared/netsuite') && isUnknownNeighbour(from, to);
			}),
		offences: [
			...TOPICS.flatMap((topic) =>
				TOPICS.filter((other) => other !== topic).map((other) => inRoom(topic, other)),
			),
			...DOCUMENTS.flatMap((room) => TOPICS.map((topic) => inRoom(room, topic))),
			...DOCUMENTS.flatMap((room, at) =>
				DOCUMENTS.slice(0, at).map((outer) => inRoom(room, outer)),
			),
		],
	},
	{
		title:
			'payments: what is planned and what exists know nothing; the remainder knows both, posting all',
		check: (files) =>
			eachImport(files, (file, imported) => {
				const [from, to] = [partOfPayments(file.path), partOfPayments(imported)];
				const isOther = from !== undefined && from !== to;
				const isBeside = /^nodes\/shared\/netsuite\/payments\/\w+$/.test(imported);
				return (
					isOther && (isBeside || (to !== undefined && !PARTS_OF_PAYMENTS[from]?.includes(to)))
				);
			}),
		offences: Object.keys(PARTS_OF_PAYMENTS).flatMap((part, _, parts) => [
			oneFile(`nodes/shared/netsuite/payments/${part}/a.ts`, "import { b } from '../b';"),
			...parts
				.filter((other) => other !== part && !PARTS_OF_PAYMENTS[part].includes(other))
				.map((other) =>
					oneFile(
						`nodes/shared/netsuite/payments/${part}/a.ts`,
						`import { b } from '../${other}/b';`,
					),
				),
		]),
	},
	{
		title: 'inside the Amazon room: items, report, repair, lines, formats, labels, file, values',
		check: (files) =>
			eachImport(files, (file, imported) => {
				const [from, to] = [roomOf(file.path) ?? '', roomOf(imported) ?? ''];
				return isIn(file, 'nodes/shared/settlement') && isUnknownNeighbour(from, to);
			}),
		offences: AMAZON.flatMap((room, at) => AMAZON.slice(0, at).map((outer) => inRoom(room, outer))),
	},
	{
		title: 'no file of nodes/shared knows itself by way of others',
		check: (files) => circles(files.filter((file) => isIn(file, 'nodes/shared'))),
		offences: [
			[
				...oneFile('nodes/shared/netsuite/payments/a.ts', "import type { B } from './b';"),
				...oneFile('nodes/shared/netsuite/payments/b.ts', "import { c } from '../posting/c';"),
				...oneFile('nodes/shared/netsuite/posting/c.ts', "export { a } from '../payments/a';"),
			],
			[
				...oneFile('nodes/shared/settlement/lines/a.ts', "import type { B } from './b';"),
				...oneFile('nodes/shared/settlement/lines/b.ts', "import type { A } from './a';"),
			],
		],
	},
	{
		title: 'nodes/shared holds three rooms and vendor.ts, two of them their own rooms',
		check: (files) =>
			files
				.filter((file) => isIn(file, 'nodes/shared') && !KNOWS[roomOf(file.path) ?? ''])
				.map(({ path }) => `${path} is in no room`),
		offences: [
			oneFile('nodes/shared/money.ts'),
			oneFile('nodes/shared/amazon/money.ts'),
			oneFile('nodes/shared/netsuite/money.ts'),
			oneFile('nodes/shared/settlement/money.ts'),
			oneFile('nodes/shared/settlement/values.ts'),
			oneFile('nodes/shared/settlement/parsing/money.ts'),
			oneFile('nodes/shared/netsuite/flows/applyPayments.ts'),
		],
	},
	{
		title: 'the auditor shares no code with what it audits',
		check: (files) =>
			eachImport(
				files,
				(file, imported) =>
					/^test\/simulate\/(audited\w+|\w*[aA]uditor)\.ts$/.test(file.path) &&
					/^(nodes|credentials)\//.test(imported),
			),
		offences: [
			oneFile('test/simulate/auditor.ts', "import { a } from '../../nodes/shared/settlement/a';"),
			oneFile(
				'test/simulate/auditedRecords.ts',
				"import { a } from '../../nodes/shared/settlement/a';",
			),
		],
	},
	{
		title: 'n8n-workflow stays in node folders, credentials and shared/n8n',
		check: (files) =>
			eachImport(
				files,
				(file, imported) =>
					imported === 'n8n-workflow' &&
					(file.path === 'nodes/shared/vendor.ts' ||
						isIn(file, 'nodes/shared/settlement', 'nodes/shared/netsuite', 'sandbox')),
			),
		offences: [
			oneFile('nodes/shared/netsuite/api/a.ts', "import type { INode } from 'n8n-workflow';"),
			oneFile('sandbox/a.ts', "import { sleep } from 'n8n-workflow';"),
		],
	},
	{
		title: 'the published code takes third parties from vendor.ts, luxon and crypto where agreed',
		check: (files) =>
			eachImport(files, (file, imported) => {
				if (!isIn(file, 'nodes', 'credentials') || isFile(imported)) {
					return false;
				}
				if (imported === 'luxon') {
					return !isIn(file, 'nodes/shared/settlement', 'nodes/shared/n8n');
				}
				if (imported === 'crypto') {
					return !CRYPTO.includes(file.path);
				}
				return imported !== 'n8n-workflow' && file.path !== 'nodes/shared/vendor.ts';
			}),
		offences: [
			oneFile('nodes/shared/settlement/a.ts', "import { parse } from 'csv-parse/sync';"),
			oneFile('nodes/Parse/Parse.node.ts', "import { z } from 'zod';"),
			oneFile('nodes/shared/netsuite/posting/a.ts', "import { DateTime } from 'luxon';"),
			oneFile('nodes/shared/settlement/a.ts', "import { createHash } from 'crypto';"),
			oneFile(
				'nodes/shared/netsuite/api/oauth1.ts',
				'nodes/shared/netsuite/api/oauth2.ts',
				'nodes/shared/netsuite/api/privateKey.ts',
				"import { createHmac } from 'node:crypto';",
			),
		],
	},
	{
		title: "Node's own modules come through one door per folder",
		check: (files) =>
			eachImport(
				files,
				(file, imported) =>
					isBuiltin(imported) &&
					/\.ts$/.test(file.path) &&
					isIn(file, 'bench', 'demo', 'sandbox', 'test', 'tools') &&
					!DOORS.includes(file.path),
			),
		offences: [
			oneFile('test/netsuite/a.test.ts', "import * as fs from 'node:fs';"),
			oneFile('sandbox/books/node.ts', "import { join } from 'path';"),
		],
	},
];
