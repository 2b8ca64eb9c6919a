// The customer payments of a seed: what had been paid on its invoices before, whether it counts still or was
// voided since.
import type { Books } from '../books/books';
import { accountNamed, ACCOUNTS } from '../books/chart';
import { exponentOf, toMinorUnits } from '../books/money';
import type { BookRecord, Values } from '../books/record';
import { voidTransaction } from '../books/voiding';
import { currencyId, customerNamed, put, type Planting } from './planting';
import type { PaymentSeed } from './seedShape';

function moneyPlace(books: Books): Values {
	return { account: accountNamed(books, ACCOUNTS.clearing).id, undepFunds: 'false' };
}

/** An invoice paid before the run: a payment of its own, marked as seeded. */
export function plantAmountPaid(books: Books, invoice: BookRecord, paid: number): void {
	if (paid <= 0) {
		return;
	}
	put(books, 'customerPayment', {
		fields: {
			customer: invoice.fields.entity,
			currency: invoice.fields.currency,
			subsidiary: invoice.fields.subsidiary,
			tranDate: invoice.fields.tranDate,
			...moneyPlace(books),
			payment: paid,
		},
		lines: { apply: [{ doc: invoice.id, amount: paid }] },
	});
}

export function plantPayment(planting: Planting, seed: PaymentSeed): void {
	const { books } = planting;
	const units = (decimal: number | string) => toMinorUnits(decimal, exponentOf(seed.currency)) ?? 0;
	const apply = seed.apply.map(({ invoice: externalId, amount }) => {
		const invoice = books.byExternalId('transaction', externalId);
		if (invoice?.type !== 'invoice') {
			throw new Error(`apply: there is no invoice ${externalId}`);
		}
		return { doc: invoice.id, amount: units(amount) };
	});
	const payment = put(
		books,
		'customerPayment',
		{
			fields: {
				customer: customerNamed(planting, seed.customer, seed.currency).id,
				currency: currencyId(books, seed.currency),
				tranDate: seed.tranDate,
				...(seed.externalId ? { externalId: seed.externalId } : {}),
				...(seed.memo ? { memo: seed.memo } : {}),
				...moneyPlace(books),
				payment: units(seed.amount),
			},
			lines: { apply },
		},
		seed.id,
	);
	if (seed.voided) {
		voidTransaction(books, payment.id);
	}
}
