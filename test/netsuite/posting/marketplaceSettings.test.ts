// Which row of the Marketplaces table holds for a marketplace, and what it leaves to the defaults.
import {
	NO_SETTINGS,
	settingsFor,
} from '../../../nodes/shared/netsuite/posting/marketplaceSettings';

const row = (marketplaceName: string, customerId: string) => ({
	...NO_SETTINGS,
	marketplaceName,
	customerId,
});
const settings = {
	defaults: {
		...NO_SETTINGS,
		customerId: 'any',
		paymentAccountId: '7',
		segments: { class: { id: '1' }, location: { id: '2' } },
	},
	marketplaces: [
		row('Non-Amazon*', 'shop'),
		row('Amazon.co.uk', 'uk'),
		row('non-amazon ca', 'canada'),
		row('Amazon*', 'rest'),
		{ ...row('Amazon.se', ''), segments: { location: { id: '9' } } },
	],
};

test.each([
	['Amazon.co.uk', 'uk'],
	['AMAZON CO UK', 'uk'],
	['Amazon.com', 'rest'],
	['Non-Amazon US', 'shop'],
	['Non-Amazon CA', 'canada'],
	['Non-Amazon', 'shop'],
	['SI US Prod Marketplace', 'any'],
	['', 'any'],
	['Amazon.se', 'any'],
])('%s', (marketplaceName, customerId) => {
	expect(settingsFor(marketplaceName, settings).customerId).toBe(customerId);
});

test('what a row leaves empty is as for all', () => {
	expect(settingsFor('amazon.SE', settings)).toMatchObject({
		paymentAccountId: '7',
		segments: { class: { id: '1' }, location: { id: '9' } },
	});
});
