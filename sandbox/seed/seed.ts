// Fills empty books from a seed (README.md shows its shape). The whole seed is checked first; a document
// that the books refuse is named by its place in the JSON.
import type { Books } from '../books/books';
import { exponentOf, toMinorUnits } from '../books/money';
import { Refusal } from '../errors';
import { billFully, plantBill, plantOrder } from './documents';
import { plantAmountPaid, plantPayment } from './payments';
import { plantAccount, plantCustomer, plantItem, put, startPlanting } from './planting';
import { readSeed, type CheckedSeed } from './seedShape';

export type { BooksSeed } from './seedShape';

function seedFault(path: string, problem: unknown): Error {
	const reason = problem instanceof Refusal ? problem.message : String(problem);
	return new Error(`Books seed, ${path}: ${reason}`);
}

function each<T>(seeds: T[], name: string, plant: (seed: T) => void): void {
	for (const [position, seed] of seeds.entries()) {
		try {
			plant(seed);
		} catch (problem) {
			throw seedFault(`${name}[${position}]`, problem);
		}
	}
}

export function plantSeed(seed: unknown, books: Books): void {
	const checked: CheckedSeed = readSeed(seed);
	const planting = startPlanting(books);
	Object.assign(books.preferences, checked.preferences);
	each(checked.subsidiaries, 'subsidiaries', (name) =>
		put(books, 'subsidiary', { fields: { name, isInactive: false } }),
	);
	each(checked.customers, 'customers', (seed) =>
		plantCustomer(planting, { ...seed, name: seed.entityId ?? seed.id }),
	);
	each(checked.accounts, 'accounts', (account) => plantAccount(books, account));
	each(checked.items, 'items', (item) => plantItem(planting, item));
	each(checked.salesOrders, 'salesOrders', (order) => plantOrder(planting, order));
	each(checked.invoices, 'invoices', (bill) => {
		const invoice = plantBill(planting, 'invoice', bill);
		plantAmountPaid(books, invoice, toMinorUnits(bill.amountPaid, exponentOf(bill.currency)) ?? 0);
	});
	each(checked.cashSales, 'cashSales', (bill) => plantBill(planting, 'cashSale', bill));
	each(checked.payments, 'payments', (payment) => plantPayment(planting, payment));
	for (const order of planting.billedOrders) {
		billFully(books, order);
	}
	const shut = (month: string, flags: Record<string, boolean>) => {
		const period = books.periodOf(`${month}-01`);
		books.put({ ...period, fields: { ...period.fields, ...flags } });
	};
	each(checked.closedPeriods, 'closedPeriods', (month) =>
		shut(month, { closed: true, arLocked: true, allLocked: true }),
	);
	each(checked.lockedPeriods, 'lockedPeriods', (month) => shut(month, { arLocked: true }));
}
