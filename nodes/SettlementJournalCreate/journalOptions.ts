// The options of Settlement Journal Create, as plain data.
import type { INodeProperties } from 'n8n-workflow';

import { accountProperty } from './accountParameters';
import { concurrencyProperty } from '../shared/n8n/properties';

export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		accountProperty(
			'inTransit',
			'In Transit',
			'Takes the deposit of a settlement in another currency than the bank account, until the bank line brings its rate; it may be kept in any currency',
		),
		{
			displayName: 'Adjusting Entries',
			name: 'adjusts',
			type: 'options',
			default: 'latePostings',
			options: [
				{
					name: 'All Differences',
					value: 'everything',
					description: 'Also where an account was changed, or an entry was edited or made by hand',
				},
				{
					name: 'Only for Later Postings',
					value: 'latePostings',
					description: 'Other differences are shown and block',
				},
			],
			description: 'Which differences are posted when a settlement has a journal already',
		},
		{
			displayName: 'Allow Disagreements',
			name: 'letDisagreementsThrough',
			type: 'boolean',
			default: false,
			description: 'Whether to post the journal even if the proof names a disagreement',
		},
		concurrencyProperty,
		{
			displayName: 'Deposit',
			name: 'deposit',
			type: 'options',
			default: 'inEntry',
			options: [
				{
					name: 'In the Journal',
					value: 'inEntry',
					description: 'The journal debits the bank account with what Amazon paid out',
				},
				{
					name: 'Left to the Bank Feed',
					value: 'bankFeed',
					description: 'The bank line is booked against the clearing account from the bank feed',
				},
			],
			description: 'Whether the journal holds the deposit',
		},
		{
			displayName: 'Lines',
			name: 'layout',
			type: 'options',
			default: 'perAccount',
			options: [
				{ name: 'Charges and Credits Apart', value: 'gross', description: 'Per label' },
				{ name: 'One per Account', value: 'perAccount' },
			],
			description: 'How the journal is laid out; the deposit and the reserve always have their own',
		},
		{
			displayName: 'Memo',
			name: 'memo',
			type: 'string',
			default: 'Amazon settlement {settlementId}',
			description:
				'Memo of the journal; {settlementId}, {account}, {currency} and more are filled in',
		},
		{
			displayName: 'Month Split',
			name: 'splitByMonth',
			type: 'boolean',
			default: false,
			description:
				"Whether a settlement that crosses the end of a month gets an entry for each month; 'Balance Carried' takes what Amazon owes at its end",
		},
		{
			displayName: 'Post Anyway',
			name: 'postAnyway',
			type: 'boolean',
			default: false,
			description:
				'Whether to post although a journal or deposit of the same amount is on the bank account and carries no settlement',
		},
		{
			displayName: 'Post Journals',
			name: 'postJournals',
			type: 'boolean',
			default: true,
			description:
				'Whether to do anything. When off, the node sends no request and outputs nothing.',
		},
		{
			displayName: 'Tolerance',
			name: 'tolerance',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1000, numberPrecision: 3 },
			default: 0,
			description: "By how much a report may fail to add up; the difference goes to 'Variance'",
		},
		{
			displayName: 'Unposted Orders and Refunds',
			name: 'notPosted',
			type: 'options',
			default: 'onClearing',
			options: [
				{
					name: 'On an Account of Their Own',
					value: 'parked',
					description: "On the account 'Not Posted', until they are posted",
				},
				{
					name: 'On the Clearing Account',
					value: 'onClearing',
					description: 'Clearing shows what is missing until it is posted',
				},
			],
			description: 'Which account shows orders and refunds that are not posted yet',
		},
		{
			displayName: 'Wait if More Than This Is Unposted',
			name: 'waitAbove',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1000000000, numberPrecision: 3 },
			default: 0,
			description:
				'Does not post the first journal while orders and refunds of more than this are on no document; without this option it does not wait',
		},
	],
};
