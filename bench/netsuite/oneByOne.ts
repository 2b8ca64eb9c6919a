// Mode "one by one": what a hand-built n8n workflow with HTTP Request nodes does in a loop over the
// transactions: look the invoice up, create the payment, update the record, one request at a time.
import { RECORD_PATH } from '../../nodes/shared/netsuite/client';
import { transactionRecord } from '../../nodes/shared/netsuite/schema';
import { idFrom } from '../../nodes/shared/netsuite/recordService';
import { query, required } from '../../nodes/shared/netsuite/suiteql';
import { benchClient } from './benchClient';
import type { OwnSandbox } from './ownSandbox';

const { type, fields } = transactionRecord;

export async function oneByOne(sandbox: OwnSandbox): Promise<void> {
	const client = benchClient(sandbox, 1);
	const [applied] = await query(
		client,
		"SELECT id FROM customlist_amzstl_status WHERE name = 'Applied' ORDER BY id",
		[],
		'read the status',
	);
	const transactions = await query(
		client,
		`SELECT id, ${fields.orderId} AS order_id FROM ${type} ORDER BY id`,
		[],
		'read the transactions',
	);
	for (const transaction of transactions) {
		const orderId = required(transaction, 'order_id');
		const [invoice] = await query(
			client,
			`SELECT id, entity, foreignamountunpaid AS open FROM transaction
				WHERE type = 'CustInvc' AND externalid = ? ORDER BY id`,
			[`Amazon.com_${orderId}`],
			'look up the invoice',
		);
		const amount = Number(required(invoice, 'open'));
		const created = await client.expect(
			{
				method: 'POST',
				path: `${RECORD_PATH}/customerPayment`,
				body: {
					externalId: `BENCH-${orderId}`,
					customer: { id: required(invoice, 'entity') },
					payment: amount,
					autoApply: false,
					apply: { items: [{ doc: { id: required(invoice, 'id') }, apply: true, amount }] },
				},
			},
			false,
			'create the payment',
		);
		await client.expect(
			{
				method: 'PATCH',
				path: `${RECORD_PATH}/${type}/${required(transaction, 'id')}`,
				body: {
					[fields.status]: { id: required(applied, 'id') },
					[fields.payment]: { id: idFrom(created) },
				},
			},
			true,
			'update the transaction',
		);
	}
}
