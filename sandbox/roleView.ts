// What a role sees and may do, where the seed gives it one: permissions by record type, and the rows of its
// subsidiaries only. Without a role in the seed everything is seen and allowed. Which permission belongs to
// which table is read off Oracle's record catalogue; which answer a lack of it gets is partly unknown.
import type { Books } from './books/books';
import { text, type BookRecord } from './books/record';
import { permissionViolation } from './errors';
import type { RecordType } from './fields';

export type Level = 'VIEW' | 'CREATE' | 'EDIT' | 'FULL';

export interface RoleView {
	may(type: RecordType, level: Level): boolean;
	/** Throws what NetSuite answers when the role may not. */
	check(type: RecordType, level: Level): void;
	/** Whether a record is among the rows it gets; its subsidiary may be another. */
	sees(record: BookRecord): boolean;
}

const LEVELS: Level[] = ['VIEW', 'CREATE', 'EDIT', 'FULL'];

/** Key, and the name as the role page prints it, tab first. */
const PERMISSIONS: Record<string, [key: string, name: string]> = {
	customer: ['LIST_CUSTJOB', 'Lists -> Customers'],
	account: ['LIST_ACCOUNT', 'Lists -> Accounts'],
	currency: ['LIST_CURRENCY', 'Lists -> Currency'],
	accountingPeriod: ['ADMI_ACCTPERIODS', 'Setup -> Manage Accounting Periods'],
	item: ['LIST_ITEM', 'Lists -> Items'],
	location: ['LIST_LOCATION', 'Lists -> Locations'],
	department: ['LIST_DEPARTMENT', 'Lists -> Departments'],
	classification: ['LIST_CLASS', 'Lists -> Classes'],
	subsidiary: ['LIST_SUBSIDIARY', 'Lists -> Subsidiaries'],
	salesOrder: ['TRAN_SALESORD', 'Transactions -> Sales Order'],
	invoice: ['TRAN_CUSTINVC', 'Transactions -> Invoice'],
	cashSale: ['TRAN_CASHSALE', 'Transactions -> Cash Sale'],
	itemFulfillment: ['TRAN_ITEMSHIP', 'Transactions -> Item Fulfillment'],
	customerPayment: ['TRAN_CUSTPYMT', 'Transactions -> Customer Payment'],
	creditMemo: ['TRAN_CUSTCRED', 'Transactions -> Credit Memo'],
	customerRefund: ['TRAN_CUSTRFND', 'Transactions -> Customer Refund'],
	deposit: ['TRAN_DEPOSIT', 'Transactions -> Deposit'],
	journalEntry: ['TRAN_JOURNAL', 'Transactions -> Make Journal Entry'],
};

function permissionFor({
	name,
	group,
	label,
}: RecordType): [key: string, name: string] | undefined {
	if (name.startsWith('customrecord')) {
		return [`[scriptid=${name}]`, `Custom Record -> ${label}`];
	}
	// Custom lists are read by whoever may read what uses them; whether a permission is asked is unknown.
	return PERMISSIONS[name] ?? PERMISSIONS[group];
}

export function roleView(
	books: Books,
	levelsOf: (scriptId: string) => Record<string, string>,
): RoleView | undefined {
	const { role } = books.preferences;
	if (role === undefined) {
		return undefined;
	}
	const given = {
		...(role.scriptId === undefined ? {} : levelsOf(role.scriptId)),
		...role.permissions,
	};
	const limitsPermissions = role.scriptId !== undefined || role.permissions !== undefined;
	const hasLevel = (key: string, level: Level): boolean => {
		if (role.without.includes(key)) {
			return false;
		}
		const own = LEVELS.indexOf(given[key] as Level);
		return !limitsPermissions || own >= LEVELS.indexOf(level);
	};
	const may = (type: RecordType, level: Level) => {
		const permission = permissionFor(type);
		return permission === undefined || hasLevel(permission[0], level);
	};
	const subsidiaries = role.subsidiaries?.map(
		(name) => books.inGroup('subsidiary').find(({ fields }) => fields.name === name)?.id,
	);
	return {
		may,
		check: (type, level) => {
			if (!may(type, level)) {
				throw permissionViolation(permissionFor(type)?.[1] ?? type.label);
			}
		},
		sees: ({ fields }) =>
			subsidiaries === undefined ||
			fields.subsidiary === undefined ||
			subsidiaries.includes(text(fields.subsidiary)),
	};
}
