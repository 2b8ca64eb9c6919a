// Where a person opens a record of the account in a browser. '' with a base URL of its own, such as the embedded
// NetSuite: that has no pages.
import type { IExecuteFunctions } from 'n8n-workflow';

import { hostOf } from '../netsuite/api/oauth1';
import { credentialOf } from './authentication';

export async function netSuiteHost(context: IExecuteFunctions): Promise<string> {
	const { accountId, baseUrl } = await context.getCredentials(credentialOf(context));
	return String(baseUrl ?? '').trim() === ''
		? hostOf(String(accountId ?? '')).replace('.suitetalk.api.', '.app.')
		: '';
}
