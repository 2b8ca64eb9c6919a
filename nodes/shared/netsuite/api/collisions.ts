// Two writes that meet on one record in NetSuite: the later one is refused, and passes when it is sent again a
// little later. Where an account shows such refusals, writes that touch the same customer are sent one after
// another from then on, by all of this client's callers.
import type { NetSuiteClient } from './client';
import type { ErrorAnswer } from './netSuiteError';
import { codesOf, detailsOf } from './netSuiteError';

/** Texts of NetSuite's record engine; REST gives some of them as 409, some as 400. */
const COLLISION = /\brecord has been changed\b|\bRCRD_HAS_BEEN_CHANGED\b|\bCOLLISION\b/i;

export function isCollision({ status, body }: ErrorAnswer): boolean {
	return (
		status === 409 || (status === 400 && COLLISION.test(`${detailsOf(body)} ${codesOf(body)}`))
	);
}

interface Turns {
	areNeeded: boolean;
	last: Map<string, Promise<unknown>>;
}

const turnsOf = new WeakMap<NetSuiteClient['transport'], Turns>();

function turns({ transport }: NetSuiteClient): Turns {
	const known = turnsOf.get(transport) ?? { areNeeded: false, last: new Map() };
	turnsOf.set(transport, known);
	return known;
}

export function noteCollision(client: NetSuiteClient): void {
	turns(client).areNeeded = true;
}

/** Sends at once, or, once collisions have been seen, after the one before on the same record. */
export async function inTurn<Result>(
	client: NetSuiteClient,
	key: string,
	send: () => Promise<Result>,
): Promise<Result> {
	const { areNeeded, last } = turns(client);
	if (!areNeeded || key === '') {
		return await send();
	}
	const before = last.get(key) ?? Promise.resolve();
	const mine = before.then(send);
	last.set(
		key,
		mine.catch(() => undefined),
	);
	return await mine;
}
