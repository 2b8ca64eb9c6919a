// Items in and out: what the Parse node made, read back with its schema; NetSuite's records as items;
// what became of a transaction as JSON with decimals.
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import { nameSettledCurrencies } from '../netsuite/api/companyCurrency';
import { NetSuiteError } from '../netsuite/api/netSuiteError';
import type { Difference } from '../netsuite/posting/differences';
import type { PostingResult } from '../netsuite/posting/postingResult';
import { toDecimal, toMinor } from '../netsuite/records/amount';
import { transactionExternalId } from '../netsuite/records/externalId';
import type {
	PlannedTransaction,
	RecordedTransaction,
	SettlementTransaction,
	StatusIds,
} from '../netsuite/records/settlementTransaction';
import { findByExternalIds } from '../netsuite/records/settlementTransaction';
import { LABEL_UNDECIDED, undecidedSentence } from '../netsuite/records/undecidedLabels';
import type { TransactionItem } from '../settlement/items/transactionItem';
import { transactionItemSchema } from '../settlement/items/transactionItem';
import type { Figures } from '../settlement/labels/figures';
import { FIGURES } from '../settlement/labels/figures';
import type { Minor } from '../settlement/values/money';

/** One settlement transaction per item, or an error that names the item and the key. */
export function readTransactions(node: INode, items: INodeExecutionData[]): TransactionItem[] {
	return items.map((item, itemIndex) => {
		const read = transactionItemSchema.safeParse(item.json);
		if (!read.success) {
			const [issue] = read.error.issues;
			throw new NodeOperationError(
				node,
				`Item ${itemIndex} is not a settlement transaction: '${issue.path.join('.')}' ${issue.message}`,
				{
					itemIndex,
					description:
						"Connect the Transactions output of Amazon Settlement Parse, or set 'Source' to NetSuite",
				},
			);
		}
		return read.data;
	});
}

/** NetSuite refused its record in NetSuite Settlement Add: it waits for a later run, the others go on. */
export function isRefusedRecord({ json }: INodeExecutionData): boolean {
	const added = json.settlementAdd as IDataObject | undefined;
	return added?.outcome === 'failed';
}

const day = (isoDate: string) => isoDate.slice(0, 10);

function figuresOf({ amounts, currency }: TransactionItem): Figures<Minor> {
	const figures = FIGURES.map((figure) => [figure, toMinor(amounts[figure], currency)]);
	return Object.fromEntries(figures) as Figures<Minor>;
}

function waitingOf(
	item: TransactionItem,
): Pick<SettlementTransaction, 'errorCode' | 'errorMessage'> {
	const errorMessage = undecidedSentence(item);
	return { errorCode: errorMessage === '' ? '' : LABEL_UNDECIDED, errorMessage };
}

/** A transaction that NetSuite does not hold yet: in a dry run the plan is made from the item. */
function planned(item: TransactionItem): PlannedTransaction {
	const { currency, settlement } = item;
	return {
		recordId: null,
		settlementRecordId: null,
		externalId: transactionExternalId('TXN', item),
		settlementId: item.settlementId,
		account: settlement.account,
		transactionKey: item.transactionKey,
		transactionType: item.transactionType,
		orderId: item.orderId,
		merchantOrderId: item.merchantOrderId,
		shipmentId: item.shipmentId,
		adjustmentId: item.adjustmentId,
		marketplaceName: item.marketplaceName,
		fulfillment: item.fulfillment,
		postedDate: day(item.postedDate),
		depositDate: day(settlement.depositDate),
		endDate: day(settlement.endDate),
		currency,
		transactionAmount: toMinor(item.transactionAmount, currency),
		netAmount: toMinor(item.netAmount, currency),
		figures: figuresOf(item),
		status: 'New',
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
		...waitingOf(item),
	};
}

/**
 * The records behind the items, in order. What is not recorded may only be planned: posting it would
 * leave money in NetSuite that no settlement transaction knows.
 */
