// What a report holds, as lines of text for a person: per settlement its proof, its money by section and figure,
// the labels nobody knows, and at the end what was repaired and what could not be read.
import type { ReportItems } from '../nodes/shared/settlement/items/reportItems';
import type { SummaryItem } from '../nodes/shared/settlement/items/summaryItem';
import { FIGURES } from '../nodes/shared/settlement/labels/figures';
import type { Report } from '../nodes/shared/settlement/report/report';
import { currencyExponent } from '../nodes/shared/settlement/values/money';

type LabelOfSummary =
	| SummaryItem['undecidedLabels'][number]
	| SummaryItem['labelsByKind'][number]
	| SummaryItem['unclassifiedLabels'][number];

const ROWS_MAX = 20;
const INDENT = '  ';
const NAMES = {
	orders: 'Orders',
	refunds: 'Refunds',
	nonTransaction: 'Other transactions',
} as const;

export function reportLines(report: Report, { linked }: ReportItems): string[] {
	const { format, rows, unreadable, notes } = report;
	return [
		`${format}, ${rows} rows`,
		...linked.flatMap(({ summary }) => ['', ...settlementLines(summary)]),
		...list('What was repaired or assumed', notes),
		...list(
			'Rows that could not be read',
			unreadable.map(({ row, reason }) => `row ${row}: ${reason}`),
		),
	];
}

function settlementLines(
	summary: SummaryItem & { chain?: { findings: Array<{ message: string }> } },
) {
	const { currency, panes, depositDate, proof, unclassifiedLabels, unknownMarketplaces } = summary;
	const { labelsByKind, undecidedLabels } = summary;
	const money = (amount: number) =>
		`${amount.toFixed(currencyExponent(currency))} ${currency}`.trim();
	const labelText = ({
		transactionType,
		amountType,
		amountDescription,
		...label
	}: LabelOfSummary) =>
		`${[transactionType, amountType, amountDescription].join(' / ')}: ${money(label.amount)} in ${label.lines} lines from row ${label.row};`;
	const broken = proof.equations.filter(({ holds }) => !holds);
	return [
		proof.sentence,
		`  Period ${panes.general.period}, deposit ${depositDate.slice(0, 10) || 'unknown'}, ${panes.general.marketplaces.join(', ') || 'no marketplace named'}`,
		`  Deposits, reserves and balances: ${money(panes.deposits.amount)} in ${panes.deposits.lines} lines`,
		...Object.entries(NAMES).map(([pane, name]) => {
			const total = panes[pane as keyof typeof NAMES];
			const parts = FIGURES.filter((figure) => total[figure] !== 0).map(
				(figure) => `${figure} ${money(total[figure])}`,
			);
			return `  ${name}: ${money(total.amount)} in ${total.lines} lines${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
		}),
		...broken.map(
			({ says, left, right }) => `  Does not hold: ${says} (${left} and ${right ?? 'nothing'})`,
		),
		...(summary.chain?.findings ?? []).map(({ message }) => `  ${message}`),
		...list(
			'Labels the catalogue does not know',
			unclassifiedLabels.map(
				(label) =>
					`${labelText(label)}${label.suggestion === null ? '' : ` perhaps ${label.suggestion.class} (${label.suggestion.because})`}`,
			),
			INDENT,
		),
		...list(
			'Labels known only by what their type says',
			labelsByKind.map((label) => `${labelText(label)} ${label.class}, ${label.group}`),
			INDENT,
		),
		...list(
			'Labels that orders and refunds wait for',
			undecidedLabels.map(
				(label) =>
					`${labelText(label)} ${label.transactions} orders and refunds; give it a class in Label Classes`,
			),
			INDENT,
		),
		...list('Marketplaces the reader does not know', unknownMarketplaces, INDENT),
	];
}

function list(title: string, entries: readonly string[], indent = ''): string[] {
	const left = entries.length - ROWS_MAX;
	return entries.length === 0
		? []
		: [
				`${indent}${title}:`,
				...entries.slice(0, ROWS_MAX).map((entry) => `${indent}  - ${entry}`),
				...(left > 0 ? [`${indent}  and ${left} more`] : []),
			];
}
