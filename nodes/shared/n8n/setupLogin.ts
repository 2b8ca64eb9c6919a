// Who is logged in to NetSuite and for how long, read off the credential of a node: no request, no permission.
import type { IExecuteFunctions } from 'n8n-workflow';

import { certificateEnd } from '../netsuite/api/privateKey';
import type { Login } from '../netsuite/setup/connection';
import { tokenIdentity } from '../netsuite/setup/tokenIdentity';
import { credentialOf } from './authentication';

function certificateOf(text: string, nowMs: number): Login['certificate'] {
	try {
		return text.trim() === '' ? null : certificateEnd(text, nowMs);
	} catch {
		// A login with a certificate that cannot be read fails with its own words.
		return null;
	}
}

/** Asked after the first request, when an access token is at hand. */
export async function setupLogin(context: IExecuteFunctions, nowMs: number): Promise<Login> {
	const credential = credentialOf(context);
	const values = await context.getCredentials(credential);
	const accountId = String(values.accountId ?? '');
	if (credential === 'netSuiteTbaApi') {
		return { way: 'tba', accountId, roleId: '', userId: '', certificate: null };
	}
	const token = tokenIdentity(String(values.accessToken ?? ''));
	return {
		way: 'oAuth2',
		accountId: token.accountId || accountId,
		roleId: token.roleId,
		userId: token.userId,
		certificate: certificateOf(String(values.certificate ?? ''), nowMs),
	};
}
