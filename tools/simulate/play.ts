// Plays one story through: settlement after settlement, with trouble and people in between, then runs in peace until
// nothing is left to do, and asks the auditor. The books are a sandbox of its own.
import type { Sandbox } from '../../sandbox/sandbox';
import { createSandbox } from '../../sandbox/sandbox';
import { FAULT_KINDS } from '../../sandbox/faults';
import { nameOf, readLedger, seedOf } from './books';
import { DEED_NAMES, meddle } from './deeds';
import type { Evidence, Heard, Violation } from './laws';
import { auditStory } from './laws';
import type { Lots } from './lots';
import { lotsOf } from './lots';
import type { Outcome, Program } from './program';
import { PROGRAM } from './program';
import { tellStory } from './tellStory';
import type { Tally } from './tally';
import { count } from './tally';
import type { Trouble } from './trouble';
import {
	clearFaults,
	faultsLeft,
	orderFault,
	passTime,
	setPeriod,
	takeAway,
	troubledRun,
} from './trouble';
import type { Settlement, Story } from './truth';

const PERMISSIONS = [
	'TRAN_CUSTPYMT',
	'TRAN_CUSTCRED',
	'TRAN_CUSTRFND',
	'TRAN_CUSTINVC',
	'TRAN_JOURNAL',
	'[scriptid=customrecord_amzstl_transaction]',
];
const FAULT_TIMES = 12;
const MARK_SECONDS = 660;
const SETTLE_RUNS = 2;
const MODES = [null, null, 1, 3, 200];

export interface Stage {
	sandbox: Sandbox;
	story: Story;
	tally: Tally;
	program: Program;
	hasPeople: boolean;
	/** Internal ids of the invoices before the first run, by order id. */
	invoiceIds: ReadonlyMap<string, string>;
	violations: Violation[];
	heard: Map<string, Heard>;
	journals: Map<string, string[]>;
	isCalm: boolean;
}

/** A program that breaks has no excuse, whatever happened around it. */
function judge(stage: Stage, outcome: Outcome, during: string): Outcome {
	if (outcome.kind === 'broke') {
		stage.violations.push({ law: 'broke', detail: `${during}: ${outcome.message}` });
	}
	return outcome;
}

function happeningsOf(stage: Stage, lots: Lots, settlement: Settlement): Trouble['happenings'] {
	const { sandbox, tally } = stage;
	const all: NonNullable<Trouble['happenings']> = [];
	const happens = (act: () => Promise<void>) => all.push({ before: lots.between(1, 70), act });
	if (stage.hasPeople && lots.chance(0.8)) {
		const name = lots.pick(DEED_NAMES);
		const lot = lots.between(0, 50);
		happens(async () => {
			if (await meddle(sandbox.url, name, lot)) {
				count(tally.deeds, name);
				stage.isCalm = false;
			}
		});
	}
	if (lots.chance(0.15)) {
		happens(async () => {
			const month = (await readLedger(sandbox.url))
				.of('accountingPeriod')
				.find(
					(one) =>
						String(one.startDate) === `${settlement.start.slice(0, 7)}-01` &&
						!one.isQuarter &&
						!one.isYear,
				);
			if (month !== undefined && (await setPeriod(sandbox.url, month.id, true)) === '') {
				count(tally.faults, 'periodClosed');
			}
		});
	}
	if (lots.chance(0.15)) {
		const key = lots.pick(PERMISSIONS);
		happens(async () => {
			await takeAway(sandbox.url, [key]);
			count(tally.faults, 'permissionTaken');
		});
	}
	return all;
}

async function withFaults(stage: Stage, lots: Lots, run: () => Promise<void>): Promise<void> {
	const { url } = stage.sandbox;
	const kinds = lots.chance(0.6) ? lots.shuffled(FAULT_KINDS).slice(0, lots.between(1, 2)) : [];
	for (const kind of kinds) {
		const probability = lots.pick([0.05, 0.2, 0.5]);
		await orderFault(url, { kind, probability, seed: lots.between(1, 1_000_000) });
	}
	await run();
	const left = new Map((await faultsLeft(url)).map(({ kind, times }) => [kind, times]));
	for (const kind of kinds) {
		count(stage.tally.faults, kind, FAULT_TIMES - (left.get(kind) ?? 0));
	}
	await clearFaults(url);
}

