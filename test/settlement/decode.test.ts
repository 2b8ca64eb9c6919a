// Files that are not plain UTF-8: packed, in UTF-16, in an old code page, declared or not. They say what
// their UTF-8 twin says, or the rows that cannot be decoded are named; nothing is replaced in silence.
// The bytes of cp932 and Windows-1252 are spelled out from their code charts.
import { toSummaryItem } from '../../nodes/shared/settlement/items/summaryItem';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { fs, path, ROOT, zlib } from '../support/node';
import { cut, V2_COLUMNS, writeRow } from './writeReport';

const plain = fs.readFileSync(path.join(ROOT, 'test', 'reports', 'us-basic.txt'));
const text = plain.toString('utf8');
const bigEndian = (content: string) => Buffer.from(content, 'utf16le').swap16();

const contentOf = async (file: Buffer, places: number[] = [], charset = '') => {
	const { settlements, unreadable } = await readReport(cut(file, places), charset);
	return { unreadable, hashes: settlements.map(({ contentHash }) => contentHash) };
};

it.each([
	['gzip', zlib.gzipSync(plain)],
	[
		'two gzip members',
		Buffer.concat([zlib.gzipSync(plain.subarray(0, 700)), zlib.gzipSync(plain.subarray(700))]),
	],
	['UTF-16 with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
	['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
	['UTF-16, big end first, with a mark', bigEndian(`\ufeff${text}`)],
	['UTF-16, big end first, without a mark', bigEndian(text)],
	['UTF-16 in gzip', zlib.gzipSync(Buffer.from(`\ufeff${text}`, 'utf16le'))],
])('%s says what plain text says, wherever the chunks end', async (_, file) => {
	const expected = await contentOf(plain);
	expect(await contentOf(file)).toEqual(expected);
	expect(await contentOf(file, [1, 2, 3, 5, 101, 1000, 1001])).toEqual(expected);
});

const report = (currency: string, marketplace: string, skus: Buffer[]) => {
	const row = (cells: Parameters<typeof writeRow>[0]) =>
		`${writeRow({ 'settlement-id': '21', ...cells })}\n`;
	const summary = row({ 'total-amount': `${skus.length}`, currency });
	const line = row({
		'transaction-type': 'Order',
		'amount-type': 'ItemPrice',
		'amount-description': 'Principal',
		amount: '1',
		sku: '?',
		'marketplace-name': marketplace,
	});
	const [before, after] = line.split('?').map((part) => Buffer.from(part));
	const lines = skus.flatMap((sku) => [before, sku, after]);
	return Buffer.concat([Buffer.from(`${V2_COLUMNS.join('\t')}\n${summary}`), ...lines]);
};
const bytes = (...codes: number[]) => Buffer.from(codes);
const ASCII = Buffer.from('MUG');
const CP932_YUNOMI = bytes(0x93, 0x92, 0x93, 0xdb);
const CP1252_CAFE_EURO = bytes(0x43, 0x61, 0x66, 0xe9, 0x80);

async function read(file: Buffer, charset = '') {
	const all = await readReport([file], charset);
	const [settlement] = all.settlements;
	return {
		skus: settlement.transactions.flatMap(({ lines }) => lines.map(({ sku }) => sku)),
		unreadable: all.unreadable.map(({ row, reason }) => [row, reason]),
		balanced: settlement.balanced,
		notes: toSummaryItem(all, settlement, '').notes,
	};
}

it('cp932 is known by the Japanese marketplace, and said', async () => {
	expect(await read(report('JPY', 'Amazon.co.jp', [ASCII, CP932_YUNOMI]))).toEqual({
		skus: ['MUG', '湯呑'],
		unreadable: [],
		balanced: true,
		notes: ['The file is not UTF-8; 1 rows were read as cp932'],
	});
});

it('Windows-1252 is the charset of all other rows that are not UTF-8', async () => {
	expect(await read(report('EUR', 'Amazon.fr', [CP1252_CAFE_EURO, ASCII]))).toEqual({
		skus: ['MUG', 'Café€'],
		unreadable: [],
		balanced: true,
		notes: ['The file is not UTF-8; 1 rows were read as Windows-1252'],
	});
});

it.each(['Cp1252', 'windows-1252', 'ISO-8859-1'])('a declared %s is taken', async (charset) => {
	const { skus, notes } = await read(report('EUR', 'Amazon.fr', [CP1252_CAFE_EURO]), charset);
	expect([skus, notes]).toEqual([['Café€'], []]);
});

it('a declared Shift_JIS is taken whatever the marketplace', async () => {
	const { skus } = await read(report('USD', 'Amazon.com', [CP932_YUNOMI]), 'Shift_JIS');
	expect(skus).toEqual(['湯呑']);
});

it('a byte order mark knows better than a declaration', async () => {
	const marked = Buffer.from(`\ufeff${report('EUR', 'Amazon.fr', [Buffer.from('Café')])}`);
	expect((await read(marked, 'Cp1252')).skus).toEqual(['Café']);
});

it('a file that is UTF-8 elsewhere leaves the others unreadable', async () => {
	const mixed = report('EUR', 'Amazon.fr', [Buffer.from('Café'), CP1252_CAFE_EURO]);
	expect(await read(mixed)).toMatchObject({
		skus: ['Café'],
		unreadable: [[4, 'the row holds bytes that are not UTF-8']],
		balanced: false,
	});
});

it('a byte the charset does not define makes its row unreadable', async () => {
	const { unreadable, balanced } = await read(report('EUR', 'Amazon.fr', [bytes(0x81), ASCII]));
	expect([unreadable, balanced]).toEqual([[[3, 'the row holds bytes that are not UTF-8']], false]);
	await expect(
		readReport([report('EUR', 'Amazon.fr', [bytes(0x81)])], 'cp1252'),
	).rejects.toMatchObject({
		code: 'FORMAT_UNKNOWN',
		message: expect.stringContaining('windows-1252'),
	});
});

it('a cut or damaged gzip is refused', async () => {
	const packed = zlib.gzipSync(plain);
	const damaged = Buffer.from(packed);
	damaged[packed.length >> 1] ^= 0xff;
	for (const file of [packed.subarray(0, packed.length - 20), damaged]) {
		await expect(readReport([file])).rejects.toMatchObject({
			code: 'FORMAT_UNKNOWN',
			message: 'The gzip archive is damaged or cut off',
		});
	}
});

it('what goes wrong while the file arrives is told as it is', async () => {
	async function* broken() {
		yield zlib.gzipSync(plain).subarray(0, 100);
		throw new Error('disk is gone');
	}
	await expect(readReport(broken)).rejects.toThrow('disk is gone');
});
