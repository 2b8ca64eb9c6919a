// The one concurrency budget of a client: requests wait here until one may be sent, first come, first
// served. How many may be in flight is decided in throttle.ts from the answers.
import type { Throttle } from './throttle';
import { answered, blocked, openThrottle } from './throttle';

export interface Gate {
	/** Runs `send` once a slot is free. `isBlocked`: NetSuite says that too many are in flight. */
	pass<Answer>(
		send: () => Promise<Answer>,
		isBlocked: (answer: Answer) => boolean,
	): Promise<Answer>;
}

export function createGate(max: number): Gate {
	let throttle: Throttle = openThrottle(max);
	let inFlight = 0;
	const waiting: Array<() => void> = [];

	const letIn = () => {
		while (inFlight < throttle.allowed && waiting.length > 0) {
			inFlight += 1;
			waiting.shift()?.();
		}
	};

	return {
		async pass(send, isBlocked) {
			await new Promise<void>((enter) => {
				waiting.push(enter);
				letIn();
			});
			const { cuts } = throttle;
			try {
				const answer = await send();
				throttle = isBlocked(answer) ? blocked(throttle, cuts) : answered(throttle);
				return answer;
			} finally {
				inFlight -= 1;
				letIn();
			}
		},
	};
}
