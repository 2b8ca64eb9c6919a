// Payments per customer: which transactions share one, and that no misfortune and no other run beside this
// one pays any of them twice. The auditor reads the books afterwards.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround, clientCrashingAfter, clientWithEvent } from '../support/crash';
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import type { MadeEvent } from '../support/madeSettlement';
import { madeSettlement, order } from '../support/madeSettlement';
import { idNamed, perCustomer, settle } from '../support/settle';
import { balancesOf } from './booksOf';
import type { Story } from './story';
import { auditStory, rulesOf, withSandbox } from './story';

function storyOf(events: MadeEvent[], totals: Record<string, number>, perPayment = 200): Story {
	return {
		books: { invoices: Object.entries(totals).map(([id, total]) => invoiceOf(id, total)) },
		events,
		invoices: Object.fromEntries(Object.keys(totals).map((id) => [id, [`Amazon.com_${id}`]])),
		invoicesPerPayment: perPayment,
	};
}

/** Exact, short, over, two shipments on one invoice, and one that finds no invoice. */
const STORY = storyOf(
	[
		order('111-1', 1000),
		order('111-2', 900),
		order('111-3', 1200),
		order('111-4', 300, { shipmentId: 'S1' }),
		order('111-9', 77),
		order('111-4', 200, { shipmentId: 'S2' }),
	],
	{ '111-1': 1000, '111-2': 1000, '111-3': 1000, '111-4': 500 },
);
const TOLD = ['Applied', 'Applied', 'Partially Applied', 'Applied', 'INVOICE_NOT_FOUND', 'Applied'];
const ITEMS = madeSettlement(STORY.events);

const posts = ({ method, path }: NetSuiteRequest) =>
	method === 'POST' && path.endsWith('/customerPayment');
const asks =
	(text: string) =>
	({ body }: NetSuiteRequest) =>
		JSON.stringify(body ?? '').includes(text);
const payments = (sandbox: Sandbox) =>
	sandbox.books
		.records('customerPayment')
		.filter(({ seeded }) => !seeded)
		.sort((left, right) => Number(left.id) - Number(right.id));
/** The mark of a killed run counts no more, see runMarks.test.ts; a minute more than its ten, for times are of seconds. */
const endMarks = (sandbox: Sandbox) => sandbox.clock.forward(660);
const deleteMarks = (sandbox: Sandbox) =>
	sandbox.books.ofType('customrecord_amzstl_run').forEach((mark) => sandbox.books.remove(mark));
const totals = (sandbox: Sandbox) => payments(sandbox).map(({ total }) => String(total));

async function told(run: ReturnType<typeof settle>): Promise<string[]> {
	return [...(await run).posted.values()].map(({ errorCode, status }) => errorCode || status);
}

