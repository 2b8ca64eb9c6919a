// A whole report as items: its summaries, each with its neighbours in the chain, and its transactions. The node
// puts them on its outputs, `npm run parse` prints them: both get them here, so that they cannot differ.
import type { Figure } from '../labels/figures';
import type { Report } from '../report/report';
import type { ChainLink } from './chain';
import type { ChainPart } from './chainItem';
import { toChainLink, toPrintedChain } from './chainItem';
import type { SummaryItem } from './summaryItem';
import { toSummaryItem } from './summaryItem';
import type { TransactionItem } from './transactionItem';
import { toSettlementHeader, toTransactionItem } from './transactionItem';

/** A summary before its neighbours are known; without a link where its settlement has none. */
export interface LinkedSummary {
	summary: SummaryItem & { chain?: ChainPart };
	link: ChainLink | undefined;
}

export interface ReportItems {
	linked: LinkedSummary[];
	transactions: TransactionItem[];
}

export interface ReportItemOptions {
	/** Name of the seller account. */
	account: string;
	/** The figures that make up the transaction amount. */
	basis: readonly Figure[];
	includeTransactions: boolean;
	countsUndecided?: boolean;
}

export function toReportItems(
	report: Report,
	{ account, basis, includeTransactions, countsUndecided }: ReportItemOptions,
): ReportItems {
	const items: ReportItems = { linked: [], transactions: [] };
	for (const settlement of report.settlements) {
		const header = toSettlementHeader(report, settlement, account);
		const summary = toSummaryItem(report, settlement, account);
		const link = report.lacksTotal ? undefined : toChainLink(settlement, account);
		items.linked.push({ summary, link });
		for (const transaction of includeTransactions ? settlement.transactions : []) {
			items.transactions.push(toTransactionItem(transaction, header, { basis, countsUndecided }));
		}
	}
	return items;
}

/** Puts its part of the chain on each summary; returns what there is to say of the chain as a whole. */
export function chainSummaries(linked: readonly LinkedSummary[]): {
	messages: string[];
	chained: number;
} {
	const links = linked.flatMap(({ link }) => link ?? []);
	const { parts, messages, chained } = toPrintedChain(links);
	for (const { summary, link } of linked) {
		const part = link === undefined ? undefined : parts.get(summary.settlementId);
		summary.chain = part ?? { previous: '', next: '', findings: [] };
	}
	return { messages, chained };
}
