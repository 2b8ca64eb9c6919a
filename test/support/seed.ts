// The seed of every law and fuzz test. The suite tells the same stories each time, so that a commit has one answer;
// SEED=123 replays a failure, SEED=random tells new ones.
import { env } from './node';

const ALWAYS = 20_261_128;

export const SEED = env.SEED === 'random' ? Date.now() % 1_000_000_007 : Number(env.SEED ?? ALWAYS);

/** One story was asked for by its number. */
export const isReplay = env.SEED !== undefined && env.SEED !== 'random';

if (!Number.isSafeInteger(SEED)) {
	throw new Error(`SEED is ${env.SEED}: enter an integer, or random`);
}