/** One run, or two at once, in which anything may happen. */
async function suffer(stage: Stage, lots: Lots, settlement: Settlement): Promise<void> {
	const { sandbox, story, tally } = stage;
	const { concurrency, hasJournals } = story.choices;
	const isTwice = lots.chance(0.25);
	const one = async (own: Lots) => {
		const crashAfter = own.chance(0.4) ? own.between(1, 80) : undefined;
		const skewMs = own.chance(0.2) ? own.between(-600_000, 600_000) : 0;
		const happenings = happeningsOf(stage, own, settlement);
		const run = troubledRun(sandbox, concurrency, { crashAfter, skewMs, happenings });
		const wish = { invoicesPerPayment: own.pick(MODES), isReissued: own.chance(0.3) };
		if (own.chance(0.4)) {
			judge(stage, await stage.program.bill(sandbox, run.client), 'billing');
		}
		judge(
			stage,
			await stage.program.settle(sandbox, run.client, settlement, story.choices, wish),
			'settling',
		);
		if (hasJournals && own.chance(0.3)) {
			judge(
				stage,
				await stage.program.journal(sandbox, run.client, settlement, story.choices),
				'the journal',
			);
		}
		await run.rest();
		if (run.isDead()) {
			tally.crashes += 1;
		}
		count(tally.faults, 'clockOff', skewMs === 0 ? 0 : 1);
	};
	await withFaults(stage, lots, async () => {
		const runs = isTwice ? [one(lots.own('a')), one(lots.own('b'))] : [one(lots.own('a'))];
		await Promise.all(runs);
		count(tally.faults, 'twoRuns', isTwice ? 1 : 0);
	});
	await recover(stage);
}

/** Permissions are given back and months opened: what was refused meanwhile is to be made up for. */
async function recover({ sandbox: { url } }: Stage): Promise<void> {
	await takeAway(url, []);
	for (const { id, closed, isAdjust } of (await readLedger(url)).of('accountingPeriod')) {
		if (closed === true && isAdjust !== true) {
			await setPeriod(url, id, false);
		}
	}
}

/** Undisturbed; what it says counts. */
async function runInPeace(
	stage: Stage,
	settlement: Settlement,
	mode: number | null,
): Promise<void> {
	const { sandbox, story, violations } = stage;
	const { client } = troubledRun(sandbox, story.choices.concurrency);
	const outcome = judge(
		stage,
		await stage.program.settle(sandbox, client, settlement, story.choices, {
			invoicesPerPayment: mode,
		}),
		'settling in peace',
	);
	if (outcome.kind === 'said') {
		const own = outcome.said.get(settlement.settlementId);
		if (own !== undefined) {
			stage.heard.set(settlement.settlementId, own);
		}
	} else if (outcome.kind === 'stopped') {
		stage.heard.delete(settlement.settlementId);
		if (stage.isCalm) {
			violations.push({
				law: 'stopped',
				detail: `${settlement.settlementId}: ${outcome.code} ${outcome.message}`,
			});
		}
	}
}

async function journalInPeace(stage: Stage, settlement: Settlement): Promise<void> {
	const { client } = troubledRun(stage.sandbox, stage.story.choices.concurrency);
	const outcome = judge(
		stage,
		await stage.program.journal(stage.sandbox, client, settlement, stage.story.choices),
		'the journal in peace',
	);
	const { settlementId } = settlement;
	const codes =
		outcome.kind === 'said' ? (outcome.said.get(settlementId)?.codes ?? []) : [outcome.kind];
	stage.journals.set(settlementId, codes);
}

async function everythingInPeace(stage: Stage, mode: number | null): Promise<void> {
	const { sandbox, story } = stage;
	const { client } = troubledRun(sandbox, story.choices.concurrency);
	judge(stage, await stage.program.bill(sandbox, client), 'billing in peace');
	for (const settlement of story.settlements) {
		await runInPeace(stage, settlement, mode);
		if (story.choices.hasJournals) {
			await journalInPeace(stage, settlement);
		}
	}
}

