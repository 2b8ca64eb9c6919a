// Which transactions of a combined payment NetSuite means when it refuses one: pure. It often names the document
// ("Invalid Field Value 105 for the following field: doc"). That is a hint, no more: whoever uses it finds out
// whether the named one is refused alone.
import type { NetSuiteError } from '../api/netSuiteError';
import type { CombinedPlan } from './combinedPlan';

/** The second is the text that Stripe's and Chargebee's help pages print for real accounts. */
const NAMED_DOCUMENTS = [
	/\bInvalid Field Value (\d+) for the following field: doc\b/i,
	/\bsublist apply with key: \[doc\b[^\]]*\] and value: \[(\d+)\b/i,
];

/** Those that pay the invoice which the refusal names; none when it names none of this payment. */
export function namedBy<Job>(error: NetSuiteError, { shares }: CombinedPlan<Job>): Job[] {
	const id = NAMED_DOCUMENTS.map((text) => text.exec(error.message)?.[1]).find(Boolean);
	const isNamed = ({ plan }: (typeof shares)[number]) =>
		plan.applyLines.some(({ invoice }) => invoice.internalId === id);
	return shares.filter(isNamed).map(({ job }) => job);
}
