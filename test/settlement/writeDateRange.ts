// Writes Date Range reports in the twelve header languages, with code of its own: the headers are those
// of the reports in test/reports, whose columns stand in the order written down here; months, numbers
// and type words are written here too.
import { fs, path, ROOT } from '../support/node';

/** One row; amounts in cents, in yen for Japan. */
export interface WrittenRow {
	type: 'Order' | 'Refund' | 'ServiceFee' | 'FBA Inventory Fee' | 'Transfer';
	settlementId: string;
	orderId: string;
	description: string;
	quantity: number;
	/** Seconds since 1970. */
	time: number;
	released: number;
	isHeldBack: boolean;
	product: number;
	shipping: number;
	promotion: number;
	tax: number;
	withheld: number;
	selling: number;
	fba: number;
	other: number;
}
export type AmountName = 'product' | 'shipping' | 'promotion' | 'tax' | 'withheld' | 'selling';

interface Language {
	/** As the file in test/reports is called. */
	name: string;
	charset: string;
	columns: string[];
	types: Record<WrittenRow['type'], string>;
	statuses: readonly [released: string, heldBack: string];
	months: string;
	thousands: string;
	decimal: string;
	date(parts: DateParts, month: string): string;
	/** Minutes east of UTC. */
	zone: number;
}
interface DateParts {
	[part: string]: number;
}

const two = (part: number) => String(part).padStart(2, '0');
const clock = ({ hour, minute, second }: DateParts, mark = ':') =>
	[two(hour), two(minute), two(second)].join(mark);
const twelve = ({ hour, minute, second }: DateParts) =>
	`${hour % 12 || 12}:${two(minute)}:${two(second)}`;

const START = 'time settlement type order sku description quantity marketplace fulfillment . . .';
const LONG = `${START} . product tax shipping . . . promotion . withheld selling fba . other total`;
const LONG_WITH_FEES = `${START} . product tax shipping . . . . . promotion . withheld selling fba . other total`;
const SHORT = `${START} product shipping . promotion tax withheld selling fba . other total`;
const STATUS = ' status released';

const types = (words: string): Language['types'] => {
	const [Order, Refund, ServiceFee, storage, Transfer] = words.split('|');
	return { Order, Refund, ServiceFee, 'FBA Inventory Fee': storage, Transfer };
};
const ENGLISH = types('Order|Refund|Service Fee|FBA Inventory Fee|Transfer');
const SPANISH = types(
	'Pedido|Reembolso|Tarifa de prestación de servicio|Tarifas de inventario de Logística de Amazon|Transferir',
);
const FRENCH = types(
	'Commande|Remboursement|Frais de service|Frais de stock Expédié par Amazon|Transfert',
);
const EN = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec';
const FR = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.';
const ES = 'ene feb mar abr may jun jul ago sep oct nov dic';

type Facts = Partial<Language> & Pick<Language, 'name' | 'date'>;
const language = ({
	columns,
	...facts
}: Omit<Facts, 'columns'> & { columns: string }): Language => ({
	charset: 'utf-8',
	types: ENGLISH,
	statuses: ['', ''] as const,
	months: EN,
	thousands: '.',
	decimal: ',',
	zone: 0,
	...facts,
	columns: columns.split(' '),
});
const dayFirst =
	(zone: string, mark?: string) =>
	(parts: DateParts, month: string): string =>
		`${parts.day} ${month} ${parts.year} ${clock(parts, mark)} ${zone}`;

const ENGLISH_STATUSES = ['Released', 'Deferred'] as const;
const POINT = { thousands: ',', decimal: '.' };

