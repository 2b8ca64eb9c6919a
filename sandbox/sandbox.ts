// The embedded NetSuite: createSandbox() puts books, authentication, services and an HTTP server on the
// loopback together. Demo and tests use this; README.md says what is imitated and what is not.
import { createGatekeeper, type LoginAttempt, type SandboxAccount } from './auth';
import { createClock, type Clock } from './clock';
import { createBooks, isSavedBooks, type Books, type SavedBooks } from './books/books';
import { furnish } from './books/chart';
import { preferencesFrom, type Preferences } from './books/preferences';
import { control } from './control';
import { readCustomObjects } from './customRecords';
import { createDatasets, type Dataset, type Datasets } from './datasets';
import { createRecordTypes, ofFeatures } from './fields';
import { createFaults, type Faults } from './faults';
import { createJobs } from './jobs';
import { join, sandboxFolder, writeFile, type AddressInfo, type Server } from './node';
import {
	createTokenService,
	demoLogin,
	setupOf,
	LOGIN_PATH,
	type OAuth2Login,
	type OAuth2Setup,
	type TokenService,
} from './oauth2';
import { standardRecordTypes } from './recordTypes';
import { createRequestLog, type RequestLog } from './requestLog';
import { readRole } from './roles';
import { roleView } from './roleView';
import { route } from './routes';
import { plantSeed, type BooksSeed } from './seed/seed';
import { readSeed } from './seed/seedShape';
import { createExchangeServer } from './server';
import { createQueryEngine } from './suiteql/engine';

export interface SandboxOptions {
	/** 0, the default, is any free port. */
	port?: number;
	account?: SandboxAccount;
	/** A seed, or what save() wrote. */
	books?: BooksSeed | SavedBooks;
	latencyMs?: number;
	concurrencyLimit?: number;
	now?: () => Date;
	/** Failed logins after which the token is locked for 30 minutes; 0 switches this off. */
	lockAfterFailures?: number;
	/** How long an asynchronous job waits before it starts. */
	jobLatencyMs?: number;
	/** Where the SDF objects are; default: this project's. */
	objectsDir?: string;
	/** What stands otherwise than usual in the integration record and its mapping. */
	oauth2?: Partial<OAuth2Setup>;
	/** How far the clock of tokens moves with every request. */
	secondsPerRequest?: number;
	/** Script id of the role that logs in; default: the one for settlements. */
	role?: string;
}

export type { BooksSeed };

export interface Sandbox {
	url: string;
	account: SandboxAccount;
	books: Books;
	datasets: Datasets;
	faults: Faults;
	requests: RequestLog;
	auditTrail: LoginAttempt[];
	/** What to type into n8n for OAuth 2.0; made anew with each sandbox. */
	oauth2: OAuth2Login;
	tokens: Pick<TokenService, 'made' | 'revokeAll'>;
	/** The sandbox's clock, which can be moved forward. */
	clock: Clock;
	/** Writes the books as JSON that `books` takes again. */
	save(path: string): Promise<void>;
	close(): Promise<void>;
}

/** Invented credentials of the sandbox; they open nothing else. */
export const DEMO_ACCOUNT: SandboxAccount = {
	accountId: '1234567_SB1',
	consumerKey: 'example-consumer-key-of-the-sandbox',
	consumerSecret: 'example-consumer-secret-of-the-sandbox',
	tokenId: 'example-token-id-of-the-sandbox',
	tokenSecret: 'example-token-secret-of-the-sandbox',
};

const LOOPBACK = '127.0.0.1';
const SMALLEST_ACCOUNT_LIMIT = 5;
const SETTLEMENT_ROLE = 'customrole_amzstl_settlement';

