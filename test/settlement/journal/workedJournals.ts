// Settlements worked out by hand, as label totals, and their journals as an accountant writes them.
import type { AccountKey } from '../../../nodes/shared/settlement/journal/accountKeys';
import { totalOf } from '../../../nodes/shared/settlement/journal/entryLines';
import type {
	JournalOptions,
	JournalPlan,
	JournalSource,
} from '../../../nodes/shared/settlement/journal/journalPlan';
import { planJournal } from '../../../nodes/shared/settlement/journal/journalPlan';
import type { LabelTotal } from '../../../nodes/shared/settlement/journal/labelTotals';
import { classify } from '../../../nodes/shared/settlement/labels/catalogue';
import { INVOICE_FIGURES } from '../../../nodes/shared/settlement/labels/figures';

const NAMES: Partial<Record<AccountKey, string>> = {
	BANK: 'Bank',
	CLEARING: 'Clearing',
	NOT_POSTED: 'Not Posted',
	RESERVE: 'Reserve',
	CARRIED: 'Carried',
	CARD: 'Credit Card',
	SELLING: 'Selling',
	FBA: 'FBA',
	STORAGE: 'Storage',
	ADVERTISING: 'Ads',
	REIMBURSEMENT: 'Reimbursements',
	INPUT_VAT: 'VAT',
	FACILITATOR: 'Sales Tax Payable',
	AWAITING_INVOICE: 'Awaiting Invoice',
};

/** Cents of `-1,264.58`. */
export function cents(text: string): number {
	const [whole, fraction] = text.replace(/[-,]/g, '').split('.');
	const size = Number(whole) * 100 + Number(fraction);
	return text.startsWith('-') && size !== 0 ? -size : size;
}

/** `Order|ItemFees|Commission -185.54 2026-10`; the month may be missing. */
export function total(row: string, marketplaceName = 'Amazon.com'): LabelTotal {
	const [, labels, text, month = ''] = /^(.*?) (-?[\d,]+\.\d\d)(?: (\d{4}-\d\d))?$/.exec(row) ?? [];
	const [transactionType, amountType, amountDescription] = labels.split('|');
	const words = { transactionType, amountType, amountDescription };
	const { group, figure } = classify(words, [], marketplaceName);
	const amount = cents(text);
	return {
		...words,
		marketplaceName,
		month,
		group,
		figure,
		lines: 1,
		credits: Math.max(amount, 0),
		charges: Math.min(amount, 0),
	};
}

const plain: JournalOptions = {
	layout: 'perAccount',
	notPosted: 'onClearing',
	deposit: 'inEntry',
	isSplitByMonth: false,
	feeTax: { mode: 'asInFile' },
	tolerance: 0,
	accountOf: (key) => NAMES[key] ?? '',
};

export function sourceOf(
	deposit: string,
	totals: LabelTotal[],
	more: Partial<JournalSource> = {},
): JournalSource {
	return {
		deposit: cents(deposit),
		date: '2026-10-17',
		totals,
		basis: INVOICE_FIGURES,
		notPosted: 0,
		documents: { payments: new Map(), refunds: new Map() },
		...more,
	};
}

export function plan(source: JournalSource, options: Partial<JournalOptions> = {}): JournalPlan {
	return planJournal(source, { ...plain, ...options });
}

const text = (minor: number) => (minor / 100).toFixed(2);

/** `2026-10-17 1420.28`, then `Dr Bank 653.03` and so on; proves that the entry balances. */
export function shown({ entries }: JournalPlan): string[][] {
	return entries.map(({ date, lines }) => {
		const { debit, credit } = totalOf(lines);
		return [
			`${date} ${text(debit)}${debit === credit ? '' : ` against ${text(credit)}`}`,
			...lines.map(
				(line) =>
					`${line.debit > 0 ? 'Dr' : 'Cr'} ${[line.accountId || line.keys.join(' '), nameOf(line)]
						.filter((word) => word !== '')
						.join(' ')} ${text(line.debit + line.credit)}`,
			),
		];
	});
}

function nameOf({ label, part, accountId }: { label: string; part: string; accountId: string }) {
	return accountId === 'Clearing' && part !== 'account' && label === '' ? part : label;
}
