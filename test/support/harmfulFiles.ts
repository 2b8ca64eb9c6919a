// A megabyte of each shape that a file made to harm may have, by name. Read in a program of its own with a small heap
// (test/settlement/fileLimits.test.ts): `npx tsx test/support/harmfulFiles.ts` prints what each took.
import { readReport } from '../../nodes/shared/settlement/report/report';
import { toReportItems } from '../../nodes/shared/settlement/items/reportItems';
import { type Cells, V2_COLUMNS, writeRow } from '../settlement/writeReport';
import { cpuSeconds, printLine, zlib } from './node';

const BYTES = 1_000_000;
const UNPACKED = 100 * 1024 * 1024;
const HEADER = `${V2_COLUMNS.join('\t')}\n`;
const SUMMARY = `${writeRow({ 'settlement-id': '21', 'total-amount': '1.00', currency: 'USD' })}\n`;
const TAB_HEAD = HEADER + SUMMARY;
const COMMA_HEAD = TAB_HEAD.replace(/\t/g, ',');
const QUOTED_HEAD = TAB_HEAD.replace(/[^\t\n]+/g, '"$&"');
const XML_HEAD = '<?xml version="1.0"?><AmazonEnvelope><Message><SettlementReport>';

/** As many pieces as a megabyte holds. */
function filled(head: string, pieceOf: (i: number) => string): string {
	const pieces = [head];
	for (let i = 0, bytes = 0; bytes < BYTES; i++) {
		const piece = pieceOf(i);
		pieces.push(piece);
		bytes += piece.length;
	}
	return pieces.join('');
}

function rowOf(cells: Cells): string {
	return `${writeRow({
		'settlement-id': '21',
		'transaction-type': 'Order',
		'order-id': '111-0000001-0000001',
		'amount-type': 'ItemPrice',
		'amount-description': 'Principal',
		amount: '1.00',
		...cells,
	})}\n`;
}

const commaRowOf = (cells: Cells) => rowOf(cells).replace(/\t/g, ',');
const shortRowOf = (type: string, amountType: string, description: string) =>
	rowOf({
		'transaction-type': type,
		'amount-type': amountType,
		'order-id': '',
		'amount-description': description,
	});

const HARMFUL: Readonly<Record<string, () => string | Buffer>> = {
	'quotes that stay open in every row': () => filled(COMMA_HEAD, () => commaRowOf({ sku: '"a' })),
	'quotes that open and close in the middle': () =>
		filled(COMMA_HEAD, () => commaRowOf({ sku: '"a"b' })),
	'nothing but "a"b': () => filled(COMMA_HEAD, () => '"a"b\n'),
	'nothing but "a"b between tabs': () => filled(TAB_HEAD, () => '"a"b\n'),
	'nothing but quotes': () => filled(COMMA_HEAD, () => '"\n'),
	'lines with and without quotes': () => filled(COMMA_HEAD, (i) => (i % 2 ? '"a"\n' : 'b\n')),
	'lines with and without quotes between tabs': () =>
		filled(QUOTED_HEAD, (i) => (i % 2 ? '"a"\n' : 'b\n')),
	'cells with line ends': () => filled(COMMA_HEAD, () => '"\n"\n'),
	'one quote that swallows all rows': () => filled(`${COMMA_HEAD}"`, () => 'a,b\n'),
	'quotes around numbers': () => filled(TAB_HEAD, () => rowOf({ amount: '"1.00"', sku: '"a"b' })),
	'23,000 labels and more': () => filled(TAB_HEAD, (i) => shortRowOf('x', 'a', `d${i}`)),
	'types without end': () => filled(TAB_HEAD, (i) => shortRowOf(`T${i}`, 'a', 'd')),
	'amount types without end': () => filled(TAB_HEAD, (i) => shortRowOf('Order', `T${i}`, 'd')),
	'withheld taxes without end': () =>
		filled(TAB_HEAD, (i) =>
			rowOf({ 'amount-type': 'ItemWithheldTax', 'amount-description': `d${i}` }),
		),
	'rows that cannot be read': () => filled(TAB_HEAD, (i) => rowOf({ amount: `x${i}` })),
	'rows of one letter': () => filled(TAB_HEAD, () => 'a\n'),
	'one cell of blanks': () => `${TAB_HEAD}${rowOf({ sku: `a${' '.repeat(BYTES)}b` })}`,
	'cells of digits and marks': () =>
		filled(TAB_HEAD, () => rowOf({ amount: '1,111'.repeat(2000) })),
	'broken rows': () => filled(TAB_HEAD, () => rowOf({}).replace('Price', '\nPrice')),
	'deep XML': () => filled(XML_HEAD, () => '<Order>'),
	'XML without an end': () => filled(XML_HEAD, () => '<!--'),
	'XML of empty elements': () => filled(XML_HEAD, () => '<Order/>'),
	'a packed file that grows a thousand times': () => zlib.gzipSync(Buffer.alloc(UNPACKED, ' ')),
	'packed rows that grow a thousand times': () =>
		zlib.gzipSync(TAB_HEAD + rowOf({}).repeat(UNPACKED / 200)),
};

async function outcomeOf(file: Buffer): Promise<string> {
	try {
		const report = await readReport([file]);
		toReportItems(report, { account: '', basis: ['productCharges'], includeTransactions: true });
		return 'read';
	} catch (error) {
		return (error as { code?: string }).code ?? String(error);
	}
}

async function main(): Promise<void> {
	for (const [name, make] of Object.entries(HARMFUL)) {
		const file = Buffer.from(make());
		const start = cpuSeconds();
		const outcome = await outcomeOf(file);
		printLine(JSON.stringify({ name, seconds: cpuSeconds() - start, outcome }));
	}
}

void main();
