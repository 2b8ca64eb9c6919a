// What is wrong with the documents of one order, in words: from a row in which NetSuite found a difference, judged
// here once more, digit by digit. Pure.
import type { Row } from '../api/suiteql';
import { readAllocation } from '../records/allocation';
import { toMinor } from '../records/amount';
import type { Check, Found } from './disagreeing';
import { minorOf, nameOf, shown } from './disagreeing';
import type { DocumentWords } from './documentWords';
import {
	AGAIN,
	changed,
	doubted,
	isOtherAccount,
	otherAccount,
	TAKE_AS_IS,
	wrongDocument,
} from './documentWords';
import type { RecordedSummary } from './recordedSummary';
import { judgeParts } from './recordParts';

const PAYMENT: DocumentWords = { what: 'Payment', type: 'CustPymt', alias: 'd' };
const CASH_SALE: DocumentWords = { what: 'Cash sale', type: 'CashSale', alias: 'k' };
const WRITE_OFF: DocumentWords = { what: 'Write-off credit memo', type: 'CustCred', alias: 'w' };

export function judgeOrder(row: Row, summary: RecordedSummary, ids: Check['ids']): Found | null {
	const isSettled = row.status === ids.Applied || row.status === ids['Partially Applied'];
	if (row.payment !== undefined) {
		return judgePayment(row, summary, isSettled) ?? judgeWriteOff(row, summary);
	}
	if (row.cash_sale !== undefined || (isSettled && row.k_type === 'CashSale')) {
		return judgeCashSale(row, summary);
	}
	if (isSettled && toMinor(row.amount, summary.currency) !== 0) {
		return {
			code: 'DOCUMENT_MISSING',
			what: `Settlement transaction ${row.id} of order ${row.order_id ?? ''} is settled, but names no payment: NetSuite empties the field when the payment is deleted`,
			remedy: AGAIN,
		};
	}
	return judgeWriteOff(row, summary);
}

function judgePayment(row: Row, summary: RecordedSummary, isSettled: boolean): Found | null {
	const { currency } = summary;
	const name = nameOf(row, 'Payment', row.payment ?? '', row.d_number);
	const wrong = wrongDocument(row, summary, PAYMENT, row.payment ?? '');
	if (wrong !== null) {
		return wrong;
	}
	const isConsolidated = row.membership !== undefined;
	if (!isConsolidated && row.d_transaction !== row.id) {
		return {
			code: 'LINK_CHANGED',
			what: `${name} no longer names settlement transaction ${row.id} of order ${row.order_id ?? ''} (it names ${row.d_transaction ?? 'none'})`,
			remedy: `Enter ${row.id} in its field Amazon Settlement Transaction again`,
		};
	}
	if (row.symbol !== currency) {
		return changed(`${name} is in ${row.symbol ?? 'no currency'}, the settlement in ${currency}`);
	}
	if (row.i_type === 'CustInvc' && row.i_entity !== row.d_entity) {
		return changed(
			`${name} stands on another customer than the invoice of order ${row.order_id ?? ''}`,
		);
	}
	const [total, unused] = [minorOf(row, 'd_total', currency), minorOf(row, 'd_unused', currency)];
	if (!isConsolidated && row.posted !== undefined && total !== toMinor(row.posted, currency)) {
		return changed(
			`${name} of order ${row.order_id ?? ''} is over ${shown(total, currency)}, the record says ${shown(row.posted, currency)}`,
		);
	}
	const applied = toMinor(row.applied, currency);
	if (!isConsolidated && total - unused < applied) {
		return {
			code: 'PAYMENT_NOT_APPLIED',
			what: `${name} of order ${row.order_id ?? ''} has ${shown(total - unused, currency)} applied, the record says ${shown(applied, currency)}`,
			remedy: TAKE_AS_IS,
		};
	}
	const doubt = doubted(row);
	if (doubt !== null) {
		return doubt;
	}
	if (isOtherAccount(row.d_account, row.booked_account)) {
		return changed(otherAccount(name, row.order_id, row.d_account, row.booked_account));
	}
	return isSettled ? (judgeParts(row, summary) ?? judgeTexts(row, summary, name)) : null;
}

