// The embedded NetSuite in a process of its own, so that it does not share a CPU with what is measured:
// started with books, asked for its request counters and for its books afterwards.
import type { BooksSeed } from '../../test/support/madeBooks';
import { DEMO_ACCOUNT } from '../../sandbox/sandbox';
import type { RequestCounters } from '../../sandbox/requestLog';
import { fs, os, path, ROOT, spawn, type ChildProcess } from '../node';
import type { SentRequest } from './slotUse';

export interface BookRecord {
	[field: string]: unknown;
	id: string;
	externalId: string;
	seeded: boolean;
	labels: Record<string, string>;
}

export interface OwnSandbox {
	url: string;
	account: typeof DEMO_ACCOUNT;
	/** What clients of the bench have sent, since the counters were forgotten. */
	sent: SentRequest[];
	records(type: string): Promise<BookRecord[]>;
	counters(): Promise<RequestCounters>;
	forgetCounters(): Promise<void>;
	stop(): Promise<void>;
}

export interface Limits {
	latencyMs: number;
	concurrencyLimit: number;
}

async function urlOf(program: ChildProcess): Promise<string> {
	return await new Promise((resolve, reject) => {
		let said = '';
		program.stdout?.on('data', (part: Buffer) => {
			said += part.toString();
			const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
			if (url !== undefined) {
				resolve(url);
			}
		});
		program.once('exit', (code) => reject(new Error(`The sandbox ended with code ${code}.`)));
	});
}

async function answered(url: string, method = 'GET'): Promise<unknown> {
	const response = await fetch(url, { method });
	return response.status === 204 ? undefined : await response.json();
}

export async function startSandbox(books: BooksSeed, limits: Limits): Promise<OwnSandbox> {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-netsuite-'));
	const seed = path.join(folder, 'books.json');
	fs.writeFileSync(seed, JSON.stringify(books));
	const program = spawn(
		path.join(ROOT, 'node_modules', '.bin', 'tsx'),
		[
			path.join(ROOT, 'sandbox', 'main.ts'),
			'--port',
			'0',
			'--books',
			seed,
			'--latency',
			String(limits.latencyMs),
			'--limit',
			String(limits.concurrencyLimit),
		],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const url = await urlOf(program);
	const sent: SentRequest[] = [];
	return {
		url,
		account: DEMO_ACCOUNT,
		sent,
		async records(type) {
			const { items } = (await answered(`${url}/sandbox/books/${type}`)) as { items: BookRecord[] };
			return items;
		},
		async counters() {
			const { counters } = (await answered(`${url}/sandbox/requests`)) as {
				counters: RequestCounters;
			};
			return counters;
		},
		async forgetCounters() {
			await answered(`${url}/sandbox/requests`, 'DELETE');
			sent.length = 0;
		},
		async stop() {
			const ended = new Promise((resolve) => program.once('exit', resolve));
			program.kill('SIGTERM');
			await ended;
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}
