// Book to account: orders and refunds that no document will ever carry, each with its account and a note.
import type { INodeProperties } from 'n8n-workflow';

import { refuse } from '../shared/n8n/parameters/checkValue';
import type { Parameters } from '../shared/n8n/parameters/parameters';
import type { Locator } from '../shared/n8n/references';
import type { BookingRow } from '../shared/netsuite/journals/journalSettings';
import { accountProperty } from './accountParameters';

export const bookToAccountProperty: INodeProperties = {
	displayName: 'Book to Account',
	name: 'bookToAccount',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Transaction',
	default: {},
	description:
		'Orders and refunds that will never get a payment or refund, such as what a person booked elsewhere: they leave clearing and the list of open transactions. A row without an account takes one back.',
	options: [
		{
			displayName: 'Transaction',
			name: 'transaction',
			values: [
				accountProperty('account', 'Account', 'Where it is booked; empty to take it back'),
				{
					displayName: 'Note',
					name: 'note',
					type: 'string',
					default: '',
					placeholder: 'e.g. paid by hand, payment 123',
					description: 'Why; it is kept on the record and on the line of the journal',
				},
				{
					displayName: 'Record ID',
					name: 'recordId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1234',
					description: 'Internal ID of its Amazon Settlement Transaction in NetSuite',
				},
			],
		},
	],
};

const NOTE_MAX = 300;

export function bookingRows(parameters: Parameters): BookingRow[] {
	const rows = parameters
		.get<Array<{ recordId: string; account: Locator; note: string }>>('bookToAccount.transaction')
		.map(({ recordId, account, note }) => ({
			recordId: recordId.trim(),
			accountId: String(account.value),
			note: note.trim(),
		}));
	rows.forEach(({ recordId, accountId, note }, at) => {
		const label = (name: string) => `'Book to Account', row ${at + 1}, '${name}'`;
		if (!/^\d+$/.test(recordId)) {
			refuse(
				label('Record ID'),
				recordId === '' ? 'is empty' : `is '${recordId}', which is not an internal ID`,
				'Enter the internal ID of its Amazon Settlement Transaction (digits)',
			);
		}
		if (rows.findIndex((row) => row.recordId === recordId) !== at) {
			refuse(label('Record ID'), 'stands in an earlier row too', 'Remove one of the rows');
		}
		if (note.length > NOTE_MAX) {
			refuse(label('Note'), `has ${note.length} characters`, `Enter at most ${NOTE_MAX}`);
		}
		if (accountId !== '' && note === '') {
			refuse(label('Note'), 'is empty', 'Say why it is booked there and on no document');
		}
	});
	return rows;
}
