// One connection for all nodes of an execution that use the same credential: what one node has learned, that
// NetSuite refuses the login or has stopped answering, keeps the later ones from asking again.
import type { Connection } from '../netsuite/api/connection';
import { createConnection } from '../netsuite/api/connection';

/** n8n makes one cancel signal for each execution, and hands it to each of its nodes. */
const connections = new WeakMap<AbortSignal, Map<string, Connection>>();

export function executionConnection(
	execution: AbortSignal | undefined,
	credentialId: string,
): Connection {
	if (execution === undefined) {
		return createConnection();
	}
	const ofExecution = connections.get(execution) ?? new Map<string, Connection>();
	connections.set(execution, ofExecution);
	const connection = ofExecution.get(credentialId) ?? createConnection();
	ofExecution.set(credentialId, connection);
	return connection;
}
