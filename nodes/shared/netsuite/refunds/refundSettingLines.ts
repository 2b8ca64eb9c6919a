// The settings of refunds that stand on the summary of their settlement.
import type { SettingLine } from '../posting/settingLines';
import { settingLine, sharedLines } from '../posting/settingLines';
import type { RefundSettings } from './refundSettings';

export function refundSettingLines(settings: RefundSettings): SettingLine[] {
	const { defaults, itemId, excess, openInvoice, noInvoice } = settings;
	return [
		...sharedLines(settings, ['customerId', 'refundAccountId', 'receivableAccountId']),
		settingLine('Refund Account', defaults.refundAccountId),
		settingLine('Refund Item', itemId),
		settingLine('If More Than Was Invoiced', excess),
		settingLine('If the Invoice Is Still Open', openInvoice),
		settingLine('If No Invoice Is Found', noInvoice),
	];
}
