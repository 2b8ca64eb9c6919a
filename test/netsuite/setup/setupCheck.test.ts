// The setup check against the sandbox: an account that is set up well has nothing to solve, nothing to look at and
// nothing unknown; each way to set one up badly is blocking and names its cause. What is wrong is the seed's, not ours.
import { fs, path, ROOT } from '../../support/node';
import { createClient } from '../../../nodes/shared/netsuite/api/client';
import type { Login } from '../../../nodes/shared/netsuite/setup/connection';
import type { Finding, FindingCode } from '../../../nodes/shared/netsuite/setup/finding';
import { summaryOf } from '../../../nodes/shared/netsuite/setup/finding';
import { checkSetup } from '../../../nodes/shared/netsuite/setup/setupCheck';
import type { Wanted, WantedReference } from '../../../nodes/shared/netsuite/setup/wanted';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { createSandbox } from '../../../sandbox/sandbox';
import type { BooksSeed } from '../../../sandbox/seed/seedShape';
import { CUSTOMER, invoiceOf } from '../../support/madeBooks';
import { INVOICE_KEYS } from '../../support/invoiceKeys';
import { sandboxClient } from '../../support/sandboxClient';

const ORDER = '111-1234567-1234567';

const BOOKS: BooksSeed = {
	customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD' }],
	invoices: [
		{ ...invoiceOf('111-1', 1000), externalId: `Amazon.com_${ORDER}`, otherRefNum: ORDER },
	],
};

const LOGIN: Login = {
	way: 'tba',
	accountId: '1234567_SB1',
	roleId: '',
	userId: '',
	certificate: null,
};

const named = (
	role: WantedReference['role'],
	kind: WantedReference['kind'],
	label: string,
	given: string,
): WantedReference => ({ role, kind, label, given, isName: true });

const REFERENCES: WantedReference[] = [
	named('payment', 'account', 'Payment Account', 'Amazon Clearing'),
	named('refund', 'account', 'Refund Account', 'Amazon Clearing'),
	named('receivable', 'account', 'A/R Account', 'Accounts Receivable'),
	named('refundItem', 'item', 'Refund Item', 'Amazon Refund'),
	named('customer', 'customer', 'Customer', CUSTOMER),
];

const WANTED: Wanted = {
	scope: 'all',
	references: REFERENCES,
	keys: INVOICE_KEYS,
	orders: [],
	currencies: ['USD'],
	firstDay: '2026-10-01',
	lastDay: '2026-10-31',
	areDaysCertain: true,
	movesToOpenPeriod: false,
	hasPaymentOption: false,
	concurrency: 4,
};

interface Case {
	books?: Partial<BooksSeed>;
	options?: SandboxOptions;
	wanted?: Partial<Wanted>;
	login?: Partial<Login>;
	hasWrongKey?: boolean;
	/** Of this machine's clock. */
	aheadMs?: number;
	requestsMax?: number;
	/** Of the credential. */
	companyCurrency?: string;
}

async function checked(given: Case = {}) {
	const { books, options, wanted, login, hasWrongKey, aheadMs = 0, requestsMax = 40 } = given;
	const { companyCurrency = '' } = given;
	const sandbox = await createSandbox({ books: { ...BOOKS, ...books }, ...options });
	const { account, url, requests } = sandbox;
	const own = hasWrongKey === true ? { ...account, tokenSecret: 'wrong' } : account;
	try {
		const { transport } = sandboxClient({ url, account: own });
		const named = async () => await Promise.resolve(companyCurrency);
		const findings = await checkSetup(
			createClient({ ...transport, companyCurrency: named }, 4),
			{ ...WANTED, ...wanted },
			async () => await Promise.resolve({ ...LOGIN, ...login }),
			() => Date.now() + aheadMs,
		);
		const { patch, put, batch, post, total } = requests.counters;
		expect(patch + put + batch + post + requests.counters.delete).toBe(0);
		expect(total).toBeLessThanOrEqual(requestsMax);
		return findings;
	} finally {
		await sandbox.close();
	}
}

const bad = (findings: Finding[]) =>
	findings.filter(({ severity }) => severity !== 'ok').map(({ code }) => code);

