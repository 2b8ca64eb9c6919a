// A node that logs in with OAuth 2.0, on n8n's engine and its real request functions: tokens are counted at the
// sandbox at the start, at each expiry and after a revocation, and a login that NetSuite refuses ends the run.
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { CHECKLIST } from '../../nodes/shared/netsuite/api/oauth2';
import type { Sandbox, SandboxOptions } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { makeCertificate } from '../../sandbox/certificates';
import type { TokenService } from '../../sandbox/oauth2';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { wait } from '../support/node';
import { asItems, chosen, oauth2ValuesOf, runOn, toldBy } from '../support/sandboxNode';

const HOUR = 3600;
const PARAMETERS = {
	authentication: 'oAuth2',
	paymentAccount: chosen('name', 'Amazon Clearing'),
	options: { concurrency: 4 },
};

const orderIds = (count: number) => Array.from({ length: count }, (_, at) => `111-${at}`);
const itemsOf = (count: number) =>
	asItems(madeSettlement(orderIds(count).map((id) => order(id, 1000))));

async function withOrders(
	count: number,
	options: SandboxOptions,
	run: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
	const invoices = orderIds(count).map((id) => invoiceOf(id, 1000));
	const sandbox = await createSandbox({ books: { invoices }, ...options });
	try {
		await run(sandbox);
	} finally {
		await sandbox.close();
	}
}

/** What n8n keeps of the credential, the token included, from one run to the next. */
function stored(sandbox: Sandbox) {
	return { netSuiteOAuth2Api: oauth2ValuesOf(sandbox) };
}

async function settle(sandbox: Sandbox, count: number, credentials = stored(sandbox)) {
	const items = itemsOf(count);
	const { authentication } = PARAMETERS;
	await runOn(sandbox, new NetSuiteSettlementAdd(), { authentication }, items, { credentials });
	return await runOn(sandbox, new NetSuitePaymentApply(), PARAMETERS, items, { credentials });
}

const details = (sandbox: Sandbox, detail: string) =>
	sandbox.auditTrail.filter((attempt) => attempt.detail === detail).length;

test('one token at the start, and the next run uses it still', async () => {
	await withOrders(40, {}, async (sandbox) => {
		const credentials = stored(sandbox);
		const { status } = await settle(sandbox, 40, credentials);
		expect(status).toBe('success');
		expect(sandbox.books.records('customerPayment')).toHaveLength(40);
		expect(sandbox.tokens.made()).toBe(1);
		expect(details(sandbox, 'Success')).toBe(sandbox.auditTrail.length);
		await settle(sandbox, 40, credentials);
		expect(sandbox.tokens.made()).toBe(1);
		expect(sandbox.books.records('customerPayment')).toHaveLength(40);
	});
});

test('3,000 orders in a run of hours: one token and one refused request at each expiry', async () => {
	const secondsPerRequest = 3;
	await withOrders(3000, { secondsPerRequest }, async (sandbox) => {
		const { status } = await settle(sandbox, 3000);
		expect(status).toBe('success');
		const payments = sandbox.books.records('customerPayment');
		expect(payments).toHaveLength(3000);
		expect(new Set(payments.map(({ externalId }) => externalId)).size).toBe(3000);
		const hours = (sandbox.requests.counters.total * secondsPerRequest) / HOUR;
		expect(hours).toBeGreaterThan(2);
		expect(sandbox.tokens.made()).toBe(Math.ceil(hours));
		expect(details(sandbox, 'AccessTokenExpired')).toBe(Math.ceil(hours) - 1);
	});
}, 240_000);

test('revoked in the middle of a run: one more token, and every order is paid once', async () => {
	await withOrders(120, { latencyMs: 5 }, async (sandbox) => {
		const running = settle(sandbox, 120);
		while (sandbox.books.records('customerPayment').length < 20) {
			await wait(2);
		}
		await fetch(`${sandbox.url}/sandbox/tokens`, { method: 'DELETE' });
		expect((await running).status).toBe('success');
		expect(sandbox.tokens.made()).toBe(2);
		expect(sandbox.books.records('customerPayment')).toHaveLength(120);
	});
});

