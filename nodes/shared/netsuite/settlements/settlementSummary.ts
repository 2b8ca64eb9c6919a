// The Settlement Summary custom record: which ones a run refreshes, and the fields that take the
// figures. What the figures are made of is read in settlementSums.ts.
import type { TransactionGroup } from '../../settlement/labels/panes';
import type { NetSuiteClient } from '../api/client';
import type { Row } from '../api/suiteql';
import { query, queryByKeys, required } from '../api/suiteql';
import { toDecimal, toMinor } from '../records/amount';
import type { SettlementId } from '../records/ids';
import { settlementRecord } from '../records/schema';
import { clearingBody } from './clearingFields';
import type { ClearingProof } from './clearingProof';
import type { RecordedReport, RecordedSummary } from './recordedSummary';
import type { PaneFigures, RecordedSide, ReportSide } from './reportSide';
import type { SummaryFigures } from './summaryFigures';
import type { Judgement } from './verdict';
import { editedFigures, WRITTEN_COLUMNS, writtenFigures } from './writtenFigures';

const { type, fields } = settlementRecord;

/** Where the figures of each section stand; what a summary shows together stands in one field. */
export const SECTION_FIELDS: Record<TransactionGroup, Record<string, string>> = {
	orders: sectionFields('order'),
	refunds: sectionFields('refund'),
	nonTransaction: {
		count: fields.nontranCount,
		fees: fields.nontranFees,
		taxCredit: fields.nontranTaxCredit,
		reserves: fields.nontranReserves,
		other: fields.nontranOther,
		netAmount: fields.nontranNet,
	},
};

function sectionFields(prefix: 'order' | 'refund'): Record<string, string> {
	return {
		count: fields[`${prefix}Count`],
		productCharges: fields[`${prefix}Product`],
		shipping: fields[`${prefix}Shipping`],
		giftWrap: fields[`${prefix}GiftWrap`],
		tax: fields[`${prefix}Tax`],
		withheldTax: fields[`${prefix}WithheldTax`],
		taxCredit: fields[`${prefix}TaxCredit`],
		promotions: fields[`${prefix}Promotions`],
		other: fields[`${prefix}Other`],
		fees: fields[`${prefix}Fees`],
		transactionAmount: fields[`${prefix}Amount`],
		netAmount: fields[`${prefix}Net`],
	};
}

/** A section as its fields show it. */
export function shownSection(
	group: TransactionGroup,
	section: PaneFigures,
): Record<string, number> {
	const { count, fees, taxCredit, reserves, netAmount } = section;
	return group === 'nonTransaction'
		? {
				count,
				fees,
				taxCredit,
				reserves,
				netAmount,
				other: netAmount - fees - taxCredit - reserves,
			}
		: { ...section, other: section.other + reserves };
}

const SELECT = `SELECT s.id AS id, s.${fields.settlementId} AS settlement_id,
	s.${fields.account} AS account, s.${fields.currency} AS currency_code,
	TO_CHAR(s.${fields.startDate}, 'YYYY-MM-DD') AS start_day,
	TO_CHAR(s.${fields.endDate}, 'YYYY-MM-DD') AS end_day,
	TO_CHAR(s.${fields.depositDate}, 'YYYY-MM-DD') AS deposit_day,
	s.${fields.totalAmount} AS total_amount, s.${fields.transactions} AS transaction_count,
	s.${fields.unreadable} AS unreadable, s.${fields.unclassified} AS unclassified,
	s.${fields.balanced} AS balanced, s.${fields.sumOfLines} AS sum_of_lines,
	s.${fields.basis} AS basis, s.${fields.changedItems} AS changed_items,
	s.${fields.journalTerms} AS journal_terms, s.${fields.journalProblem} AS journal_problem,
	${[
		...Object.values(SECTION_FIELDS).flatMap((section) => Object.values(section)),
		...WRITTEN_COLUMNS,
	]
		.map((column) => `s.${column} AS ${column}`)
		.join(', ')}
	FROM ${type} s`;

function summaryOf(row: Row): RecordedSummary {
	const currency = row.currency_code ?? '';
	return {
		recordId: required(row, 'id'),
		edited: editedFigures(row, currency),
		settlementId: row.settlement_id ?? '',
		account: row.account ?? '',
		currency,
		startDate: row.start_day ?? '',
		endDate: row.end_day ?? '',
		depositDate: row.deposit_day ?? '',
		totalAmount: row.total_amount === undefined ? null : toMinor(row.total_amount, currency),
		transactions: Number(row.transaction_count ?? 0),
		unreadable: Number(row.unreadable ?? 0),
		unclassified: Number(row.unclassified ?? 0),
		balanced: row.balanced === 'T',
		sumOfLines: toMinor(row.sum_of_lines, currency),
		report: reportOf(row, currency),
		journalTerms: row.journal_terms ?? '',
		journalProblem: row.journal_problem ?? '',
	};
}

