// Stories of invoices that are called differently: other spellings of the marketplace, a prefix, a field
// of the account's own. The auditor says afterwards that each was paid once and in full.
import type { InvoiceKey } from '../../nodes/shared/netsuite/books/invoiceKeys';
import { createSandbox } from '../../sandbox/sandbox';
import { INVOICE_KEYS } from '../support/invoiceKeys';
import { bill } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { fs, os, path, ROOT } from '../support/node';
import { settle } from '../support/settle';
import type { Story } from './story';
import { auditStory, withSandbox } from './story';

async function told(story: Story, keys: InvoiceKey[]): Promise<string[]> {
	return await withSandbox(story.books, async (sandbox) => {
		const { posted } = await settle(sandbox, madeSettlement(story.events), { keys });
		expect(auditStory(sandbox, story)).toEqual([]);
		return [...posted.values()].map(({ errorCode, matchedBy }) => errorCode || matchedBy);
	});
}

test.each([
	['AMAZONCOM_111-1', true],
	['amazoncom_111-1', true],
	['AMAZON.COM_111-1', true],
	// No query asks for every mix of cases: not found is said, not guessed.
	['aMaZon.com_111-1', false],
])('the marketplace without its dot, in another case: %s', async (externalId, isFound) => {
	const story: Story = {
		books: { invoices: [bill(700, { externalId })] },
		events: [order('111-1', 700)],
		invoices: { '111-1': isFound ? [externalId] : [] },
	};
	expect(await told(story, INVOICE_KEYS)).toEqual([
		isFound ? 'external ID Amazon.com_111-1' : 'INVOICE_NOT_FOUND',
	]);
});

test('two invoices that differ by a dot are two candidates', async () => {
	const story: Story = {
		books: {
			invoices: [
				bill(700, { externalId: 'Amazon.com_111-1' }),
				bill(700, { externalId: 'amazoncom_111-1' }),
			],
		},
		events: [order('111-1', 700)],
		invoices: {},
	};
	expect(await told(story, INVOICE_KEYS)).toEqual(['INVOICE_AMBIGUOUS']);
});

test('a prefix is part of the template, and keys keep their order', async () => {
	const story: Story = {
		books: {
			invoices: [
				bill(700, { externalId: 'one', poNumber: '#111-1' }),
				bill(700, { externalId: 'two', poNumber: '111-1' }),
			],
		},
		events: [order('111-1', 700)],
		invoices: { '111-1': ['one'] },
	};
	const keys = ['#{orderId}', '{orderId}'].map((template) => ({ column: 'otherrefnum', template }));
	expect(await told(story, keys)).toEqual(['PO number #111-1']);
});

test("a body field of the account's own finds the invoice", async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'objects-'));
	fs.cpSync(path.join(ROOT, 'netsuite', 'src', 'Objects'), folder, { recursive: true });
	fs.writeFileSync(
		path.join(folder, 'custbody_amazon_order.xml'),
		`<transactionbodycustomfield scriptid="custbody_amazon_order">
			<label>Amazon Order</label><fieldtype>TEXT</fieldtype></transactionbodycustomfield>`,
	);
	const story: Story = {
		books: { invoices: [bill(700, { externalId: 'own' })] },
		events: [order('111-1', 700), order('111-2', 5)],
		invoices: { '111-1': ['own'] },
	};
	const sandbox = await createSandbox({ books: story.books, objectsDir: folder });
	try {
		const [invoice] = sandbox.books.ofType('invoice');
		sandbox.books.put({
			...invoice,
			fields: { ...invoice.fields, custbody_amazon_order: '111-1' },
		});
		const { posted } = await settle(sandbox, madeSettlement(story.events), {
			keys: [...INVOICE_KEYS, { column: 'custbody_amazon_order', template: '{orderId}' }],
		});
		expect([...posted.values()].map(({ matchedBy }) => matchedBy)).toEqual([
			'custbody_amazon_order 111-1',
			'',
		]);
		expect(auditStory(sandbox, story)).toEqual([]);
	} finally {
		await sandbox.close();
		fs.rmSync(folder, { recursive: true });
	}
});
