// The auditor: knows what is true of a story, reads the books over HTTP and hears what the program said, and shares no
// code with it. An empty list means: nothing paid or given back twice, every balance as it should be or said to be
// otherwise, deposits, journals and clearing to the last cent.
import type { Ledger, Rec } from './books';
import { ACCOUNTS } from './books';
import { expectedOf, isOpenIn, isPlain } from './expected';
import type { Order, Settlement, Story } from './truth';
import { minorOf, sum } from './truth';

export interface Violation {
	law: string;
	detail: string;
}

/** What the program said last, by settlement id. */
export interface Heard {
	isClean: boolean;
	disagreements: string[];
	open: string[];
	codes: string[];
	verdict: string;
}

export interface Evidence {
	story: Story;
	ledger: Ledger;
	/** Internal ids of the invoices before the first run, by order id: names may change, ids do not. */
	invoiceIds: ReadonlyMap<string, string>;
	heard: ReadonlyMap<string, Heard>;
	/** What was said of journals last, by settlement id: codes. */
	journals: ReadonlyMap<string, string[]>;
	/** Nobody did anything in the books beside the program. */
	isCalm: boolean;
}

type Law = (evidence: Evidence) => string[];
interface Line {
	[field: string]: unknown;
	doc?: string;
	account?: string;
	amount?: unknown;
}

const RECORD = 'customrecord_amzstl_transaction';
const orderIdOf = (record: Rec) => String(record.custrecord_amzstl_t_order_id ?? '');
const linesOf = (record: Rec, sublist: string) => (record[sublist] ?? []) as Line[];
/** Made by the program, by whatever name it has now. */
const isOurs = ({ externalId, seeded, voided }: Rec) =>
	!seeded && !voided && /^(AMZ-|X-)/.test(externalId);
const sentFor = (order: Order) =>
	sum(order.sent.filter(({ amount }) => amount > 0).map(({ amount }) => amount));
const backFor = (order: Order) =>
	-sum(order.sent.filter(({ amount }) => amount < 0).map(({ amount }) => amount));

/** The invoice of an order: of those before, or the one that billing made since. */
export function invoiceOf({ ledger, invoiceIds }: Evidence, { orderId }: Order): Rec | undefined {
	const known = invoiceIds.get(orderId);
	return ledger
		.of('invoice')
		.find(({ id, otherRefNum, seeded }) =>
			known === undefined ? !seeded && otherRefNum === orderId : id === known,
		);
}

function appliedTo(documents: Rec[], id: string, digits: number): number {
	return sum(
		documents
			.flatMap((one) => linesOf(one, 'apply'))
			.filter(({ doc }) => doc === id)
			.map(({ amount }) => minorOf(amount, digits)),
	);
}

/** Nothing is paid beyond what Amazon sent: per invoice, per transaction, and over all of a currency. */
const paidOnce: Law = (evidence) => {
	const { story, ledger } = evidence;
	const payments = ledger.of('customerPayment').filter(isOurs);
	const perInvoice = story.orders.flatMap((order) => {
		const invoice = invoiceOf(evidence, order);
		const paid = invoice === undefined ? 0 : appliedTo(payments, invoice.id, order.digits);
		const sent = sentFor(order);
		return paid > sent
			? [`${order.orderId}: Amazon sent ${sent}, ${paid} was paid on its invoice`]
			: [];
	});
	const linked = new Map<string, number>();
	for (const { custbody_amzstl_transaction: record } of payments) {
		const id = String(record ?? '');
		linked.set(id, (linked.get(id) ?? 0) + 1);
	}
	const twice = [...linked].filter(([id, count]) => id !== '' && count > 1);
	const currencies = [...new Set(story.settlements.map(({ currency }) => currency))];
	const inAll = currencies.flatMap((currency) => {
		const own = story.orders.filter((one) => one.currency === currency);
		const sent = sum(own.map(sentFor));
		const paid = sum(
			payments
				.filter((one) => one.currency === currency)
				.map(({ total }) => minorOf(total, own[0]?.digits ?? 2)),
		);
		return paid > sent
			? [`${currency}: Amazon sent ${sent} in all, payments are over ${paid}`]
			: [];
	});
	return [...perInvoice, ...twice.map(([id]) => `record ${id} has two payments`), ...inAll];
};

