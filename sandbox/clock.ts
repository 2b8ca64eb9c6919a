// The sandbox's clock: this machine's, or one a test hands in, and moved forward on demand, so that an hour of
// a token's life passes in a moment.

export interface Clock {
	now(): Date;
	forward(seconds: number): void;
}

export function createClock(base: () => Date = () => new Date()): Clock {
	let ahead = 0;
	return {
		now: () => new Date(base().getTime() + ahead),
		forward: (seconds) => {
			ahead += seconds * 1000;
		},
	};
}
