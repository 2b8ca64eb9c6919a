// The auditor of journals: knows what the report of each settlement said, row by row and account by account, reads the
// books as they stand and adds up with its own integers. It shares no code with what it audits. No finding means: every
// entry balances, the bank got what was paid out and nothing twice, clearing holds what is on no document, and every
// other account what the report says.
import type { AuditedBooks, AuditedRecord } from './auditor';
import { minorOf } from './auditor';

export interface ReportedRow {
	/** Name of the account it belongs on. */
	account: string;
	/** Minor units, signed as in the report. */
	amount: number;
	/** `2026-10`. */
	month: string;
	/** Whether a payment, cash sale or refund moves it onto its account. */
	hasDocument: boolean;
}

export interface ReportedSettlement {
	settlementId: string;
	currency: string;
	digits: number;
	/** Minor units; negative where the seller owes. */
	deposit: number;
	/** `2026-11`. */
	depositMonth: string;
	rows: ReportedRow[];
	accounts: {
		bank: string;
		carried: string;
		/** Where what is on no document is kept apart; undefined: it stays on clearing. */
		notPosted?: string;
	};
	isSplitByMonth: boolean;
}

interface Line {
	account: string;
	debit?: string;
	credit?: string;
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** `isWhole`: the last run came to its end; before, entries may be missing, but none may be wrong. */
export function auditJournals(
	books: AuditedBooks,
	settlements: readonly ReportedSettlement[],
	isWhole: boolean,
): string[] {
	const nameOf = new Map(
		books.records('account').map(({ id, acctName }) => [id, String(acctName)]),
	);
	const summaryOf = new Map(
		books
			.records('customrecord_amzstl_settlement')
			.map((one) => [String(one.custrecord_amzstl_s_settlement_id), one.id]),
	);
	const entries = books.records('journalEntry').filter(({ seeded }) => !seeded);
	const ids = entries.map(({ externalId }) => externalId);
	const strangers = entries.filter(
		(one) => ![...summaryOf.values()].includes(String(one.custbody_amzstl_settlement)),
	);
	return [
		...strangers.map(({ externalId }) => `${externalId} carries no settlement`),
		...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is there more than once`),
		...settlements.flatMap((settlement) => {
			const { settlementId, currency } = settlement;
			const summaryId = summaryOf.get(settlementId);
			const of = (type: string) =>
				books
					.records(type)
					.filter((one) => !one.voided && one.custbody_amzstl_settlement === summaryId);
			const own = of('journalEntry');
			const documents = (type: string, sign: number) =>
				of(type).map(({ account, total }) => ({
					account: nameOf.get(String(account)) ?? '',
					amount: sign * minorOf(total, settlement.digits),
				}));
			const moved = [
				...documents('customerPayment', 1),
				...documents('cashSale', 1),
				...documents('customerRefund', -1),
			];
			const foreign = own.filter((one) => one.currency !== currency);
			return [
				...foreign.map(({ externalId }) => `${externalId} is not in ${currency}`),
				...own.flatMap((entry) => unbalanced(entry, settlement.digits)),
				...(isWhole || own.length > 0
					? auditSettlement(settlement, own, moved, nameOf, isWhole)
					: []),
			].map((finding) => `${settlementId}: ${finding}`);
		}),
	];
}

const linesOf = (entry: AuditedRecord) => entry.line as Line[];

function unbalanced(entry: AuditedRecord, digits: number): string[] {
	const debits = sum(linesOf(entry).map(({ debit }) => minorOf(debit, digits)));
	const credits = sum(linesOf(entry).map(({ credit }) => minorOf(credit, digits)));
	const odd = linesOf(entry).filter(
		({ debit, credit }) => (debit === undefined) === (credit === undefined),
	);
	return [
		...(debits === credits ? [] : [`${entry.externalId}: debits ${debits}, credits ${credits}`]),
		...odd.map(() => `${entry.externalId} has a line that is not on one side`),
	];
}

interface Movement {
	account: string;
	/** Debit positive. */
	amount: number;
}

function auditSettlement(
	settlement: ReportedSettlement,
	entries: AuditedRecord[],
	documents: Movement[],
	nameOf: ReadonlyMap<string, string>,
	isWhole: boolean,
): string[] {
	const { digits, deposit, rows, accounts } = settlement;
	const movementsOf = (own: AuditedRecord[]): Movement[] =>
		own.flatMap((entry) =>
			linesOf(entry).map(({ account, debit, credit }) => ({
				account: nameOf.get(account) ?? account,
				amount: minorOf(debit, digits) - minorOf(credit, digits),
			})),
		);
	const on = (account: string, movements: Movement[]) =>
		sum(movements.filter((one) => one.account === account).map(({ amount }) => amount));
	const booked = movementsOf(entries);
	const clearings = new Set(rows.filter((row) => row.hasDocument).map(({ account }) => account));
	const reported = (account: string, isOf: (row: ReportedRow) => boolean = () => true) =>
		sum(rows.filter((row) => row.account === account && isOf(row)).map(({ amount }) => amount));
	const missing = new Map(
		[...clearings].map((account) => [account, reported(account) - on(account, documents)]),
	);
	const parked = accounts.notPosted;
	const wanted = (account: string): number => {
		const own = -reported(account);
		switch (account) {
			case accounts.bank:
				return own + Math.max(deposit, 0);
			case accounts.carried:
				return own + Math.min(deposit, 0);
			case parked:
				return own - sum([...missing.values()]);
			default:
				return own + (parked === undefined ? 0 : (missing.get(account) ?? 0));
		}
	};
	const names = new Set([
		...rows.map(({ account }) => account),
		...booked.map(({ account }) => account),
		accounts.bank,
		accounts.carried,
	]);
	if (!isWhole) {
		// Every entry that is there is final: at most the deposit, never more.
		const paid = on(accounts.bank, booked);
		return Math.abs(paid) > Math.abs(wanted(accounts.bank))
			? [`${accounts.bank} has ${paid}, the deposit is ${deposit}`]
			: [];
	}
	const balances = [...names].flatMap((account) => {
		const has = on(account, booked);
		return has === wanted(account)
			? []
			: [`${account} has ${has} of the entries, the report says ${wanted(account)}`];
	});
	const clearing = [...clearings].flatMap((account) => {
		const left = on(account, documents) + on(account, booked);
		const expected = parked === undefined ? -(missing.get(account) ?? 0) : 0;
		return left === expected
			? []
			: [`${account} is at ${left}, what is on no document explains ${expected}`];
	});
	return [...balances, ...clearing, ...auditMonths(settlement, entries, movementsOf, clearings)];
}

/** Fees, reserves and the like in the month of their rows; what is carried is gone when the deposit is booked. */
function auditMonths(
	{ rows, isSplitByMonth, depositMonth, accounts }: ReportedSettlement,
	entries: AuditedRecord[],
	movementsOf: (own: AuditedRecord[]) => Movement[],
	clearings: ReadonlySet<string>,
): string[] {
	const monthOf = (entry: AuditedRecord) => String(entry.tranDate).slice(0, 7);
	const late = entries.filter((entry) => monthOf(entry) > depositMonth);
	const findings = late.map(({ externalId }) => `${externalId} is dated after the deposit`);
	if (!isSplitByMonth) {
		return findings;
	}
	const apart = new Set([...clearings, accounts.bank, accounts.carried, accounts.notPosted]);
	for (const month of new Set(rows.map((row) => row.month))) {
		const movements = movementsOf(entries.filter((entry) => monthOf(entry) === month));
		for (const account of new Set(rows.map((row) => row.account))) {
			const own = rows.filter((row) => row.account === account && row.month === month);
			const expected = -sum(own.map(({ amount }) => amount));
			const has = sum(
				movements.filter((one) => one.account === account).map(({ amount }) => amount),
			);
			if (!apart.has(account) && has !== expected) {
				findings.push(`${account} has ${has} in ${month}, the report says ${expected}`);
			}
		}
	}
	return findings;
}
