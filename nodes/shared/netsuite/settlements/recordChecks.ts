// Records beside the report: each record by itself (its amounts fit its figures, its key fits its type and
// order, it is no copy), and all of a settlement together (sections and sums as the summary has them).
import { readBasis } from '../../settlement/items/itemDigest';
import { FIGURES } from '../../settlement/labels/figures';
import type { TransactionGroup } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import type { Disagreement } from '../records/disagreement';
import { settlementRecord } from '../records/schema';
import type { Check, Found } from './disagreeing';
import { disagreement, RECORD, shown, t, unequal } from './disagreeing';
import type { Sections } from './reportSide';
import type { RecordedSummary } from './recordedSummary';
import { SECTION_FIELDS, shownSection } from './settlementSummary';

const PUT_BACK =
	'See under System Notes who changed it and put the value back; nothing more of this settlement should be posted until then';

function addedUp(figures: readonly (typeof FIGURES)[number][]): string {
	return figures.map((figure) => `NVL(t.${t[figure]}, 0)`).join(' + ') || '0';
}

/** One query for each choice of what transaction amounts are made of; nearly always one. */
export async function checkRecords({
	client,
	summaries,
	summaryOf,
}: Check): Promise<Disagreement[]> {
	const byBasis = new Map<string, string[]>();
	for (const { recordId, report } of summaries) {
		const basis = report?.basis ?? '';
		byBasis.set(basis, [...(byBasis.get(basis) ?? []), recordId]);
	}
	const rows = await Promise.all(
		[...byBasis].map(async ([basis, keys]) => {
			const figures = readBasis(basis);
			const made = figures === null ? `t.${t.transactionAmount}` : addedUp(figures);
			const key = `s.${settlementRecord.fields.settlementId} || '|' || t.${t.transactionType} || '|' || t.${t.orderId} || '|'`;
			return await queryByKeys(
				client,
				`SELECT t.id AS id, t.externalid AS externalid, t.${t.settlement} AS parent,
					t.${t.orderId} AS order_id, t.${t.transactionType} AS tran_type, t.${t.transactionKey} AS tran_key,
					t.${t.transactionAmount} AS amount, t.${t.netAmount} AS net,
					${addedUp(FIGURES)} AS figures, ${made} AS made
					FROM ${RECORD} t JOIN ${settlementRecord.type} s ON s.id = t.${t.settlement}
					WHERE t.${t.settlement} IN (:keys) AND (t.externalid IS NULL
					OR ${unequal(`t.${t.netAmount}`, addedUp(FIGURES))}
					OR ${unequal(`t.${t.transactionAmount}`, made)}
					OR NVL(INSTR(t.${t.transactionKey}, ${key}), 0) <> 1) ORDER BY t.id`,
				keys,
				'compare settlement transactions with their figures',
			);
		}),
	);
	return rows.flat().flatMap((row) => {
		const summary = summaryOf.get(required(row, 'parent'));
		const where = { orderId: row.order_id ?? '', recordId: required(row, 'id') };
		return summary === undefined ? [] : [disagreement(summary, where, wrongOf(row, summary))];
	});
}

function wrongOf(row: Row, { currency }: RecordedSummary): Found {
	const record = `Settlement transaction ${row.id}`;
	if (row.externalid === undefined) {
		return {
			code: 'RECORD_COPIED',
			what: `${record} has no external ID: it was copied or entered by hand`,
			remedy: 'Delete it in NetSuite and run again; the one Amazon reported has an external ID',
		};
	}
	const changed = (what: string): Found => ({ code: 'RECORD_CHANGED', what, remedy: PUT_BACK });
	const [net, figures] = [shown(row.net, currency), shown(row.figures, currency)];
	if (net !== figures) {
		return changed(`${record} has a net amount of ${net}, its figures add up to ${figures}`);
	}
	const [amount, made] = [shown(row.amount, currency), shown(row.made, currency)];
	if (amount !== made) {
		return changed(`${record} has a transaction amount of ${amount}, its figures make ${made}`);
	}
	return changed(
		`${record} is of type '${row.tran_type ?? ''}' for order '${row.order_id ?? ''}', its key says '${row.tran_key ?? ''}'`,
	);
}

const SECTION_NAMES: Record<TransactionGroup, string> = {
	orders: 'orders',
	refunds: 'refunds',
	nonTransaction: 'other transactions',
};

const WORDS: Record<string, string> = {
	count: 'number',
	productCharges: 'product charges',
	giftWrap: 'gift wrap',
	withheldTax: 'withheld tax',
	transactionAmount: 'transaction amount',
	netAmount: 'net amount',
};

/** What the records add up to beside what the report says, as Settlement Add wrote it on the summary. */
export function checkSections(summary: RecordedSummary, sections: Sections): Disagreement[] {
	const { currency, report, sumOfLines, transactions, totalAmount, balanced } = summary;
	const found: Disagreement[] = [];
	const tell = (one: Found) =>
		found.push(disagreement(summary, { recordId: summary.recordId }, one));
	const all = Object.values(sections);
	const count = all.reduce((sum, { count: own }) => sum + own, 0);
	const net = all.reduce((sum, { netAmount }) => sum + netAmount, 0);
	if (count !== transactions) {
		tell({
			code: 'RECORDS_INCOMPLETE',
			what: `${count} transactions of settlement ${summary.settlementId} are in NetSuite, the report has ${transactions}`,
			remedy:
				count < transactions
					? 'Run the workflow again with the report: it adds the missing ones'
					: 'Delete those that were copied or entered by hand',
		});
	}
	if (net !== sumOfLines) {
		tell({
			code: count === transactions ? 'RECORD_CHANGED' : 'RECORDS_INCOMPLETE',
			what: `The net amounts of the transactions add up to ${shown(net, currency)}, the lines of the report to ${shown(sumOfLines, currency)}`,
			remedy: 'Run the workflow again with the report: it names the record that differs',
		});
	}
	if (totalAmount !== null && balanced !== (totalAmount === sumOfLines)) {
		tell({
			code: 'SUMMARY_CHANGED',
			what: `The summary says a deposit of ${shown(totalAmount, currency)} and lines of ${shown(sumOfLines, currency)}, and that they ${balanced ? 'agree' : 'differ'}`,
			remedy: 'See under System Notes of the summary who changed it, and put the value back',
		});
	}
	// With fewer or more records the sections differ for that reason alone.
	const differences =
		report === null || count !== transactions
			? []
			: (Object.keys(SECTION_FIELDS) as TransactionGroup[]).flatMap((group) => {
					const recorded = shownSection(group, sections[group]);
					return Object.keys(SECTION_FIELDS[group])
						.filter((name) => recorded[name] !== report.sections[group][name])
						.map((name) => {
							const text = (value: Minor) =>
								name === 'count' ? String(value) : shown(value, currency);
							return `${WORDS[name] ?? name} of ${SECTION_NAMES[group]}: summary ${text(report.sections[group][name])}, records ${text(recorded[name])}`;
						});
				});
	if (differences.length > 0) {
		tell({
			code: 'SUMMARY_CHANGED',
			what: `The summary and its transactions differ: ${differences.join('; ')}`,
			remedy:
				'One of them was changed after it was recorded. Run the workflow again with the report, which names a changed record; if it names none, put the summary right',
		});
	}
	return found;
}
