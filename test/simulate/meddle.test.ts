// The law of the meddling person: whatever somebody does in NetSuite at a random moment of a run, later runs post
// nothing twice, and where the books are not what the settlement says, they say so and are never green.
// `SEED=123 npx jest test/simulate/meddle` replays a failure; RUNS asks for more stories, DEED for some deeds.
import { fc, SEED } from '../support/fastCheck';

import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import type { Sandbox } from '../../sandbox/sandbox';
import { clientAround } from '../support/crash';
import { madeSettlement } from '../support/madeSettlement';
import { env } from '../support/node';
import type { Settled } from '../support/settle';
import { settle } from '../support/settle';
import type { Story } from './story';
import { audit } from './auditor';
import { rulesOf, toAudit, withSandbox } from './story';
import { stories } from './storyGenerator';
import { ByHand } from './tamperings';

const RUNS = Number(env.RUNS ?? 12);
const CLEAN_RUNS = 2;

const TXN = 'customrecord_amzstl_transaction';
const STL = 'customrecord_amzstl_settlement';
const LIST = 'custbody_amzstl_transactions';

type Rec = ReturnType<Sandbox['books']['ofType']>[number];
/** The record it is done to; undefined when there is none yet. */
type Pick = (type: string, fits?: (record: Rec) => boolean) => Rec | undefined;
type Deed = (hand: ByHand, pick: Pick) => void;

const isOurs = ({ fields }: Rec) =>
	String(fields.externalId ?? '').startsWith('AMZ-') && fields.voided !== true;

const onOne =
	(type: string, act: (hand: ByHand, record: Rec) => void): Deed =>
	(hand, pick) => {
		const record = pick(
			type,
			type.startsWith('custom') && !/refund|payment/i.test(type) ? undefined : isOurs,
		);
		if (record !== undefined) {
			act(hand, record);
		}
	};
const apply = (
	lines: (own: Array<Record<string, unknown>>) => Array<Record<string, unknown>>,
): Deed =>
	onOne('customerPayment', (hand, one) => {
		const own = (one.lines.apply ?? []) as Array<Record<string, unknown>>;
		hand.put(one, {}, { ...one.lines, apply: lines(own) as never });
	});
const rename = (hand: ByHand, one: Rec) => hand.put(one, { externalId: `X-${one.id}` });

const DEEDS: Record<string, Deed> = {
	voidPayment: onOne('customerPayment', (hand, one) => hand.void(one)),
	deletePayment: onOne('customerPayment', (hand, one) => hand.delete(one)),
	renamePayment: onOne('customerPayment', rename),
	copyPayment: onOne('customerPayment', (hand, one) => hand.copy(one)),
	unapplyPayment: apply(() => []),
	lowerPayment: apply((own) => own.map((line) => ({ ...line, amount: 1 }))),
	emptyList: onOne('customerPayment', (hand, one) => hand.put(one, { [LIST]: null })),
	voidMemo: onOne('creditMemo', (hand, one) => hand.void(one)),
	deleteMemo: onOne('creditMemo', (hand, one) => hand.delete(one)),
	voidRefund: onOne('customerRefund', (hand, one) => hand.void(one)),
	deleteRefund: onOne('customerRefund', (hand, one) => hand.delete(one)),
	deleteRecord: onOne(TXN, (hand, one) => hand.delete(one)),
	deleteSummary: onOne(STL, (hand, one) => hand.delete(one)),
	setNew: onOne(TXN, (hand, one) => hand.put(one, { custrecord_amzstl_t_status: '1' })),
	renameInvoice: (hand, pick) => {
		const one = pick('invoice');
		if (one !== undefined) {
			rename(hand, one);
		}
	},
	payByHand: (hand, pick) => {
		const { books } = hand.sandbox;
		const invoice = pick('invoice', (one) => books.figures(one).open > 1);
		if (invoice !== undefined) {
			const amount = Math.ceil(books.figures(invoice).open / 2);
			books.put({
				type: 'customerPayment',
				id: books.nextId('transaction'),
				fields: {
					customer: invoice.fields.entity,
					currency: invoice.fields.currency,
					tranDate: '2026-10-03',
					payment: amount,
				},
				lines: { apply: [{ doc: invoice.id, amount }] },
			});
		}
	},
};

