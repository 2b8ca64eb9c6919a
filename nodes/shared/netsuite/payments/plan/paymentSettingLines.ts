// The settings of payments that stand on the summary of their settlement.
import type { SettingLine } from '../../posting/settingLines';
import { settingLine, sharedLines } from '../../posting/settingLines';
import type { PaymentSettings } from './paymentSettings';

export function paymentSettingLines(settings: PaymentSettings): SettingLine[] {
	const { defaults, overpayment, tolerance = 0, writeOff } = settings;
	const more = overpayment === 'refuse' ? `refuse beyond ${tolerance}` : overpayment;
	const less =
		writeOff === null
			? 'leave open'
			: `write off up to ${writeOff.tolerance} on item ${writeOff.itemId}`;
	return [
		...sharedLines(settings, ['customerId', 'paymentAccountId', 'receivableAccountId']),
		settingLine('Payment Account', defaults.paymentAccountId),
		settingLine('If Overpaid', more),
		settingLine('If Underpaid', less),
	];
}