/** The two texts that say where the money went: on a consolidated payment, and on the record. */
function judgeTexts(row: Row, { currency }: RecordedSummary, name: string): Found | null {
	const applied = toMinor(row.applied, currency);
	if (row.membership !== undefined) {
		const own = (row.externalid ?? '').toLowerCase();
		const word = row.membership
			.split(/\s+/)
			.find((one) => own.endsWith(`-${one.split(':')[0].toLowerCase()}`));
		const [, first = '0', rest = '0'] = /^[^:]+:([\d.]+)(?:\+([\d.]+))?$/.exec(word ?? '') ?? [];
		const part = word === undefined ? null : toMinor(first, currency);
		const whole = part === null ? null : part + toMinor(rest, currency);
		const posted = row.posted === undefined ? null : toMinor(row.posted, currency);
		// Money that was left on the payment may have been applied since.
		if (part === null || part > applied || (posted !== null && whole !== posted)) {
			return {
				code: 'ALLOCATION_CHANGED',
				what: `The list on ${name} has ${part === null ? 'nothing' : shown(whole ?? 0, currency)} for order ${row.order_id ?? ''}, the record says ${shown(posted ?? applied, currency)}`,
				remedy: 'Put the field Amazon Settlement Transactions of the payment back (System Notes)',
			};
		}
	}
	if (row.posted === undefined || applied === 0) {
		return null;
	}
	const allocation = readAllocation(row.allocation ?? '', currency);
	const sum = (allocation ?? []).reduce((total, { amount }) => total + amount, 0);
	if (allocation === null || sum !== applied || allocation[0]?.invoiceId !== row.to_apply) {
		return {
			code: 'ALLOCATION_CHANGED',
			what: `Settlement transaction ${row.id} of order ${row.order_id ?? ''} says that its money went to '${row.allocation ?? ''}', which is not ${shown(applied, currency)} on its invoice`,
			remedy: TAKE_AS_IS,
		};
	}
	return null;
}

function judgeCashSale(row: Row, summary: RecordedSummary): Found | null {
	const { currency } = summary;
	const id = row.cash_sale ?? row.k_id ?? '';
	const name = nameOf(row, 'Cash sale', id, row.k_number);
	const wrong = wrongDocument(row, summary, CASH_SALE, id);
	if (wrong !== null) {
		return wrong;
	}
	if (row.k_transaction !== row.id) {
		return {
			code: 'LINK_CHANGED',
			what: `${name} no longer names settlement transaction ${row.id} of order ${row.order_id ?? ''}`,
			remedy: `Enter ${row.id} in its field Amazon Settlement Transaction again`,
		};
	}
	const total = minorOf(row, 'k_total', currency);
	return total === toMinor(row.amount, currency) && row.k_symbol === currency
		? null
		: changed(
				`${name} of order ${row.order_id ?? ''} is over ${shown(total, row.k_symbol ?? currency)}, Amazon sent ${shown(row.amount, currency)}`,
			);
}

function judgeWriteOff(row: Row, summary: RecordedSummary): Found | null {
	const { currency } = summary;
	const writtenOff = toMinor(row.written_off, currency);
	if (writtenOff === 0) {
		return null;
	}
	const id = row.credit_memo ?? '';
	const wrong = wrongDocument(row, summary, WRITE_OFF, id);
	if (wrong !== null) {
		return wrong;
	}
	const name = nameOf(row, 'Write-off credit memo', id, row.w_number);
	const [total, unused] = [minorOf(row, 'w_total', currency), minorOf(row, 'w_unused', currency)];
	if (total !== writtenOff || row.w_transaction !== row.id) {
		return changed(
			`${name} of order ${row.order_id ?? ''} is over ${shown(total, currency)} for settlement transaction ${row.w_transaction ?? '(none)'}, record ${row.id} says ${shown(writtenOff, currency)}`,
		);
	}
	return unused === 0
		? null
		: {
				code: 'PAYMENT_NOT_APPLIED',
				what: `${name} of order ${row.order_id ?? ''} has ${shown(unused, currency)} that no invoice took`,
				remedy: 'Apply it to the invoice again',
			};
}
