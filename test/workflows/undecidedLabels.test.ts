// A label that nothing decides, through the bundled workflow on books made to fit: its order waits and the page says so,
// the others are posted; given a class in Label Classes, the same report again pays it in full.
import { fittingBooks } from '../../demo/fittingBooks';
import { createSandbox } from '../../sandbox/sandbox';
import { fs, os, path } from '../support/node';
import { jsonOf } from '../support/runWorkflow';
import { settleReport } from '../support/settleReport';
import { writeFile, writeRows } from '../settlement/writeReport';

const [WAITING, OTHER] = ['111-7000001-7000001', '111-7000002-7000002'];
const LINES = (
	[
		[WAITING, 'ItemPrice', 'Principal', 50_00],
		[WAITING, 'Moon Levy', 'Crater', -4_41],
		[OTHER, 'ItemPrice', 'Principal', 30_00],
		[OTHER, 'ItemFees', 'Commission', -4_50],
	] as const
).map(([orderId, amountType, amountDescription, cents]) => ({
	orderId,
	amountType,
	amountDescription,
	cents,
	type: 'Order',
	marketplace: 'Amazon.com',
	sku: 'MUG',
	quantity: 1,
	posted: [2026, 6, 5, 10, 0, 0],
}));

test('an order with an undecided label waits, says so, and is paid once the label has a class', async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'labels-'));
	const file = path.join(folder, 'settlement.txt');
	const report = writeFile(writeRows('21000000091', LINES)).toString();
	fs.writeFileSync(file, report);
	const books = await fittingBooks(file);
	fs.rmSync(folder, { recursive: true });
	// What the buyer paid, without what nobody knows.
	expect(books.invoices?.map(({ lines }) => lines[0].amount)).toEqual(['50.00', '30.00']);
	const sandbox = await createSandbox({ books });
	try {
		const first = await settleReport(sandbox, report);
		expect(first.payments).toEqual(['30.00']);
		const [summary] = jsonOf(first.run.outputs['Update settlement summaries'][0]);
		expect(summary).toMatchObject({
			isPosted: false,
			tiesToDeposit: true,
			unclassified: 1,
			waitingForLabels: 1,
			attention: [{ orderId: WAITING, status: 'Unapplied', errorCode: 'LABEL_UNDECIDED' }],
		});
		const [outcome] = jsonOf(first.run.outputs['Return outcome'][0]);
		for (const said of ['1 order or refund waits until a label is decided', 'Moon Levy / Crater']) {
			expect(outcome.outcomePage).toContain(said);
		}
		const rule = [{ amountType: 'Moon Levy', class: 'order.fee' }];
		const second = await settleReport(sandbox, report, { labelClasses: { rule } });
		expect(second.payments).toEqual(['30.00', '50.00']);
		const [after] = jsonOf(second.run.outputs['Update settlement summaries'][0]);
		expect(after).toMatchObject({ isPosted: true, ties: true, waitingForLabels: 0 });
	} finally {
		await sandbox.close();
	}
});
