// Cases of credit memos line by line: what was sold, what came back, which items are chosen, and by hand
// the lines that must stand on the memo and how the record says they were found.
import type { RefundItems } from '../../nodes/shared/netsuite/refunds/creditMemoLines';
import type { LineSettings } from '../../nodes/shared/netsuite/refunds/refundSettings';
import { AMOUNT_ONLY } from '../../nodes/shared/netsuite/refunds/refundSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../support/madeBooks';
import { invoiceOf } from '../support/madeBooks';
import type { Returned } from '../support/madeRefund';
import { refundOf } from '../support/madeRefund';
import type { AuditedRecord } from './auditor';
import type { Outcome, RefundCase } from './refundCases';
import { tellRefunds } from './refundCases';

type Lines = Array<[item: string, quantity: number, amount: string]>;

const service = (itemId: string) => ({ itemId, kind: 'nonInventorySaleItem' as const });
const ITEMS: BooksSeed['items'] = [
	...['Other', 'Concession', 'Tax back', 'Postage', 'Wrapping', 'Warranty'].map(service),
	{ itemId: 'PHONE', serial: true },
	{ itemId: 'MILK', lot: true },
	{ itemId: 'BOLT', bins: true },
];
const CHOSEN: Record<keyof RefundItems, string> = {
	fallback: 'Other',
	substitute: 'Concession',
	tax: 'Tax back',
	shipping: 'Postage',
	giftWrap: 'Wrapping',
};

export interface Sold {
	item: string;
	quantity?: number;
	amount: number;
	orderItem?: string;
	tax?: number;
}

export const TWO: Sold[] = [
	{ item: 'MUG', quantity: 2, amount: 40, orderItem: 'OI-1' },
	{ item: 'LAMP', amount: 50, orderItem: 'OI-2' },
];

export function booksWith(lines: Sold[]): BooksSeed {
	const total = lines.reduce((sum, { amount, tax = 0 }) => sum + amount + tax, 0);
	return {
		items: ITEMS,
		invoices: [{ ...invoiceOf('111-1', 0), lines, amountPaid: total }],
	};
}

export function chosenItems(
	sandbox: Sandbox,
	names: Array<keyof RefundItems>,
	more: Partial<LineSettings> = {},
): LineSettings {
	const ids = new Map(
		['nonInventorySaleItem', 'inventoryItem'].flatMap((type) =>
			sandbox.books.records(type).map((one) => [String(one.itemId), one.id]),
		),
	);
	const items = { ...AMOUNT_ONLY.items };
	for (const name of names) {
		items[name] = ids.get(CHOSEN[name]) ?? 'missing';
	}
	return { ...AMOUNT_ONLY, mode: 'byLine', items, ...more };
}

export function linesOf(sandbox: Sandbox): Lines {
	const nameOf = new Map(
		['nonInventorySaleItem', 'inventoryItem'].flatMap((type) =>
			sandbox.books.records(type).map((one) => [one.id, String(one.itemId)]),
		),
	);
	return sandbox.books
		.records('creditMemo')
		.flatMap((memo) =>
			(memo.item as AuditedRecord[]).map(
				(line) =>
					[nameOf.get(String(line.item)) ?? '?', line.quantity, line.amount] as Lines[number],
			),
		);
}

export interface LineCase {
	sold?: Sold[];
	returned: Returned[];
	chosen?: Array<keyof RefundItems>;
	settings?: Partial<LineSettings>;
	refund: Outcome;
	lines: Lines;
	/** What the record tells of how they were found. */
	told?: string;
}

export function caseOf({ sold = TWO, ...one }: LineCase): RefundCase {
	const [, credited = 0] = one.refund;
	return {
		books: booksWith(sold),
		settings: (sandbox) => ({ lines: chosenItems(sandbox, one.chosen ?? [], one.settings) }),
		settlements: [[refundOf('111-1', 'a', one.returned)]],
		refunds: [one.refund],
		receivable: 0,
		clearing: -credited,
		look: (sandbox) => {
			expect(linesOf(sandbox)).toEqual(one.lines);
			const [record] = sandbox.books.records('customrecord_amzstl_transaction');
			expect(record.custrecord_amzstl_t_refund_lines ?? '').toBe(one.told ?? '');
		},
	};
}

export function tellLines(cases: Array<[title: string, one: LineCase]>): void {
	tellRefunds(cases.map(([title, one]) => [title, caseOf(one)]));
}
