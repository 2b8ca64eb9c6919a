// The auditor's look at voided documents: over nothing, applied to nothing, nobody's payment. What a voided
// payment of ours still does is hold its external id: until somebody changes that, its transactions wait.
import type { AuditedBooks, AuditedRecord } from './auditor';

const DOCUMENTS = ['invoice', 'cashSale', 'customerPayment', 'creditMemo', 'customerRefund'];
const OURS = /^amz-pmt-/i;

export interface AuditedVoids {
	findings: string[];
	/** A voided payment stands in the way of another one for this transaction's record. */
	isHeldUp(record: AuditedRecord): boolean;
}

/** Names of the transactions that a payment for many lists, in lower case. */
function listed(payment: AuditedRecord): string[] {
	const text = String(payment.custbody_amzstl_transactions ?? '').trim();
	return text === '' ? [] : text.split(/\s+/).map((word) => word.split(':')[0].toLowerCase());
}

export function auditVoids(
	books: AuditedBooks,
	settlementId: string,
	recorded: AuditedRecord[],
	minor: (value: unknown) => number,
): AuditedVoids {
	const voided = DOCUMENTS.flatMap((type) => books.records(type)).filter((one) => one.voided);
	const findings: string[] = [];
	for (const one of voided) {
		const lines = (one.apply ?? []) as unknown[];
		if (minor(one.total) !== 0 || minor(one.open) !== 0 || lines.length > 0) {
			findings.push(`${one.externalId} is voided and over ${String(one.total)}`);
		}
		const believers = recorded.filter(
			(record) =>
				record.custrecord_amzstl_t_payment === one.id &&
				record.labels.custrecord_amzstl_t_status !== 'Unapplied',
		);
		findings.push(
			...believers.map(({ externalId }) => `${externalId} counts a voided payment as its own`),
		);
	}
	const ours = voided.filter(({ externalId }) => OURS.test(externalId));
	return {
		findings,
		isHeldUp: ({ id, externalId }) =>
			ours.some(
				(one) =>
					one.custbody_amzstl_transaction === id ||
					listed(one).some(
						(name) => `amz-txn-${settlementId}-${name}` === externalId.toLowerCase(),
					),
			),
	};
}
