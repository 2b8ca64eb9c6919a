// The note beside Set configuration names each setting, in its order, with the choices of the node that
// takes it; and what several workflows share starts with the same values in each.
import {
	BILLING_WORKFLOW,
	CLOSE_WORKFLOW,
	OPEN_WORKFLOW,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
} from '../../demo/bundledWorkflow';
import { loadOurNode } from '../support/ourTypes';

const WORKFLOWS = [SETTLEMENT_WORKFLOW, OPEN_WORKFLOW, BILLING_WORKFLOW];
/** Each setting that is a choice, with the node and the parameter that take it. */
const CHOICES: Record<string, [node: string, parameter: string]> = {
	transactionDate: ['netSuitePaymentApply', 'datePolicy'],
	overpayment: ['netSuitePaymentApply', 'overpayment'],
	billingStatus: ['netSuiteOrderBill', 'billingStatus'],
	billDate: ['netSuiteOrderBill', 'datePolicy'],
};

function settings(name: string): Map<string, unknown> {
	const { nodes } = readyWorkflow(name, '');
	const node = nodes.find((one) => one.name === 'Set configuration');
	const { assignments } = node?.parameters.assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	return new Map(assignments.map((one) => [one.name, one.value]));
}

function note(name: string): Map<string, string> {
	const { nodes } = readyWorkflow(name, '');
	const sticky = nodes.find((one) => one.name === 'Note on settings');
	const content = String(sticky?.parameters.content);
	return new Map(
		[...content.matchAll(/^- \*\*(\w+)\*\*: (.+)$/gm)].map(([, row, text]) => [row, text]),
	);
}

test.each([...WORKFLOWS, CLOSE_WORKFLOW])(
	'%s: the note names every setting, in its order',
	(name) => {
		expect([...note(name).keys()]).toEqual([...settings(name).keys()]);
	},
);

test.each(WORKFLOWS)('%s: the note names every choice as the node does', async (name) => {
	const listed = [...note(name)].filter(([row]) => row in CHOICES);
	expect(listed.length).toBeGreaterThan(1);
	for (const [row, text] of listed) {
		const [type, parameter] = CHOICES[row];
		const node = await loadOurNode(`n8n-nodes-amazon-settlement.${type}`);
		const options = node?.description.properties
			.filter((one) => one.name === parameter)
			.flatMap((one) => (one.options ?? []) as Array<{ name: string; value: unknown }>);
		expect(options?.length).toBeGreaterThan(1);
		const missing = options?.map((one) => one.name).filter((label) => !text.includes(label));
		expect({ row, missing }).toEqual({ row, missing: [] });
		expect(options?.map(({ value }) => value)).toContain(settings(name).get(row));
	}
});

test('what workflows share starts with the same value in each', () => {
	const [settlement, ...others] = WORKFLOWS.map(settings);
	for (const other of others) {
		const shared = [...other.keys()].filter((row) => settlement.has(row));
		expect(shared.length).toBeGreaterThan(5);
		for (const row of shared) {
			expect([row, other.get(row)]).toEqual([row, settlement.get(row)]);
		}
	}
});