/** A dry run writes nothing; a run once more changes nothing. */
async function nothingMore(stage: Stage, mode: number | null, lots: Lots): Promise<void> {
	const { sandbox, story, violations } = stage;
	const before = await readLedger(sandbox.url);
	const settlement = lots.pick(story.settlements);
	const { client } = troubledRun(sandbox, story.choices.concurrency);
	const dry = { invoicesPerPayment: mode, isDryRun: true };
	judge(
		stage,
		await stage.program.settle(sandbox, client, settlement, story.choices, dry),
		'a dry run',
	);
	judge(
		stage,
		await stage.program.journal(sandbox, client, settlement, story.choices, true),
		'a dry run of the journal',
	);
	if ((await readLedger(sandbox.url)).fingerprint() !== before.fingerprint()) {
		violations.push({
			law: 'dryRun',
			detail: `a dry run of ${settlement.settlementId} changed the books`,
		});
	}
	await everythingInPeace(stage, mode);
	const after = await readLedger(sandbox.url);
	if (after.fingerprint() !== before.fingerprint()) {
		violations.push({
			law: 'repeated',
			detail: `running once more changed ${before.changes(after)}`,
		});
	}
}

export async function playDry(stage: Stage, lots: Lots): Promise<void> {
	const { sandbox, story, violations } = stage;
	const before = (await readLedger(sandbox.url)).fingerprint();
	const settlement = lots.pick(story.settlements);
	const { client } = troubledRun(sandbox, story.choices.concurrency);
	const wish = { invoicesPerPayment: lots.pick(MODES), isDryRun: true };
	judge(
		stage,
		await stage.program.settle(sandbox, client, settlement, story.choices, wish),
		'a first dry run',
	);
	if ((await readLedger(sandbox.url)).fingerprint() !== before) {
		violations.push({
			law: 'dryRun',
			detail: `a first dry run of ${settlement.settlementId} changed the books`,
		});
	}
}

export async function evidenceOf(stage: Stage): Promise<Evidence> {
	const { story, heard, journals, isCalm, invoiceIds } = stage;
	const ledger = await readLedger(stage.sandbox.url);
	return { story, invoiceIds, heard, journals, isCalm, ledger };
}

async function invoicesBefore(url: string, { orders }: Story): Promise<Map<string, string>> {
	const invoices = (await readLedger(url)).of('invoice');
	return new Map(
		orders.flatMap((order) => {
			const own = invoices.find(
				({ externalId, otherRefNum }) =>
					externalId === nameOf(order) || otherRefNum === order.orderId,
			);
			return own === undefined ? [] : [[order.orderId, own.id] as const];
		}),
	);
}

/** The books before a story, and nothing said yet. */
export async function withStage<Result>(
	story: Story,
	tally: Tally,
	program: Program,
	use: (stage: Stage) => Promise<Result>,
): Promise<Result> {
	const sandbox = await createSandbox({ books: seedOf(story) });
	try {
		return await use({
			sandbox,
			story,
			tally,
			program,
			violations: [],
			heard: new Map(),
			journals: new Map(),
			hasPeople: false,
			isCalm: true,
			invoiceIds: await invoicesBefore(sandbox.url, story),
		});
	} finally {
		await sandbox.close();
	}
}

/** All there is to do, until it is done; then that nothing is left to do. */
export async function comeToRest(stage: Stage, lots: Lots): Promise<void> {
	await passTime(stage.sandbox.url, MARK_SECONDS);
	const mode = lots.pick(MODES);
	for (let run = 0; run < SETTLE_RUNS; run += 1) {
		await everythingInPeace(stage, mode);
	}
	await nothingMore(stage, mode, lots);
}

export async function playStory(
	seed: number,
	tally: Tally,
	program: Program = PROGRAM,
): Promise<Violation[]> {
	const story = tellStory(seed);
	const lots = lotsOf(seed, 'trouble');
	return await withStage(story, tally, program, async (stage) => {
		stage.hasPeople = lots.chance(0.5);
		await playDry(stage, lots.own('dry'));
		for (const [at, settlement] of story.settlements.entries()) {
			for (let run = lots.between(0, 2); run > 0; run -= 1) {
				await suffer(stage, lots.own(`${at}/${run}`), settlement);
			}
			if (lots.chance(0.5)) {
				await runInPeace(stage, settlement, lots.pick(MODES));
			}
		}
		await comeToRest(stage, lots.own('last'));
		tally.seeds += 1;
		tally.settlements += story.settlements.length;
		tally.transactions += story.orders.reduce((all, { sent }) => all + sent.length, 0);
		return [...stage.violations, ...auditStory(await evidenceOf(stage))];
	});
}
