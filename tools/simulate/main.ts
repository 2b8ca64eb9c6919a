// npm run simulate -- [--seed N] [--minutes M] [--stories N] [--json FILE]: stories of sellers over months, with every
// trouble there is, from seed N on until the minutes are over; prints what was seen, and each violation with how to
// replay it. The exit code is 1 when there is one. Same seed, same story, troubles and moments. Which of several requests
// in flight arrives first is the machine's, and so what a fault hits: a violation may take several replays.
import { argv, exitWith, fs, now, parseArgs, print } from '../node';
import { playStory } from './play';
import { emptyTally } from './tally';

function whole(flag: string, value: string): number {
	if (!/^\d+$/.test(value)) {
		throw new Error(`--${flag} ${value}: must be a whole number.`);
	}
	return Number(value);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		args: argv.slice(2),
		options: {
			seed: { type: 'string', default: '1' },
			minutes: { type: 'string', default: '1' },
			stories: { type: 'string' },
			json: { type: 'string' },
		},
	});
	const first = whole('seed', values.seed);
	const most = values.stories === undefined ? Infinity : whole('stories', values.stories);
	const minutes = Number(values.minutes);
	if (!(minutes > 0)) {
		throw new Error(`--minutes ${values.minutes}: must be a number above 0.`);
	}
	const end = now() + minutes * 60_000;
	const tally = emptyTally();
	for (let seed = first; seed < first + most && (seed === first || now() < end); seed += 1) {
		for (const violation of await playStory(seed, tally)) {
			tally.violations.push({ seed, ...violation });
			print(`seed ${seed}, ${violation.law}: ${violation.detail}`);
			print(`  replay: npm run simulate -- --seed ${seed} --stories 1`);
		}
	}
	const text = JSON.stringify(tally, null, '\t');
	print(text);
	if (values.json !== undefined) {
		fs.writeFileSync(values.json, `${text}\n`);
	}
	exitWith(tally.violations.length > 0 ? 1 : 0);
}

main().catch((problem: unknown) => {
	print(problem instanceof Error ? problem.message : String(problem));
	exitWith(1);
});
