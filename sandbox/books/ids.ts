// Internal ids and external ids. All transactions draw from one pool, never reused and with gaps, and
// share one external-id namespace in which case does not count (help section_N3432681, _N3436356).

export interface IdPools {
	next(group: string): string;
	/** Takes an id that someone else chose (a seed), so that the pool never gives it again. */
	claim(group: string, id: string): void;
	nextNumber(prefix: string): string;
	last(): Record<string, number>;
}

const FIRST_TRANSACTION_ID = 1000;
const FIRST_NUMBER = 1000;

export function createIdPools(start: Record<string, number> = {}): IdPools {
	const last: Record<string, number> = { transaction: FIRST_TRANSACTION_ID, ...start };
	const claimed = new Set<string>();
	return {
		next: (group) => {
			let id = last[group] ?? 0;
			do {
				// Gaps of 1 to 3, always the same ones, so that nobody can count on consecutive ids.
				id += group === 'transaction' ? 1 + (id % 3) : 1;
			} while (claimed.has(`${group}/${id}`));
			last[group] = id;
			return String(id);
		},
		claim: (group, id) => {
			claimed.add(`${group}/${id}`);
		},
		nextNumber: (prefix) => {
			const key = `number:${prefix}`;
			last[key] = (last[key] ?? FIRST_NUMBER) + 1;
			return `${prefix}${last[key]}`;
		},
		last: () => ({ ...last }),
	};
}

export interface ExternalIds {
	find(group: string, externalId: string): string | undefined;
	set(group: string, externalId: string, id: string): void;
	remove(group: string, externalId: string): void;
}

export function createExternalIds(): ExternalIds {
	const ids = new Map<string, string>();
	const key = (group: string, externalId: string) => `${group}/${externalId.toLowerCase()}`;
	return {
		find: (group, externalId) => ids.get(key(group, externalId)),
		set: (group, externalId, id) => {
			ids.set(key(group, externalId), id);
		},
		remove: (group, externalId) => {
			ids.delete(key(group, externalId));
		},
	};
}
