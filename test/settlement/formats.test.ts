// Which files we read, and what we say of the others.
import { readCsvRows } from '../../nodes/shared/settlement/file/csvRows';
import { readMoment } from '../../nodes/shared/settlement/formats/dateRangeDates';
import {
	columnName,
	FORMATS,
	identify,
	missingColumns,
	SETTLEMENT_XML,
} from '../../nodes/shared/settlement/formats/formats';
import { readReport } from '../../nodes/shared/settlement/report/report';
import { readDate } from '../../nodes/shared/settlement/values/dates';
import { readAmount } from '../../nodes/shared/settlement/values/money';
import { fs, path, ROOT } from '../support/node';
import { V2_COLUMNS } from './writeReport';

const refusal = async (content: string | Buffer) =>
	await readReport([Buffer.from(content as string)]).then(
		() => undefined,
		(error: unknown) => error,
	);

describe('Flat File V2', () => {
	it.each([
		['24 columns', [...V2_COLUMNS]],
		['23 columns', V2_COLUMNS.slice(0, 23)],
		['any order', [...V2_COLUMNS].reverse()],
		['blanks for hyphens', V2_COLUMNS.map((name) => ` ${name.replace(/-/g, ' ')}  `)],
		['upper case', V2_COLUMNS.map((name) => name.toUpperCase())],
		['a column we do not know', [...V2_COLUMNS, 'new-column']],
	])('is claimed with %s', (_, header) => {
		expect(identify(header)).toMatchObject({ name: 'Flat File V2', width: header.length });
	});

	it('is bound by name', () => {
		const format = identify([...V2_COLUMNS].reverse());
		expect(format?.at.settlementId).toBe(23);
		expect(format?.at.promotionId).toBe(0);
		expect(identify(V2_COLUMNS.slice(0, 23))?.at.promotionId).toBe(-1);
	});

	it('is refused when a column stands twice', async () => {
		const error = await refusal([...V2_COLUMNS, 'amount'].join('\t'));
		expect(error).toMatchObject({ code: 'FORMAT_UNKNOWN', place: { column: 'amount' } });
	});

	it('is refused when columns are missing, which are named', async () => {
		const header = V2_COLUMNS.filter((name) => name !== 'deposit-date' && name !== 'amount');
		expect(await refusal(header.join('\t'))).toMatchObject({
			code: 'FORMAT_UNKNOWN',
			message: expect.stringContaining('Flat File V2, missing: deposit-date, amount'),
		});
	});
});

it('no header is claimed by two formats', () => {
	for (const format of FORMATS) {
		const names = Object.values(format.columns);
		const claimants = FORMATS.filter((other) => missingColumns(other, names).length === 0);
		expect(claimants).toEqual([format]);
		expect(identify(names)?.name).toBe(format.name);
	}
});

// Every example is the 3rd of June 2026, 11:02:03 UTC, or that day; 06/03/26 as Amazon documents it.
it.each(
	[...FORMATS, SETTLEMENT_XML].flatMap(({ name, dates }) =>
		dates.map((date) => [name, date] as const),
	),
)('%s: the date %j of the table is read', (name, date) => {
	const evidence = { dayFirst: 0, monthFirst: 0 };
	const moment =
		name === 'Date Range CSV'
			? readMoment(date, evidence, 'monthFirst')
			: { text: readDate(date, evidence, 'monthFirst') };
	expect(Object.values(moment)[0]).toMatch(/^2026-06-03[T ](11:02:03|00:00:00)( UTC|Z)$/);
});

it.each([...FORMATS, SETTLEMENT_XML].map(({ name, decimals }) => [name, decimals] as const))(
	'%s: amounts are read with its decimal marks',
	(_, decimals) => {
		expect(decimals.length).toBeGreaterThan(0);
		for (const mark of decimals) {
			expect(readAmount(`-1234${mark}56`, { '.': 0, ',': 0 })).toBe(-1_234_560);
		}
	},
);

/** The formats that claim a line of the file's head, however it is delimited and encoded. */
function claimantsOf(file: Buffer): string[] {
	const lines = ['utf-8', 'shift_jis', 'windows-1252'].flatMap((charset) =>
		new TextDecoder(charset).decode(file.subarray(0, 20_000)).split(/[\r\n]+/, 30),
	);
	const headers = lines.flatMap((line) =>
		(['\t', ',', ';'] as const).flatMap((delimiter) => [
			line.split(delimiter),
			...[...readCsvRows(Buffer.from(line), delimiter)].map(({ cells }) => cells),
		]),
	);
	const claims = headers.flatMap((header) =>
		FORMATS.filter((format) => missingColumns(format, header.map(columnName)).length === 0),
	);
	return [...new Set(claims.map(({ name }) => name))];
}

const SAMPLES = path.join(ROOT, '..', 'shared', 'samples');
const REPORTS = path.join(ROOT, 'test', 'reports');
const filesIn = (folder: string) =>
	(fs.existsSync(folder) ? fs.readdirSync(folder) : [])
		.filter((name) => /\.(txt|csv|xml)$/.test(name))
		.map((name) => [name, path.join(folder, name)] as const);

it.each([...filesIn(SAMPLES), ...filesIn(REPORTS)])(
	'%s is claimed by exactly one format',
	async (name, file) => {
		const bytes = fs.readFileSync(file);
		const { format } = await readReport([bytes]);
		const claimants = name.endsWith('.xml') ? [SETTLEMENT_XML.name] : claimantsOf(bytes);
		expect(claimants).toEqual([format]);
	},
);

it.each([
	['XML file is damaged', 'line 2', '<?xml version="1.0"?>\n<AmazonEnvelope><Header/>'],
	['XML file', '', '<?xml version="1.0"?>\n<orders/>'],
	[
		'Date Range',
		'is not whole',
		'"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions"\n"All amounts in USD"\n',
	],
	['Date Range', 'is not whole', '\ufeff"Datum/Uhrzeit","Abrechnungsnummer","Typ"\n'],
	['web page', '', '<!DOCTYPE html>\n<html>'],
	['JSON', '', '{"reports": []}'],
	['gzip archive is damaged', '', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
	['zip', '', Buffer.from('PK\u0003\u0004\u0014\u0000settlement.txt', 'latin1')],
	['Excel workbook', '', Buffer.from('PK\u0003\u0004\u0014\u0000[Content_Types].xml', 'latin1')],
	['PDF', '', '%PDF-1.7\n'],
	['empty', '', ''],
	['empty', '', ' \r\n\r\n'],
	['Dear accountant', '', 'Dear accountant,\nplease find attached\n'],
])('%s is refused by name (%s)', async (name, remark, content) => {
	const error = await refusal(content);
	expect(error).toMatchObject({ name: 'SettlementError', code: 'FORMAT_UNKNOWN' });
	expect((error as Error).message).toContain(name);
	expect((error as Error).message).toContain(remark);
	expect((error as { remedy: string }).remedy).not.toBe('');
});
