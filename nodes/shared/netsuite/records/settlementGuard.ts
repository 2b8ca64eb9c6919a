// Before a flow posts from NetSuite's own records: whether the records of a settlement still hold what its report
// said. Record by record, because two edits can cancel out in any sum: net and transaction amount beside the
// figures, the report's own lines and the key. Then number and totals of each section beside the summary.
import { readBasis } from '../../settlement/items/itemDigest';
import type { Figure } from '../../settlement/labels/figures';
import { FIGURES } from '../../settlement/labels/figures';
import type { TransactionGroup } from '../../settlement/labels/panes';
import { ORDER_TYPES, REFUND_TYPES, transactionGroup } from '../../settlement/labels/panes';
import type { Minor } from '../../settlement/values/money';
import { currencyExponent } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import type { Row } from '../api/suiteql';
import { queryByKeys, required } from '../api/suiteql';
import { decimalText, toMinor } from './amount';
import type { SummaryId } from './ids';
import { settlementRecord, transactionRecord } from './schema';
import type { RecordedTransaction } from './settlementTransaction';
import { statusNamed } from './settlementTransaction';
import { loadLinesSums } from './transactionLines';

const { fields: s, type: summaryType } = settlementRecord;
const { fields: t, type: recordType } = transactionRecord;

const POSTED_TYPES = [...ORDER_TYPES, ...REFUND_TYPES].map((name) => `'${name}'`).join(', ');

/** Half of the smallest unit of any currency: sums of decimals are not compared to the last bit. */
const UNEQUAL = 0.0004;

/** What the summary says of each section; amounts in the order they are shown. */
const SECTIONS: Record<TransactionGroup, { count: string; amount?: string; net: string }> = {
	orders: { count: s.orderCount, amount: s.orderAmount, net: s.orderNet },
	refunds: { count: s.refundCount, amount: s.refundAmount, net: s.refundNet },
	nonTransaction: { count: s.nontranCount, net: s.nontranNet },
};
const SECTION_NAMES: Record<TransactionGroup, string> = {
	orders: 'orders',
	refunds: 'refunds',
	nonTransaction: 'other transactions',
};

/**
 * By the internal id of the summary: why nothing of it may be posted. Every record of these settlements counts,
 * whoever posts it; of those that are settled the lines of the report are not read again.
 */
export async function changedSettlements(
	client: NetSuiteClient,
	transactions: RecordedTransaction[],
): Promise<Map<SummaryId, NetSuiteError>> {
	const ids = transactions.map(({ settlementRecordId }) => settlementRecordId);
	const keys = [...new Set(ids)];
	const [summaries, sums] = await Promise.all([
		queryByKeys(client, SUMMARIES, keys, 'read what reports said'),
		queryByKeys(client, SUMS, keys, 'add up settlement transactions', SETTLEMENTS_PER_QUERY),
	]);
	const [differing, open] = await Promise.all([
		differingRecords(client, summaries),
		openRecords(client, summaries),
	]);
	return new Map(
		summaries.flatMap((summary) => {
			const id = required(summary, 'id');
			const wrong =
				wrongRecord(summary, differing.filter(isOf(id)), open.filter(isOf(id))) ??
				wrongSums(summary, sums.filter(isOf(id)));
			return wrong === null ? [] : [[id, changed(summary, wrong)]];
		}),
	);
}

/** The types of one settlement must not overflow the page they are read in. */
const SETTLEMENTS_PER_QUERY = 10;

const SUMMARIES = `SELECT s.id AS id, s.${s.settlementId} AS settlement_id, s.${s.currency} AS currency_code,
	s.${s.sumOfLines} AS sum_of_lines, s.${s.basis} AS basis, s.${s.transactions} AS transaction_count,
	s.${s.changedItems} AS changed_items, ${Object.values(SECTIONS)
		.flatMap((section) => Object.values(section))
		.map((column) => `s.${column} AS ${column}`)
		.join(', ')} FROM ${summaryType} s WHERE s.id IN (:keys) ORDER BY s.id`;

