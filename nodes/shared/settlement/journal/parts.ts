// An entry of more lines than NetSuite takes, in parts: each balances over the clearing account, and those lines
// cancel over all parts. The deposit line comes first, so it stands in the first part.
import type { Minor } from '../values/money';
import { addMoney } from '../values/money';
import type { PlannedLine } from './entryLines';

/** Oracle's limit for the lines of a journal entry. */
export const LINES_MAX = 200;

export function partsOf(
	lines: readonly PlannedLine[],
	clearingAccountId: string,
	linesMax = LINES_MAX,
): PlannedLine[][] {
	if (lines.length <= linesMax) {
		return [[...lines]];
	}
	const parts: PlannedLine[][] = [];
	for (let at = 0; at < lines.length; at += linesMax - 1) {
		const part = lines.slice(at, at + linesMax - 1);
		const left = part.reduce((sum, { debit, credit }) => addMoney(sum, debit - credit), 0);
		parts.push([...part, ...(left === 0 ? [] : [balancing(-left, clearingAccountId)])]);
	}
	return parts;
}

function balancing(amount: Minor, accountId: string): PlannedLine {
	return {
		keys: ['CLEARING'],
		accountId,
		part: 'balancing',
		label: '',
		segments: '',
		debit: Math.max(amount, 0),
		credit: Math.max(-amount, 0),
	};
}
