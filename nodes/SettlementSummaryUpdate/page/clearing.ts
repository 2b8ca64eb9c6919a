// The journal of the settlement and what is left on its clearing account, part by part; what kept a journal from being
// posted. Nothing where no journal was ever tried.
import type {
	ClearingTermName,
	JournalState,
} from '../../shared/netsuite/settlements/clearingProof';
import type { SummaryJson } from '../summaryJson';
import { documentLink } from './attention';
import { amount, escapeHtml, prose } from './html';

const STATES: Record<JournalState, string> = {
	none: 'There is no journal in the books.',
	awaitingApproval: '<b>The journal waits for approval: it is not in the books yet.</b>',
	partlyApproved: '<b>A part of the journal waits for approval: it is not in the books yet.</b>',
	posted: 'The journal is in the books.',
};

const TERMS: Record<ClearingTermName, string> = {
	ordersAndRefunds: 'Orders less refunds',
	depositOfBankFeed: 'Deposit, until the bank feed books it',
	parked: 'Not posted, kept on its own account by the journal',
	notPosted: 'Orders and refunds not posted yet',
	booked: 'Booked to accounts by hand',
	memosTaken: 'Credit memos that open invoices took',
};

export function clearingTable({
	clearing,
	journalProblem,
	currency,
	digits,
	netSuiteHost,
}: SummaryJson): string {
	const problem =
		journalProblem === ''
			? ''
			: `<p class="banner open"><strong>The last run posted no journal.</strong> ${prose(journalProblem, currency)}.</p>`;
	if (clearing === null || (clearing.state === 'none' && problem === '')) {
		return problem === '' ? '' : `<h2>Journal</h2>${problem}\n`;
	}
	const { state, journals, terms, balance, expected, difference, isJudged } = clearing;
	const row = (label: string, value: number, className = '') =>
		`<tr class="${className}"><th scope="row">${escapeHtml(label)}</th><td class="n">${amount(value, digits)}</td></tr>`;
	const links = journals.map(
		({ internalId, number }) => `${escapeHtml(number)} ${documentLink(internalId, netSuiteHost)}`,
	);
	const rows =
		state === 'partlyApproved'
			? [row('Left on clearing', balance, 'sum')]
			: [
					...terms.map(({ name, amount: value }) => row(TERMS[name], value)),
					row('Expected on clearing', expected, 'sum'),
					row('Left on clearing', balance),
					...(isJudged ? [row('Difference', difference, 'sum')] : []),
				];
	return `<h2>Journal and clearing (${escapeHtml(currency)})</h2>${problem}<p>${STATES[state]} ${links.join(', ')}</p><table id="clearing">
${rows.join('\n')}
</table>
`;
}
