// Which kinds of documents earlier runs, or earlier batches of a loop, have read back: those that were right, by
// settlement, and those whose first document is still wrong. All of it stands on the records in NetSuite.
import { isRefund } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import type { NetSuiteError } from '../api/netSuiteError';
import { query, queryByKeys } from '../api/suiteql';
import type { BookedDocument } from '../books/bookedDocuments';
import { readBooked } from '../books/bookedDocuments';
import { readInvoicePlaces } from '../books/invoicePlaces';
import { readOpen } from '../books/openBalances';
import { toMinor } from '../records/amount';
import type { DocumentId, RecordId } from '../records/ids';
import { transactionRecord } from '../records/schema';
import type {
	RecordedTransaction,
	SettlementTransaction,
	StatusIds,
} from '../records/settlementTransaction';
import {
	isRecorded,
	recordedTransactions,
	SELECT_TRANSACTIONS,
} from '../records/settlementTransaction';
import type { DocumentType } from './documentKinds';
import { readKinds } from './documentKinds';
import type { Difference, Expected } from './firstOfKind';
import { differenceOf } from './firstOfKind';
import { settledAt } from './invoicePlace';
import type { PlaceSettings } from './marketplaceSettings';
import { settingsFor } from './marketplaceSettings';
import { documentDiffers } from './notApplied';
import type { WithOwn } from './ownSettings';
import { settingsOf } from './ownSettings';

export interface WrongFirst {
	transaction: RecordedTransaction;
	documentId: DocumentId;
	error: NetSuiteError;
}

export interface KindsBefore {
	/** `<settlement record id> <kind>`. */
	proven: ReadonlySet<string>;
	/** By kind, whatever the settlement. */
	wrong: ReadonlyMap<string, WrongFirst>;
	/** The same, by the record id of its transaction. */
	wrongOf: ReadonlyMap<RecordId, WrongFirst>;
}

const { type: recordType, fields } = transactionRecord;

/** What a document of this type should be by today's settings, whatever it is over. */
export function expectedBySettings(
	transaction: SettlementTransaction,
	type: DocumentType,
	settings: PlaceSettings & WithOwn,
): Omit<Expected, 'applied' | 'total'> {
	const { marketplaceName, currency } = transaction;
	const place = settingsFor(marketplaceName, settingsOf(settings, transaction));
	const accounts = {
		CustPymt: place.paymentAccountId,
		CustRfnd: place.refundAccountId,
		CustCred: '',
	};
	return {
		type,
		currency,
		customerId: '',
		accountId: accounts[type],
		receivableAccountId: type === 'CustRfnd' ? '' : place.receivableAccountId,
		subsidiaryId: place.segments.subsidiary?.id ?? '',
	};
}

/** Two queries, and one request for each document that was wrong. */
export async function findKindsBefore(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: SettlementTransaction[],
	settings: PlaceSettings,
): Promise<KindsBefore> {
	if (transactions.length === 0) {
		return { proven: new Set(), wrong: new Map(), wrongOf: new Map() };
	}
	const settlementIds = transactions.filter(isRecorded).map((one) => one.settlementRecordId);
	const [settled, unsettled] = await Promise.all([
		queryByKeys(
			client,
			`SELECT DISTINCT t.${fields.settlement} AS settlement, t.${fields.kinds} AS kinds FROM ${recordType} t
				WHERE t.${fields.kinds} IS NOT NULL
				AND t.${fields.status} IN ('${ids.Applied}', '${ids['Partially Applied']}')
				AND t.${fields.settlement} IN (:keys) ORDER BY t.${fields.settlement}, t.${fields.kinds}`,
			settlementIds,
			'look up which kinds of documents were read back',
		),
		query(
			client,
			`${SELECT_TRANSACTIONS} WHERE t.${fields.errorCode} = ? AND t.${fields.status} = '${ids.Unapplied}'
				ORDER BY t.id`,
			['DOCUMENT_DIFFERS'],
			'look up documents that were saved otherwise',
		),
	]);
	const proven = settled.flatMap(({ settlement = '', kinds = '' }) =>
		readKinds(kinds).map((kind) => `${settlement} ${kind}`),
	);
	const firsts = await stillWrong(client, recordedTransactions(unsettled, ids), settings);
	return {
		proven: new Set(proven),
		wrong: new Map(
			firsts.flatMap((first) => readKinds(first.transaction.kinds).map((kind) => [kind, first])),
		),
		wrongOf: new Map(firsts.map((first) => [first.transaction.recordId, first])),
	};
}

const NOT_APPLIED = 'it is not applied to its invoice, which has money open';

/** A document that is gone or voided is wrong no more: the next one is read back in its place. */
async function stillWrong(
	client: NetSuiteClient,
	transactions: RecordedTransaction[],
	settings: PlaceSettings,
): Promise<WrongFirst[]> {
	const idOf = ({ paymentId, creditMemoId, refundId }: SettlementTransaction) =>
		refundId || creditMemoId || paymentId;
	const documents = await readBooked(
		client,
		transactions.map(idOf).filter((id) => id !== ''),
		'read documents that were saved otherwise',
	);
	const isUnused = (transaction: SettlementTransaction) => {
		const document = documents.get(idOf(transaction));
		return document?.type === 'CustPymt' && document.unused > 0;
	};
	const open = await readOpen(
		client,
		transactions.filter(isUnused).map(({ toApplyId }) => toApplyId),
	);
	const placeOf = await readInvoicePlaces(
		client,
		transactions.map(({ toApplyId }) => toApplyId),
	);
	const differences = new Map<DocumentId, Promise<Difference>>();
	const found = await Promise.all(
		transactions.map(async (transaction): Promise<WrongFirst[]> => {
			const document = documents.get(idOf(transaction));
			if (document === undefined || document.isVoided) {
				return [];
			}
			// A payment of many stands on many records.
			const { internalId } = document;
			const asked =
				differences.get(internalId) ??
				differenceOf(
					client,
					internalId,
					nowExpected(
						transaction,
						document,
						settledAt(settings, transaction, placeOf(transaction.toApplyId)),
					),
				);
			differences.set(internalId, asked);
			const { how } = await asked;
			const left = isUnused(transaction) ? open.get(transaction.toApplyId) : undefined;
			const isNotApplied = toMinor(left, transaction.currency) > 0;
			const wrong = how === '' && isNotApplied ? NOT_APPLIED : how;
			const error = documentDiffers(document, wrong);
			return wrong === '' ? [] : [{ transaction, documentId: internalId, error }];
		}),
	);
	return found.flat();
}

function nowExpected(
	transaction: SettlementTransaction,
	document: BookedDocument,
	settings: PlaceSettings,
): Expected {
	const type = document.type as DocumentType;
	const amount = Math.abs(transaction.transactionAmount);
	const isRefundsMemo = type === 'CustCred' && isRefund(transaction.transactionType);
	const isOver = document.total > amount && document.membership === '';
	return {
		...expectedBySettings(transaction, type, settings),
		total: isRefundsMemo || isOver ? amount : document.total,
		applied: document.total - document.unused,
	};
}
