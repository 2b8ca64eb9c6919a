// The rooms of the house, and which of them each may import from. The NetSuite room has rooms of its own: a
// topic (payments, refunds, billing, settlements) builds on posting, that on the books, those on our records,
// those on NetSuite's API; no topic knows another.

/** What the topics of the NetSuite room build on, from the outside in. */
export const POSTING = ['netsuite/posting', 'netsuite/books', 'netsuite/records', 'netsuite/api'];
export const TOPICS = [
	'netsuite/payments',
	'netsuite/refunds',
	'netsuite/billing',
	'netsuite/settlements',
];
const NETSUITE = [...TOPICS, ...POSTING];

/** Room by room, the rooms it may import from. */
export const KNOWS: Record<string, string[]> = {
	credential: ['credential', 'netsuite/api', 'vendor'],
	node: ['n8n', ...NETSUITE, 'settlement', 'vendor'],
	n8n: ['n8n', ...NETSUITE, 'settlement', 'vendor'],
	'netsuite/api': ['netsuite/api', 'vendor'],
	'netsuite/records': ['netsuite/records', 'netsuite/api', 'settlement', 'vendor'],
	'netsuite/books': ['netsuite/books', 'netsuite/records', 'netsuite/api', 'settlement', 'vendor'],
	'netsuite/posting': [...POSTING, 'settlement', 'vendor'],
	// A topic knows none of the others.
	...Object.fromEntries(
		TOPICS.map((topic) => [topic, [topic, ...POSTING, 'settlement', 'vendor']]),
	),
	settlement: ['settlement', 'vendor'],
	vendor: [],
	sandbox: ['sandbox'],
};

/** `undefined` for folders that may import anything, such as test/. */
export function roomOf(place: string): string | undefined {
	const [top, folder, room, inner] = place.replace(/\.ts$/, '').split('/');
	if (top === 'nodes') {
		const name = room === 'netsuite' ? `netsuite/${inner}` : room;
		return folder === 'shared' ? name : 'node';
	}
	return { credentials: 'credential', sandbox: 'sandbox' }[top];
}

export function isInNetSuite(room: string): boolean {
	return room.startsWith('netsuite/');
}
