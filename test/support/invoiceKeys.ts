// The invoice keys that the nodes start with: external ID, then PO number.
import type { InvoiceKey } from '../../nodes/shared/netsuite/books/invoiceKeys';

export const INVOICE_KEYS: InvoiceKey[] = [
	{ column: 'externalid', template: '{marketplace}_{orderId}' },
	{ column: 'otherrefnum', template: '{orderId}' },
];
