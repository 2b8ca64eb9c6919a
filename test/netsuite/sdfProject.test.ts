// The SuiteCloud project as far as it can be checked without an account, since Oracle's own validation needs one:
// well-formed, with elements, keys and levels that Oracle documents, complete in features, equal on both sides.
import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { fs, path, ROOT } from '../support/node';

const PROJECT = path.join(ROOT, 'netsuite/src');
const OBJECTS = path.join(PROJECT, 'Objects');
const files = fs
	.readdirSync(OBJECTS)
	.map((name) => ({ name, text: fs.readFileSync(path.join(OBJECTS, name), 'utf8') }));
const texts = (pattern: RegExp) =>
	files.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, found]) => found));

/** Children that the help names for each element (SDFxml_2121043136, _762449695, _3330726969, section_1526908548). */
const CHILDREN: Record<string, string[]> = {
	role: ['name', 'centertype', 'iswebserviceonlyrole', 'permissions'],
	'role.permissions': ['permission'],
	'role.permissions.permission': ['permkey', 'permlevel', 'restriction'],
	customrecordtype: [
		'recordname',
		'description',
		'accesstype',
		'includename',
		'enablenumbering',
		'allowinlineediting',
		'customrecordcustomfields',
		'permissions',
	],
	'customrecordtype.permissions': ['permission'],
	'customrecordtype.permissions.permission': ['permittedrole', 'permittedlevel', 'restriction'],
	'customrecordtype.customrecordcustomfields': ['customrecordcustomfield'],
	'customrecordtype.customrecordcustomfields.customrecordcustomfield': [
		'label',
		'description',
		'fieldtype',
		'selectrecordtype',
		'ismandatory',
		'storevalue',
		'isparent',
		'onparentdelete',
	],
	transactionbodycustomfield: [
		'label',
		'description',
		'fieldtype',
		'selectrecordtype',
		'storevalue',
		'bodycustomerpayment',
		'bodyjournal',
		'bodyothertransaction',
		'bodysale',
	],
	customlist: ['name', 'description', 'isordered', 'customvalues'],
	'customlist.customvalues': ['customvalue'],
	'customlist.customvalues.customvalue': ['value'],
};

type Ordered = Array<Record<string, unknown>>;

function strangers(nodes: Ordered, place = ''): string[] {
	return nodes.flatMap((node) => {
		const [name] = Object.keys(node).filter((key) => key !== ':@' && key !== '#text');
		if (name === undefined) {
			return [];
		}
		const at = place === '' ? name : `${place}.${name}`;
		const isKnown = place === '' ? name in CHILDREN : CHILDREN[place]?.includes(name);
		return [...(isKnown ? [] : [at]), ...strangers(node[name] as Ordered, at)];
	});
}

function strangersIn(text: string): string[] {
	const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false });
	return strangers(parser.parse(text) as Ordered);
}

test.each([
	...files,
	...['manifest.xml', 'deploy.xml'].map((name) => ({
		name,
		text: fs.readFileSync(path.join(PROJECT, name), 'utf8'),
	})),
])('$name is well-formed', ({ text }) => {
	expect(XMLValidator.validate(text)).toBe(true);
});

test.each(files)('$name has documented elements only', ({ text }) => {
	expect(strangersIn(text)).toEqual([]);
});

test('an element that is not documented would be found, in the wrong place as well', () => {
	expect(strangersIn('<role><colour>red</colour></role>')).toEqual(['role.colour']);
	expect(strangersIn('<role><permission/></role>')).toEqual(['role.permission']);
	expect(strangersIn('<robot/>')).toEqual(['robot']);
});

