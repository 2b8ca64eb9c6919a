// The two roles of the SuiteCloud project: one for settlements, and one that may bill orders as well, which is
// the first and nothing more than billing needs.
import { XMLParser } from 'fast-xml-parser';

import { fs, path, ROOT } from '../support/node';

const objects = path.join(ROOT, 'netsuite/src/Objects');
const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

interface Role {
	role: { permissions: { permission: Array<{ permkey: string; permlevel: string }> } };
}

const read = (name: string) => fs.readFileSync(path.join(objects, `${name}.xml`), 'utf8');

function permissions(name: string): Record<string, string> {
	const { role } = xml.parse(read(name)) as Role;
	const { permission } = role.permissions;
	expect(new Set(permission.map(({ permkey }) => permkey)).size).toBe(permission.length);
	return Object.fromEntries(permission.map(({ permkey, permlevel }) => [permkey, permlevel]));
}

test('the billing role may do what the settlement role may, and bill orders', () => {
	expect(permissions('customrole_amzstl_billing')).toEqual({
		...permissions('customrole_amzstl_settlement'),
		TRAN_CUSTINVC: 'CREATE',
		TRAN_SALESORDINVOICE: 'FULL',
		TRAN_ITEMSHIP: 'VIEW',
	});
});

test('the settlement role may not make invoices or change orders', () => {
	expect(permissions('customrole_amzstl_settlement')).toMatchObject({
		TRAN_CUSTINVC: 'VIEW',
		TRAN_SALESORD: 'VIEW',
	});
});

test.each(['settlement', 'transaction'])('both roles may use the %s records', (record) => {
	const text = read(`customrecord_amzstl_${record}`);
	for (const role of ['settlement', 'billing']) {
		expect(text).toContain(`<permittedrole>[scriptid=customrole_amzstl_${role}]</permittedrole>`);
	}
});

/** Which permission a table or record type needs, after Oracle's record catalogue (iloveitaly/netsuite-permissions). */
const KEYS: Record<string, string> = {
	account: 'LIST_ACCOUNT',
	currency: 'LIST_CURRENCY',
	item: 'LIST_ITEM',
	customer: 'LIST_CUSTJOB',
	department: 'LIST_DEPARTMENT',
	classification: 'LIST_CLASS',
	location: 'LIST_LOCATION',
	subsidiary: 'LIST_SUBSIDIARY',
	accountingperiod: 'ADMI_ACCTPERIODS',
	transaction: 'TRAN_FIND',
	transactionline: 'TRAN_FIND',
	transactionaccountingline: 'TRAN_FIND',
	nexttransactionlinelink: 'TRAN_FIND',
	previoustransactionlinelink: 'TRAN_FIND',
	salesorder: 'TRAN_SALESORD',
	invoice: 'TRAN_CUSTINVC',
	cashsale: 'TRAN_CASHSALE',
	customerpayment: 'TRAN_CUSTPYMT',
	creditmemo: 'TRAN_CUSTCRED',
	customerrefund: 'TRAN_CUSTRFND',
	itemfulfillment: 'TRAN_ITEMSHIP',
	journalentry: 'TRAN_JOURNAL',
	deposit: 'TRAN_DEPOSIT',
};

/** Billing alone uses it, and its role has it. */
const OF_BILLING = ['TRAN_ITEMSHIP'];

function sources(folder: string): string[] {
	return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const file = path.join(folder, entry.name);
		return entry.isDirectory() ? sources(file) : [fs.readFileSync(file, 'utf8')];
	});
}

test('the role has the permission of every table and record type that the code names', () => {
	const code = sources(path.join(ROOT, 'nodes/shared'))
		.join('\n')
		.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
	const tables = [...code.matchAll(/\b(?:FROM|JOIN) ([A-Za-z]\w*)/g)].map(([, name]) => name);
	const listed = [...code.matchAll(/\btable: '(\w+)'/g)].map(([, name]) => name);
	const types = [...code.matchAll(/\brecordType: '(\w+)'|RECORD_PATH\}\/(\w+)\//g)].map(
		([, one, other]) => one ?? other,
	);
	const used = new Set([...tables, ...listed, ...types].map((name) => name.toLowerCase()));
	used.delete('metadata');
	expect(used.size).toBeGreaterThan(12);
	const unknown = [...used].filter((name) => !(name in KEYS) && !name.startsWith('customlist'));
	expect(unknown).toEqual([]);
	const held = permissions('customrole_amzstl_settlement');
	const lacking = [...used].filter((name) => name in KEYS && !(KEYS[name] in held));
	expect(lacking.filter((name) => !OF_BILLING.includes(KEYS[name]))).toEqual([]);
});
