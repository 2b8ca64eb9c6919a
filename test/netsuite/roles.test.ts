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
		...{ TRAN_CUSTINVC: 'CREATE', TRAN_SALESORDINVOICE: 'FULL', TRAN_ITEMSHIP: 'VIEW' },
	});
});

test('the settlement role may not make invoices or change orders', () => {
	expect(permissions('customrole_amzstl_settlement')).toMatchObject({
		...{ TRAN_CUSTINVC: 'VIEW', TRAN_SALESORD: 'VIEW' },
	});
});

test.each(['settlement', 'transaction'])('both roles may use the %s records', (record) => {
	const text = read(`customrecord_amzstl_${record}`);
	for (const role of ['settlement', 'billing']) {
		expect(text).toContain(`<permittedrole>[scriptid=customrole_amzstl_${role}]</permittedrole>`);
	}
});
