// Parameters that several nodes share, so that they are called and explained alike.
import type { INodeProperties } from 'n8n-workflow';

import type { DatePolicy, PeriodPolicy } from '../netsuite/posting/postingDate';
import type { PostingSettings } from '../netsuite/posting/postingJobs';
import { invoiceKeyParameter } from './invoiceKeyParameters';
import type { Parameters } from './parameters/parameters';
import { withDefault } from './parameters/places';
import { today } from './runDay';

/** Below the account's lowest tier of 5, so that one slot stays free for others. */
const CONCURRENCY_DEFAULT = 4;

export const sourceProperty: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'The transactions that come in, as part of the whole settlement workflow',
		},
		{
			name: 'NetSuite',
			value: 'netSuite',
			description: 'The transactions in NetSuite that are New or Unapplied, to run this step alone',
		},
	],
	default: 'items',
	description: 'Where the transactions come from',
};

/** As a refusal names it: there are no items then. */
export const FROM_NETSUITE = "'Source' set to NetSuite";

export const dryRunProperty: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to plan everything and write nothing to NetSuite',
};

export const transactionDateProperty: INodeProperties = {
	displayName: 'Transaction Date',
	name: 'datePolicy',
	type: 'options',
	options: [
		{ name: 'Deposit Date', value: 'deposit', description: 'The day Amazon plans to pay' },
		{
			name: 'Posted Date',
			value: 'posted',
			description: 'The day of the event, as Amazon reports it',
		},
		{ name: 'Run Date', value: 'today', description: 'The day this workflow runs' },
		{ name: 'Settlement End Date', value: 'end', description: 'The last day of the settlement' },
	],
	default: 'posted',
	description: 'Which day the documents are dated, in UTC',
};

export const closedPeriodProperty: INodeProperties = {
	displayName: 'Closed Period',
	name: 'periodPolicy',
	type: 'options',
	options: [
		{
			name: 'Date on the First Open Day After',
			value: 'firstOpen',
			description: 'The first day of the first period after it that is open',
		},
		{
			name: 'Refuse',
			value: 'refuse',
			description: 'Nothing is posted; the next run tries again',
		},
	],
	default: 'refuse',
	description:
		'What happens when the date lies in a period that is closed, or locked for receivables',
};

export const concurrencyProperty: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
	default: CONCURRENCY_DEFAULT,
	description:
		'Requests in flight at once; NetSuite counts all integrations of the account together, and its lowest tier allows 5',
};

/** The settings that payments and refunds share. */
export function postingSettings(
	parameters: Parameters,
): Pick<
	PostingSettings,
	'keys' | 'datePolicy' | 'periodPolicy' | 'today' | 'concurrency' | 'isDryRun'
> {
	return {
		keys: invoiceKeyParameter(parameters),
		datePolicy: parameters.get<DatePolicy>('datePolicy'),
		periodPolicy: parameters.get<PeriodPolicy>('periodPolicy'),
		today: today(),
		concurrency: concurrencyParameter(parameters),
		isDryRun: parameters.get<boolean>('dryRun'),
	};
}

export function concurrencyParameter(parameters: Parameters): number {
	return withDefault<number>(parameters, 'options.concurrency');
}
