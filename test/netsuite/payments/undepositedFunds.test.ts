// Payments in accounts that spell undepFunds in their own way: learned from the schema or from refusals, once a run,
// and nothing is posted twice on the way. What each account takes is the seed's or the altered reply's, not ours.
import type { NetSuiteClient, NetSuiteRequest } from '../../../nodes/shared/netsuite/api/client';
import { createClient } from '../../../nodes/shared/netsuite/api/client';
import { NO_SETTINGS } from '../../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Sandbox } from '../../../sandbox/sandbox';
import { withSandbox } from '../../simulate/story';
import { CUSTOMER, invoiceOf } from '../../support/madeBooks';
import { madeSettlement, order } from '../../support/madeSettlement';
import { sandboxClient } from '../../support/sandboxClient';
import type { Settings } from '../../support/settle';
import { perCustomer, settle } from '../../support/settle';

const IDS = ['111-1', '111-2', '111-3'];
const ITEMS = madeSettlement(IDS.map((id) => order(id, 1000)));
const books = (undepFunds: 'true/false' | 'T/F' = 'true/false') => ({
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: IDS.map((id) => invoiceOf(id, 1000)),
	preferences: { undepFunds },
});

const REFUSAL = {
	status: 400,
	headers: {},
	body: {
		title: 'Bad Request',
		'o:errorDetails': [
			{
				detail:
					"Invalid value for the resource or sub-resource field 'undepFunds'. Provide a valid value.",
				'o:errorCode': 'INVALID_VALUE',
				'o:errorPath': 'undepFunds',
			},
		],
	},
};

/** The client of the sandbox, in an account that takes only such values, and whose catalog may be hidden. */
function strict(sandbox: Sandbox, takes: (value: unknown) => boolean, hidesCatalog = false) {
	const { transport } = sandboxClient(sandbox);
	const sent: NetSuiteRequest[] = [];
	const client = createClient(
		{
			...transport,
			async send(request, options) {
				const isPayment = request.method === 'POST' && request.path.endsWith('/customerPayment');
				if (isPayment) {
					sent.push(request);
				}
				const { undepFunds } = (request.body ?? {}) as { undepFunds?: unknown };
				if (isPayment && !takes(undepFunds)) {
					return REFUSAL;
				}
				if (hidesCatalog && request.path.includes('metadata-catalog')) {
					return { status: 403, headers: {}, body: undefined };
				}
				// What the account takes is then written as the sandbox takes it.
				const body = isPayment
					? { ...(request.body as object), undepFunds: undefined }
					: request.body;
				return await transport.send({ ...request, body }, options);
			},
		},
		4,
	);
	return { client, sent };
}

const valuesOf = (sent: NetSuiteRequest[]) =>
	sent.map(({ body }) => (body as { undepFunds?: unknown }).undepFunds ?? 'none');

async function paid(
	sandbox: Sandbox,
	changes: Partial<Settings>,
	client: NetSuiteClient = sandboxClient(sandbox),
): Promise<unknown> {
	const { posted } = await settle(sandbox, ITEMS, changes, client);
	const payments = sandbox.books.records('customerPayment').filter(({ seeded }) => !seeded);
	return [
		[...posted.values()].map(({ status, errorCode }) => errorCode || status),
		payments.map(({ total, applied }) => `${total} ${applied}`),
	];
}

const APPLIED = ['Applied', 'Applied', 'Applied'];
const WHOLE = [APPLIED, ['10.00 10.00', '10.00 10.00', '10.00 10.00']];
const UNDEPOSITED = { defaults: NO_SETTINGS };

test.each(['true/false', 'T/F'] as const)(
	'undeposited funds in an account that spells them %s',
	async (spelling) => {
		await withSandbox(books(spelling), async (sandbox) => {
			expect(await paid(sandbox, UNDEPOSITED)).toEqual(WHOLE);
			const kept = sandbox.books.records('customerPayment').map(({ undepFunds }) => undepFunds);
			expect(kept).toEqual(['true', 'true', 'true']);
		});
	},
);

test('undeposited funds of one payment for many orders', async () => {
	await withSandbox(books('T/F'), async (sandbox) => {
		expect(await paid(sandbox, { ...UNDEPOSITED, ...perCustomer() })).toEqual([
			APPLIED,
			['30.00 30.00'],
		]);
	});
});

test.each([
	[{ id: 'F' }, [{ id: 'false' }, { id: 'F' }]],
	[{ id: 'false' }, [{ id: 'false' }]],
	[false, [{ id: 'false' }, { id: 'F' }, false]],
] as const)('an account that wants %j beside an account gets it', async (wanted, tried) => {
	await withSandbox(books(), async (sandbox) => {
		const isWanted = (value: unknown) => JSON.stringify(value) === JSON.stringify(wanted);
		const { client, sent } = strict(sandbox, isWanted);
		expect(await paid(sandbox, {}, client)).toEqual(WHOLE);
		// The first payment finds out, the others know.
		expect(valuesOf(sent)).toEqual(['none', ...tried, wanted, wanted]);
	});
});

test('a catalog that the role may not read costs one refusal, not the run', async () => {
	await withSandbox(books('T/F'), async (sandbox) => {
		const isWanted = (value: unknown) => JSON.stringify(value) === '{"id":"T"}';
		const { client, sent } = strict(sandbox, isWanted, true);
		expect(await paid(sandbox, UNDEPOSITED, client)).toEqual(WHOLE);
		const [no, yes] = [{ id: 'true' }, { id: 'T' }];
		expect(valuesOf(sent)).toEqual([no, yes, yes, yes]);
	});
});

test('an account that takes no spelling: nothing is posted, and the remedy is no value to correct', async () => {
	await withSandbox(books(), async (sandbox) => {
		const { client } = strict(sandbox, () => false);
		const { posted } = await settle(sandbox, ITEMS, {}, client);
		for (const { errorCode, errorMessage } of posted.values()) {
			expect(errorCode).toBe('NETSUITE_VALIDATION');
			expect(errorMessage).toMatch(/took no spelling of 'undepFunds'/);
		}
		expect(sandbox.books.records('customerPayment')).toEqual([]);
	});
});
