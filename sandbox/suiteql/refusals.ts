// The refusals of the query service, in NetSuite's own words where they are known.
import { invalidParameter, type Refusal } from '../errors';

export function invalidQuery(detail: string): Refusal {
	return invalidParameter(
		`Invalid search query. Detailed unprocessed description follows. ${detail}`,
		'q',
	);
}

export function unsupportedQuery(): Refusal {
	return invalidQuery('Invalid or unsupported search.');
}

export function unknownTable(name: string): Refusal {
	return invalidQuery(`Invalid search type: ${name}.`);
}

/** What the role may not read, or what is no part of the account. */
export function hiddenRecord(name: string): Refusal {
	return invalidQuery(`Search error occurred: Record '${name}' was not found.`);
}

/** `sources` are alias and table of what the query reads from. */
export function unknownIdentifier(name: string, sources: Array<[string, string]>): Refusal {
	const available = sources.map(([alias, table]) => `${alias}=${table}`).join(', ');
	return invalidQuery(
		`Search error occurred: Unknown identifier '${name}'. Available identifiers are: {${available}}.`,
	);
}
