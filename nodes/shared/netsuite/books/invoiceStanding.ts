// Why an invoice takes no money though nothing paid it: it waits for approval, was rejected, does not post, or NetSuite
// does not show what is open on it. Pure, except for the one query about those that look wrong.
import type { NetSuiteClient } from '../api/client';
import type { ErrorCode } from '../api/netSuiteError';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';

export interface Unfit {
	code: ErrorCode;
	reason: string;
	remedy: string;
}

/** Oracle's status letters of invoices: D is Pending Approval, E is Rejected, B is Paid In Full. */
const UNAPPROVED: Record<string, Pick<Unfit, 'code' | 'remedy'> & { what: string }> = {
	D: {
		code: 'INVOICE_NOT_APPROVED',
		what: 'waits for approval',
		remedy: 'Approve the invoice in NetSuite and run again; the transaction waits until then',
	},
	E: {
		code: 'INVOICE_REJECTED',
		what: 'was rejected by its approver',
		remedy:
			'Correct the invoice in NetSuite and have it approved, or bill the order anew, then run again',
	},
};

const PAID = 'B';

const nameOf = ({ tranid, id }: Row) => `Invoice ${tranid ?? id}`;

const isInvoice = ({ type, voided }: Row) => type === 'CustInvc' && voided !== 'T';

/** It has a total, is not called paid, and shows nothing open. */
export function isDoubtful(row: Row): boolean {
	const isOver = Number(row.total ?? NaN) !== 0;
	return isInvoice(row) && row.status !== PAID && isOver && !(Number(row.unpaid ?? NaN) > 0);
}

/**
 * The ids of those that do not post. Accounts where the column cannot be asked for only lose the better name of
 * the problem.
 */
export async function findNotPosting(
	client: NetSuiteClient,
	rows: Row[],
): Promise<ReadonlySet<string>> {
	const ids = rows
		.filter((row) => isDoubtful(row) && UNAPPROVED[row.status ?? ''] === undefined)
		.map((row) => required(row, 'id'));
	try {
		const found = await queryByKeys(
			client,
			`SELECT t.id AS id FROM transaction t WHERE t.posting = 'F' AND t.id IN (:keys) ORDER BY t.id`,
			ids,
			'find invoices that do not post',
		);
		return new Set(found.map((row) => required(row, 'id')));
	} catch (error) {
		if (error instanceof NetSuiteError && !error.isFatal) {
			return new Set();
		}
		throw error as Error;
	}
}

/** Null for one that can be paid, or was. */
export function unfitness(row: Row, notPosting: ReadonlySet<string>): Unfit | null {
	const unapproved = isInvoice(row) ? UNAPPROVED[row.status ?? ''] : undefined;
	if (unapproved !== undefined) {
		const { code, what, remedy } = unapproved;
		return { code, reason: `${nameOf(row)} ${what}, so it cannot be paid yet`, remedy };
	}
	if (notPosting.has(row.id ?? '')) {
		return {
			code: 'INVOICE_NOT_POSTING',
			reason: `${nameOf(row)} does not post to the books, so it cannot be paid`,
			remedy:
				'Open the invoice in NetSuite and see what keeps it from posting (an approval, a workflow), then run again',
		};
	}
	return isInvoice(row) && row.unpaid === undefined ? openUnknown(nameOf(row)) : null;
}

export function openUnknown(name: string): Unfit {
	return {
		code: 'INVOICE_OPEN_UNKNOWN',
		reason: `NetSuite does not show what is open on ${name.replace(/^Invoice/, 'invoice')}, nor what paid it`,
		remedy:
			'Open the invoice in NetSuite: it may wait for approval, or the role of the login may not see its amounts or what was applied to it; book nothing by hand before that is clear, then run again',
	};
}
