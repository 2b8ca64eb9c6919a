// Settlements follow each other: one starts when the one before ends, what was held back is released,
// what was owed to Amazon is brought forward. Settlements given together are put in that order, and
// what does not follow is told: a period that is missing or covered twice, money that was not carried
// over. It is told, never refused: the missing settlement may have been settled last month.

import type { Mills } from '../values/money';

/** What a settlement says of its neighbours; amounts in mills, dates ISO in UTC. */
export interface ChainLink {
	settlementId: string;
	account: string;
	currency: string;
	startDate: string;
	endDate: string;
	totalAmount: Mills;
	/** Sum of `Current Reserve Amount`: negative, since it is held back. */
	heldBack: Mills;
	/** Sum of `Previous Reserve Amount Balance`: the reserve of the settlement before. */
	released: Mills;
	/** Sum of `Payable to Amazon`: the negative total of the settlement before. */
	broughtForward: Mills;
	/** Sum of `Successful charge`: the card paid for a negative total. */
	charged: Mills;
	contentHash: string;
}

export type ChainProblem = 'missing' | 'overlap' | 'repeated' | 'changed' | 'reserve' | 'balance';

export interface ChainFinding {
	problem: ChainProblem;
	/** Earlier first. */
	settlementIds: readonly [string, string];
	/** The period that is missing or given twice, or '' where money is the matter. */
	from: string;
	to: string;
	/** Mills that were to be carried over, and that were. */
	expected: Mills;
	found: Mills;
}

export interface Chain {
	findings: ChainFinding[];
	/** Settlement id -> the one whose end is its start. */
	previous: Map<string, string>;
}

/** Copies that spreadsheets made have lost the seconds. */
const TOLERANCE_MS = 60_000;

/** Settlements without a period or a currency are left out: nothing tells where they belong. */
export function checkChain(links: readonly ChainLink[]): Chain {
	const chain: Chain = { findings: [], previous: new Map() };
	const groups = new Map<string, ChainLink[]>();
	const seen = new Map<string, ChainLink>();
	for (const link of links) {
		const known = seen.get(link.settlementId);
		if (known !== undefined) {
			const problem = known.contentHash === link.contentHash ? 'repeated' : 'changed';
			chain.findings.push(finding(problem, known, link, link.startDate, link.endDate));
			continue;
		}
		seen.set(link.settlementId, link);
		if (link.startDate !== '' && link.endDate !== '' && link.currency !== '') {
			// A currency belongs to one region, and a region's account has one settlement for each.
			const key = `${link.account}\t${link.currency}`;
			groups.set(key, [...(groups.get(key) ?? []), link]);
		}
	}
	for (const group of groups.values()) {
		checkGroup(chain, group);
	}
	return chain;
}

function checkGroup(chain: Chain, group: readonly ChainLink[]): void {
	const seen: ChainLink[] = [];
	/** The last settlement of every chain; invoiced orders are settled in one of their own. */
	const ends: ChainLink[] = [];
	const ordered = [...group].sort(
		(a, b) =>
			compare(a.startDate, b.startDate) ||
			compare(a.endDate, b.endDate) ||
			compare(a.settlementId, b.settlementId),
	);
	for (const link of ordered) {
		const place = placeOf(link, ends, seen);
		const crossing = seen.find((other) => crosses(other, link));
		seen.push(link);
		const before = ends[place];
		if (before !== undefined) {
			follow(chain, before, link);
			ends[place] = link;
			continue;
		}
		ends.push(link);
		if (crossing !== undefined) {
			const to = crossing.endDate < link.endDate ? crossing.endDate : link.endDate;
			chain.findings.push(finding('overlap', crossing, link, link.startDate, to));
		}
	}
}

/**
 * The chain a settlement belongs to: the one that ends where it starts, where several do the one whose
 * money it carries; else the one with the smallest gap before it. -1 for none.
 */
function placeOf(link: ChainLink, ends: readonly ChainLink[], seen: readonly ChainLink[]): number {
	const touching = ends.filter((end) => isSame(end.endDate, link.startDate));
	const next = touching.find((end) => carried(end, link).length === 0) ?? touching[0];
	if (next !== undefined) {
		return ends.indexOf(next);
	}
	if (seen.some((other) => crosses(other, link) || isTwin(other, link))) {
		return -1;
	}
	const [latest] = ends
		.filter((end) => end.endDate <= link.startDate)
		.sort((a, b) => compare(b.endDate, a.endDate));
	return latest === undefined ? -1 : ends.indexOf(latest);
}

function follow(chain: Chain, before: ChainLink, link: ChainLink): void {
	if (isSame(before.endDate, link.startDate)) {
		chain.previous.set(link.settlementId, before.settlementId);
		chain.findings.push(...carried(before, link));
	} else {
		chain.findings.push(finding('missing', before, link, before.endDate, link.startDate));
	}
}

/** What the later settlement should have taken over and did not. */
function carried(before: ChainLink, link: ChainLink): ChainFinding[] {
	const findings: ChainFinding[] = [];
	const reserve = 0 - before.heldBack;
	if (link.released !== reserve) {
		findings.push({ ...finding('reserve', before, link), expected: reserve, found: link.released });
	}
	const owed = Math.min(before.totalAmount, 0);
	const isPaidByCard = link.broughtForward === 0 && link.charged === 0 - owed;
	if (link.broughtForward !== owed && !isPaidByCard) {
		findings.push({
			...finding('balance', before, link),
			expected: owed,
			found: link.broughtForward,
		});
	}
	return findings;
}

/** Of one period: Amazon settles standard and invoiced orders of an account apart. */
function isTwin(one: ChainLink, other: ChainLink): boolean {
	return isSame(one.startDate, other.startDate) && isSame(one.endDate, other.endDate);
}

function crosses(one: ChainLink, other: ChainLink): boolean {
	if (one === other || isTwin(one, other)) {
		return false;
	}
	const overlap =
		Math.min(Date.parse(one.endDate), Date.parse(other.endDate)) -
		Math.max(Date.parse(one.startDate), Date.parse(other.startDate));
	return overlap > TOLERANCE_MS;
}

function isSame(one: string, other: string): boolean {
	return Math.abs(Date.parse(one) - Date.parse(other)) <= TOLERANCE_MS;
}

function finding(
	problem: ChainProblem,
	before: ChainLink,
	link: ChainLink,
	from = '',
	to = '',
): ChainFinding {
	const settlementIds = [before.settlementId, link.settlementId] as const;
	return { problem, settlementIds, from, to, expected: 0, found: 0 };
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
