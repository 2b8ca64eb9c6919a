// What a user decides about refunds: their items, what stands on the lines of a credit memo, and what becomes
// of refunds that fit no invoice, or an open one.
import type { PostingSettings } from '../posting/postingJobs';
import type { MappedField } from '../records/fieldMapping';
import type { RefundItems } from './creditMemoLines';
import type { Excess } from './refundGuard';
import type { SplitKind } from './refundParts';

/** `refund`: the whole memo is paid out. `apply`: an open invoice takes what it can of it first. */
export type OpenInvoice = 'refund' | 'apply';

/** Nothing is posted, or a memo for the marketplace's customer that no invoice stands behind. */
export type NoInvoice = 'refuse' | 'standAlone';

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

export interface RefundSettings extends PostingSettings {
	/** Internal id of the item on the credit memo line; it should move no stock and bear no tax. */
	itemId: string;
	/** Template of the line's description. */
	description: string;
	creditMemoFields: MappedField[];
	/** Fields of each line of the credit memo. */
	creditMemoLineFields?: MappedField[];
	refundFields: MappedField[];
	/** How to handle a refund of more than was invoiced, less earlier credits. */
	excess: Excess;
	openInvoice: OpenInvoice;
	noInvoice: NoInvoice;
	lines: LineSettings;
	/** Internal id of the payment option of the refund, '' where the form takes none. */
	paymentOptionId: string;
}
