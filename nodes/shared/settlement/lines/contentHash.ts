// A fingerprint of what a settlement says, to tell a report delivered twice from one re-issued with
// other content. Row order, line ends, date and decimal style, and our catalogue do not touch it: every
// line becomes a number of 64 bits, numbers are added up as the lines come in, and a sum does not know
// the order of its parts. It tells apart what differs by accident or by re-issue; it is no seal against forgery.
import { createHash } from 'crypto';
import type { Meaning } from '../labels/catalogue';
import type { Words } from '../values/words';
import { mixNumber, mixNumbers, mixText, mixWords, noWords } from '../values/words';
import type { Line, LineDetails } from './line';
import type { SettlementFacts } from './settlementFacts';

/** What is hashed of a transaction beside its lines. */
interface HashedTransaction {
	key: string;
	merchantOrderId: string;
	fulfillment: string;
	lineCount: number;
	lineHash: Words;
}

const DETAILS = [
	'sku',
	'orderItemCode',
	'merchantOrderItemId',
	'merchantAdjustmentItemId',
	'postedDate',
	'promotionId',
] as const satisfies ReadonlyArray<keyof LineDetails>;

export function hashContent(
	facts: SettlementFacts & { settlementId: string },
	transactions: ReadonlyMap<string, HashedTransaction>,
): string {
	const { settlementId, startDate, endDate, depositDate, currency, totalAmount } = facts;
	const sum = noWords();
	let lineCount = 0;
	for (const transaction of transactions.values()) {
		const event: Words = { a: transaction.lineCount, b: transaction.lineCount };
		mixText(event, transaction.key);
		mixText(event, transaction.merchantOrderId);
		mixText(event, transaction.fulfillment);
		mixWords(event, transaction.lineHash);
		add(sum, event);
		lineCount += transaction.lineCount;
	}
	const stated = [settlementId, startDate, endDate, depositDate, currency, totalAmount];
	const texts = [...stated, transactions.size, lineCount, sum.a, sum.b].map(String);
	return createHash('sha256').update(texts.join('\n')).digest('hex');
}

export type LineHasher = (sum: Words, line: Line) => number;

/** Adds the number of a line to a sum and gives half of it. Texts that neighbours share are mixed once. */
export function createLineHasher(): LineHasher {
	const labels = new Map<Meaning, readonly number[]>();
	const known = DETAILS.map(() => '');
	const said = DETAILS.flatMap(() => numbersOf(''));
	let last: LineDetails | undefined;
	const words = noWords();
	return (sum, { amount, meaning, details }) => {
		let label = labels.get(meaning);
		if (label === undefined) {
			const { amountType, amountDescription } = meaning;
			label = [...numbersOf(amountType), ...numbersOf(amountDescription)];
			labels.set(meaning, label);
		}
		if (details !== last) {
			last = details;
			for (let i = 0; i < DETAILS.length; i++) {
				const text = details[DETAILS[i]];
				if (text !== known[i]) {
					known[i] = text;
					const { a, b } = wordsOf(text);
					said[2 * i] = a;
					said[2 * i + 1] = b;
				}
			}
		}
		words.a = amount | 0;
		words.b = details.quantity | 0;
		mixNumber(words, Math.floor(amount / 0x1_0000_0000));
		mixNumbers(words, label);
		mixNumbers(words, said);
		return add(sum, words);
	};
}

function wordsOf(text: string): Words {
	const words = noWords();
	mixText(words, text);
	return words;
}

function numbersOf(text: string): number[] {
	const { a, b } = wordsOf(text);
	return [a, b];
}

/** After a last stir, since a sum of words that are alike would lose bits. */
function add(sum: Words, words: Words): number {
	const a = Math.imul(words.a ^ (words.b >>> 15), 0x2c1b3c6d);
	const b = Math.imul(words.b ^ (a >>> 12), 0x297a2d39);
	sum.a = (sum.a + (a ^ (b >>> 15))) | 0;
	sum.b = (sum.b + (b ^ (a >>> 15))) | 0;
	return a ^ (b >>> 15);
}
