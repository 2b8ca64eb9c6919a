// Lists to choose from in the editor, against the sandbox: accounts, items, customers and segments by a part of
// their name, with the internal id as value.
import { listSearch } from '../../nodes/shared/n8n/references';
import { editorContext } from '../support/editorContext';
import { invoiceOf } from '../support/madeBooks';
import { idNamed } from '../support/settle';
import { withSandbox } from '../simulate/story';
import { sharedSandbox } from '../support/sharedSandbox';

const sandbox = sharedSandbox({ books: { invoices: [invoiceOf('111-1', 100)] } });

const context = (of = sandbox()) => editorContext(of);

test.each([
	['searchAccounts' as const, 'CLEARING', 'account', 'Amazon Clearing'],
	['searchItems' as const, 'amazon r', 'nonInventorySaleItem', 'Amazon Refund'],
	['searchCustomers' as const, 'us', 'customer', 'Amazon US'],
])('%s', async (method, filter, type, name) => {
	const { results } = await listSearch[method].call(context(), filter);
	expect(results).toEqual([
		{ name: expect.stringContaining(name) as string, value: idNamed(sandbox(), type, name) },
	]);
	expect(await listSearch[method].call(context(), 'no such thing')).toEqual({ results: [] });
	const all = await listSearch[method].call(context());
	expect(all.results.map(({ value }) => value)).toContain(idNamed(sandbox(), type, name));
});

test.each([
	['searchClasses' as const, 'classification'],
	['searchDepartments' as const, 'department'],
	['searchLocations' as const, 'location'],
])('%s: by a part of the name, in which % and _ are letters like others', async (method, type) => {
	const add = (name: string) => {
		const id = sandbox().books.nextId(type);
		sandbox().books.put({ type, id, fields: { name, isInactive: false }, lines: {} });
		return { name, value: id };
	};
	const [marked, plain] = [add('Amazon 50%_EU'), add('Amazon 500 EU')];
	const found = async (filter?: string) =>
		(await listSearch[method].call(context(), filter)).results;
	expect(await found()).toEqual([marked, plain]);
	expect(await found('amazon 50')).toEqual([marked, plain]);
	expect(await found('%')).toEqual([marked]);
	expect(await found('0_E')).toEqual([]);
	expect(await found('%_e')).toEqual([marked]);
	expect(await found("'")).toEqual([]);
});

test('subsidiaries: an account without OneWorld says so', async () => {
	await expect(listSearch.searchSubsidiaries.call(context())).rejects.toThrow(
		'refused to list the subsidiaries: Invalid search query',
	);
});

test('subsidiaries of a OneWorld account', async () => {
	await withSandbox({ subsidiaries: ['Seller US', 'Seller UK'] }, async (oneWorld) => {
		const found = await listSearch.searchSubsidiaries.call(context(oneWorld), 'uk');
		expect(found.results).toEqual([{ name: 'Seller UK', value: '2' }]);
	});
});

test('a refusal reaches the editor as an error', async () => {
	sandbox().faults.add({ kind: 'status500' });
	await expect(listSearch.searchItems.call(context())).rejects.toThrow('refused to list the items');
});
