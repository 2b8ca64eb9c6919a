// Settlements that follow each other, case by case: what is missing, given twice or not carried over is
// told, and nothing else is. The samples' own chain is checked where they are present.
import type { ChainLink } from '../../../nodes/shared/settlement/items/chain';
import { checkChain } from '../../../nodes/shared/settlement/items/chain';
import { toChainLink, toPrintedChain } from '../../../nodes/shared/settlement/items/chainItem';
import { readReport } from '../../../nodes/shared/settlement/report/report';
import { fs, path, ROOT } from '../../support/node';

const day = (number: number) => `2026-06-${String(number).padStart(2, '0')}T07:12:44Z`;

/** A settlement of the days from `start` to `end` of June. */
function link(
	id: string,
	start: number,
	end: number,
	differing: Partial<ChainLink> = {},
): ChainLink {
	return {
		settlementId: id,
		account: 'US',
		currency: 'USD',
		contentHash: id,
		startDate: day(start),
		endDate: day(end),
		totalAmount: 100_000,
		heldBack: 0,
		released: 0,
		broughtForward: 0,
		charged: 0,
		...differing,
	};
}

interface Case {
	links: ChainLink[];
	/** Problem, earlier and later settlement, and what is expected and found or the days it is about. */
	findings: string[];
	previous?: Record<string, string>;
}

const CASES: Record<string, Case> = {
	'one settlement alone': { links: [link('1', 1, 8)], findings: [] },
	'two that follow each other, in any order': {
		links: [link('2', 8, 15), link('1', 1, 8)],
		findings: [],
		previous: { 2: '1' },
	},
	'a reserve that is released': {
		links: [link('1', 1, 8, { heldBack: -420_000 }), link('2', 8, 15, { released: 420_000 })],
		findings: [],
		previous: { 2: '1' },
	},
	'a reserve that is released in part': {
		links: [link('1', 1, 8, { heldBack: -420_000 }), link('2', 8, 15, { released: 400_000 })],
		findings: ['reserve 1 2 420000 400000'],
		previous: { 2: '1' },
	},
	'a reserve nobody held back': {
		links: [link('1', 1, 8), link('2', 8, 15, { released: 5_000 })],
		findings: ['reserve 1 2 0 5000'],
		previous: { 2: '1' },
	},
	'a negative total, brought forward and paid by card': {
		links: [
			link('1', 1, 8, { totalAmount: -321_690 }),
			link('2', 8, 15, { broughtForward: -321_690, charged: 321_690 }),
		],
		findings: [],
		previous: { 2: '1' },
	},
	'a negative total, brought forward and still owed': {
		links: [
			link('1', 1, 8, { totalAmount: -321_690 }),
			link('2', 8, 15, { broughtForward: -321_690, totalAmount: -10_000 }),
			link('3', 15, 22, { broughtForward: -10_000 }),
		],
		findings: [],
		previous: { 2: '1', 3: '2' },
	},
	'a negative total that only the card tells': {
		links: [link('1', 1, 8, { totalAmount: -32_090 }), link('2', 8, 15, { charged: 32_090 })],
		findings: [],
		previous: { 2: '1' },
	},
	'a negative total nobody brings forward': {
		links: [link('1', 1, 8, { totalAmount: -321_690 }), link('2', 8, 15)],
		findings: ['balance 1 2 -321690 0'],
		previous: { 2: '1' },
	},
	'a negative total brought forward by a cent less': {
		links: [
			link('1', 1, 8, { totalAmount: -321_690 }),
			link('2', 8, 15, { broughtForward: -321_680, charged: 321_690 }),
		],
		findings: ['balance 1 2 -321690 -321680'],
		previous: { 2: '1' },
	},
	'a debt brought forward that was none': {
		links: [link('1', 1, 8), link('2', 8, 15, { broughtForward: -62_310 })],
		findings: ['balance 1 2 0 -62310'],
		previous: { 2: '1' },
	},
	'a settlement missing between two': {
		links: [link('1', 1, 8), link('3', 15, 22, { released: 9_000 })],
		findings: ['missing 1 3 8-15'],
	},
	'two settlements missing in a row of four': {
		links: [link('1', 1, 4), link('2', 4, 7), link('4', 10, 13), link('6', 16, 19)],
		findings: ['missing 2 4 7-10', 'missing 4 6 13-16'],
		previous: { 2: '1' },
	},
	'two that cover days twice': {
		links: [link('1', 1, 10), link('2', 8, 15)],
		findings: ['overlap 1 2 8-10'],
	},
	'one inside another': {
		links: [link('1', 1, 22), link('2', 8, 15)],
		findings: ['overlap 1 2 8-15'],
	},
	'standard and invoiced orders, settled apart for the same days': {
		links: [
			link('11', 1, 8, { totalAmount: -5_000 }),
			link('12', 1, 8, { heldBack: -7_000 }),
			link('21', 8, 15, { released: 7_000 }),
			link('22', 8, 15, { broughtForward: -5_000 }),
		],
		findings: [],
		previous: { 21: '12', 22: '11' },
	},
	'one settlement given twice': {
		links: [link('1', 1, 8), link('2', 8, 15), link('1', 1, 8)],
		findings: ['repeated 1 1 1-8'],
		previous: { 2: '1' },
	},
	'one settlement given twice, with other content': {
		links: [link('1', 1, 8), link('1', 1, 8, { contentHash: 'other', totalAmount: 5 })],
		findings: ['changed 1 1 1-8'],
	},
	'settlements of two accounts': {
		links: [link('1', 1, 8), link('2', 9, 15, { account: 'UK' })],
		findings: [],
	},
	'settlements in two currencies': {
		links: [link('1', 1, 8), link('2', 5, 15, { currency: 'CAD' })],
		findings: [],
	},
	'settlements that tell no period or no currency': {
		links: [
			link('1', 1, 8),
			link('2', 12, 15, { startDate: '', endDate: '' }),
			link('3', 12, 15, { currency: '' }),
		],
		findings: [],
	},
	'seconds that a spreadsheet cut off': {
		links: [link('1', 1, 8), link('2', 8, 15, { startDate: '2026-06-08T07:12:00Z' })],
		findings: [],
		previous: { 2: '1' },
	},
};