/** NetSuite's rules hold for a person too: what is refused did not happen. */
function meddle(sandbox: Sandbox, deed: Deed, chance: number): void {
	const pick: Pick = (type, fits = () => true) => {
		const found = sandbox.books.ofType(type).filter(fits);
		return found[chance % Math.max(found.length, 1)];
	};
	try {
		deed(new ByHand(sandbox), pick);
	} catch (error) {
		if (!/: \{|Error while accessing|has been|cannot be/.test((error as Error).message)) {
			throw error as Error;
		}
	}
}

/** A run may stop with a reason; a mistake of ours is thrown. */
async function attempt(run: Promise<Settled>): Promise<Settled | NetSuiteError> {
	try {
		return await run;
	} catch (error) {
		if (error instanceof NetSuiteError) {
			return error;
		}
		throw error as Error;
	}
}

/** Minor units that our payments took of the settlement, beside what Amazon sent. */
function paidTooMuch({ books }: Sandbox, { events }: Story): number {
	const sent = events
		.filter(({ transactionType = 'Order' }) => transactionType === 'Order')
		.reduce((sum, { amount }) => sum + Math.max(amount, 0), 0);
	const paid = books
		.ofType('customerPayment')
		.filter((one) => isOurs(one) || String(one.fields.externalId ?? '').startsWith('X-'))
		.reduce((sum, one) => sum + books.figures(one).total, 0);
	return Math.max(paid - sent, 0);
}

/** What a person paid meanwhile by a payment without links was never open for the settlement. */
function auditBesideHand(
	{ books }: Sandbox,
	story: Story,
	paidBefore: ReadonlySet<string>,
): string[] {
	const audited = toAudit(story);
	const openBefore = new Map(audited.openBefore);
	for (const { id, fields, lines } of books.ofType('customerPayment')) {
		const isByHand =
			!paidBefore.has(id) &&
			fields.externalId === undefined &&
			fields.custbody_amzstl_settlement === undefined;
		for (const { doc, amount } of isByHand ? (lines.apply ?? []) : []) {
			const { externalId } = books.ofType('invoice').find(({ id }) => id === doc)?.fields ?? {};
			const before = openBefore.get(String(externalId));
			if (before !== undefined) {
				openBefore.set(String(externalId), before - Number(amount));
			}
		}
	}
	return audit(books, { ...audited, openBefore });
}

test(
	'whatever a person does meanwhile: nothing is paid twice by us, and what is wrong is said',
	async () => {
		const names = env.DEED === undefined ? Object.keys(DEEDS) : env.DEED.split(',');
		const law = fc.asyncProperty(
			stories,
			fc.constantFrom(null, null, 1, 3, 200),
			fc.constantFrom(...names),
			fc.integer({ min: 1, max: 70 }),
			fc.nat(50),
			async (told, mode, name, moment, chance) => {
				const story = mode === null ? told : { ...told, invoicesPerPayment: mode };
				await withSandbox(story.books, async (sandbox) => {
					const items = madeSettlement(story.events);
					const paidBefore = new Set(sandbox.books.ofType('customerPayment').map(({ id }) => id));
					let sent = 0;
					const watched = clientAround(sandbox, (send) => async (request) => {
						sent += 1;
						if (sent === moment) {
							meddle(sandbox, DEEDS[name], chance);
						}
						return await send(request);
					});
					await attempt(settle(sandbox, items, rulesOf(story), watched));
					if (sent < moment) {
						meddle(sandbox, DEEDS[name], chance);
					}
					let last: Settled | NetSuiteError | undefined;
					for (let run = 0; run < CLEAN_RUNS; run += 1) {
						last = await attempt(settle(sandbox, items, rulesOf(story)));
					}
					expect(paidTooMuch(sandbox, story)).toBe(0);
					// The auditor knows an invoice by its external ID, and money does not care for that.
					const findings =
						name === 'renameInvoice' ? [] : auditBesideHand(sandbox, story, paidBefore);
					if (findings.length > 0 && last !== undefined && !(last instanceof NetSuiteError)) {
						const [{ judgement, disagreements, open }] = last.summaries;
						const isSaid = disagreements.length > 0 || open.length > 0 || !judgement.tiesToDeposit;
						expect({ findings, isClean: judgement.isClean, isSaid }).toEqual({
							findings,
							isClean: false,
							isSaid: true,
						});
					}
				});
			},
		);
		await fc.assert(law, {
			seed: SEED,
			numRuns: RUNS,
			endOnFailure: env.SHRINK === undefined,
			interruptAfterTimeLimit: env.RUNS === undefined ? 45_000 : undefined,
		});
	},
	120_000 + RUNS * 4_000,
);
