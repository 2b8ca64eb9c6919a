// The proof of a billing run, read from the books once for all orders: that each bill was made from its
// order, what it came to, and that no more was billed than was ordered.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { readCurrencies } from '../api/suiteql';
import { findBills } from '../books/invoices';
import type { SalesOrder } from '../books/salesOrders';
import { loadOrderStates } from '../books/salesOrders';
import { sentence } from '../posting/postingResult';
import { GONE } from './billingLook';
import { billedStatus, orderName, overbilled } from './billingPlan';
import type { BillingResult } from './billingResult';
import { billingFailed } from './billingResult';

/** What the books hold now: numbers and totals, whose bill it is, and whether too much was billed. */
export async function readBack(
	client: NetSuiteClient,
	results: Map<SalesOrder, BillingResult>,
): Promise<void> {
	const made = [...results].filter(
		([, { outcome }]) => outcome === 'created' || outcome === 'existed',
	);
	if (made.length === 0) {
		return;
	}
	const ids = made.map(([{ internalId }]) => internalId);
	const { live } = await findBills(client, ids, await readCurrencies(client));
	const states = await loadOrderStates(client, ids);
	for (const [order, result] of made) {
		const own = live.get(order.internalId) ?? [];
		const state = states.get(order.internalId) ?? GONE;
		const status = billedStatus(state, own.length);
		results.set(order, checked(order, { ...result, bills: own, status }, overbilled(state)));
	}
}

function checked(order: SalesOrder, result: BillingResult, excess: string): BillingResult {
	const { bills, billId, externalId } = result;
	const name = orderName(order);
	if (billId !== '' && !bills.some(({ internalId }) => internalId === billId)) {
		const taken = new NetSuiteError(
			'EXTERNAL_ID_TAKEN',
			`External ID ${externalId} belongs to a transaction that was not made from ${name} (internal ID ${billId})`,
		);
		return billingFailed(taken, { ...result, billId: '' });
	}
	if (excess !== '') {
		const names = bills.map(({ number, internalId }) => number || internalId).join(', ');
		const twice = new NetSuiteError(
			'ORDER_OVERBILLED',
			`More of ${name} is billed than was ordered, by ${names} (${excess})`,
			'Somebody billed it at the same time: delete or credit one of the bills in NetSuite',
		);
		return { ...result, errorCode: twice.code, errorMessage: sentence(twice) };
	}
	return result;
}
