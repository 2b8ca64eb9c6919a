// Subsidiaries: only a OneWorld account knows them, and SuiteQL has them on lines, never on the header.
import { query } from '../../nodes/shared/netsuite/api/suiteql';
import { loadStatusIds } from '../../nodes/shared/netsuite/records/settlementTransaction';
import { createSandbox } from '../../sandbox/sandbox';
import { bill } from '../support/madeBooks';
import { fs, os, path } from '../support/node';
import { sandboxClient } from '../support/sandboxClient';
import { sharedSandbox } from '../support/sharedSandbox';

const oneWorld = sharedSandbox({
	books: {
		subsidiaries: ['Seller US', 'Seller UK'],
		customers: [{ id: 7, entityId: 'UK shop', currency: 'GBP', subsidiary: 'Seller UK' }],
		invoices: [
			bill(100, { externalId: 'own' }),
			bill(100, { externalId: 'other', subsidiary: 'Seller UK' }),
			bill(100, { externalId: 'uk', customer: 'UK shop', currency: 'GBP' }),
		],
	},
});

const BY_INVOICE = `SELECT t.externalid AS externalid, BUILTIN.DF(l.subsidiary) AS subsidiary
	FROM transaction t JOIN transactionline l ON l.transaction = t.id AND l.mainline = 'T'
	WHERE t.type = 'CustInvc' ORDER BY t.id`;

test('a transaction has the subsidiary of its customer, or the one it names', async () => {
	const rows = await query(sandboxClient(oneWorld()), BY_INVOICE, [], 'read');
	expect(rows.map(({ externalid, subsidiary }) => [externalid, subsidiary])).toEqual([
		['own', 'Seller US'],
		['other', 'Seller UK'],
		['uk', 'Seller UK'],
	]);
});

test('the table lists them, and the header has no such column', async () => {
	const client = sandboxClient(oneWorld());
	const rows = await query(client, 'SELECT fullname FROM subsidiary ORDER BY id', [], 'list');
	expect(rows).toEqual([{ fullname: 'Seller US' }, { fullname: 'Seller UK' }]);
	await expect(query(client, 'SELECT subsidiary FROM transaction', [], 'read')).rejects.toThrow(
		"Unknown identifier 'subsidiary'",
	);
});

test('saved books of a OneWorld account are one again', async () => {
	const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'books-')), 'books.json');
	await oneWorld().save(file);
	const books = JSON.parse(fs.readFileSync(file, 'utf8')) as object;
	const again = await createSandbox({ books });
	try {
		const client = sandboxClient(again);
		expect(await query(client, BY_INVOICE, [], 'read')).toHaveLength(3);
		expect(await loadStatusIds(client)).toHaveProperty('New');
	} finally {
		await again.close();
		fs.rmSync(path.dirname(file), { recursive: true });
	}
});
