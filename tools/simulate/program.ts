// The program that is simulated, as the bundled workflows chain its steps but without n8n: reports in, NetSuite and what
// it says out. Only this file and trouble.ts know nodes/; the auditor gets nothing of theirs but what was said.
import { postJournals } from '../../nodes/shared/netsuite/journals/postJournals';
import { settlementsNamed } from '../../nodes/shared/netsuite/journals/journalSettlements';
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { NetSuiteError } from '../../nodes/shared/netsuite/api/netSuiteError';
import { standing } from '../../nodes/shared/netsuite/records/disagreement';
import type { SummaryOutcome } from '../../nodes/shared/netsuite/settlements/updateSummaries';
import { INVOICE_FIGURES } from '../../nodes/shared/settlement/labels/figures';
import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import {
	toSettlementHeader,
	toTransactionItem,
} from '../../nodes/shared/settlement/items/transactionItem';
import { readReport } from '../../nodes/shared/settlement/report/report';
import type { Sandbox } from '../../sandbox/sandbox';
import { runBillingOn } from '../../test/support/billing';
import { AMOUNT_ONLY } from '../../nodes/shared/netsuite/refunds/refundSettings';
import { NO_SETTINGS } from '../../nodes/shared/netsuite/posting/marketplaceSettings';
import type { Settings } from '../../test/support/settle';
import { idNamed, perCustomer, settle } from '../../test/support/settle';
import { ACCOUNTS, CUSTOMERS } from './books';
import type { Choices, Settlement } from './truth';
import { writeReport } from './writeReport';

/** What the program said of a settlement when it was done. */
export interface Said {
	isClean: boolean;
	/** Codes of the disagreements that stand. */
	disagreements: string[];
	/** Order ids, or keys, of what it says is open. */
	open: string[];
	/** Codes of transactions of this run. */
	codes: string[];
	verdict: string;
}

export type Outcome =
	/** By settlement id. */
	| { kind: 'said'; said: Map<string, Said> }
	/** It stopped with a reason. */
	| { kind: 'stopped'; code: string; message: string }
	/** It broke: never right. */
	| { kind: 'broke'; message: string };

export interface RunWish {
	/** Invoices in a payment; null: one payment for each order. */
	invoicesPerPayment: number | null;
	isDryRun?: boolean;
	isReissued?: boolean;
}

export async function itemsOf(
	settlement: Settlement,
	isReissued = false,
): Promise<TransactionItem[]> {
	const report = await readReport([writeReport(settlement, isReissued)]);
	return report.settlements.flatMap((read) => {
		const header = toSettlementHeader(report, read, settlement.seller);
		return read.transactions.map((transaction) =>
			toTransactionItem(transaction, header, { basis: INVOICE_FIGURES }),
		);
	});
}

const saidOf = ({ judgement, disagreements, open }: SummaryOutcome, codes: string[]): Said => ({
	isClean: judgement.isClean,
	verdict: judgement.verdict,
	codes,
	disagreements: standing(disagreements).map(({ code }) => code),
	open: open.map(({ orderId }) => orderId),
});

async function caught(run: () => Promise<Outcome>): Promise<Outcome> {
	try {
		return await run();
	} catch (error) {
		return error instanceof NetSuiteError
			? { kind: 'stopped', code: error.code, message: error.message }
			: {
					kind: 'broke',
					message: error instanceof Error ? (error.stack ?? error.message) : String(error),
				};
	}
}

function refundSettings(
	sandbox: Sandbox,
	{ sent }: Settlement,
	{ noInvoice, refundLines }: Choices,
): Partial<Settings> {
	const item = idNamed(sandbox, 'nonInventorySaleItem', 'Amazon Refund');
	const items = { fallback: item, substitute: item, tax: item, shipping: item, giftWrap: item };
	return {
		noInvoice,
		lines:
			refundLines === 'amountOnly' ? AMOUNT_ONLY : { ...AMOUNT_ONLY, mode: refundLines, items },
		marketplaces: [...new Set(sent.map(({ marketplace }) => marketplace))].map((name) => ({
			...NO_SETTINGS,
			marketplaceName: name,
			customerId: idNamed(sandbox, 'customer', CUSTOMERS[name]),
		})),
	};
}

