// The sentence about what waits: it gives a worth only where something is worth it.
import {
	sectionsOf,
	summaryFigures,
} from '../../../nodes/shared/netsuite/settlements/summaryFigures';
import type { TransactionSum } from '../../../nodes/shared/netsuite/settlements/summaryFigures';
import { judge } from '../../../nodes/shared/netsuite/settlements/verdict';
import { section } from '../../support/madeSummary';

const row = (amount: number, changes: Partial<TransactionSum>): TransactionSum => ({
	...section({ productCharges: amount, transactionAmount: amount, netAmount: amount, count: 1 }),
	transactionType: 'Order',
	status: 'Unapplied',
	posted: 0,
	unknownPosted: 0,
	bookedByHand: 0,
	applied: 0,
	short: 0,
	writtenOff: 0,
	...changes,
});

function proofOf(records: TransactionSum[], payments: number, unapplied: number): string {
	const deposit = Object.values(sectionsOf(records)).reduce((sum, one) => sum + one.netAmount, 0);
	const figures = summaryFigures({
		records,
		deposit,
		basis: null,
		olderPosted: { orders: 0, refunds: 0 },
		booked: { payments, unapplied, refunds: 0, cashSales: 0 },
	});
	const summary = {
		recordId: '7',
		settlementId: '1',
		account: 'US',
		currency: 'USD',
		balanced: true,
		startDate: '',
		endDate: '',
		depositDate: '',
		totalAmount: deposit,
		unreadable: 0,
		transactions: records.length,
		unclassified: 0,
		sumOfLines: deposit,
		journalTerms: '',
		journalProblem: '',
	};
	return judge({ summary, figures, disagreements: [], run: null, isDryRun: false }).proof;
}

const TIES = 'Ties to the deposit of 50.00 USD to the cent. ';

test.each([
	[
		'a payment stands, applied to nothing',
		proofOf([row(5000, { posted: 5000 })], 5000, 5000),
		`${TIES}1 order or refund is not settled yet. 50.00 USD of the payments is not applied to any invoice`,
	],
	[
		'a sale and a refund cancel each other out',
		proofOf(
			[
				row(5000, { posted: 5000, status: 'Applied' }),
				row(700, {}),
				row(-700, { transactionType: 'Refund' }),
			],
			5000,
			0,
		),
		`${TIES}2 orders and refunds are not settled yet`,
	],
	[
		'nothing is posted',
		proofOf([row(5000, {})], 0, 0),
		`${TIES}1 order or refund is not posted yet, worth 50.00 USD`,
	],
])('what waits is worth what it is: %s', (_, proof, said) => {
	expect(proof).toBe(said);
});
