// The environment of the demo's n8n: its own data folder and ports, quiet, and closed to the outside, so
// that it runs the same on a machine without internet and beside another n8n.
import { createServer, path, type AddressInfo } from './node';

interface Surroundings {
	/** The environment the host was installed with; its PATH begins with Node 24. */
	base: Record<string, string | undefined>;
	folder: string;
	/** Where the Read/Write Files node may read. */
	readableFolder: string;
}

// A setting of some other n8n on this machine, of npm or of a test runner must not leak in.
const FOREIGN =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_TIMEZONE$|NODE_OPTIONS$|NODE_ENV$|JEST_|npm_)/;

export async function n8nEnvironment({ base, folder, readableFolder }: Surroundings) {
	const own = Object.entries(base).filter(([name]) => !FOREIGN.test(name));
	const [port, brokerPort] = await freePorts(2);
	return {
		...Object.fromEntries(own),
		N8N_USER_FOLDER: folder,
		N8N_RESTRICT_FILE_ACCESS_TO: path.resolve(readableFolder),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		// The host of the addresses it hands out: a browser signed in at another one would not be here.
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		GENERIC_TIMEZONE: 'UTC',
		NO_COLOR: '1',
	};
}

// All are held open until the last one is known, so that no two are the same.
async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	for (const server of servers) {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	}
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
	return ports;
}
