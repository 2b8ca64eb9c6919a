// Whoever edits a workflow without access to the credential cannot send its signed requests elsewhere: no setting of
// a NetSuite node is an address, a path or a method. What is looked at is each node's own description.
import type { INodeProperties, INodeType } from 'n8n-workflow';

import { NetSuiteOrderBill } from '../../nodes/NetSuiteOrderBill/NetSuiteOrderBill.node';
import { NetSuitePaymentApply } from '../../nodes/NetSuitePaymentApply/NetSuitePaymentApply.node';
import { NetSuiteRefundCreate } from '../../nodes/NetSuiteRefundCreate/NetSuiteRefundCreate.node';
import { NetSuiteSettlementAdd } from '../../nodes/NetSuiteSettlementAdd/NetSuiteSettlementAdd.node';
import { SettlementSummaryUpdate } from '../../nodes/SettlementSummaryUpdate/SettlementSummaryUpdate.node';

const NODES: INodeType[] = [
	new NetSuiteOrderBill(),
	new NetSuitePaymentApply(),
	new NetSuiteRefundCreate(),
	new NetSuiteSettlementAdd(),
	new SettlementSummaryUpdate(),
];
const ADDRESS = /\b(url|uri|host|endpoint|domain|path|method|header|proxy)s?\b/i;

/** With those inside collections and tables. */
function labelsOf(properties: INodeProperties[]): string[] {
	return properties.flatMap((property): string[] => {
		const inner = (property.options ?? []).flatMap((option) =>
			'values' in option
				? option.values
				: 'displayName' in option
					? [option as INodeProperties]
					: [],
		);
		return [`${property.displayName} (${property.name})`, ...labelsOf(inner)];
	});
}

test.each(NODES)(
	'no setting of $description.displayName says where a request goes',
	({ description }) => {
		const labels = labelsOf(description.properties);
		expect(labels).toContain('Concurrency (concurrency)');
		expect(labels.filter((label) => ADDRESS.test(label))).toEqual([]);
	},
);

test('a setting that did would be found, in a table too', () => {
	const base: INodeProperties = {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
	};
	const table: INodeProperties = {
		displayName: 'Rows',
		name: 'rows',
		type: 'fixedCollection',
		default: {},
		options: [{ displayName: 'Row', name: 'row', values: [base] }],
	};
	expect(labelsOf([table]).filter((label) => ADDRESS.test(label))).toEqual(['Base URL (baseUrl)']);
});
