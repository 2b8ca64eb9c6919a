// A stand-in for Amazon's login, Reports API (model of 2021-06-30) and document store on the loopback: tokens that
// are checked, token buckets, links that die after five minutes of a clock that can be moved, an opaque nextToken.
import { http, zlib } from './node';

export interface StubReport {
	reportId: string;
	reportDocumentId: string;
	createdTime: string;
	content: string;
	compression?: 'GZIP';
	charset?: 'latin1';
}

export interface StubAccount {
	clientId: string;
	clientSecret: string;
	refreshToken: string;
	reports: StubReport[];
	/** The app lost its authorization: every call is a 403. */
	isForbidden?: boolean;
}

export interface AmazonStub {
	url: string;
	accounts: StubAccount[];
	/** Every access token and link given out, to be searched for where they must not be. */
	secrets: string[];
	/** Method and path of what was asked, with the status. */
	log: string[];
	/** Answers the next so many requests for documents with 429, whatever is in the bucket. */
	busyDocuments: number;
	/** Moves the clock of links and buckets. */
	forward(seconds: number): void;
	close(): Promise<void>;
}

interface Reply {
	status: number;
	body: Buffer | object;
	headers?: Record<string, string>;
}

const LINK_SECONDS = 300;
const PAGE_MAX = 100;
const REPORT_TYPE = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2';

