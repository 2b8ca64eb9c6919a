// A refreshed summary as the page and the report take it: one order of 50.00 posted, everything fine. Each test
// changes what it is about.
import type { SummaryJson } from '../../nodes/SettlementSummaryUpdate/summaryJson';

const SECTION = {
	...{
		count: 0,
		productCharges: 0,
		shipping: 0,
		giftWrap: 0,
		tax: 0,
		withheldTax: 0,
		taxCredit: 0,
	},
	...{ promotions: 0, fees: 0, reserves: 0, other: 0, transactionAmount: 0, netAmount: 0 },
};

export const section = (figures: Partial<typeof SECTION>) => ({ ...SECTION, ...figures });

export function madeSummary(changes: Partial<SummaryJson> = {}): SummaryJson {
	return {
		...{ recordId: '7', settlementId: '18906543210', account: 'US store', currency: 'USD' },
		...{ digits: 2, startDate: '2026-10-01', endDate: '2026-10-15', depositDate: '2026-10-17' },
		...{ transactions: 1, unreadable: 0, unclassified: 0, waitingForLabels: 0, balanced: true },
		...{ isDryRun: false, tiesToDeposit: true, isPosted: true, ties: true, isClean: true },
		verdict: 'This run paid 1. Ties to the deposit of 50.00 USD to the cent',
		proof: 'Ties to the deposit of 50.00 USD to the cent',
		run: { paid: 1, paidAmount: 50, refunded: 0, refundedAmount: 0, unchanged: 0, failed: 0 },
		pageTitle: '18906543210 ties, all posted',
		disagreements: [],
		changedItems: 0,
		counts: { New: 0, Applied: 1, 'Partially Applied': 0, Unapplied: 0 },
		panes: {
			orders: section({ count: 1, productCharges: 50, transactionAmount: 50, netAmount: 50 }),
			refunds: section({}),
			nonTransaction: section({}),
		},
		equation: {
			...{ paid: 50, paidRest: 0, cashSales: 0, refunded: 0, fees: 0, taxCredit: 0, reserves: 0 },
			...{ other: 0, notPosted: 0, sum: 50, deposit: 50, difference: 0 },
		},
		clearing: null,
		journalProblem: '',
		causes: [],
		waterfall: [],
		netSuiteHost: '',
		asOf: '',
		...{ short: 0, writtenOff: 0, attention: [], attentionCount: 0, outcome: 'updated' },
		...changes,
	};
}
