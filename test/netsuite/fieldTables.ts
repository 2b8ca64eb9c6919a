// What to click in NetSuite for whoever installs our records, fields and roles by hand: tables printed from the
// XML of the SuiteCloud project, so that they cannot name a field that the nodes do not use.
import { XMLParser } from 'fast-xml-parser';
import { fs, path } from '../support/node';

interface FieldXml {
	scriptid: string;
	label: string;
	description?: string;
	fieldtype: string;
	selectrecordtype?: string;
	ismandatory?: string;
	[flag: string]: string | undefined;
}

interface ObjectXml {
	customrecordtype?: {
		scriptid: string;
		recordname: string;
		accesstype: string;
		customrecordcustomfields: { customrecordcustomfield: FieldXml[] };
	};
	customlist?: {
		scriptid: string;
		name: string;
		customvalues: { customvalue: Array<{ scriptid: string; value: string }> };
	};
	transactionbodycustomfield?: FieldXml;
	role?: {
		scriptid: string;
		name: string;
		permissions: { permission: Array<{ permkey: string; permlevel: string }> };
	};
}

/** The words of NetSuite's pages for the types of a field. */
const TYPES: Record<string, string> = {
	CHECKBOX: 'Check Box',
	CLOBTEXT: 'Long Text',
	CURRENCY: 'Currency',
	DATE: 'Date',
	DATETIMETZ: 'Date/Time',
	INTEGER: 'Integer Number',
	SELECT: 'List/Record',
	TEXT: 'Free-Form Text',
	TEXTAREA: 'Text Area',
	URL: 'Hyperlink',
};

const STANDARD_RECORDS: Record<string, string> = { '-30': 'Transaction' };

const BODIES: Record<string, string> = {
	bodycustomerpayment: 'Customer Payment',
	bodyjournal: 'Journal',
	bodyothertransaction: 'Other Transaction',
	bodysale: 'Sale',
};

/** Tab and name on the page of a role, by key; names as in Oracle's own list of permissions. */
const PERMISSIONS: Record<string, [tab: string, name: string]> = {
	ADMI_ACCTPERIODS: ['Setup', 'Manage Accounting Periods'],
	ADMI_LOGIN_OAUTH: ['Setup', 'Log in using Access Tokens'],
	ADMI_LOGIN_OAUTH2: ['Setup', 'Log in using OAuth 2.0 Access Tokens'],
	ADMI_RESTWEBSERVICES: ['Setup', 'REST Web Services'],
	LIST_ACCOUNT: ['Lists', 'Accounts'],
	LIST_CLASS: ['Lists', 'Classes'],
	LIST_CURRENCY: ['Lists', 'Currency'],
	LIST_CUSTJOB: ['Lists', 'Customers'],
	LIST_DEPARTMENT: ['Lists', 'Departments'],
	LIST_FIND: ['Lists', 'Perform Search'],
	LIST_ITEM: ['Lists', 'Items'],
	LIST_LOCATION: ['Lists', 'Locations'],
	LIST_SUBSIDIARY: ['Lists', 'Subsidiaries'],
	REPO_ANALYTICS: ['Reports', 'SuiteAnalytics Workbook'],
	TRAN_CASHSALE: ['Transactions', 'Cash Sale'],
	TRAN_CUSTCRED: ['Transactions', 'Credit Memo'],
	TRAN_CUSTINVC: ['Transactions', 'Invoice'],
	TRAN_CUSTPYMT: ['Transactions', 'Customer Payment'],
	TRAN_JOURNAL: ['Transactions', 'Make Journal Entry'],
	TRAN_DEPOSIT: ['Transactions', 'Deposit'],
	TRAN_CUSTRFND: ['Transactions', 'Customer Refund'],
	TRAN_FIND: ['Transactions', 'Find Transaction'],
	TRAN_ITEMSHIP: ['Transactions', 'Item Fulfillment'],
	TRAN_SALESORD: ['Transactions', 'Sales Order'],
	TRAN_SALESORDINVOICE: ['Transactions', 'Invoice Sales Orders'],
};

const LISTS = ['customrecordcustomfield', 'customvalue', 'permission'];
const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	isArray: (name) => LISTS.includes(name),
});

