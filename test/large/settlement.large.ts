// A settlement of 250,000 lines through the form of the bundled workflow, with n8n's own limits as they are
// when it is installed: every order is paid, every refund refunded, and the page is shown.
import { generateReport } from '../../bench/parse/generateReport';
import { SETTLEMENT_WORKFLOW, workflowId } from '../../demo/bundledWorkflow';
import { setStage } from '../../demo/stage';
import { formAddress, submitForm } from '../../demo/uploadForm';
import { env, fs, os, path, wait } from '../support/node';

const LINES = Number(env.LINES ?? 250_000);
const POLL_MS = 5_000;

interface Execution {
	status: string;
}

test(`${LINES} lines`, async () => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'settlement-large-'));
	const report = path.join(folder, 'settlement.txt');
	const { lines } = generateReport(report, LINES);
	const stage = await setStage({ report, books: '' });
	try {
		const server = await stage.host.startServer();
		await server.activate(workflowId(SETTLEMENT_WORKFLOW));
		const address = await submitForm(server, await formAddress(server, report), report);
		const status = async () => {
			const { results } = await server.rest<{ results: Execution[] }>('GET', 'executions');
			return results[0]?.status ?? 'new';
		};
		while (['new', 'running'].includes(await status())) {
			await wait(POLL_MS);
		}
		const page = await (await server.visit(address)).text();
		const records = stage.sandbox.books.records('customrecord_amzstl_transaction');
		const posted = records.filter(({ labels }) =>
			['Applied', 'Partially Applied'].includes(labels.custrecord_amzstl_t_status),
		);
		const toPost = records.filter((one) =>
			['Order', 'Refund'].includes(String(one.custrecord_amzstl_t_type)),
		);
		const [summary] = stage.sandbox.books.records('customrecord_amzstl_settlement');
		expect({ status: await status(), lines: Number(summary?.custrecord_amzstl_s_lines) }).toEqual({
			status: 'waiting',
			lines,
		});
		expect(toPost.length).toBeGreaterThan(lines / 10);
		expect(posted).toHaveLength(toPost.length);
		expect(page).toContain('Ties to the deposit');
	} finally {
		await stage.close();
		fs.rmSync(folder, { recursive: true, force: true });
	}
});
