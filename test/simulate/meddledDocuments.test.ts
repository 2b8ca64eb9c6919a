// Documents of a settled settlement that a person deleted, voided, took off their invoice or moved: what the
// next run says and does. A document that exists is never replaced, one that is gone is posted anew.
import type { PostingResult } from '../../nodes/shared/netsuite/posting/postingResult';
import { voidTransaction } from '../../sandbox/books/voiding';
import type { Sandbox } from '../../sandbox/sandbox';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { perCustomer, settle } from '../support/settle';
import { withSandbox } from './story';

const RECORD = 'customrecord_amzstl_transaction';
const BOOKS = {
	invoices: [
		invoiceOf('111-1', 1000),
		invoiceOf('111-2', 500),
		invoiceOf('111-3', 700, { paid: 700 }),
		invoiceOf('999-9', 1000),
	],
};
const ITEMS = madeSettlement([
	order('111-1', 1000),
	order('111-2', 530),
	refund('111-3', 400, 'a'),
]);

type Record = ReturnType<Sandbox['books']['ofType']>[number];

const ours = (sandbox: Sandbox, type: string): Record => {
	const found = sandbox.books
		.ofType(type)
		.find(({ fields }) => String(fields.externalId ?? '').startsWith('AMZ-'));
	if (found === undefined) {
		throw new Error(`There is no ${type} of ours.`);
	}
	return found;
};

/** Both ways a deletion may leave the records that named the document. */
function remove(sandbox: Sandbox, record: Record, isEmptied: boolean): void {
	const naming = sandbox.books
		.ofType(RECORD)
		.map((one) => ({
			one,
			names: Object.keys(one.fields).filter(
				(name) =>
					/payment|credit_memo|refund$|cash_sale/.test(name) && one.fields[name] === record.id,
			),
		}))
		.filter(({ names }) => names.length > 0);
	sandbox.books.remove(record);
	for (const { one, names } of naming) {
		const value = isEmptied ? undefined : record.id;
		const named = Object.fromEntries(names.map((name) => [name, value]));
		sandbox.books.put({ ...one, fields: { ...one.fields, ...named } });
	}
}

function applyTo(sandbox: Sandbox, payment: Record, apply: Array<[string, number]>): void {
	const invoices = sandbox.books.ofType('invoice');
	const lines = apply.map(([orderId, amount]) => ({
		doc: invoices.find(({ fields }) => fields.externalId === `Amazon.com_${orderId}`)?.id,
		amount,
	}));
	sandbox.books.put({ ...payment, lines: { ...payment.lines, apply: lines } });
}

const words = ({ errorCode, status, outcome, mended = [] }: PostingResult) =>
	[errorCode || status, outcome, ...mended.map(({ code }) => code)].join(' ');

async function again(sandbox: Sandbox, mode = {}): Promise<string[]> {
	return [...(await settle(sandbox, ITEMS, mode)).posted.values()].map(words);
}

const UNCHANGED = ['Applied existed', 'Partially Applied existed', 'Applied existed'];
const counts = (sandbox: Sandbox) =>
	['customerPayment', 'creditMemo', 'customerRefund'].map(
		(type) => sandbox.books.records(type).filter(({ seeded }) => seeded !== true).length,
	);

describe.each([
	['emptied', true],
	['kept', false],
])('with references to a deleted document %s', (_, isEmptied) => {
	test('a deleted payment is made anew, and it is told as mended', async () => {
		await withSandbox(BOOKS, async (sandbox) => {
			await settle(sandbox, ITEMS);
			remove(sandbox, ours(sandbox, 'customerPayment'), isEmptied);
			expect(await again(sandbox)).toEqual([
				'Applied created DOCUMENT_MISSING',
				...UNCHANGED.slice(1),
			]);
			expect(counts(sandbox)).toEqual([2, 1, 1]);
			expect(await again(sandbox)).toEqual(UNCHANGED);
		});
	});

	test('a deleted payment of many is made anew for all of them', async () => {
		await withSandbox(BOOKS, async (sandbox) => {
			await settle(sandbox, ITEMS, perCustomer());
			remove(sandbox, ours(sandbox, 'customerPayment'), isEmptied);
			expect(await again(sandbox, perCustomer())).toEqual([
				'Applied created DOCUMENT_MISSING',
				'Partially Applied created DOCUMENT_MISSING',
				'Applied existed',
			]);
			expect(counts(sandbox)).toEqual([1, 1, 1]);
		});
	});

	test('a deleted refund is paid out again from its memo', async () => {
		await withSandbox(BOOKS, async (sandbox) => {
			await settle(sandbox, ITEMS);
			remove(sandbox, ours(sandbox, 'customerRefund'), isEmptied);
			expect(await again(sandbox)).toEqual([
				...UNCHANGED.slice(0, 2),
				'Applied created DOCUMENT_MISSING',
			]);
			expect(counts(sandbox)).toEqual([2, 1, 1]);
		});
	});

	test('memo and refund deleted: both are made anew', async () => {
		await withSandbox(BOOKS, async (sandbox) => {
			await settle(sandbox, ITEMS);
			remove(sandbox, ours(sandbox, 'customerRefund'), isEmptied);
			remove(sandbox, ours(sandbox, 'creditMemo'), isEmptied);
			expect((await again(sandbox))[2]).toBe('Applied created DOCUMENT_MISSING');
			expect(counts(sandbox)).toEqual([2, 1, 1]);
		});
	});
});

