// Our errors as n8n's: the stable code in front, what to do as description, the HTTP status kept.
import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { failedRun, nodeError } from '../../nodes/shared/n8n/nodeError';
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';

const node: INode = {
	id: '1',
	name: 'Payments',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

test('an answer of NetSuite keeps its status', () => {
	const error = nodeError(node, new NetSuiteError('NETSUITE_AUTH', 'No login', 'Check it', 401));
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: 'NETSUITE_AUTH: No login',
		description: 'Check it',
		httpCode: '401',
	});
});

test('an error of our own has none', () => {
	const error = nodeError(node, new NetSuiteError('SETTLEMENT_CHANGED', 'Other content'));
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error.message).toBe('SETTLEMENT_CHANGED: Other content');
});

test('n8n’s errors pass as they are, a mistake of ours keeps its words', () => {
	const known = new NodeOperationError(node, 'known');
	expect(nodeError(node, known)).toBe(known);
	expect(nodeError(node, new TypeError('x is undefined')).message).toBe('x is undefined');
});

function context(continueOnFail: boolean): IExecuteFunctions {
	const items = [{ json: { a: 1 } }, { json: { a: 2 } }];
	return {
		getNode: () => node,
		getInputData: () => items,
		continueOnFail: () => continueOnFail,
	} as unknown as IExecuteFunctions;
}

test('a run that cannot go on is thrown, unless the node is set to continue', () => {
	const error = new NetSuiteError('CANCELLED', 'The run was canceled');
	expect(() => failedRun(context(false), error)).toThrow('CANCELLED: The run was canceled');
	const message = 'CANCELLED: The run was canceled';
	expect(failedRun(context(true), error)).toEqual([
		[0, 1].map((item) => ({
			json: { error: message, message, details: { description: error.remedy, node: node.name } },
			pairedItem: { item },
		})),
	]);
});
