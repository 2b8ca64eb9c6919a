// Each tampering is found: in a dry run, in a run of the open transactions alone, and in the next real run. None of
// them may look like success.
import type { IDataObject } from 'n8n-workflow';

import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';
import type { Disagreement } from '../../nodes/shared/netsuite/records/disagreement';
import { outcomePage } from '../../nodes/SettlementSummaryUpdate/outcomePage';
import { summaryJson } from '../../nodes/SettlementSummaryUpdate/summaryJson';
import type { Sandbox } from '../../sandbox/sandbox';
import { env, fs, path, ROOT } from '../support/node';
import { chosen, runOn } from '../support/sandboxNode';
import { madeSettlement } from '../support/madeSettlement';
import type { Settings } from '../support/settle';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';
import { withSettled } from './settledBooks';
import type { Tampering } from './tamperings';
import {
	ByHand,
	CONSOLIDATED_TAMPERINGS,
	relist,
	tableRow,
	TAMPERED,
	TAMPERINGS,
} from './tamperings';

const RULES = rulesOf(TAMPERED);
const ITEMS = madeSettlement(TAMPERED.events);

function codesOf(disagreements: Disagreement[]): string {
	const standing = disagreements.filter(({ state }) => state === 'stands');
	const mended = disagreements.length > standing.length ? ['mended'] : [];
	return [...standing.map(({ code }) => code).sort(), ...mended].join(' ');
}

/** What a run says: what stands, what it mended, what waits with a code, or why it stopped. */
async function said(sandbox: Sandbox, rules: Partial<Settings>): Promise<string> {
	try {
		const { summaries, posted } = await settle(sandbox, ITEMS, rules);
		const [{ disagreements, judgement, open }] = summaries;
		const page = outcomePage(summaryJson(summaries[0], rules.isDryRun === true));
		const isGreen = page.includes('class="banner good"');
		const failed = open
			.filter(({ errorCode }) => errorCode !== '' && errorCode !== 'PAYMENT_NOT_APPLIED')
			.map(({ errorCode }) => errorCode);
		const codes = [codesOf(disagreements), ...failed].filter((text) => text !== '').join(' ');
		expect({ codes, isGreen }).toEqual({ codes, isGreen: isGreen && /^(mended)?$/.test(codes) });
		expect(judgement.ties).toBe(disagreements.every(({ state }) => state === 'mended'));
		expect(posted.size).toBe(6);
		return codes;
	} catch (error) {
		const { code } = error as { code?: string };
		if (code === undefined) {
			throw error as Error;
		}
		return `${code} stops the run`;
	}
}

async function openRun(sandbox: Sandbox, dryRun: boolean): Promise<string> {
	const account = chosen('name', 'Amazon Clearing');
	let items = [{ json: {} as IDataObject }];
	for (const [node, parameters] of [
		[new NetSuitePaymentApply(), { paymentAccount: account }],
		[
			new NetSuiteRefundCreate(),
			{ refundAccount: account, refundItem: chosen('name', 'Amazon Refund') },
		],
	] as const) {
		const run = await runOn(sandbox, node, { ...parameters, source: 'netSuite', dryRun }, items);
		expect(run.error).toBeUndefined();
		[items] = run.outputs as Array<Array<{ json: IDataObject }>>;
	}
	const summary = await runOn(
		sandbox,
		new SettlementSummaryUpdate(),
		{ source: 'netSuite', dryRun },
		items,
	);
	return codesOf(summary.outputs[0][0].json.disagreements as unknown as Disagreement[]);
}

test('untouched, nothing disagrees', async () => {
	await withSandbox(TAMPERED.books, async (sandbox) => {
		expect(await said(sandbox, RULES)).toBe('');
		expect(await said(sandbox, { ...RULES, isDryRun: true })).toBe('');
		expect(await openRun(sandbox, true)).toBe('');
		expect(await openRun(sandbox, false)).toBe('');
		expect(await said(sandbox, RULES)).toBe('');
		expect(auditStory(sandbox, TAMPERED)).toEqual([]);
	});
}, 60_000);

/** What stands in the ledger, whatever our records say. */
const documentsOf = ({ books }: Sandbox) =>
	['customerPayment', 'creditMemo', 'customerRefund', 'cashSale', 'invoice'].flatMap((type) =>
		books.records(type).map(({ id, total, open, apply }) => ({ id, total, open, apply })),
	);

