// A check that NetSuite refused to make: a disagreement of its own, because what nobody looked at is not fine.
import type { NetSuiteError } from '../api/netSuiteError';
import { isRefusal } from '../api/refusedPieces';
import type { Disagreement } from '../records/disagreement';
import type { Check } from './disagreeing';
import { disagreement } from './disagreeing';

const LEAD = 'Not checked: ';

/** For each settlement. `about` completes "Not checked: whether ...". */
export function notChecked(
	{ summaries }: Pick<Check, 'summaries'>,
	about: string,
	{ message }: NetSuiteError,
): Disagreement[] {
	return summaries.map((summary) =>
		disagreement(
			summary,
			{ recordId: summary.recordId },
			{
				code: 'NOT_CHECKED',
				what: `${LEAD}whether ${about}. ${message}`,
				remedy:
					'See whether the role may read what NetSuite names; if it may, report the message to the makers of these nodes. Until then check it in NetSuite by hand',
			},
		),
	);
}

export async function checked(
	check: Pick<Check, 'summaries'>,
	about: string,
	find: () => Promise<Disagreement[]>,
): Promise<Disagreement[]> {
	try {
		return await find();
	} catch (error) {
		if (!isRefusal(error)) {
			throw error as Error;
		}
		return notChecked(check, about, error);
	}
}

export function isNotChecked({ code }: Disagreement): boolean {
	return code === 'NOT_CHECKED';
}

/** `Not checked: whether a; whether b`; '' where all was. */
export function notCheckedSentence(disagreements: readonly Disagreement[]): string {
	const what = disagreements
		.filter(isNotChecked)
		.map(({ message }) => message.slice(LEAD.length).split('. ')[0]);
	return what.length === 0 ? '' : `${LEAD}${[...new Set(what)].join('; ')}`;
}
