// Reports from outside the project, where they lie beside it: to the cent. They are not ours to carry,
// so these tests skip when they are absent.
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../support/node';

const SAMPLES = path.join(ROOT, '..', 'shared', 'samples');
const DERIVED = ['V2.iso', 'V2.eu-locale', 'V2.jp-dates', 'V2.iso.bom-crlf'].map(
	(shape) => `derived__CA-24288684721.${shape}.txt`,
);
const STAR = 'xieyi138-star__amazon-settlement-parser__settlement-sample.txt';
const CUT = 'meerathaakur__portone-reconciliation__s.txt';

const read = async (file: string) => await readReport([fs.readFileSync(path.join(SAMPLES, file))]);
const whenThere = (file: string) => (fs.existsSync(path.join(SAMPLES, file)) ? it : it.skip);

describe.each(DERIVED)('%s', (file) => {
	whenThere(file)('has 153 lines that make 1016.08 CAD', async () => {
		const { settlements, unreadable } = await read(file);
		expect(unreadable).toEqual([]);
		expect(settlements).toMatchObject([
			{
				currency: 'CAD',
				lines: 153,
				totalAmount: 1_016_080,
				sumOfLines: 1_016_080,
				balanced: true,
			},
		]);
	});

	whenThere(file)('gives the transactions of its twins', async () => {
		const [[twin], [settlement]] = [
			(await read(DERIVED[0])).settlements,
			(await read(file)).settlements,
		];
		expect(settlement.transactions).toEqual(twin.transactions);
		expect(settlement.contentHash).toBe(twin.contentHash);
	});
});

// Lines that carry money; the settlements' totals are the ones in the files.
const V1_FILES: Array<[string, number, number, number]> = [
	['adwweaver__Amazon-Settlement-Transformer__50011020300.txt', 3, -321_690, 0],
	['adwweaver__Amazon-Settlement-Transformer__50018020314.txt', 15, -62_310, 1],
	['adwweaver__Amazon-Settlement-Transformer__50034020328.txt', 153, 1_016_080, 3],
	['adwweaver__Amazon-Settlement-Transformer__50044020356.txt', 575, 4_630_230, 2],
	['ScaleLeap__amazon-mws-api-sdk__get-report-recording.txt', 3, -29_990, 0],
];

describe.each(V1_FILES)('%s', (file, lines, totalAmount, furtherAmounts) => {
	whenThere(file)('balances to the cent, every label known', async () => {
		const { format, settlements, unreadable } = await read(file);
		expect([format, unreadable]).toEqual(['Flat File V1', []]);
		expect(settlements).toMatchObject([
			{ lines, totalAmount, sumOfLines: totalAmount, balanced: true, furtherAmounts },
		]);
		expect(settlements[0].unclassified).toBe(0);
	});
});

whenThere(V1_FILES[2][0])(
	'V1 gives the money of its V2 twin, transaction by transaction',
	async () => {
		const [[v1], [v2]] = [
			(await read(V1_FILES[2][0])).settlements,
			(await read(DERIVED[0])).settlements,
		];
		// The derived file puts the micro deposit under other-transaction, where V2 says Transfers.
		const moneyOf = ({ transactions }: typeof v1) =>
			transactions
				.filter(({ orderId, shipmentId }) => orderId + shipmentId !== '')
				.map(({ key, figures, netAmount, quantity }) => ({ key, figures, netAmount, quantity }))
				.sort((a, b) => (a.key < b.key ? -1 : 1));
		expect(moneyOf(v1)).toEqual(moneyOf(v2));
		// 35 orders, two of them with two shipments, and a refund.
		expect(moneyOf(v1)).toHaveLength(38);
		const rest = ({ transactions }: typeof v1) =>
			transactions
				.filter(({ orderId, shipmentId }) => orderId + shipmentId === '')
				.reduce((sum, { netAmount }) => sum + netAmount, 0);
		expect(rest(v1)).toBe(rest(v2));
	},
);

const XML = 'derived__CA-24288684721.xml';
whenThere(XML)(
	'the XML twin: 150 money elements, ads as base and tax, make 1016.08 CAD',
	async () => {
		const { format, settlements, unreadable } = await read(XML);
		expect([format, unreadable]).toEqual(['Settlement XML', []]);
		expect(settlements).toMatchObject([
			{ lines: 153, totalAmount: 1_016_080, sumOfLines: 1_016_080, unclassified: 0 },
		]);
		const [v1] = (await read(V1_FILES[2][0])).settlements;
		const ordersOf = ({ transactions }: typeof v1) =>
			transactions
				.filter(({ orderId }) => orderId !== '')
				.map(({ key, figures, netAmount }) => ({ key, figures, netAmount }))
				.sort((a, b) => (a.key < b.key ? -1 : 1));
		expect(ordersOf(settlements[0])).toEqual(ordersOf(v1));
	},
);

const HYBRID = 'Juancho-BackToWin__aresstore-seller-hub__settlement.txt';
whenThere(HYBRID)('V1 with dates and currency on every row: 12 lines make 676.33 EUR', async () => {
	const { settlements, unreadable } = await read(HYBRID);
	expect(unreadable).toEqual([]);
	expect(settlements).toMatchObject([
		{ currency: 'EUR', lines: 12, totalAmount: null, sumOfLines: 676_330 },
	]);
});

const MADE_UP = 'airbytehq__airbyte__GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE.csv';
whenThere(MADE_UP)('V1 whose declared total is made up does not balance', async () => {
	const { settlements } = await read(MADE_UP);
	expect(settlements).toMatchObject([
		{ lines: 2, totalAmount: 1_234_560, sumOfLines: 16_770, balanced: false },
	]);
});

whenThere(STAR)('a currency on every row: 23 lines make 582.89 USD', async () => {
	const { settlements, unreadable } = await read(STAR);
	expect(unreadable).toEqual([]);
	expect(settlements).toMatchObject([
		{ currency: 'USD', lines: 23, totalAmount: 582_890, sumOfLines: 582_890, balanced: true },
	]);
	const [{ transactions }] = settlements;
	const reserves = transactions.reduce((sum, { figures }) => sum + figures.reserves, 0);
	expect(reserves).toBe(820_440 - 420_000);
});

whenThere(CUT)('a cut and damaged copy: 16 lines make 45.61, 3 rows are unreadable', async () => {
	const { settlements, unreadable } = await read(CUT);
	expect(unreadable.map(({ row, reason }) => [row, reason])).toEqual([
		[6, 'the row has 22 cells, the header 23'],
		[13, 'the row has 22 cells, the header 23'],
		[20, 'the row has 22 cells, the header 23'],
	]);
	expect(settlements).toMatchObject([
		{ currency: '', lines: 19, unreadable: 3, totalAmount: null, sumOfLines: 45_610 },
	]);
	expect(settlements[0].transactions.map(({ postedDate }) => postedDate.slice(0, 10))).toEqual([
		'2025-06-09',
		'2025-06-09',
		'2025-06-09',
	]);
});
