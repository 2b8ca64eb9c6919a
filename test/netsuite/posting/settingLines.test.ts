// The settings of a settlement as text, and back: what differs is named, and what another version or a person wrote
// is no reason to refuse.
import { paymentSettingLines } from '../../../nodes/shared/netsuite/payments/plan/paymentSettingLines';
import { NO_SETTINGS } from '../../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { SettingLine } from '../../../nodes/shared/netsuite/posting/settingLines';
import {
	addSettings,
	differingSettings,
	joinedLines,
	settingLine,
} from '../../../nodes/shared/netsuite/posting/settingLines';
import { refundSettingLines } from '../../../nodes/shared/netsuite/refunds/refundSettingLines';
import type { Settings } from '../../support/settle';
import { AMOUNT_ONLY } from '../../../nodes/shared/netsuite/refunds/refundSettings';

const SETTINGS: Settings = {
	keys: [{ column: 'externalid', template: '{marketplace}_{orderId}' }],
	datePolicy: 'posted',
	today: '2026-11-22',
	concurrency: 4,
	isDryRun: false,
	defaults: { ...NO_SETTINGS, paymentAccountId: '12', refundAccountId: '13' },
	marketplaces: [],
	overpayment: 'leave',
	fields: [],
	perCustomer: null,
	writeOff: null,
	itemId: '7',
	description: '',
	creditMemoFields: [],
	refundFields: [],
	lines: AMOUNT_ONLY,
	excess: 'refuse',
	openInvoice: 'refund',
	noInvoice: 'refuse',
	paymentOptionId: '',
};

const named = (linesOf: (settings: Settings) => SettingLine[], changes: Partial<Settings>) =>
	differingSettings(addSettings('', linesOf(SETTINGS)), linesOf({ ...SETTINGS, ...changes })).map(
		({ label, recorded, now }) => `${label}: ${recorded} -> ${now}`,
	);
const { defaults } = SETTINGS;

test.each<[Partial<Settings>, string]>([
	[
		{ keys: [{ column: 'otherrefnum', template: '{orderId}', orders: 'amazon' }] },
		'Invoice Keys: external ID {marketplace}_{orderId} -> PO number {orderId} (amazon orders)',
	],
	[{ defaults: { ...defaults, receivableAccountId: '3' } }, 'A/R Account: none -> 3'],
	[
		{ marketplaces: [{ ...NO_SETTINGS, marketplaceName: 'Amazon.ca', customerId: '5' }] },
		'Marketplaces: none -> Amazon.ca: customer 5',
	],
	[{ datePolicy: 'deposit' }, 'Transaction Date: posted -> deposit'],
	[{ periodPolicy: 'nextOpenPeriod' as never }, 'Closed Period: refuse -> nextOpenPeriod'],
])('payments and refunds: %j', (changes, expected) => {
	expect(named(paymentSettingLines, changes)).toEqual([expected]);
	expect(named(refundSettingLines, changes)).toEqual([expected]);
});

test.each<[Partial<Settings>, string]>([
	[{ defaults: { ...defaults, paymentAccountId: '9' } }, 'Payment Account: 12 -> 9'],
	[{ overpayment: 'cap' }, 'If Overpaid: leave -> cap'],
	[{ overpayment: 'refuse', tolerance: 0.5 }, 'If Overpaid: leave -> refuse beyond 0.5'],
	[
		{ writeOff: { tolerance: 1, itemId: '8' } },
		'If Underpaid: leave open -> write off up to 1 on item 8',
	],
])('payments alone: %j', (changes, expected) => {
	expect(named(paymentSettingLines, changes)).toEqual([expected]);
});

test.each<[Partial<Settings>, string]>([
	[{ defaults: { ...defaults, refundAccountId: '9' } }, 'Refund Account: 13 -> 9'],
	[{ itemId: '8' }, 'Refund Item: 7 -> 8'],
	[{ excess: 'cap' }, 'If More Than Was Invoiced: refuse -> cap'],
	[{ openInvoice: 'apply' }, 'If the Invoice Is Still Open: refund -> apply'],
	[{ noInvoice: 'standAlone' }, 'If No Invoice Is Found: refuse -> standAlone'],
])('refunds alone: %j', (changes, expected) => {
	expect(named(refundSettingLines, changes)).toEqual([expected]);
});

test('what posts nothing else differs from nothing', () => {
	const changes: Partial<Settings> = { concurrency: 1, today: '2026-12-01', isDryRun: true };
	expect(named(paymentSettingLines, changes)).toEqual([]);
});

const line = (value: string) => [settingLine('Payment Account', value)];

test.each([
	['nothing', '', []],
	['a word of a person', 'see Anna', []],
	['a setting of another version', 'Bank Account: 9', []],
	['the same, with the line ends of a browser', 'A: 1\r\nPayment Account: 12\r\n', []],
	['another value', 'Payment Account: 9', ['9']],
	['two blocks, one of them the same', 'Payment Account: 9\n\nPayment Account: 12', []],
])('recorded: %s', (_words, text, expected) => {
	expect(differingSettings(text, line('12')).map(({ recorded }) => recorded)).toEqual(expected);
});

test('settings are added beside those of other nodes', () => {
	const text = addSettings(addSettings('', line('9')), line('12'));
	expect([differingSettings(text, line('9')), differingSettings(text, line('12'))]).toEqual([
		[],
		[],
	]);
	expect(differingSettings(text, line('3'))).toHaveLength(1);
});

test('a value of several lines is one line, and an empty one is none', () => {
	expect(settingLine('Keys', ' a\n b ')).toEqual({ label: 'Keys', value: 'a b' });
	expect(settingLine('Keys', ' ')).toEqual({ label: 'Keys', value: 'none' });
});

test('what an expression makes another for each order is no single value', () => {
	expect(joinedLines([line('9'), line('12')])).toEqual(line('another for each order'));
	expect(joinedLines([line('9'), line('9')])).toEqual(line('9'));
});