async function listen(server: Server, port: number): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, LOOPBACK, resolve);
	});
	return `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
}

function objectsDirOf({ objectsDir }: SandboxOptions): string {
	return objectsDir ?? join(sandboxFolder, '..', 'netsuite', 'src', 'Objects');
}

function createFurnishedBooks(options: SandboxOptions, now: () => Date): Books {
	const objects = readCustomObjects(objectsDirOf(options));
	const standard = standardRecordTypes(objects.bodyFields, isOneWorld(options));
	const { features } = preferencesOf(options);
	const types = createRecordTypes(ofFeatures([...standard, ...objects.recordTypes], features));
	const saved = isSavedBooks(options.books) ? options.books : undefined;
	const books = createBooks(types, now, saved);
	furnish(books, objects.lists);
	if (options.books && !isSavedBooks(options.books)) {
		plantSeed(options.books, books);
	}
	return books;
}

function isOneWorld({ books }: SandboxOptions): boolean {
	return isSavedBooks(books)
		? books.records.some(({ type }) => type === 'subsidiary')
		: books !== undefined && readSeed(books).subsidiaries.length > 0;
}

function preferencesOf({ books }: SandboxOptions): Preferences {
	return preferencesFrom(
		books === undefined || isSavedBooks(books) ? books?.preferences : readSeed(books).preferences,
	);
}

function seededDatasets({ books }: SandboxOptions): Dataset[] {
	return books === undefined || isSavedBooks(books) ? [] : readSeed(books).datasets;
}

export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = createClock(options.now);
	const { now } = clock;
	const account = options.account ?? DEMO_ACCOUNT;
	const concurrencyLimit = options.concurrencyLimit ?? SMALLEST_ACCOUNT_LIMIT;
	const books = createFurnishedBooks(options, now);
	const oauth2 = demoLogin(now());
	const auditTrail: LoginAttempt[] = [];
	const tokens = createTokenService(
		account.accountId,
		{ ...setupOf(oauth2), ...options.oauth2 },
		readRole(objectsDirOf(options), options.role ?? SETTLEMENT_ROLE),
		clock,
		(attempt) => auditTrail.push({ at: now().toISOString(), ...attempt }),
	);
	const gatekeeper = createGatekeeper(
		account,
		now,
		options.lockAfterFailures ?? 5,
		auditTrail,
		tokens,
	);
	const faults = createFaults();
	const requests = createRequestLog();
	const jobs = createJobs(now, options.jobLatencyMs ?? 0);
	const role = roleView(books, (scriptId) => readRole(objectsDirOf(options), scriptId).levels);
	const engine = await createQueryEngine(books, role);
	const datasets = createDatasets(seededDatasets(options));
	const server = createExchangeServer({
		latencyMs: options.latencyMs ?? 0,
		concurrencyLimit,
		now: clock.moved,
		admit: ({ method, origin, target, path, headers }) => {
			// The token endpoint is where one logs in: it reads the assertion instead of a header.
			if (path !== LOGIN_PATH) {
				gatekeeper.admit({ method, origin, target, authorization: headers.authorization });
			}
		},
		faultFor: (method, path) => faults.next(method, path),
		run: (call) => {
			const address = `/services/rest/${call.segments.join('/')}`;
			return address === LOGIN_PATH
				? tokens.answer(call, `${call.restUrl}${LOGIN_PATH.slice('/services/rest'.length)}`)
				: route({ ...call, books, role }, { engine, datasets, jobs, concurrencyLimit });
		},
		control: ({ method, path, body }) =>
			control(method, path, body, {
				books,
				datasets,
				faults,
				requests,
				gatekeeper,
				tokens,
				clock,
			}),
		count: ({ method, target, headers }, status) => {
			requests.count({ method, path: target, status }, headers['content-type'] ?? '');
			clock.forward(options.secondsPerRequest ?? 0);
		},
	});
	const url = await listen(server, options.port ?? 0);
	return {
		url,
		account,
		books,
		datasets,
		faults,
		requests,
		auditTrail,
		oauth2,
		tokens,
		clock,
		save: async (path) => await writeFile(path, JSON.stringify(books.saved())),
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
			});
			engine.close();
		},
	};
}
