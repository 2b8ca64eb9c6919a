// Time that passes only when everything waits: hours of pauses in milliseconds, and the same ones each time.
import { nextTurn } from './node';

export interface VirtualTime {
	now(): number;
	sleep(ms: number): Promise<void>;
	/** 0 <= random() < 1, by the seed. */
	random(): number;
	/** Lets time pass until the promise is settled. */
	until<Result>(promise: Promise<Result>): Promise<Result>;
}

interface Alarm {
	at: number;
	order: number;
	ring(): void;
}

export function virtualTime(seed: number): VirtualTime {
	let time = 0;
	let state = seed;
	let orders = 0;
	const alarms: Alarm[] = [];
	const settleAll = async () => {
		// What is awake runs to its next pause.
		await nextTurn();
	};
	return {
		now: () => time,
		sleep: async (ms) =>
			await new Promise<void>((ring) => {
				alarms.push({ at: time + ms, order: (orders += 1), ring });
			}),
		random() {
			state = (state * 1103515245 + 12345) % 2147483648;
			return state / 2147483648;
		},
		async until(promise) {
			let isOver = false;
			const end = () => {
				isOver = true;
			};
			promise.then(end, end);
			for (await settleAll(); !isOver; await settleAll()) {
				alarms.sort((left, right) => left.at - right.at || left.order - right.order);
				const next = alarms.shift();
				if (next === undefined) {
					throw new Error('Everything waits, and nothing will wake it.');
				}
				time = next.at;
				next.ring();
			}
			return await promise;
		},
	};
}
