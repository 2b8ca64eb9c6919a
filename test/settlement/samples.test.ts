// Reports from outside the project, where they lie beside it: to the cent. They are not ours to carry,
// so these tests skip when they are absent.
import { readReport } from '../../nodes/shared/settlement/report';
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
		...['2025-06-09', '2025-06-09', '2025-06-09'],
	]);
});
