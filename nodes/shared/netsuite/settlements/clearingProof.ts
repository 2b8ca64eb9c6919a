// The proof on clearing: what a settlement has left on its clearing account, from the ledger, beside what it should
// have left, from the report and the records. Pure. What is expected depends on the state of the journal and is made
// of named terms, so that a balance that is not zero is explained and one that is not explained has a name.
import type { Minor } from '../../settlement/values/money';
import type { JournalTerms } from '../records/journalTerms';
import { shown } from './disagreeing';

export interface LedgerEntry {
	internalId: string;
	/** As people call it, such as `JE77`. */
	number: string;
	currency: string;
	/** False while it waits for approval. */
	isPosting: boolean;
	/** Internal id of the entry that takes it back, '' for none. */
	reversalId: string;
	/** By internal id of the account, debit positive. */
	byAccount: ReadonlyMap<string, Minor>;
}

export interface Ledger {
	/** What payments, cash sales and refunds moved, by internal id of the account, debit positive. */
	documents: ReadonlyMap<string, Minor>;
	/** Journals and deposits, with what reverses them. */
	entries: readonly LedgerEntry[];
}

export interface ClearingSources {
	ledger: Ledger;
	/** null where nobody recorded them: then the usual ones. */
	terms: JournalTerms | null;
	currency: string;
	/** Of the report; null when it declares none. */
	deposit: Minor | null;
	/** Orders less refunds of the report. */
	transactionAmount: Minor;
	/** Of orders and refunds, as their records say, memos that invoices took among it. */
	notPosted: Minor;
	/** Of orders and refunds, what a person booked to an account. */
	booked: Minor;
	/** Of refunds, what their credit memos took off open invoices: no money moved. */
	memosTaken: Minor;
}

export type JournalState =
	| 'none'
	| 'awaitingApproval'
	/** Some entries are in the books, some wait. */
	| 'partlyApproved'
	| 'posted';

export type ClearingTermName =
	| 'ordersAndRefunds'
	| 'depositOfBankFeed'
	| 'parked'
	| 'notPosted'
	| 'booked'
	| 'memosTaken';

export interface ClearingTerm {
	name: ClearingTermName;
	amount: Minor;
}

export interface ClearingProof {
	state: JournalState;
	/** Internal ids. */
	accountIds: string[];
	/** Entries that count, waiting ones too; none that was reversed. */
	journals: LedgerEntry[];
	balance: Minor;
	/** What the expected balance is made of; no term is 0. */
	terms: ClearingTerm[];
	expected: Minor;
	difference: Minor;
	/** False where nothing can be expected yet, or there is no journal to judge. */
	isJudged: boolean;
	/** Numbers of entries in another currency: the balance is not whole. */
	foreign: string[];
}

export function proveClearing(sources: ClearingSources): ClearingProof {
	const { ledger, currency } = sources;
	const isForeign = (entry: LedgerEntry) => entry.currency !== currency;
	const foreign = ledger.entries.filter(isForeign).map((entry) => entry.number || entry.internalId);
	const own = ledger.entries.filter((entry) => !isForeign(entry));
	const inBooks = own.filter(({ isPosting }) => isPosting);
	const journals = withoutReversed(own);
	const state = stateOf(journals);
	const accountIds = accountsOf(sources);
	const terms = termsOf(sources, state, onAccounts(inBooks, [sources.terms?.notPostedId ?? '']));
	const balance =
		accountIds.reduce((sum, id) => sum + (ledger.documents.get(id) ?? 0), 0) +
		onAccounts(inBooks, accountIds);
	const expected = terms.reduce((sum, { amount }) => sum + amount, 0);
	const isKnown = accountIds.length > 0 && foreign.length === 0;
	const isJudged = isKnown && (state === 'posted' || state === 'awaitingApproval');
	const difference = balance - expected;
	return { state, accountIds, journals, balance, terms, expected, difference, isJudged, foreign };
}

/** The accounts recorded with the journal, or those the documents moved. */
function accountsOf({ terms, ledger }: ClearingSources): string[] {
	const recorded = terms?.clearingId ?? '';
	const moved = [...ledger.documents].filter(([, amount]) => amount !== 0).map(([id]) => id);
	return recorded === '' ? moved : [recorded, ...(terms?.moreClearingIds ?? [])];
}