test.each<[string, Array<[string, number]>, RegExp]>([
	['to nothing', [], /0\.00 USD of it is applied, and the record says 10\.00 USD/],
	['to less', [['111-1', 900]], /9\.00 USD of it is applied/],
	[
		'to another invoice',
		[['999-9', 1000]],
		/10\.00 USD that the record has on invoice \d+ is applied elsewhere/,
	],
])('a payment applied %s is for a person, and stays the only one', async (_, apply, message) => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const payment = ours(sandbox, 'customerPayment');
		applyTo(sandbox, payment, apply);
		const { posted } = await settle(sandbox, ITEMS);
		const [first] = posted.values();
		expect(words(first)).toBe('PAYMENT_NOT_APPLIED failed');
		expect(first.errorMessage).toMatch(message);
		expect(first).toMatchObject({ posted: 1000, paymentId: payment.id });
		// The next run says so again, of a record that is Unapplied now.
		expect((await again(sandbox))[0]).toBe('PAYMENT_NOT_APPLIED failed');
		expect(counts(sandbox)).toEqual([2, 1, 1]);
		applyTo(sandbox, ours(sandbox, 'customerPayment'), [['111-1', 1000]]);
		expect((await again(sandbox))[0]).toBe('Applied existed');
		expect(await again(sandbox)).toEqual(UNCHANGED);
	});
});

test('of a payment of many, only who lost the money is named', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS, perCustomer());
		const payment = ours(sandbox, 'customerPayment');
		applyTo(sandbox, payment, [['111-2', 500]]);
		const expected = ['PAYMENT_NOT_APPLIED failed', ...UNCHANGED.slice(1)];
		expect(await again(sandbox, perCustomer())).toEqual(expected);
		expect(await again(sandbox, perCustomer())).toEqual(expected);
		expect(counts(sandbox)).toEqual([1, 1, 1]);
	});
});

test('a remainder that the accountant uses is recorded, and disagrees with nothing', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const [, second] = sandbox.books
			.ofType('customerPayment')
			.filter(({ fields }) => String(fields.externalId ?? '').startsWith('AMZ-'));
		applyTo(sandbox, second, [
			['111-2', 500],
			['999-9', 30],
		]);
		expect((await again(sandbox))[1]).toBe('Applied existed');
		const record = sandbox.books.records(RECORD)[1];
		expect(record).toMatchObject({
			custrecord_amzstl_t_applied: '5.30',
			custrecord_amzstl_t_rest: '0.00',
			custrecord_amzstl_t_posted: '5.30',
		});
		expect(await again(sandbox)).toEqual(['Applied existed', 'Applied existed', 'Applied existed']);
	});
});

test('a memo that its refund no longer pays out is for a person', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		const made = ours(sandbox, 'customerRefund');
		const [line] = made.lines.apply;
		sandbox.books.put({ ...made, lines: { ...made.lines, apply: [{ ...line, amount: 300 }] } });
		expect((await again(sandbox))[2]).toBe('PAYMENT_NOT_APPLIED failed');
		expect(counts(sandbox)).toEqual([2, 1, 1]);
	});
});

test('a dry run says the same and writes nothing', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		await settle(sandbox, ITEMS);
		remove(sandbox, ours(sandbox, 'customerPayment'), true);
		const before = JSON.stringify(sandbox.books.records(RECORD));
		expect((await again(sandbox, { isDryRun: true }))[0]).toBe('Applied planned DOCUMENT_MISSING');
		expect(JSON.stringify(sandbox.books.records(RECORD))).toBe(before);
		expect(counts(sandbox)).toEqual([1, 1, 1]);
	});
});

test('posted from before the field is taken from the document, never guessed', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		for (const mode of [
			{ overpayment: 'cap' as const },
			{ ...perCustomer(), overpayment: 'cap' as const },
		]) {
			await settle(sandbox, ITEMS, mode);
			for (const record of sandbox.books.ofType(RECORD)) {
				const fields = {
					...record.fields,
					custrecord_amzstl_t_posted: undefined,
					custrecord_amzstl_t_allocation: undefined,
				};
				sandbox.books.put({ ...record, fields });
			}
			const { posted } = await settle(sandbox, ITEMS, mode);
			expect([...posted.values()].map((one) => one.posted)).toEqual([1000, 500, 400]);
			expect(sandbox.books.records(RECORD).map((one) => one.custrecord_amzstl_t_posted)).toEqual([
				'10.00',
				'5.00',
				'4.00',
			]);
			const paid = sandbox.books
				.ofType('customerPayment')
				.filter(({ fields }) => String(fields.externalId ?? '').startsWith('AMZ-'));
			paid.forEach((payment) => remove(sandbox, payment, true));
		}
	});
});

test('a write-off that is gone opens the order again, and the payment is kept', async () => {
	const books = { invoices: [invoiceOf('111-1', 1000)] };
	const items = madeSettlement([order('111-1', 996)]);
	const writeOff = { writeOff: { tolerance: 0.05, itemId: '' } };
	for (const how of ['deleted', 'voided'] as const) {
		await withSandbox(books, async (sandbox) => {
			await settle(sandbox, items, writeOff);
			const memo = ours(sandbox, 'creditMemo');
			if (how === 'deleted') {
				remove(sandbox, memo, true);
			} else {
				voidTransaction(sandbox.books, memo.id);
			}
			const { posted } = await settle(sandbox, items, writeOff);
			const [result] = posted.values();
			expect(words(result)).toBe(
				how === 'deleted' ? 'Applied existed DOCUMENT_MISSING' : 'WRITE_OFF_FAILED failed',
			);
			expect(sandbox.books.records('customerPayment')).toHaveLength(1);
		});
	}
});
