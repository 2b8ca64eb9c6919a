// Every payment case of the README: run through the flows on its own sandbox, its statuses and the books
// afterwards compared with what the table says, and the auditor asked. Then the README itself.
import { fs, path, ROOT, env } from '../support/node';
import { madeSettlement } from '../support/madeSettlement';
import { settle } from '../support/settle';
import { tableRow, wordsAfter } from './caseWords';
import { PAYMENT_CASES } from './paymentCases';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';

test.each(PAYMENT_CASES)('$title', async ({ story, after, status }) => {
	await withSandbox(story.books, async (sandbox) => {
		const { currency = 'USD', digits = 2 } = story;
		const items = madeSettlement(story.events, { currency, digits });
		const { posted } = await settle(sandbox, items, rulesOf(story));
		const told = items.map(({ transactionKey }) => {
			const result = posted.get(transactionKey);
			return result?.errorCode || result?.status;
		});
		expect(told).toEqual(status);
		expect(wordsAfter(sandbox, story)).toEqual(after);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test.each(PAYMENT_CASES)('$title: the same statuses per customer', async ({ story, status }) => {
	const together: Story = { invoicesPerPayment: 200, ...story };
	await withSandbox(story.books, async (sandbox) => {
		const { currency = 'USD', digits = 2 } = story;
		const items = madeSettlement(story.events, { currency, digits });
		const { posted } = await settle(sandbox, items, rulesOf(together));
		const told = items.map(({ transactionKey }) => {
			const result = posted.get(transactionKey);
			return result?.errorCode || result?.status;
		});
		expect(told).toEqual(status);
		expect(auditStory(sandbox, together)).toEqual([]);
	});
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
