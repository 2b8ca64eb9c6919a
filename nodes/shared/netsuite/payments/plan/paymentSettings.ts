// What a user decides about payments: of a run in either mode, and of payments for many transactions.
import type { Decimal } from '../../../settlement/values/money';
import type { PostingSettings } from '../../posting/postingJobs';
import type { MappedField } from '../../records/fieldMapping';
import type { Overpayment } from './paymentPlan';
import type { WriteOff } from './writeOff';

export interface PaymentSettings extends PostingSettings {
	overpayment: Overpayment;
	/** Decimal, for `refuse`; none is 0. */
	tolerance?: Decimal;
	/** What becomes of a small rest that an invoice keeps; null: it stays open. */
	writeOff: WriteOff | null;
	/** Fields of the payment, editable in the node. */
	fields: MappedField[];
	/** One payment for many transactions of a customer; null: one payment for each transaction. */
	perCustomer: CombinedSettings | null;
}

export interface CombinedSettings {
	/** Invoices in one payment. */
	invoicesMax: number;
	/** Fields of a payment of many; they know the settlement, no single order. */
	fields: MappedField[];
}