it.each(Object.entries(CASES))('%s', (_, { links, findings, previous = {} }) => {
	const chain = checkChain(links);
	const dayOf = (iso: string) => Number(iso.slice(8, 10));
	const told = chain.findings.map(({ problem, settlementIds, from, to, expected, found }) =>
		[
			problem,
			...settlementIds,
			...(from === '' ? [expected, found] : [`${dayOf(from)}-${dayOf(to)}`]),
		].join(' '),
	);
	expect(told).toEqual(findings);
	expect(Object.fromEntries(chain.previous)).toEqual(previous);
});

it('the order in which settlements are given does not matter', () => {
	for (const { links } of Object.values(CASES)) {
		const ids = new Set(links.map(({ settlementId }) => settlementId));
		if (ids.size === links.length) {
			expect(checkChain([...links].reverse())).toEqual(checkChain(links));
		}
	}
});

it('tells people what it found, with the period and the amounts', () => {
	const { parts, messages, chained } = toPrintedChain([
		link('1', 1, 8, { heldBack: -420_000, totalAmount: -62_310 }),
		link('2', 8, 15, { released: 400_000 }),
		link('4', 22, 29),
		link('5', 25, 30),
		link('4', 22, 29),
	]);
	expect(messages).toEqual([
		'Settlement 4 was given twice',
		'Settlement 1 holds back 420.00 USD, but settlement 2 after it releases 400.00 USD',
		'Settlement 1 ends with -62.31 USD, but settlement 2 after it brings 0.00 USD forward',
		'Between settlement 2 and settlement 4 one is missing: that of 2026-06-15 07:12 to 2026-06-22 07:12 UTC',
		'Settlements 4 and 5 both cover 2026-06-25 07:12 to 2026-06-29 07:12 UTC. If they are of two seller accounts, name each in Amazon Account',
	]);
	expect(chained).toBe(2);
	expect(parts.get('1')).toMatchObject({
		previous: '',
		next: '2',
		findings: [
			{ problem: 'reserve', expected: 420, found: 400 },
			{ problem: 'balance', expected: -62.31, found: 0 },
		],
	});
	expect(parts.get('2')).toMatchObject({ previous: '1', next: '' });
	expect(parts.get('2')?.findings.map(({ problem }) => problem)).toEqual([
		'reserve',
		'balance',
		'missing',
	]);
});

it('counts what is chained, in however many chains', () => {
	const links = [1, 8, 15].map((start) => link(`US${start}`, start, start + 7));
	const others = [1, 8].map((start) => link(`UK${start}`, start, start + 7, { account: 'UK' }));
	const alone = link('CA', 1, 8, { account: 'CA' });
	expect(toPrintedChain([...links, ...others, alone])).toMatchObject({ messages: [], chained: 5 });
});

const SAMPLES = path.join(ROOT, '..', 'shared', 'samples');
const samples = fs.existsSync(SAMPLES)
	? fs
			.readdirSync(SAMPLES)
			.filter((name) => /^adwweaver.*\.txt$/.test(name))
			.sort()
	: [];
const whenPresent = samples.length === 4 ? it : it.skip;

whenPresent('real settlements follow each other, and the one that is missing is told', async () => {
	const links = await Promise.all(
		samples.map(async (name) => {
			const report = await readReport([fs.readFileSync(path.join(SAMPLES, name))]);
			return toChainLink(report.settlements[0], 'CA');
		}),
	);
	const { findings, previous } = checkChain(links);
	expect(Object.fromEntries(previous)).toEqual({
		23874397121: '23874396421',
		24288684721: '23874397121',
	});
	expect(findings).toMatchObject([
		{ problem: 'missing', settlementIds: ['24288684721', '24495221541'] },
	]);
});
