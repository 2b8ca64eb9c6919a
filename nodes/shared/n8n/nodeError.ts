// The only place where NetSuite errors become n8n's: message = what happened, description = what to
// do next, the stable code in front so that workflows can branch on it.
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	JsonObject,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { NetSuiteError } from '../netsuite/api/netSuiteError';
import { LaterSettingError } from './laterSettings';

export function nodeError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		return error;
	}
	if (!(error instanceof NetSuiteError)) {
		return new NodeOperationError(node, error as Error);
	}
	const message = `${error.code}: ${error.message}`;
	const description = error.remedy;
	if (error.status === null) {
		return new NodeOperationError(node, message, { description });
	}
	const answer: JsonObject = { code: error.code, message: error.message };
	return new NodeApiError(node, answer, { message, description, httpCode: String(error.status) });
}

/**
 * The end of a run that cannot go on: thrown, or on "continue" one item per input item that n8n
 * knows for an error (its keys are `error`, `message` and `details` only, or it would pass for data).
 */
export function failedRun(context: IExecuteFunctions, error: unknown): INodeExecutionData[][] {
	const failure = nodeError(context.getNode(), error);
	if (!context.continueOnFail()) {
		throw failure;
	}
	return [
		context.getInputData().map((_, index) => ({
			json: {
				error: failure.message,
				message: failure.message,
				// Its name on the canvas: where a person looks for what to change.
				details: { description: failure.description ?? '', ...placeOf(context, error) },
			},
			pairedItem: { item: index },
		})),
	];
}

function placeOf(context: IExecuteFunctions, error: unknown): IDataObject {
	return error instanceof LaterSettingError
		? { node: error.node, isNothingWritten: true }
		: { node: context.getNode().name };
}
