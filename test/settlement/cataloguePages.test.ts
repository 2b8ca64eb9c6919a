// The documents say of the catalogue what the catalogue says. UPDATE_GOLDEN=1 writes them again.
import { AMOUNT_CLASSES } from '../../nodes/shared/settlement/labels/amountClasses';
import { env, fs, path, ROOT } from '../support/node';
import { classTable, labelsPage } from './cataloguePages';

const README = path.join(ROOT, 'README.md');
const LABELS = path.join(ROOT, 'docs', 'amazon-labels.md');
const BETWEEN = /(<!-- classes: generated -->\n)[^]*?(<!-- \/classes -->)/;

function withTable(readme: string): string {
	return readme.replace(BETWEEN, (_all, start: string, end: string) => start + classTable() + end);
}

it('the README has the table of classes', () => {
	const readme = fs.readFileSync(README, 'utf8');
	expect(readme).toMatch(BETWEEN);
	if (env.UPDATE_GOLDEN !== undefined) {
		fs.writeFileSync(README, withTable(readme));
	}
	expect(fs.readFileSync(README, 'utf8')).toBe(withTable(readme));
});

it('docs/amazon-labels.md lists every label', () => {
	if (env.UPDATE_GOLDEN !== undefined) {
		fs.mkdirSync(path.dirname(LABELS), { recursive: true });
		fs.writeFileSync(LABELS, labelsPage());
	}
	expect(fs.readFileSync(LABELS, 'utf8')).toBe(labelsPage());
});

it('money of buyers is on the invoice, fees and reserves are not', () => {
	const rows = new Map(
		classTable()
			.split('\n')
			.map((row) => row.split(' | ').map((cell) => cell.replace(/[|`]/g, '').trim()))
			.map(([name, , , , onInvoice]) => [name, onInvoice]),
	);
	expect(AMOUNT_CLASSES.every((name) => rows.has(name))).toBe(true);
	expect(rows.get('order.revenue')).toBe('yes');
	expect(rows.get('refund.withheldTax')).toBe('yes');
	expect(rows.get('order.fee')).toBe('no');
	expect(rows.get('fee/other')).toBe('no');
	expect(rows.get('reserve')).toBe('no');
	// Counted among other, but no order or refund asks for it.
	expect(rows.get('reimbursement')).toBe('no');
});
