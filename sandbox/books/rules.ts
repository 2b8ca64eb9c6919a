// The rules of the books: what NetSuite refuses to save or to delete. They only look; what is filled in
// before is in complete.ts, the rules of applying money are in applying.ts.
import type { Books } from './books';
import { missingFields, userError, invalidFieldValue } from '../errors';
import { checkAccountRules } from './accountRules';
import { checkApplications } from './applying';
import { isTransaction, ITEM_TYPES, MONEY_TYPES } from './complete';
import { checkDeposit, checkDeposited } from './deposits';
import { figuresOf } from './figures';
import { refuseEditedReversal } from './reversals';
import { amount, customerOf, linesOf, receivablesAccountOf, sum, text } from './record';
import type { BookRecord } from './record';

function checkMandatory(record: BookRecord, books: Books): void {
	const missing = books
		.typeOf(record)
		.fields.filter(({ mandatory, name }) => mandatory && (record.fields[name] ?? '') === '')
		.map(({ label }) => label);
	if (record.type === 'customerPayment' && record.fields.payment === undefined) {
		missing.push('Payment Amount');
	}
	if (record.type === 'customer') {
		const { isPerson, companyName, firstName, lastName } = record.fields;
		if (isPerson === true) {
			missing.push(...(firstName ? [] : ['First Name']), ...(lastName ? [] : ['Last Name']));
		} else if (!companyName) {
			missing.push('Company Name');
		}
	}
	if (missing.length > 0) {
		throw missingFields(missing);
	}
}

function checkLines(record: BookRecord, books: Books): void {
	for (const { name, fields } of books.typeOf(record).sublists) {
		for (const line of linesOf(record, name)) {
			const missing = fields.filter((field) => field.mandatory && line[field.name] === undefined);
			if (missing.length > 0) {
				throw missingFields(missing.map(({ label }) => label));
			}
		}
	}
	const needed = ITEM_TYPES.has(record.type) ? 'item' : 'apply';
	const isRefund = record.type === 'customerRefund' && record.fields.voided !== true;
	if ((ITEM_TYPES.has(record.type) || isRefund) && linesOf(record, needed).length === 0) {
		throw userError('You must enter at least one line item for this transaction.');
	}
	const isPriced = record.type !== 'itemFulfillment';
	if (isPriced && linesOf(record, 'item').some((line) => line.amount === undefined)) {
		throw missingFields(['Amount']);
	}
}

/** What is taken back with a serial or lot number or into a bin needs its inventory detail. */
function checkInventoryDetail(record: BookRecord, books: Books): void {
	for (const [position, line] of linesOf(record, 'item').entries()) {
		const marks = books.get('item', text(line.item))?.fields ?? {};
		const isMarked = [marks.isSerialItem, marks.isLotItem, marks.useBins].includes(true);
		if (isMarked && line.inventoryDetail !== true) {
			throw userError(
				`Please configure the inventory detail in line ${position + 1} of the item list.`,
			);
		}
	}
}

/** Oracle's limit for journals (help article_159361107074). */
const JOURNAL_LINES_MAX = 200;

/** A bank account that is kept in one currency takes no entry in another; a OneWorld entry has a subsidiary. */
function checkJournalPlace(record: BookRecord, books: Books): void {
	for (const line of linesOf(record, 'line')) {
		const { currency } = books.get('account', text(line.account))?.fields ?? {};
		if (currency !== undefined && currency !== record.fields.currency) {
			throw invalidFieldValue(text(line.account), 'account', 'line.account');
		}
	}
	if (books.inGroup('subsidiary').length > 0 && record.fields.subsidiary === undefined) {
		throw missingFields(['Subsidiary']);
	}
}

function checkJournal(record: BookRecord): void {
	const lines = linesOf(record, 'line');
	const debits = sum(lines.map((line) => amount(line.debit)));
	const credits = sum(lines.map((line) => amount(line.credit)));
	if (lines.length < 2) {
		throw userError('You must enter at least two lines for this transaction.');
	}
	if (lines.length > JOURNAL_LINES_MAX) {
		throw userError(`A journal entry has at most ${JOURNAL_LINES_MAX} lines.`);
	}
	if (lines.some((line) => (amount(line.debit) === 0) === (amount(line.credit) === 0))) {
		throw userError('Each line of a journal entry needs a debit or a credit amount.');
	}
	if (debits !== credits) {
		throw userError('The amounts in a journal entry must balance.');
	}
}

/** What a lock of receivables stops. */
const RECEIVABLES = new Set([
	'invoice',
	'cashSale',
	'customerPayment',
	'creditMemo',
	'customerRefund',
]);

