// What the books hold of documents whose ids are known: totals, what of each is applied to what, where its
// money lies and whether it posts at all. Statuses of settlement transactions come from here, not from what
// was sent: NetSuite may save a payment and apply less of it, or nothing.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { isRefusal } from '../api/refusedPieces';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import type { Allocation } from '../records/allocation';
import { toMinor } from '../records/amount';
import type { DocumentId, RecordId } from '../records/ids';
import { linkFields } from '../records/schema';

export interface BookedDocument {
	internalId: DocumentId;
	externalId: string;
	/** As people call it, such as `PYMT77`. */
	number: string;
	/** As SuiteQL spells it: CustPymt, CustCred, CustRfnd, CashSale. */
	type: string;
	isVoided: boolean;
	/** False while it waits for an approval or is on hold: then no account has moved. */
	isPosting: boolean;
	/** ISO code. */
	currency: string;
	customerId: string;
	/** Of its main line: the bank or clearing account, of a credit memo the receivables; '' where not shown. */
	accountId: string;
	/** Minor units, positive. */
	total: Minor;
	/** Neither applied nor refunded. */
	unused: Minor;
	/** Internal id of the settlement transaction that its link field names. */
	transactionRecordId: RecordId;
	/** See membership.ts. */
	membership: string;
	/** What it is applied to: invoices; for a refund its credit memo. */
	allocation: Allocation[];
}

/** `isWhole`: with whether it posts, and its account, which the SuiteQL of an account may not know. */
const sqlOf = (
	isWhole: boolean,
) => `SELECT DISTINCT d.id AS id, d.externalid AS externalid, d.tranid AS tranid, d.type AS type,
	d.voided AS voided, ${isWhole ? 'd.posting AS posting, m.expenseaccount AS account,' : ''} d.foreigntotal AS total,
	d.foreignpaymentamountunused AS unused, d.entity AS entity, c.symbol AS symbol,
	d.${linkFields.transaction} AS linked, d.${linkFields.transactions} AS membership,
	l.previousdoc AS applied_to, l.previousline AS applied_line, l.foreignamount AS applied
	FROM transaction d JOIN currency c ON c.id = d.currency
	${isWhole ? "LEFT JOIN transactionline m ON m.transaction = d.id AND m.mainline = 'T'" : ''}
	LEFT JOIN NextTransactionLineLink l ON l.nextdoc = d.id AND l.linktype = 'Payment'
	WHERE d.id IN (:keys) ORDER BY d.id, l.previousdoc, l.previousline`;

function documentOf(row: Row): BookedDocument {
	const currency = (row.symbol ?? '').toUpperCase();
	return {
		internalId: required(row, 'id'),
		externalId: row.externalid ?? '',
		number: row.tranid ?? '',
		type: required(row, 'type'),
		isVoided: row.voided === 'T',
		isPosting: row.posting !== 'F',
		currency,
		customerId: row.entity ?? '',
		accountId: row.account ?? '',
		total: Math.abs(toMinor(row.total, currency)),
		unused: Math.abs(toMinor(row.unused, currency)),
		transactionRecordId: row.linked ?? '',
		membership: row.membership ?? '',
		allocation: [],
	};
}

/**
 * By internal id; those that do not exist, or that the role may not see, are missing. Where NetSuite refuses to say
 * whether they post and where the money lies, the other facts alone: Settlement Summary Update then says so.
 */
export async function readBooked(
	client: NetSuiteClient,
	internalIds: Iterable<string>,
	doing: string,
): Promise<Map<string, BookedDocument>> {
	const ids = [...internalIds];
	const rows = await queryByKeys(client, sqlOf(true), ids, doing).catch(async (error: unknown) => {
		if (!isRefusal(error)) {
			throw error as Error;
		}
		return await queryByKeys(client, sqlOf(false), ids, doing);
	});
	const found = new Map<string, BookedDocument>();
	for (const row of rows) {
		const id = required(row, 'id');
		const document = found.get(id) ?? documentOf(row);
		found.set(id, document);
		const invoiceId = row.applied_to ?? '';
		if (invoiceId !== '') {
			const amount = Math.abs(toMinor(row.applied, document.currency));
			const same = document.allocation.find((one) => one.invoiceId === invoiceId);
			if (same === undefined) {
				document.allocation.push({ invoiceId, amount });
			} else {
				same.amount += amount;
			}
		}
	}
	return found;
}

export const nameOf = ({ number, internalId }: Pick<BookedDocument, 'number' | 'internalId'>) =>
	number || internalId;