test('one payment for all of a customer; every transaction has its own status, amounts and link', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const { posted } = await settle(sandbox, ITEMS, rulesOf(STORY));
		const [payment] = payments(sandbox);
		expect(payments(sandbox)).toHaveLength(1);
		expect(payment).toMatchObject({
			externalId: 'AMZ-PMT-18906543210-C0001',
			memo: 'Amazon settlement 18906543210',
			total: '36.00',
			unapplied: '2.00',
			tranDate: '2026-10-05',
		});
		expect(payment.apply).toHaveLength(4);
		const results = [...posted.values()];
		expect(results.map((one) => [one.status, one.applied, one.rest, one.short])).toEqual([
			['Applied', 1000, 0, 0],
			['Applied', 900, 0, 100],
			['Partially Applied', 1000, 200, 0],
			['Applied', 300, 0, 0],
			['Unapplied', 0, 0, 0],
			['Applied', 200, 0, 0],
		]);
		expect(results.map(({ paymentId }) => paymentId === payment.id)).toEqual([
			true,
			true,
			true,
			true,
			false,
			true,
		]);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test.each([
	['at most so many invoices', {}, 2, ['19.00', '17.00']],
	['one each', {}, 1, ['10.00', '9.00', '12.00', '5.00']],
	['what is capped is not booked', { overpayment: 'cap' as const }, 200, ['34.00']],
	['a rest beyond the tolerance stays out', { overpayment: 'refuse' as const }, 200, ['24.00']],
])('%s', async (_, changes, invoices, expected) => {
	await withSandbox(STORY.books, async (sandbox) => {
		const story: Story = { ...STORY, ...changes, invoicesPerPayment: invoices };
		await settle(sandbox, ITEMS, rulesOf(story));
		expect(totals(sandbox)).toEqual(expected);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test('other dates, accounts, customers and settlements never share a payment', async () => {
	const ids = ['111-1', '111-2', '111-3', '111-4', '111-5'];
	const invoices = ids.map((id) => invoiceOf(id, 1000));
	invoices.push(invoiceOf('111-6', 1000, { customer: 'Somebody' }));
	const events = [
		order('111-1', 100),
		order('111-2', 200),
		order('111-6', 600),
		order('111-3', 300, { postedDate: '2026-10-06T12:00:00Z' }),
		order('111-4', 400, { marketplaceName: 'Amazon.ca' }),
	];
	await withSandbox({ invoices }, async (sandbox) => {
		const settings = {
			...perCustomer(),
			keys: [{ column: 'externalid', template: 'Amazon.com_{orderId}' }],
			marketplaces: [
				{
					...NO_SETTINGS,
					marketplaceName: 'Amazon.ca',
					paymentAccountId: idNamed(sandbox, 'account', 'Undeposited Funds'),
				},
			],
		};
		await settle(sandbox, madeSettlement(events), settings);
		const other = madeSettlement([order('111-5', 500)], { settlementId: '18906543299' });
		await settle(sandbox, other, settings);
		expect(totals(sandbox)).toEqual(['3.00', '4.00', '6.00', '3.00', '5.00']);
		const [first, , , fourth, fifth] = payments(sandbox);
		expect(first.tranDate).toBe('2026-10-05');
		expect(fourth.tranDate).toBe('2026-10-06');
		expect(fifth.externalId).toBe('AMZ-PMT-18906543299-C0001');
	});
});

test('the same again posts nothing, in either mode, and tells the same', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		expect(await told(settle(sandbox, ITEMS, rulesOf(STORY)))).toEqual(TOLD);
		for (const mode of [rulesOf(STORY), {}]) {
			sandbox.requests.reset();
			expect(await told(settle(sandbox, ITEMS, mode))).toEqual(TOLD);
			expect(sandbox.requests.counters.post).toBe(0);
		}
	});
});

const FIVE = { ...STORY, invoicesPerPayment: 2 };

test.each([
	['the first payment', 1, true],
	['the second payment', 2, true],
	['the first payment', 1, false],
	['the second payment', 2, false],
])('a crash right after %s (number %i) is made good by the next run', async (_, count, isSame) => {
	await withSandbox(FIVE.books, async (sandbox) => {
		let seen = 0;
		const isLast = (request: NetSuiteRequest) => posts(request) && ++seen === count;
		const broken = settle(sandbox, ITEMS, rulesOf(FIVE), clientCrashingAfter(sandbox, isLast));
		await expect(broken).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(payments(sandbox)).toHaveLength(count);
		endMarks(sandbox);
		expect(await told(settle(sandbox, ITEMS, isSame ? rulesOf(FIVE) : {}))).toEqual(TOLD);
		expect(auditStory(sandbox, FIVE)).toEqual([]);
	});
});

test.each(['replyLost', 'cut', 'status500'] as const)(
	'%s twice: the payment is looked up by its number, not sent blindly',
	async (kind) => {
		await withSandbox(FIVE.books, async (sandbox) => {
			sandbox.faults.add({ kind, times: 2, match: { method: 'POST', path: /customerPayment$/ } });
			expect(await told(settle(sandbox, ITEMS, rulesOf(FIVE)))).toEqual(TOLD);
			expect(totals(sandbox)).toEqual(['19.00', '17.00']);
			expect(auditStory(sandbox, FIVE)).toEqual([]);
		});
	},
);

test.each([
	['right before our first payment', posts],
	['before we read the periods', asks('FROM accountingperiod')],
	['before we look for invoices', asks('d.externalid IN')],
	['before we look for what was posted', asks('AS unused FROM transaction t WHERE')],
	['before we look for combined payments', asks('AS membership')],
])('a second run that overtakes us %s changes nothing', async (_, isMoment) => {
	await withSandbox(FIVE.books, async (sandbox) => {
		const overtaken = clientWithEvent(sandbox, isMoment, async () => {
			await settle(sandbox, ITEMS, rulesOf(FIVE));
		});
		expect(await told(settle(sandbox, ITEMS, rulesOf(FIVE), overtaken))).toEqual(TOLD);
		expect(totals(sandbox)).toEqual(['19.00', '17.00']);
		expect(auditStory(sandbox, FIVE)).toEqual([]);
	});
});

test('a run that dies in the middle while another goes on: its payments are taken, the rest is posted after', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		// The other run pays two invoices under number 1 and dies, right before we post all under number 1.
		const overtaken = clientWithEvent(sandbox, posts, async () => {
			const dying = clientCrashingAfter(sandbox, posts);
			await settle(sandbox, ITEMS, rulesOf(FIVE), dying).catch(() => undefined);
		});
		expect(await told(settle(sandbox, ITEMS, rulesOf(STORY), overtaken))).toEqual(TOLD);
		expect(totals(sandbox)).toEqual(['19.00', '17.00']);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

const MANY = storyOf(
	Array.from({ length: 20 }, (_, at) => order(`111-${at}`, 100 + at)),
	Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`111-${at}`, 100 + at])),
);

