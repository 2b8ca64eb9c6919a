// What a user means to do with the account: the settings of the posting nodes that the setup check holds against it.
import type { InvoiceKey, OrderIdentity } from '../books/invoiceKeys';

export type ReferenceKind =
	| 'account'
	| 'item'
	| 'customer'
	| 'class'
	| 'department'
	| 'location'
	| 'subsidiary';

export type ReferenceRole =
	| 'payment'
	| 'refund'
	| 'receivable'
	| 'refundItem'
	| 'customer'
	| 'segment';

/** A record that a setting names. */
export interface WantedReference {
	kind: ReferenceKind;
	role: ReferenceRole;
	/** What the setting is called in the node. */
	label: string;
	/** Name, number or internal id as given. */
	given: string;
	isName: boolean;
}

export interface Wanted {
	/** `run`: only what the run at hand uses, in few requests. */
	scope: 'all' | 'run';
	references: WantedReference[];
	keys: InvoiceKey[];
	/** Of the settlement at hand; empty when there is none. */
	orders: OrderIdentity[];
	/** ISO codes; empty when not known. */
	currencies: string[];
	/** `YYYY-MM-DD`: the days that documents will be dated on. */
	firstDay: string;
	lastDay: string;
	/** Somebody named these days, or a settlement has them: each must be open, not only the last. */
	areDaysCertain: boolean;
	/** Documents for closed periods are dated on the first open day. */
	movesToOpenPeriod: boolean;
	/** The refund's payment option is set. */
	hasPaymentOption: boolean;
	concurrency: number;
}

export const named = ({ references }: Wanted, role: ReferenceRole) =>
	references.filter((one) => one.role === role);

export const uses = ({ references }: Wanted, kind: ReferenceKind) =>
	references.some((one) => one.kind === kind);
