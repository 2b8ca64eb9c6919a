// The permissions of a role of the SuiteCloud project, so that a permission missing there keeps a login out
// here. What its records and queries need is enforced where the seed asks for it: roleView.ts.
import { XMLParser } from 'fast-xml-parser';
import { join, readFileSync } from './node';

export interface Role {
	scriptId: string;
	permissions: ReadonlySet<string>;
	/** VIEW, CREATE, EDIT or FULL, by permission key. */
	levels: Record<string, string>;
}

interface RoleXml {
	role: { permissions: { permission: Array<{ permkey: string; permlevel: string }> } };
}

const parser = new XMLParser({ isArray: (name) => name === 'permission' });

export function readRole(objectsDir: string, scriptId: string): Role {
	const text = readFileSync(join(objectsDir, `${scriptId}.xml`), 'utf8');
	const { role } = parser.parse(text) as RoleXml;
	return {
		scriptId,
		permissions: new Set(role.permissions.permission.map(({ permkey }) => permkey)),
		levels: Object.fromEntries(
			role.permissions.permission.map(({ permkey, permlevel }) => [permkey, permlevel]),
		),
	};
}
