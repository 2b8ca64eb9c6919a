// What is open, by cause: pure. One cause has one code, its money, one remedy and its orders. What disagrees comes
// before what merely waits; an order that does both stands once, with both reasons.
import type { Decimal } from '../shared/settlement/values/money';
import { toDecimal } from '../shared/netsuite/records/amount';
import type { Disagreement } from '../shared/netsuite/records/disagreement';
import { standing, whomOf } from '../shared/netsuite/records/disagreement';
import type { OpenTransaction } from '../shared/netsuite/settlements/openTransactions';

export interface OpenOrder {
	recordId: string;
	orderId: string;
	transactionType: string;
	/** What is open of it, where it disagrees and nothing waits its whole amount; null where no record says it. */
	openAmount: Decimal | null;
	status: string;
	/** `YYYY-MM-DD`; '' where it is not known. */
	postedDate: string;
	/** Internal ids of NetSuite's transactions. */
	documentIds: string[];
	/** What is said of this order alone; '' when the cause says it all. */
	message: string;
	/** Of it, what is no part of the cause: another reason that this order has; '' for none. */
	also: string;
}

export interface Cause {
	/** '' for what was not tried yet, or stays partly unapplied. */
	code: string;
	title: string;
	disagrees: boolean;
	/** Orders and refunds, and what concerns the settlement as a whole. */
	count: number;
	/** Decimal; null when the money of one of them is not known. */
	amount: Decimal | null;
	/** What happened, where it is the same of all orders but for their ids; '' where it differs. */
	what: string;
	/** What all of its orders have in common: mostly what to do. */
	remedy: string;
	orders: OpenOrder[];
}

export interface Reasoned {
	open: OpenTransaction;
	title: string;
	/** Without the code. */
	reason: string;
}

interface Entry {
	code: string;
	title: string;
	disagrees: boolean;
	reason: string;
	/** Another reason that this order alone has. */
	also: string;
	order: Omit<OpenOrder, 'message' | 'also'>;
}

/** `settled`: what is disputed of settled records, by the ids of these. */
export function causesOf(
	waiting: Reasoned[],
	disagreements: readonly Disagreement[],
	currency: string,
	settled: ReadonlyMap<string, OpenTransaction> = new Map(),
): Cause[] {
	const disputes = standing(disagreements);
	const openOf = new Map(waiting.map((one) => [whoWaits(one.open), one]));
	const disputed = new Set(disputes.map(whomOf));
	const entries: Entry[] = [
		...disputes.map((one) =>
			disputedEntry(one, openOf.get(whomOf(one)), settled.get(one.recordId), currency),
		),
		...waiting
			.filter(({ open }) => !disputed.has(whoWaits(open)))
			.map(({ open, title, reason }) => ({
				code: open.errorCode,
				title,
				disagrees: false,
				reason,
				also: '',
				order: orderOf(open, currency),
			})),
	];
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) {
		const key = `${entry.disagrees} ${entry.code} ${entry.title}`;
		const group = groups.get(key);
		if (group === undefined) {
			groups.set(key, [entry]);
		} else {
			group.push(entry);
		}
	}
	return [...groups.values()].map(causeOf).sort(worstFirst);
}

/** '' of what is only planned: nothing that disagrees is about it. */
function whoWaits({ recordId, orderId }: OpenTransaction): string {
	return recordId === null ? '' : whomOf({ recordId, orderId });
}

function orderOf(open: OpenTransaction, currency: string): Entry['order'] {
	return {
		recordId: open.recordId ?? '',
		orderId: open.orderId,
		transactionType: open.transactionType,
		openAmount: toDecimal(
			open.status === 'Partially Applied' ? open.rest : open.transactionAmount,
			currency,
		),
		status: open.status,
		postedDate: open.postedDate,
		documentIds: open.documentIds,
	};
}

/** An error of its own says more than the disagreement alone. */
function disputedEntry(
	one: Disagreement,
	own: Reasoned | undefined,
	settled: OpenTransaction | undefined,
	currency: string,
): Entry {
	const hasReason =
		own !== undefined && own.open.errorCode !== '' && own.open.errorCode !== one.code;
	const record = own?.open ?? (settled?.orderId === one.orderId ? settled : undefined);
	const documents = [one.documentId, ...(record?.documentIds ?? [])].filter((id) => id !== '');
	const order =
		record === undefined
			? {
					recordId: one.recordId,
					orderId: one.orderId,
					transactionType: '',
					openAmount: null,
					status: '',
					postedDate: '',
				}
			: orderOf(record, currency);
	return {
		code: one.code,
		title: one.code,
		disagrees: true,
		reason: one.message,
		also: hasReason ? `${own.open.errorCode}: ${own.reason}` : '',
		order: { ...order, documentIds: [...new Set(documents)] },
	};
}

function causeOf(entries: Entry[]): Cause {
	const [{ code, title, disagrees }] = entries;
	const sentences = entries.map(({ reason }) => sentencesOf(reason));
	const shared = sharedAtEnd(sentences);
	const amounts = entries.map(({ order }) => order.openAmount);
	return {
		code,
		title,
		disagrees,
		count: entries.length,
		amount: amounts.some((amount) => amount === null)
			? null
			: Number(amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0).toFixed(6)),
		what: whatHappened(entries, sentences, shared),
		remedy: sentences[0].slice(sentences[0].length - shared).join(' '),
		orders: entries.map(({ order, also }, at) => ({
			...order,
			message: [...sentences[at].slice(0, sentences[at].length - shared), also]
				.filter((sentence) => sentence !== '')
				.join(' '),
			also,
		})),
	};
}

/** Many orders: what happened once, with `{orderId}` as in the settings of keys. */
function whatHappened(entries: Entry[], sentences: string[][], shared: number): string {
	if (entries.length === 1) {
		return '';
	}
	const texts = entries.map(({ order: { orderId } }, at) => {
		const text = sentences[at].slice(0, sentences[at].length - shared).join(' ');
		return orderId === '' ? text : text.replaceAll(orderId, '{orderId}');
	});
	return texts.every((text) => text === texts[0])
		? texts[0]
				.replace(/^(?:The )?order \{orderId\}/i, 'The order')
				.replace(/\b(?:the )?order \{orderId\}/g, 'the order')
		: '';
}

function sentencesOf(text: string): string[] {
	return text.split(/(?<=\.)\s+(?=[A-Z'"])/);
}

/** How many sentences all texts end with. A single order keeps its first: it says what happened, not what to do. */
function sharedAtEnd(texts: string[][]): number {
	const [first, ...others] = texts;
	let shared = 0;
	const fromEnd = (sentences: string[]) => sentences[sentences.length - 1 - shared];
	const most = others.length === 0 ? first.length - 1 : first.length;
	while (shared < most && others.every((text) => fromEnd(text) === fromEnd(first))) {
		shared += 1;
	}
	return shared;
}

function worstFirst(left: Cause, right: Cause): number {
	const size = ({ amount }: Cause) => Math.abs(amount ?? 0);
	return Number(right.disagrees) - Number(left.disagrees) || size(right) - size(left);
}
