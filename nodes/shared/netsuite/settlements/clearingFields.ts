// What the summary record shows of the journal and of the clearing account after a run.
import { toDecimal } from '../records/amount';
import { settlementRecord } from '../records/schema';
import type { ClearingProof } from './clearingProof';
import { JOURNAL_STATES } from './clearingProof';

const { fields } = settlementRecord;

const IDS_MAX = 4_000;

/** Emptied where nobody looked: what stood there before is not known to be true any more. */
export function clearingBody(
	clearing: ClearingProof | null,
	currency: string,
): Record<string, string | number | null> {
	if (clearing === null) {
		const written = ['journals', 'journalStatus', 'clearing', 'clearingExpected'] as const;
		return Object.fromEntries(written.map((name) => [fields[name], null]));
	}
	const ids = clearing.journals.map(({ internalId }) => internalId).join(', ');
	return {
		[fields.journals]: ids === '' ? null : ids.slice(0, IDS_MAX),
		[fields.journalStatus]: JOURNAL_STATES[clearing.state],
		[fields.clearing]: toDecimal(clearing.balance, currency),
		[fields.clearingExpected]: toDecimal(clearing.expected, currency),
	};
}
