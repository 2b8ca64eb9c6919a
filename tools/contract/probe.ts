// What a probe is: one assumption about NetSuite, what we expect to see if it holds, and how to look. A probe
// says what it saw in words; equal words hold. One that cannot look (no right, no such record) throws.
import type { Account } from './account';

/** D = documented by Oracle, L = seen on live accounts in public code, I = inferred, U = unknown, our choice. */
export type Mark = 'D' | 'L' | 'I' | 'U';

export interface Probe {
	id: string;
	assumption: string;
	mark: Mark;
	expected: string;
	/** Creates nothing. */
	isReadOnly?: boolean;
	/** The seed's preference that imitates the other way, where there is one. */
	preference?: string;
	look(account: Account): Promise<string>;
}

export type Status = 'holds' | 'differs' | 'unknown';

export interface Result {
	id: string;
	assumption: string;
	mark: Mark;
	expected: string;
	seen: string;
	status: Status;
}

export async function lookAt(probe: Probe, account: Account): Promise<Result> {
	const { id, assumption, mark, expected } = probe;
	try {
		const seen = await probe.look(account);
		const status = seen === expected ? 'holds' : 'differs';
		return { id, assumption, mark, expected, seen, status };
	} catch (problem) {
		const seen = `not checkable: ${(problem as Error).message}`;
		return { id, assumption, mark, expected, seen, status: 'unknown' };
	}
}