/** Nothing is given back beyond what Amazon took back, on memos and on refunds. */
const refundedOnce: Law = ({ story, ledger }) => {
	const recordOf = new Map(ledger.of(RECORD).map((one) => [one.id, one]));
	return ['creditMemo', 'customerRefund'].flatMap((type) => {
		const documents = ledger
			.of(type)
			.filter((one) => isOurs(one) && /^(AMZ-(CM|RF)|X)-/.test(one.externalId));
		return story.orders.flatMap((order) => {
			const own = documents.filter((one) => {
				const record = recordOf.get(String(one.custbody_amzstl_transaction ?? ''));
				return record !== undefined && orderIdOf(record) === order.orderId;
			});
			const given = sum(own.map(({ total }) => minorOf(total, order.digits)));
			const taken = backFor(order);
			return given > taken
				? [`${order.orderId}: Amazon took back ${taken}, each ${type} together ${given}`]
				: [];
		});
	});
};

/** What is said of an order: something is open, disputed or refused in one of its settlements. */
function isSaid({ heard }: Evidence, { orderId, sent }: Order): boolean {
	return sent.some(({ settlementId }) => {
		const said = heard.get(settlementId);
		return (
			said === undefined ||
			(!said.isClean &&
				(said.open.includes(orderId) || said.disagreements.length > 0 || said.codes.length > 0))
		);
	});
}

/** The balance of each invoice as the truth has it, or it is said; without a person it must be so. */
const balances: Law = (evidence) =>
	evidence.story.orders.flatMap((order) => {
		const expected = expectedOf(order, evidence.story.choices);
		const invoice = invoiceOf(evidence, order);
		const open = invoice === undefined ? null : minorOf(invoice.open, order.digits);
		if (expected.open === open) {
			return [];
		}
		const words = `${order.orderId}: ${String(open)} is open, it should be ${String(expected.open)}`;
		if (evidence.isCalm) {
			return [words];
		}
		return isSaid(evidence, order) ? [] : [`${words}, and nothing says so`];
	});

/** Refunds that are due stand on memos to the last cent, or it is said. */
const refundsGiven: Law = (evidence) => {
	const { story, ledger, isCalm } = evidence;
	const records = ledger.of(RECORD);
	return story.orders.flatMap((order) => {
		const due = expectedOf(order, story.choices).refunded;
		const own = new Set(
			records.filter((one) => orderIdOf(one) === order.orderId).map(({ id }) => id),
		);
		const given = sum(
			ledger
				.of('creditMemo')
				.filter((one) => isOurs(one) && /^(AMZ-CM|X)-/.test(one.externalId))
				.filter((one) => own.has(String(one.custbody_amzstl_transaction ?? '')))
				.map(({ total }) => minorOf(total, order.digits)),
		);
		return given === due || (!isCalm && isSaid(evidence, order))
			? []
			: [`${order.orderId}: ${due} was to be given back, ${given} stands on memos`];
	});
};

/** Without a person: what is said to be open is what the truth has open, no more and no less. */
const openAsTrue: Law = ({ story, heard, isCalm }) =>
	!isCalm
		? []
		: story.settlements.flatMap((settlement) => {
				const said = heard.get(settlement.settlementId);
				if (said === undefined) {
					return [`${settlement.settlementId}: nothing was said of it`];
				}
				const own = story.orders.filter(({ sent }) =>
					sent.some(({ settlementId }) => settlementId === settlement.settlementId),
				);
				return own.flatMap((order) => {
					const expected = isOpenIn(order, settlement.settlementId, story.choices);
					const isOpen = said.open.includes(order.orderId);
					return expected === undefined || expected === isOpen
						? []
						: [
								`${settlement.settlementId}, ${order.orderId}: ${isOpen ? 'said to be open' : 'not said to be open'}`,
							];
				});
			});

