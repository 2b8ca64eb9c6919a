// A refusal that concerns a whole settlement, reported once as a disagreement that stands: whoever started the run
// has to know that it did not do its work.
import type { Disagreement, DisagreementCode } from '../records/disagreement';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { PostingResult } from './postingResult';

/** The result, with the refusal that its message has. */
export function reportedRefusal(
	{ settlementId, orderId, recordId }: SettlementTransaction,
	result: PostingResult,
	code: DisagreementCode,
	message: string,
): PostingResult {
	const reported: Disagreement = {
		code,
		settlementId,
		orderId,
		recordId: recordId ?? '',
		documentId: '',
		message,
		state: 'stands',
	};
	return { ...result, mended: [...(result.mended ?? []), reported] };
}