function known(table: Record<string, string>, key: string, what: string): string {
	const found = table[key];
	if (found === undefined) {
		throw new Error(`The field tables have no words for the ${what} ${key}.`);
	}
	return found;
}

function row(cells: string[]): string {
	return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

function table(head: string[], rows: string[][]): string {
	return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

/** NetSuite puts `customrecord`, `custrecord` and so on before the ID that is typed in. */
function typedId(scriptId: string): string {
	return `\`${scriptId.slice(scriptId.indexOf('_'))}\``;
}

function typeOf(field: FieldXml, names: Map<string, string>): string {
	const type = known(TYPES, field.fieldtype, 'field type');
	if (field.selectrecordtype === undefined) {
		return type;
	}
	const own = /^\[scriptid=(\w+)\]$/.exec(field.selectrecordtype)?.[1];
	const target =
		own === undefined
			? known(STANDARD_RECORDS, field.selectrecordtype, 'record type')
			: names.get(own);
	return `${type}: ${target ?? own}`;
}

function fieldRow(field: FieldXml, names: Map<string, string>): string[] {
	return [field.label, typedId(field.scriptid), typeOf(field, names)];
}

function permissionRow(key: string, level: string, names: Map<string, string>): string[] {
	const own = /^\[scriptid=(\w+)\]$/.exec(key)?.[1];
	const [tab, name] =
		own === undefined ? (PERMISSIONS[key] ?? []) : ['Custom Record', names.get(own) ?? own];
	if (tab === undefined || name === undefined) {
		throw new Error(`The field tables have no words for the permission ${key}.`);
	}
	return [tab, name, level.charAt(0) + level.slice(1).toLowerCase()];
}

function sections(objects: ObjectXml[], names: Map<string, string>): string[] {
	const lists = objects.flatMap(({ customlist }) => customlist ?? []);
	const records = objects.flatMap(({ customrecordtype }) => customrecordtype ?? []);
	const bodies = objects.flatMap(({ transactionbodycustomfield: field }) => field ?? []);
	const roles = objects.flatMap(({ role }) => role ?? []);
	return [
		...lists.map(
			(list) =>
				`## List ${list.name}, ID ${typedId(list.scriptid)}\n\n${table(
					['Value', 'ID'],
					list.customvalues.customvalue.map(({ value, scriptid }) => [value, `\`${scriptid}\``]),
				)}`,
		),
		...records.map(
			(record) =>
				`## Record type ${record.recordname}, ID ${typedId(record.scriptid)}\n\n${table(
					['Label', 'ID', 'Type', 'Mandatory'],
					record.customrecordcustomfields.customrecordcustomfield.map((field) => [
						...fieldRow(field, names),
						field.ismandatory === 'T' ? 'yes' : '',
					]),
				)}`,
		),
		`## Transaction body fields\n\n${table(
			['Label', 'ID', 'Type', 'Applies to'],
			bodies.map((field) => [
				...fieldRow(field, names),
				Object.keys(BODIES)
					.filter((body) => field[body] === 'T')
					.map((body) => BODIES[body])
					.join(', '),
			]),
		)}`,
		...roles.map(
			({ name, scriptid, permissions }) =>
				`## Role ${name}, ID ${typedId(scriptid)}\n\n${table(
					['Tab', 'Permission', 'Level'],
					permissions.permission.map(({ permkey, permlevel }) =>
						permissionRow(permkey, permlevel, names),
					),
				)}`,
		),
	];
}

/** All objects of the SuiteCloud project as tables in Markdown. */
export function fieldTables(objectsDir: string): string {
	const objects = fs
		.readdirSync(objectsDir)
		.sort()
		.map((file) => parser.parse(fs.readFileSync(path.join(objectsDir, file), 'utf8')) as ObjectXml);
	const names = new Map(
		objects.flatMap(({ customrecordtype, customlist }) => [
			...(customrecordtype
				? [[customrecordtype.scriptid, customrecordtype.recordname] as const]
				: []),
			...(customlist ? [[customlist.scriptid, customlist.name] as const] : []),
		]),
	);
	return `${sections(objects, names).join('\n\n')}\n`;
}
