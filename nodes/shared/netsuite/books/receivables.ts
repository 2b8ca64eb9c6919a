// What the invoices of a run have open, and the only place where that changes. Documents are values as they were
// read; who plans asks here for what is open now, who posts takes it, and gives it back when NetSuite refused.
// Pure but for `refresh`, which asks NetSuite again.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { DocumentId } from '../records/ids';
import type { OrderDocument } from './invoices';
import { readOpenNow } from './openBalances';

/** What a document takes from one invoice. */
export interface Allotment {
	invoice: Pick<OrderDocument, 'internalId'>;
	/** Minor units, greater than 0. */
	amount: Minor;
}

export interface Receivables {
	/** Minor units. */
	open(invoice: Allotment['invoice']): Minor;
	/** The same documents with what they have open now. */
	current(invoices: readonly OrderDocument[]): OrderDocument[];
	/**
	 * `applied`: what was taken in fact, line by line. Where that is less than planned, somebody else had taken what
	 * is missing, and nothing is left.
	 */
	take(lines: readonly Allotment[], applied?: Minor): void;
	/** What NetSuite refused for certain was never taken. */
	giveBack(lines: readonly Allotment[]): void;
	/** Asks NetSuite; true when any of them has something else open than was known. */
	refresh(client: NetSuiteClient, invoices: readonly OrderDocument[]): Promise<boolean>;
	/** To plan on: what is taken there is not taken here. */
	draft(): Receivables;
}

const idAndOpen = ({ internalId, open }: OrderDocument): [DocumentId, Minor] => [internalId, open];

export function receivablesOf(invoices: readonly OrderDocument[]): Receivables {
	return owned(new Map(invoices.map(idAndOpen)));
}

function owned(balances: Map<DocumentId, Minor>): Receivables {
	const open: Receivables['open'] = ({ internalId }) => {
		const balance = balances.get(internalId);
		if (balance === undefined) {
			throw new Error(`Nobody looked up what invoice ${internalId} has open.`);
		}
		return balance;
	};
	return {
		open,
		current: (invoices) => invoices.map((invoice) => ({ ...invoice, open: open(invoice) })),
		take(lines, applied = sumOf(lines)) {
			let left = applied;
			for (const { invoice, amount } of lines) {
				const part = Math.min(left, amount);
				balances.set(invoice.internalId, part < amount ? 0 : open(invoice) - part);
				left -= part;
			}
		},
		giveBack(lines) {
			for (const { invoice, amount } of lines) {
				balances.set(invoice.internalId, open(invoice) + amount);
			}
		},
		async refresh(client, invoices) {
			const distinct = new Map(invoices.map((invoice) => [invoice.internalId, invoice]));
			let isChanged = false;
			for (const now of await readOpenNow(client, [...distinct.values()])) {
				isChanged ||= open(now) !== now.open;
				balances.set(now.internalId, now.open);
			}
			return isChanged;
		},
		draft: () => owned(new Map(balances)),
	};
}

function sumOf(lines: readonly Allotment[]): Minor {
	return lines.reduce((sum, { amount }) => sum + amount, 0);
}
