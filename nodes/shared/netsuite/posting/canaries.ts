// The first document of each kind in a settlement is a canary: posted alone and read back, while the others of
// its kind wait. If it is not what was sent, or NetSuite refuses one after the other alike, nothing more of the
// kind is posted; other kinds go on. What earlier runs found stands on the records of their transactions.
import type { NetSuiteClient } from '../api/client';
import type { Created } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import type { DocumentId } from '../records/ids';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { DocumentType } from './documentKinds';
import { KIND_WORDS } from './documentKinds';
import type { Expected } from './firstOfKind';
import { differenceOf, isOfKind, reasonOf } from './firstOfKind';
import type { KindsBefore } from './kindsBefore';
import { documentDiffers } from './notApplied';
import type { PostingResult } from './postingResult';
import { sentence } from './postingResult';
import type { Stop } from './stoppedKinds';
import { tellStop } from './stoppedKinds';

/** So many equal refusals in a row, and none accepted, and the kind is given up for this run. */
export const REFUSALS_MAX = 5;

export interface Candidate {
	kind: string;
	transaction: SettlementTransaction;
}

export interface Visit extends Candidate {
	/** Of one transaction: a refusal of many may be about one of them. */
	isAlone: boolean;
	expected: Expected;
	/** Internal ids and names that only this document has: a refusal that names one is about it alone. */
	ownNames: string[];
	/** Whether what is applied differs because the invoices changed meanwhile: asks the books. */
	isExplained(): Promise<boolean>;
}

export interface Canaries {
	/** All that will come, so that refusals are tried at another marketplace or day where there is one. */
	expect(candidates: Candidate[]): void;
	/** Rejects with KIND_STOPPED where nothing may be posted, with CanaryFailed where its own document is wrong. */
	pass(visit: Visit, post: () => Promise<Created>): Promise<Created>;
	/** For plans, which post nothing. */
	refuseStopped(candidate: Candidate): void;
	isDecided(candidate: Candidate): boolean;
	/** What was found wrong, each with how many were not tried, on one of the results. */
	withStops(results: Map<SettlementTransaction, PostingResult>): void;
}

/** The document is posted, but not what was sent. */
export class CanaryFailed extends NetSuiteError {
	constructor(
		{ code, message, remedy }: NetSuiteError,
		readonly internalId: DocumentId,
		/** The document itself is right: its transactions are judged by what each of them got. */
		readonly isAppliedOnly: boolean,
	) {
		super(code, message, remedy);
	}
}

interface KindState {
	isProven: boolean;
	stop: Stop | null;
	/** The attempt the others wait for. */
	underWay: Promise<void> | null;
	refusals: NetSuiteError[];
	/** Where refused ones were tried, and where others wait. */
	places: Set<string>;
	allPlaces: Set<string>;
}

export const placeOf = ({ marketplaceName, postedDate }: SettlementTransaction) =>
	`${marketplaceName} ${postedDate}`;

export function createCanaries(client: NetSuiteClient, before: KindsBefore): Canaries {
	const states = new Map<string, KindState>();
	const stateOf = ({ kind, transaction }: Candidate): KindState => {
		const key = `${transaction.settlementId} ${kind}`;
		const wrong = before.wrong.get(kind);
		const state = states.get(key) ?? {
			isProven: before.proven.has(`${transaction.settlementRecordId} ${kind}`),
			stop:
				wrong === undefined ? null : stopOf(kind, wrong.transaction, wrong.documentId, wrong.error),
			underWay: null,
			refusals: [],
			places: new Set<string>(),
			allPlaces: new Set<string>(),
		};
		states.set(key, state);
		return state;
	};
	const refuse = (state: KindState) => {
		if (state.stop !== null) {
			throw state.stop.error;
		}
	};
	const attempt = async (
		state: KindState,
		visit: Visit,
		post: () => Promise<Created>,
	): Promise<Created> => {
		let made: Created;
		try {
			made = await post();
		} catch (error) {
			countRefusal(state, visit, error);
			throw error as Error;
		}
		if (made.isLookedUp) {
			// Another run may have made it, from other balances: it shows nothing.
			return made;
		}
		const wrong = await whatIsWrong(client, visit, made.internalId);
		if (wrong !== null) {
			state.stop = stopOf(visit.kind, visit.transaction, made.internalId, wrong.error);
			throw new CanaryFailed(wrong.error, made.internalId, wrong.isAppliedOnly);
		}
		state.isProven = true;
		return made;
	};
	return {
		expect(candidates) {
			for (const candidate of candidates) {
				stateOf(candidate).allPlaces.add(placeOf(candidate.transaction));
			}
		},
		async pass(visit, post) {
			const state = stateOf(visit);
			while (!state.isProven) {
				refuse(state);
				if (state.underWay !== null) {
					await state.underWay;
					continue;
				}
				const trying = attempt(state, visit, post);
				state.underWay = trying.then(
					() => undefined,
					() => undefined,
				);
				try {
					return await trying;
				} finally {
					state.underWay = null;
				}
			}
			refuse(state);
			return await post();
		},
		refuseStopped: (visit) => refuse(stateOf(visit)),
		isDecided(visit) {
			const { isProven, stop } = stateOf(visit);
			return isProven || stop !== null;
		},
		withStops(results) {
			for (const { stop } of states.values()) {
				if (stop !== null) {
					tellStop(stop, results);
				}
			}
		},
	};
}

