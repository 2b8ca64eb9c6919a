// Amazon Settlement Parse on n8n's engine: a file or text in, three outputs and hints out, and what
// becomes of a report that is wrong.
import type {
	IBinaryData,
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
	OnError,
} from 'n8n-workflow';
import { AmazonSettlementParse } from '../../nodes/AmazonSettlementParse/AmazonSettlementParse.node';
import { INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import { writeFile, writeRow } from '../settlement/writeReport';
import { fileItem } from '../support/fileItem';
import { fs, path, ROOT, stream } from '../support/node';
import { runNode } from '../support/runNode';

const report = (name: string) => fs.readFileSync(path.join(ROOT, 'test', 'reports', `${name}.txt`));
const PARAMETERS = { account: 'US store' };

const run = async (
	items: INodeExecutionData[],
	parameters: INodeParameters = {},
	onError?: OnError,
) =>
	await runNode(new AmazonSettlementParse(), {
		items,
		parameters: { ...PARAMETERS, ...parameters },
		onError,
	});

const jsonOf = (items: INodeExecutionData[]) => items.map(({ json }) => json);

it('reads a file that lies in the item', async () => {
	const { outputs, hints, status } = await run([fileItem(report('us-basic'))]);
	expect(status).toBe('success');
	const [transactions, summaries, unreadable] = outputs;
	expect(transactions).toHaveLength(9);
	expect(
		transactions.every(({ pairedItem }) => JSON.stringify(pairedItem).includes('"item":0')),
	).toBe(true);
	// 39.90 + 3.19 - 3.19 + 4.99 - 4.99, then - 5.99 - 7.28 of fees
	expect(transactions[0].json).toMatchObject({
		transactionType: 'Order',
		orderId: '111-0000001-0000001',
		quantity: 2,
		transactionAmount: 39.9,
		netAmount: 26.63,
		amounts: {
			productCharges: 39.9,
			tax: 3.19,
			withheldTax: -3.19,
			shipping: 4.99,
			promotions: -4.99,
			fees: -13.27,
		},
		settlement: { account: 'US store', balanced: true, totalAmount: 266.92 },
	});
	expect(jsonOf(summaries)).toMatchObject([{ account: 'US store', proof: { holds: true } }]);
	expect(unreadable).toEqual([]);
	expect(hints.map(({ message }) => message)).toEqual([
		'Settlement 21000000001: 28 lines add up to 266.92 USD, as the report declares',
	]);
});

it('takes the charset the file is declared in, and says what it decided without one', async () => {
	const text = report('us-basic').toString('utf8').replace(/MUG/g, 'Caf\u00e9');
	const file = Buffer.from(text, 'latin1');
	const declared = await run([fileItem(file, { mimeType: 'text/plain; charset=Cp1252' })]);
	expect(declared.outputs[0]).toHaveLength(9);
	expect(JSON.stringify(declared.outputs[0])).toContain('"Caf\u00e9');
	expect(declared.hints).toHaveLength(1);
	const { outputs, hints } = await run([fileItem(file)]);
	expect(outputs[0]).toHaveLength(9);
	expect(hints[1].message).toMatch(/^The file is not UTF-8; \d+ rows were read as Windows-1252$/);
});

it('reads text', async () => {
	const text = report('eu-comma').toString('utf8');
	const { outputs } = await run([{ json: {} }], { input: 'text', text });
	expect(outputs[0]).toHaveLength(4);
	expect(outputs[1][0].json).toMatchObject({ currency: 'EUR', totalAmount: 3458.17 });
});

it('reads several files, each paired with its item', async () => {
	const items = [fileItem(report('literal-quotes')), fileItem(report('two-settlements'))];
	const { outputs } = await run(items);
	const pairs = outputs[1].map(({ json, pairedItem }) => [json.settlementId, pairedItem]);
	expect(pairs).toMatchObject([
		['21000000006', { item: 0 }],
		['21000000007', { item: 1 }],
		['21000000008', { item: 1 }],
	]);
});

describe('parameters', () => {
	it('another field holds the file', async () => {
		const item = fileItem(report('us-basic'), { field: 'Settlement_file' });
		const { outputs } = await run([item], { binaryPropertyName: 'Settlement_file' });
		expect(outputs[0]).toHaveLength(9);
	});

	it('the transaction amount is made up of the chosen figures', async () => {
		const parameters = {
			transactionAmount: 'custom',
			transactionAmountIncludes: ['productCharges', 'fees'],
		};
		const { outputs } = await run([fileItem(report('us-basic'))], parameters);
		expect(outputs[0][0].json).toMatchObject({ transactionAmount: 26.63 });
	});

	it('lines can be left out', async () => {
		const { outputs } = await run([fileItem(report('us-basic'))], {
			options: { includeLines: false },
		});
		expect(outputs[0][0].json).toMatchObject({ lines: [], lineCount: 7 });
	});

	it('transactions can be left out, and the summary proves the same', async () => {
		const item = fileItem(report('damaged-rows'));
		const whole = await run([item], { options: { letUnbalancedThrough: true } });
		const options = { letUnbalancedThrough: true, includeTransactions: false };
		const { outputs, hints } = await run([item], { options });
		expect(outputs.map(jsonOf)).toEqual([[], ...whole.outputs.map(jsonOf).slice(1)]);
		expect(hints).toEqual(whole.hints);
	});
});

describe('a settlement that does not add up', () => {
	it('stops the workflow, with both numbers and the remedy', async () => {
		const { status, error } = await run([fileItem(report('unbalanced'))]);
		expect(status).toBe('error');
		expect(error).toMatchObject({
			message:
				'SETTLEMENT_OUT_OF_BALANCE: Settlement 21000000010: 3 lines add up to 13.00 USD, but the report declares 13.01 USD (difference -0.01 USD)',
			// Never the advice to switch the proof off.
			description:
				'Download the report again in Seller Central and use it unchanged. If it still does not add up, ask Amazon for the missing lines or report the rows that could not be read; nothing is posted until then',
			context: { itemIndex: 0 },
		});
	});

	it('goes through when the user says so, and every item tells', async () => {
		const { outputs, hints } = await run([fileItem(report('damaged-rows'))], {
			options: { letUnbalancedThrough: true },
		});
		const [transactions, summaries, unreadable] = outputs.map(jsonOf);
		for (const { settlement } of transactions) {
			expect(settlement).toMatchObject({ balanced: false, difference: -14.9, unreadable: 3 });
		}
		expect(transactions).toHaveLength(2);
		expect(summaries).toMatchObject([{ balanced: false, proof: { holds: false } }]);
		expect(unreadable.map(({ row }) => row)).toEqual([4, 6, 7]);
		expect(hints.map(({ type }) => type)).toEqual(['warning', 'warning']);
	});

	it('tells the unreadable rows even when it is refused', async () => {
		const { outputs } = await run([fileItem(report('damaged-rows'))], {}, 'continueRegularOutput');
		expect(outputs[0]).toMatchObject([
			{
				json: {
					details: {
						code: 'SETTLEMENT_OUT_OF_BALANCE',
						rows: [{ row: 4 }, { row: 6 }, { row: 7 }],
					},
				},
			},
		]);
		expect(outputs[2]).toHaveLength(3);
	});
});

test.each([true, false])(
	'a report of a summary row alone stops the workflow, balanced or let through (%s)',
	async (letUnbalancedThrough) => {
		const [head, summary] = report('us-basic').toString().split('\n');
		const text = [head, summary.replace(/\t266\.92\t/, '\t0.00\t')].join('\n');
		expect(text).toContain('\t0.00\t');
		const { status, error, outputs } = await run([fileItem(text)], {
			options: { letUnbalancedThrough },
		});
		expect(status).toBe('error');
		expect(error?.message).toBe(
			'SETTLEMENT_EMPTY: Settlement 21000000001 has no transactions in this report, and a deposit of 0.00 USD',
		);
		expect(outputs.flat()).toEqual([]);
	},
);

describe('settlements that follow each other', () => {
	/** A week of June that ends with a reserve of 4.00 held back and starts with what is released. */
	const week = (id: string, start: string, end: string, released: string) => {
		const line = (description: string, amount: string) =>
			writeRow({
				'settlement-id': id,
				'transaction-type': 'other-transaction',
				'amount-type': 'other-transaction',
				'amount-description': description,
				amount,
			});
		const total = (Number(released) - 4).toFixed(2);
		return writeFile([
			writeRow({
				'settlement-id': id,
				'settlement-start-date': `2026-06-${start} 07:00:00 UTC`,
				'settlement-end-date': `2026-06-${end} 07:00:00 UTC`,
				'total-amount': total,
				currency: 'USD',
			}),
			line('Previous Reserve Amount Balance', released),
			line('Current Reserve Amount', '-4.00'),
		]);
	};

	it('are linked on their summaries, over several files', async () => {
		const files = [week('32', '08', '15', '4.00'), week('31', '01', '08', '5.00')];
		const { outputs, hints } = await run(files.map((file) => fileItem(file)));
		expect(outputs[1].map(({ json }) => [json.settlementId, json.chain])).toEqual([
			['32', { previous: '31', next: '', findings: [] }],
			['31', { previous: '', next: '32', findings: [] }],
		]);
		expect(hints[hints.length - 1]).toMatchObject({
			type: 'info',
			message: '2 settlements follow each other without a gap, with their reserves and balances',
		});
	});

	it('are told where one is missing or money was not carried over, and go through', async () => {
		const files = [
			week('31', '01', '08', '5.00'),
			week('32', '08', '15', '3.00'),
			week('34', '22', '29', '4.00'),
		];
		const { status, outputs, hints } = await run(files.map((file) => fileItem(file)));
		expect(status).toBe('success');
		expect(outputs[0]).toHaveLength(3);
		const warnings = hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
		expect(warnings).toEqual([
			'Settlement 31 holds back 4.00 USD, but settlement 32 after it releases 3.00 USD',
			'Between settlement 32 and settlement 34 one is missing: that of 2026-06-15 07:00 to 2026-06-22 07:00 UTC',
		]);
		expect(jsonOf(outputs[1])[2]).toMatchObject({
			chain: { previous: '', findings: [{ problem: 'missing', from: '2026-06-15T07:00:00Z' }] },
		});
	});

	it('are not looked for in a Date Range report', async () => {
		const file = fs.readFileSync(path.join(ROOT, 'test', 'reports', 'date-range-de.csv'));
		const { outputs } = await run([fileItem(file)], { options: { letDateRangeThrough: true } });
		expect(jsonOf(outputs[1]).map(({ chain }) => chain)).toEqual([
			...[1, 2].map(() => ({ previous: '', next: '', findings: [] })),
		]);
	});
});

describe('a Date Range report', () => {
	const file = () =>
		fileItem(fs.readFileSync(path.join(ROOT, 'test', 'reports', 'date-range-us.csv')));

	it('stops the workflow, whatever is let through otherwise', async () => {
		const { status, error, outputs } = await run([file()], {
			options: { letUnbalancedThrough: true },
		});
		expect(status).toBe('error');
		expect(error?.message).toMatch(/^SETTLEMENT_NOT_PROVABLE: .*no control total/);
		expect(error?.description).toContain('as Flat File V2 in Seller Central');
		// Nobody is advised to switch a proof off.
		expect(error?.description).not.toContain('Through');
		expect(outputs.flat()).toEqual([]);
	});

	it('goes through when the user says so, and is never called balanced', async () => {
		const { outputs, hints } = await run([file()], { options: { letDateRangeThrough: true } });
		const [transactions, summaries] = outputs.map(jsonOf);
		expect(transactions).toHaveLength(6);
		expect(transactions.map(({ settlement }) => settlement)).toEqual(
			transactions.map(() =>
				expect.objectContaining({ balanced: false, totalAmount: null, sumOfLines: 80 }),
			),
		);
		expect(summaries).toMatchObject([
			{
				balanced: false,
				notes: [expect.stringContaining('no control total')],
				proof: {
					holds: false,
					sentence: expect.stringContaining(
						'released 963.00 USD, deferred 17.00 USD, transferred to the bank -900.00 USD',
					),
				},
			},
		]);
		expect(hints[0]).toMatchObject({
			type: 'warning',
			message: expect.stringContaining('no total amount to prove them'),
		});
	});

	it('has nothing to post in what Amazon still holds back', async () => {
		const { outputs } = await run([file()], { options: { letDateRangeThrough: true } });
		const held = jsonOf(outputs[0]).filter(({ orderId }) => orderId === '111-0000003-0000003');
		expect(held).toMatchObject([
			{ transactionType: 'Deferred Order', transactionAmount: 0, netAmount: 17, quantity: 0 },
		]);
		expect(held[0].amounts).toMatchObject({ reserves: 17, productCharges: 0, fees: 0 });
	});
});

describe('a file that is not a settlement report', () => {
	const wrong = [fileItem('%PDF-1.7\n'), fileItem(report('literal-quotes'))];

	it('stops the workflow and says what it looks like', async () => {
		const { error } = await run(wrong);
		expect(error?.message).toBe(
			'FORMAT_UNKNOWN: The file is not a settlement report we can read: it looks like a PDF document',
		);
	});

	it('is one error item on "continue", beside the files that are good', async () => {
		const { outputs } = await run(wrong, {}, 'continueRegularOutput');
		expect(outputs[0]).toHaveLength(4);
		expect(Object.keys(outputs[0][0].json).sort()).toEqual(['details', 'error', 'message']);
		expect(outputs[0][0]).toMatchObject({
			json: {
				details: {
					code: 'FORMAT_UNKNOWN',
					node: 'Amazon Settlement Parse',
					description: expect.stringContaining('Flat File V2'),
				},
			},
			pairedItem: { item: 0 },
		});
	});

	it('takes the error output on "continue (using error output)"', async () => {
		const { outputs } = await run(wrong, {}, 'continueErrorOutput');
		expect(outputs[0]).toHaveLength(3);
		expect(outputs[3]).toHaveLength(1);
	});
});

it('streams a file that n8n keeps apart from the item', async () => {
	const { outputs, read } = await runStored(report('us-basic'), 100);
	expect(outputs.map(({ length }) => length)).toEqual([9, 1, 0]);
	expect(read).toEqual({ id: 'filesystem-v2:report', buffered: false });
});

/** The node alone, on the few things it asks of n8n, with a binary that has an id. */
async function runStored(file: Buffer, chunkBytes: number) {
	const read = { id: '', buffered: false };
	const parameters: INodeParameters = {
		input: 'file',
		binaryPropertyName: 'data',
		account: '',
		transactionAmountIncludes: [...INVOICE_FIGURES],
		options: {},
	};
	const binary: IBinaryData = {
		data: 'filesystem-v2',
		id: 'filesystem-v2:report',
		mimeType: 'text/plain',
	};
	const context: unknown = {
		getInputData: () => [{ json: {}, binary: { data: binary } }],
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
		addExecutionHints: () => undefined,
		getNode: () => ({ name: 'Amazon Settlement Parse' }),
		getChildNodes: () => [],
		helpers: {
			assertBinaryData: () => binary,
			getBinaryStream: async (id: string) => {
				read.id = id;
				const chunks = Array.from({ length: Math.ceil(file.length / chunkBytes) }, (_, i) =>
					file.subarray(i * chunkBytes, (i + 1) * chunkBytes),
				);
				return stream.Readable.from(chunks);
			},
			getBinaryDataBuffer: async () => {
				read.buffered = true;
				return file;
			},
		},
	};
	const outputs = await new AmazonSettlementParse().execute.call(context as IExecuteFunctions);
	return { outputs, read };
}

it('takes classes from the user, says how many lines have them, and still proves the sum', async () => {
	const rule = [
		{ amountType: 'ItemFees', amountDescription: 'Commission', class: 'order.promotion' },
		{ amountDescription: 'No Such Label', class: 'any.fee' },
	];
	const { outputs, hints } = await run([fileItem(report('us-basic'))], { labelClasses: { rule } });
	// The commission of the first order (5.99) leaves the fees and lowers what its invoice gets.
	expect(outputs[0][0].json).toMatchObject({
		transactionAmount: 33.91,
		netAmount: 26.63,
		amounts: { promotions: -10.98, fees: -7.28 },
	});
	expect(outputs[1][0].json).toMatchObject({
		proof: { holds: true },
		totalAmount: 266.92,
		sumOfLines: 266.92,
		reclassifiedLabels: expect.arrayContaining([
			expect.objectContaining({
				amountDescription: 'Commission',
				class: 'order.promotion',
				rule: 0,
			}),
		]),
	});
	expect(hints.map(({ message }) => message).slice(-2)).toEqual([
		expect.stringMatching(/^Label Classes, row 1: [1-9]\d* lines$/),
		'Label Classes, row 2: no line of this report has these labels',
	]);
	const wrong = run([fileItem(report('us-basic'))], {
		labelClasses: { rule: [{ amountType: 'ItemFees', class: 'nonsense' }] },
	});
	expect((await wrong).error?.message).toMatch(/^CLASS_UNKNOWN: Row 1 of Label Classes/);
});

it('says in its own words that there is no file, as for an empty one that the form leaves out', async () => {
	const { status, error } = await run([{ json: {} }]);
	expect(status).toBe('error');
	expect(error?.message).toBe(
		"FORMAT_UNKNOWN: There is no file in the input field 'data', or the file is empty",
	);
	expect(error?.description).toMatch(/^Choose the settlement report again/);
	const empty = await run([fileItem(Buffer.alloc(0))]);
	expect(empty.error?.message).toMatch(/^FORMAT_UNKNOWN: /);
});
