// What a refund becomes, decided before anything is posted: for which customer, over how much, and how
// much of it an open invoice takes instead of being paid out.
import type { Minor } from '../../settlement/values/money';
import { NetSuiteError } from '../api/netSuiteError';
import type { CreditedBefore } from '../books/creditedBefore';
import { creditedOn } from '../books/creditedBefore';
import type { InvoiceMatch } from '../books/invoiceMatch';
import type { OrderDocument } from '../books/invoices';
import type { ApplyLine } from '../posting/applyLines';
import { allocateTo } from '../posting/applyLines';
import type { MemoLine } from '../posting/creditMemo';
import { settingsFor } from '../posting/marketplaceSettings';
import { settingsOf } from '../posting/ownSettings';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import { creditable, refundAmount } from './refundGuard';
import type { ItemLines, LineLook } from './refundLines';
import { linesByItem } from './refundLines';
import type { RefundSettings } from './refundSettings';

export interface RefundPlan {
	customerId: string;
	/** Internal id of the memo's currency, '' for the customer's own. */
	currencyId: string;
	/** Minor units, greater than 0: what the memo is over. */
	amount: Minor;
	/** What open invoices take of it. */
	applyLines: ApplyLine[];
	/** They add up to `amount`. */
	lines: MemoLine[];
	fromInvoice: OrderDocument | null;
	/** Where no invoice tells. */
	matchedBy?: string;
}

interface Known {
	settings: RefundSettings;
	credited: CreditedBefore[];
	/** ISO code to internal id. */
	currencyIds: ReadonlyMap<string, string>;
	lineLook: LineLook;
}

/** Throws with the reason why nothing may be credited. */
export function planRefund(
	known: Known,
	transaction: SettlementTransaction,
	match: InvoiceMatch | NetSuiteError,
	externalId: string,
): RefundPlan {
	if (match instanceof NetSuiteError) {
		return standAlone(known, transaction, match);
	}
	const settings = settingsOf(known.settings, transaction);
	const before = creditedOn(known.credited, transaction, match, externalId);
	const amount = creditable(transaction, match, before, settings.excess);
	const [{ customerId, currencyId }] = match.invoices;
	const applyLines = settings.openInvoice === 'apply' ? allocateTo(amount, match.invoices) : [];
	const items =
		settings.lines.mode === 'amountOnly'
			? oneLine(settings, amount)
			: linesByItem(transaction, match, amount, known.lineLook, settings);
	return { customerId, currencyId, amount, applyLines, ...items };
}

function oneLine({ itemId }: RefundSettings, amount: Minor): ItemLines {
	const line = { itemId, quantity: 1, amount, reason: 'amount only' };
	return { lines: [line], fromInvoice: null };
}

/** Only where the order is unknown: an ambiguous or unbilled one has its own place to go. */
function standAlone(
	{ settings: ofRun, currencyIds }: Known,
	transaction: SettlementTransaction,
	reason: NetSuiteError,
): RefundPlan {
	const settings = settingsOf(ofRun, transaction);
	if (settings.noInvoice === 'refuse' || reason.code !== 'INVOICE_NOT_FOUND') {
		throw reason;
	}
	const { customerId } = settingsFor(transaction.marketplaceName, settings);
	const currencyId = currencyIds.get(transaction.currency);
	if (customerId === '' || currencyId === undefined) {
		const missing =
			customerId === ''
				? `no customer is named for the marketplace '${transaction.marketplaceName}'`
				: `NetSuite has no currency ${transaction.currency}`;
		throw new NetSuiteError(
			'INVOICE_NOT_FOUND',
			`${reason.message}; and ${missing}`,
			"Name the customer in the node's 'Marketplaces', or import the order, then run again",
		);
	}
	const matchedBy = `no invoice; customer of ${transaction.marketplaceName}`;
	const amount = refundAmount(transaction);
	const applyLines: ApplyLine[] = [];
	return { customerId, currencyId, amount, applyLines, ...oneLine(settings, amount), matchedBy };
}

/**
 * What a memo of ours that exists was meant to be over: the refund, or what was left when it was capped.
 * Whoever changed it since must look at it.
 */
export function plannedAmount(
	known: Known,
	transaction: SettlementTransaction,
	match: InvoiceMatch | NetSuiteError,
	{ externalId, internalId }: { externalId: string; internalId: DocumentId },
): Minor {
	const { settings, credited } = known;
	if (settings.excess === 'refuse' || match instanceof NetSuiteError) {
		return refundAmount(transaction);
	}
	try {
		const before = creditedOn(credited, transaction, match, externalId, internalId);
		return creditable(transaction, match, before, 'cap');
	} catch (error) {
		if (error instanceof NetSuiteError) {
			return refundAmount(transaction);
		}
		throw error as Error;
	}
}
