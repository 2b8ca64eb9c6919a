// Every payment case of the README: run through the flows on its own sandbox, its statuses and the books
// afterwards compared with what the table says, and the auditor asked. Then the README itself.
import { fs, path, ROOT, env } from '../support/node';
import { madeSettlement } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { tableRow, wordsAfter } from './caseWords';
import type { PaymentCase } from './paymentCases';
import { PAYMENT_CASES } from './paymentCases';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';

/** Runs the case on its own sandbox: what it tells of each transaction, and the books in words. */
async function tell({ story, meanwhile = [], settings }: PaymentCase) {
	return await withSandbox(story.books, async (sandbox) => {
		const { currency = 'USD', digits = 2 } = story;
		const items = madeSettlement(story.events, { currency, digits });
		const rules = { ...rulesOf(story), ...settings?.(sandbox) };
		for (const { act } of meanwhile) {
			await act({ sandbox, items, rules });
		}
		const { posted } = await settle(sandbox, items, rules);
		const told = items.map(({ transactionKey }) => {
			const result = posted.get(transactionKey);
			return result?.errorCode || result?.status;
		});
		return { told, after: wordsAfter(sandbox, story), findings: auditStory(sandbox, story) };
	});
}

test.each(PAYMENT_CASES)('$title', async (one) => {
	const { told, after, findings } = await tell(one);
	expect(told).toEqual(one.status);
	expect(after).toEqual(one.after);
	expect(findings).toEqual([]);
});

test.each(PAYMENT_CASES)('$title: the same statuses per customer', async (one) => {
	const story: Story = { invoicesPerPayment: 200, ...one.story };
	const { told, findings } = await tell({ ...one, story });
	expect(told).toEqual(one.status);
	expect(findings).toEqual([]);
});

const README = path.join(ROOT, 'README.md');
const HEAD = '| Case | Books before | Amazon sends | Books after | Status, or error code |';
const TABLE = /\| Case \| Books before [^\n]*\n\|[-|]+\|\n(?:\|[^\n]*\n)+/;

test("the README's table of cases is this table (UPDATE_GOLDEN=1 writes it)", () => {
	const rows = [HEAD, '|---|---|---|---|---|', ...PAYMENT_CASES.map(tableRow)];
	const table = `${rows.join('\n')}\n`;
	const text = fs.readFileSync(README, 'utf8');
	if (env.UPDATE_GOLDEN !== undefined) {
		fs.writeFileSync(
			README,
			text.replace(TABLE, () => table),
		);
	}
	expect(TABLE.exec(fs.readFileSync(README, 'utf8'))?.[0]).toBe(table);
});
