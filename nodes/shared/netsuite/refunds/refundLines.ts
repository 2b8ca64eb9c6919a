// The lines of each refund's credit memo: by amount only, or by the items of the invoice. What the second
// needs (the report's lines, the invoices' lines) is read in bulk before anything is posted.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { InvoiceLine } from '../books/invoiceLines';
import { loadInvoiceLines, loadInvoiceTax } from '../books/invoiceLines';
import type { InvoiceMatch } from '../books/invoiceMatch';
import type { OrderDocument } from '../books/invoices';
import type { MemoLine } from '../posting/creditMemo';
import type { PostingJob } from '../posting/postingJobs';
import { invoicesOf } from '../posting/postingJobs';
import { toMinor } from '../records/amount';
import type { DocumentId, RecordId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { foundFor, isRecorded } from '../records/settlementTransaction';
import type { RefundedLine } from '../records/transactionLines';
import { loadRefundedLines } from '../records/transactionLines';
import { cappedLines, memoLines } from './creditMemoLines';
import { withoutTax } from './invoiceTax';
import { refundParts } from './refundParts';
import type { LineSettings, RefundSettings } from './refundSettings';

export interface LineLook {
	/** By internal id of the invoice. */
	invoiceLines: ReadonlyMap<DocumentId, InvoiceLine[]>;
	/** By internal id of the settlement transaction. */
	reportLines: ReadonlyMap<RecordId, RefundedLine[]>;
	/** Minor units by internal id of the invoice. */
	invoiceTax: ReadonlyMap<DocumentId, Minor>;
}

const NO_LINES: LineLook = {
	invoiceLines: new Map(),
	reportLines: new Map(),
	invoiceTax: new Map(),
};

/** Two queries for hundreds of refunds; none where amounts are enough. */
export async function lookUpLines(
	client: NetSuiteClient,
	jobs: PostingJob[],
	{ mode, orderItemColumn }: LineSettings,
): Promise<LineLook> {
	if (mode === 'amountOnly' || jobs.length === 0) {
		return NO_LINES;
	}
	const invoices = jobs.flatMap(invoicesOf);
	const unread = jobs
		.map(({ transaction }) => transaction)
		.filter(isRecorded)
		.filter(({ lines = [] }) => lines.length === 0);
	const currencyOf = new Map(invoices.map(({ internalId, currency }) => [internalId, currency]));
	const [invoiceLines, invoiceTax, reportLines] = await Promise.all([
		loadInvoiceLines(client, currencyOf, orderItemColumn),
		mode === 'fromInvoice' ? loadInvoiceTax(client, currencyOf) : new Map<DocumentId, Minor>(),
		loadRefundedLines(
			client,
			new Map(unread.map(({ recordId, currency }) => [recordId, currency])),
		),
	]);
	return { invoiceLines, invoiceTax, reportLines };
}

function reportLinesOf(transaction: SettlementTransaction, look: LineLook): RefundedLine[] {
	const { lines = [], currency } = transaction;
	return lines.length === 0
		? (foundFor(look.reportLines, transaction) ?? [])
		: lines.map((line) => ({ ...line, amount: toMinor(line.amount, currency) }));
}

export interface ItemLines {
	lines: MemoLine[];
	/** The invoice that the memo is made of, null for a memo of its own. */
	fromInvoice: OrderDocument | null;
}

/** `amount`: minor units that are credited, at most the refund. Throws where an item is missing. */
export function linesByItem(
	transaction: SettlementTransaction,
	{ invoices }: InvoiceMatch,
	amount: Minor,
	look: LineLook,
	{ itemId, lines: { items, splits, mode } }: RefundSettings,
): ItemLines {
	const tax = invoices.reduce((sum, one) => sum + (look.invoiceTax.get(one.internalId) ?? 0), 0);
	// Where NetSuite computes the tax of a line, no line of ours may bring it a second time.
	const split = tax > 0 ? new Set([...splits].filter((kind) => kind !== 'tax')) : splits;
	const parts = refundParts(transaction, reportLinesOf(transaction, look), split);
	const ofInvoices = invoices.flatMap(({ internalId }) => look.invoiceLines.get(internalId) ?? []);
	const found = memoLines(parts, ofInvoices, items, transaction.currency);
	const lines = cappedLines(found, amount);
	if (mode === 'byLine') {
		return { lines, fromInvoice: null };
	}
	const fromInvoice = mostNamed(invoices, lines);
	const own = look.invoiceLines.get(fromInvoice.internalId) ?? [];
	const net = own.reduce((sum, line) => sum + line.amount, 0);
	const invoiceTax = { net, tax: look.invoiceTax.get(fromInvoice.internalId) ?? 0 };
	return { lines: withoutTax(lines, invoiceTax, itemId), fromInvoice };
}

/** A transform has one source: of the invoices of an order the one that most lines are of. */
function mostNamed(invoices: OrderDocument[], lines: MemoLine[]): OrderDocument {
	const count = ({ internalId }: OrderDocument) =>
		lines.filter(({ invoiceLine }) => invoiceLine?.invoiceId === internalId).length;
	return [...invoices].sort((one, other) => count(other) - count(one))[0];
}
