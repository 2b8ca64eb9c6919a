// The auditor: knows what the settlement said and what the books held before, reads the books as they
// stand, and recomputes everything with its own integers. It shares no code with what it audits. An
// empty list of findings means: every order paid once, every refund given once, all sums tie.
import { auditPayments, linesOf } from './auditedPayments';
import { auditPosted, auditReported } from './auditedRecords';
import { auditVoids } from './auditedVoids';
import { auditWriteOffs } from './auditedWriteOffs';

/** A record of the books, flat: amounts as decimal text, list values named in `labels`. */
export interface AuditedRecord {
	[field: string]: unknown;
	id: string;
	externalId: string;
	seeded: boolean;
	voided: boolean;
	labels: Record<string, string>;
}

export interface AuditedBooks {
	records(type: string): AuditedRecord[];
}

/** What the settlement says of one order or refund; amounts are minor units, greater or equal 0. */
export interface AuditedEvent {
	key: string;
	kind: 'order' | 'refund';
	orderId: string;
	amount: number;
	/** The same as the settlement has it: a refund is usually negative. */
	signed: number;
	/** External ids of the invoices that belong to the order and may be paid; empty: post nothing. */
	invoices: string[];
	/** External ids of the cash sales that the order was billed as. */
	cashSales: string[];
}

export interface AuditedSettlement {
	settlementId: string;
	events: AuditedEvent[];
	/** Keys of all its transactions, fees and the like included. */
	keys: string[];
	/** Name of the account that payments and refunds belong on. */
	account: string;
	/** Name of the account of our payments, where it is another. */
	paymentAccount?: string;
	/** Minor units: what all its lines add up to, which is the deposit. */
	sumOfLines: number;
	digits: number;
	overpayment: 'leave' | 'cap' | 'refuse';
	/** Minor units that may be too much when it is refused otherwise. */
	tolerance?: number;
	/** Minor units that may be written off; undefined: nothing. */
	writeOff?: number;
	/** What each invoice had open before, by external id, in minor units. */
	openBefore: ReadonlyMap<string, number>;
}

const TRANSACTION = 'customrecord_amzstl_transaction';
const field = (name: string) => `custrecord_amzstl_t_${name}`;

