// The auditor of refunds: knows what Amazon sent back, what should have become of each refund and what
// receivables and clearing account should come to, all worked out by hand in the case. It reads the
// books over any number of settlements and shares no code with what it audits.
import type { AuditedBooks, AuditedRecord } from './auditor';
import { minorOf } from './auditor';

/** One refund; minor units, greater or equal 0. */
export interface RefundFact {
	key: string;
	orderId: string;
	/** What Amazon sent back. */
	amount: number;
	/** What the memo is over; 0: nothing may be posted. */
	credited: number;
	/** What open invoices take of the memo; the rest is paid out. */
	onInvoice: number;
	status: string;
	/** '' for none. */
	code: string;
	/** Entity id of the customer. */
	customer: string;
}

export interface RefundTruth {
	facts: RefundFact[];
	/** Open invoices less what is open on memos and payments, in minor units. */
	receivable: number;
	/** What the run put on the clearing account, less what it paid out of it. */
	clearing: number;
	digits: number;
}

const field = (name: string) => `custrecord_amzstl_t_${name}`;

interface Line {
	doc?: string;
	item?: string;
	amount: string;
	/** What NetSuite added to a line of a taxed invoice. */
	taxAmount?: string;
}

export function auditRefunds(books: AuditedBooks, truth: RefundTruth): string[] {
	const { facts, digits } = truth;
	const findings: string[] = [];
	const check = (isRight: boolean, finding: string) => {
		if (!isRight) {
			findings.push(finding);
		}
	};
	const minor = (value: unknown) => minorOf(value, digits);
	const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
	const lines = (record: AuditedRecord, sublist: string) => (record[sublist] ?? []) as Line[];
	const amounts = (record: AuditedRecord, sublist: string) =>
		sum(lines(record, sublist).map(({ amount }) => minor(amount)));
	const posted = (type: string) => books.records(type).filter(({ seeded }) => !seeded);

	const recordOf = new Map(
		books.records('customrecord_amzstl_transaction').map((one) => [String(one[field('key')]), one]),
	);
	const customers = new Map(books.records('customer').map((one) => [one.entityId, one.id]));
	const memos = posted('creditMemo').filter((one) => one.custbody_amzstl_transaction !== undefined);
	const refunds = posted('customerRefund');
	const named = (documents: AuditedRecord[], record: AuditedRecord) =>
		documents.filter((one) => one.custbody_amzstl_transaction === record.id);

	for (const fact of facts) {
		const label = `refund ${fact.key}`;
		const record = recordOf.get(fact.key);
		if (record === undefined) {
			findings.push(`${label} is not recorded`);
			continue;
		}
		const status = record.labels[field('status')];
		check(status === fact.status, `${label} is ${status}, not ${fact.status}`);
		const code = String(record[field('error_code')] ?? '');
		check(code === fact.code, `${label} has the code '${code}', not '${fact.code}'`);
		const [memo, ...otherMemos] = named(memos, record);
		const [refund, ...otherRefunds] = named(refunds, record);
		check(otherMemos.length + otherRefunds.length === 0, `${label} is posted twice`);
		const cash = fact.credited - fact.onInvoice;
		check((memo !== undefined) === fact.credited > 0, `${label} has no memo, or one too many`);
		check((refund !== undefined) === cash > 0, `${label} has no refund, or one too many`);
		check((record[field('credit_memo')] ?? '') === (memo?.id ?? ''), `${label}: wrong memo link`);
		check((record[field('refund')] ?? '') === (refund?.id ?? ''), `${label}: wrong refund link`);
		if (memo !== undefined) {
			const taxes = lines(memo, 'item').map(({ taxAmount }) => minor(taxAmount));
			const inLines = amounts(memo, 'item') + sum(taxes);
			check(minor(memo.total) === fact.credited, `${label}: memo over ${String(memo.total)}`);
			check(inLines === fact.credited, `${label}: its lines add up to ${inLines}`);
			check(
				lines(memo, 'item').every(({ amount }) => minor(amount) > 0),
				`${label}: a line below 0`,
			);
			check(minor(memo.open) === 0, `${label}: ${String(memo.open)} of the memo is left`);
			const onInvoice = amounts(memo, 'apply');
			check(onInvoice === fact.onInvoice, `${label}: ${onInvoice} on the invoice`);
			check(memo.otherRefNum === fact.orderId, `${label}: the memo does not name the order`);
			check(memo.entity === customers.get(fact.customer), `${label}: another customer`);
			check(minor(record[field('applied')]) === fact.credited, `${label}: wrong applied amount`);
			const rest = fact.amount - fact.credited;
			check(minor(record[field('rest')]) === rest, `${label}: the rest is not ${rest}`);
		}
		if (refund !== undefined) {
			check(
				minor(refund.total) === cash,
				`${label}: ${String(refund.total)} paid out, not ${cash}`,
			);
			const documents = lines(refund, 'apply').map(({ doc }) => doc);
			check(documents.join() === memo?.id, `${label}: the refund pays out something else`);
			check(refund.entity === memo?.entity, `${label}: paid out to somebody else`);
		}
	}

	const known = new Set(facts.map(({ key }) => recordOf.get(key)?.id));
	for (const one of [...memos, ...refunds]) {
		const link = one.custbody_amzstl_transaction as string | undefined;
		check(known.has(link), `${one.externalId} leads nowhere`);
	}
	const all = (type: string, name: string) =>
		sum(books.records(type).map((one) => minor(one[name])));
	const receivable =
		all('invoice', 'open') - all('creditMemo', 'open') - all('customerPayment', 'unapplied');
	check(receivable === truth.receivable, `receivables are ${receivable}, not ${truth.receivable}`);
	const clearing =
		sum(posted('customerPayment').map(({ total }) => minor(total))) -
		sum(refunds.map(({ total }) => minor(total)));
	check(clearing === truth.clearing, `clearing got ${clearing}, not ${truth.clearing}`);
	for (const one of books.records('customrecord_amzstl_settlement')) {
		const difference = minor(one.custrecord_amzstl_s_difference);
		check(difference === 0, `settlement ${one.externalId} does not tie by ${difference}`);
	}
	return findings;
}

