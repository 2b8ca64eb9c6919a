// What was settled of a transaction and what is left of it are all of it. That finds two records whose amounts were
// edited against each other: their figures fit, and every sum stays as it was.
import type { Row } from '../api/suiteql';
import { toMinor } from '../records/amount';
import type { Found } from './disagreeing';
import { shown, t, unequal } from './disagreeing';
import type { RecordedSummary } from './recordedSummary';

/** A condition on the record `t` of a settled transaction. */
export const PARTS_DIFFER = unequal(
	`NVL(t.${t.applied}, 0) + NVL(t.${t.rest}, 0)`,
	`ABS(t.${t.transactionAmount})`,
);

/** The columns that judgeParts reads beside `amount` and `applied`. */
export const PARTS_COLUMNS = `t.${t.rest} AS rest`;

export function judgeParts(row: Row, { currency }: RecordedSummary): Found | null {
	const amount = Math.abs(toMinor(row.amount, currency));
	const [applied, rest] = [toMinor(row.applied, currency), toMinor(row.rest, currency)];
	return applied + rest === amount
		? null
		: {
				code: 'RECORD_CHANGED',
				what: `Settlement transaction ${row.id} of order ${row.order_id ?? ''} is over ${shown(amount, currency)}, but ${shown(applied, currency)} of it is settled and ${shown(rest, currency)} is left`,
				remedy: 'See under System Notes which of them was changed, put it back and run again',
			};
}