test('a new token refused as well ends the run with the checklist, after two requests', async () => {
	await withOrders(20, {}, async (sandbox) => {
		jest.spyOn(sandbox.tokens as TokenService, 'faultOf').mockReturnValue('TokenRejected');
		const run = await runOn(sandbox, new NetSuitePaymentApply(), PARAMETERS, itemsOf(20), {
			credentials: stored(sandbox),
		});
		expect(run.status).toBe('error');
		expect(toldBy(run)).toContain('Invalid login attempt');
		expect(toldBy(run)).toContain(CHECKLIST);
		const { token, total } = sandbox.requests.counters;
		expect({ token, others: total - token }).toEqual({ token: 2, others: 2 });
	});
});

test.each([400, 401])(
	'a login refused with %d ends the run after one attempt',
	async (refusalStatus) => {
		await withOrders(20, { oauth2: { isGrantOn: false, refusalStatus } }, async (sandbox) => {
			const run = await runOn(sandbox, new NetSuitePaymentApply(), PARAMETERS, itemsOf(20), {
				credentials: stored(sandbox),
			});
			expect(run.status).toBe('error');
			expect(toldBy(run)).toMatch(/NetSuite refused the login \(unauthorized_client/);
			expect(toldBy(run)).toContain(CHECKLIST);
			const { token, total } = sandbox.requests.counters;
			expect({ token, total }).toEqual({ token: 1, total: 1 });
		});
	},
);

test('a key that cannot sign ends the run before anything is sent', async () => {
	await withOrders(1, {}, async (sandbox) => {
		const values = { ...oauth2ValuesOf(sandbox), privateKey: 'none' };
		const run = await runOn(sandbox, new NetSuitePaymentApply(), PARAMETERS, itemsOf(1), {
			credentials: { netSuiteOAuth2Api: values },
		});
		expect(toldBy(run)).toMatch(/'Private Key' holds no private key/);
		expect(sandbox.requests.counters.total).toBe(0);
	});
});

test('the login being busy is waited for', async () => {
	await withOrders(2, {}, async (sandbox) => {
		sandbox.faults.add({ kind: 'status429', match: { path: /oauth2/ }, times: 2 });
		const { status } = await settle(sandbox, 2);
		expect(status).toBe('success');
		expect(sandbox.books.records('customerPayment')).toHaveLength(2);
	});
});

test('the credential follows the node: without it the other one is not taken', async () => {
	await withOrders(1, {}, async (sandbox) => {
		const run = await runOn(
			sandbox,
			new NetSuitePaymentApply(),
			{
				...PARAMETERS,
				authentication: 'tba',
			},
			itemsOf(1),
			{ credentials: stored(sandbox) },
		);
		expect(run.status).toBe('error');
		expect(sandbox.requests.counters.total).toBe(0);
	});
});

test.each([
	[59.5, ['The certificate of the NetSuite credential ends in 59 days']],
	[90, []],
])('a certificate that ends in %d days', async (days, expected) => {
	const from = new Date(Date.now() - 86_400_000);
	const to = new Date(Date.now() + days * 86_400_000);
	const { privateKey, certificate } = makeCertificate(
		{ type: 'ec', namedCurve: 'prime256v1' },
		{ from, to },
	);
	const mappings = [{ certificateId: 'own', certificate }];
	await withOrders(2, { oauth2: { mappings } }, async (sandbox) => {
		const own = { privateKey, certificate, certificateId: 'own' };
		const { hints, status } = await settle(sandbox, 2, {
			netSuiteOAuth2Api: { ...oauth2ValuesOf(sandbox), ...own },
		});
		expect(status).toBe('success');
		const warnings = hints.map(({ message }) => message).filter((text) => /certificate/.test(text));
		expect(warnings.map((text) => text.split(',')[0])).toEqual(expected);
	});
});