/** Decimal text or number to minor units, digit by digit. */
export function minorOf(value: unknown, digits: number): number {
	const text = typeof value === 'number' ? value.toFixed(digits) : String(value ?? '0');
	const [, sign, whole, fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
	if (whole === undefined || /[1-9]/.test(fraction.slice(digits))) {
		throw new Error(`'${text}' is not an amount with ${digits} decimals`);
	}
	const units = Number(`${whole || '0'}${fraction.padEnd(digits, '0').slice(0, digits)}`);
	return sign === '-' && units !== 0 ? -units : units;
}

export function audit(books: AuditedBooks, settlement: AuditedSettlement): string[] {
	const findings: string[] = [];
	const check = (isRight: boolean, finding: string) => {
		if (!isRight) {
			findings.push(finding);
		}
	};
	const { digits } = settlement;
	const minor = (value: unknown) => minorOf(value, digits);
	const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

	const summaries = books
		.records('customrecord_amzstl_settlement')
		.filter((one) => one.custrecord_amzstl_s_settlement_id === settlement.settlementId);
	check(summaries.length === 1, `${summaries.length} summaries of the settlement`);
	const summaryId = summaries[0]?.id;
	const recorded = books
		.records(TRANSACTION)
		.filter((one) => one[field('settlement')] === summaryId);
	const recordKeys = recorded.map((one) => String(one[field('key')])).sort();
	check(
		JSON.stringify(recordKeys) === JSON.stringify([...settlement.keys].sort()),
		`transaction records ${recordKeys.length}, transactions ${settlement.keys.length}, or other keys`,
	);
	const recordOf = new Map(recorded.map((one) => [String(one[field('key')]), one]));
	const posted = (type: string) =>
		books
			.records(type)
			.filter((one) => !one.seeded && !one.voided && one.custbody_amzstl_settlement === summaryId);
	const payments = posted('customerPayment');
	const memos = posted('creditMemo');
	const refunds = posted('customerRefund');
	const invoices = books.records('invoice').filter((one) => !one.voided);
	const cashSales = books.records('cashSale').filter((one) => !one.voided);
	const voids = auditVoids(books, settlement.settlementId, recorded, minor);
	findings.push(...voids.findings);
	const invoiceNamed = new Map(invoices.map((one) => [one.externalId, one]));
	const linked = (documents: AuditedRecord[], record: AuditedRecord | undefined) =>
		documents.filter((one) => one.custbody_amzstl_transaction === record?.id);

	const eventOf = new Map(settlement.events.map((event) => [event.key, event]));
	const invoicesOf = new Map(
		recorded.flatMap((one) => {
			const event = eventOf.get(String(one[field('key')]));
			const own = (event?.invoices ?? []).map((name) => invoiceNamed.get(name)?.id ?? '');
			return event?.kind === 'order' ? [[one.externalId.toLowerCase(), own] as const] : [];
		}),
	);
	const paid = auditPayments(payments, settlement, (externalId) => invoicesOf.get(externalId));
	findings.push(...paid.findings);

	/** A cash sale of exactly the amount settles its one order, and nothing is posted for it. */
	const auditCashSale = (event: AuditedEvent, record: AuditedRecord) => {
		const label = `order ${event.key}`;
		const status = record.labels[field('status')];
		const own = cashSales.filter(({ externalId }) => event.cashSales.includes(externalId));
		const isFitting = (one: AuditedRecord) =>
			one.currency === summaries[0]?.custrecord_amzstl_s_currency &&
			minor(one.total) === event.amount;
		const mine = linked(cashSales, record);
		check(mine.length <= 1, `${label} has ${mine.length} cash sales`);
		check(paid.sharesOf(record).length === 0, `${label} has a cash sale and is paid again`);
		const [settling] = mine;
		if (settling === undefined) {
			const isFree = own.some((one) => isFitting(one) && !one.custbody_amzstl_transaction);
			check(!isFree, `${label} could have been settled by its cash sale`);
			check(status === 'Unapplied', `${label} has no fitting cash sale and is ${status}`);
			const code = String(record[field('error_code')] ?? '');
			check(code === 'CASH_SALE_FOUND', `${label} has error code '${code}'`);
			check(!record[field('to_apply')], `${label} names a document that does not settle it`);
			return;
		}
		check(own.includes(settling), `${label} is settled by a cash sale that is not its own`);
		check(isFitting(settling), `${label} is settled by a cash sale over ${String(settling.total)}`);
		check(
			settling.custbody_amzstl_settlement === summaryId,
			`${label}: the cash sale names another settlement`,
		);
		check(status === 'Applied', `${label} is settled by a cash sale and ${status}`);
		check(record[field('to_apply')] === settling.id, `${label} does not name its cash sale`);
		check((record[field('payment')] ?? '') === '', `${label} names a payment that is not there`);
		check(record[field('cash_sale')] === settling.id, `${label} is not marked as a cash sale`);
		check((record[field('error_code')] ?? '') === '', `${label} is settled and has an error`);
		findings.push(
			...auditPosted({ record, label, total: minor(settling.total), applied: 0 }, minor),
		);
	};

	const auditOrder = (event: AuditedEvent, record: AuditedRecord) => {
		const label = `order ${event.key}`;
		const status = record.labels[field('status')];
		const mine = paid.sharesOf(record);
		check(mine.length <= 1, `${label} has ${mine.length} payments`);
		const own = event.invoices.map((name) => invoiceNamed.get(name));
		const open = sum(own.map((one) => minor(one?.open)));
		const { overpayment, tolerance = 0 } = settlement;
		const mayNotBePaid = overpayment === 'refuse' && event.amount - open > tolerance;
		if (mine.length === 0) {
			const code = String(record[field('error_code')] ?? '');
			const isHeldUp = voids.isHeldUp(record);
			check(
				isHeldUp === (code === 'EXTERNAL_ID_TAKEN'),
				`${label} has error code '${code}' beside ${isHeldUp ? 'a' : 'no'} voided payment of its own`,
			);
			check(
				isHeldUp || open === 0 || event.amount === 0 || mayNotBePaid,
				`${label} is unpaid though ${open} is open`,
			);
			check(
				status === (event.amount === 0 ? 'Applied' : 'Unapplied'),
				`${label} has nothing posted and is ${status}`,
			);
			check((code !== '') === (event.amount !== 0), `${label} has error code '${code}'`);
			check((record[field('payment')] ?? '') === '', `${label} names a payment that is not there`);
			return;
		}
		const [{ payment, applied, total }] = mine;
		check(
			overpayment !== 'refuse' || event.amount - applied <= tolerance,
			`${label}: ${event.amount - applied} is more than the tolerance`,
		);
		const ownIds = own.map((one) => one?.id);
		check(
			applied > 0 && applied <= event.amount,
			`${label}: ${applied} of ${event.amount} applied`,
		);
		check(
			total === (settlement.overpayment === 'cap' ? applied : event.amount),
			`${label}: the payment is over ${total}, Amazon sent ${event.amount}`,
		);
		check(
			(payment.custbody_amzstl_transaction ?? '') === '' ||
				linesOf(payment).every(({ doc }) => ownIds.includes(doc)),
			`${label} pays an invoice that is not its own`,
		);
		check(applied === event.amount || open === 0, `${label} could have been applied further`);
		const expected = applied === event.amount ? 'Applied' : 'Partially Applied';
		check(status === expected, `${label} is ${status}, not ${expected}`);
		check(record[field('payment')] === payment.id, `${label} does not name its payment`);
		check(minor(record[field('applied')]) === applied, `${label} records another applied amount`);
		check(
			minor(record[field('rest')]) === event.amount - applied,
			`${label} records another rest than ${event.amount - applied}`,
		);
		check((record[field('error_code')] ?? '') === '', `${label} is paid and has an error`);
		const isAlone = (payment.custbody_amzstl_transaction ?? '') !== '';
		const lines = linesOf(payment).map(({ doc, amount }) => ({ doc, amount: minor(amount) }));
		findings.push(
			...auditPosted({ record, label, total, applied, lines: isAlone ? lines : undefined }, minor),
		);
	};

	const auditRefund = (event: AuditedEvent, record: AuditedRecord) => {
		const label = `refund ${event.key}`;
		const status = record.labels[field('status')];
		const [memo, ...otherMemos] = linked(memos, record);
		const [refund, ...otherRefunds] = linked(refunds, record);
		check(otherMemos.length + otherRefunds.length === 0, `${label} is posted twice`);
		if (event.invoices.length === 0 || event.amount === 0) {
			check(memo === undefined && refund === undefined, `${label} should not be posted`);
			const expected = event.amount === 0 ? 'Applied' : 'Unapplied';
			check(status === expected, `${label} is ${status}, not ${expected}`);
			return;
		}
		if (memo === undefined || refund === undefined) {
			findings.push(`${label} lacks its ${memo === undefined ? 'credit memo' : 'refund'}`);
			return;
		}
		check(minor(memo.total) === event.amount, `${label}: the memo is over ${String(memo.total)}`);
		check(
			minor(refund.total) === event.amount,
			`${label}: the refund is over ${String(refund.total)}`,
		);
		const [line] = linesOf(refund);
		check(line?.doc === memo.id, `${label}: the refund pays out something else`);
		check(minor(memo.open) === 0, `${label}: ${String(memo.open)} of the memo is left`);
		const customer = invoiceNamed.get(event.invoices[0])?.entity;
		check(
			memo.entity === customer && refund.entity === customer,
			`${label}: another customer than the invoice's`,
		);
		check(status === 'Applied', `${label} is posted and ${status}`);
		check(record[field('credit_memo')] === memo.id, `${label} does not name its credit memo`);
		check(record[field('refund')] === refund.id, `${label} does not name its refund`);
		findings.push(...auditPosted({ record, label, total: minor(refund.total), applied: 0 }, minor));
	};

	for (const event of settlement.events) {
		const record = recordOf.get(event.key);
		if (record === undefined) {
			findings.push(`${event.kind} ${event.key} is not recorded`);
		} else if (event.cashSales.length > 0 && event.kind === 'order') {
			auditCashSale(event, record);
		} else if (event.kind === 'order') {
			auditOrder(event, record);
		} else {
			auditRefund(event, record);
		}
	}

	const eventRecords = new Set(settlement.events.map(({ key }) => recordOf.get(key)?.id));
	for (const one of [...payments, ...memos, ...refunds]) {
		const link = one.custbody_amzstl_transaction as string | undefined;
		const isList = (one.custbody_amzstl_transactions ?? '') !== '';
		check(
			isList || (link !== undefined && eventRecords.has(link)),
			`${one.externalId} leads nowhere`,
		);
		check(one.externalId !== '', `${one.id} has no external ID`);
	}
	const applied = payments.flatMap(linesOf);
	const ordersOnly = new Set(
		settlement.events
			.filter(({ kind }) => kind === 'order')
			.map(({ key }) => recordOf.get(key)?.id),
	);
	const writeOffs = memos.filter((one) =>
		ordersOnly.has(String(one.custbody_amzstl_transaction ?? '')),
	);
	const closing = [...applied, ...writeOffs.flatMap(linesOf)];
	for (const [externalId, before] of settlement.openBefore) {
		const invoice = invoiceNamed.get(externalId);
		const got = sum(
			closing.filter(({ doc }) => doc === invoice?.id).map(({ amount }) => minor(amount)),
		);
		check(
			minor(invoice?.open) === before - got && got <= before,
			`invoice ${externalId} had ${before} open, got ${got}, has ${String(invoice?.open)}`,
		);
	}
	const unapplied = sum(payments.map((one) => minor(one.unapplied)));
	const received = sum(payments.map((one) => minor(one.total)));
	check(
		received - unapplied === sum(applied.map(({ amount }) => minor(amount))),
		'payments do not tie to what was applied',
	);
	const count = (status: string) =>
		settlement.events.filter(({ key }) => recordOf.get(key)?.labels[field('status')] === status)
			.length;
	const summary = (name: string) => summaries[0]?.[`custrecord_amzstl_s_${name}`];
	check(count('New') === 0, `${count('New')} orders or refunds are still New`);
	for (const [name, status] of [
		['applied', 'Applied'],
		['partial', 'Partially Applied'],
		['unapplied', 'Unapplied'],
	]) {
		const told = Number(summary(`count_${name}`) ?? 0);
		check(told === count(status), `the summary counts ${told} ${status}, not ${count(status)}`);
	}
	const refunded = sum(refunds.map((one) => minor(one.total)));
	check(minor(summary('refunded')) === refunded, 'the summary tells another refunded sum');
	check(
		minor(summary('paid')) + minor(summary('paid_rest')) === received,
		'the summary tells another sum of payments',
	);
	const reconciled = sum(
		cashSales
			.filter((one) => one.custbody_amzstl_settlement === summaryId)
			.map(({ total }) => minor(total)),
	);
	check(minor(summary('cash_sales')) === reconciled, 'the summary tells another sum of cash sales');
	for (const { id } of cashSales) {
		const claimants = recorded.filter(
			(one) => one[field('to_apply')] === id && one.labels[field('status')] === 'Applied',
		);
		check(claimants.length <= 1, `cash sale ${id} settles ${claimants.length} orders`);
	}
	// What no payment, cash sale or refund covers is told, no more and no less.
	const amounts = settlement.events.map(({ signed }) => signed);
	check(
		minor(summary('not_posted')) === sum(amounts) - received - reconciled + refunded,
		'the summary tells another sum that is not posted',
	);
	findings.push(
		...auditWriteOffs({
			events: settlement.events,
			tolerance: settlement.writeOff,
			recordOf,
			payments,
			minor,
			memos: writeOffs,
			invoices: invoiceNamed,
			toldBySummary: minor(summary('written_off')),
		}),
	);
	check(minor(summary('difference')) === 0, 'the summary does not tie to the deposit');
	const forPayments = settlement.paymentAccount ?? settlement.account;
	for (const one of [...payments, ...refunds]) {
		const isOurs = /^AMZ-(PMT|RF)-/i.test(one.externalId);
		const account = books.records('account').find(({ id }) => id === one.account);
		check(
			!isOurs || account?.acctName === (payments.includes(one) ? forPayments : settlement.account),
			`${one.externalId} stands on ${String(account?.acctName)}`,
		);
	}
	findings.push(...auditReported(books, settlement, summaries[0], recorded, minor));
	return findings;
}
