// What a file shows of its own style while it is read, and what the whole of it decides: which mark its
// decimals have, and whether day or month comes first.
import type { DateEvidence, DateOrder } from './dates';
import type { DecidedMark, DecimalEvidence } from './money';

/** What the file has shown so far of its own style. */
export interface Evidence {
	decimals: DecimalEvidence;
	dates: DateEvidence;
}

/** What the whole file decided. */
export interface Decisions {
	decimalMark?: DecidedMark;
	dateOrder?: DateOrder;
}

export function noEvidence(): Evidence {
	return { decimals: { '.': 0, ',': 0 }, dates: { dayFirst: 0, monthFirst: 0 } };
}
