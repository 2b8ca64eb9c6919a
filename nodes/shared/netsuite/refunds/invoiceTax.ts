// Amounts without the tax that NetSuite adds to lines copied from a taxed invoice: pure. Amazon sends what
// the buyer got, tax included, so the line gets what is left of it; a cent that no net amount reaches
// becomes a line of its own. Whether NetSuite agreed is read back before anything is paid out.
import type { Minor } from '../../settlement/values/money';
import type { MemoLine } from '../posting/creditMemo';

/** Of one invoice, minor units: its item lines together, and their tax. */
export interface InvoiceTax {
	net: Minor;
	tax: Minor;
}

/** The largest net amount that with its tax is at most `gross`. */
function netOf(gross: Minor, { net, tax }: InvoiceTax): { net: Minor; rest: Minor } {
	const taxed = (amount: Minor) => amount + Math.round((amount * tax) / net);
	let found = Math.ceil((gross * net) / (net + tax)) + 1;
	while (found > 0 && taxed(found) > gross) {
		found -= 1;
	}
	return { net: found, rest: gross - taxed(found) };
}

/** Lines of other items bear no tax: they are chosen so. `roundingItemId`: for cents that no line takes. */
export function withoutTax(
	lines: MemoLine[],
	invoiceTax: InvoiceTax,
	roundingItemId: string,
): MemoLine[] {
	if (invoiceTax.tax <= 0 || invoiceTax.net <= 0) {
		return lines;
	}
	let rest = 0;
	const netLines = lines.map((line) => {
		if (line.invoiceLine === undefined) {
			return line;
		}
		const part = netOf(line.amount, invoiceTax);
		rest += part.rest;
		return { ...line, amount: part.net };
	});
	const rounding = { itemId: roundingItemId, quantity: 1, amount: rest, reason: 'rounding' };
	return [...netLines, rounding].filter(({ amount }) => amount > 0);
}
