// Where the billing node takes its orders from, as far as its settings go: whether it does anything, and whether there
// are items that a setting may name.
import type { Parameters } from './parameters/parameters';
import { withDefault } from './parameters/places';

export function isBillingOn(parameters: Parameters): boolean {
	return withDefault<boolean>(parameters, 'options.billOrders');
}

/** Only input items are items; refuses a setting that names one elsewhere. */
export function refuseItemWithoutItems(parameters: Parameters): void {
	switch (parameters.get('source')) {
		case 'items':
			return;
		case 'settlement':
			return parameters.requireNoItem("'Source' set to Orders of a Settlement");
		default:
			return parameters.requireNoItem("'Source' set to Orders in NetSuite");
	}
}
