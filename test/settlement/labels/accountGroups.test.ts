// Account groups and kinds: no label without a group, groups depend on the transaction type, and what a type says of
// labels nobody has listed. Expected groups are those an accountant gave (close-account-groups.tsv, where present).
import {
	ACCOUNT_GROUPS,
	GROUP_MEANINGS,
} from '../../../nodes/shared/settlement/labels/accountGroups';
import { AMOUNT_CATALOGUE } from '../../../nodes/shared/settlement/labels/amountCatalogue';
import { AMOUNT_KINDS } from '../../../nodes/shared/settlement/labels/amountKinds';
import { classify } from '../../../nodes/shared/settlement/labels/catalogue';
import { DATE_RANGE_CATALOGUE } from '../../../nodes/shared/settlement/labels/dateRangeLabels';
import { suggestClass } from '../../../nodes/shared/settlement/labels/suggestions';
import { fs, path, ROOT } from '../../support/node';

const of = (transactionType: string, amountType: string, amountDescription: string) =>
	classify({ transactionType, amountType, amountDescription });

it('no label is without a group, and every group says what it holds', () => {
	for (const [type, amountType, , group, , descriptions] of [
		...AMOUNT_CATALOGUE,
		...AMOUNT_KINDS,
		...DATE_RANGE_CATALOGUE,
	]) {
		expect(ACCOUNT_GROUPS).toContain(group);
		for (const description of descriptions) {
			expect(ACCOUNT_GROUPS).toContain(of(type, amountType, description).group);
		}
	}
	for (const { meaning } of Object.values(GROUP_MEANINGS)) {
		expect(meaning).not.toBe('');
	}
});

it.each([
	['Order', 'ItemPrice', 'Principal', 'CLEARING'],
	['Cancellation', 'ItemPrice', 'Principal', 'ASK'],
	['Moon', 'Promotion', 'Shipping', 'ASK'],
	['Order', 'ItemWithheldTax', 'MarketplaceFacilitatorTax-Principal', 'CLEARING_OR_FACILITATOR'],
	['Refund', 'ItemWithheldTax', 'TDS (Section 194-O)', 'TAX_CREDIT'],
	['AmazonFees', 'Some Fee of Tomorrow', 'Tax on fee', 'INPUT_VAT'],
	['FBAFees', 'Some Storage of Tomorrow', 'Tax on fee', 'INPUT_VAT'],
	['Order', 'ItemFees', 'ShippingChargeback', 'CONTRA_SHIPPING'],
	['other-transaction', 'other-transaction', 'Amazon Capital Services', 'LOAN'],
	['Moon', 'Moon Rent', 'Crater', 'ASK'],
])('%s | %s | %s is booked as %s', (type, amountType, description, group) => {
	expect(of(type, amountType, description).group).toBe(group);
});

it.each([
	['FBAFees', 'Moon Handling', 'Base fee', 'fee/other', 'FBA'],
	['FBAFees', 'Moon Storage Fee', 'Base fee', 'fee/other', 'STORAGE'],
	['FBAFees - Reversal', 'Moon Removal Fee', 'Base fee', 'fee/other', 'REMOVAL'],
	['AmazonFees', 'Moon Deal Fee', 'Base fee', 'fee/other', 'PROMO'],
	['AmazonFees', 'Moon Plan', 'Anything', 'fee/other', 'SELLING'],
	['', 'FBA Inventory Storage Fee', 'Base fee', 'any.fee', 'STORAGE'],
	['Order_Retrocharge', 'ItemPrice', 'GiftWrapTax', 'retrocharge', 'FACILITATOR'],
	[
		'Refund_Retrocharge',
		'ItemWithheldTax',
		'MarketplaceFacilitatorVAT-Other',
		'retrocharge',
		'FACILITATOR',
	],
	['Retrocharge', 'ItemPrice', 'Tax', 'retrocharge', 'FACILITATOR'],
	[
		'other-transaction',
		'FBA Inventory Reimbursement',
		'MOON_DUST',
		'reimbursement',
		'REIMBURSEMENT',
	],
	[
		'other-transaction',
		'other-transaction',
		'FBA Inventory Reimbursement - Moon',
		'reimbursement',
		'REIMBURSEMENT',
	],
	['Refund', 'Points', 'PointsMoved', 'refund.fee', 'CONTRA_POINTS'],
	['Order', 'Points', 'PointsAdjusted', 'order.fee', 'CONTRA_POINTS'],
	['Liquidations', 'ItemPrice', 'ShippingTax', 'liquidation', 'FACILITATOR'],
	['Liquidations Adjustments', 'ItemFees', 'Moon Broker', 'liquidation', 'LIQUIDATION_FEE'],
	['SAFE-T claim granted', 'Moon', 'Whatever', 'reimbursement', 'REIMBURSEMENT'],
	[
		'other-transaction',
		'other-transaction',
		'SAFE-T Claim Reimbursement',
		'reimbursement',
		'REIMBURSEMENT',
	],
	['other-transaction', 'other-transaction', 'High Return Rate Fee', 'fee/other', 'SELLING'],
	['other-transaction', 'other-transaction', 'AWD Inbound Fee Correction', 'fee/other', 'INBOUND'],
	[
		'other-transaction',
		'other-transaction',
		'Debt Adjustment against Moon Accounts',
		'balance/transfer',
		'CARRIED',
	],
	['other-transaction - Reversal', 'other-transaction', 'Moon Storage Fee', 'fee/other', 'STORAGE'],
])('by kind: %s | %s | %s is %s, %s', (type, amountType, description, amountClass, group) => {
	const meaning = of(type, amountType, description);
	expect(meaning).toMatchObject({
		class: amountClass,
		group,
		isByKind: true,
		certainty: 'certain',
	});
});

