// Facts of an invoice, a sales order or a transaction for the pure tests of this room, filled up with
// what a case does not care about. Amounts are minor units.
import type { OrderDocument, OrderDocuments } from '../../nodes/shared/netsuite/books/invoices';
import type {
	PlannedTransaction,
	RecordedTransaction,
} from '../../nodes/shared/netsuite/records/settlementTransaction';
import { noFigures } from '../../nodes/shared/settlement/labels/figures';

export function document(facts: Partial<OrderDocument>): OrderDocument {
	const { internalId = '1', total = facts.open ?? 0 } = facts;
	return {
		internalId,
		type: 'CustInvc',
		number: `INV${internalId}`,
		externalId: '',
		poNumber: '',
		customerId: '5',
		currency: 'USD',
		currencyId: '1',
		date: '2026-10-01',
		total,
		open: total,
		...facts,
	};
}

/** As the look-ups would have found them; `billed` names the sales order a bill came from. */
export function documentsOf(
	documents: OrderDocument[],
	billed: Record<string, OrderDocument[]> = {},
): OrderDocuments {
	const grouped = (keyOf: (one: OrderDocument) => string) => {
		const groups = new Map<string, OrderDocument[]>();
		for (const one of documents.filter((each) => keyOf(each) !== '')) {
			const key = keyOf(one).toLowerCase();
			groups.set(key, [...(groups.get(key) ?? []), one]);
		}
		return groups;
	};
	return {
		byColumn: new Map([
			['externalid', grouped(({ externalId }) => externalId)],
			['otherrefnum', grouped(({ poNumber }) => poNumber)],
		]),
		bySalesOrder: new Map(Object.entries(billed)),
	};
}

export function transaction(facts: Partial<RecordedTransaction> = {}): RecordedTransaction {
	return {
		recordId: '9',
		settlementRecordId: '1',
		externalId: 'AMZ-TXN-1',
		settlementId: '1',
		account: 'US',
		transactionKey: 'k',
		transactionType: 'Order',
		orderId: '111-1',
		merchantOrderId: '',
		shipmentId: '',
		adjustmentId: '',
		marketplaceName: 'Amazon.com',
		fulfillment: 'AFN',
		postedDate: '2026-10-05',
		depositDate: '2026-10-17',
		endDate: '2026-10-15',
		currency: 'USD',
		transactionAmount: 0,
		netAmount: 0,
		status: 'New' as const,
		toApplyId: '',
		paymentId: '',
		creditMemoId: '',
		refundId: '',
		cashSaleId: '',
		posted: null,
		allocation: '',
		kinds: '',
		applied: 0,
		rest: 0,
		short: 0,
		writtenOff: 0,
		errorCode: '',
		errorMessage: '',
		...facts,
	};
}

/** As a dry run has it before Settlement Add has recorded anything. */
export function plannedTransaction(facts: Partial<PlannedTransaction> = {}): PlannedTransaction {
	return {
		...transaction(),
		recordId: null,
		settlementRecordId: null,
		figures: noFigures(),
		...facts,
	};
}

/** The code of what a call throws, or what it returns. */
export function codeOr<Value>(call: () => Value): Value | string {
	try {
		return call();
	} catch (error) {
		return (error as { code?: string }).code ?? String(error);
	}
}
