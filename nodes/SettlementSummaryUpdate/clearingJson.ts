// The proof on clearing as item JSON: decimals, and why in words.
import { toDecimal } from '../shared/netsuite/records/amount';
import type {
	ClearingProof,
	ClearingTermName,
	JournalState,
} from '../shared/netsuite/settlements/clearingProof';
import { clearingWords } from '../shared/netsuite/settlements/clearingProof';

export interface ClearingJson {
	/** Of the journal. */
	state: JournalState;
	/** Entries that count, waiting ones too. */
	journals: Array<{ internalId: string; number: string; isPosting: boolean }>;
	/** Internal ids of the clearing account; several where documents stand on several. */
	accountIds: string[];
	balance: number;
	expected: number;
	/** What the expected balance is made of. */
	terms: Array<{ name: ClearingTermName; amount: number }>;
	difference: number;
	/** False where there is nothing to expect yet: then a difference means nothing. */
	isJudged: boolean;
	explanation: string;
}

export function clearingJson(proof: ClearingProof, currency: string): ClearingJson {
	const { state, accountIds, journals, terms, isJudged } = proof;
	return {
		state,
		accountIds,
		isJudged,
		journals: journals.map(({ internalId, number, isPosting }) => {
			return { internalId, number, isPosting };
		}),
		balance: toDecimal(proof.balance, currency),
		expected: toDecimal(proof.expected, currency),
		terms: terms.map(({ name, amount }) => ({ name, amount: toDecimal(amount, currency) })),
		difference: toDecimal(proof.difference, currency),
		explanation: clearingWords(proof, currency),
	};
}