export async function recordsOf(
	client: NetSuiteClient,
	ids: StatusIds,
	items: TransactionItem[],
	isDryRun: boolean,
): Promise<SettlementTransaction[]> {
	nameSettledCurrencies(
		client,
		items.map(({ currency }) => currency),
	);
	const externalIds = items.map((item) => transactionExternalId('TXN', item));
	const found = await findByExternalIds(client, ids, externalIds);
	const missing = items.filter((_, index) => !found.has(externalIds[index]));
	if (missing.length > 0 && !isDryRun) {
		throw new NetSuiteError(
			'TRANSACTION_NOT_RECORDED',
			`${missing.length} of ${items.length} transactions are not in NetSuite, the first for order ${missing[0].orderId || '(none)'} of settlement ${missing[0].settlementId}`,
			'Run NetSuite Settlement Add (not as a dry run) before this node',
		);
	}
	// One object for each external id: an item that came in twice is the same transaction.
	const records = new Map<string, SettlementTransaction>([
		...missing.map((item) => [transactionExternalId('TXN', item), planned(item)] as const),
		...found,
	]);
	for (const [index, { lines, transactionAmount, currency }] of items.entries()) {
		const record = records.get(externalIds[index]);
		// Lines that a better catalogue reads otherwise are not those the recorded amount was made of.
		if (record !== undefined && record.transactionAmount === toMinor(transactionAmount, currency)) {
			record.lines = lines;
		}
	}
	return externalIds.flatMap((externalId) => records.get(externalId) ?? []);
}

/** A record as item JSON: the same keys as from the Parse node, without lines and header. */
export function recordedJson(transaction: RecordedTransaction): IDataObject {
	const { currency } = transaction;
	return {
		...transaction,
		transactionAmount: toDecimal(transaction.transactionAmount, currency),
		netAmount: toDecimal(transaction.netAmount, currency),
		posted: transaction.posted === null ? null : toDecimal(transaction.posted, currency),
		applied: toDecimal(transaction.applied, currency),
		rest: toDecimal(transaction.rest, currency),
		short: toDecimal(transaction.short, currency),
		writtenOff: toDecimal(transaction.writtenOff, currency),
	};
}

/** What a dry run plans is laid over what the record says. */
function stateJson(transaction: SettlementTransaction): IDataObject {
	const { status, posted, applied, short, writtenOff, currency } = transaction;
	return {
		status,
		posted: posted === null ? null : toDecimal(posted, currency),
		applied: toDecimal(applied, currency),
		short: toDecimal(short, currency),
		writtenOff: toDecimal(writtenOff, currency),
	};
}

function differenceJson({ amount, parts }: Difference, currency: string): IDataObject {
	return {
		amount: toDecimal(amount, currency),
		parts: parts.map((part) => ({
			what: part.what,
			amazon: toDecimal(part.amazon, currency),
			invoice: toDecimal(part.invoice, currency),
			amount: toDecimal(part.amount, currency),
		})),
	};
}

export function postingJson(
	transaction: SettlementTransaction,
	result: PostingResult,
	isDryRun: boolean,
): IDataObject {
	const { currency } = transaction;
	const { posted, allocation, applied, rest, short, writtenOff, ...others } = result;
	const { invoices, creditedOnInvoice, difference, mended, kinds, ...texts } = others;
	return {
		...texts,
		// Kept on the record, for the proof alone.
		bookedAccount: undefined,
		isDryRun,
		recordId: transaction.recordId ?? '',
		invoices: invoices.map((invoice) => ({ ...invoice })),
		posted: posted === null ? null : toDecimal(posted, currency),
		allocation: allocation.map(({ invoiceId, amount }) => ({
			invoiceId,
			amount: toDecimal(amount, currency),
		})),
		applied: toDecimal(applied, currency),
		rest: toDecimal(rest, currency),
		short: toDecimal(short, currency),
		writtenOff: toDecimal(writtenOff, currency),
		...(isDryRun && transaction.recordId !== null ? { was: stateJson(transaction) } : {}),
		...(creditedOnInvoice === undefined
			? {}
			: { creditedOnInvoice: toDecimal(creditedOnInvoice, currency) }),
		...(kinds === undefined ? {} : { kinds: [...kinds] }),
		...(mended === undefined ? {} : { mended: mended.map((one) => ({ ...one })) }),
		...(difference === undefined ? {} : { difference: differenceJson(difference, currency) }),
	};
}