const SUMS = `SELECT t.${t.settlement} AS parent, t.${t.transactionType} AS tran_type, COUNT(*) AS how_many,
	SUM(NVL(t.${t.transactionAmount}, 0)) AS amount, SUM(NVL(t.${t.netAmount}, 0)) AS net
	FROM ${recordType} t WHERE t.${t.settlement} IN (:keys)
	GROUP BY t.${t.settlement}, t.${t.transactionType} ORDER BY t.${t.settlement}, t.${t.transactionType}`;

const isOf = (id: string) => (row: Row) => row.parent === id;

const addedUp = (figures: readonly Figure[]) =>
	figures.map((figure) => `NVL(t.${t[figure]}, 0)`).join(' + ') || '0';

/** One query for each choice of what transaction amounts are made of; nearly always one. */
async function differingRecords(client: NetSuiteClient, summaries: Row[]): Promise<Row[]> {
	const byBasis = new Map<string, string[]>();
	for (const row of summaries) {
		const basis = row.basis ?? '';
		byBasis.set(basis, [...(byBasis.get(basis) ?? []), required(row, 'id')]);
	}
	const rows = await Promise.all(
		[...byBasis].map(async ([basis, keys]) => {
			const figures = readBasis(basis);
			const made = figures === null ? `NVL(t.${t.transactionAmount}, 0)` : addedUp(figures);
			return await queryByKeys(
				client,
				`SELECT t.id AS id, t.${t.settlement} AS parent, t.${t.orderId} AS order_id,
					t.${t.netAmount} AS net, t.${t.transactionAmount} AS amount,
					${addedUp(FIGURES)} AS figures, ${made} AS made
					FROM ${recordType} t WHERE t.${t.settlement} IN (:keys)
					AND (ABS(NVL(t.${t.netAmount}, 0) - (${addedUp(FIGURES)})) > ${UNEQUAL}
					OR ABS(NVL(t.${t.transactionAmount}, 0) - (${made})) > ${UNEQUAL}) ORDER BY t.id`,
				keys,
				'compare settlement transactions with their figures',
			);
		}),
	);
	return rows.flat();
}

/** Orders and refunds that are still to be posted, each with what its lines of the report add up to, if it has any. */
async function openRecords(client: NetSuiteClient, summaries: Row[]): Promise<Row[]> {
	const isOpen = statusNamed(`t.${t.status}`, ['New', 'Unapplied']);
	const rows = await queryByKeys(
		client,
		`SELECT t.id AS id, t.${t.settlement} AS parent, t.${t.orderId} AS order_id,
			t.${t.transactionType} AS tran_type, t.${t.transactionKey} AS tran_key,
			t.${t.currency} AS currency_code, t.${t.netAmount} AS net
			FROM ${recordType} t WHERE t.${t.settlement} IN (:keys) AND ${isOpen.sql}
			AND LOWER(t.${t.transactionType}) IN (${POSTED_TYPES}) ORDER BY t.id`,
		summaries.map((row) => required(row, 'id')),
		'list the settlement transactions that are open',
		SETTLEMENTS_PER_QUERY,
		isOpen.params,
	);
	// Items that were changed on purpose differ from their lines.
	const isChanged = new Set(
		summaries.filter((row) => Number(row.changed_items ?? 0) > 0).map(({ id }) => id),
	);
	const sums = await loadLinesSums(
		client,
		rows.filter(({ parent }) => !isChanged.has(parent)).map((row) => required(row, 'id')),
	);
	return rows.map((row) => ({ ...row, lines: sums.get(required(row, 'id'))?.toString() }));
}

function shown(minor: Minor, currency: string): string {
	return `${minor < 0 ? '-' : ''}${decimalText(Math.abs(minor), currency)} ${currency}`;
}

function wrongRecord(summary: Row, differing: Row[], open: Row[]): string | null {
	const wrong = [
		...differing.map((row) => wrongFigures(row, summary)),
		...open.flatMap((row) => wrongOpen(row, summary) ?? []),
	];
	const others = wrong.length > 1 ? ` (the first of ${wrong.length} such findings)` : '';
	return wrong.length === 0 ? null : `${wrong[0]}${others}`;
}