test('flags, types, access and levels have documented values', () => {
	const flags =
		/<(?:is\w+|includename|enablenumbering|allowinlineediting|storevalue|body\w+)>([^<]*)</g;
	expect([...new Set(texts(flags))].sort()).toEqual(['F', 'T']);
	const levels = texts(/<(?:permlevel|permittedlevel)>([^<]*)</g);
	expect(levels.filter((level) => !['VIEW', 'CREATE', 'EDIT', 'FULL'].includes(level))).toEqual([]);
	expect(new Set(texts(/<accesstype>([^<]*)</g))).toEqual(new Set(['USEPERMISSIONLIST']));
	const types = texts(/<fieldtype>([^<]*)</g);
	const documented = [
		'CHECKBOX',
		'CLOBTEXT',
		'CURRENCY',
		'DATE',
		'DATETIMETZ',
		'EMAIL',
		'FLOAT',
		'INTEGER',
		'MULTISELECT',
		'PERCENT',
		'PHONE',
		'RICHTEXT',
		'SELECT',
		'TEXT',
		'TEXTAREA',
		'URL',
	];
	expect(types.filter((type) => !documented.includes(type))).toEqual([]);
});

test('ids are unique, short enough, and begin as NetSuite wants; labels fit', () => {
	const ids = texts(/scriptid="([^"]+)"/g);
	expect(ids.length).toBeGreaterThan(100);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.filter((id) => id.length > 40)).toEqual([]);
	expect(texts(/<custom(?:record|list)type scriptid="([^"]+)"/g)).not.toEqual([]);
	const known = /^(customrecord|custrecord|customlist|custbody|customrole|val)_[0-9a-z_]+$/;
	expect(ids.filter((id) => !known.test(id))).toEqual([]);
	const labels = texts(/<(?:label|name|recordname)>([^<]*)</g);
	expect(labels.filter((label) => label === '' || label.length > 200)).toEqual([]);
});

test('what an object refers to is in the project', () => {
	const own = new Set(texts(/scriptid="([^"]+)"/g));
	const named = texts(/\[scriptid=(\w+)\]/g);
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter((id) => !own.has(id))).toEqual([]);
});

describe.each(['settlement', 'billing'])('the %s role', (name) => {
	const scriptId = `customrole_amzstl_${name}`;
	const text = files.find((file) => file.name === `${scriptId}.xml`)?.text ?? '';
	const permissions = [...text.matchAll(/<permkey>([^<]+)<\/permkey>\s*<permlevel>(\w+)</g)];

	test('may log in both ways', () => {
		const keys = permissions.map(([, key]) => key);
		expect(keys).toEqual(
			expect.arrayContaining(['ADMI_LOGIN_OAUTH', 'ADMI_LOGIN_OAUTH2', 'ADMI_RESTWEBSERVICES']),
		);
		expect(new Set(keys).size).toBe(keys.length);
	});

	test('has on its records the level that the records give it (section_4731157695)', () => {
		const own = permissions.filter(([, key]) => key.startsWith('[scriptid=customrecord'));
		expect(own).toHaveLength(3);
		for (const [, key, level] of own) {
			const record = key.slice('[scriptid='.length, -1);
			const xml = files.find((file) => file.name === `${record}.xml`)?.text ?? '';
			const granted = new RegExp(
				`<permittedrole>\\[scriptid=${scriptId}\\]</permittedrole>\\s*<permittedlevel>(\\w+)<`,
			).exec(xml)?.[1];
			expect(granted).toBe(level);
		}
	});
});

test('the manifest names every feature that a value depends on, none twice', () => {
	const manifest = fs.readFileSync(path.join(PROJECT, 'manifest.xml'), 'utf8');
	const features = [...manifest.matchAll(/<feature required="true">(\w+)</g)].map(
		([, name]) => name,
	);
	// Fields on customer payments need A/R; those on sales and journals Accounting (SDFxml_3490226988).
	const needed = [
		...(files.some(({ text }) => text.includes('<customrecordtype ')) ? ['CUSTOMRECORDS'] : []),
		...(files.some(({ text }) => text.includes('<bodycustomerpayment>T<')) ? ['RECEIVABLES'] : []),
		...(files.some(({ text }) => /<body(sale|journal)>T</.test(text)) ? ['ACCOUNTING'] : []),
	];
	expect([...features].sort()).toEqual([...needed].sort());
});