const WITHOUT_CURRENCIES: Case = {
	books: { preferences: { features: { multipleCurrencies: false } } },
};

const preferences = (given: BooksSeed['preferences']): Case => ({ books: { preferences: given } });

/** A role as shipped, without one of its permissions. */
const lacking = (...without: string[]): Case =>
	preferences({ role: { scriptId: 'customrole_amzstl_settlement', without } });

const withReference = (reference: WantedReference): Partial<Wanted> => ({
	references: [...REFERENCES.filter(({ role }) => role !== reference.role), reference],
});

test.each([
	['usual', {}],
	['with the shipped role', preferences({ role: { scriptId: 'customrole_amzstl_settlement' } })],
	['with the other shipped role', preferences({ role: { scriptId: 'customrole_amzstl_billing' } })],
	['that spells undepFunds T and F', preferences({ undepFunds: 'T/F' })],
	['without price levels', preferences({ features: { multiplePrices: false } })],
	['without batches', preferences({ features: { batch: false } })],
	[
		'without segments',
		preferences({ features: { departments: false, classes: false, locations: false } }),
	],
	['of OneWorld', { books: { subsidiaries: ['Parent', 'UK'] } }],
	[
		'whose form wants a payment method that is set',
		{
			...preferences({ refundNeedsMethod: true }),
			wanted: { hasPaymentOption: true },
		},
	],
] as Array<[string, Case]>)('an account %s', async (_, given) => {
	const findings = await checked(given);
	expect(bad(findings)).toEqual([]);
	expect(summaryOf(findings)).toMatchObject({ isReady: true, verdict: 'This account is ready' });
	expect(findings.length).toBeGreaterThan(20);
});

const OBJECTS = path.join(ROOT, 'netsuite/src/Objects');

