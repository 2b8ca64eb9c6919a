// The chain of settlements as people read it: from a settlement to its link, and from what was found to
// the part of the summary that tells it.
import type { Decimal, Mills } from '../values/money';
import { normalized } from '../labels/labels';
import { transactionGroup } from '../labels/panes';
import type { Settlement } from '../lines/settlement';
import { decimal } from '../lines/transactionLine';
import { addMoney } from '../values/money';
import type { ChainFinding, ChainLink, ChainProblem } from './chain';
import { checkChain } from './chain';
import { moneyText } from './proof';

/** The part of a summary: its neighbours among the settlements given together, '' for none. */
export interface ChainPart {
	previous: string;
	next: string;
	findings: PrintedFinding[];
}

export interface PrintedFinding {
	problem: ChainProblem;
	message: string;
	from: string;
	to: string;
	expected: Decimal;
	found: Decimal;
}

export interface PrintedChain {
	/** By settlement id. */
	parts: Map<string, ChainPart>;
	/** Each once. */
	messages: string[];
	/** How many settlements follow another one, or are followed. */
	chained: number;
}

/** Normalized labels of Amazon's -> where they count. */
const CARRIED: Readonly<Record<string, 'heldBack' | 'released' | 'broughtForward' | 'charged'>> = {
	currentreserveamount: 'heldBack',
	previousreserveamountbalance: 'released',
	payabletoamazon: 'broughtForward',
	successfulcharge: 'charged',
};

export function toChainLink(settlement: Settlement, account: string): ChainLink {
	const { settlementId, currency, startDate, endDate, totalAmount, contentHash } = settlement;
	const sums = { heldBack: 0, released: 0, broughtForward: 0, charged: 0 };
	for (const [{ transactionType, amountDescription }, { amount }] of settlement.totals) {
		const isOfOrder = transactionGroup(transactionType) !== 'nonTransaction';
		const kind = isOfOrder ? undefined : CARRIED[normalized(amountDescription)];
		if (kind !== undefined) {
			sums[kind] = addMoney(sums[kind], amount);
		}
	}
	return {
		settlementId,
		account,
		currency,
		startDate,
		endDate,
		contentHash,
		...sums,
		totalAmount: totalAmount ?? settlement.sumOfLines,
	};
}

export function toPrintedChain(links: readonly ChainLink[]): PrintedChain {
	const { findings, previous } = checkChain(links);
	const parts = new Map<string, ChainPart>();
	for (const { settlementId } of links) {
		parts.set(settlementId, { previous: '', next: '', findings: [] });
	}
	for (const [settlementId, before] of previous) {
		const [part, earlier] = [parts.get(settlementId), parts.get(before)];
		if (part !== undefined && earlier !== undefined) {
			part.previous = before;
			earlier.next = settlementId;
		}
	}
	const currencies = new Map(links.map(({ settlementId, currency }) => [settlementId, currency]));
	const messages: string[] = [];
	for (const finding of findings) {
		const { problem, settlementIds, from, to } = finding;
		const message = sentence(finding, currencies.get(settlementIds[0]) ?? '');
		const [expected, found] = [decimal(finding.expected), decimal(finding.found)];
		messages.push(message);
		for (const id of new Set(settlementIds)) {
			parts.get(id)?.findings.push({ problem, message, from, to, expected, found });
		}
	}
	return { parts, messages, chained: new Set([...previous].flat()).size };
}

function sentence(
	{ problem, settlementIds: [earlier, later], from, to, expected, found }: ChainFinding,
	currency: string,
): string {
	const money = (mills: Mills) => moneyText({ currency }, mills);
	const period = `${moment(from)} to ${moment(to)} UTC`;
	switch (problem) {
		case 'missing':
			return `Between settlement ${earlier} and settlement ${later} one is missing: that of ${period}`;
		case 'overlap':
			return `Settlements ${earlier} and ${later} both cover ${period}. If they are of two seller accounts, name each in Amazon Account`;
		case 'repeated':
			return `Settlement ${earlier} was given twice`;
		case 'changed':
			return `Settlement ${earlier} was given twice, with different content`;
		case 'reserve':
			return `Settlement ${earlier} holds back ${money(expected)}, but settlement ${later} after it releases ${money(found)}`;
		case 'balance':
			return expected === 0
				? `Settlement ${later} brings ${money(found)} forward, but settlement ${earlier} before it owes Amazon nothing`
				: `Settlement ${earlier} ends with ${money(expected)}, but settlement ${later} after it brings ${money(found)} forward`;
	}
}

function moment(iso: string): string {
	return iso.slice(0, 16).replace('T', ' ');
}
