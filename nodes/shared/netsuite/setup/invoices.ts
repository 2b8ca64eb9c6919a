// The last invoices and sales orders of the account beside the invoice keys: which would have been found, and how the
// account spells Amazon's order ids when none would. Also whether invoices wait for approval, and the columns that
// every run reads.
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import type { NetSuiteError } from '../api/netSuiteError';
import { query } from '../api/suiteql';
import type { InvoiceKey } from '../books/invoiceKeys';
import { columnLabel, keysFor, sameKeys } from '../books/invoiceKeys';
import { identify } from '../books/orderIdentity';
import type { Answer } from './asking';
import { answerOf, reasonOf } from './asking';
import type { Finding } from './finding';
import { findingsOf } from './finding';
import type { Wanted } from './wanted';

export const LAST = 20;

/** Of invoices, payments and memos: without one of them no run gets through. */
export const COLUMNS = [
	'id',
	'type',
	'tranid',
	'externalid',
	'otherrefnum',
	'entity',
	'currency',
	'status',
	'voided',
	'posting',
	'memo',
	'foreigntotal',
	'foreignamountunpaid',
	'foreignpaymentamountunused',
];

const textColumns = (keys: InvoiceKey[]) => [
	...new Set(['externalid', 'otherrefnum', ...keys.map(({ column }) => column)]),
];

export async function readLastBills(
	client: NetSuiteClient,
	{ keys }: Wanted,
): Promise<Answer<Row[]>> {
	const columns = ['id', 'tranid', 'status', ...textColumns(keys)].join(', ');
	const last = async (type: string) =>
		await query(
			client,
			`SELECT ${columns}, type FROM transaction WHERE type = '${type}' AND voided = 'F' ORDER BY id DESC`,
			[],
			'read the last invoices',
			LAST,
		);
	return await answerOf(async () => (await Promise.all(['CustInvc', 'SalesOrd'].map(last))).flat());
}

const own = findingsOf('Fields');
const keysArea = findingsOf('Invoice keys');

export function judgeColumns(refusal: NetSuiteError | null, hasCurrencies: boolean): Finding[] {
	if (refusal === null) {
		return [
			own.ok(
				'COLUMNS_SHOWN',
				'Queries show what runs read',
				`${COLUMNS.length} columns of transactions`,
			),
		];
	}
	const column = /identifier '?(?:\w+\.)?(\w+)/i.exec(refusal.message)?.[1] ?? '';
	if (!hasCurrencies && /^(?:currency|foreign[a-z]+)$/i.test(column)) {
		return [];
	}
	return [
		own.blocking({
			code: 'COLUMN_HIDDEN',
			title: column === '' ? 'Queries are refused' : `Queries do not show the column ${column}`,
			what: reasonOf(refusal),
			why: 'Every run reads it before it posts anything',
			whereToClick:
				'Setup > Users/Roles > Manage Roles > (the role of this login) > Permissions: Reports: SuiteAnalytics Workbook (Edit), Transactions: Find Transaction (View); Setup > Company > Enable Features for the feature that the column belongs to',
		}),
	];
}

/** Oracle's status letter of Pending Approval. */
const PENDING = 'D';
const REJECTED = 'E';

export function judgeApprovals(rows: Row[]): Finding[] {
	const invoices = rows.filter(({ type }) => type === 'CustInvc');
	const waiting = invoices.filter(({ status }) => status === PENDING || status === REJECTED);
	if (waiting.length === 0) {
		return [];
	}
	const problem = {
		code: 'INVOICES_UNAPPROVED' as const,
		title: 'Invoices wait for approval',
		what: `${waiting.length} of the last ${invoices.length} invoices are not approved: ${namesOf(waiting)}`,
		why: 'An invoice that is not approved cannot be paid; its order waits (INVOICE_NOT_APPROVED)',
		whereToClick:
			'Transactions > Management > Approve Invoices; or Setup > Accounting > Accounting Preferences > Approval Routing: Invoices',
	};
	const isNone = waiting.length === invoices.length;
	return [
		isNone ? findingsOf('Features').blocking(problem) : findingsOf('Features').warning(problem),
	];
}

const namesOf = (rows: Row[]) => {
	const names = rows.slice(0, 5).map(({ tranid, id }) => tranid ?? id ?? '');
	return `${names.join(', ')}${rows.length > 5 ? ', ...' : ''}`;
};

/** As Amazon writes them; those of other shops that Amazon ships for start with S. */
const ORDER_ID = /(?:\b|_)((?:\d{3}|S\d\d)-\d{7}-\d{7})(?!\d)/i;

const orderIdIn = (text: string) => ORDER_ID.exec(text)?.[1] ?? '';