/** As it will stand on the summary. */
export function recordedReport({ basis, changedItems, sections }: ReportSide): RecordedReport {
	const shown = (group: TransactionGroup) => {
		const figures = shownSection(group, sections[group]);
		return Object.fromEntries(
			Object.keys(SECTION_FIELDS[group]).map((name) => [name, figures[name]]),
		);
	};
	return {
		basis,
		changedItems,
		sections: {
			orders: shown('orders'),
			refunds: shown('refunds'),
			nonTransaction: shown('nonTransaction'),
		},
	};
}

function reportOf(row: Row, currency: string): RecordedReport | null {
	if ((row.basis ?? '') === '') {
		return null;
	}
	const shown = (group: TransactionGroup) =>
		Object.fromEntries(
			Object.entries(SECTION_FIELDS[group]).map(([name, column]) => [
				name,
				name === 'count' ? Number(row[column] ?? 0) : toMinor(row[column], currency),
			]),
		);
	return {
		basis: row.basis ?? '',
		changedItems: Number(row.changed_items ?? 0),
		sections: {
			orders: shown('orders'),
			refunds: shown('refunds'),
			nonTransaction: shown('nonTransaction'),
		},
	};
}

/** Summaries created on or after a day, and those of the given settlements whatever their age. */
export async function findSummaries(
	client: NetSuiteClient,
	createdSince: string,
	settlementIds: SettlementId[],
): Promise<RecordedSummary[]> {
	const isRecent = "TO_CHAR(s.created, 'YYYY-MM-DD') >= ?";
	const doing = 'select settlement summaries';
	const rows =
		settlementIds.length === 0
			? await query(client, `${SELECT} WHERE ${isRecent} ORDER BY s.id`, [createdSince], doing)
			: await queryByKeys(
					client,
					`${SELECT} WHERE s.${fields.settlementId} IN (:keys) OR ${isRecent} ORDER BY s.id`,
					settlementIds,
					doing,
					undefined,
					[createdSince],
				);
	const byId = new Map(rows.map((row) => [required(row, 'id'), summaryOf(row)]));
	return [...byId.values()];
}

/** What the report says, for a summary that is made or that is older than these fields: never written again. */
export function reportBody(
	{ basis, changedItems, sections, labelTotals }: RecordedSide,
	{ currency }: { currency: string },
): Record<string, unknown> {
	const groups = Object.keys(SECTION_FIELDS) as TransactionGroup[];
	const figures = groups.flatMap((group) => {
		const shown = shownSection(group, sections[group]);
		return Object.entries(SECTION_FIELDS[group]).map(([name, field]) => [
			field,
			name === 'count' ? shown[name] : toDecimal(shown[name], currency),
		]);
	});
	return {
		...Object.fromEntries(figures),
		[fields.basis]: basis,
		[fields.changedItems]: changedItems,
		[fields.labelTotals]: labelTotals === '' ? null : labelTotals,
	};
}

const VERDICT_MAX = 4_000;

/** The body of the PATCH that refreshes a summary: nothing of what the report says. `now`: ISO time in UTC. */
export function summaryBody(
	{ counts, short, writtenOff, equation }: SummaryFigures,
	{ tiesToDeposit, isPosted, ties, verdict, standing }: Judgement,
	clearing: ClearingProof | null,
	currency: string,
	now: string,
): Record<string, unknown> {
	const amounts = {
		[fields.paid]: equation.paid,
		[fields.paidRest]: equation.paidRest,
		[fields.cashSales]: equation.cashSales,
		[fields.refunded]: Math.abs(equation.refunded),
		[fields.notPosted]: equation.notPosted,
		[fields.short]: short,
		[fields.writtenOff]: writtenOff,
		[fields.difference]: equation.difference,
	};
	const decimals = Object.entries(amounts).map(([field, value]) => [
		field,
		toDecimal(value, currency),
	]);
	const body = {
		...Object.fromEntries(decimals),
		...clearingBody(clearing, currency),
		[fields.countNew]: counts.New,
		[fields.countApplied]: counts.Applied,
		[fields.countPartial]: counts['Partially Applied'],
		[fields.countUnapplied]: counts.Unapplied,
		[fields.tiesToDeposit]: tiesToDeposit,
		[fields.isPosted]: isPosted,
		[fields.ties]: ties,
		[fields.disagreements]: standing,
		[fields.verdict]: verdict.slice(0, VERDICT_MAX),
		[fields.updated]: now,
	};
	return { ...body, [fields.written]: writtenFigures(body, currency) };
}
