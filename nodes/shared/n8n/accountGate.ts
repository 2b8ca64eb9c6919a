// One gate for each NetSuite account and n8n process: NetSuite counts the requests of all executions together, so
// they wait in one line, whichever node, execution or credential they come from.
import type { Gate } from '../netsuite/api/gate';
import { createGate } from '../netsuite/api/gate';

/** By scheme and host, which is the account. */
const gates = new Map<string, Gate>();

export function accountGate(origin: string): Gate {
	const known = gates.get(origin);
	if (known !== undefined) {
		return known;
	}
	const gate = createGate();
	gates.set(origin, gate);
	return gate;
}