export function judgeKeys(wanted: Wanted, answer: Answer<Row[]>): Finding[] {
	if (answer.refusal !== undefined) {
		return [
			keysArea.blocking({
				code: 'COLUMN_HIDDEN',
				title: 'The invoice keys name a column that cannot be read',
				what: reasonOf(answer.refusal),
				why: 'No invoice can be found',
				whereToClick:
					"Customization > Lists, Records, & Fields > Transaction Body Fields: the ID of the field; n8n: 'Invoice Keys' of the posting nodes",
			}),
		];
	}
	const rows = answer.got;
	if (rows.length === 0) {
		return [
			findingsOf('Permissions').blocking({
				code: 'INVOICES_HIDDEN',
				title: 'No invoice or sales order can be seen',
				what: 'NetSuite shows this login not one invoice and not one sales order',
				why: 'Every order of a settlement would look as if it had not been imported. Importing it again would book it twice',
				whereToClick:
					'Setup > Users/Roles > Manage Roles > (the role of this login): Accessible Subsidiaries, Employee Restrictions, and Permissions > Transactions: Invoice, Sales Order, Find Transaction; if the account is new, import the orders first',
			}),
		];
	}
	return wanted.orders.length > 0 ? [] : [judgeTemplates(wanted.keys, rows)];
}

function judgeTemplates(keys: InvoiceKey[], rows: Row[]): Finding {
	const carrying = rows.filter((row) => placesOf(row, keys).length > 0);
	const found = carrying.filter((row) => isFound(row, keys));
	const last = `the last ${rows.length} invoices and sales orders`;
	if (found.length > 0) {
		const missed = carrying.filter((row) => !found.includes(row));
		const example = missed.length === 0 ? '' : `; not found: ${namesOf(missed)}`;
		return keysArea.ok(
			'KEYS_FIND',
			'The invoice keys find invoices',
			`${found.length} of ${carrying.length} Amazon orders among ${last}${example}`,
		);
	}
	if (carrying.length > 0) {
		const proposals = proposalsOf(carrying, keys);
		return keysArea.blocking({
			code: 'KEYS_FIND_NOTHING',
			title: 'The invoice keys find no invoice',
			what: `${carrying.length} of ${last} carry an Amazon order ID, and none of the keys (${describe(keys)}) finds one. ${proposals}`,
			why: 'Every order would be INVOICE_NOT_FOUND',
			whereToClick:
				"n8n: 'Invoice Keys' of the posting nodes, or invoiceExternalId and invoicePoNumber in Set configuration",
		});
	}
	return keysArea.warning({
		code: 'KEYS_UNPROVEN',
		title: 'No Amazon order among the last invoices',
		what: `None of ${last} carries an Amazon order ID in ${textColumns(keys).map(columnLabel).join(', ')}`,
		why: 'If Amazon orders carry their ID elsewhere, none will be found',
		whereToClick:
			"NetSuite: open the invoice of an Amazon order and look where its order ID stands; n8n: 'Invoice Keys' of the posting nodes",
	});
}

const describe = (keys: InvoiceKey[]) =>
	keys.map(({ column, template }) => `${columnLabel(column)} ${template}`).join(', ') || 'none';

/** The columns that carry an Amazon order id. */
const placesOf = (row: Row, keys: InvoiceKey[]) =>
	textColumns(keys).filter((column) => orderIdIn(row[column] ?? '') !== '');

/** What the key makes of the order that the row itself names is what stands there. */
function isFound(row: Row, keys: InvoiceKey[]): boolean {
	const order = identify(keys, (column) => row[column] ?? '');
	return keysFor(order, keys).some(({ column, template }) => {
		const text = (row[column] ?? '').toLowerCase();
		const read = identify([{ column, template }], () => row[column] ?? '');
		return (
			orderIdIn(read.orderId || read.merchantOrderId) === (read.orderId || read.merchantOrderId) &&
			text !== '' &&
			sameKeys(template, read).includes(text)
		);
	});
}

/** How the account spells them, the commonest first. */
function proposalsOf(rows: Row[], keys: InvoiceKey[]): string {
	const counts = new Map<string, number>();
	for (const row of rows) {
		for (const column of placesOf(row, keys)) {
			const text = row[column] ?? '';
			const template = text
				.replace(orderIdIn(text), '{orderId}')
				.replace(/amazon\.[a-z]{2,3}(?:\.[a-z]{2})?/i, '{marketplace}');
			const key = `${columnLabel(column)}: ${template}`;
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
	}
	const common = [...counts].sort(([, left], [, right]) => right - left).slice(0, 3);
	return `Enter ${common.map(([key, count]) => `${key} (would find ${count})`).join(', or ')}`;
}
