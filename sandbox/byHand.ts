// What a person does in NetSuite's pages, as control paths: creations, voids, copies, deletions and edits. None of it
// is signed or counted. The rules of the books hold for a person too; a refusal says which one.
import type { Answer, Call } from './answer';
import type { Books } from './books/books';
import { voidTransaction } from './books/voiding';
import { copyRecord } from './copying';
import { Refusal } from './errors';
import { createRecord, deleteRecord, patchRecord } from './recordService';

type Json = Record<string, unknown>;
type Deed = (given: Json, books: Books) => Answer;

class Misuse extends Error {}

function idIn({ id }: Json): string {
	if (typeof id !== 'string' && typeof id !== 'number') {
		throw new Misuse('id must be the internal id of a record.');
	}
	return String(id);
}

function typeIn({ type }: Json): string {
	if (typeof type !== 'string' || type === '') {
		throw new Misuse('type must be the name of a record type, such as customerPayment.');
	}
	return type;
}

/** A request of the record service that nobody signed; a name nobody knows is refused, not dropped. */
function requestOf(books: Books, method: string, body: unknown): Call {
	return {
		method,
		books,
		restUrl: '',
		segments: [],
		query: new URLSearchParams(),
		headers: { 'x-netsuite-propertynamevalidation': 'Error' },
		body: JSON.stringify(body),
	};
}

const DEEDS: Record<string, Deed> = {
	creations: (given, books) =>
		createRecord(requestOf(books, 'POST', given.body ?? {}), typeIn(given)),
	voids: (given, books) => {
		voidTransaction(books, idIn(given));
		return { status: 204 };
	},
	copies: (given, books) => {
		const type = given.type === undefined ? undefined : typeIn(given);
		return { status: 200, body: { id: copyRecord(books, idIn(given), type).id } };
	},
	deletions: (given, books) =>
		deleteRecord(requestOf(books, 'DELETE', {}), typeIn(given), idIn(given)),
	edits: (given, books) => {
		patchRecord(requestOf(books, 'PATCH', given.body ?? {}), typeIn(given), idIn(given));
		return { status: 204 };
	},
	periods: (given, books) => {
		const period = books.get('accountingPeriod', idIn(given));
		if (period === undefined || typeof given.closed !== 'boolean') {
			throw new Misuse('A period is closed or opened by its id: {"id": "7", "closed": true}.');
		}
		books.put({ ...period, fields: { ...period.fields, closed: given.closed } });
		return { status: 204 };
	},
};

export function isDeed(name: string): boolean {
	return Object.hasOwn(DEEDS, name);
}

function refusalFor(problem: unknown): Answer {
	const isExpected = [Refusal, Misuse, SyntaxError].some((kind) => problem instanceof kind);
	if (!isExpected) {
		throw problem;
	}
	return { status: 400, body: { message: (problem as Error).message } };
}

export function doByHand(name: string, method: string, body: string, books: Books): Answer {
	if (method !== 'POST') {
		return { status: 400, body: { message: `/sandbox/${name} takes POST only.` } };
	}
	try {
		const given = JSON.parse(body) as unknown;
		if (typeof given !== 'object' || given === null || Array.isArray(given)) {
			throw new Misuse('The body must be a JSON object.');
		}
		return DEEDS[name](given as Json, books);
	} catch (problem) {
		return refusalFor(problem);
	}
}
