// Short payments that earlier runs told and that this run paid on: the rest of the invoice is now told by the
// last transaction that paid it, so the earlier ones tell nothing any more. An amount fills its invoices one
// after the other, so a transaction with a rest on its first invoice has paid no other.
import type { NetSuiteClient } from '../../api/client';
import { patchMany } from '../../api/patchMany';
import { queryByKeys, required } from '../../api/suiteql';
import type { PostingJob } from '../../posting/postingJobs';
import { invoicesOf } from '../../posting/postingJobs';
import type { PostingResult } from '../../posting/postingResult';
import type { DocumentId } from '../../records/ids';
import { transactionRecord } from '../../records/schema';
import type { SettlementTransaction } from '../../records/settlementTransaction';

const { type, fields } = transactionRecord;

/** Internal ids of invoices that somebody paid on before this run; the jobs as they were looked up. */
export function paidOnBefore(jobs: PostingJob[]): Set<string> {
	return new Set(
		jobs
			.flatMap(invoicesOf)
			.filter(({ open, total }) => open < total)
			.map(({ internalId }) => internalId),
	);
}

/** The invoices of `before` that a transaction paid on. */
export function paidAgain({ applied, invoices }: PostingResult, before: Set<string>): string[] {
	const ids = invoices.map(({ internalId }) => internalId).filter((id) => before.has(id));
	return applied > 0 ? ids : [];
}

/** Rejects when an earlier record keeps a rest that is no longer its own. May be repeated. */
export async function clearEarlierShorts(
	client: NetSuiteClient,
	invoiceIds: DocumentId[],
	ofThisRun: SettlementTransaction[],
): Promise<void> {
	const find = async () => {
		const rows = await queryByKeys(
			client,
			`SELECT t.id AS id FROM ${type} t WHERE t.${fields.short} > 0
				AND t.${fields.toApply} IN (:keys) ORDER BY t.id`,
			invoiceIds,
			'look up short payments told before',
		);
		const own = new Set(ofThisRun.map(({ recordId }) => recordId));
		return rows.map((row) => required(row, 'id')).filter((id) => !own.has(id));
	};
	const earlier = await find();
	const errors = await patchMany(client, {
		recordType: type,
		records: earlier.map((id) => ({ id, body: { [fields.short]: 0 } })),
		doing: 'correct the short payment of an earlier transaction',
		written: async () => {
			const left = new Set(await find());
			return new Set(earlier.filter((id) => !left.has(id)));
		},
	});
	const [error] = errors.values();
	if (error !== undefined) {
		throw error;
	}
}
