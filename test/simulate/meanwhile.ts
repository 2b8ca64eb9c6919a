// What happened in the books before the run that a payment case is about: runs before it, and what a person
// did in NetSuite. Each is a few words for the README's table, and the deed.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { BookRecord, Values } from '../../sandbox/books/record';
import { voidTransaction } from '../../sandbox/books/voiding';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientCrashingAfter } from '../support/crash';
import type { MadeEvent } from '../support/madeSettlement';
import { madeSettlement } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { record, settle } from '../support/settle';

/** The run of the case, as it will be. */
export interface CaseRun {
	sandbox: Sandbox;
	items: TransactionItem[];
	rules: Partial<Settings>;
}

export interface Meanwhile {
	words: string;
	act(run: CaseRun): Promise<void>;
}

const EARLIER_SETTLEMENT = '18906543100';

export function earlierSettlement(words: string, events: MadeEvent[]): Meanwhile {
	return {
		words,
		act: async ({ sandbox, rules }) => {
			await settle(sandbox, madeSettlement(events, { settlementId: EARLIER_SETTLEMENT }), rules);
		},
	};
}

export const SAME_RUN: Meanwhile = {
	words: 'the same settlement was run before',
	act: async ({ sandbox, items, rules }) => {
		await settle(sandbox, items, rules);
	},
};

export const BROKEN_RUN: Meanwhile = {
	words: 'a run made the payment and broke off',
	act: async ({ sandbox, items, rules }) => {
		const isPayment = ({ method, path }: NetSuiteRequest) =>
			method === 'POST' && path.endsWith('/customerPayment');
		const client = clientCrashingAfter(sandbox, isPayment);
		const outcome = await settle(sandbox, items, rules, client).then(
			() => 'went through',
			({ code }: { code?: string }) => code,
		);
		if (outcome !== 'CANCELLED') {
			throw new Error(`The run should have broken off: ${outcome}.`);
		}
	},
};

function paymentsOf({ sandbox: { books } }: CaseRun): BookRecord[] {
	return books.ofType('customerPayment').filter(({ seeded }) => seeded !== true);
}

export const VOIDED: Meanwhile = {
	words: 'that payment was voided',
	act: async (run) => {
		paymentsOf(run).forEach(({ id }) => voidTransaction(run.sandbox.books, id));
		await Promise.resolve();
	},
};

export const CASH_SALE_VOIDED: Meanwhile = {
	words: 'the cash sale was voided',
	act: async ({ sandbox: { books } }) => {
		books.ofType('cashSale').forEach(({ id }) => voidTransaction(books, id));
		await Promise.resolve();
	},
};

export const RENAMED: Meanwhile = {
	words: 'its external ID changed',
	act: async (run) => {
		for (const payment of paymentsOf(run)) {
			const externalId = `VOID-${payment.id}`;
			run.sandbox.books.put({ ...payment, fields: { ...payment.fields, externalId } });
		}
		await Promise.resolve();
	},
};

/** A payment that a person makes of an invoice in full, and which transaction its link fields name. */
export function paidByHand(
	words: string,
	invoiceExternalId: string,
	linksTo?: (run: CaseRun) => Promise<Values>,
): Meanwhile {
	return {
		words,
		act: async (run) => {
			const { books } = run.sandbox;
			const links = await (linksTo?.(run) ?? Promise.resolve({}));
			const invoice = books.byExternalId('transaction', invoiceExternalId);
			if (invoice === undefined) {
				throw new Error(`There is no invoice ${invoiceExternalId}.`);
			}
			const { entity, currency } = invoice.fields;
			const { open } = books.figures(invoice);
			books.put({
				type: 'customerPayment',
				id: books.nextId('transaction'),
				fields: {
					customer: entity,
					currency,
					tranDate: '2026-10-03',
					payment: open,
					externalId: 'HAND',
					...links,
				},
				lines: { apply: [{ doc: invoice.id, amount: open }] },
			});
		},
	};
}

/** What people write into a payment. */
export const says = (memo: string) => async (): Promise<Values> => await Promise.resolve({ memo });

/** The link fields that name the transaction of an order. */
export const linksTo =
	(orderId: string) =>
	async ({ sandbox, items }: CaseRun): Promise<Values> => {
		const recorded = await record(sandbox, items);
		const named = recorded.find((one) => one.orderId === orderId);
		return {
			custbody_amzstl_transaction: named?.recordId,
			custbody_amzstl_settlement: named?.settlementRecordId,
		};
	};