const problem = (status: number, code: string, message: string): Reply => ({
	status,
	body: { errors: [{ code, message, details: '' }] },
});
const FORBIDDEN = problem(403, 'Unauthorized', 'Access to requested resource is denied.');
const QUOTA = problem(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.');
const BAD_INPUT = problem(400, 'InvalidInput', 'Invalid input');

/** `perSecond` requests on average, `burst` at once. */
function bucket(perSecond: number, burst: number, now: () => number) {
	let level = burst;
	let at = now();
	return () => {
		level = Math.min(burst, level + ((now() - at) / 1000) * perSecond);
		at = now();
		if (level < 1) {
			return false;
		}
		level -= 1;
		return true;
	};
}

/** `pageSize`: reports in one page at most, to make pages of few. */
export async function openAmazonStub(
	accounts: StubAccount[],
	pageSize = PAGE_MAX,
): Promise<AmazonStub> {
	let ahead = 0;
	let made = 0;
	const now = () => Date.now() + ahead;
	const tokens = new Map<string, StubAccount>();
	const links = new Map<string, { report: StubReport; until: number }>();
	const pages = new Map<string, { account: StubAccount; offset: number }>();
	const takeList = bucket(0.0222, 10, now);
	const takeDocument = bucket(0.0167, 15, now);

	const login = (body: string): Reply => {
		const form = Object.fromEntries(new URLSearchParams(body));
		const account = accounts.find(
			({ clientId, clientSecret }) =>
				clientId === form.client_id && clientSecret === form.client_secret,
		);
		if (!account) {
			return {
				status: 401,
				body: { error: 'invalid_client', error_description: 'Client authentication failed' },
			};
		}
		if (form.grant_type !== 'refresh_token' || form.refresh_token !== account.refreshToken) {
			return { status: 400, body: { error: 'invalid_grant', error_description: 'Not valid' } };
		}
		made += 1;
		const token = `Atza|example-access-token-${made}-of-the-stub`;
		tokens.set(token, account);
		stub.secrets.push(token);
		return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: 3600 } };
	};

	const list = (account: StubAccount, query: URLSearchParams): Reply => {
		if (!takeList()) {
			return QUOTA;
		}
		const nextToken = query.get('nextToken');
		const page = pages.get(nextToken ?? '');
		if (nextToken !== null && (page?.account !== account || [...query].length > 1)) {
			return BAD_INPUT;
		}
		if (nextToken === null && query.get('reportTypes') !== REPORT_TYPE) {
			return BAD_INPUT;
		}
		const size = Math.min(pageSize, Number(query.get('pageSize') ?? 10));
		const offset = page?.offset ?? 0;
		const found = account.reports.slice(offset, offset + (nextToken === null ? size : pageSize));
		const rest = offset + found.length < account.reports.length;
		const next = `${Buffer.from(`page ${pages.size}`).toString('base64')}+/=`;
		if (rest) {
			pages.set(next, { account, offset: offset + found.length });
		}
		const reports = found.map(({ reportId, reportDocumentId, createdTime }) => ({
			reportId,
			reportDocumentId,
			createdTime,
			reportType: REPORT_TYPE,
			processingStatus: 'DONE',
		}));
		return { status: 200, body: rest ? { reports, nextToken: next } : { reports } };
	};

	const document = (account: StubAccount, id: string): Reply => {
		if (stub.busyDocuments > 0) {
			stub.busyDocuments -= 1;
			return QUOTA;
		}
		if (!takeDocument()) {
			return QUOTA;
		}
		const report = account.reports.find(({ reportDocumentId }) => reportDocumentId === id);
		if (!report) {
			return problem(404, 'NotFound', 'Resource not found');
		}
		const key = `example-signature-${links.size}-of-the-stub`;
		links.set(key, { report, until: now() + LINK_SECONDS * 1000 });
		stub.secrets.push(key);
		return {
			status: 200,
			body: {
				reportDocumentId: id,
				// As Amazon's store has it: the path names the document, the query alone opens it.
				url: `${stub.url}/store/${report.reportId}?X-Amz-Expires=${LINK_SECONDS}&X-Amz-Signature=${key}`,
				...(report.compression ? { compressionAlgorithm: report.compression } : {}),
			},
		};
	};

	const download = (key: string, headers: http.IncomingHttpHeaders): Reply => {
		const link = links.get(key);
		// The store is not Amazon's API: a token that reaches it has leaked.
		if (headers['x-amz-access-token'] !== undefined || headers.authorization !== undefined) {
			return { status: 400, body: { code: 'InvalidArgument' } };
		}
		if (!link || link.until < now()) {
			return { status: 403, body: { code: 'AccessDenied', message: 'Request has expired' } };
		}
		const { content, charset, compression } = link.report;
		const bytes = Buffer.from(content, charset ?? 'utf8');
		return {
			status: 200,
			body: compression === 'GZIP' ? zlib.gzipSync(bytes) : bytes,
			headers: { 'content-type': 'application/octet-stream' },
		};
	};

	const answer = (request: http.IncomingMessage, body: string): Reply => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stub');
		if (pathname === '/auth/o2/token' && request.method === 'POST') {
			return login(body);
		}
		if (pathname.startsWith('/store/')) {
			return download(searchParams.get('X-Amz-Signature') ?? '', request.headers);
		}
		const account = tokens.get(String(request.headers['x-amz-access-token']));
		if (!account || account.isForbidden) {
			return FORBIDDEN;
		}
		if (pathname === '/reports/2021-06-30/reports') {
			return list(account, searchParams);
		}
		const id = /^\/reports\/2021-06-30\/documents\/([^/]+)$/.exec(pathname)?.[1];
		return id ? document(account, decodeURIComponent(id)) : problem(404, 'NotFound', pathname);
	};

	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { status, body, headers } = answer(request, Buffer.concat(chunks).toString());
			stub.log.push(`${request.method} ${request.url?.split('?')[0]} ${status}`);
			const type = { 'content-type': 'application/json' };
			response.writeHead(status, { ...type, 'x-amzn-RequestId': 'stub', ...headers });
			response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as { port: number };
	const stub: AmazonStub = {
		url: `http://127.0.0.1:${port}`,
		accounts,
		secrets: accounts.flatMap(({ clientSecret, refreshToken }) => [clientSecret, refreshToken]),
		log: [],
		busyDocuments: 0,
		forward: (seconds) => {
			ahead += seconds * 1000;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return stub;
}