test('an invoice that NetSuite does not accept is left out; all others are paid', async () => {
	await withSandbox(MANY.books, async (sandbox) => {
		const bad = sandbox.books.ofType('invoice')[13].id;
		const client = clientAround(sandbox, (send) => async (request) => {
			const items = (request.body as { apply?: { items: Array<{ doc: { id: string } }> } })?.apply
				?.items;
			return posts(request) && items?.some(({ doc }) => doc.id === bad)
				? { status: 400, headers: {}, body: { 'o:errorDetails': [{ detail: 'Locked.' }] } }
				: await send(request);
		});
		const items = madeSettlement(MANY.events);
		const { posted } = await settle(sandbox, items, rulesOf(MANY), client);
		const failed = [...posted.values()].filter(({ status }) => status !== 'Applied');
		expect(failed).toMatchObject([{ errorCode: 'NETSUITE_VALIDATION', status: 'Unapplied' }]);
		expect(failed[0].errorMessage).toContain('Locked.');
		// 20, 10 + 10, 5 + 5, 3 + 2, 2 + 1 (number 13 alone): five payments at most.
		expect(payments(sandbox).length).toBeLessThanOrEqual(5);
		expect(await told(settle(sandbox, items, rulesOf(MANY)))).toEqual(items.map(() => 'Applied'));
		expect(auditStory(sandbox, MANY)).toEqual([]);
	});
});

/** Twenty orders of 10.00, and which of their invoices lie on an A/R account that the payment does not have. */
const someElsewhere = (elsewhere: number[]): Story => {
	const ids = Array.from({ length: 20 }, (_, at) => `111-${at + 1}`);
	return {
		books: {
			// Otherwise each payment would go where its invoices stand.
			preferences: { absentColumns: ['transactionline.expenseaccount'] },
			invoices: ids.map((id, at) =>
				invoiceOf(id, 1000, elsewhere.includes(at) ? { account: 'Other Receivables' } : {}),
			),
		},
		events: ids.map((id) => order(id, 1000)),
		invoices: Object.fromEntries(
			ids.filter((_, at) => !elsewhere.includes(at)).map((id) => [id, [`Amazon.com_${id}`]]),
		),
		invoicesPerPayment: 200,
	};
};
const ALL = Array.from({ length: 20 }, (_, at) => at);