/** A date in a period that is closed, or locked for documents of this type; what keeps its date may stay. */
export function checkPeriod(
	record: BookRecord,
	before: BookRecord | undefined,
	books: Books,
): void {
	const unmoved =
		before &&
		before.fields.tranDate === record.fields.tranDate &&
		before.fields.postingPeriod === record.fields.postingPeriod;
	const period = books.get('accountingPeriod', text(record.fields.postingPeriod));
	if (unmoved || record.seeded || !period) {
		return;
	}
	const { closed, arLocked, allLocked } = period.fields;
	if (closed) {
		throw userError('The posting period of this transaction is closed.');
	}
	if (allLocked || (arLocked && RECEIVABLES.has(record.type))) {
		throw userError('The posting period of this transaction is locked.');
	}
}

const RECEIVABLE_FIELDS: Record<string, string> = {
	invoice: 'account',
	creditMemo: 'account',
	customerPayment: 'arAcct',
	customerRefund: 'arAcct',
};
const NOT_FOR_MONEY = new Set(['AcctRec', 'Income', 'Expense', 'COGS', 'OthIncome', 'OthExpense']);

function checkAccounts(record: BookRecord, books: Books): void {
	const kindOf = (field: string) => {
		const id = text(record.fields[field]);
		return { id, kind: text(books.get('account', id)?.fields.acctType) };
	};
	const receivable = RECEIVABLE_FIELDS[record.type];
	if (receivable && kindOf(receivable).kind !== 'AcctRec') {
		throw invalidFieldValue(kindOf(receivable).id, receivable);
	}
	const holdsMoney = MONEY_TYPES.has(record.type) || record.type === 'customerRefund';
	if (holdsMoney && NOT_FOR_MONEY.has(kindOf('account').kind)) {
		throw invalidFieldValue(kindOf('account').id, 'account');
	}
}

/** What others have applied to a document binds it: its total, customer, currency and account. */
function checkAppliedByOthers(record: BookRecord, before: BookRecord, books: Books): void {
	const appliedByOthers = books.appliedTo(record.id);
	if (appliedByOthers === 0) {
		return;
	}
	const same =
		customerOf(record) === customerOf(before) &&
		record.fields.currency === before.fields.currency &&
		receivablesAccountOf(record) === receivablesAccountOf(before);
	if (!same) {
		throw userError('Other transactions have been applied to this transaction.');
	}
}

const LEDGER_FIELDS = [
	'tranDate',
	'postingPeriod',
	'currency',
	'subsidiary',
	'customer',
	'entity',
	'account',
	'arAcct',
	'undepFunds',
	'payment',
	'voided',
];

/** A voided transaction takes no change that the general ledger would show (help section_N563543). */
function checkVoided(record: BookRecord, before: BookRecord): void {
	const ledger = ({ fields, lines }: BookRecord) =>
		JSON.stringify([LEDGER_FIELDS.map((name) => fields[name] ?? null), lines]);
	if (before.fields.voided === true && ledger(record) !== ledger(before)) {
		throw userError('This transaction has been voided and can no longer be changed.');
	}
}

/** Refuses what NetSuite would refuse to save. */
export function checkRules(record: BookRecord, before: BookRecord | undefined, books: Books): void {
	checkMandatory(record, books);
	if (!isTransaction(record, books)) {
		return;
	}
	checkLines(record, books);
	checkAccountRules(record, before, books);
	if (record.type === 'creditMemo' && !record.seeded) {
		checkInventoryDetail(record, books);
	}
	checkAccounts(record, books);
	checkPeriod(record, before, books);
	if (record.type === 'journalEntry') {
		refuseEditedReversal(before);
		if (record.fields.voided !== true) {
			checkJournal(record);
			checkJournalPlace(record, books);
		}
	}
	if (record.type === 'deposit') {
		checkDeposit(record);
	}
	checkApplications(record, books);
	if (before) {
		checkDeposited(record, before);
		checkVoided(record, before);
		checkAppliedByOthers(record, before, books);
	}
	const { total, open } = figuresOf(record, books.appliedTo(record.id));
	if (open < 0) {
		throw userError('The amount applied is more than the amount of this transaction.');
	}
	// A seed may plant a deposit below zero, whether or not NetSuite lets one be made.
	if (total < 0 && !(record.type === 'deposit' && record.seeded === true)) {
		throw userError('The transaction total cannot be negative.');
	}
}

export function checkRemoval(record: BookRecord, appliers: string[], books: Books): void {
	if (!isTransaction(record, books)) {
		return;
	}
	const followers = books
		.inGroup('transaction')
		.filter(({ fields }) => fields.createdFrom === record.id);
	const isDeposited = record.fields.sandboxDeposit !== undefined;
	if (appliers.length > 0 || followers.length > 0 || isDeposited) {
		throw userError('This transaction cannot be deleted: other transactions are linked to it.');
	}
	checkPeriod({ ...record, seeded: false }, undefined, books);
}
