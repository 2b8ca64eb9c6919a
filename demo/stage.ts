// What every demo needs: a sandbox with books, a real n8n with our package, and in it the bundled
// workflow, ready to run: the credential chosen in our nodes, the file entered. A user does the same
// by hand in the editor.
import type { BooksSeed } from '../sandbox/seed/seedShape';
import type { Sandbox } from '../sandbox/sandbox';
import { createSandbox } from '../sandbox/sandbox';
import { enter, NOTHING_ENTERED, type Entered } from './entered';
import { fittingBooks } from './fittingBooks';
import { withChart, withJournal, withPostJournal } from './chart';
import {
	BILLING_WORKFLOW,
	CHECK_WORKFLOW,
	CREDENTIAL,
	credentialType,
	OPEN_WORKFLOW,
	readyWorkflow,
	SETTLEMENT_WORKFLOW,
	type Login,
} from './bundledWorkflow';
import type { Host } from './host';
import { createHost } from './host';
import { fs, path } from './node';
import { SetUpFailure } from './setUp.mjs';

export interface Stage {
	sandbox: Sandbox;
	host: Host;
	close(): Promise<void>;
}

export interface StageOptions {
	report: string;
	/** A books file, or '' for an invoice that fits each order. */
	books: string;
	/** n8n's data folder, kept at the end; a temporary one when left out. */
	folder?: string;
	/** What is entered into the settlement workflow beside the file. */
	entered?: Entered;
	login?: Login;
}

/** What a user types into the credential. */
function credentialValues({ account, oauth2, url }: Sandbox, login: Login) {
	if (login === 'tba') {
		return { ...account, baseUrl: url };
	}
	const { accountId } = account;
	return { accountId, ...oauth2, baseUrl: url, accessToken: '' };
}

function existing(file: string): string {
	if (!fs.existsSync(file)) {
		throw new SetUpFailure(`There is no file ${file}.`);
	}
	return file;
}

function readJson(file: string): unknown {
	return JSON.parse(fs.readFileSync(existing(file), 'utf8')) as unknown;
}

export async function setStage({
	report,
	books,
	folder,
	entered = NOTHING_ENTERED,
	login = 'tba',
}: StageOptions): Promise<Stage> {
	const file = existing(path.resolve(report));
	const ready = withPostJournal(readyWorkflow(SETTLEMENT_WORKFLOW, file, login));
	const settlement = await enter(ready, entered);
	const others = [OPEN_WORKFLOW, BILLING_WORKFLOW, CHECK_WORKFLOW].map((name) =>
		readyWorkflow(name, file, login),
	);
	const seed = books === '' ? await fittingBooks(file) : (readJson(books) as BooksSeed);
	const sandbox = await createSandbox({ books: withChart(seed) });
	const host = await createHost({ folder, readableFolder: path.dirname(file) });
	await host.importCredentials([
		{
			...CREDENTIAL,
			type: credentialType(login),
			data: credentialValues(sandbox, login),
		},
	]);
	await host.importWorkflows([withJournal(settlement, sandbox), ...others]);
	return {
		sandbox,
		host,
		async close() {
			await host.close();
			await sandbox.close();
		},
	};
}
