// Fields that the forms of an account want on lines: of a refund's memo, of a write-off, of bills. They come from the
// segments of the nodes or from their line tables; what the money of a line hangs on, no row decides.
import type { MappedField } from '../../nodes/shared/netsuite/records/fieldMapping';
import type { Sandbox } from '../../sandbox/sandbox';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { orderSeed, runBillingOn } from '../support/billing';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { settingsOf, settle } from '../support/settle';
import { withSandbox } from './story';

const MANDATORY: BooksSeed['preferences'] = {
	mandatory: { creditMemo: ['item.department'], invoice: ['item.department'] },
};
const BOOKS: BooksSeed = {
	invoices: ['111-1', '111-2'].map((id) => invoiceOf(id, 1000)),
	preferences: MANDATORY,
};
/** A refund of 4.00, and a cent that is written off. */
const ITEMS = madeSettlement([
	order('111-1', 1000),
	order('111-2', 999),
	refund('111-1', 400, 'R-1'),
]);

function department(sandbox: Sandbox): string {
	return sandbox.books.put({
		type: 'department',
		id: '7',
		fields: { name: 'Online', isInactive: false },
		lines: {},
		seeded: true,
	}).id;
}

const rowsOf = (field: string, template: string): MappedField[] => [{ field, template, row: 1 }];
const memos = ({ books }: Sandbox) => books.records('creditMemo');
const departments = (records: ReturnType<typeof memos>) =>
	records.map(({ item, department: ofBody }) => [
		...(item as unknown as Array<Record<string, unknown>>).map((line) => line.department),
		ofBody ?? 'none',
	]);

test('rows of the line tables fill the lines of memo and write-off, and nothing but the lines', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const rows = rowsOf('department', department(sandbox));
		const { posted } = await settle(sandbox, ITEMS, {
			creditMemoLineFields: rows,
			writeOff: { tolerance: 0.05, itemId: '', lineFields: rows },
		});
		expect([...posted.values()].map(({ status, errorCode }) => errorCode || status)).toEqual([
			'Applied',
			'Applied',
			'Applied',
		]);
		expect(departments(memos(sandbox))).toEqual([
			['7', 'none'],
			['7', 'none'],
		]);
	});
});

test('without them each is refused, and named', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const writeOff = { tolerance: 0.05, itemId: '' };
		const { posted } = await settle(sandbox, ITEMS, { writeOff });
		expect([...posted.values()].map(({ errorCode }) => errorCode)).toEqual([
			'',
			'WRITE_OFF_FAILED',
			'NETSUITE_VALIDATION',
		]);
		expect(memos(sandbox)).toEqual([]);
	});
});

test.each(['amount', 'Rate', 'item', 'quantity', 'description', 'subsidiary', 'taxCode'])(
	'a row for %s is refused before anything is written',
	async (field) => {
		const rows = rowsOf(field, '9');
		const refused = { code: 'FIELD_RESERVED' };
		await withSandbox(BOOKS, async (sandbox) => {
			const writeOff = { tolerance: 0.05, itemId: '', lineFields: rows };
			await expect(settle(sandbox, ITEMS, { writeOff })).rejects.toMatchObject({
				...refused,
				message: expect.stringContaining(`'Write-Off Line Fields', row 1`) as string,
			});
			const ofMemo = settle(sandbox, ITEMS, { creditMemoLineFields: rows });
			await expect(ofMemo).rejects.toMatchObject({
				...refused,
				message: expect.stringContaining(`'Credit Memo Line Fields', row 1`) as string,
			});
			expect(memos(sandbox)).toEqual([]);
		});
		const salesOrders = [orderSeed('111-9', [1000])];
		await withSandbox({ salesOrders }, async (sandbox) => {
			await expect(runBillingOn(sandbox, { lineFields: rows })).rejects.toMatchObject({
				...refused,
				message: expect.stringContaining(`'Bill Line Fields', row 1`) as string,
			});
			expect(sandbox.books.records('invoice')).toEqual([]);
		});
	},
);

describe('lines of bills', () => {
	const books: BooksSeed = {
		salesOrders: [
			orderSeed('111-1', [1000, 2000]),
			orderSeed('111-2', [1000, 2000], {
				status: 'Pending Fulfillment',
				fulfilments: [{ tranDate: '2026-10-03', lines: [{ line: 2, quantity: 1 }] }],
			}),
		],
		preferences: MANDATORY,
	};
	const bills = (sandbox: Sandbox) => departments(sandbox.books.records('invoice'));

	test('get the segments of the node, of a whole order and of a part', async () => {
		await withSandbox(books, async (sandbox) => {
			const { defaults } = settingsOf(sandbox);
			const segments = { department: { id: department(sandbox) } };
			const told = await runBillingOn(sandbox, { defaults: { ...defaults, segments } });
			expect(told.map(({ result }) => result.status)).toEqual(['Billed', 'Partially Billed']);
			expect(bills(sandbox)).toEqual([
				['7', '7', '7'],
				['7', '7'],
			]);
			expect(sandbox.books.records('invoice').map(({ total }) => total)).toEqual([
				'30.00',
				'20.00',
			]);
		});
	});

	test('get the rows of the line table', async () => {
		await withSandbox(books, async (sandbox) => {
			const lineFields = rowsOf('department', department(sandbox));
			await runBillingOn(sandbox, { lineFields });
			expect(bills(sandbox)).toEqual([
				['7', '7', 'none'],
				['7', 'none'],
			]);
		});
	});

	test('that nothing fills are refused by name', async () => {
		await withSandbox(books, async (sandbox) => {
			const told = await runBillingOn(sandbox);
			expect(told.map(({ result }) => result.errorCode)).toEqual([
				'ORDER_FORM_REFUSED',
				'ORDER_FORM_REFUSED',
			]);
			expect(bills(sandbox)).toEqual([]);
		});
	});
});
