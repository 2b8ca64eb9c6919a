// Which files we read, and what we say of the others.
import { FORMATS, identify, missingColumns } from '../../nodes/shared/settlement/formats';
import { readReport } from '../../nodes/shared/settlement/report';
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

it.each([
	['XML file is damaged', 'line 2', '<?xml version="1.0"?>\n<AmazonEnvelope><Header/>'],
	['XML file', '', '<?xml version="1.0"?>\n<orders/>'],
	[
		'Date Range',
		'is not whole',
		'"Includes Amazon Marketplace, Fulfillment by Amazon (FBA), and Amazon Webstore transactions"\n"All amounts in USD"\n',
	],
	['Date Range', 'is not whole', '\ufeff"Datum/Uhrzeit","Abrechnungsnummer","Typ"\n'],
	['All Orders', '', 'amazon-order-id\tmerchant-order-id\tpurchase-date\tlast-updated-date\n'],
	['Amazon Pay', '', 'TransactionPostedDate,SettlementId,AmazonTransactionId,SellerReferenceId\n'],
	['VAT', '', 'UNIQUE_ACCOUNT_IDENTIFIER\tACTIVITY_PERIOD\tSALES_CHANNEL\n'],
	['inventory', '', 'sku\tasin\tprice\tquantity\n'],
	['inventory', '', 'item-name\titem-description\tlisting-id\tseller-sku\n'],
	['returns', '', 'return-date\torder-id\tsku\tasin\tfnsku\n'],
	['reimbursements', '', 'approval-date\treimbursement-id\tcase-id\n'],
	['advertising', '', 'Date,Campaign Name,Impressions,Clicks,Spend\n'],
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
