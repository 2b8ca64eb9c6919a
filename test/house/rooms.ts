// The rooms of the house, and which of them each may import from. The NetSuite room has rooms of its own: a
// topic (payments, refunds, billing, settlements) builds on documents and posting, these on the books, those on our records,
// those on NetSuite's API; no topic knows another. So has the Amazon room, one line of them from the file to the
// items; only the nodes read files, all others take what is in the items.

/** What the topics of the NetSuite room build on, from the outside in. */
export const POSTING = ['netsuite/posting', 'netsuite/books', 'netsuite/records', 'netsuite/api'];
export const DOCUMENTS = ['netsuite/documents', ...POSTING];
export const TOPICS = [
	'netsuite/payments',
	'netsuite/refunds',
	'netsuite/billing',
	'netsuite/settlements',
	'netsuite/setup',
	'netsuite/journals',
];
const NETSUITE = [...TOPICS, ...DOCUMENTS];

/** The rooms of the Amazon room, from the outside in: each builds on those after it. */
export const AMAZON = [
	'settlement/journal',
	'settlement/items',
	'settlement/report',
	'settlement/repair',
	'settlement/lines',
	'settlement/formats',
	'settlement/labels',
	'settlement/file',
	'settlement/values',
];
/** What an item is made of, and what is computed from items. */
const ITEMS = [
	'settlement/journal',
	'settlement/items',
	'settlement/lines',
	'settlement/labels',
	'settlement/values',
];

/** Room by room, the rooms it may import from. */
export const KNOWS: Record<string, string[]> = {
	credential: ['credential', 'netsuite/api', 'vendor'],
	node: ['n8n', ...NETSUITE, ...AMAZON, 'vendor'],
	n8n: ['n8n', ...NETSUITE, ...ITEMS, 'vendor'],
	'netsuite/api': ['netsuite/api', 'vendor'],
	'netsuite/records': ['netsuite/records', 'netsuite/api', ...ITEMS, 'vendor'],
	'netsuite/books': ['netsuite/books', 'netsuite/records', 'netsuite/api', ...ITEMS, 'vendor'],
	'netsuite/posting': [...POSTING, ...ITEMS, 'vendor'],
	'netsuite/documents': [...DOCUMENTS, ...ITEMS, 'vendor'],
	// A topic knows none of the others.
	...Object.fromEntries(TOPICS.map((topic) => [topic, [topic, ...DOCUMENTS, ...ITEMS, 'vendor']])),
	...Object.fromEntries(AMAZON.map((room, at) => [room, [...AMAZON.slice(at), 'vendor']])),
	vendor: [],
	sandbox: ['sandbox'],
};

/** Of the parts of payments/, the others that each may import from; what stands beside them may import from all. */
export const PARTS_OF_PAYMENTS: Record<string, string[]> = {
	plan: [],
	existing: [],
	remainder: ['plan', 'existing'],
	post: ['plan', 'existing', 'remainder'],
};

export function partOfPayments(place: string): string | undefined {
	return /^nodes\/shared\/netsuite\/payments\/(\w+)\//.exec(place)?.[1];
}

/** `undefined` for folders that may import anything, such as test/. */
export function roomOf(place: string): string | undefined {
	const [top, folder, room, inner, file] = place.replace(/\.ts$/, '').split('/');
	if (top === 'nodes') {
		const hasRooms = ['netsuite', 'settlement'].includes(room);
		const name = hasRooms ? `${room}/${file === undefined ? '' : inner}` : room;
		return folder === 'shared' ? name : 'node';
	}
	return { credentials: 'credential', sandbox: 'sandbox' }[top];
}

/** `netsuite/api` and `netsuite/books` are in one room, `netsuite`. */
export function isSameRoom(one: string, other: string): boolean {
	return one.includes('/') && one.split('/')[0] === other.split('/')[0];
}
