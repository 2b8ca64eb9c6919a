// Who is paid by the combined payments of one settlement: pure. A payment whose text and sums do not agree
// was changed by somebody. Then it is not known whom it paid, and nothing more may be posted for the
// settlement until that is mended: a second payment would be worse than a late one.
import type { Minor } from '../../../settlement/values/money';
import { NetSuiteError } from '../../api/netSuiteError';
import type { CombinedPayment } from '../../books/combinedPayments';
import { money, toMinor } from '../../records/amount';
import { transactionName } from '../../records/externalId';
import { linkFields } from '../../records/schema';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import type { PaymentPart } from './membership';
import { readMembership } from './membership';

/** A payment that names a transaction, and the part it names. */
export interface Holding {
	payment: CombinedPayment;
	part: PaymentPart;
	/** Why the payment may not be taken for the transaction's, if so. */
	problem: NetSuiteError | null;
}

export interface Ledger {
	/** The highest number in use, 0 for none. */
	last: number;
	/** By name of the transaction in lower case. */
	holdings: Map<string, Holding[]>;
	/** Why it is not known who is paid; null when it is. */
	doubt: NetSuiteError | null;
}

const FIELD_LABEL = 'Amazon Settlement Transactions';

export function emptyLedger(): Ledger {
	return { last: 0, holdings: new Map(), doubt: null };
}

const nameOf = ({ documentNumber, internalId }: CombinedPayment) => documentNumber || internalId;

function taken(payment: CombinedPayment, what: string): NetSuiteError {
	return new NetSuiteError(
		'EXTERNAL_ID_TAKEN',
		`External ID ${payment.externalId} belongs to ${what} (internal ID ${payment.internalId})`,
		'Open it in NetSuite; if it should not count towards this settlement, change its external ID there and run again',
	);
}

function changed(payment: CombinedPayment, reason: string): NetSuiteError {
	return new NetSuiteError(
		'PAYMENT_CHANGED',
		`Payment ${nameOf(payment)} settles several transactions, but ${reason}`,
		`Put the payment or its field ${FIELD_LABEL} (${linkFields.transactions}) right, or empty the field if the payment is a copy, and run again; nothing was posted`,
	);
}

interface Entry {
	parts: PaymentPart[];
	/** Concerns the members of the payment. */
	problem: NetSuiteError | null;
	/** Concerns the whole settlement: its members are not known. */
	doubt: NetSuiteError | null;
}

const sum = (amounts: Minor[]) => amounts.reduce((total, amount) => total + amount, 0);

function entryOf(payment: CombinedPayment): Entry {
	const { currency, membership } = payment;
	const isNumbered = payment.number !== null;
	if (membership.trim() === '' && !isNumbered) {
		// Carries the settlement only: made by hand for something else.
		return { parts: [], problem: null, doubt: null };
	}
	if (payment.type !== 'CustPymt') {
		return {
			parts: [],
			problem: null,
			doubt: taken(payment, `a transaction of type ${payment.type}`),
		};
	}
	const parts = readMembership(membership, currency);
	if (parts === null || parts.length === 0) {
		const reason = `its field ${FIELD_LABEL} cannot be read`;
		return { parts: [], problem: null, doubt: changed(payment, reason) };
	}
	if (payment.isVoided) {
		// Its total is gone, what it names is not.
		return { parts, problem: taken(payment, 'a voided transaction'), doubt: null };
	}
	const total = Math.abs(toMinor(payment.total, currency));
	const told = sum(parts.map((part) => part.applied + part.unapplied));
	if (told !== total) {
		const reason = `it is over ${money(total, currency)} and its field ${FIELD_LABEL} adds up to ${money(told, currency)}`;
		const problem = changed(payment, reason);
		return { parts, problem, doubt: problem };
	}
	return { parts, problem: null, doubt: null };
}

/** Adds payments to what is known; the same payment twice counts once. */
export function addToLedger(ledger: Ledger, payments: CombinedPayment[]): Ledger {
	const holdings = new Map(ledger.holdings);
	let { last, doubt } = ledger;
	for (const payment of payments) {
		const entry = entryOf(payment);
		last = Math.max(last, payment.number ?? 0);
		doubt ??= entry.doubt;
		for (const part of entry.parts) {
			const others = (holdings.get(part.name) ?? []).filter(
				(one) => one.payment.internalId !== payment.internalId,
			);
			holdings.set(part.name, [...others, { payment, part, problem: entry.problem }]);
		}
	}
	return { last, holdings, doubt };
}

function whyNotOurs(transaction: SettlementTransaction, { payment, part }: Holding): string {
	const { currency, transactionAmount } = transaction;
	if (payment.currency !== currency) {
		return `it is in ${payment.currency}, not ${currency}`;
	}
	const told = part.applied + part.unapplied;
	return told > transactionAmount
		? `it names this one with ${money(told, currency)}, and Amazon sent ${money(transactionAmount, currency)}`
		: '';
}

/**
 * The combined payment that settled the transaction, undefined when none did. Throws when that is not
 * clear: then nothing may be posted for it either.
 */
export function holdingOf(transaction: SettlementTransaction, ledger: Ledger): Holding | undefined {
	const all = ledger.holdings.get(transactionName(transaction).toLowerCase()) ?? [];
	const numbered = all.filter(({ payment }) => payment.number !== null);
	const [holding, ...others] = numbered.length > 0 ? numbered : all;
	if (others.length > 0) {
		const names = [holding, ...others].map(({ payment }) => nameOf(payment)).join(' and ');
		throw new NetSuiteError(
			'INVOICE_ALREADY_PAID',
			`Payments ${names} both name this settlement transaction`,
			`A copied payment keeps its fields: empty the field ${FIELD_LABEL} on the wrong one, then run again`,
		);
	}
	if (holding === undefined) {
		if (ledger.doubt !== null) {
			throw ledger.doubt;
		}
		return undefined;
	}
	const problem = whyNotOurs(transaction, holding);
	if (holding.problem !== null || problem !== '') {
		throw holding.problem ?? changed(holding.payment, problem);
	}
	return holding;
}
