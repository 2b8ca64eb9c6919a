// The auditor's reading of our records beside the settlement: every record holds what was reported, says what the
// documents hold, and the summary says what the report did. Its sums are its own, from events and documents alone.
import type { AuditedBooks, AuditedRecord, AuditedSettlement } from './auditor';

const t = (name: string) => `custrecord_amzstl_t_${name}`;
const s = (name: string) => `custrecord_amzstl_s_${name}`;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Our fields belong on payments, memos, refunds, cash sales and journal entries alone. */
const FOREIGN_TYPES = ['invoice', 'salesOrder'];
const POSTING_TYPES = ['customerPayment', 'creditMemo', 'customerRefund', 'cashSale'];

export interface Posted {
	record: AuditedRecord;
	label: string;
	/** Totals of the documents that moved the clearing side for it, in minor units. */
	total: number;
	/** Applied to each invoice by its own payment alone; undefined where it shares a payment. */
	lines?: Array<{ doc: string; amount: number }>;
	applied: number;
}

/** What a record says was posted, beside what its documents hold. */
export function auditPosted(
	{ record, label, total, lines, applied }: Posted,
	minor: (value: unknown) => number,
): string[] {
	const findings: string[] = [];
	const told = record[t('posted')];
	if (told === undefined || told === '' || minor(told) !== total) {
		findings.push(`${label} says that ${String(told)} was posted, its documents are over ${total}`);
	}
	const words = String(record[t('allocation')] ?? '')
		.split(' ')
		.filter((word) => word !== '')
		.map((word) => word.split(':'));
	if (sum(words.map(([, amount]) => minor(amount))) !== applied) {
		findings.push(
			`${label} was applied to '${String(record[t('allocation')] ?? '')}', not ${applied}`,
		);
	}
	for (const { doc, amount } of lines ?? []) {
		const own = words.filter(([id]) => id === doc).map(([, part]) => minor(part));
		if (sum(own) > amount || own.length !== 1) {
			findings.push(`${label} gave ${amount} to ${doc} and says ${own.join(' and ')}`);
		}
	}
	return findings;
}

/** Records and summary beside the report. */
export function auditReported(
	books: AuditedBooks,
	{ events, sumOfLines }: AuditedSettlement,
	summary: AuditedRecord | undefined,
	recorded: AuditedRecord[],
	minor: (value: unknown) => number,
): string[] {
	const findings: string[] = [];
	const check = (isRight: boolean, finding: string) => {
		if (!isRight) {
			findings.push(finding);
		}
	};
	const recordOf = new Map(recorded.map((one) => [String(one[t('key')]), one]));
	for (const { key, kind, orderId, signed } of events) {
		const record = recordOf.get(key);
		check(minor(record?.[t('amount')]) === signed, `${key} records another amount than ${signed}`);
		check(record?.[t('order_id')] === orderId, `${key} records another order`);
		const isOrder = String(record?.[t('type')]).toLowerCase() === 'order';
		check(isOrder === (kind === 'order'), `${key} records another type`);
	}
	check(
		sum(recorded.map((one) => minor(one[t('net')]))) === sumOfLines,
		`the records do not add up to the lines, ${sumOfLines}`,
	);
	for (const name of ['sum_of_lines', 'total_amount']) {
		check(minor(summary?.[s(name)]) === sumOfLines, `the summary has another ${name}`);
	}
	for (const [prefix, kind] of [
		['order', 'order'],
		['refund', 'refund'],
	]) {
		const own = events.filter((event) => event.kind === kind);
		const amount = sum(own.map(({ signed }) => signed));
		check(Number(summary?.[s(`${prefix}_count`)] ?? 0) === own.length, `another ${prefix} count`);
		check(minor(summary?.[s(`${prefix}_amount`)]) === amount, `another ${prefix} amount`);
	}
	// What nobody approved is no part of the ledger.
	for (const one of POSTING_TYPES.flatMap((type) => books.records(type))) {
		const isOurs = one.custbody_amzstl_settlement === summary?.id;
		const isApproved = ['', '2'].includes(String(one.approvalStatus ?? ''));
		check(!isOurs || isApproved, `${one.id} carries the settlement and is not approved`);
	}
	const ids = new Set(recorded.map(({ id }) => id));
	for (const one of FOREIGN_TYPES.flatMap((type) => books.records(type))) {
		const isOurs =
			one.custbody_amzstl_settlement === summary?.id ||
			ids.has(String(one.custbody_amzstl_transaction ?? ''));
		check(!isOurs, `${one.id} carries the settlement and is neither payment nor refund`);
	}
	return findings;
}
