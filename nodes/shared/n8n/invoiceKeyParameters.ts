// The parameters that say how an Amazon order is called in this NetSuite account.
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { KeyTemplate } from '../netsuite/invoiceKeys';
import { keyTemplates } from '../netsuite/invoiceKeys';

const PLACEHOLDERS =
	'placeholders: {marketplace}, {orderId}, {merchantOrderId}, {shipmentId}, {account}';

export const invoiceKeyProperties: INodeProperties[] = [
	{
		displayName: 'Invoice External ID',
		name: 'externalIdTemplate',
		type: 'string',
		default: '{marketplace}_{orderId}',
		description: `External ID of the invoice or sales order, tried first; ${PLACEHOLDERS}`,
	},
	{
		displayName: 'Invoice PO Number',
		name: 'poNumberTemplate',
		type: 'string',
		default: '{orderId}',
		description: `PO number of the invoice or sales order, tried next; ${PLACEHOLDERS}`,
	},
];

export function invoiceKeyParameters(context: IExecuteFunctions): KeyTemplate[] {
	return keyTemplates(
		context.getNodeParameter('externalIdTemplate', 0) as string,
		context.getNodeParameter('poNumberTemplate', 0) as string,
	);
}
