// What a refresh computed on the summary and somebody edited since is named figure by figure, once, before it is
// written again; what the books and other nodes changed meanwhile is no edit, and neither is a summary that is older
// than the text that remembers.
import { COMPUTED } from '../../nodes/shared/netsuite/settlements/writtenFigures';
import { settlementRecord } from '../../nodes/shared/netsuite/records/schema';
import type { Sandbox } from '../../sandbox/sandbox';
import { madeSettlement } from '../support/madeSettlement';
import { fs, path, ROOT } from '../support/node';
import { settle } from '../support/settle';
import { withSettled } from './settledBooks';
import { rulesOf } from './story';
import { ByHand, TAMPERED } from './tamperings';

const RULES = rulesOf(TAMPERED);
const ITEMS = madeSettlement(TAMPERED.events);
const STL = settlementRecord.fields;
const XML = fs.readFileSync(
	path.join(ROOT, 'netsuite/src/Objects/customrecord_amzstl_settlement.xml'),
	'utf8',
);

async function edits(sandbox: Sandbox, isDryRun = false): Promise<string[]> {
	const { summaries } = await settle(sandbox, ITEMS, { ...RULES, isDryRun });
	return summaries[0].disagreements
		.filter(({ code }) => code === 'SUMMARY_CHANGED')
		.map(({ state, message }) => `${state}: ${message}`);
}

test('every field that a refresh writes, but the time of it, is among them', async () => {
	await withSettled({ story: TAMPERED }, async (sandbox) => {
		const hand = new ByHand(sandbox);
		const own = Object.values(STL).filter((field) => !NOT_OF_THE_REFRESH.includes(field));
		hand.put(hand.summary(), Object.fromEntries(own.map((name) => [name, null])));
		await settle(sandbox, ITEMS, RULES);
		const after = new ByHand(sandbox).summary().fields;
		const filled = own.filter((name) => name in after);
		expect(filled.length).toBeGreaterThan(COMPUTED.length / 2);
		const known = [...COMPUTED.map(([name]) => STL[name] as string), STL.updated, STL.written];
		expect(filled.filter((name) => !known.includes(name))).toEqual([]);
	});
}, 60_000);

/** Of the report, and of other nodes. */
const NOT_OF_THE_REFRESH: string[] = [
	STL.settlementId,
	STL.account,
	STL.currency,
	STL.marketplaces,
	STL.startDate,
	STL.endDate,
	STL.period,
	STL.contentHash,
	STL.rows,
	STL.lines,
	STL.unreadable,
	STL.unclassified,
	STL.transactions,
	STL.depositDate,
	STL.totalAmount,
	STL.sumOfLines,
	STL.balanced,
	STL.basis,
	STL.changedItems,
	STL.labelTotals,
	STL.journalTerms,
	STL.journalProblem,
	STL.paymentSettings,
	STL.refundSettings,
	...Object.values(STL).filter((field) => /_(order|refund|nontran)_/.test(field)),
];

test.each(COMPUTED)('%s: the label is the one in NetSuite', (name, _, label) => {
	const [, shown] = new RegExp(`scriptid="${STL[name]}">\\s*<label>(.*?)</label>`).exec(XML) ?? [];
	expect(label).toBe(shown);
});

/** Another value than stands there, whatever that is. */
const OTHER: Record<string, unknown> = { amount: 123, count: 77, text: 'edited' };

test('each of them, edited by hand, is named in a dry run and in the next run, once', async () => {
	await withSettled({ story: TAMPERED }, async (sandbox) => {
		for (const [name, kind, label] of COMPUTED) {
			const hand = new ByHand(sandbox);
			const field = STL[name];
			const flag = !(hand.summary().fields[field] === true);
			hand.put(hand.summary(), { [field]: kind === 'flag' ? flag : OTHER[kind] });
			const planned = await edits(sandbox, true);
			expect([label, planned]).toEqual([label, [expect.stringContaining(`'${label}' `)]]);
			expect(planned[0]).toMatch(/^mended: .*edited in NetSuite.*A real run computes them again/);
			const [real, ...more] = await edits(sandbox);
			expect([label, real, more]).toEqual([label, expect.stringContaining(`'${label}' `), []]);
			expect(real).toMatch(/^mended: .*They are computed again/);
		}
		expect(await edits(sandbox)).toEqual([]);
	});
}, 300_000);

test('both values are told, and the text that remembers counts too', async () => {
	await withSettled({ story: TAMPERED }, async (sandbox) => {
		const hand = new ByHand(sandbox);
		hand.put(hand.summary(), { [STL.notPosted]: 500, [STL.countApplied]: 1 });
		const [message] = await edits(sandbox);
		expect(message).toMatch(
			/'Not Posted' was 0\.00 USD and is 5\.00 USD; 'Applied' was 5 and is 1/,
		);
		hand.put(hand.summary(), { [STL.written]: 'edited' });
		expect(await edits(sandbox)).toEqual([expect.stringContaining("'Figures as Written'")]);
		expect(await edits(sandbox)).toEqual([]);
	});
}, 60_000);

test('no edit: documents that changed in the books, and a summary that is older than the text', async () => {
	await withSettled({ story: TAMPERED }, async (sandbox) => {
		const hand = new ByHand(sandbox);
		hand.void(hand.named('111-1', 'payment'));
		expect(await edits(sandbox, true)).toEqual([]);
		expect(await edits(sandbox)).toEqual([]);
		hand.put(hand.summary(), { [STL.written]: null, [STL.paid]: 1 });
		expect(await edits(sandbox)).toEqual([]);
	});
}, 60_000);