export const LANGUAGES: readonly Language[] = [
	language({
		name: 'us',
		...POINT,
		zone: -420,
		statuses: ENGLISH_STATUSES,
		columns: LONG_WITH_FEES.replace('fulfillment', '. fulfillment') + STATUS,
		date: (parts, month) =>
			`${month} ${parts.day}, ${parts.year} ${twelve(parts)} ${parts.hour < 12 ? 'AM' : 'PM'} PDT`,
	}),
	language({
		name: 'au',
		...POINT,
		zone: 540,
		statuses: ENGLISH_STATUSES,
		columns: SHORT + STATUS,
		months: 'January February March April May June July August September October November December',
		date: (parts, month) =>
			`${parts.day} ${month} ${parts.year} ${twelve(parts)} ${parts.hour < 12 ? 'am' : 'pm'} GMT+9`,
	}),
	language({
		name: 'de',
		columns: LONG + STATUS,
		statuses: ['Veröffentlicht', 'Aufgeschoben'],
		types: types('Bestellung|Erstattung|Servicegebühr|Versand durch Amazon Lagergebühr|Übertrag'),
		date: (parts) => `${two(parts.day)}.${two(parts.month)}.${parts.year} ${clock(parts)} UTC`,
	}),
	language({
		name: 'fr',
		columns: LONG + STATUS,
		types: FRENCH,
		months: FR,
		thousands: '\u202f',
		statuses: ['Publiée', 'Différée'],
		date: dayFirst('UTC'),
	}),
	language({
		name: 'fr-be',
		columns: `${SHORT} released`,
		types: FRENCH,
		months: FR,
		zone: 120,
		date: dayFirst('CEST'),
	}),
	language({
		name: 'it',
		columns: LONG + STATUS,
		months: 'gen feb mar apr mag giu lug ago set ott nov dic',
		types: types(
			'Ordine|Rimborso|Commissione di servizio|Costo di stoccaggio Logistica di Amazon|Trasferimento',
		),
		statuses: ['Rilasciata', 'Differita'],
		date: dayFirst('UTC', '.'),
	}),
	language({
		name: 'es',
		columns: LONG_WITH_FEES + STATUS,
		types: SPANISH,
		months: ES,
		statuses: ['Liberado', 'Diferido'],
		date: dayFirst('UTC'),
	}),
	language({
		name: 'mx',
		charset: 'windows-1252',
		columns: LONG,
		types: SPANISH,
		months: ES,
		...POINT,
		zone: -420,
		date: dayFirst('PDT'),
	}),
	language({
		name: 'nl',
		columns: SHORT + STATUS,
		statuses: ['Vrijgegeven', 'Uitgesteld'],
		zone: 120,
		types: types('Bestelling|Terugbetaling|Servicekosten|FBA Inventory Fee|Overboeking'),
		months: 'jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.',
		date: dayFirst('GMT+02:00'),
	}),
	language({
		name: 'sv',
		columns: `${SHORT} released`,
		thousands: '\u00a0',
		zone: 60,
		types: types('Beställning|Återbäring|Serviceavgift|FBA Inventory Fee|Överföring'),
		months: 'jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.',
		date: dayFirst('CET'),
	}),
	language({
		name: 'pl',
		columns: SHORT,
		thousands: '\u00a0',
		zone: 330,
		types: types('Zamówienie|Zwrot|Service Fee|FBA Inventory Fee|Przelew'),
		months: 'sty lut mar kwi maj cze lip sie wrz paź lis gru',
		date: dayFirst('UTC+5:30'),
	}),
	language({
		name: 'ja',
		charset: 'shift_jis',
		thousands: ',',
		decimal: '',
		zone: 540,
		columns: LONG.replace('promotion', '. promotion'),
		types: types('注文|返金|注文外料金|FBA 在庫関連の手数料|振込み'),
		date: (parts) => `${parts.year}/${two(parts.month)}/${two(parts.day)} ${clock(parts)}JST`,
	}),
];

/** Whether its reports tell what is held back. */
export const tellsHeldBack = ({ columns }: Language) => columns.includes('released');

export function headerOf({ name, charset }: Language): string[] {
	const file = fs.readFileSync(path.join(ROOT, 'test', 'reports', `date-range-${name}.csv`));
	const lines = new TextDecoder(charset).decode(file).split(/\r?\n/);
	const header = lines.find((line) => /^"?[^",]+"?(,"?[^",]+"?){20,}$/.test(line)) ?? '';
	return header.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
}

function writeAmount(cents: number, { thousands, decimal }: Language): string {
	const size = Math.abs(cents);
	const whole = String(decimal === '' ? size : Math.trunc(size / 100));
	const grouped = whole.replace(/(?<=\d)(?=(\d{3})+$)/g, thousands);
	const fraction = decimal === '' ? '' : decimal + two(size % 100);
	return (cents < 0 ? '-' : '') + grouped + fraction;
}

function writeDate(time: number, own: Language): string {
	const local = new Date((time + own.zone * 60) * 1000);
	const parts = {
		year: local.getUTCFullYear(),
		month: local.getUTCMonth() + 1,
		day: local.getUTCDate(),
		hour: local.getUTCHours(),
		minute: local.getUTCMinutes(),
		second: local.getUTCSeconds(),
	};
	return own.date(parts, own.months.split(' ')[parts.month - 1]);
}

const AMOUNTS = [
	'product',
	'shipping',
	'promotion',
	'tax',
	'withheld',
	'selling',
	'fba',
	'other',
] as const;
export const totalOf = (row: WrittenRow) => AMOUNTS.reduce((sum, name) => sum + row[name], 0);

function writeCell(column: string, row: WrittenRow, own: Language): string {
	const isHeldBack = row.isHeldBack && tellsHeldBack(own);
	const texts: Record<string, string> = {
		time: writeDate(row.time, own),
		settlement: row.settlementId,
		type: own.types[row.type],
		order: row.orderId,
		sku: 'MUG',
		description: row.description,
		quantity: row.quantity === 0 ? '' : String(row.quantity),
		marketplace: 'amazon.com',
		fulfillment: 'Amazon',
		total: writeAmount(totalOf(row), own),
		status: own.statuses[isHeldBack ? 1 : 0],
		released: isHeldBack ? '' : writeDate(row.released, own),
		'.': '0',
	};
	const amount = AMOUNTS.find((name) => name === column);
	return amount === undefined ? texts[column] : writeAmount(row[amount], own);
}

export function writeDateRange(rows: readonly WrittenRow[], own: Language): Buffer {
	const cells = rows.map((row) => own.columns.map((column) => writeCell(column, row, own)));
	const quoted = (texts: readonly string[]) =>
		texts.map((text) => `"${text.replace(/"/g, '""')}"`).join(',');
	return Buffer.from(`"EUR"\n${[headerOf(own), ...cells].map(quoted).join('\n')}\n`);
}