export interface RefundLaw {
	refunds: Array<{ key: string; orderId: string; amount: number }>;
	/** Minor units by order id; an order that is not here has no invoice. */
	invoiced: ReadonlyMap<string, number>;
}

/** What holds whatever the settings are: amounts in cents. Empty when all of it does. */
export function lawFindings(books: AuditedBooks, { refunds, invoiced }: RefundLaw): string[] {
	const findings: string[] = [];
	const check = (isRight: boolean, finding: string) => {
		if (!isRight) {
			findings.push(finding);
		}
	};
	const cents = (value: unknown) => minorOf(value, 2);
	const records = books.records('customrecord_amzstl_transaction');
	const ours = (type: string) => books.records(type).filter(({ seeded }) => !seeded);
	const credited = new Map<string, number>();
	for (const { key, orderId, amount } of refunds) {
		const record = records.find((one) => one[field('key')] === key);
		const [memo, ...memos] = ours('creditMemo').filter(
			(one) => one.custbody_amzstl_transaction === record?.id,
		);
		const [refund, ...others] = ours('customerRefund').filter(
			(one) => one.custbody_amzstl_transaction === record?.id,
		);
		const status = record?.labels[field('status')];
		check(memos.length + others.length === 0, `${key} is posted twice`);
		if (memo === undefined) {
			check(refund === undefined, `${key} has a refund without a memo`);
			const expected = amount === 0 ? 'Applied' : 'Unapplied';
			check(status === expected, `${key} has no memo and is ${status}`);
			continue;
		}
		const total = cents(memo.total);
		const onInvoice = ((memo.apply ?? []) as Line[]).reduce(
			(sum, one) => sum + cents(one.amount),
			0,
		);
		check(invoiced.has(orderId), `${key} is credited without an invoice`);
		check(total <= amount && total > 0, `${key}: ${total} credited of ${amount}`);
		const expected = total === amount ? 'Applied' : 'Partially Applied';
		check(status === expected, `${key} is ${status}, not ${expected}`);
		check(cents(memo.open) === 0, `${key}: ${String(memo.open)} of the memo is left`);
		check(total === cents(refund?.total) + onInvoice, `${key}: memo and refund do not tie`);
		credited.set(orderId, (credited.get(orderId) ?? 0) + total);
	}
	for (const [orderId, total] of credited) {
		check(
			total <= (invoiced.get(orderId) ?? 0),
			`${orderId}: ${total} credited, more than invoiced`,
		);
	}
	check(
		ours('creditMemo').length >= ours('customerRefund').length,
		'more refunds than credit memos',
	);
	for (const one of books.records('customrecord_amzstl_settlement')) {
		const difference = cents(one.custrecord_amzstl_s_difference);
		check(difference === 0, `settlement ${one.externalId} does not tie by ${difference}`);
	}
	return findings;
}
