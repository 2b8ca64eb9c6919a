// Before a flow posts from NetSuite's own records: whether the records of a settlement still hold what its report
// said. Nothing of a settlement is posted while the net amount of a record differs from its figures, its
// transaction amount from the figures it is made of, or the sum of all from the summary.
import { readBasis } from '../../settlement/items/itemDigest';
import { FIGURES } from '../../settlement/labels/figures';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { decimalText, toMinor } from './amount';
import { settlementRecord, transactionRecord } from './schema';

const { fields: s, type: summaryType } = settlementRecord;
const { fields: t, type: recordType } = transactionRecord;

const addedUp = (figures: ReadonlyArray<(typeof FIGURES)[number]>) =>
	figures.map((figure) => `NVL(t.${t[figure]}, 0)`).join(' + ');
const sumOf = (column: string) => `SUM(NVL(t.${column}, 0))`;

/** By the internal id of the summary: why nothing of it may be posted. Two queries for ten settlements. */
export async function changedSettlements(
	client: NetSuiteClient,
	settlementRecordIds: string[],
): Promise<Map<string, NetSuiteError>> {
	const keys = [...new Set(settlementRecordIds.filter((id) => id !== ''))];
	const [summaries, sums] = await Promise.all([
		queryByKeys(
			client,
			`SELECT s.id AS id, s.${s.settlementId} AS settlement_id, s.${s.currency} AS currency_code,
				s.${s.sumOfLines} AS sum_of_lines, s.${s.basis} AS basis FROM ${summaryType} s
				WHERE s.id IN (:keys) ORDER BY s.id`,
			keys,
			'read what reports said',
		),
		queryByKeys(
			client,
			`SELECT t.${t.settlement} AS parent, SUM(ABS(NVL(t.${t.netAmount}, 0) - (${addedUp(FIGURES)}))) AS off,
				${[...FIGURES.map((figure) => t[figure]), t.netAmount, t.transactionAmount]
					.map((column) => `${sumOf(column)} AS ${column}`)
					.join(', ')}
				FROM ${recordType} t WHERE t.${t.settlement} IN (:keys) GROUP BY t.${t.settlement}
				ORDER BY t.${t.settlement}`,
			keys,
			'add up settlement transactions',
		),
	]);
	const sumsOf = new Map(sums.map((row) => [required(row, 'parent'), row]));
	return new Map(
		summaries.flatMap((summary) => {
			const wrong = wrongWith(summary, sumsOf.get(required(summary, 'id')) ?? {});
			return wrong === null ? [] : [[required(summary, 'id'), changed(summary, wrong)]];
		}),
	);
}

function wrongWith(summary: Row, sums: Row): string | null {
	const currency = summary.currency_code ?? '';
	const minor = (value: string | undefined) => toMinor(value, currency);
	const text = (value: number) =>
		`${value < 0 ? '-' : ''}${decimalText(Math.abs(value), currency)} ${currency}`;
	if (minor(sums.off) !== 0) {
		return `net amounts of its transactions differ from their figures by ${text(minor(sums.off))}`;
	}
	const [net, lines] = [minor(sums[t.netAmount]), minor(summary.sum_of_lines)];
	if (net !== lines) {
		return `the net amounts of its transactions add up to ${text(net)}, the lines of the report to ${text(lines)}`;
	}
	const basis = readBasis(summary.basis ?? '');
	if (basis === null) {
		return null;
	}
	const made = basis.reduce((sum, figure) => sum + minor(sums[t[figure]]), 0);
	const amount = minor(sums[t.transactionAmount]);
	return made === amount
		? null
		: `its transaction amounts add up to ${text(amount)}, the figures they are made of to ${text(made)}`;
}

function changed(summary: Row, what: string): NetSuiteError {
	return new NetSuiteError(
		'RECORD_CHANGED',
		`Settlement ${summary.settlement_id ?? ''} was changed in NetSuite: ${what}`,
		'Run the workflow with its report: it names the record that differs. Put the value back, then run again; nothing of this settlement is posted until then',
	);
}
