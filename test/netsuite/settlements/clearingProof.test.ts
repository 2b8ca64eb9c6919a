// The proof on clearing with the figures of a settlement worked out by hand: orders 1,264.58 less refunds 108.50, of
// which payments of 1,142.09 less refunds of 92.50 are posted, 106.49 are not, deposit 653.03.
import type { JournalTerms } from '../../../nodes/shared/netsuite/records/journalTerms';
import { readTerms, writeTerms } from '../../../nodes/shared/netsuite/records/journalTerms';
import type {
	ClearingSources,
	LedgerEntry,
} from '../../../nodes/shared/netsuite/settlements/clearingProof';
import {
	clearingWords,
	proveClearing,
} from '../../../nodes/shared/netsuite/settlements/clearingProof';

const CLEARING = '50';
const NOT_POSTED = '60';

const PLAIN: JournalTerms = {
	clearingId: CLEARING,
	notPosted: 'onClearing',
	notPostedId: '',
	deposit: 'inEntry',
};
const PARKED: JournalTerms = { ...PLAIN, notPosted: 'parked', notPostedId: NOT_POSTED };
const BANK_FEED: JournalTerms = { ...PLAIN, deposit: 'bankFeed' };

let last = 0;
function entry(byAccount: Record<string, number>, changes: Partial<LedgerEntry> = {}): LedgerEntry {
	last += 1;
	return {
		internalId: String(last),
		number: `JE${last}`,
		currency: 'USD',
		isPosting: true,
		reversalId: '',
		byAccount: new Map(Object.entries(byAccount)),
		...changes,
	};
}

function proofOf({
	entries = [],
	documents = 104_959,
	...changes
}: Partial<ClearingSources> & { entries?: LedgerEntry[]; documents?: number }) {
	const proof = proveClearing({
		ledger: { documents: new Map([[CLEARING, documents]]), entries },
		terms: PLAIN,
		currency: 'USD',
		deposit: 65_303,
		transactionAmount: 115_608,
		notPosted: 10_649,
		booked: 0,
		memosTaken: 0,
		...changes,
	});
	return { ...proof, words: clearingWords(proof, 'USD') };
}

test('the usual journal: what is not posted is missing', () => {
	expect(proofOf({ entries: [entry({ [CLEARING]: -115_608 })] })).toMatchObject({
		state: 'posted',
		balance: -10_649,
		expected: -10_649,
		difference: 0,
		isJudged: true,
		words:
			'The journal is in the books: expected -106.49 USD (what is not posted -106.49 USD), clearing is at -106.49 USD',
	});
});

test('all posted: nothing is left', () => {
	const entries = [entry({ [CLEARING]: -115_608 })];
	expect(proofOf({ entries, documents: 115_608, notPosted: 0 })).toMatchObject({
		balance: 0,
		terms: [],
		expected: 0,
		difference: 0,
		words: 'The journal is in the books: expected 0.00 USD, clearing is at 0.00 USD',
	});
});

describe('what is not posted on its own account', () => {
	const first = entry({ [CLEARING]: -104_959, [NOT_POSTED]: -10_649 });
	const adjusting = entry({ [CLEARING]: -2700, [NOT_POSTED]: 2700 });
	const late = { documents: 107_659, notPosted: 7949 };

	test.each([
		['nothing is left', [first], {}, 0],
		['paid since, until the adjusting entry', [first], late, 2700],
		['paid since and adjusted', [first, adjusting], late, 0],
	])('%s', (_, entries, changes, expected) => {
		expect(proofOf({ entries, terms: PARKED, ...changes })).toMatchObject({
			balance: expected,
			expected,
			difference: 0,
			isJudged: true,
		});
	});
});

test('the deposit left to the bank feed: it stands there too', () => {
	const entries = [entry({ [CLEARING]: -50_305 })];
	expect(proofOf({ entries, terms: BANK_FEED })).toMatchObject({
		balance: 54_654,
		expected: 54_654,
		difference: 0,
		terms: [
			{ name: 'depositOfBankFeed', amount: 65_303 },
			{ name: 'notPosted', amount: -10_649 },
		],
	});
});