it('a retrocharge moves no figure of an invoice, whatever tax it names', () => {
	for (const description of ['Tax', 'ShippingTax', 'GiftWrapTax']) {
		expect(of('Refund_Retrocharge', 'ItemPrice', description).figure).toBe('other');
	}
	for (const description of ['MarketplaceFacilitatorTax-Other', 'LowValueGoodsTax-Principal']) {
		expect(of('Order_Retrocharge', 'ItemWithheldTax', description).figure).toBe('other');
	}
});

it.each([
	['Order', 'ItemFees', 'Moon tax', 'fees'],
	['Order', 'ItemPrice', 'Commission of the Moon', 'productCharges'],
	['Order', 'Promotion', 'TCS-CGST', 'promotions'],
	['Refund', 'ItemFees', 'MarketplaceTaxFacilitator-Principal', 'fees'],
] as const)(
	'a suggestion for %s | %s | %s keeps to the figure of its amount type',
	(transactionType, amountType, amountDescription, figure) => {
		const labels = { transactionType, amountType, amountDescription };
		expect(classify(labels)).toMatchObject({ class: 'unclassified', figure });
		const suggestion = suggestClass(labels);
		if (suggestion !== null) {
			const rules = [
				{ labels: ['*', '*', '*'] as const, marketplace: '', class: suggestion.class },
			];
			expect(classify(labels, rules).figure).toBe(figure);
		}
	},
);

const GROUPS = path.join(ROOT, '..', 'shared', 'reference', 'close-account-groups.tsv');
const CASES = path.join(ROOT, '..', 'shared', 'cases', 'amazon');
const whenGroups = fs.existsSync(GROUPS) ? it : it.skip;
const whenCases = fs.existsSync(CASES) ? it : it.skip;

whenGroups('the accountant’s groups are ours, but for what has no document', () => {
	const rows = fs.readFileSync(GROUPS, 'utf8').trim().split('\n').slice(1);
	for (const [group, amountClass, type, amountType, description] of rows.map((row) =>
		row.split('\t'),
	)) {
		const transactionType = type === '*' ? 'Order' : type;
		const label = description === '(empty)' ? '' : description.replace('*', '');
		const found = of(
			transactionType,
			amountType === '(empty)' ? '' : amountType.replace('*', ''),
			label,
		);
		expect({ type, amountType, description, group: found.group }).toEqual({
			type,
			amountType,
			description,
			group: amountClass === 'any.tax' && found.class === 'retrocharge' ? 'FACILITATOR' : group,
		});
	}
});

whenCases('every label of the cases is known', () => {
	for (const file of fs.readdirSync(CASES).filter((name) => name.endsWith('.txt'))) {
		const [head, , ...rows] = fs.readFileSync(path.join(CASES, file), 'utf8').trim().split('\n');
		const names = head.split('\t');
		for (const row of rows) {
			const cells = row.split('\t').map((cell) => cell.trim());
			const cell = (name: string) => cells[names.indexOf(name)];
			const labels = [
				cell('transaction-type'),
				cell('amount-type'),
				cell('amount-description'),
			] as const;
			expect([...labels, of(...labels).class]).not.toContain('unclassified');
		}
	}
});
