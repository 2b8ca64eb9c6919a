// A payment, credit memo, refund or write-off stands where its invoice stands, on its receivables account and in its
// subsidiary, unless a setting or a row of a field table says otherwise: pure. It becomes a setting of that one
// transaction, so that what is sent, what is read back and the kinds of documents cannot disagree.
import { NetSuiteError } from '../api/netSuiteError';
import type { InvoicePlace } from '../books/invoicePlaces';
import type { MappedField } from '../records/fieldMapping';
import type { SettlementTransaction } from '../records/settlementTransaction';
import type { PlaceSettings } from './marketplaceSettings';
import { settingsFor } from './marketplaceSettings';
import type { WithOwn } from './ownSettings';
import { settingsOf } from './ownSettings';
import type { PostingJob } from './postingJobs';

/** The field tables of all documents that stand where their invoice does. */
interface Tables {
	fields?: MappedField[];
	perCustomer?: { fields: MappedField[] } | null;
	creditMemoFields?: MappedField[];
}

type Settings = PlaceSettings & WithOwn & Tables;

function isFilled(settings: Tables, field: 'receivable' | 'subsidiary'): boolean {
	const ofPayment = [...(settings.fields ?? []), ...(settings.perCustomer?.fields ?? [])];
	const ofMemo = settings.creditMemoFields ?? [];
	return field === 'subsidiary'
		? [...ofPayment, ...ofMemo].some((row) => row.field === 'subsidiary')
		: ofPayment.some((row) => row.field === 'arAcct') ||
				ofMemo.some((row) => row.field === 'account');
}

/** The settings of one transaction whose invoice stands there. */
export function settledAt<Some extends Settings>(
	settings: Some,
	transaction: SettlementTransaction,
	place: InvoicePlace,
): Some {
	const own = settingsOf(settings, transaction);
	const { defaults } = own;
	const chosen = settingsFor(transaction.marketplaceName, own);
	const account =
		chosen.receivableAccountId === '' && !isFilled(own, 'receivable')
			? place.receivableAccountId
			: '';
	const subsidiary =
		chosen.segments.subsidiary === undefined && !isFilled(own, 'subsidiary')
			? place.subsidiaryId
			: '';
	return {
		...own,
		own: undefined,
		defaults: {
			...defaults,
			receivableAccountId: account || defaults.receivableAccountId,
			segments:
				subsidiary === ''
					? defaults.segments
					: { ...defaults.segments, subsidiary: { id: subsidiary } },
		},
	};
}

/** Where the invoice of a job stands that takes its money: the first that waits for some. */
export function placeOf({ match }: PostingJob): InvoicePlace | undefined {
	if (match instanceof NetSuiteError) {
		return undefined;
	}
	const { invoices } = match;
	return (invoices.find(({ open }) => open > 0) ?? invoices[0]).place;
}

/** As the settings of a run, in which each transaction now has its own. */
export function withInvoicePlaces<Some extends Settings>(settings: Some, jobs: PostingJob[]): Some {
	const own = new Map<object, Some>(settings.own as ReadonlyMap<object, Some> | undefined);
	const made = new Map<Some, Map<string, Some>>();
	for (const job of jobs) {
		const { transaction } = job;
		const place = placeOf(job);
		if (place !== undefined) {
			const before = settingsOf(settings, transaction);
			const key = JSON.stringify([place, transaction.marketplaceName]);
			const alike = made.get(before) ?? new Map<string, Some>();
			made.set(before, alike);
			const settled = alike.get(key) ?? settledAt(settings, transaction, place);
			alike.set(key, settled);
			own.set(transaction, settled);
		}
	}
	return { ...settings, own };
}
