// Batches of transactions for n8n's Loop Over Items, so that a large settlement is worked through in steps a
// person can see. All transactions of an order share a batch: billing, payments, write-offs and refunds of an
// order see each other there as they would without batches.
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { TransactionItem } from '../settlement/items/transactionItem';
import type { Parameters } from './parameters/parameters';
import { withDefault } from './parameters/places';

export const batchSizeProperty: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 0, numberPrecision: 0 },
	default: 0,
	description:
		'Transactions in a batch for a loop: they leave batch by batch, each order whole, with its number in settlementAdd.batch; the first item has the sizes of all batches in settlementAdd.batchSizes. 0 makes one batch of all.',
};

export function batchSizeParameter(parameters: Parameters): number {
	return withDefault<number>(parameters, 'options.batchSize');
}

/** For people: which batch these items are, '' where all are one. */
export function batchName([item]: INodeExecutionData[]): string {
	const { batch, batches } = (item?.json.settlementAdd ?? {}) as IDataObject;
	return Number(batches) > 1 ? `batch ${Number(batch)} of ${Number(batches)}` : '';
}

type Named = Pick<TransactionItem, 'orderId' | 'merchantOrderId'>;

/** Invoices are found by either; one merchant's order may be several of Amazon's. */
function namesOf({ orderId, merchantOrderId }: Named): string[] {
	return [orderId, merchantOrderId]
		.map((name) => name.trim().toLowerCase())
		.filter((name) => name !== '');
}

/** Indexes of the items of one order, each order at the place of its first item. */
function byOrder(items: Named[]): number[][] {
	const sameAs = new Map<string, string>();
	const first = (name: string): string => {
		let found = name;
		for (let next = sameAs.get(found); next !== undefined; next = sameAs.get(found)) {
			found = next;
		}
		if (found !== name) {
			// Chains stay short, also where every order names the same merchant order.
			sameAs.set(name, found);
		}
		return found;
	};
	for (const item of items) {
		const [name, other = name] = namesOf(item).map(first);
		if (other !== name) {
			sameAs.set(name, other);
		}
	}
	const orders = new Map<string | number, number[]>();
	items.forEach((item, index) => {
		const [name] = namesOf(item);
		const key = name === undefined ? index : first(name);
		const members = orders.get(key) ?? [];
		members.push(index);
		orders.set(key, members);
	});
	return [...orders.values()];
}

/**
 * The indexes of the items, batch by batch, within a batch as they came in. A batch has at most `size` items, or
 * those of one larger order; anything below 1 makes one batch of all.
 */
export function orderBatches(items: Named[], size: number): number[][] {
	const sizeMax = size >= 1 ? Math.floor(size) : Infinity;
	const batches: number[][] = [];
	for (const order of byOrder(items)) {
		const last = batches[batches.length - 1];
		if (last !== undefined && last.length + order.length <= sizeMax) {
			last.push(...order);
		} else {
			batches.push([...order]);
		}
	}
	return batches.map((batch) => batch.sort((left, right) => left - right));
}
