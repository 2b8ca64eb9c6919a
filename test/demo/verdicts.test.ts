// The product's verdict as the demo's JSON has it: read from the node that tells it, null where it never did.
import { readyWorkflow, SETTLEMENT_WORKFLOW } from '../../demo/bundledWorkflow';
import { endedAs, verdictNode, verdictsOf } from '../../demo/verdicts';

const disagreement = { code: 'PAYMENT_NOT_APPLIED', state: 'stands' };
const item = {
	settlementId: '1',
	tiesToDeposit: true,
	isPosted: false,
	ties: false,
	verdict: 'One payment is not applied',
	disagreements: [disagreement],
	counts: {},
};

const runWith = (outputs: unknown[][], name = 'Update') => ({
	status: 'error',
	errorMessage: 'x',
	nodes: {
		[name]: { status: 'success', runs: 1, outputs: outputs as never, hints: [], errorMessage: '' },
	},
});

test('the bundled workflow has a node that tells it', () => {
	const name = verdictNode(readyWorkflow(SETTLEMENT_WORKFLOW, ''));
	expect(name).toBe('Update settlement summaries');
});

test('a verdict for each settlement, of the summaries alone', () => {
	const other = { ...item, settlementId: '2', ties: true, disagreements: [] };
	expect(verdictsOf(runWith([[item, { error: 'no' }, other], [disagreement]]), 'Update')).toEqual([
		{
			settlementId: '1',
			tiesToDeposit: true,
			isPosted: false,
			ties: false,
			sentence: 'One payment is not applied',
			disagreements: [disagreement],
		},
		{
			settlementId: '2',
			tiesToDeposit: true,
			isPosted: false,
			ties: true,
			sentence: 'One payment is not applied',
			disagreements: [],
		},
	]);
});

test('what an item does not say is null, never false', () => {
	expect(verdictsOf(runWith([[{ settlementId: 3 }]]), 'Update')).toEqual([
		{
			settlementId: '3',
			tiesToDeposit: null,
			isPosted: null,
			ties: null,
			sentence: '',
			disagreements: [],
		},
	]);
});

test('none when the run never got there', () => {
	expect(verdictsOf(runWith([[item]], 'Parse'), 'Update')).toEqual([]);
	expect(verdictsOf(runWith([]), 'Update')).toEqual([]);
	expect(verdictsOf(runWith([[item]]), undefined)).toEqual([]);
});

test('a run that waits at its page succeeded only where every settlement ties', () => {
	const [good] = verdictsOf(runWith([[{ ...item, ties: true }]]), 'Update');
	const [bad] = verdictsOf(runWith([[{ ...item, settlementId: '2' }]]), 'Update');
	expect(endedAs('waiting', [good])).toEqual({ status: 'success', errorMessage: '' });
	expect(endedAs('waiting', [good, bad])).toEqual({
		status: 'error',
		errorMessage: 'settlement 2 does not tie, see its verdict',
	});
	expect(endedAs('waiting', [{ ...good, ties: null }]).status).toBe('error');
	expect(endedAs('waiting', []).status).toBe('error');
	for (const status of ['success', 'error', 'canceled']) {
		expect(endedAs(status, [good])).toMatchObject({ status });
	}
});
