// A fingerprint of what a settlement says, to tell a report delivered twice from one re-issued with
// other content. Row order, line ends, date and decimal style, and our catalogue do not touch it: every
// line becomes a number of 64 bits, numbers are added up, and a sum does not know the order of its
// parts. It tells apart what differs by accident or by re-issue; it is no seal against forgery.
import { createHash } from 'crypto';
import type { Line } from './line';
import type { SettlementFacts } from './settlementFacts';
import type { Transaction } from './transaction';

/** Two words of 32 bits, mixed with different constants. */
interface Words {
	a: number;
	b: number;
}

const LINE_TEXTS = [
	'amountType',
	'amountDescription',
	'sku',
	'orderItemCode',
	'merchantOrderItemId',
	'merchantAdjustmentItemId',
	'postedDate',
	'promotionId',
] as const satisfies ReadonlyArray<keyof Line>;

export function hashContent(
	facts: SettlementFacts & { settlementId: string },
	transactions: ReadonlyMap<string, Transaction>,
): string {
	const { settlementId, startDate, endDate, depositDate, currency, totalAmount } = facts;
	const addLine = createLineAdder();
	const sum: Words = { a: 0, b: 0 };
	let lineCount = 0;
	for (const { key, merchantOrderId, fulfillment, lines } of transactions.values()) {
		const lineSum: Words = { a: 0, b: 0 };
		for (const line of lines) {
			addLine(lineSum, line);
		}
		const event: Words = { a: lines.length, b: lines.length };
		mixText(event, key);
		mixText(event, merchantOrderId);
		mixText(event, fulfillment);
		mixWords(event, lineSum);
		add(sum, event);
		lineCount += lines.length;
	}
	const stated = [settlementId, startDate, endDate, depositDate, currency, totalAmount];
	const texts = [...stated, transactions.size, lineCount, sum.a, sum.b].map(String);
	return createHash('sha256').update(texts.join('\n')).digest('hex');
}

/** Neighbours repeat most texts, so each column remembers the words of its last one. */
function createLineAdder(): (sum: Words, line: Line) => void {
	const known = LINE_TEXTS.map((column) => ({ column, text: '', words: wordsOf('') }));
	const words: Words = { a: 0, b: 0 };
	return (sum, line) => {
		words.a = line.amount | 0;
		words.b = line.quantity | 0;
		mixNumber(words, Math.floor(line.amount / 0x1_0000_0000));
		for (const last of known) {
			const text = line[last.column];
			if (text !== last.text) {
				last.text = text;
				last.words = wordsOf(text);
			}
			mixWords(words, last.words);
		}
		add(sum, words);
	};
}

function wordsOf(text: string): Words {
	const words: Words = { a: 0, b: 0 };
	mixText(words, text);
	return words;
}

function mixText(words: Words, text: string): void {
	let { a, b } = words;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 0x9e3779b1);
		b = Math.imul(b ^ code, 0x5f356495) + 1;
		a ^= a >>> 15;
		b ^= b >>> 13;
	}
	words.a = a;
	words.b = b;
	mixNumber(words, text.length);
}

function mixWords(words: Words, next: Words): void {
	mixNumber(words, next.a);
	mixNumber(words, next.b);
}

/** Each word takes the number in, then stirs the other, so that no order of texts gives another's. */
function mixNumber(words: Words, number: number): void {
	words.a = Math.imul(words.a ^ (number | 0) ^ (words.b >>> 16), 0x85ebca6b);
	words.b = Math.imul(words.b ^ (number | 0) ^ (words.a >>> 13), 0xc2b2ae35) + 0x27d4eb2f;
}

/** After a last stir, since a sum of words that are alike would lose bits. */
function add(sum: Words, words: Words): void {
	const a = Math.imul(words.a ^ (words.b >>> 15), 0x2c1b3c6d);
	const b = Math.imul(words.b ^ (a >>> 12), 0x297a2d39);
	sum.a = (sum.a + (a ^ (b >>> 15))) | 0;
	sum.b = (sum.b + (b ^ (a >>> 15))) | 0;
}
