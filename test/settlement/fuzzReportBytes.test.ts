// Fuzz of the way in for report bytes: reports of ours with bytes changed, rows and pieces repeated, cut or swapped. Each
// is read or refused with a code, never anything else, quickly, and what is called balanced adds up.
// FUZZ_SECONDS is the time; a failure prints the seed, which SEED replays.
import { readReport } from '../../nodes/shared/settlement/report/report';
import { SettlementError } from '../../nodes/shared/settlement/values/settlementError';
import { env, fs, path, performanceNow, ROOT } from '../support/node';
import { isReplay, SEED } from '../support/seed';

const SECONDS = Number(env.FUZZ_SECONDS ?? 2);
/** Far above what a small file takes, so that a busy machine does not fail it; a quadratic step does. */
const MS_MAX = 5_000;
const REPORTS = path.join(ROOT, 'test', 'reports');
const files = fs
	.readdirSync(REPORTS)
	.filter((name) => !name.endsWith('.json'))
	.map((name) => fs.readFileSync(path.join(REPORTS, name)));
const TEXTS = [
	'\t',
	'\n',
	'"',
	',',
	' '.repeat(20_000),
	'\0',
	'\u00a0',
	'<',
	'>',
	'1.234',
	'-',
	'&',
	'=',
];

/** Small, and the same on every machine for a seed. */
function randomOf(seed: number): (below: number) => number {
	let state = seed | 0;
	return (below) => {
		state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
		state ^= state >>> 13;
		return (state >>> 0) % below;
	};
}

function changed(seed: number): Buffer {
	const random = randomOf(seed);
	let bytes = Buffer.from(files[random(files.length)]);
	for (let times = 1 + random(6); times > 0; times--) {
		const [at, to] = [random(bytes.length + 1), random(bytes.length + 1)].sort((a, b) => a - b);
		const piece = bytes.subarray(at, to);
		const other = files[random(files.length)];
		bytes = [
			() =>
				Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(at + 1)]),
			() => Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]),
			() => Buffer.concat([bytes, piece]),
			() =>
				Buffer.concat([
					bytes.subarray(0, at),
					Buffer.from(TEXTS[random(TEXTS.length)]),
					bytes.subarray(at),
				]),
			() => Buffer.concat([bytes.subarray(0, at), other.subarray(0, random(other.length))]),
		][random(5)]();
	}
	return bytes;
}

async function check(seed: number): Promise<boolean> {
	const bytes = changed(seed);
	const start = performanceNow();
	try {
		const { settlements } = await readReport([bytes]);
		for (const { balanced, transactions, totalAmount } of settlements) {
			const sum = transactions.reduce((total, { netAmount }) => total + netAmount, 0);
			expect(balanced && sum !== totalAmount).toBe(false);
		}
		return true;
	} catch (error) {
		expect(error).toBeInstanceOf(SettlementError);
		return false;
	} finally {
		expect(performanceNow() - start).toBeLessThan(MS_MAX);
	}
}

function namingSeed(seed: number, cause: unknown): Error {
	return new Error(`SEED=${seed}: ${(cause as Error).message}`, { cause });
}

it(
	'reads changed bytes, or refuses them with a code',
	async () => {
		const end = performanceNow() + SECONDS * 1000;
		const counts = { read: 0, refused: 0 };
		for (let seed = SEED; performanceNow() < end || seed === SEED; seed++) {
			try {
				counts[(await check(seed)) ? 'read' : 'refused']++;
			} catch (error) {
				throw namingSeed(seed, error);
			}
			if (isReplay) {
				return;
			}
		}
		// Both must occur, else nothing was tried.
		expect(counts.read).toBeGreaterThan(0);
		expect(counts.refused).toBeGreaterThan(0);
	},
	SECONDS * 1000 + 30_000,
);
