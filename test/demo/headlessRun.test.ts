// Reading an execution out of what `n8n execute` prints: alone, between log lines, and not at all.
import type { IRunData } from 'n8n-workflow';
import { readHeadlessRun, storedRun } from '../../demo/headlessRun';

const execution = {
	data: {
		resultData: {
			runData: {
				Parse: [
					{
						executionStatus: 'success',
						hints: [{ message: '2 rows rejected' }],
						data: { main: [[{ json: { n: 1 } }], [{ json: { text: '}\n{' } }]] },
					},
					{ executionStatus: 'success', data: { main: [[{ json: { n: 2 } }], null] } },
				],
				Apply: [{ executionStatus: 'error', error: { message: 'Period closed' } }],
			},
			error: { message: 'Period closed' },
		},
	},
	status: 'error',
};

const expected = {
	status: 'error',
	errorMessage: 'Period closed',
	nodes: {
		Parse: {
			status: 'success',
			runs: 2,
			outputs: [[{ n: 1 }, { n: 2 }], [{ text: '}\n{' }]],
			hints: [{ message: '2 rows rejected' }],
			errorMessage: '',
		},
		Apply: { status: 'error', runs: 1, outputs: [], hints: [], errorMessage: 'Period closed' },
	},
};

const json = JSON.stringify(execution, null, 2);

it.each([
	['alone', json],
	[
		'between log lines',
		`Last session crashed\nExecution error:\n====\n${json}\nError: no\n    at x`,
	],
	['behind a log prefix', `2026-11-22 | info | ${json}\n`],
	['after something that looks alike', `Error {\n  code: 1\n}\n{\n  "a": 1\n}\n${json}\n`],
])('finds the execution %s', (_where, printed) => {
	expect(readHeadlessRun({ printed })).toEqual(expected);
});

it('finds none when n8n ended before it could tell', () => {
	const half = json.slice(0, json.length / 2);
	expect(readHeadlessRun({ printed: `Segmentation fault\n${half}` })).toBeUndefined();
	expect(readHeadlessRun({ printed: '' })).toBeUndefined();
});

const stored = (id: number, status: string) => ({ id, status, errorMessage: '', runData: {} });

it.each([
	['ended well', stored(2, 'success'), { status: 'success', errorMessage: '', nodes: {} }],
	['failed', stored(2, 'error'), { status: 'error', errorMessage: '', nodes: {} }],
	['was killed in the middle', stored(2, 'running'), undefined],
	['left no trace: the stored one is an older run', stored(1, 'success'), undefined],
])('what n8n stored tells of a run that %s', (_, last, run) => {
	expect(storedRun(last, stored(1, 'success'))).toEqual(run);
});

it('reads the items of the node that was asked for from what n8n stored', () => {
	const runData = { Parse: execution.data.resultData.runData.Parse } as unknown as IRunData;
	const last = { ...stored(2, 'success'), runData };
	expect(storedRun(last, stored(1, 'success'))).toEqual({
		status: 'success',
		errorMessage: '',
		nodes: { Parse: expected.nodes.Parse },
	});
});
