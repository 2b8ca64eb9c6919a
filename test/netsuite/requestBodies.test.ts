// Every body that the payment and refund flows send, against the published schemas of NetSuite's records, when
// these are at hand (they are not part of this project). The walker itself is tested always.
import type { NetSuiteRequest } from '../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../sandbox/sandbox';
import { auditStory, withSandbox, type Story } from '../simulate/story';
import { clientAround } from '../support/crash';
import { bill, invoiceOf, salesOrder } from '../support/madeBooks';
import { madeSettlement, order, refund } from '../support/madeSettlement';
import { fs, path, ROOT } from '../support/node';
import type { Settings } from '../support/settle';
import { idNamed, settingsOf, settle } from '../support/settle';
import { faultsOf, type Schemas } from './requestSchema';

const FILES = ['payment-refund', 'invoice-creditmemo'].map((name) =>
	path.join(ROOT, '..', 'shared', 'reference', `netsuite-openapi-${name}.json`),
);
const areAtHand = FILES.every((file) => fs.existsSync(file));

function publishedSchemas(): Schemas {
	const parts = FILES.map(
		(file) => JSON.parse(fs.readFileSync(file, 'utf8')) as { components: { schemas: Schemas } },
	);
	return Object.assign({}, ...parts.map(({ components }) => components.schemas)) as Schemas;
}

const STORY: Story = {
	books: {
		salesOrders: [salesOrder([3000, 2000], 'Billed', { externalId: 'Amazon.com_111-3' })],
		invoices: [
			invoiceOf('111-1', 1000),
			invoiceOf('111-2', 1000),
			bill(3000, { externalId: 'I1', createdFrom: 'Amazon.com_111-3', item: 'Widget 0' }),
			bill(2000, { externalId: 'I2', createdFrom: 'Amazon.com_111-3', item: 'Widget 1' }),
		],
	},
	events: [
		order('111-1', 1000),
		order('111-2', 1500),
		order('111-3', 4500),
		refund('111-1', 333, 'r'),
	],
	invoices: {
		'111-1': ['Amazon.com_111-1'],
		'111-2': ['Amazon.com_111-2'],
		'111-3': ['I1', 'I2'],
	},
};

/** Record type that a write is about, and its body. */
interface Write {
	type: string;
	body: object;
}

const WRITE = /\/record\/v1\/(?:\w+\/\d+\/!transform\/)?(\w+)/;

async function writesOf(
	changes: (sandbox: Sandbox) => Partial<Settings>,
	story: Story,
): Promise<Write[]> {
	return await withSandbox(STORY.books, async (sandbox) => {
		const sent: NetSuiteRequest[] = [];
		const client = clientAround(sandbox, (send) => async (request) => {
			sent.push(request);
			return await send(request);
		});
		await settle(sandbox, madeSettlement(STORY.events), changes(sandbox), client);
		expect(auditStory(sandbox, story)).toEqual([]);
		return sent.flatMap(({ path: address, body }) => {
			const type = WRITE.exec(address)?.[1];
			return type === undefined || body === undefined ? [] : [{ type, body }];
		});
	});
}

const withEverything = (sandbox: Sandbox): Partial<Settings> => {
	const { defaults } = settingsOf(sandbox);
	const segments = Object.fromEntries(
		(['location', 'department', 'class'] as const).map((name) => {
			const type = name === 'class' ? 'classification' : name;
			const id = sandbox.books.nextId(type);
			sandbox.books.put({ type, id, fields: { name, isInactive: false }, lines: {} });
			return [name, { id }];
		}),
	);
	const receivableAccountId = idNamed(sandbox, 'account', 'Accounts Receivable');
	return { defaults: { ...defaults, receivableAccountId, segments }, datePolicy: 'deposit' };
};

const toUndepositedFunds = (sandbox: Sandbox): Partial<Settings> => {
	const { defaults } = settingsOf(sandbox);
	return { defaults: { ...defaults, paymentAccountId: '' } };
};

const perCustomer = (): Partial<Settings> => ({
	perCustomer: { invoicesMax: 100, fields: [] },
});

const whenAtHand = areAtHand ? test : test.skip;

whenAtHand.each([
	['as the nodes are set at first', () => ({})],
	['with accounts and segments', withEverything],
	['to undeposited funds', toUndepositedFunds],
	['one payment for the customer', perCustomer],
])('every body fits its schema: %s', async (_, changes) => {
	const schemas = publishedSchemas();
	const paymentAccount = changes === toUndepositedFunds ? 'Undeposited Funds' : undefined;
	const writes = await writesOf(changes, { ...STORY, paymentAccount });
	const checked = writes.filter(({ type }) => !type.startsWith('customrecord'));
	expect([...new Set(checked.map(({ type }) => type))].sort()).toEqual([
		'creditMemo',
		'customerPayment',
		'customerRefund',
	]);
	// Three payments, or one for all, and a memo with its refund.
	expect(checked).toHaveLength(changes === perCustomer ? 3 : 5);
	for (const { type, body } of checked) {
		expect(faultsOf(body, schemas[type], schemas, type)).toEqual([]);
	}
});

test('the walker finds unknown names, wrong types, wrong dates and what cannot be written', () => {
	const schemas: Schemas = {
		reference: { type: 'object', properties: { id: { type: 'string' } } },
		lines: { properties: { items: { type: 'array', items: { $ref: '#/lines/line' } } } },
		line: { properties: { amount: { type: 'number' }, doc: { $ref: '#/reference' } } },
		payment: {
			properties: {
				customer: { oneOf: [{ $ref: '#/reference' }] },
				apply: { $ref: '#/lines' },
				tranDate: { type: 'string', format: 'date' },
				total: { type: 'number', readOnly: true },
				autoApply: { type: 'boolean' },
			},
		},
	};
	const faults = (body: object) => faultsOf(body, schemas.payment, schemas, 'payment');
	expect(
		faults({
			customer: { id: '7' },
			tranDate: '2026-10-05',
			autoApply: false,
			custbody_a: 1,
			apply: { items: [{ amount: 1.5, doc: { id: '1' } }] },
		}),
	).toEqual([]);
	expect(
		faults({
			customer: '7',
			tranDate: '10/5/2026',
			autoApply: 'F',
			total: 1,
			memmo: 'x',
			apply: { items: [{ amount: '1.5', doc: { id: 1 } }] },
		}),
	).toEqual([
		'payment.customer: "7" is not an object',
		'payment.tranDate: "10/5/2026" is not a date',
		'payment.autoApply: "F" is not a boolean',
		'payment.total: it cannot be written',
		'payment.memmo: there is no such field',
		'payment.apply.items[0].amount: "1.5" is not a number',
		'payment.apply.items[0].doc.id: 1 is not a string',
	]);
});
