// A row of the Date Range "Transaction" CSV, with up to two dozen amounts side by side, as rows of
// Flat File V2: one for each amount that is not zero. Before that the row must prove itself, since no
// total of the file does (dateRangeParts.ts). Deferred rows, money Amazon has not released yet, become
// transactions of types of their own, which nothing posts.
import type { DateRangeColumn, Language } from '../labels/dateRangeColumns';
import { columnsOf, ENGLISH, languageOf, MONEY_COLUMNS } from '../labels/dateRangeColumns';
import { labelsOf } from '../labels/dateRangeLabels';
import { DEFERRED, fulfillmentOf, isItemType, readStatus, typeOf } from '../labels/dateRangeWords';
import { decidedOrder } from '../values/dates';
import { readMoment } from './dateRangeDates';
import type { Parts } from './dateRangeParts';
import { decimalText, readParts } from './dateRangeParts';
import type { Column } from './flatFileV2';
import type { ExpandedRow, HeaderOfFile, RowExpander } from './format';
import { widthProblem } from './rowProblem';

/** Languages in which `1/2/2026` may be read both ways; in all others the day is first. */
const EITHER_ORDER: readonly Language[] = ['en', 'ja'];

/** `at` is where a row of V2 wants each cell. */
export function createDateRangeExpander(
	{ names, preamble, notes }: HeaderOfFile,
	at: Readonly<Record<Column, number>>,
): RowExpander {
	const columns = columnsOf(names);
	const language = languageOf(names[columns.indexOf('dateTime')] ?? '');
	const style = {
		money: MONEY_COLUMNS.map((column) => ({ column, at: columns.indexOf(column) })).filter(
			({ at: place }) => place >= 0,
		),
		totalAt: columns.indexOf('total'),
		names,
		language,
		evidence: { '.': 0, ',': 0 },
	};
	const dates = { dayFirst: 0, monthFirst: 0 };
	const currency = currencyOf(preamble);
	const width = Object.keys(at).length;
	const cellOf = (cells: readonly string[], column: DateRangeColumn): string | undefined =>
		cells[columns.indexOf(column)];

	function momentOf(cells: readonly string[], isFileSeen: boolean) {
		// The settlement report posts a transaction when it is released.
		const column = cellOf(cells, 'releaseDate') ? 'releaseDate' : 'dateTime';
		const usual = EITHER_ORDER.includes(language) ? undefined : 'dayFirst';
		const order = isFileSeen ? (decidedOrder(dates) ?? usual) : usual;
		const moment = readMoment(cellOf(cells, column) ?? '', dates, order);
		return 'reason' in moment ? { ...moment, column: names[columns.indexOf(column)] } : moment;
	}

	return (cells, decisions) => {
		if (cells.length !== names.length) {
			return widthProblem(cells.length, names.length);
		}
		const parts = readParts(cells, style, decisions);
		if ('reason' in parts) {
			return parts;
		}
		const moment = momentOf(cells, decisions !== undefined);
		if ('reason' in moment) {
			return moment;
		}
		const cell = (column: DateRangeColumn) => cellOf(cells, column) ?? '';
		const { type, isKnown } = typeOf(cell('type'));
		const status = readStatus(cellOf(cells, 'status'), cellOf(cells, 'releaseDate'));
		if (!status.isKnown) {
			notes.add(
				`The transaction status '${cell('status')}' is not known: rows with a release date were taken as released, the others as deferred`,
			);
		}
		const { isDeferred } = status;
		const shape = new Array<string>(width).fill('');
		shape[at.settlementId] = cell('settlementId');
		shape[at.currency] = currency;
		shape[at.transactionType] = isDeferred ? `${DEFERRED} ${type}` : type;
		shape[at.orderId] = cell('orderId');
		shape[at.marketplaceName] = cell('marketplace');
		shape[at.fulfillment] = fulfillmentOf(cell('fulfillment'));
		shape[at.postedDateTime] = moment.text;
		shape[at.sku] = cell('sku');
		shape[at.quantity] = cell('quantity');
		const occasion = { type, isKnown, isDeferred, description: cell('description') };
		return stated(parts, isItemType(type) && cell('quantity') !== '').map(
			({ column, amount }): ExpandedRow => {
				const row = [...shape];
				const { amountType, amountDescription } = labelsOf(column, occasion);
				row[at.amountType] = amountType;
				row[at.amountDescription] = amountDescription;
				row[at.amount] = decimalText(amount);
				return { cells: row, amountColumn: ENGLISH[column] };
			},
		);
	};
}

/** What is not zero; the price also where it is, since it counts the units, and so that no row is lost. */
function stated({ amounts }: Parts, hasUnits: boolean): Parts['amounts'] {
	const some = amounts.some(({ amount }) => amount !== 0);
	return amounts.filter(
		({ column, amount }) => amount !== 0 || (column === 'productSales' && (hasUnits || !some)),
	);
}

const CURRENCY_SIGNS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\beuros?\b/i, 'EUR'],
	[/円/, 'JPY'],
];
const CURRENCIES = new RegExp(
	`\\b(${'AED AUD BRL CAD EGP EUR GBP INR JPY MXN PLN SAR SEK SGD TRY USD ZAR'.replace(/ /g, '|')})\\b`,
	'g',
);

/** `All amounts in USD, unless specified`; '' where the preamble names none, or several. */
function currencyOf(preamble: readonly string[]): string {
	const text = preamble.join('\n');
	const codes = new Set(text.match(CURRENCIES));
	for (const [sign, code] of CURRENCY_SIGNS) {
		if (sign.test(text)) {
			codes.add(code);
		}
	}
	return codes.size === 1 ? [...codes][0] : '';
}
