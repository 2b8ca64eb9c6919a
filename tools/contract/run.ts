// Runs probes one after the other and cleans up what they made, however they end.
import { createAccount, type Keys } from './account';
import { lookAt, type Probe, type Result } from './probe';

export interface ContractRun {
	results: Result[];
	/** What was made and could not be deleted. */
	left: string[];
}

export async function runContract(keys: Keys, url: string, probes: Probe[]): Promise<ContractRun> {
	const account = createAccount(keys, url);
	const results: Result[] = [];
	let left: string[] = [];
	try {
		for (const probe of probes) {
			results.push(await lookAt(probe, account));
		}
	} finally {
		left = await account.cleanUp();
	}
	return { results, left };
}