test.each<[string, number[], number]>([
	// 20 refused, the one that NetSuite names refused alone too, 19 accepted.
	['one of twenty', [13], 3],
	// 20 refused, the named one alone, then 19 and 18: its word is taken. The last 17 are accepted.
	['three of twenty', [0, 7, 19], 5],
	// Twenty times all that are left, and the first one alone.
	['all of twenty', ALL, 21],
])('invoices that NetSuite names cost a request each: %s', async (_, elsewhere, requests) => {
	const story = someElsewhere(elsewhere);
	await withSandbox(story.books, async (sandbox) => {
		let posted = 0;
		const client = clientAround(sandbox, (send) => async (request) => {
			posted += posts(request) ? 1 : 0;
			return await send(request);
		});
		const items = madeSettlement(story.events);
		expect(await told(settle(sandbox, items, rulesOf(story), client))).toEqual(
			ALL.map((at) => (elsewhere.includes(at) ? 'INVOICE_NOT_APPLICABLE' : 'Applied')),
		);
		expect(posted).toBe(requests);
		expect(totals(sandbox)).toEqual(
			elsewhere.length === 20 ? [] : [`${(20 - elsewhere.length) * 10}.00`],
		);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test('an invoice that NetSuite names, but accepts alone, is paid', async () => {
	const story = someElsewhere([]);
	await withSandbox(story.books, async (sandbox) => {
		const [{ id: fussy }] = sandbox.books.ofType('invoice');
		const client = clientAround(sandbox, (send) => async (request) => {
			const items = (request.body as { apply?: { items: Array<{ doc: { id: string } }> } })?.apply
				?.items;
			const isRefused =
				posts(request) && items?.some(({ doc }) => doc.id === fussy) && items.length > 1;
			const detail = `You have entered an Invalid Field Value ${fussy} for the following field: doc.`;
			const body = { 'o:errorDetails': [{ detail, 'o:errorPath': 'apply.items[0]' }] };
			return isRefused ? { status: 400, headers: {}, body } : await send(request);
		});
		const items = madeSettlement(story.events);
		const results = await told(settle(sandbox, items, rulesOf(story), client));
		expect(results).toEqual(ALL.map(() => 'Applied'));
		expect(totals(sandbox)).toEqual(['10.00', '190.00']);
		expect(auditStory(sandbox, story)).toEqual([]);
	});
});

test('somebody pays an invoice by hand while we plan: the balances are read again, nothing is lost', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const client = clientWithEvent(sandbox, posts, async () => {
			const [{ id, fields }] = sandbox.books.ofType('invoice');
			await Promise.resolve(
				sandbox.books.put({
					type: 'customerPayment',
					id: sandbox.books.nextId('transaction'),
					fields: {
						customer: fields.entity,
						currency: fields.currency,
						tranDate: '2026-10-03',
						payment: 400,
					},
					lines: { apply: [{ doc: id, amount: 400 }] },
					seeded: true,
				}),
			);
		});
		const { posted } = await settle(sandbox, ITEMS, rulesOf(STORY), client);
		expect([...posted.values()][0]).toMatchObject({
			status: 'Partially Applied',
			applied: 600,
			rest: 400,
		});
		expect(totals(sandbox)).toEqual(['36.00']);
		expect(auditStory(sandbox, { ...STORY, books: { invoices: [] } })).toEqual([]);
	});
});

test('balances read again may need one invoice more than a payment has room for: who finds none gets the next one', async () => {
	const SPLIT = 'Amazon.com_111-2';
	const story: Story = {
		...storyOf([order('111-1', 1000), order('111-2', 1000)], {}, 2),
		books: {
			invoices: [
				invoiceOf('111-1', 1000),
				...[1000, 500].map((total, at) =>
					bill(total, { externalId: `I${at}`, createdFrom: SPLIT, item: `Widget ${at}` }),
				),
			],
			salesOrders: [salesOrder([1000, 500], 'Billed', { externalId: SPLIT })],
		},
	};
	await withSandbox(story.books, async (sandbox) => {
		const [, { id, fields }] = sandbox.books.ofType('invoice');
		const client = clientWithEvent(sandbox, posts, async () => {
			await Promise.resolve(
				sandbox.books.put({
					type: 'customerPayment',
					id: sandbox.books.nextId('transaction'),
					fields: {
						customer: fields.entity,
						currency: fields.currency,
						tranDate: '2026-10-03',
						payment: 400,
					},
					lines: { apply: [{ doc: id, amount: 400 }] },
					seeded: true,
				}),
			);
		});
		const { posted } = await settle(sandbox, madeSettlement(story.events), rulesOf(story), client);
		expect([...posted.values()]).toMatchObject([
			{ status: 'Applied', applied: 1000 },
			{ status: 'Applied', applied: 1000 },
		]);
		expect(totals(sandbox)).toEqual(['10.00', '10.00']);
	});
});

test('a run beside us made our first payment, and somebody paid by hand: the balances are read before the next', async () => {
	const events = [order('111-1', 600), order('111-2', 300)];
	const story = storyOf(events, { '111-1': 600, '111-2': 300 });
	await withSandbox(story.books, async (sandbox) => {
		const items = madeSettlement(events);
		const client = clientWithEvent(sandbox, posts, async () => {
			deleteMarks(sandbox);
			const dying = clientCrashingAfter(sandbox, posts);
			await settle(sandbox, items, perCustomer(1), dying).catch(() => undefined);
			const [, { id, fields }] = sandbox.books.ofType('invoice');
			sandbox.books.put({
				type: 'customerPayment',
				id: sandbox.books.nextId('transaction'),
				fields: {
					customer: fields.entity,
					currency: fields.currency,
					tranDate: '2026-10-03',
					payment: 100,
				},
				lines: { apply: [{ doc: id, amount: 100 }] },
				seeded: true,
			});
		});
		const { posted } = await settle(sandbox, items, perCustomer(), client);
		expect([...posted.values()]).toMatchObject([
			{ status: 'Applied', applied: 600, rest: 0 },
			{ status: 'Partially Applied', applied: 200, rest: 100 },
		]);
		expect(totals(sandbox)).toEqual(['6.00', '3.00']);
		// Theirs, ours that NetSuite refused for its external ID, and the rest: none with a balance that is gone.
		const sent = sandbox.requests.entries.filter(
			({ method, path }) => method === 'POST' && path.endsWith('/customerPayment'),
		);
		expect(sent).toHaveLength(3);
	});
});

test('NetSuite goes silent: the settlement waits, another one goes on, the next run ends it', async () => {
	const other = madeSettlement([order('111-7', 100)], { settlementId: '18906543299' });
	const books = { invoices: [...(FIVE.books.invoices ?? []), invoiceOf('111-7', 100)] };
	await withSandbox(books, async (sandbox) => {
		const client = clientAround(sandbox, (send) => async (request) => {
			const { externalId = '' } = (request.body ?? {}) as { externalId?: string };
			return posts(request) && externalId.includes('18906543210')
				? { status: 500, headers: {}, body: {} }
				: await send(request);
		});
		const stopped = await told(settle(sandbox, ITEMS, rulesOf(FIVE), client));
		expect(stopped).toEqual(
			TOLD.map((status) => (status === 'INVOICE_NOT_FOUND' ? status : 'NETSUITE_UNREACHABLE')),
		);
		expect(await told(settle(sandbox, other, rulesOf(FIVE), client))).toEqual(['Applied']);
		expect(await told(settle(sandbox, ITEMS, rulesOf(FIVE)))).toEqual(TOLD);
	});
});

test.each([
	['its list', { custbody_amzstl_transactions: 'nobody:1.00' }],
	['its external ID', { externalId: 'changed-by-somebody' }],
	['its amount', { payment: 3700 }],
	['its settlement', { custbody_amzstl_settlement: '' }],
])(
	'after a crash somebody changes %s of the payment: nothing is paid twice',
	async (what, fields) => {
		await withSandbox(STORY.books, async (sandbox) => {
			const crash = clientCrashingAfter(sandbox, posts);
			await expect(settle(sandbox, ITEMS, rulesOf(STORY), crash)).rejects.toBeDefined();
			const [payment] = sandbox.books.ofType('customerPayment');
			sandbox.books.put({ ...payment, fields: { ...payment.fields, ...fields } });
			for (const mode of [rulesOf(STORY), {}]) {
				endMarks(sandbox);
				const statuses = await told(settle(sandbox, ITEMS, mode));
				const isClear = what === 'its external ID' || what === 'its settlement';
				expect(statuses).toEqual(
					isClear ? TOLD : TOLD.map((one) => (one === 'x' ? one : 'PAYMENT_CHANGED')),
				);
				expect(payments(sandbox)).toHaveLength(1);
			}
			sandbox.books.put(payment);
			endMarks(sandbox);
			expect(await told(settle(sandbox, ITEMS, rulesOf(STORY)))).toEqual(TOLD);
			expect(auditStory(sandbox, STORY)).toEqual([]);
		});
	},
);

// By default NetSuite does not delete a record that a payment names: a person empties the links first.
test.each(['empty', 'keep'] as const)(
	'records deleted and imported again are recognised: names outlive internal ids (links: %s)',
	async (customRecord) => {
		const preferences = { deletions: { customRecord } };
		await withSandbox({ ...STORY.books, preferences }, async (sandbox) => {
			const crash = clientCrashingAfter(sandbox, posts);
			await expect(settle(sandbox, ITEMS, rulesOf(STORY), crash)).rejects.toBeDefined();
			for (const record of sandbox.books.ofType('customrecord_amzstl_transaction')) {
				sandbox.books.remove(record);
			}
			expect(await told(settle(sandbox, ITEMS, rulesOf(STORY)))).toEqual(TOLD);
			expect(auditStory(sandbox, STORY)).toEqual([]);
		});
	},
);

test('paid per order first: what is left is paid together', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		let seen = 0;
		const isLast = (request: NetSuiteRequest) => posts(request) && ++seen === 2;
		const client = clientCrashingAfter(sandbox, isLast);
		await expect(settle(sandbox, ITEMS, {}, client)).rejects.toMatchObject({ code: 'CANCELLED' });
		endMarks(sandbox);
		expect(await told(settle(sandbox, ITEMS, rulesOf(STORY)))).toEqual(TOLD);
		expect(auditStory(sandbox, STORY)).toEqual([]);
	});
});

