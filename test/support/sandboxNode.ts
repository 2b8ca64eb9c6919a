// One of our nodes on n8n's engine against a sandbox, signed by the real credential.
import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import type { TransactionItem } from '../../nodes/shared/settlement/items/transactionItem';
import type { Sandbox } from '../../sandbox/sandbox';
import type { CredentialValues } from './engineCredentials';
import type { NodeRun, NodeRunOptions } from './runNode';
import { runNode } from './runNode';

export function credentialsOf({
	url,
	account,
}: Pick<Sandbox, 'url' | 'account'>): CredentialValues {
	return { netSuiteTbaApi: { ...account, baseUrl: url } };
}

/** The same for OAuth 2.0, without a token yet. */
export function oauth2ValuesOf({
	url,
	account,
	oauth2,
}: Pick<Sandbox, 'url' | 'account' | 'oauth2'>): CredentialValues[string] {
	const { clientId, certificateId, privateKey } = oauth2;
	const { accountId } = account;
	return { accountId, clientId, certificateId, privateKey, baseUrl: url, accessToken: '' };
}

export async function runOn(
	sandbox: Sandbox,
	node: INodeType,
	parameters: INodeParameters = {},
	items: INodeExecutionData[] = [{ json: {} }],
	options: NodeRunOptions = {},
): Promise<NodeRun> {
	return await runNode(node, {
		parameters,
		items,
		credentials: credentialsOf(sandbox),
		...options,
	});
}

export function asItems(transactions: TransactionItem[]): INodeExecutionData[] {
	return transactions.map((transaction) => ({
		json: { ...transaction } as unknown as IDataObject,
	}));
}

/** A resource locator as the editor stores it. */
export function chosen(mode: 'list' | 'name' | 'id', value: string): INodeParameters {
	return { __rl: true, mode, value } as unknown as INodeParameters;
}

/** What a person reads of a failed run: message and advice. */
export function toldBy({ error }: NodeRun): string {
	return [error?.message, error?.description].filter((part) => part).join(' / ');
}

/** Everything that would change the books. */
export function writesOf({ requests }: Sandbox): number {
	const { post, patch, put, batch } = requests.counters;
	return post + patch + put + requests.counters.delete + batch;
}
