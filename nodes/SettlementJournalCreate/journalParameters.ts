// The parameters of Settlement Journal Create, and what they come to.
import type { INodeProperties } from 'n8n-workflow';

import { shownWith } from '../shared/n8n/parameters/choices';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import { withDefault } from '../shared/n8n/parameters/places';
import { segmentsParameter, segmentsProperty } from '../shared/n8n/placeParameters';
import { closedPeriodProperty, dryRunProperty, sourceProperty } from '../shared/n8n/properties';
import type { Locator } from '../shared/n8n/references';
import { today } from '../shared/n8n/runDay';
import type { NetSuiteClient } from '../shared/netsuite/api/client';
import type { JournalDate, JournalSettings } from '../shared/netsuite/journals/journalSettings';
import type { PeriodPolicy } from '../shared/netsuite/posting/postingDate';
import { accountProperties, chosenAccounts } from './accountMapper';
import { bookingRows, bookToAccountProperty } from './bookingParameters';
import { feeTaxParameter, feeTaxProperties } from './feeTaxParameters';
import { optionsProperty } from './journalOptions';
import { marketplaceRows, marketplacesProperty } from './marketplaceParameters';

const journalSource: INodeProperties = {
	...sourceProperty,
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'The settlements whose transactions or summaries come in',
		},
		{
			name: 'NetSuite',
			value: 'netSuite',
			description: 'The settlements that are recent in NetSuite, to run this step alone',
		},
	],
	description: 'Where the settlements come from',
};

const operationProperty: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Deposit',
			value: 'deposit',
			action: 'Deposit the payments of settlements',
			description:
				'Moves payments and cash sales of the settlement from Undeposited Funds to the clearing account, before its journal',
		},
		{
			name: 'Post Journal',
			value: 'journal',
			action: 'Post the journal of settlements',
			description: 'Deposit, fees, reserves and clearing as one entry',
		},
	],
	default: 'journal',
};

export const journalProperties: INodeProperties[] = [
	operationProperty,
	journalSource,
	dryRunProperty,
	{
		displayName: 'Months Back',
		name: 'monthsBack',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 120, numberPrecision: 0 },
		default: 2,
		displayOptions: shownWith(journalSource, ['netSuite']),
		description: 'Takes the settlements recorded within this many months before the run',
	},
	...accountProperties,
	{
		displayName: 'Journal Date',
		name: 'datePolicy',
		type: 'options',
		default: 'deposit',
		options: [
			{ name: 'Deposit Date', value: 'deposit', description: 'The day Amazon plans to pay' },
			{ name: 'Run Date', value: 'today', description: 'The day this workflow runs' },
			{ name: 'Settlement End Date', value: 'end', description: 'The last day of the settlement' },
		],
		description: 'Which day the journal or deposit is dated, in UTC',
	},
	{
		...closedPeriodProperty,
		description: 'What happens when the date lies in a period that is closed or locked',
	},
	...feeTaxProperties,
	segmentsProperty,
	marketplacesProperty,
	bookToAccountProperty,
	optionsProperty,
];

export async function journalSettings(
	parameters: Parameters,
	client: NetSuiteClient,
): Promise<JournalSettings> {
	const option = <T>(name: string) => withDefault<T>(parameters, `options.${name}`);
	return {
		...chosenAccounts(parameters),
		marketplaces: await marketplaceRows(parameters, client),
		bookings: bookingRows(parameters),
		inTransitId: String(parameters.get<Locator | undefined>('options.inTransit')?.value ?? ''),
		layout: option<JournalSettings['layout']>('layout'),
		notPosted: option<JournalSettings['notPosted']>('notPosted'),
		deposit: option<JournalSettings['deposit']>('deposit'),
		isSplitByMonth: option<boolean>('splitByMonth'),
		feeTax: feeTaxParameter(parameters),
		datePolicy: parameters.get<JournalDate>('datePolicy'),
		periodPolicy: parameters.get<PeriodPolicy>('periodPolicy'),
		today: today(),
		memo: option<string>('memo'),
		segments: await segmentsParameter(parameters, client),
		tolerance: option<number>('tolerance'),
		waitAbove: parameters.get<number | undefined>('options.waitAbove') ?? null,
		letsDisagreementsThrough: option<boolean>('letDisagreementsThrough'),
		postsAnyway: option<boolean>('postAnyway'),
		adjusts: option<JournalSettings['adjusts']>('adjusts'),
		isDryRun: parameters.get<boolean>('dryRun'),
	};
}
