// Which open rests of short payments are written off: pure. A rest is closed by a credit memo on the write-off
// item, whose income account takes the loss: a customer payment has no write-off account over REST, and a
// journal could be applied to the invoice only by another payment, which would be a second step.
import type { Decimal, Minor } from '../../../settlement/values/money';
import type { OrderDocument } from '../../books/invoices';
import { limitOf } from '../../records/amount';
import type { MappedField } from '../../records/fieldMapping';
import type { SettlementTransaction } from '../../records/settlementTransaction';

export interface WriteOff {
	/** The largest rest that is written off, decimal, in the settlement's currency. */
	tolerance: Decimal;
	/** Internal id of the item on the credit memo; it should bear no tax. */
	itemId: string;
	/** Fields of its line. */
	lineFields?: MappedField[];
}

/** A transaction that was paid, and the invoices it paid that kept a rest. */
export interface OpenRest {
	transaction: SettlementTransaction;
	invoices: OrderDocument[];
}

/** Minor units. */
export function restOf({ invoices }: Pick<OpenRest, 'invoices'>): Minor {
	return invoices.reduce((sum, { open }) => sum + open, 0);
}

function isWithin(rest: Minor, { tolerance }: WriteOff, currency: string): boolean {
	return rest > 0 && rest <= limitOf(tolerance, currency);
}

/** `waiting`: orders of which a transaction is still to come: its money may be the rest. */
export function mayWriteOff(
	rest: OpenRest,
	writeOff: WriteOff | null,
	waiting: ReadonlySet<string>,
): boolean {
	const { orderId, currency } = rest.transaction;
	return (
		writeOff !== null &&
		orderId !== '' &&
		!waiting.has(orderId) &&
		isWithin(restOf(rest), writeOff, currency)
	);
}
