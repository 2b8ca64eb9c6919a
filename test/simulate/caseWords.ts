// The words of the README's table of payment cases: books before (from the seed), what Amazon sends (from the
// events) and the books afterwards (read from the sandbox), each in a few words per document.
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../support/madeBooks';
import { CUSTOMER } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import type { AuditedRecord } from './auditor';
import type { PaymentCase } from './paymentCases';
import type { Story } from './story';

type Bill = NonNullable<BooksSeed['invoices']>[number];

const digitsOf = (currency: unknown) => (currency === 'JPY' ? 0 : 2);

/** `1.00`, and the currency where it is not the settlement's. */
function amountOf(value: unknown, currency: unknown, { currency: usual = 'USD' }: Story): string {
	const text = Number(value).toFixed(digitsOf(currency));
	return currency === usual ? text : `${text} ${String(currency)}`;
}

function totalOf({ lines }: Pick<Bill, 'lines'>): number {
	return lines.reduce((sum, { amount, tax = 0 }) => sum + Number(amount) + Number(tax), 0);
}

/** What an invoice is beside its amount. */
function marksOf(one: Bill, paid: string): string {
	return [
		...(Number(one.amountPaid ?? 0) === 0 ? [] : [`, ${paid} paid`]),
		...(one.voided === true ? [', voided'] : []),
		...(one.account === undefined ? [] : [` on ${one.account}`]),
		...(one.customer === CUSTOMER || one.currency !== 'USD' ? [] : [` of ${one.customer}`]),
		...(one.subsidiary === undefined ? [] : [` of ${one.subsidiary}`]),
	].join('');
}

export function wordsBefore({ story, meanwhile = [] }: PaymentCase): string[] {
	const { invoices = [], salesOrders = [], cashSales = [], closedPeriods = [] } = story.books;
	const invoice = (one: Bill) => {
		const paid = amountOf(one.amountPaid, one.currency, story);
		return `invoice ${amountOf(totalOf(one), one.currency, story)}${marksOf(one, paid)}`;
	};
	return [
		...salesOrders.map(
			(one) => `sales order ${amountOf(totalOf(one), one.currency, story)}, ${one.status}`,
		),
		...invoices.map(invoice),
		...cashSales.map((one) => `cash sale ${amountOf(totalOf(one), one.currency, story)}`),
		...closedPeriods.map((month) => `${month} closed`),
		...meanwhile.map(({ words }) => words),
	];
}

export function wordsSent(story: Story): string[] {
	const { digits = 2, currency = 'USD' } = story;
	const amount = ({ amount: minor }: MadeEvent) =>
		`${(minor / 10 ** digits).toFixed(digits)}${currency === 'USD' ? '' : ` ${currency}`}`;
	return story.events.map(amount);
}

/** Payments and credit memos the run made, then invoices and cash sales as they stand, each kind in the order of its ids. */
export function wordsAfter({ books }: Sandbox, story: Story): string[] {
	const byId = (type: string) =>
		books
			.records(type)
			.sort((left, right) => Number(left.id) - Number(right.id)) as AuditedRecord[];
	const amount = (record: AuditedRecord, name: string) =>
		amountOf(record[name], record.currency, story);
	const payments = byId('customerPayment').filter(({ seeded }) => !seeded);
	return [
		...payments.map((one) => {
			if (one.voided) {
				return 'payment voided';
			}
			const total = `payment ${amount(one, 'total')}`;
			return one.total === one.applied
				? total
				: `${total}, ${amount(one, 'applied')} of it applied`;
		}),
		...byId('creditMemo').map((one) => `credit memo ${amount(one, 'total')}`),
		...byId('invoice').map((one) => {
			if (one.voided) {
				return 'invoice voided';
			}
			return Number(one.open) === 0 ? 'invoice paid' : `invoice ${amount(one, 'open')} open`;
		}),
		...byId('cashSale').map((one) => {
			if (one.voided) {
				return 'cash sale voided';
			}
			const isReconciled = Boolean(one.custbody_amzstl_transaction);
			return `cash sale ${amount(one, 'total')}${isReconciled ? ', reconciled' : ''}`;
		}),
	];
}

const list = (words: string[]) => (words.length === 0 ? 'nothing' : words.join('; '));

/** A row of the README's table. */
export function tableRow(told: PaymentCase): string {
	const { title, story, rules, after, status } = told;
	const cells = [
		rules === undefined ? title : `${title} (*${rules}*)`,
		list(wordsBefore(told)),
		list(wordsSent(story)),
		list(after),
		list(status),
	];
	return `| ${cells.join(' | ')} |`;
}
