// The auditor's reading of payments: whom each one pays, and how much. A payment leads to one transaction by
// its link, or to many by its list (`name:applied` or `name:applied+left`, parted by blanks). The list is
// held against the payment's own lines and total, and the numbers of such payments must have no gap.
import type { AuditedRecord, AuditedSettlement } from './auditor';
import { minorOf } from './auditor';

/** What one payment does for one transaction, in minor units. */
export interface Share {
	payment: AuditedRecord;
	/** Applied and not applied together. */
	total: number;
	applied: number;
}

export interface Line {
	doc: string;
	amount: string;
}

export const linesOf = (record: AuditedRecord) => (record.apply ?? []) as Line[];

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

interface Listed extends Share {
	/** External id of the transaction's record, in lower case. */
	externalId: string;
}

function listed(payment: AuditedRecord, { settlementId, digits }: AuditedSettlement): Listed[] {
	const text = String(payment.custbody_amzstl_transactions ?? '').trim();
	return text === ''
		? []
		: text.split(/\s+/).map((word) => {
				const [name, amounts = ''] = word.split(':');
				const [applied, left] = amounts.split('+').map((amount) => minorOf(amount, digits));
				return {
					payment,
					total: applied + (left ?? 0),
					applied,
					externalId: `amz-txn-${settlementId}-${name}`.toLowerCase(),
				};
			});
}

/** Those that pay the same invoices together, beside what the payment's lines give these invoices. */
function auditLines(
	payment: AuditedRecord,
	shares: Listed[],
	invoicesOf: (share: Listed) => string[],
	digits: number,
): string[] {
	const together = new Map<string, { docs: string[]; applied: number }>();
	for (const share of shares) {
		const docs = invoicesOf(share);
		const group = together.get(docs.join()) ?? { docs, applied: 0 };
		group.applied += share.applied;
		together.set(docs.join(), group);
	}
	const findings = [...together.values()].flatMap(({ docs, applied }) => {
		const lines = linesOf(payment).filter(({ doc }) => docs.includes(doc));
		const given = sum(lines.map(({ amount }) => minorOf(amount, digits)));
		return given === applied
			? []
			: [`${payment.externalId} lists ${applied} and its lines give ${given}`];
	});
	const own = [...together.values()].flatMap(({ docs }) => docs);
	const isStray = linesOf(payment).some(({ doc }) => !own.includes(doc));
	return isStray
		? [...findings, `${payment.externalId} pays an invoice of nobody it lists`]
		: findings;
}

export interface AuditedPayments {
	sharesOf(record: AuditedRecord): Share[];
	findings: string[];
}

export function auditPayments(
	payments: AuditedRecord[],
	settlement: AuditedSettlement,
	/** Internal ids of the invoices of a transaction's record, by the record's external id. */
	invoicesOf: (recordExternalId: string) => string[] | undefined,
): AuditedPayments {
	const { digits, settlementId } = settlement;
	const findings: string[] = [];
	const all: Listed[] = [];
	const numbers: number[] = [];
	for (const payment of payments) {
		const shares = listed(payment, settlement);
		if (shares.length === 0) {
			continue;
		}
		const { externalId } = payment;
		all.push(...shares);
		const prefix = `AMZ-PMT-${settlementId}-C`;
		numbers.push(externalId.startsWith(prefix) ? Number(externalId.slice(prefix.length)) : NaN);
		const strangers = shares.filter((share) => invoicesOf(share.externalId) === undefined);
		findings.push(...strangers.map((one) => `${externalId} lists ${one.externalId}, nobody here`));
		if ((payment.custbody_amzstl_transaction ?? '') !== '') {
			findings.push(`${externalId} has a list and a link`);
		}
		const [total, told] = [minorOf(payment.total, digits), sum(shares.map((one) => one.total))];
		if (told !== total) {
			findings.push(`${externalId} is over ${total} and lists ${told}`);
		}
		const own = (share: Listed) => invoicesOf(share.externalId) ?? [];
		findings.push(...auditLines(payment, shares, own, digits));
	}
	numbers.sort((left, right) => left - right);
	if (numbers.some((number, at) => number !== at + 1)) {
		findings.push(`combined payments are numbered ${numbers.join(', ')}`);
	}
	return {
		findings,
		sharesOf: (record) => [
			...payments
				.filter((one) => one.custbody_amzstl_transaction === record.id)
				.map((payment) => ({
					payment,
					total: minorOf(payment.total, digits),
					applied: sum(linesOf(payment).map(({ amount }) => minorOf(amount, digits))),
				})),
			...all.filter(({ externalId }) => externalId === record.externalId.toLowerCase()),
		],
	};
}
