// The equations every settlement must pass, and the refusal when the one that matters does not hold.
// Each side is counted on its own way: rows by the reader, lines by their settlement, money once per
// transaction and once per pane and class. Printed and stored, so that anybody can check them.
import type { Mills } from '../values/money';
import { FIGURES } from '../labels/figures';
import type { Settlement } from '../lines/settlement';
import { rowsOf } from '../lines/settlement';
import type { Transaction } from '../lines/transaction';
import { decimal } from '../lines/transactionLine';
import type { Report } from '../report/report';
import { currencyExponent, millsPerMinorUnit, toDecimalString } from '../values/money';
import type { UnreadableRow } from '../values/settlementError';
import { SettlementError } from '../values/settlementError';
import type { Totals } from './totals';
import { sumOfPanes } from './totals';

export interface Equation {
	says: string;
	left: number;
	/** Null when the report declares no total. */
	right: number | null;
	holds: boolean;
}

const ROWS_TOLD_MAX = 100;

export function prove(report: Report, settlement: Settlement, totals: Totals): Equation[] {
	const { transactions, sumOfLines, totalAmount } = settlement;
	const rows = report.settlements.reduce((sum, each) => sum + rowsOf(each), 0);
	const isOneToOne = report.settlements.every((s) => s.rowsWithoutAmount + s.furtherAmounts === 0);
	const gathered = transactions.reduce((sum, transaction) => sum + transaction.lineCount, 0);
	const figures = transactions.reduce((sum, transaction) => sum + sumOfFigures(transaction), 0);
	const classes = [...totals.byClass.values()].reduce((sum, total) => sum + total.amount, 0);
	return [
		equation(
			isOneToOne
				? 'rows of the file = header + summary rows + lines'
				: 'rows of the file = header + summary rows + lines + rows without an amount - further amounts in a row',
			report.rows,
			report.headerRows + rows,
		),
		equation(
			'lines = lines in transactions + unreadable',
			settlement.lines,
			gathered + settlement.unreadable,
		),
		moneyEquation('sum of lines = total amount', sumOfLines, totalAmount),
		moneyEquation('figures of all transactions = sum of lines', figures, sumOfLines),
		moneyEquation('amounts of all panes = sum of lines', sumOfPanes(totals), sumOfLines),
		moneyEquation('amounts of all classes = sum of lines', classes, sumOfLines),
	];
}

function sumOfFigures({ figures }: Transaction): Mills {
	return FIGURES.reduce((sum, figure) => sum + figures[figure], 0);
}

function equation(says: string, left: number, right: number | null): Equation {
	return { says, left, right, holds: left === right };
}

function moneyEquation(says: string, left: Mills, right: Mills | null): Equation {
	return equation(says, decimal(left), right === null ? null : decimal(right));
}

/** One sentence for people: `153 lines add up to 1016.08 CAD, as the report declares.` */
export function balanceSentence(settlement: Settlement): string {
	const { settlementId, lines, unreadable, totalAmount, difference } = settlement;
	const sum = `Settlement ${settlementId}: ${lines - unreadable} lines add up to ${moneyText(settlement, settlement.sumOfLines)}`;
	if (totalAmount === null || difference === null) {
		return `${sum}, but the report declares no total amount`;
	}
	if (difference === 0) {
		return `${sum}, as the report declares`;
	}
	return `${sum}, but the report declares ${moneyText(settlement, totalAmount)} (difference ${moneyText(settlement, difference)})`;
}

/** Throws when the lines are not the money Amazon declares, with both numbers and the likely cause. */
export function requireBalance(settlement: Settlement, unreadable: readonly UnreadableRow[]): void {
	if (settlement.balanced) {
		return;
	}
	const { settlementId } = settlement;
	const rows = unreadable.filter((row) => row.settlementId === settlementId);
	const told = rows.slice(0, ROWS_TOLD_MAX).map(({ row, reason }) => `row ${row}: ${reason}`);
	const cause =
		rows.length === 0 ? '' : `. Likely cause: ${rows.length} unreadable rows (${told.join('; ')})`;
	throw new SettlementError(
		'SETTLEMENT_OUT_OF_BALANCE',
		balanceSentence(settlement) + cause,
		'Download the report again in Seller Central and use it unchanged. If it still does not add up, ask Amazon for the missing lines or report the rows that could not be read; nothing is posted until then',
		{ settlementId },
		rows.slice(0, ROWS_TOLD_MAX),
	);
}

/** Throws when no settlement has a line: without items the steps after would not run, which looks like success. */
export function refuseEmpty({ settlements }: Pick<Report, 'settlements'>): void {
	if (settlements.some(({ lines }) => lines > 0)) {
		return;
	}
	const [{ settlementId, totalAmount, currency }] = settlements;
	throw new SettlementError(
		'SETTLEMENT_EMPTY',
		`Settlement ${settlementId} has no transactions in this report${totalAmount === null ? '' : `, and a deposit of ${moneyText({ currency }, totalAmount)}`}`,
		'Compare it with Seller Central: if the settlement has orders there, download the report again; if it has none, there is nothing to post. Nothing was written',
		{ settlementId },
	);
}

export function moneyText({ currency }: Pick<Settlement, 'currency'>, mills: Mills): string {
	const minor = mills / millsPerMinorUnit(currency);
	return `${toDecimalString(minor, currencyExponent(currency))} ${currency}`.trim();
}
