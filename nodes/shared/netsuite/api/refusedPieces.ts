// Queries that an account's SuiteQL may not take as they are: a column it does not know, a function it does not
// allow on a long text. What can be asked without the doubtful pieces is asked without them, and what nobody
// could look at is named, so that a refusal neither ends a run nor passes for an answer.
import { NetSuiteError } from './netSuiteError';

/** As suiteql.ts gives them. */
type Row = Record<string, string | undefined>;

const REFUSALS: readonly string[] = [
	'NETSUITE_VALIDATION',
	'NETSUITE_PERMISSION',
	'NETSUITE_FEATURE_OFF',
	'NETSUITE_NOT_FOUND',
];

/** NetSuite did not take the query; a custom field of ours that is not deployed is another matter. */
export function isRefusal(error: unknown): error is NetSuiteError {
	return error instanceof NetSuiteError && REFUSALS.includes(error.code);
}

export interface Answer<Piece extends string> {
	rows: Row[];
	/** The pieces that NetSuite refused, with its reason. */
	refused: Map<Piece, NetSuiteError>;
}

/**
 * One query where NetSuite takes all pieces; else one without any, and one with each of them. Throws what is no
 * refusal, and the refusal of the query without any piece.
 */
export async function askInPieces<Piece extends string>(
	pieces: readonly Piece[],
	ask: (has: (piece: Piece) => boolean) => Promise<Row[]>,
): Promise<Answer<Piece>> {
	try {
		return { rows: await ask(() => true), refused: new Map() };
	} catch (error) {
		if (!isRefusal(error)) {
			throw error as Error;
		}
	}
	const rows = await ask(() => false);
	const refused = new Map<Piece, NetSuiteError>();
	const more = await Promise.all(
		pieces.map(async (piece) => {
			try {
				return await ask((one) => one === piece);
			} catch (error) {
				if (!isRefusal(error)) {
					throw error as Error;
				}
				refused.set(piece, error);
				return [];
			}
		}),
	);
	return { rows: [...more.flat(), ...rows], refused };
}
