// The lines of each refund's credit memo: by amount only, or by the items of the invoice. What the second
// needs (the report's lines, the invoices' lines) is read in bulk before anything is posted.
import { toMinor } from '../amount';
import type { NetSuiteClient } from '../client';
import type { MemoLine, RefundItems } from '../creditMemoLines';
import { cappedLines, memoLines } from '../creditMemoLines';
import type { InvoiceMatch } from '../invoiceMatch';
import { NetSuiteError } from '../netSuiteError';
import type { InvoiceLine } from '../records/invoiceLines';
import { loadInvoiceLines } from '../records/invoiceLines';
import type { RecordedTransaction } from '../records/settlementTransaction';
import { loadRefundedLines } from '../records/transactionLines';
import type { RefundedLine, SplitKind } from '../refundParts';
import { refundParts } from '../refundParts';
import type { PostingJob } from './postingJobs';

export type LineMode = 'amountOnly' | 'byLine' | 'fromInvoice';

export interface LineSettings {
	mode: LineMode;
	items: RefundItems;
	/** What gets lines of its own. */
	splits: ReadonlySet<SplitKind>;
	/** Custom column of invoice lines that holds Amazon's order item id, '' for none. */
	orderItemColumn: string;
}

export const AMOUNT_ONLY: LineSettings = {
	mode: 'amountOnly',
	items: { fallback: '', substitute: '', tax: '', shipping: '', giftWrap: '' },
	splits: new Set(),
	orderItemColumn: '',
};

export interface LineLook {
	/** By internal id of the invoice. */
	invoiceLines: ReadonlyMap<string, InvoiceLine[]>;
	/** By internal id of the settlement transaction. */
	reportLines: ReadonlyMap<string, RefundedLine[]>;
}

export const NO_LINES: LineLook = { invoiceLines: new Map(), reportLines: new Map() };

/** Two queries for hundreds of refunds; none where amounts are enough. */
export async function lookUpLines(
	client: NetSuiteClient,
	jobs: PostingJob[],
	{ mode, orderItemColumn }: LineSettings,
): Promise<LineLook> {
	if (mode === 'amountOnly' || jobs.length === 0) {
		return NO_LINES;
	}
	const invoices = jobs.flatMap(({ match }) =>
		match instanceof NetSuiteError ? [] : match.invoices,
	);
	const unread = jobs
		.map(({ transaction }) => transaction)
		.filter(({ recordId, lines = [] }) => recordId !== '' && lines.length === 0);
	const [invoiceLines, reportLines] = await Promise.all([
		loadInvoiceLines(
			client,
			new Map(invoices.map(({ internalId, currency }) => [internalId, currency])),
			orderItemColumn,
		),
		loadRefundedLines(
			client,
			new Map(unread.map(({ recordId, currency }) => [recordId, currency])),
		),
	]);
	return { invoiceLines, reportLines };
}

function reportLinesOf(transaction: RecordedTransaction, look: LineLook): RefundedLine[] {
	const { lines = [], currency, recordId } = transaction;
	return lines.length === 0
		? (look.reportLines.get(recordId) ?? [])
		: lines.map((line) => ({ ...line, amount: toMinor(line.amount, currency) }));
}

/** `amount`: minor units that are credited, at most the refund. Rejects where an item is missing. */
export function linesByItem(
	transaction: RecordedTransaction,
	{ invoices }: InvoiceMatch,
	amount: number,
	look: LineLook,
	{ items, splits }: LineSettings,
): MemoLine[] {
	const parts = refundParts(transaction, reportLinesOf(transaction, look), splits);
	const ofInvoices = invoices.flatMap(({ internalId }) => look.invoiceLines.get(internalId) ?? []);
	return cappedLines(memoLines(parts, ofInvoices, items, transaction.currency), amount);
}