function withoutReversed(entries: readonly LedgerEntry[]): LedgerEntry[] {
	const ids = new Set(entries.map(({ internalId }) => internalId));
	const pairs = entries.filter(({ reversalId }) => ids.has(reversalId));
	const gone = new Set(pairs.flatMap(({ internalId, reversalId }) => [internalId, reversalId]));
	return entries.filter(({ internalId }) => !gone.has(internalId));
}

function stateOf(journals: readonly LedgerEntry[]): JournalState {
	const waiting = journals.filter(({ isPosting }) => !isPosting).length;
	if (journals.length === 0) {
		return 'none';
	}
	return waiting === 0
		? 'posted'
		: waiting === journals.length
			? 'awaitingApproval'
			: 'partlyApproved';
}

function onAccounts(entries: readonly LedgerEntry[], accountIds: readonly string[]): Minor {
	return entries
		.flatMap(({ byAccount }) => accountIds.map((id) => byAccount.get(id) ?? 0))
		.reduce((sum, amount) => sum + amount, 0);
}

/** `onNotPosted`: what the entries hold on the account for what is parked, debit positive. */
function termsOf(
	sources: ClearingSources,
	state: JournalState,
	onNotPosted: Minor,
): ClearingTerm[] {
	const { terms, deposit, transactionAmount, notPosted, booked, memosTaken } = sources;
	const isOff = state === 'posted' || state === 'partlyApproved';
	const paidOut = Math.max(deposit ?? 0, 0);
	const named: ClearingTerm[] = [
		{ name: 'ordersAndRefunds', amount: isOff ? 0 : transactionAmount },
		{ name: 'depositOfBankFeed', amount: isOff && terms?.deposit === 'bankFeed' ? paidOut : 0 },
		{ name: 'parked', amount: isOff && terms?.notPosted === 'parked' ? -onNotPosted : 0 },
		{ name: 'notPosted', amount: -(notPosted + memosTaken) },
		{ name: 'booked', amount: isOff ? booked : 0 },
		{ name: 'memosTaken', amount: memosTaken },
	];
	return named.filter(({ amount }) => amount !== 0);
}

/** As they stand on the summary. */
export const JOURNAL_STATES: Record<JournalState, string> = {
	none: 'No journal',
	awaitingApproval: 'Waits for approval',
	partlyApproved: 'Partly approved',
	posted: 'Posted',
};

const STATES: Record<JournalState, string> = {
	none: 'There is no journal, so clearing holds the documents alone',
	awaitingApproval: 'The journal waits for approval, so clearing holds the documents alone',
	partlyApproved:
		'A part of the journal waits for approval, so nothing is expected of clearing yet',
	posted: 'The journal is in the books',
};

const TERMS: Record<ClearingTermName, string> = {
	ordersAndRefunds: 'orders less refunds',
	depositOfBankFeed: 'the deposit, until the bank feed books it',
	parked: 'what is not posted, as the journal put it on its own account',
	notPosted: 'what is not posted',
	booked: 'what was booked to accounts by hand',
	memosTaken: 'credit memos that open invoices took',
};

/** `The journal is in the books: -106.49 USD expected on clearing (what is not posted -106.49 USD), it is at ...`. */
export function clearingWords(proof: ClearingProof, currency: string): string {
	const { state, terms, expected, balance, foreign } = proof;
	if (foreign.length > 0) {
		return `Journal ${foreign.join(', ')} of the settlement is not in ${currency}, so the balance on clearing is not known`;
	}
	if (proof.accountIds.length === 0) {
		return `${STATES[state]}; no document and no journal says which account clearing is`;
	}
	const made = terms.map(({ name, amount }) => `${TERMS[name]} ${shown(amount, currency)}`);
	const why = made.length === 0 ? '' : ` (${made.join(', ')})`;
	const is = `clearing is at ${shown(balance, currency)}`;
	return state === 'partlyApproved'
		? `${STATES[state]}; ${is}`
		: `${STATES[state]}: expected ${shown(expected, currency)}${why}, ${is}`;
}