function wrongFigures(row: Row, { currency_code: currency = '' }: Row): string {
	const name = nameOf(row);
	const text = (value: string | undefined) => shown(toMinor(value, currency), currency);
	const [net, figures] = [text(row.net), text(row.figures)];
	return net === figures
		? `${name} has a transaction amount of ${text(row.amount)}, the figures it is made of add up to ${text(row.made)}`
		: `${name} has a net amount of ${net}, its figures add up to ${figures}`;
}

function wrongOpen(row: Row, summary: Row): string | null {
	const { currency_code: currency = '', settlement_id: settlementId } = summary;
	const { tran_type: type = '', order_id: orderId = '', tran_key: key = '' } = row;
	const name = nameOf(row);
	// Nobody enters a key by hand: it begins with settlement, type and order.
	if (!key.startsWith([settlementId, type, orderId, ''].join('|'))) {
		return `${name} is of type '${type}', its key says '${key}'`;
	}
	if (row.currency_code !== currency) {
		return `${name} is in '${row.currency_code ?? ''}', its settlement in '${currency}'`;
	}
	// Lines are thousandths, a record keeps the decimals of its currency.
	const mills = 1000 / 10 ** currencyExponent(currency);
	const [net, sum] = [toMinor(row.net, currency), Number(row.lines)];
	return row.lines === undefined || Math.abs(sum - net * mills) <= mills / 2
		? null
		: `${name} has a net amount of ${shown(net, currency)}, its lines of the report add up to ${shown(Math.round(sum / mills), currency)}`;
}

function nameOf({ id = '', order_id: orderId }: Row): string {
	return `settlement transaction ${id}${orderId === undefined ? '' : ` of order ${orderId}`}`;
}

function wrongSums(summary: Row, sums: Row[]): string | null {
	const currency = summary.currency_code ?? '';
	const minor = (value: string | undefined) => toMinor(value, currency);
	const total = (rows: Row[], column: string) =>
		rows.reduce((sum, row) => sum + minor(row[column]), 0);
	const counted = (rows: Row[]) => rows.reduce((sum, row) => sum + Number(row.how_many ?? 0), 0);
	const [count, reported] = [counted(sums), Number(summary.transaction_count ?? 0)];
	if (count !== reported) {
		return `NetSuite holds ${count} transactions of it, the report has ${reported}`;
	}
	const [net, lines] = [total(sums, 'net'), minor(summary.sum_of_lines)];
	if (net !== lines) {
		return `the net amounts of its transactions add up to ${shown(net, currency)}, the lines of the report to ${shown(lines, currency)}`;
	}
	// A summary that is older than these fields says nothing of its sections.
	for (const [group, section] of summary.basis === undefined ? [] : Object.entries(SECTIONS)) {
		const own = sums.filter((row) => transactionGroup(row.tran_type ?? '') === group);
		const name = SECTION_NAMES[group as TransactionGroup];
		const summed = Number(summary[section.count] ?? 0);
		if (counted(own) !== summed) {
			return `it has ${counted(own)} ${name}, the report has ${summed}`;
		}
		const amounts = [
			['net amounts', 'net', section.net],
			...(section.amount === undefined ? [] : [['transaction amounts', 'amount', section.amount]]),
		];
		for (const [what, column, field] of amounts) {
			const [recorded, said] = [total(own, column), minor(summary[field])];
			if (recorded !== said) {
				return `the ${what} of its ${name} add up to ${shown(recorded, currency)}, the report says ${shown(said, currency)}`;
			}
		}
	}
	return null;
}

function changed(summary: Row, what: string): NetSuiteError {
	return new NetSuiteError(
		'RECORD_CHANGED',
		`Settlement ${summary.settlement_id ?? ''} was changed in NetSuite: ${what}`,
		'See under System Notes who changed it and put the value back, or run the workflow with the report: it names the first record that differs, and adds what is missing. Nothing of this settlement is posted until then',
	);
}