async function runSettlement(
	sandbox: Sandbox,
	client: NetSuiteClient,
	settlement: Settlement,
	choices: Choices,
	wish: RunWish,
): Promise<Outcome> {
	return await caught(async () => {
		const { overpayment, writeOff, openInvoice, periodPolicy, concurrency } = choices;
		const scale = 10 ** settlement.digits;
		const items = await itemsOf(settlement, wish.isReissued);
		const { summaries, posted } = await settle(
			sandbox,
			items,
			{
				overpayment,
				openInvoice,
				periodPolicy,
				concurrency,
				isDryRun: wish.isDryRun === true,
				...refundSettings(sandbox, settlement, choices),
				writeOff: writeOff === null ? null : { tolerance: writeOff / scale, itemId: '' },
				...(wish.invoicesPerPayment === null ? {} : perCustomer(wish.invoicesPerPayment)),
			},
			client,
		);
		const codes = [...new Set([...posted.values()].map(({ errorCode }) => String(errorCode)))];
		const own = codes.filter((code) => code !== '');
		return {
			kind: 'said',
			said: new Map(summaries.map((one) => [one.summary.settlementId, saidOf(one, own)])),
		};
	});
}

/** Every order that may be billed. */
async function runBilling(sandbox: Sandbox, client: NetSuiteClient): Promise<Outcome> {
	return await caught(async () => {
		await runBillingOn(sandbox, {}, client);
		return { kind: 'said', said: new Map() };
	});
}

async function runJournal(
	sandbox: Sandbox,
	client: NetSuiteClient,
	settlement: Settlement,
	choices: Choices,
	isDryRun = false,
): Promise<Outcome> {
	return await caught(async () => {
		const id = (name: string) => idNamed(sandbox, 'account', name);
		const { settlementId } = settlement;
		const { results } = await postJournals(
			client,
			await settlementsNamed(client, [settlementId]),
			{
				accounts: {
					BANK: id(ACCOUNTS.bank),
					RESERVE: id(ACCOUNTS.reserve),
					FBA: id(ACCOUNTS.fba),
					ADVERTISING: id(ACCOUNTS.advertising),
					CARRIED: id(ACCOUNTS.carried),
					REIMBURSEMENT: id(ACCOUNTS.reimbursements),
				},
				feeAccountId: id(ACCOUNTS.fees),
				layout: 'perAccount',
				notPosted: 'onClearing',
				deposit: choices.deposit,
				feeTax: { mode: 'asInFile' },
				isSplitByMonth: choices.isSplitByMonth,
				datePolicy: 'deposit',
				periodPolicy: 'refuse',
				today: '2026-11-22',
				marketplaces: [],
				bookings: [],
				inTransitId: '',
				memo: '',
				segments: {},
				tolerance: 0,
				waitAbove: null,
				isDryRun,
				// Several settlements may come to the same amount.
				letsDisagreementsThrough: false,
				postsAnyway: true,
				adjusts: 'latePostings',
			},
			new Map(),
		);
		const codes = results.map(({ errorCode }) => String(errorCode)).filter((code) => code !== '');
		const verdict = results.map(({ errorMessage }) => errorMessage).join(' ');
		const said = { isClean: codes.length === 0, codes, verdict, disagreements: [], open: [] };
		return { kind: 'said', said: new Map([[settlementId, said]]) };
	});
}

/** Each step as it is run; a test may break one. */
export interface Program {
	settle: typeof runSettlement;
	bill: typeof runBilling;
	journal: typeof runJournal;
}

export const PROGRAM: Program = { settle: runSettlement, bill: runBilling, journal: runJournal };
