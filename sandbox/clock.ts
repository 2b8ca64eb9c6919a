// Two times of the sandbox: `now` is this machine's, or one a test hands in, and rules the books and what clients
// sign with their own clocks; `moved` runs ahead of it on demand, so that the life of tokens and certificates
// passes in a moment.

export interface Clock {
	now(): Date;
	moved(): Date;
	forward(seconds: number): void;
}

export function createClock(now: () => Date = () => new Date()): Clock {
	let ahead = 0;
	return {
		now,
		moved: () => new Date(now().getTime() + ahead),
		forward: (seconds) => {
			ahead += seconds * 1000;
		},
	};
}