/** A settlement of which all can be posted is clean in the end, and no other one is. */
const cleanAsTrue: Law = ({ story, heard, isCalm }) =>
	!isCalm
		? []
		: story.settlements.flatMap((settlement) => {
				const said = heard.get(settlement.settlementId);
				const wanted = cleanWanted(story, settlement);
				return said === undefined || wanted === undefined || wanted === said.isClean
					? []
					: [
							`${settlement.settlementId}: clean is ${said.isClean}, should be ${wanted}; ${[...said.disagreements, ...said.codes, said.verdict].join(' ')}`,
						];
			});

/** undefined where it depends on more than the truth. */
function cleanWanted(story: Story, { settlementId }: Settlement): boolean | undefined {
	const all = story.orders
		.filter(({ sent }) => sent.some((one) => one.settlementId === settlementId))
		.map((order) => ({ order, isOpen: isOpenIn(order, settlementId, story.choices) }));
	if (all.some(({ isOpen }) => isOpen === true)) {
		return false;
	}
	return all.every(({ order, isOpen }) => isOpen === false && isPlain(order, story.choices))
		? true
		: undefined;
}

const summaryOf = (ledger: Ledger, { settlementId }: Settlement) =>
	ledger
		.of('customrecord_amzstl_settlement')
		.filter((one) => one.custrecord_amzstl_s_settlement_id === settlementId);

/** Each settlement has one summary, over the deposit, and one record for each order and refund. */
const deposits: Law = ({ story, ledger, isCalm, heard }) =>
	story.settlements.flatMap((settlement) => {
		const { settlementId, digits, deposit } = settlement;
		const summaries = summaryOf(ledger, settlement);
		const [summary] = summaries;
		if (summaries.length !== 1) {
			return !isCalm && heard.get(settlementId)?.isClean === false
				? []
				: [`${settlementId}: ${summaries.length} summaries`];
		}
		const stated = ['total_amount', 'sum_of_lines'].map((name) =>
			minorOf(summary[`custrecord_amzstl_s_${name}`], digits),
		);
		const records = ledger
			.of(RECORD)
			.filter((one) => one.custrecord_amzstl_t_settlement === summary.id);
		const keys = new Set(records.map((one) => String(one.custrecord_amzstl_t_key)));
		const findings = stated.every((one) => one === deposit)
			? []
			: [`${settlementId}: the deposit is ${deposit}, the summary has ${stated.join(' and ')}`];
		return keys.size === records.length
			? findings
			: [...findings, `${settlementId}: a transaction twice`];
	});

function journalsOf(ledger: Ledger, { settlementId }: Settlement): Rec[] {
	return ledger
		.of('journalEntry')
		.filter(
			({ externalId, voided }) =>
				!voided && new RegExp(`^AMZ-JE-${settlementId}(-|$)`).test(externalId),
		);
}

function onAccount(ledger: Ledger, lines: Line[], name: string, digits: number): number {
	const id = ledger.of('account').find(({ acctName }) => acctName === name)?.id;
	return sum(
		lines
			.filter(({ account }) => account === id)
			.map(({ debit, credit }) => minorOf(debit, digits) - minorOf(credit, digits)),
	);
}

/** What the journal puts on the bank account, and what it leaves on clearing for the bank feed; what is owed is carried. */
function depositSides({ choices }: Story, { deposit }: Settlement): [banked: number, fed: number] {
	const received = Math.max(deposit, 0);
	return choices.deposit === 'inEntry' ? [received, 0] : [0, received];
}

