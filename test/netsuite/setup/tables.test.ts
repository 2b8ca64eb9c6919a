// What the setup check holds an account against, compared with what it stands for: the XML of the netsuite folder, the
// bodies that are really sent, the shipped role, the page that explains the findings.
import { XMLParser } from 'fast-xml-parser';

import { BODIES } from '../../../nodes/shared/netsuite/setup/bodyFields';
import { fieldTypes } from '../../../nodes/shared/netsuite/setup/fieldTypes';
import { PERMISSIONS } from '../../../nodes/shared/netsuite/setup/rolePermissions';
import { tokenIdentity } from '../../../nodes/shared/netsuite/setup/tokenIdentity';
import { withSandbox } from '../../simulate/story';
import { CUSTOMER, invoiceOf } from '../../support/madeBooks';
import { madeSettlement, order, refund } from '../../support/madeSettlement';
import { fs, path, ROOT } from '../../support/node';
import { sandboxClient } from '../../support/sandboxClient';
import type { Settings } from '../../support/settle';
import { perCustomer, settle } from '../../support/settle';

const OBJECTS = path.join(ROOT, 'netsuite/src/Objects');
const xml = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
});
const read = (file: string) => xml.parse(fs.readFileSync(path.join(OBJECTS, file), 'utf8'));

/** What the catalog calls the types of SuiteCloud (Oracle help SDFxml_2621004254 names those of fields). */
const CATALOG_TYPES: Record<string, string> = {
	CURRENCY: 'number',
	FLOAT: 'number',
	INTEGER: 'integer',
	CHECKBOX: 'boolean',
	SELECT: 'object',
	TEXT: 'string',
	TEXTAREA: 'string',
	CLOBTEXT: 'string',
	DATE: 'string',
	DATETIMETZ: 'string',
};

test('fields have the types of the XML', () => {
	const files = fs.readdirSync(OBJECTS).filter((file) => file.startsWith('customrecord_'));
	const defined = files.flatMap((file) => {
		const { customrecordtype } = read(file) as {
			customrecordtype: {
				customrecordcustomfields: {
					customrecordcustomfield: Array<{ '@scriptid': string; fieldtype: string }>;
				};
			};
		};
		const { customrecordcustomfield } = customrecordtype.customrecordcustomfields;
		return [customrecordcustomfield].flat().map((field) => [field['@scriptid'], field.fieldtype]);
	});
	const checked = defined.filter(([id]) => fieldTypes.has(id));
	expect(checked.length).toBe(fieldTypes.size);
	expect(Object.fromEntries(fieldTypes)).toEqual(
		Object.fromEntries(checked.map(([id, type]) => [id, CATALOG_TYPES[type]])),
	);
});

interface Role {
	role: { permissions: { permission: Array<{ permkey: string; permlevel: string }> } };
}

/** What a login as such shows, and what is only asked together with the rest. */
const SEEN_OTHERWISE = [
	'ADMI_RESTWEBSERVICES',
	'ADMI_LOGIN_OAUTH',
	'ADMI_LOGIN_OAUTH2',
	'REPO_ANALYTICS',
	'TRAN_FIND',
	'LIST_FIND',
];

test('every permission of the shipped role is looked at, at its level', () => {
	const { role } = read('customrole_amzstl_settlement.xml') as Role;
	const shipped = role.permissions.permission
		.filter(({ permkey }) => !SEEN_OTHERWISE.includes(permkey))
		.map(({ permkey, permlevel }) => [permkey, permlevel]);
	const checked = PERMISSIONS.map(({ key, level }) => [key, level.toUpperCase()]);
	expect(Object.fromEntries(checked)).toEqual(Object.fromEntries(shipped));
});

test('custom records are called as in the XML', () => {
	for (const { tab, name, recordType } of PERMISSIONS.filter(
		(one) => one.tab === 'Custom Record',
	)) {
		const { customrecordtype } = read(`${recordType}.xml`) as {
			customrecordtype: { recordname: string };
		};
		expect([tab, name]).toEqual(['Custom Record', customrecordtype.recordname]);
	}
});

const BOOKS = {
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: ['111-1', '111-2'].map((id) => invoiceOf(id, 1000)),
};

/** Decided by settings, so not in the table; a transform takes its parties from the source. */
const BY_SETTING = ['account', 'arAcct', 'undepFunds', 'paymentOption'];

async function sentBodies(changes: Partial<Settings>): Promise<Map<string, Set<string>>> {
	const names = new Map<string, Set<string>>();
	await withSandbox(BOOKS, async (sandbox) => {
		const client = sandboxClient(sandbox);
		const { send } = client.transport;
		client.transport.send = async (request, options) => {
			const type = /\/record\/v1\/(?:\w+\/\d+\/!transform\/)?(\w+)$/.exec(request.path)?.[1] ?? '';
			if (request.method === 'POST' && type in BODIES) {
				const own = names.get(type) ?? new Set();
				names.set(type, own);
				for (const [name, value] of Object.entries(request.body as Record<string, unknown>)) {
					const { items } = (value ?? {}) as { items?: object[] };
					own.add(items === undefined ? name : `${name}:`);
					items?.flatMap(Object.keys).forEach((column) => own.add(`${name}:${column}`));
				}
			}
			return await send(request, options);
		};
		const items = madeSettlement([
			order('111-1', 1000),
			order('111-2', 1000),
			refund('111-1', 400, 'R-1'),
		]);
		await settle(sandbox, items, changes, client);
	});
	return names;
}

test('the fields that are looked for are those that are sent', async () => {
	const sent = [await sentBodies({}), await sentBodies(perCustomer())];
	for (const [type, { fields, lines }] of Object.entries(BODIES)) {
		const names = new Set(sent.flatMap((one) => [...(one.get(type) ?? [])]));
		const isOurs = (name: string) => !BY_SETTING.includes(name) || fields.includes(name);
		const header = [...names].filter((name) => !name.includes(':') && isOurs(name));
		expect([type, header.sort()]).toEqual([type, [...fields].sort()]);
		for (const name of [...names].filter((one) => /:\w/.test(one))) {
			const [sublist, column] = name.split(':');
			expect([type, lines[sublist]]).toEqual([type, expect.arrayContaining([column])]);
		}
	}
});

test('docs/setup-check.md explains every code, and no other', () => {
	const source = fs.readFileSync(path.join(ROOT, 'nodes/shared/netsuite/setup/finding.ts'), 'utf8');
	const [, union = ''] = /export type FindingCode =([^;]+);/.exec(source) ?? [];
	const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code]) => code);
	const page = fs.readFileSync(path.join(ROOT, 'docs/setup-check.md'), 'utf8');
	const explained = [...page.matchAll(/^\| ([A-Z_]+) /gm)].map(([, code]) => code);
	expect(codes.length).toBeGreaterThan(20);
	expect(explained.sort()).toEqual(codes.sort());
});

const token = (claims: object) =>
	`x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

test.each([
	[token({ sub: '1111;10', aud: ['APP;1234567_SB1', 'client'] }), ['1111', '10', '1234567_SB1']],
	[token({ sub: '3;-5', aud: 'APP;1' }), ['3', '-5', '1']],
	[token({}), ['', '', '']],
	['', ['', '', '']],
	['a.b.c', ['', '', '']],
])('who a token logs in: %#', (text, [roleId, userId, accountId]) => {
	expect(tokenIdentity(text)).toEqual({ roleId, userId, accountId });
});
