// One contender, one file, in a process of its own, so that its peak memory is its own: prints seconds,
// total and peak as JSON. Loading the contender's library is not counted: a short file is read first.
import { argv, peakMegabytes, print, secondsNow } from '../node';
import { CONTENDERS } from './contenders';

async function measure(name: string, file: string, short: string): Promise<void> {
	const contend = CONTENDERS[name];
	await contend(short);
	const start = secondsNow();
	const { totalCents, kept } = await contend(file);
	const seconds = secondsNow() - start;
	print(JSON.stringify({ seconds, totalCents, peakMB: peakMegabytes(), kept: kept !== undefined }));
}

void measure(argv[2], argv[3], argv[4]);