async function whatIsWrong(
	client: NetSuiteClient,
	{ expected, isExplained }: Visit,
	internalId: DocumentId,
): Promise<{ error: NetSuiteError; isAppliedOnly: boolean } | null> {
	const { how, isAppliedOnly } = await differenceOf(client.toFinish, internalId, expected);
	if (how === '' || (isAppliedOnly && (await isExplained()))) {
		return null;
	}
	const error = documentDiffers({ type: expected.type, number: '', internalId }, how);
	return { error, isAppliedOnly };
}

function countRefusal(state: KindState, visit: Visit, error: unknown): void {
	if (!visit.isAlone || !(error instanceof NetSuiteError) || !isOfKind(error, visit.ownNames)) {
		return;
	}
	const { transaction, kind } = visit;
	if (state.refusals.length > 0 && reasonOf(state.refusals[0]) !== reasonOf(error)) {
		state.refusals = [];
		state.places.clear();
	}
	state.refusals.push(error);
	state.places.add(placeOf(transaction));
	const isTriedElsewhere = state.places.size > 1 || state.allPlaces.size <= 1;
	if (state.refusals.length < REFUSALS_MAX || !isTriedElsewhere) {
		return;
	}
	const words = KIND_WORDS[typeOf(kind)].many;
	const message = `NetSuite refused ${state.refusals.length} ${words} alike and accepted none: ${reasonOf(error)}`;
	state.stop = {
		error: new NetSuiteError(
			'KIND_STOPPED',
			`Not tried: ${message}`,
			'Correct what NetSuite names, most likely a setting of the node or a rule of the form, and run again',
		),
		code: 'KIND_REFUSED',
		type: typeOf(kind),
		message,
		documentId: '',
		transaction,
	};
}

const typeOf = (kind: string) => kind.split('-')[0] as DocumentType;

function stopOf(
	kind: string,
	transaction: SettlementTransaction,
	documentId: DocumentId,
	wrong: NetSuiteError,
): Stop {
	const words = KIND_WORDS[typeOf(kind)].many;
	return {
		error: new NetSuiteError(
			'KIND_STOPPED',
			`Not tried: the first of these ${words}, for order ${transaction.orderId || '(none)'}, is wrong. ${wrong.message}`,
			'Correct that document and the setting that made it so, and run again',
		),
		code: 'DOCUMENT_DIFFERS',
		type: typeOf(kind),
		message: sentence(wrong),
		documentId,
		transaction,
	};
}

/** What was posted, and what is wrong with it: a canary that failed is posted all the same. */
export async function visited(
	canaries: Canaries,
	visit: Visit,
	post: () => Promise<Created>,
): Promise<{ created: Created; wrong: CanaryFailed | null }> {
	try {
		return { created: await canaries.pass(visit, post), wrong: null };
	} catch (error) {
		if (error instanceof CanaryFailed) {
			const { internalId } = error;
			return { created: { internalId, outcome: 'created', isLookedUp: false }, wrong: error };
		}
		throw error as Error;
	}
}
