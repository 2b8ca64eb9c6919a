// What a refund run reads before it posts anything.
import type { NetSuiteClient } from '../api/client';
import { NetSuiteError } from '../api/netSuiteError';
import { loadCredited } from '../books/creditedBefore';
import { readCurrencies } from '../api/suiteql';
import { createCanaries } from '../posting/canaries';
import { withInvoicePlaces } from '../posting/invoicePlace';
import { findKindsBefore } from '../posting/kindsBefore';
import type { PostingJob } from '../posting/postingJobs';
import { invoicesOf, lookUp } from '../posting/postingJobs';
import { transactionExternalId } from '../records/externalId';
import type { SettlementTransaction, StatusIds } from '../records/settlementTransaction';
import { refuseRefundRows } from './refundFields';
import { lookUpLines } from './refundLines';
import type { RefundRun } from './refundMemos';
import type { RefundSettings } from './refundSettings';

export async function begin(
	client: NetSuiteClient,
	ids: StatusIds,
	transactions: SettlementTransaction[],
	ofRun: RefundSettings,
): Promise<RefundRun> {
	const look = await lookUp(client, transactions, ['CM', 'RF'], ofRun);
	const settings = withInvoicePlaces(ofRun, look.jobs);
	refuseRefundRows(look.jobs, settings);
	const invoiceIds = look.jobs.flatMap(invoicesOf).map(({ internalId }) => internalId);
	const isOrderless = ({ match }: PostingJob) => match instanceof NetSuiteError;
	const mayStandAlone = settings.noInvoice === 'standAlone' && look.jobs.some(isOrderless);
	const isNew = ({ transaction }: PostingJob) =>
		!look.posted.has(transactionExternalId('CM', transaction).toLowerCase());
	const [credited, currencies, lineLook, kinds] = await Promise.all([
		loadCredited(
			client,
			transactions.map(({ orderId }) => orderId),
			invoiceIds,
		),
		mayStandAlone ? readCurrencies(client) : new Map<string, string>(),
		lookUpLines(client, look.jobs.filter(isNew), settings.lines),
		findKindsBefore(client, ids, transactions, settings),
	]);
	const currencyIds = new Map([...currencies].map(([id, symbol]) => [symbol, id]));
	const canaries = createCanaries(client, kinds);
	const { wrongOf } = kinds;
	return { client, look, credited, currencyIds, lineLook, settings, canaries, wrongOf };
}
