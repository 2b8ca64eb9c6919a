// Fields that belong to a feature: left out once NetSuite refused them and the account's schema does not have them, and
// never because of a refusal alone.
import type { NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import { createClient } from '../../../nodes/shared/netsuite/api/client';
import type { Sandbox } from '../../../sandbox/sandbox';
import { withSandbox } from '../../simulate/story';
import { CUSTOMER, invoiceOf } from '../../support/madeBooks';
import { madeSettlement, order, refund } from '../../support/madeSettlement';
import { sandboxClient } from '../../support/sandboxClient';
import { settle } from '../../support/settle';

const BOOKS = {
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: ['111-1', '111-2', '111-3'].map((id) => invoiceOf(id, 1000)),
};
const ITEMS = madeSettlement([
	...['111-1', '111-2', '111-3'].map((id) => order(id, 1000)),
	refund('111-1', 400, 'R-1'),
	refund('111-2', 400, 'R-2'),
]);

const refusal = (field: string) => ({
	status: 400,
	headers: {},
	body: {
		'o:errorDetails': [
			{ detail: `Unknown reference or field name '${field}'.`, 'o:errorCode': 'INVALID_CONTENT' },
		],
	},
});

type Body = Record<string, unknown>;

/** An account that refuses such bodies, and whose schema has the field or not. */
function account(
	sandbox: Sandbox,
	type: string,
	field: string,
	schema: 'has it' | 'lacks it' | 'cannot be read',
	has: (body: Body) => boolean,
) {
	const { transport } = sandboxClient(sandbox);
	const sent: NetSuiteRequest[] = [];
	const client = createClient(
		{
			...transport,
			async send(request, options) {
				if (request.path.endsWith(`metadata-catalog/${type}`)) {
					const answer = await transport.send(request, options);
					const text = JSON.stringify(answer.body);
					const body: unknown = JSON.parse(text.replaceAll(`"${field}":`, '"unused":'));
					return schema === 'cannot be read'
						? { status: 403, headers: {}, body: undefined }
						: { ...answer, body: schema === 'lacks it' ? body : answer.body };
				}
				if (request.method === 'POST' && request.path.endsWith(`/${type}`)) {
					sent.push(request);
					if (has(request.body as Body)) {
						return refusal(field);
					}
				}
				return await transport.send(request, options);
			},
		},
		4,
	);
	return { client, sent };
}

const sendsPrice = ({ item }: Body) =>
	((item as { items: Body[] }).items ?? []).some((line) => 'price' in line);
const sendsAutoApply = (body: Body) => 'autoApply' in body;

test.each([
	['creditMemo', 'price', sendsPrice, 2],
	['customerPayment', 'autoApply', sendsAutoApply, 3],
] as const)('%s without %s: one refusal, then all are posted', async (type, field, has, count) => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { client, sent } = account(sandbox, type, field, 'lacks it', has);
		const { posted } = await settle(sandbox, ITEMS, {}, client);
		expect([...posted.values()].map(({ status }) => status)).toEqual(Array(5).fill('Applied'));
		expect(sent.map(({ body }) => has(body as Body))).toEqual([
			true,
			...Array<boolean>(count).fill(false),
		]);
	});
});

test.each(['has it', 'cannot be read'] as const)(
	'a refusal of autoApply where the schema %s: nothing is posted without it',
	async (schema) => {
		await withSandbox(BOOKS, async (sandbox) => {
			const { client, sent } = account(
				sandbox,
				'customerPayment',
				'autoApply',
				schema,
				sendsAutoApply,
			);
			const { posted } = await settle(sandbox, ITEMS, {}, client);
			const codes = [...posted.values()].map(({ status, errorCode }) => errorCode || status);
			expect(codes.slice(0, 3)).toEqual(Array(3).fill('NETSUITE_VALIDATION'));
			expect(sent.every(({ body }) => sendsAutoApply(body as Body))).toBe(true);
			expect(sandbox.books.records('customerPayment').filter(({ seeded }) => !seeded)).toEqual([]);
		});
	},
);
