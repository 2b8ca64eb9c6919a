// Filters and rows of *Marketplaces* of the billing node that nothing has: a mistyped one would bill nothing, and look
// like a quiet day. It is refused where the orders at hand show that it is wrong, else named beside the node.
import type { IExecuteFunctions } from 'n8n-workflow';

import type { NetSuiteClient } from '../netsuite/api/client';
import type { OrderSelection, SelectedOrders } from '../netsuite/billing/orderSelection';
import { findUnmetFilters } from '../netsuite/billing/orderSelection';
import type { OrderIdentity } from '../netsuite/books/invoiceKeys';
import type { Asked, NamesInUse } from './namesInUse';
import { askedBy, recordedNames, refuseName, refuseUnclearRows } from './namesInUse';
import { refuse } from './parameters/checkValue';
import type { Parameters } from './parameters/parameters';

function namesOf(identities: OrderIdentity[]): NamesInUse {
	return {
		accounts: [...new Set(identities.map(({ account }) => account))],
		marketplaces: [...new Set(identities.map(({ marketplaceName }) => marketplaceName))],
		settlementIds: [],
	};
}

function nameOne(context: IExecuteFunctions, { label, name }: Asked): void {
	const message = `${label} names '${name}', which no order of this run has`;
	context.addExecutionHints({ type: 'warning', location: 'outputPane', message });
}

/** Of items: single orders may come in one by one, so nothing is refused for what another one has. */
export function checkNamesOfAsks(
	context: IExecuteFunctions,
	parameters: Parameters,
	{ all, taken }: { all: OrderIdentity[]; taken: number },
): void {
	refuseUnclearRows(parameters);
	const names = namesOf(all);
	for (const asked of askedBy(parameters).filter(({ isIn }) => !isIn(names))) {
		if (taken === 0 && all.length > 0 && asked.label.startsWith("'Filters'")) {
			refuseName(asked, 'no order of this run', names);
		}
		nameOne(context, asked);
	}
}

/** Of orders that were selected in NetSuite. */
export async function checkNamesOfOrders(
	context: IExecuteFunctions,
	client: NetSuiteClient,
	parameters: Parameters,
	{ selection, selected }: { selection: OrderSelection; selected: SelectedOrders },
): Promise<void> {
	refuseUnclearRows(parameters);
	const { candidates, isWhole } = selected;
	if (candidates.length === 0) {
		const [unmet] = await findUnmetFilters(client, selection);
		if (unmet !== undefined) {
			refuse(
				`'Filters', '${unmet.label}'`,
				`is '${unmet.value}', which no sales order in NetSuite has`,
				'Correct or remove it',
			);
		}
	}
	const names = namesOf(candidates.map(({ identity }) => identity));
	const unmet = askedBy(parameters).filter(({ isIn }) => !isIn(names));
	if (unmet.length === 0) {
		return;
	}
	const recorded = await recordedNames(client);
	for (const asked of unmet) {
		const isElsewhere = asked.isKnown || asked.isIn(recorded);
		if (!isElsewhere && isWhole && candidates.length > 0) {
			refuseName(asked, 'no sales order that can be billed', names);
		}
		nameOne(context, asked);
	}
}
