// What the person at the screen is shown of a billing run.
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Parameters } from './parameters/parameters';
import { tellOutcome } from './tellOutcome';

export const billingOf = (item: INodeExecutionData) => item.json.billing as IDataObject | undefined;

export function tellBilling(
	context: IExecuteFunctions,
	parameters: Parameters,
	items: INodeExecutionData[],
): void {
	const isDryRun = parameters.get<boolean>('dryRun');
	// Several transactions of one order share its bill: each order counts once.
	const told = items.flatMap((item, at) => {
		const billing = billingOf(item);
		return billing === undefined ? [] : [[String(billing.salesOrderId || at), billing] as const];
	});
	const results = [...new Map(told).values()];
	const count = (...outcomes: string[]) =>
		results.filter(({ outcome }) => outcomes.includes(String(outcome))).length;
	const left = results.filter(({ errorCode }) => errorCode !== '').length;
	const kind = parameters.get('operation') === 'invoice' ? 'invoices' : 'cash sales';
	tellOutcome(
		context,
		`${results.length} orders: ${count('created', 'planned')} ${kind} ${isDryRun ? 'planned' : 'created'}, ${count('existed')} billed before, ${left} left`,
		{ isDryRun, isLeft: left > 0 },
	);
}