test('a negative settlement leaves nothing to the bank feed', () => {
	const entries = [entry({ [CLEARING]: -2000 })];
	const changes = { deposit: -6231, transactionAmount: 2000, notPosted: 0, documents: 2000 };
	expect(proofOf({ entries, terms: BANK_FEED, ...changes })).toMatchObject({
		balance: 0,
		expected: 0,
		difference: 0,
	});
});

test('waiting for approval: the documents alone', () => {
	const entries = [entry({ [CLEARING]: -115_608 }, { isPosting: false })];
	expect(proofOf({ entries })).toMatchObject({
		state: 'awaitingApproval',
		balance: 104_959,
		expected: 104_959,
		isJudged: true,
		words:
			'The journal waits for approval, so clearing holds the documents alone: expected 1049.59 USD (orders less refunds 1156.08 USD, what is not posted -106.49 USD), clearing is at 1049.59 USD',
	});
});

test('a part waits for approval: nothing is judged', () => {
	const part = entry({ [CLEARING]: -50_000 });
	const entries = [part, entry({ [CLEARING]: -65_608 }, { isPosting: false })];
	expect(proofOf({ entries })).toMatchObject({ state: 'partlyApproved', isJudged: false });
});

test('no journal: the documents, which no journal has to explain', () => {
	expect(proofOf({ terms: null })).toMatchObject({
		state: 'none',
		accountIds: [CLEARING],
		balance: 104_959,
		expected: 104_959,
		isJudged: false,
	});
});

test('a reversed entry counts with what reverses it', () => {
	const reversal = entry({ [CLEARING]: 115_608 });
	const reversed = entry({ [CLEARING]: -115_608 }, { reversalId: reversal.internalId });
	expect(proofOf({ entries: [reversed, reversal] })).toMatchObject({
		state: 'none',
		journals: [],
		balance: 104_959,
		expected: 104_959,
	});
	const again = entry({ [CLEARING]: -115_608 });
	expect(proofOf({ entries: [reversed, reversal, again] })).toMatchObject({
		state: 'posted',
		journals: [again],
		balance: -10_649,
		difference: 0,
	});
});

test('a credit memo that an open invoice took is a term of its own', () => {
	const entries = [entry({ [CLEARING]: -115_608 })];
	// All is posted, but of the refunds 16.00 are credited on an open invoice, so that they moved no money.
	const changes = { documents: 117_208, notPosted: -1600, memosTaken: 1600 };
	expect(proofOf({ entries, ...changes })).toMatchObject({
		terms: [{ name: 'memosTaken', amount: 1600 }],
		expected: 1600,
		balance: 1600,
		difference: 0,
	});
});

describe('what is wrong differs', () => {
	const usual = () => [entry({ [CLEARING]: -115_608 })];

	test.each([
		['an entry edited by hand', { entries: [entry({ [CLEARING]: -115_508 })] }, 100],
		['two entries', { entries: [...usual(), ...usual()] }, -115_608],
		['a payment changed', { entries: usual(), documents: 104_958 }, -1],
		[
			'an entry with the deposit that was left to the bank feed',
			{ entries: usual(), terms: BANK_FEED },
			-65_303,
		],
	])('%s', (_, sources, difference) => {
		expect(proofOf(sources)).toMatchObject({ isJudged: true, difference });
	});

	test('documents on another account than the journal', () => {
		const ledger = { documents: new Map([['51', 104_959]]), entries: usual() };
		expect(proofOf({ ledger })).toMatchObject({ isJudged: true, difference: -104_959 });
	});

	test('an entry in another currency: the balance is not known', () => {
		const entries = [entry({ [CLEARING]: -115_608 }, { currency: 'EUR', number: 'JE77' })];
		const proof = proofOf({ entries });
		expect(proof).toMatchObject({ foreign: ['JE77'], isJudged: false });
		expect(proof.words).toContain('Journal JE77 of the settlement is not in USD');
	});
});

test('terms are read as they were written; what is damaged is none', () => {
	expect(readTerms(writeTerms(PARKED))).toEqual(PARKED);
	expect(['', '{', '{"clearingId":"50"}', '[]'].map(readTerms)).toEqual([null, null, null, null]);
});
