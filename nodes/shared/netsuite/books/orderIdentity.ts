// Whose Amazon order a sales order is: read from its own external ID, PO number or body field, with the
// invoice keys turned around. And the other way: the external ID its invoices get, so that payments find
// them by the same keys.
import type { InvoiceKey, OrderIdentity } from './invoiceKeys';
import { fillKey, keysFor } from './invoiceKeys';

export const UNKNOWN_ORDER: OrderIdentity = {
	marketplaceName: '',
	orderId: '',
	merchantOrderId: '',
	shipmentId: '',
	account: '',
};

/** Amazon's order IDs have letters, digits and hyphens; names may have anything. */
const SHAPES: Record<string, [name: keyof OrderIdentity, shape: string]> = {
	marketplace: ['marketplaceName', '.+'],
	orderId: ['orderId', '[A-Za-z0-9-]+'],
	merchantOrderId: ['merchantOrderId', '[A-Za-z0-9-]+'],
	shipmentId: ['shipmentId', '[A-Za-z0-9]+'],
	account: ['account', '.+'],
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a text says of an order when it was made with the template; nothing when it was not. */
function readKey(template: string, text: string): Partial<OrderIdentity> {
	const names: Array<keyof OrderIdentity> = [];
	const pattern = template
		.trim()
		.split(/(\{\w+\})/)
		.map((part) => {
			const placeholder = /^\{(\w+)\}$/.exec(part)?.[1] ?? '';
			if (!(placeholder in SHAPES)) {
				return escaped(part);
			}
			const [name, shape] = SHAPES[placeholder];
			names.push(name);
			return `(${shape})`;
		});
	const found = new RegExp(`^${pattern.join('')}$`, 'i').exec(text.trim());
	return Object.fromEntries((found?.slice(1) ?? []).map((value, at) => [names[at], value]));
}

/**
 * `known` wins, then the keys in their order. `valueOf` gives the order's value in a key's column, ''
 * for none.
 */
export function identify(
	keys: InvoiceKey[],
	valueOf: (column: string) => string,
	known: Partial<OrderIdentity> = {},
): OrderIdentity {
	const identity = { ...UNKNOWN_ORDER, ...known };
	for (const key of keys) {
		const read = readKey(key.template, valueOf(key.column));
		const isForIt = keysFor({ ...identity, ...read }, [key]).length > 0;
		for (const [name, value] of isForIt ? Object.entries(read) : []) {
			identity[name as keyof OrderIdentity] ||= value;
		}
	}
	return identity;
}

/** What REST takes as an external ID (section_156334828635). */
const WRITABLE = /^[A-Za-z0-9_-]{1,100}$/;

export interface BillName {
	/** Internal and external id of the sales order. */
	internalId: string;
	externalId: string;
	identity: OrderIdentity;
}

/**
 * The external ID of the next bill of an order: the first of its series that none of its bills has. It
 * depends on the books alone, so two runs at once choose the same, and NetSuite lets only one have it.
 */
export function nextExternalId(order: BillName, keys: InvoiceKey[], taken: string[]): string {
	const ownKeys = keysFor(order.identity, keys);
	const template = ownKeys.find(({ column }) => column === 'externalid')?.template ?? '';
	const { marketplaceName } = order.identity;
	// REST writes no dots and blanks; the keys find the name without them as well.
	const spelled = { ...order.identity, marketplaceName: marketplaceName.replace(/[\s.]/g, '') };
	const key = fillKey(template, spelled);
	const first = WRITABLE.test(key) ? key : `AMZ-INV-${order.internalId}`;
	const held = new Set([order.externalId, ...taken].map((id) => id.toLowerCase()));
	const isOwn = order.externalId.toLowerCase() === first.toLowerCase();
	let number = 1;
	let name = isOwn ? `${first}-1` : first;
	while (held.has(name.toLowerCase())) {
		number += 1;
		name = `${first}-${number}`;
	}
	return name;
}