const README = path.join(ROOT, 'README.md');
const HEAD = '| In NetSuite somebody left | A dry run says | The next run says | The books then |';
const TABLE = /\| In NetSuite somebody left [^\n]*\n\|[-|]+\|\n(?:\|[^\n]*\n)+/;

test("the README's table of tamperings is this table (UPDATE_GOLDEN=1 writes it)", () => {
	const all = [...TAMPERINGS, ...CONSOLIDATED_TAMPERINGS];
	const table = `${[HEAD, '|---|---|---|---|', ...all.map(tableRow)].join('\n')}\n`;
	const text = fs.readFileSync(README, 'utf8');
	if (env.UPDATE_GOLDEN !== undefined) {
		fs.writeFileSync(
			README,
			text.replace(TABLE, () => table),
		);
	}
	expect(TABLE.exec(fs.readFileSync(README, 'utf8'))?.[0]).toBe(table);
});

const CONSOLIDATED = inMode(TAMPERED);

function inMode(story: Story): Story {
	return { ...story, invoicesPerPayment: 200 };
}

interface Case extends Tampering {
	story: Story;
}

const CASES: Case[] = [
	...TAMPERINGS.map((one) => ({ ...one, story: TAMPERED })),
	...CONSOLIDATED_TAMPERINGS.map((one) => ({ ...one, story: CONSOLIDATED })),
];

/** What each of the three runs says once somebody did it, and whether the real ones left the documents alone. */
async function tampered({ tamper, next, story, isBefore = false, deletions }: Case) {
	const rules = rulesOf(story);
	const after = async <Result>(run: (sandbox: Sandbox) => Promise<Result>) =>
		await withSettled({ story, isBefore, deletions }, async (sandbox) => {
			const before = auditStory(sandbox, story);
			tamper(new ByHand(sandbox));
			// The auditor knows nothing of the product, and finds it too.
			expect(auditStory(sandbox, story)).not.toEqual(before);
			return await run(sandbox);
		});
	const kept = async (sandbox: Sandbox, run: () => Promise<string>) => {
		const left = documentsOf(sandbox);
		const codes = await run();
		return { codes, isKept: JSON.stringify(documentsOf(sandbox)) === JSON.stringify(left) };
	};
	const first = await after(async (sandbox) => {
		const planned = await kept(sandbox, async () => await openRun(sandbox, true));
		const dry = await kept(sandbox, async () => await said(sandbox, { ...rules, isDryRun: true }));
		expect([planned.isKept, dry.isKept]).toEqual([true, true]);
		const real = await kept(sandbox, async () => (await said(sandbox, rules)) || 'healed');
		if (next === 'mended') {
			expect(auditStory(sandbox, story)).toEqual([]);
		}
		expect(real.isKept || next.includes('mended') || isBefore).toBe(true);
		return { dry: dry.codes, open: planned.codes, next: real.codes };
	});
	const alone = await after(
		async (sandbox) => await kept(sandbox, async () => await openRun(sandbox, false)),
	);
	// Whether it writes or not, the run of the open ones says the same, and posts nothing on what was changed.
	expect(alone).toEqual({ codes: first.open, isKept: true });
	return first;
}

test.each(CASES)(
	'$what',
	async (one) => {
		const { dry, open = dry, next } = one;
		expect(await tampered(one)).toEqual({ dry, open, next });
	},
	60_000,
);

const DELETIONS = CASES.filter(({ what, isBefore }) => /deleted/.test(what) && !isBefore);

// In the books of an account where fields go on naming what is gone, the same is found.
test.each(DELETIONS)(
	'$what, and the fields that name it keep its id',
	async (one) => {
		const deletions = { transaction: 'keep', customRecord: 'keep' } as const;
		const { dry, open = dry, next } = one;
		expect(await tampered({ ...one, deletions })).toEqual({ dry, open, next });
	},
	60_000,
);

test.each(DELETIONS.filter(({ what }) => !what.includes('fee')))(
	'$what, where NetSuite does not delete what something names: all is as it was',
	async ({ tamper, story }) => {
		const deletions = { transaction: 'refuse', customRecord: 'refuse' } as const;
		await withSettled({ story, deletions }, async (sandbox) => {
			const left = documentsOf(sandbox).length;
			expect(() => tamper(new ByHand(sandbox))).toThrow(/dependent records/);
			const copies = documentsOf(sandbox).length - left;
			expect(await openRun(sandbox, true)).toBe(copies === 0 ? '' : 'DOCUMENT_UNEXPLAINED');
		});
	},
	60_000,
);

