// npm run parse -- FILE [--amount invoice|gross] [--account NAME] [--json OUT]: what a report holds, without n8n.
// Prints the summary as a person reads it; OUT gets the very items of the node, let through whether or not they
// add up. Exit code 1 only where the file or a setting is refused; OUT then holds the error, and no items.
import type { ReportItems } from '../nodes/shared/settlement/items/reportItems';
import { chainSummaries, toReportItems } from '../nodes/shared/settlement/items/reportItems';
import type { Figure } from '../nodes/shared/settlement/labels/figures';
import { GROSS_FIGURES, INVOICE_FIGURES } from '../nodes/shared/settlement/labels/figures';
import type { Report } from '../nodes/shared/settlement/report/report';
import { readReport } from '../nodes/shared/settlement/report/report';
import { SettlementError } from '../nodes/shared/settlement/values/settlementError';
import { argv, exitWith, fs, parseArgs, print } from './node';
import { reportLines } from './reportLines';

const USAGE = 'npm run parse -- FILE [--amount invoice|gross] [--account NAME] [--json OUT]';

const BASES: Readonly<Record<string, readonly Figure[]>> = {
	invoice: INVOICE_FIGURES,
	gross: GROSS_FIGURES,
};

class UsageError extends Error {}

interface Arguments {
	file: string;
	basis: readonly Figure[];
	account: string;
	json: string;
}

function readArguments(): Arguments {
	const { values, positionals } = parseArgs({
		args: argv.slice(2),
		allowPositionals: true,
		options: {
			amount: { type: 'string', default: 'invoice' },
			account: { type: 'string', default: '' },
			json: { type: 'string', default: '' },
		},
	});
	const basis = BASES[values.amount];
	if (positionals.length !== 1) {
		throw new UsageError('Name one report');
	}
	if (basis === undefined) {
		throw new UsageError(`--amount ${values.amount} is neither invoice nor gross`);
	}
	return { file: positionals[0], basis, account: values.account, json: values.json };
}

async function main(): Promise<void> {
	const { file, basis, account, json } = readArguments();
	try {
		const report = await readReport(() => fs.createReadStream(file));
		const items = toReportItems(report, { account, basis, includeTransactions: true });
		chainSummaries(items.linked);
		print(reportLines(report, items).join('\n'));
		writeItems(json, report, items);
	} catch (error) {
		const refusal = refusalOf(error, file);
		writeJson(json, [
			...['summaries', 'transactions', 'unreadable', 'notes'].map((key) => [key, []] as const),
			['error', refusal],
		]);
		print(`${refusal.code}: ${refusal.message}. ${refusal.remedy}`);
		exitWith(1);
	}
}

function refusalOf(error: unknown, file: string) {
	if (error instanceof SettlementError) {
		const { code, message, remedy, place } = error;
		return { code, message, remedy, ...place };
	}
	if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
		const message = `The file ${file} cannot be read (${error.code})`;
		return { code: 'FILE_UNREADABLE', message, remedy: 'Check its path' };
	}
	throw error;
}

function writeItems(json: string, report: Report, { linked, transactions }: ReportItems): void {
	writeJson(json, [
		['summaries', linked.map(({ summary }) => summary)],
		['transactions', transactions],
		['unreadable', report.unreadable],
		['notes', report.notes],
	]);
}

/** One item a line, so that no report is too large for one string. */
function writeJson(json: string, parts: ReadonlyArray<readonly [string, unknown]>): void {
	if (json === '') {
		return;
	}
	const out = fs.openSync(json, 'w');
	for (const [i, [key, value]] of parts.entries()) {
		fs.writeSync(out, `${i === 0 ? '{' : ','}\n${JSON.stringify(key)}:`);
		if (Array.isArray(value)) {
			fs.writeSync(out, '[');
			value.forEach((item, at) => {
				fs.writeSync(out, `${at === 0 ? '' : ','}\n${JSON.stringify(item)}`);
			});
			fs.writeSync(out, ']');
		} else {
			fs.writeSync(out, JSON.stringify(value));
		}
	}
	fs.writeSync(out, '\n}\n');
	fs.closeSync(out);
}

main().catch((error: Error & { code?: string }) => {
	const isUsage = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS');
	print(isUsage ? `${error.message}. ${USAGE}` : (error.stack ?? error.message));
	exitWith(1);
});