test('paid alone and together, because somebody deleted the mark of a living run: told, not hidden', async () => {
	await withSandbox({ invoices: [invoiceOf('111-1', 5000)] }, async (sandbox) => {
		const items = madeSettlement([order('111-1', 1000)]);
		const beside = clientWithEvent(sandbox, posts, async () => {
			deleteMarks(sandbox);
			const crash = clientCrashingAfter(sandbox, posts);
			await settle(sandbox, items, {}, crash).catch(() => undefined);
		});
		const dying = clientAround(sandbox, (send, cancel) => async (request) => {
			const answer = await beside.transport.send(request);
			if (posts(request)) {
				cancel();
			}
			return answer;
		});
		await settle(sandbox, items, perCustomer(), dying).catch(() => undefined);
		expect(payments(sandbox)).toHaveLength(2);
		deleteMarks(sandbox);
		expect(await told(settle(sandbox, items, perCustomer()))).toEqual(['INVOICE_ALREADY_PAID']);
	});
});

test('an editable field with the name of one order is refused before anything is posted', async () => {
	await withSandbox(STORY.books, async (sandbox) => {
		const fields = [{ field: 'memo', template: 'Order {orderId}' }];
		const run = settle(sandbox, ITEMS, { perCustomer: { invoicesMax: 200, fields } });
		await expect(run).rejects.toMatchObject({
			code: 'CONFIGURATION_INCOMPLETE',
			message: "'Order {orderId}' names {orderId}, which no payment of many orders has",
		});
		expect(payments(sandbox)).toEqual([]);
	});
});

test('a dry run tells what the run will do, but for ids, and writes nothing', async () => {
	await withSandbox(FIVE.books, async (sandbox) => {
		const amounts = async (isDryRun: boolean) => {
			const { posted } = await settle(sandbox, ITEMS, { ...rulesOf(FIVE), isDryRun });
			return [...posted.values()].map(({ paymentId, outcome, bookedAccount, ...rest }) => ({
				...rest,
				told: [paymentId, outcome, bookedAccount].length,
			}));
		};
		await settle(sandbox, ITEMS, { ...rulesOf(FIVE), isDryRun: true });
		const before = balancesOf(sandbox);
		const planned = await amounts(true);
		expect(balancesOf(sandbox)).toEqual(before);
		expect(payments(sandbox)).toEqual([]);
		expect(await amounts(false)).toEqual(planned);
	});
});
