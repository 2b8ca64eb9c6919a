// Whether a payment goes to undeposited funds, in the values that this account has for `undepFunds`. They are not
// documented, so nothing is sent beside an account, and else what the account's schema lists; where NetSuite refuses
// a value, the other spellings are tried once and the accepted one is kept for the run. A refusal posted nothing.
import type { NetSuiteClient } from '../api/client';
import type { Created, RecordDraft } from '../api/createRecord';
import { NetSuiteError } from '../api/netSuiteError';
import { readRecordSchema } from '../api/recordSchema';
import { createKnown } from '../posting/knownFields';

interface Spelling {
	undeposited: unknown;
	/** Beside an account; undefined leaves the field out. */
	account: unknown;
}

const LEFT_OUT: Spelling = { undeposited: { id: 'true' }, account: undefined };

const SPELLINGS: Spelling[] = [
	{ undeposited: { id: 'true' }, account: { id: 'false' } },
	{ undeposited: { id: 'T' }, account: { id: 'F' } },
	{ undeposited: true, account: false },
];

/** By the undeposited one of the values that a schema lists. */
const BY_LISTED: Record<string, Spelling> = { true: SPELLINGS[0], T: SPELLINGS[1] };

export interface UndepositedFunds {
	/** Creates or adopts the payment; rejects as createRecord does. */
	create(draft: RecordDraft): Promise<Created>;
}

const REFUSED = /\bundep(?:osited)?\.? ?funds\b/i;

function isRefusedValue(error: unknown): error is NetSuiteError {
	return (
		error instanceof NetSuiteError &&
		error.code === 'NETSUITE_VALIDATION' &&
		REFUSED.test(error.message)
	);
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

export function createUndepositedFunds(client: NetSuiteClient): UndepositedFunds {
	let accepted: Spelling | null = null;
	let listed: Promise<Spelling | null> | null = null;
	const askSchema = async () => {
		const schema = await readRecordSchema(client, 'customerPayment');
		const values = schema?.choicesOf('undepFunds') ?? [];
		return Object.entries(BY_LISTED).find(([value]) => values.includes(value))?.[1] ?? null;
	};
	const learn = async () => await (listed ??= askSchema());
	const post = async (draft: RecordDraft, value: unknown) =>
		await createKnown(client, {
			...draft,
			body: value === undefined ? draft.body : { ...draft.body, undepFunds: value },
		});
	return {
		async create(draft) {
			const side = isUndeposited(draft) ? 'undeposited' : 'account';
			const first = accepted ?? (side === 'undeposited' ? await learn() : null) ?? LEFT_OUT;
			try {
				const created = await post(draft, first[side]);
				accepted ??= side === 'undeposited' ? first : null;
				return created;
			} catch (refusal) {
				if (!isRefusedValue(refusal)) {
					throw refusal as Error;
				}
				const own = await learn();
				const others = [...(own === null ? [] : [own]), ...SPELLINGS].filter(
					(one, at, all) => all.indexOf(one) === at && !same(one[side], first[side]),
				);
				return await tryOthers(others, refusal);
			}

			async function tryOthers(others: Spelling[], refusal: NetSuiteError): Promise<Created> {
				for (const spelling of others) {
					try {
						const created = await post(draft, spelling[side]);
						accepted = spelling;
						return created;
					} catch (error) {
						if (!isRefusedValue(error)) {
							// About something else: this spelling was taken.
							accepted = spelling;
							throw error as Error;
						}
					}
				}
				throw new NetSuiteError(
					refusal.code,
					refusal.message,
					`NetSuite took no spelling of 'undepFunds' that is known (true and false, T and F). ${side === 'undeposited' ? "Select an account in 'Payment Account', then run again" : 'Show the message to your NetSuite administrator: the field may be limited by a form or a script'}`,
					refusal.status,
				);
			}
		},
	};
}

/** As customerPayment.ts makes the body: the field stands in it only without an account. */
const isUndeposited = ({ body }: RecordDraft) => body.undepFunds !== undefined;
