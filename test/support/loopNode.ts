// A stand-in for n8n's Loop Over Items (splitInBatches, version 3): the next items leave through the second
// output, and when none are left all that came back leave through the first. As in n8n, the batch size is read
// anew in each run, and one that takes nothing ends the loop.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

interface Loop {
	waiting?: INodeExecutionData[];
	cameBack?: INodeExecutionData[];
}

export async function loopOverItems(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const loop = this.getContext('node') as Loop;
	const size = this.getNodeParameter('batchSize', 0) as number;
	const input = this.getInputData();
	const isFirstRun = loop.waiting === undefined;
	const waiting = isFirstRun ? [...input] : (loop.waiting ?? []);
	const cameBack = isFirstRun ? [] : [...(loop.cameBack ?? []), ...input];
	const batch = waiting.splice(0, size);
	Object.assign(loop, { waiting, cameBack });
	return batch.length === 0 ? [cameBack, []] : [[], batch];
}