/** The rows of *Needs attention* below the heading of their cause, as a person reads them. */
async function attentionRows(sandbox: Sandbox, rules: Partial<Settings>): Promise<string[]> {
	const { summaries } = await settle(sandbox, ITEMS, rules);
	const page = outcomePage(summaryJson(summaries[0], rules.isDryRun === true));
	const textOf = (html: string) =>
		html
			.replace(/<[^>]+>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim();
	return [...page.matchAll(/<h3>([\s\S]*?)<\/h3>([\s\S]*?)<\/section>/g)].flatMap(
		([, heading, body]) =>
			[...body.matchAll(/<tr><th scope="row">[\s\S]*?<\/tr>/g)].map(
				([row]) => `${textOf(heading)} | ${textOf(row)}`,
			),
	);
}

test('an order that disagrees and waits is one row of the page, with both reasons', async () => {
	await withSandbox(TAMPERED.books, async (sandbox) => {
		await settle(sandbox, ITEMS, RULES);
		const hand = new ByHand(sandbox);
		hand.void(hand.named('111-4', 'credit_memo'));
		const rows = await attentionRows(sandbox, { ...RULES, isDryRun: true });
		expect(rows.filter((row) => row.includes('111-4'))).toEqual([
			expect.stringMatching(
				/^DOCUMENT_VOIDED: 1 order or refund, 7\.00 USD \(disagrees\) \| 111-4 Order, .* 7\.00 .*was voided.*WRITE_OFF_FAILED: /,
			),
		]);
	});
}, 60_000);

test('what concerns all orders of one payment is one cause on the page', async () => {
	await withSandbox(CONSOLIDATED.books, async (sandbox) => {
		const rules = rulesOf(CONSOLIDATED);
		await settle(sandbox, ITEMS, rules);
		relist(new ByHand(sandbox), () => []);
		const rows = await attentionRows(sandbox, { ...rules, isDryRun: true });
		// 10.00, what 111-2 has left, 10.00 and 7.00.
		const heading = 'LINK_CHANGED: 4 orders and refunds, 27.30 USD (disagrees)';
		const expected = ['111-1', '111-2', '111-3', '111-4'].map((id) => `${heading} | ${id}`);
		expect(
			rows
				.filter((row) => row.startsWith('LINK_CHANGED'))
				.map((row) => row.slice(0, expected[0].length)),
		).toEqual(expected);
	});
}, 60_000);

const memosOf = (sandbox: Sandbox) => {
	const { id } = new ByHand(sandbox).record('111-4');
	return sandbox.books
		.ofType('creditMemo')
		.filter(({ fields }) => fields.custbody_amzstl_transaction === id);
};

test('a write-off beside a voided consolidated payment: which payment, which memo, and what helps', async () => {
	const rules = rulesOf(CONSOLIDATED);
	const voided = async (run: (sandbox: Sandbox, memo: string) => Promise<void>) =>
		await withSettled({ story: CONSOLIDATED }, async (sandbox) => {
			const hand = new ByHand(sandbox);
			const memo = hand.named('111-4', 'credit_memo').id;
			const payment = hand.named('111-1', 'payment');
			hand.void(payment);
			const { summaries } = await settle(sandbox, ITEMS, rules);
			const standing = summaries[0].disagreements.filter(({ code }) => code === 'DOCUMENT_VOIDED');
			expect(standing).toMatchObject([{ orderId: '111-4', documentId: memo, state: 'stands' }]);
			expect(standing[0].message).toMatch(
				/^Payment \S+ of order 111-4 was voided, and write-off credit memo \S+ over -?0\.03 USD/,
			);
			await run(sandbox, payment.id);
		});
	// Paid again: the external ID of the voided payment is changed, as EXTERNAL_ID_TAKEN says.
	await voided(async (sandbox, payment) => {
		const hand = new ByHand(sandbox);
		memosOf(sandbox).forEach((memo) => hand.delete(memo));
		hand.edit(
			{ ...sandbox.books.ofType('customerPayment')[0], id: payment },
			{ externalId: 'old' },
		);
		expect(await said(sandbox, rules)).toBe('');
		expect(memosOf(sandbox)).toHaveLength(1);
		expect(await said(sandbox, rules)).toBe('');
	});
	// Left unpaid.
	await voided(async (sandbox) => {
		memosOf(sandbox).forEach((memo) => new ByHand(sandbox).delete(memo));
		expect(await said(sandbox, rules)).toMatch(/^(EXTERNAL_ID_TAKEN ?){4}$/);
	});
}, 120_000);
