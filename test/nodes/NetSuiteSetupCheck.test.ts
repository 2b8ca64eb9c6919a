// The node on n8n's engine against the sandbox: findings, summary and page, with and without a settlement coming in.
import { NetSuiteSetupCheck } from '../../nodes/NetSuiteSetupCheck/NetSuiteSetupCheck.node';
import { setupPage } from '../../nodes/NetSuiteSetupCheck/setupPage';
import type { Finding } from '../../nodes/shared/netsuite/setup/finding';
import { summaryOf } from '../../nodes/shared/netsuite/setup/finding';
import type { BooksSeed } from '../../sandbox/seed/seedShape';
import { CUSTOMER, invoiceOf } from '../support/madeBooks';
import { madeSettlement, order } from '../support/madeSettlement';
import { runNode } from '../support/runNode';
import { withSandbox } from '../simulate/story';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

const ORDER = '111-1234567-1234567';
const BOOKS: BooksSeed = {
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: [invoiceOf(ORDER, 1000)],
};

const named = (value: string) => ({ __rl: true, mode: 'name', value });

const PARAMETERS: INodeParameters = {
	paymentAccount: named('Amazon Clearing'),
	refundAccount: named('Amazon Clearing'),
	refundItem: named('Amazon Refund'),
};

async function run(
	books: BooksSeed,
	parameters: INodeParameters = {},
	items?: INodeExecutionData[],
) {
	let result: Awaited<ReturnType<typeof runNode>> | null = null;
	let requests = 0;
	await withSandbox(books, async (sandbox) => {
		result = await runNode(new NetSuiteSetupCheck(), {
			parameters: { ...PARAMETERS, ...parameters },
			items,
			credentials: { netSuiteTbaApi: { ...sandbox.account, baseUrl: sandbox.url } },
		});
		requests = sandbox.requests.counters.total;
	});
	const { outputs, hints, error } = result!;
	expect(error).toBeUndefined();
	const [findings, summaries] = outputs.map((items) => items.map(({ json }) => json));
	return { findings, summary: summaries[0], hints, requests };
}

test('an account that is set up well', async () => {
	const { findings, summary, hints } = await run(BOOKS);
	expect(findings.filter(({ severity }) => severity !== 'ok')).toEqual([]);
	expect(summary).toMatchObject({ isReady: true, verdict: 'This account is ready' });
	expect(hints).toMatchObject([{ type: 'info', message: 'This account is ready' }]);
	expect(summary.page).toContain('Permission: Transactions: Customer Payment (Full)');
});

test('one that is not: the worst first, and on the page', async () => {
	const preferences = { mandatory: { customerPayment: ['department'] } };
	const { findings, summary, hints } = await run({ ...BOOKS, preferences });
	expect(findings[0]).toMatchObject({
		severity: 'blocking',
		code: 'FIELD_MANDATORY',
		whereToClick: expect.stringContaining('Segments') as string,
	});
	expect(summary.isReady).toBe(false);
	expect(hints).toMatchObject([{ type: 'warning' }]);
	expect(summary.page).toContain('To be solved first (1)');
});

test('with a settlement: its days and currency, in few requests', async () => {
	const [item] = madeSettlement([order(ORDER, 1000)]);
	const closedPeriods = [item.postedDate.slice(0, 7)];
	const items = [{ json: { ...item } as INodeExecutionData['json'] }];
	const { findings, requests } = await run({ ...BOOKS, closedPeriods }, { scope: 'run' }, items);
	expect(findings.filter(({ severity }) => severity === 'blocking')).toMatchObject([
		{ code: 'PERIOD_CLOSED' },
	]);
	expect(requests).toBeLessThanOrEqual(15);
});

test('a login that is refused is a finding, not an error', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const account = { ...sandbox.account, tokenSecret: 'wrong', baseUrl: sandbox.url };
		const { outputs, error } = await runNode(new NetSuiteSetupCheck(), {
			parameters: PARAMETERS,
			credentials: { netSuiteTbaApi: account },
		});
		expect(error).toBeUndefined();
		expect(outputs[0].map(({ json }) => json.code)).toEqual(['LOGIN_REFUSED', 'NETSUITE_REACHED']);
		expect(sandbox.requests.counters.total).toBe(1);
	});
});

test('with OAuth 2.0 the token says who is logged in', async () => {
	await withSandbox(BOOKS, async (sandbox) => {
		const { outputs, error } = await runNode(new NetSuiteSetupCheck(), {
			parameters: { ...PARAMETERS, authentication: 'oAuth2' },
			credentials: { netSuiteOAuth2Api: { ...sandbox.oauth2, baseUrl: sandbox.url } },
		});
		expect(error).toBeUndefined();
		const login = outputs[0].map(({ json }) => json).find(({ code }) => code === 'LOGIN_KNOWN');
		expect(login?.what).toMatch(
			/^Account 1234567_SB1, role with internal ID \d+, user \(entity\) with internal ID -?\d+$/,
		);
	});
});

test('the page escapes what NetSuite names', () => {
	const finding: Finding = {
		area: 'Configuration',
		code: 'RECORD_NOT_FOUND',
		severity: 'blocking',
		title: '<b>&"\'',
		what: '<script>alert(1)</script>',
		why: 'w',
		whereToClick: '<i>',
	};
	const page = setupPage([finding], summaryOf([finding]), '2026-11-28');
	expect(page).not.toMatch(/<script|<b>|<i>/);
	expect(page).toContain('&#60;script&#62;');
});
