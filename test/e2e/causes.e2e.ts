// What a person meets who has entered something wrong, in a real n8n: a host that is not there, or a word that no
// setting has; nothing is sent then. And what is right although it looks alike: an expression of the item.
import {
	configured,
	CREDENTIAL,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
} from '../../demo/bundledWorkflow';
import { enter, NOTHING_ENTERED } from '../../demo/entered';
import type { Host, StoredWorkflow } from '../../demo/host';
import { createHost } from '../../demo/host';
import type { BooksSeed, Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { fs, path, ROOT } from '../support/node';

const REPORT = path.join(ROOT, 'demo/settlement.txt');
const BOOKS = JSON.parse(fs.readFileSync(path.join(ROOT, 'demo/books.json'), 'utf8')) as BooksSeed;
const TYPE = 'netSuiteTbaApi';

let sandbox: Sandbox;
let host: Host;

beforeAll(async () => {
	sandbox = await createSandbox({ books: BOOKS });
	host = await createHost({ readableFolder: path.dirname(REPORT) });
}, 600_000);

afterAll(async () => {
	await host?.close();
	await sandbox?.close();
});

const ready = () => readyWorkflow(SETTLEMENT_WORKFLOW, REPORT);

async function credential(changes: object): Promise<void> {
	const data = { ...sandbox.account, baseUrl: sandbox.url, ...changes };
	await host.importCredentials([{ ...CREDENTIAL, type: TYPE, data } as never]);
}

async function run(workflow: StoredWorkflow) {
	sandbox.requests.reset();
	await host.importWorkflows([workflow]);
	const { status, errorMessage } = await host.execute(workflow.id);
	return { status, errorMessage, requests: sandbox.requests.counters.total };
}

test.each([
	[
		'an account ID with a slip',
		{ accountId: '9999999_SB9', baseUrl: '' },
		/no host 9999999-sb9\.suitetalk|name server/,
	],
	[
		'a host that is not there',
		{ baseUrl: 'https://no-such-host.invalid' },
		/no host no-such-host\.invalid|name server/,
	],
	[
		'a port where nothing listens',
		{ baseUrl: 'http://127.0.0.1:9' },
		/nothing accepts connections at 127\.0\.0\.1:9/,
	],
	['an address that is not encrypted', { baseUrl: 'http://netsuite.example.com' }, /not encrypted/],
])(
	'%s: the cause and what to check',
	async (_, changes, says) => {
		await credential(changes);
		const ended = await run(ready());
		expect(ended).toMatchObject({ status: 'error', requests: 0 });
		expect(ended.errorMessage).toMatch(says);
		expect(ended.errorMessage).toMatch(/account ID|Base URL|name server/);
	},
	300_000,
);

test('a wrong word in Set configuration is refused before a request', async () => {
	await credential({});
	const ended = await run(configured(ready(), { transactionDate: 'Depsit Date' }));
	expect(ended).toMatchObject({ status: 'error', requests: 0 });
	expect(ended.errorMessage).toContain("'transactionDate' in Set configuration");
	expect(ended.errorMessage).toContain("'Deposit Date' (deposit)");
}, 300_000);

test('an item expression holds for its own item', async () => {
	await credential({});
	const mapping = ['paymentFields.memo=={{ "Order " + $json.orderId }}'];
	const ended = await run(await enter(ready(), { ...NOTHING_ENTERED, mapping }));
	expect(ended).toMatchObject({ status: 'success' });
	const payments = new Map(
		sandbox.books.ofType('customerPayment').map(({ id, fields }) => [id, fields.memo]),
	);
	const paid = sandbox.books
		.ofType('customrecord_amzstl_transaction')
		.map(({ fields }) => [fields.custrecord_amzstl_t_order_id, fields.custrecord_amzstl_t_payment])
		.filter(([, payment]) => payment !== undefined);
	expect(paid).toHaveLength(14);
	expect(paid.map(([, payment]) => payments.get(String(payment)))).toEqual(
		paid.map(([orderId]) => `Order ${orderId}`),
	);
}, 300_000);
