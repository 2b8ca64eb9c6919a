// Ids by what they name, kept apart by the compiler: each line below it must refuse, or the type check fails.
import type { Linked } from '../../../nodes/shared/netsuite/books/earlierPayments';
import type {
	DocumentId,
	RecordId,
	SettlementId,
	SummaryId,
} from '../../../nodes/shared/netsuite/records/ids';
import { transaction } from '../../support/orderFacts';

const documentId: DocumentId = '9';
const summaryId: SummaryId = '9';
const settlementId: SettlementId = '9';

test('an id of one thing is not looked up as that of another', () => {
	const linked: Linked['linked'] = new Map([['9', []]]);
	const found = [
		// @ts-expect-error -- Payments are found by the record they settle, not by their own id.
		linked.get(documentId),
		// @ts-expect-error -- Nor by the summary of that record.
		linked.get(summaryId),
		// @ts-expect-error -- Nor by Amazon's number of the settlement.
		linked.get(settlementId),
	];
	// All of them are the same text: without the types nothing would have noticed.
	expect(found).toEqual([[], [], []]);
	const { recordId }: { recordId: RecordId } = transaction({ recordId: '9' });
	expect(linked.get(recordId)).toEqual([]);
});