/** The netsuite folder as an older version had it, or as somebody changed it. */
async function withObjects(
	change: (file: string, text: string) => string | null,
	given: Case = {},
) {
	const folder = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'objects-'));
	for (const file of fs.readdirSync(OBJECTS)) {
		const text = change(file, fs.readFileSync(path.join(OBJECTS, file), 'utf8'));
		if (text !== null) {
			fs.writeFileSync(path.join(folder, file), text);
		}
	}
	try {
		return await checked({ ...given, options: { objectsDir: folder } });
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

/** Without the field of that id. */
const withoutField = (text: string, field: string) =>
	text.replace(
		new RegExp(`<customrecordcustomfield scriptid="${field}">[^]*?</customrecordcustomfield>`),
		'',
	);

async function blocks(findings: Promise<Finding[]>, code: FindingCode, says: RegExp) {
	const blocking = (await findings).filter(({ severity }) => severity === 'blocking');
	expect(blocking.map((one) => one.code)).toContain(code);
	const texts = blocking.map(
		({ title, what, whereToClick }) => `${title} | ${what} | ${whereToClick}`,
	);
	expect(texts.join('\n')).toMatch(says);
	const { why, whereToClick } = blocking[0];
	expect(why.length).toBeGreaterThan(10);
	expect(whereToClick.length).toBeGreaterThan(10);
	const unknown = (await findings).filter(({ severity }) => severity === 'unknown');
	expect(unknown).toEqual([]);
}

test.each([
	['LIST_ACCOUNT', /Lists: Accounts \(View\)/],
	['LIST_CURRENCY', /Lists: Currency \(View\)/],
	['LIST_ITEM', /Lists: Items \(View\)/],
	['LIST_CUSTJOB', /Lists: Customers \(View\)/],
	['ADMI_ACCTPERIODS', /Setup: Manage Accounting Periods \(View\)/],
	['TRAN_SALESORD', /Transactions: Sales Order \(View\)/],
	['TRAN_CUSTINVC', /Transactions: Invoice \(View\)/],
	['TRAN_CASHSALE', /Transactions: Cash Sale \(Edit\)/],
	['TRAN_CUSTPYMT', /Transactions: Customer Payment \(Full\)/],
	['TRAN_CUSTCRED', /Transactions: Credit Memo \(Full\)/],
	['TRAN_CUSTRFND', /Transactions: Customer Refund \(Full\)/],
	['[scriptid=customrecord_amzstl_settlement]', /Amazon Settlement Summary \(Full\)/],
	['[scriptid=customrecord_amzstl_transaction]', /Amazon Settlement Transaction \(Full\)/],
	['[scriptid=customrecord_amzstl_run]', /Amazon Settlement Run \(Full\)/],
])('a role without %s', async (key, says) => {
	await blocks(checked(lacking(key)), 'PERMISSION_MISSING', says);
});

test.each([
	['TRAN_JOURNAL', /Transactions: Make Journal Entry \(Create\)/],
	['TRAN_DEPOSIT', /Transactions: Deposit \(Create\)/],
])('a role without %s, which only journals need: a warning', async (key, says) => {
	const findings = await checked(lacking(key));
	const [warning] = findings.filter(({ code }) => code === 'PERMISSION_MISSING');
	expect([warning.title, warning.severity]).toEqual([expect.stringMatching(says), 'warning']);
});

test.each([
	['department', 'LIST_DEPARTMENT'],
	['class', 'LIST_CLASS'],
	['location', 'LIST_LOCATION'],
	['subsidiary', 'LIST_SUBSIDIARY'],
] as const)(
	'a role that cannot list the %s of a setting: blocking; of none: a warning',
	async (kind, key) => {
		const oneWorld = { subsidiaries: kind === 'subsidiary' ? ['Parent'] : [] };
		const given = { books: { ...lacking(key).books, ...oneWorld } };
		const segment = named('segment', kind, kind, '1');
		const wanted = { references: [...REFERENCES, { ...segment, isName: false }] };
		await blocks(checked({ ...given, wanted }), 'PERMISSION_MISSING', /Lists: \w+ \(View\)/);
		expect(bad(await checked(given))).toEqual(['PERMISSION_MISSING']);
	},
);

test.each([
	['may only look at payments', 'TRAN_CUSTPYMT'],
	['may only look at credit memos', 'TRAN_CUSTCRED'],
	['may only look at refunds', 'TRAN_CUSTRFND'],
])('a role that %s', async (_, key) => {
	const permissions = { [key]: 'VIEW' as const };
	const role = { scriptId: 'customrole_amzstl_settlement', permissions };
	await blocks(
		checked(preferences({ role })),
		'PERMISSION_MISSING',
		/does not offer this login to create/,
	);
});

test.each<[string, Case, FindingCode, RegExp]>([
	[
		'without Multiple Currencies, where a settlement is not in the currency of the others',
		{ ...WITHOUT_CURRENCIES, wanted: { currencies: ['USD', 'EUR'] } },
		'FEATURE_OFF',
		/settlements are in EUR and USD/,
	],
	[
		'without Multiple Currencies, where the settlement is not in the currency that the credential names',
		{ ...WITHOUT_CURRENCIES, companyCurrency: 'USD', wanted: { currencies: ['EUR'] } },
		'CURRENCY_DIFFERS',
		/Settlement in EUR.*one currency USD/s,
	],
	[
		'whose forms want a department on payments',
		preferences({ mandatory: { customerPayment: ['department'] } }),
		'FIELD_MANDATORY',
		/customer payments asks for more.*department/,
	],
	[
		'whose forms want a department on lines',
		preferences({ mandatory: { creditMemo: ['item.department'] } }),
		'FIELD_MANDATORY',
		/item\.department/,
	],
	[
		'whose refunds want a payment method',
		preferences({ refundNeedsMethod: true }),
		'FIELD_MANDATORY',
		/paymentOption.*Refund Payment Option Internal ID/,
	],
	['that taxes everything', preferences({ taxRate: 8 }), 'ITEM_TAXED', /Amazon Refund.*taxable/],
	[
		'whose refund item is taxed',
		{
			books: { items: [{ itemId: 'Returns', kind: 'otherChargeSaleItem', taxRate: 19 }] },
			wanted: withReference(named('refundItem', 'item', 'Refund Item', 'Returns')),
		},
		'ITEM_TAXED',
		/Returns.*taxable/,
	],
	[
		'whose refund item is a good',
		{
			books: { items: [{ itemId: 'MUG', kind: 'inventoryItem' }] },
			wanted: withReference(named('refundItem', 'item', 'Refund Item', 'MUG')),
		},
		'ITEM_KIND',
		/InvtPart/,
	],
	[
		'without the column posting',
		preferences({ absentColumns: ['transaction.posting'] }),
		'COLUMN_HIDDEN',
		/posting/,
	],
	[
		'whose period is closed',
		{ books: { closedPeriods: ['2026-10'] } },
		'PERIOD_CLOSED',
		/Oct 2026.*closed/,
	],
	[
		'whose period is locked',
		{ books: { lockedPeriods: ['2026-10'] } },
		'PERIOD_CLOSED',
		/Oct 2026.*locked/,
	],
	[
		'without a period for the days',
		{ wanted: { firstDay: '1990-01-01', lastDay: '1990-01-31' } },
		'PERIOD_MISSING',
		/1990-01-01/,
	],
	[
		'whose customer is inactive',
		{
			books: { customers: [{ id: 57, entityId: CUSTOMER, currency: 'USD', inactive: true }] },
		},
		'RECORD_INACTIVE',
		/Customer.*inactive/,
	],
	[
		'where no such account is',
		{
			wanted: withReference(named('payment', 'account', 'Payment Account', 'Amazon Clearin')),
		},
		'RECORD_NOT_FOUND',
		/no account 'Amazon Clearin'/,
	],
	[
		'where the payment account is one for income',
		{
			wanted: withReference(named('payment', 'account', 'Payment Account', 'Sales')),
		},
		'ACCOUNT_TYPE',
		/Income.*Bank/,
	],
	[
		'where the receivables account is a bank',
		{
			wanted: withReference(named('receivable', 'account', 'A/R Account', 'Amazon Clearing')),
		},
		'ACCOUNT_TYPE',
		/Accounts Receivable/,
	],
	[
		'where nothing is set for refunds',
		{
			wanted: { references: REFERENCES.filter(({ role }) => !role.startsWith('refund')) },
		},
		'SETTING_EMPTY',
		/Refund Account[^]*Refund Item/,
	],
	[
		'where a setting names a segment that is off',
		{
			...preferences({ features: { departments: false } }),
			wanted: {
				references: [...REFERENCES, named('segment', 'department', 'Department', 'Online')],
			},
		},
		'FEATURE_OFF',
		/Departments/,
	],
	[
		'whose invoices are spelled otherwise',
		{
			books: {
				invoices: [
					{
						...invoiceOf('111-1', 1000),
						externalId: `AMZ-US-${ORDER}`,
						otherRefNum: `PO ${ORDER}`,
					},
				],
			},
		},
		'KEYS_FIND_NOTHING',
		/external ID: AMZ-US-\{orderId\}.*PO number: PO \{orderId\}/,
	],
	[
		'without any invoice',
		{ books: { invoices: [] } },
		'INVOICES_HIDDEN',
		/Accessible Subsidiaries/,
	],
	[
		'whose invoices lie in a subsidiary that the role does not see',
		{
			books: {
				subsidiaries: ['Parent', 'UK'],
				preferences: { role: { scriptId: 'customrole_amzstl_settlement', subsidiaries: ['UK'] } },
			},
		},
		'INVOICES_HIDDEN',
		/Accessible Subsidiaries/,
	],
	[
		'whose invoices all wait for approval',
		{
			books: {
				invoices: [
					{ ...invoiceOf('111-1', 1000), externalId: `Amazon.com_${ORDER}`, approval: 'pending' },
				],
			},
		},
		'INVOICES_UNAPPROVED',
		/1 of the last 1/,
	],
	[
		'whose certificate has ended',
		{ login: { certificate: { lastDay: '2026-11-01', daysLeft: -20 } } },
		'CERTIFICATE_ENDS',
		/2026-11-01/,
	],
	['that is asked with a wrong key', { hasWrongKey: true }, 'LOGIN_REFUSED', /Login Audit Trail/],
	['an hour away', { aheadMs: 3_600_000 }, 'CLOCK_WRONG', /3\d{3} seconds ahead/],
] as Array<[string, Case, FindingCode, RegExp]>)('an account %s', async (_, given, code, says) => {
	await blocks(checked(given), code, says);
});

test.each([
	[
		'a custom record',
		(file: string, text: string) => (file === 'customrecord_amzstl_run.xml' ? null : text),
		'RECORDS_MISSING',
		/customrecord_amzstl_run/,
	],
	[
		'a field of a custom record',
		(_: string, text: string) => withoutField(text, 'custrecord_amzstl_t_allocation'),
		'RECORD_FIELDS_MISSING',
		/custrecord_amzstl_t_allocation/,
	],
	[
		'a body field',
		(file: string, text: string) => (file === 'custbody_amzstl_transactions.xml' ? null : text),
		'FIELD_UNKNOWN',
		/custbody_amzstl_transactions.*deploy/,
	],
	[
		'a value of the list of statuses',
		(_: string, text: string) => text.replace('<value>Unapplied</value>', '<value>Other</value>'),
		'LIST_VALUES_MISSING',
		/Unapplied/,
	],
] as Array<[string, (file: string, text: string) => string | null, FindingCode, RegExp]>)(
	'an account without %s',
	async (_, change, code, says) => {
		await blocks(withObjects(change), code, says);
	},
);

test('a field of another type', async () => {
	const asText = (_: string, text: string) =>
		text.replace(
			/(<customrecordcustomfield scriptid="custrecord_amzstl_t_posted">[^]*?<fieldtype>)CURRENCY/,
			'$1TEXT',
		);
	await blocks(
		withObjects(asText),
		'RECORD_FIELD_TYPE',
		/custrecord_amzstl_t_posted is string, not number/,
	);
});

test('where the catalog or a column is not there, unknown is said as unknown', async () => {
	const findings = await checked(preferences({ absentColumns: ['item.istaxable'] }));
	expect(bad(findings)).toEqual(['ITEM_TAX_UNKNOWN']);
	expect(summaryOf(findings)).toMatchObject({
		isReady: true,
		verdict: 'This account is ready (1 not checkable with this role)',
	});
});

test.each([
	[
		'some invoices that wait for approval',
		{
			books: {
				invoices: [
					BOOKS.invoices![0],
					{ ...invoiceOf('111-2', 1000), approval: 'pending' as const },
				],
			},
		},
		'INVOICES_UNAPPROVED',
	],
	[
		'invoices of other shops only',
		{ books: { invoices: [invoiceOf('A-1', 1000)] } },
		'KEYS_UNPROVEN',
	],
	['as many requests as it allows', { wanted: { concurrency: 5 } }, 'CONCURRENCY_HIGH'],
	[
		'a certificate that ends soon',
		{ login: { certificate: { lastDay: '2026-12-20', daysLeft: 20 } } },
		'CERTIFICATE_ENDS',
	],
	[
		'a closed period before the last day that nobody named',
		{
			books: { closedPeriods: ['2026-09'] },
			wanted: { firstDay: '2026-09-15', lastDay: '2026-10-15', areDaysCertain: false },
		},
		'PERIOD_CLOSED',
	],
	[
		'a closed period that documents are moved out of',
		{
			books: { closedPeriods: ['2026-10'] },
			wanted: { movesToOpenPeriod: true },
		},
		'PERIOD_CLOSED',
	],
	[
		'no Multiple Currencies',
		preferences({ features: { multipleCurrencies: false } }),
		'FEATURE_OFF',
	],
	[
		'no Multiple Currencies, nor columns called foreign',
		preferences({ features: { multipleCurrencies: false }, foreignColumns: 'hidden' }),
		'FEATURE_OFF',
	],
	['a customer of another currency', { wanted: { currencies: ['EUR'] } }, 'CURRENCY_DIFFERS'],
] as Array<[string, Case, FindingCode]>)('%s: a warning', async (_, given, code) => {
	const findings = await checked(given);
	expect(bad(findings)).toEqual([code]);
	expect(findings[0].severity).toBe('warning');
});

test('for the run at hand: at most 15 requests, whatever the settings', async () => {
	const segments = (['class', 'department', 'location', 'subsidiary'] as const).map((kind) => ({
		...named('segment', kind, kind, '1'),
		isName: false,
	}));
	const findings = await checked({
		books: { subsidiaries: ['Parent'] },
		wanted: { scope: 'run', references: [...REFERENCES, ...segments] },
		requestsMax: 15,
	});
	expect(bad(findings)).toEqual([]);
});
