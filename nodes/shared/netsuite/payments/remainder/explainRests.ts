// Explains, once all payments of a run are made, why amounts and invoices differed: for every transaction that
// left a rest on its invoice or had one itself. Two queries for any number of them, none where all is exact.
// An explanation never holds up a payment: what cannot be read is told as not explained.
import type { Figures } from '../../../settlement/labels/figures';
import { FIGURES, noFigures } from '../../../settlement/labels/figures';
import type { Minor } from '../../../settlement/values/money';
import type { NetSuiteClient } from '../../api/client';
import { NetSuiteError } from '../../api/netSuiteError';
import type { InvoiceParts } from '../../books/invoiceParts';
import { loadInvoiceParts } from '../../books/invoiceParts';
import type { OrderDocument } from '../../books/invoices';
import type { Difference } from '../../posting/differences';
import { explainDifference } from '../../posting/differences';
import type { PostingJob } from '../../posting/postingJobs';
import { groupByInvoice, invoicesOf } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import type { SettlementTransaction } from '../../records/settlementTransaction';
import { isRecorded } from '../../records/settlementTransaction';
import { loadFigures } from '../../records/transactionFigures';

type Results = ReadonlyMap<SettlementTransaction, PostingResult>;

/** Transactions that paid on the same invoices, and these; one of them left the rest, or has it. */
interface Case {
	told: SettlementTransaction;
	transactions: SettlementTransaction[];
	invoices: OrderDocument[];
}

export const needsExplanation = ({ applied, rest, short, writtenOff }: PostingResult) =>
	applied > 0 && (rest > 0 || short > 0 || writtenOff > 0);

/** Jobs narrowed to the invoices that were paid: a split order's other invoices explain nothing. */
function casesOf(jobs: PostingJob[], results: Results): Case[] {
	const paid = jobs.flatMap(({ transaction, match }): PostingJob[] => {
		const result = results.get(transaction);
		if (result === undefined || result.applied === 0 || match instanceof NetSuiteError) {
			return [];
		}
		const ids = new Set(result.invoices.map(({ internalId }) => internalId));
		const invoices = match.invoices.filter(({ internalId }) => ids.has(internalId));
		return [{ transaction, match: { ...match, invoices } }];
	});
	return groupByInvoice(paid).flatMap((group): Case[] => {
		const transactions = group.map(({ transaction }) => transaction);
		const told = [...transactions].reverse().find((one) => {
			const result = results.get(one);
			return result !== undefined && needsExplanation(result);
		});
		const invoices = new Map(group.flatMap(invoicesOf).map((one) => [one.internalId, one]));
		return told === undefined ? [] : [{ told, transactions, invoices: [...invoices.values()] }];
	});
}

/** By the transaction that tells it. `jobs`: all of the run, with what their invoices have open now. */
export async function explainRests(
	client: NetSuiteClient,
	jobs: PostingJob[],
	results: Results,
): Promise<Map<SettlementTransaction, Difference>> {
	const cases = casesOf(jobs, results);
	const currencyOf = new Map(
		cases.flatMap(({ invoices }) =>
			invoices.map(({ internalId, currency }): [string, string] => [internalId, currency]),
		),
	);
	const [figures, parts] = await Promise.all([
		readable(
			async () =>
				await loadFigures(
					client,
					cases.flatMap((one) => one.transactions.filter(isRecorded)),
				),
		),
		readable(async () => await loadInvoiceParts(client, currencyOf)),
	]);
	const explained = new Map<SettlementTransaction, Difference>();
	for (const { told, transactions, invoices } of cases) {
		const sum = (of: (one: SettlementTransaction) => Minor) =>
			transactions.reduce((total, one) => total + of(one), 0);
		const own = transactions.map((one) =>
			isRecorded(one) ? figures?.get(one.recordId) : one.figures,
		);
		const billed = invoices.map(({ internalId }) => parts?.get(internalId));
		const isKnown = !own.includes(undefined) && !billed.includes(undefined);
		const stillOpen = invoices.reduce((total, { open }) => total + Math.max(open, 0), 0);
		const difference = explainDifference(
			{
				amount: sum(({ transactionAmount }) => transactionAmount),
				figures: addUp(own.filter((one) => one !== undefined)),
			},
			{
				open: stillOpen + sum((one) => takenBy(results.get(one))),
				total: invoices.reduce((total, one) => total + one.total, 0),
				parts: isKnown ? addParts(billed.filter((one) => one !== undefined)) : null,
			},
		);
		if (difference !== null) {
			explained.set(told, difference);
		}
	}
	return explained;
}

/** From the open balances: by the payment, and by the credit memo after it. */
function takenBy(result: PostingResult | undefined): Minor {
	return (result?.applied ?? 0) + (result?.writtenOff ?? 0);
}

async function readable<Found>(read: () => Promise<Found>): Promise<Found | undefined> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof NetSuiteError && !error.isFatal) {
			return undefined;
		}
		throw error as Error;
	}
}

function addUp(all: Array<Figures<Minor>>): Figures<Minor> {
	const sums: Figures<Minor> = noFigures();
	for (const figure of FIGURES) {
		sums[figure] = all.reduce((sum, figures) => sum + figures[figure], 0);
	}
	return sums;
}

function addParts(all: InvoiceParts[]): InvoiceParts {
	const sum = (part: keyof InvoiceParts) => all.reduce((total, parts) => total + parts[part], 0);
	return {
		price: sum('price'),
		shipping: sum('shipping'),
		giftWrap: sum('giftWrap'),
		promotions: sum('promotions'),
		tax: sum('tax'),
	};
}
