// What the sandbox's tests have in common: small books with one customer, and a client that signs its
// requests with the tests' own signer.
import { createSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox';
import { signedFetch, type Reply, type SignedRequest } from '../support/signedFetch';

export interface Client {
	sandbox: Sandbox;
	/** A request to a path behind /services/rest. */
	send(path: string, request?: SignedRequest): Promise<Reply>;
	post(type: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
	patch(path: string, body: unknown): Promise<Reply>;
	suiteql(q: string, params?: unknown[], page?: string): Promise<Reply>;
	/** The rows of a query that must succeed, without their links. */
	rows(q: string, params?: unknown[]): Promise<Array<Record<string, string>>>;
	/** The internal id of the invoice with this external id. */
	invoiceId(externalId: string): string;
	customerId: string;
}

export const CLEARING = { refName: 'Amazon Clearing' };

export const SMALL_BOOKS: SandboxOptions['books'] = {
	customers: [{ id: 'amazon', entityId: 'Amazon US', currency: 'USD' }],
	salesOrders: [
		{
			externalId: 'SO-1',
			otherRefNum: '111-1',
			customer: 'amazon',
			tranDate: '2026-01-01',
			currency: 'USD',
			status: 'Billed',
			lines: [{ item: 'MUG', quantity: 2, amount: '430.80' }],
		},
		{
			externalId: 'SO-2',
			otherRefNum: '111-2',
			customer: 'amazon',
			tranDate: '2026-01-01',
			currency: 'USD',
			status: 'Pending Billing',
			lines: [
				{ item: 'MUG', quantity: 4, amount: 40, tax: 2 },
				{ item: 'POT', quantity: 1, amount: 15.5 },
			],
		},
		{
			externalId: 'SO-3',
			customer: 'amazon',
			tranDate: '2026-01-01',
			currency: 'USD',
			status: 'Pending Fulfillment',
			lines: [{ item: 'MUG', quantity: 1, amount: 10 }],
		},
	],
	invoices: [
		{
			externalId: 'Amazon.com_111-1',
			otherRefNum: '111-1',
			createdFrom: 'SO-1',
			customer: 'amazon',
			currency: 'USD',
			tranDate: '2026-01-02',
			lines: [{ item: 'MUG', quantity: 2, amount: '430.80' }],
		},
		{
			externalId: 'Amazon.com_111-9',
			customer: 'amazon',
			currency: 'USD',
			tranDate: '2026-01-03',
			lines: [{ item: 'MUG', quantity: 1, amount: 35.74, tax: 2.5 }],
			amountPaid: '10.24',
		},
		{
			externalId: 'Amazon.co.jp_249-1',
			customer: 'Amazon JP',
			currency: 'JPY',
			tranDate: '2026-01-03',
			lines: [{ item: 'MUG', quantity: 1, amount: 1280 }],
		},
	],
	closedPeriods: ['2025-12'],
};

export async function openClient(options: SandboxOptions = {}): Promise<Client> {
	const sandbox = await createSandbox({ books: SMALL_BOOKS, ...options });
	const send = async (path: string, request: SignedRequest = {}) => {
		const address = path.startsWith('http') ? path : `${sandbox.url}/services/rest${path}`;
		const seconds = Math.floor((options.now?.().getTime() ?? Date.now()) / 1000);
		const oauth = { oauth_timestamp: String(seconds), ...request.oauth };
		return await signedFetch(sandbox.account, address, { ...request, oauth });
	};
	const suiteql = async (q: string, params?: unknown[], page = '') =>
		await send(`/query/v1/suiteql${page}`, {
			method: 'POST',
			headers: { prefer: 'transient' },
			body: { q, params },
		});
	return {
		sandbox,
		send,
		suiteql,
		post: async (type, body, headers) =>
			await send(`/record/v1/${type}`, { method: 'POST', body, headers }),
		patch: async (path, body) => await send(path, { method: 'PATCH', body }),
		rows: async (q, params) => {
			const { status, body } = await suiteql(q, params);
			if (status !== 200) {
				throw new Error(`The query failed: ${JSON.stringify(body)}`);
			}
			const { items } = body as { items: Array<Record<string, string>> };
			return items.map((item) =>
				Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'links')),
			);
		},
		invoiceId: (externalId) =>
			sandbox.books.records('invoice').find((one) => one.externalId === externalId)?.id ?? '',
		customerId:
			sandbox.books.records('customer').find((one) => one.entityId === 'Amazon US')?.id ?? '',
	};
}

export function idOf(reply: Reply): string {
	return (reply.headers.get('location') ?? '').split('/').pop() ?? '';
}

/** The first error detail of a refusal. */
export function detailOf(reply: Reply): { detail: string; 'o:errorCode': string } {
	const body = reply.body as {
		'o:errorDetails': Array<{ detail: string; 'o:errorCode': string }>;
	};
	return body['o:errorDetails'][0];
}