/** A journal balances, puts the deposit on the bank account and takes orders and refunds off clearing, once. */
const journals: Law = ({ story, ledger, journals: said, isCalm }) =>
	story.settlements.flatMap((settlement) => {
		const { settlementId, digits } = settlement;
		const [banked, fed] = depositSides(story, settlement);
		const entries = journalsOf(ledger, settlement);
		const lines = entries.flatMap((one) => linesOf(one, 'line'));
		const isWanted = isCalm && story.choices.hasJournals && cleanWanted(story, settlement) === true;
		if (entries.length === 0) {
			return isWanted && (said.get(settlementId) ?? []).length === 0
				? [`${settlementId}: no journal, and nothing says why`]
				: [];
		}
		// What the bank feed books is left on clearing for it.
		const cleared = fed - sum(settlement.sent.map(({ amount }) => amount));
		const checks: Array<[string, number, number]> = [
			[
				'all lines',
				sum(lines.map(({ debit, credit }) => minorOf(debit, digits) - minorOf(credit, digits))),
				0,
			],
			[ACCOUNTS.bank, onAccount(ledger, lines, ACCOUNTS.bank, digits), banked],
			[ACCOUNTS.clearing, onAccount(ledger, lines, ACCOUNTS.clearing, digits), cleared],
		];
		return checks
			.filter(([, found, wanted]) => found !== wanted)
			.map(([what, found, wanted]) => `${settlementId}: ${what} ${found}, should be ${wanted}`);
	});

/** After the journal of a settlement that is all posted, clearing is at nothing. */
const clearing: Law = ({ story, ledger, isCalm }) =>
	story.settlements.flatMap((settlement) => {
		const entries = journalsOf(ledger, settlement);
		const [summary] = summaryOf(ledger, settlement);
		const hasCashSale = story.orders.some(
			({ billed, sent }) =>
				billed === 'cashSale' && sent.some((one) => one.settlementId === settlement.settlementId),
		);
		if (!isCalm || hasCashSale || entries.length === 0 || cleanWanted(story, settlement) !== true) {
			return [];
		}
		const { digits, settlementId } = settlement;
		const own = (type: string) =>
			sum(
				ledger
					.of(type)
					.filter((one) => isOurs(one) && one.custbody_amzstl_settlement === summary?.id)
					.map(({ total }) => minorOf(total, digits)),
			);
		const lines = entries.flatMap((one) => linesOf(one, 'line'));
		const left =
			own('customerPayment') -
			own('customerRefund') +
			onAccount(ledger, lines, ACCOUNTS.clearing, digits);
		const [, wanted] = depositSides(story, settlement);
		return left === wanted
			? []
			: [`${settlementId}: ${left} is left on clearing, should be ${wanted}`];
	});

/** Each order is billed once, over what was ordered. */
const billing: Law = ({ story, ledger, isCalm }) =>
	story.orders
		.filter(({ billed }) => billed === 'toBill')
		.flatMap((order) => {
			const bills = ledger
				.of('invoice')
				.filter((one) => !one.voided && !one.seeded && one.otherRefNum === order.orderId);
			const totals = bills.map(({ total }) => minorOf(total, order.digits));
			const isRight = totals.length === 1 && totals[0] === order.total;
			return isRight || (!isCalm && totals.length <= 1)
				? []
				: [
						`${order.orderId}: billed ${totals.join(' and ') || 'not at all'}, should be ${order.total}`,
					];
		});

/** A run that died, or one at the same time, blocks nobody once ten minutes are over; its mark may lie about. */
const marks: Law = ({ story, heard }) =>
	story.settlements
		.filter(({ settlementId }) => heard.get(settlementId)?.codes.includes('SETTLEMENT_BUSY'))
		.map(({ settlementId }) => `${settlementId} is still being paid by another run`);

export const LAWS: Record<string, Law> = {
	paidOnce,
	refundedOnce,
	balances,
	refundsGiven,
	openAsTrue,
	cleanAsTrue,
	deposits,
	journals,
	clearing,
	billing,
	marks,
};

export function auditStory(evidence: Evidence): Violation[] {
	return Object.entries(LAWS).flatMap(([law, find]) =>
		find(evidence).map((detail) => ({ law, detail })),
	);
}
