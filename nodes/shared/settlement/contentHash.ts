// A fingerprint of what a settlement says, to tell a report delivered twice from one re-issued with
// other content. Row order, line ends, date and decimal style, and our catalogue do not touch it.
import { createHash } from 'crypto';
import type { Line } from './line';
import type { SettlementFacts } from './settlementFacts';
import type { Transaction } from './transaction';

/** Texts are gathered and hashed together: a call for each line would cost more than the hash. */
const BATCH = 1000;

export function hashContent(
	facts: SettlementFacts & { settlementId: string },
	transactions: ReadonlyMap<string, Transaction>,
): string {
	const { settlementId, startDate, endDate, depositDate, currency, totalAmount } = facts;
	const hash = createHash('sha256');
	let texts = [settlementId, startDate, endDate, depositDate, currency, String(totalAmount)];
	for (const key of [...transactions.keys()].sort()) {
		const { merchantOrderId, fulfillment, lines } = transactions.get(key)!;
		texts.push(`${key}\t${merchantOrderId}\t${fulfillment}\t${lines.length}`);
		for (const line of lines.length === 1 ? lines : [...lines].sort(byContent)) {
			texts.push(contentOf(line));
		}
		if (texts.length >= BATCH) {
			hash.update(`${texts.join('\n')}\n`);
			texts = [];
		}
	}
	return hash.update(texts.join('\n')).digest('hex');
}

function contentOf(line: Line): string {
	return `${line.amountType}\t${line.amountDescription}\t${line.amount}\t${line.sku}\t${line.quantity}\t${line.orderItemCode}\t${line.merchantOrderItemId}\t${line.merchantAdjustmentItemId}\t${line.postedDate}\t${line.promotionId}`;
}

/** Mostly the labels and the amount tell lines apart; the whole text is compared where they do not. */
function byContent(a: Line, b: Line): number {
	if (a.amount !== b.amount) {
		return a.amount - b.amount;
	}
	const [first, second] = [contentOf(a), contentOf(b)];
	return first === second ? 0 : first < second ? -1 : 1;
}
