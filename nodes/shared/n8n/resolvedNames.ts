// The ids of names that were looked up: once for all clients of an execution that share a connection, so that a
// check before the run costs no request twice.
import type { Connection } from '../netsuite/api/connection';
import type { NetSuiteClient } from '../netsuite/api/client';

export type ResolvedNames = Map<string, Promise<string[]>>;

const ofConnection = new WeakMap<Connection, ResolvedNames>();
const ofClient = new WeakMap<NetSuiteClient, ResolvedNames>();

export function shareNames(client: NetSuiteClient, connection: Connection): void {
	const names = ofConnection.get(connection) ?? new Map<string, Promise<string[]>>();
	ofConnection.set(connection, names);
	ofClient.set(client, names);
}

/** By kind and name in lower case; those of the client alone where nothing is shared. */
export function namesOf(client: NetSuiteClient): ResolvedNames {
	const names = ofClient.get(client) ?? new Map<string, Promise<string[]>>();
	ofClient.set(client, names);
	return names;
}
