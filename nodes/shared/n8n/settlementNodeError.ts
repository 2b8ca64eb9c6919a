// The only place where a SettlementError becomes n8n's: message = what happened with the stable code in
// front, description = what to do next, and the place in the report as details.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { NetSuiteError } from '../netsuite/api/netSuiteError';
import { SettlementError } from '../settlement/values/settlementError';
import { LaterSettingError } from './laterSettings';

/** An error of the report, with its item; anything else is a mistake of ours and passes as it is. */
export function settlementNodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeOperationError {
	if (error instanceof NodeOperationError) {
		return error;
	}
	// A setting that cannot be meant is refused in the same words by all nodes.
	if (!(error instanceof SettlementError || error instanceof NetSuiteError)) {
		return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	}
	const message = `${error.code}: ${error.message}`;
	return new NodeOperationError(context.getNode(), message, {
		description: error.remedy,
		itemIndex,
	});
}

/** The item n8n knows for an error: no key but `error`, `message` and `details`. */
export function failedItem(
	failure: NodeOperationError,
	error: unknown,
	itemIndex: number,
): INodeExecutionData {
	const details =
		error instanceof SettlementError
			? { code: error.code, ...error.place, rows: error.rows.map((row) => ({ ...row })) }
			: error instanceof NetSuiteError
				? { code: error.code }
				: {};
	return {
		json: {
			error: failure.message,
			message: failure.message,
			details: {
				description: failure.description ?? '',
				// Its name on the canvas: where a person looks for what to change.
				node: error instanceof LaterSettingError ? error.node : failure.node.name,
				...details,
			},
		},
		pairedItem: { item: itemIndex },
	};
}
