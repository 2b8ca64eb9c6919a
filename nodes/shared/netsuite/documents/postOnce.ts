// How a document comes into NetSuite, once: what exists under its name is adopted; what is planned waits for its
// kind's canary, holds what it takes while it is under way, and is created under a name made before the call. Where
// NetSuite's answer did not name it, another run may have made it from other balances: then the books decide.
import type { Minor } from '../../settlement/values/money';
import type { NetSuiteClient } from '../api/client';
import type { Created } from '../api/createRecord';
import type { PostedDocument } from '../books/postedDocuments';
import { adopt, findPosted } from '../books/postedDocuments';
import type { CanaryFailed, Canaries, Visit } from '../posting/canaries';
import { visited } from '../posting/canaries';
import type { DocumentType } from '../posting/documentKinds';
import type { DocumentId } from '../records/ids';

/** What a document is called, and in which currency its amounts are. */
export interface Named {
	externalId: string;
	type: DocumentType;
	currency: string;
}

/** Minor units, positive. */
export interface Booked {
	total: Minor;
	/** What no invoice took and nobody paid out. */
	unused: Minor;
}

/** Somebody made it before this run. */
export interface Adopted {
	internalId: DocumentId;
	outcome: 'existed';
	booked: Booked;
}

/** A dry run would have made it. */
export interface Planned {
	outcome: 'planned';
	internalId: '';
	booked: null;
	wrong: null;
}

export interface Posted<Amounts> {
	outcome: Created['outcome'];
	internalId: DocumentId;
	/** What the books say where the plan may not hold; null: as it was sent, or nobody asked. */
	booked: Amounts | null;
	/** It is posted, but not what was sent. */
	wrong: CanaryFailed | null;
}

export interface Poster {
	client: NetSuiteClient;
	canaries: Canaries;
	isDryRun: boolean;
}

/** What a type of document declares: everything else about posting once is here. */
export interface NewDocument<Amounts> {
	visit: Visit;
	/** Not called in a dry run. Finds or creates it under its external id. */
	create(): Promise<Created>;
	/** Asked where NetSuite's answer did not name the document, after a cancel too. Without it nobody asks here. */
	readBack?(client: NetSuiteClient, created: Created): Promise<Amounts | null>;
	/** What it takes is held while it is under way, in a dry run too. */
	hold?(): void;
	/** What was held goes back where that is due; the error goes on. */
	release?(error: unknown): void;
}

/** Throws when it may not be adopted. */
export function adopted(
	document: PostedDocument,
	{ type, currency }: Omit<Named, 'externalId'>,
): Adopted {
	const { internalId } = document;
	return { internalId, outcome: 'existed', booked: adopt(document, type, currency) };
}

/** `existing`: by external id in lower case. undefined where nothing stands under this name. */
export function adoptExisting(
	existing: ReadonlyMap<string, PostedDocument>,
	named: Named,
): Adopted | undefined {
	const document = existing.get(named.externalId.toLowerCase());
	return document === undefined ? undefined : adopted(document, named);
}

/** Asks for one document; `doing` says what for. */
export async function findOne(
	client: NetSuiteClient,
	named: Named,
	doing: string,
): Promise<Adopted | undefined> {
	return adoptExisting(await findPosted(client, [named.externalId], doing), named);
}

/** Rejects with why it is not posted; KIND_STOPPED before anything is held. */
export async function postOnce<Amounts = never>(
	{ client, canaries, isDryRun }: Poster,
	{ visit, create, readBack, hold, release }: NewDocument<Amounts>,
): Promise<Planned | Posted<Amounts>> {
	canaries.refuseStopped(visit);
	hold?.();
	if (isDryRun) {
		return { outcome: 'planned', internalId: '', booked: null, wrong: null };
	}
	const { created, wrong } = await visited(canaries, visit, create).catch((error: unknown) => {
		release?.(error);
		throw error as Error;
	});
	const { internalId, outcome } = created;
	const isAsked = created.isLookedUp && readBack !== undefined;
	const booked = isAsked ? await readBack(client.toFinish, created) : null;
	return { outcome, internalId, booked, wrong };
}
