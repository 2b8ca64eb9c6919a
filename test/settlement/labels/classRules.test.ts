// The user's own classes: the first row that fits wins over the catalogue, amounts never change, and
// what the catalogue does not know comes with a suggestion.
import { classify, createClassifier } from '../../../nodes/shared/settlement/labels/catalogue';
import { toClassRules } from '../../../nodes/shared/settlement/labels/classRules';
import { suggestClass } from '../../../nodes/shared/settlement/labels/suggestions';

const labels = (transactionType: string, amountType: string, amountDescription: string) => ({
	transactionType,
	amountType,
	amountDescription,
});

it('the first rule that fits wins, whatever its case and punctuation', () => {
	const rules = toClassRules([
		{ amountType: 'item fees', amountDescription: 'DRONE-*', class: 'advertising' },
		{ transactionType: ' Order ', amountDescription: 'drone delivery', class: 'order.revenue' },
		{ amountDescription: 'Commission', class: 'order.promotion' },
	]);
	const of = (...triple: [string, string, string]) => {
		const { class: amountClass, figure, pane, rule } = classify(labels(...triple), rules);
		return [amountClass, figure, pane, rule];
	};
	expect(of('Order', 'ItemFees', 'Drone Delivery')).toEqual(['advertising', 'fees', 'orders', 0]);
	expect(of('Order', 'ItemPrice', 'DroneDelivery')).toEqual([
		'order.revenue',
		'productCharges',
		'orders',
		1,
	]);
	expect(of('Refund', 'ItemPrice', 'DroneDelivery')).toEqual([
		'unclassified',
		'productCharges',
		'refunds',
		-1,
	]);
	// Also a label the catalogue knows.
	expect(of('Order', 'ItemFees', 'Commission')).toEqual([
		'order.promotion',
		'promotions',
		'orders',
		2,
	]);
	expect(of('Order', 'ItemPrice', 'Principal')[3]).toBe(-1);
});

it('money to the bank moves to the deposits pane when a rule says so', () => {
	const rules = toClassRules([
		{ amountDescription: 'Instant Transfer', class: 'balance/transfer' },
	]);
	const wanted = labels('other-transaction', 'other-transaction', 'Instant Transfer');
	expect(
		createClassifier(rules)(...(Object.values(wanted) as [string, string, string]), ''),
	).toMatchObject({ class: 'balance/transfer', figure: 'reserves', pane: 'deposits' });
});

it.each([
	[{ amountType: 'ItemFees', class: 'fees' }, /Row 1 of Label Classes: 'fees' is not a class/],
	[{ amountType: 'ItemFees' }, /'' is not a class/],
	[{ amountType: ' ', class: 'any.fee' }, /names no label, so it would take every line/],
	[{ amountType: '*', class: 'any.fee' }, /names no label/],
])('a rule that cannot be meant is refused: %j', (rule, message) => {
	expect(() => toClassRules([rule])).toThrow(message);
	expect(() => toClassRules([rule])).toThrow(expect.objectContaining({ code: 'CLASS_UNKNOWN' }));
});

it.each([
	['Order', 'ItemFees', 'FBAPerUnitFulfilmentFee', 'order.fee', /FBAPerUnitFulfillmentFee/],
	['Refund', 'ItemFees', 'FBAPerUnitFulfilmentFee', 'refund.fee', /FBAPerUnitFulfillmentFee/],
	[
		'other-transaction',
		'other-transaction',
		'WAREHOUSE_LOST_AGAIN',
		'reimbursement',
		/WAREHOUSE_LOST$/,
	],
	['Order', 'Promotion', 'Loyalty', 'order.promotion', /known labels of Order \/ Promotion are/],
])('%s | %s | %s is suggested to be %s', (type, amountType, description, expected, because) => {
	const suggestion = suggestClass(labels(type, amountType, description));
	expect(suggestion?.class).toBe(expected);
	expect(suggestion?.because).toMatch(because);
});

it('nothing is suggested where nothing is alike, or the amount type holds several classes', () => {
	expect(suggestClass(labels('Lunar', 'Moon Rent', 'Crater'))).toBeNull();
	expect(suggestClass(labels('Order', 'ItemPrice', 'Engraving'))).toBeNull();
});
