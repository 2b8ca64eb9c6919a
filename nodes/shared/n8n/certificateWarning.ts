// The end of the certificate, shown on every node that logs in with it, from as early as NetSuite's own mails: a
// credential test cannot warn, and nobody opens a credential that works.
import type { ICredentialDataDecryptedObject, NodeExecutionHint } from 'n8n-workflow';

import { certificateEnd } from '../netsuite/api/privateKey';

const WARNING_DAYS = 60;

/** Null when no certificate was entered, it cannot be read, or its end is far off. */
export function certificateWarning(
	credentials: ICredentialDataDecryptedObject,
	nowMs: number,
): NodeExecutionHint | null {
	const text = String(credentials.certificate ?? '').trim();
	if (text === '') {
		return null;
	}
	try {
		const { lastDay, daysLeft } = certificateEnd(text, nowMs);
		return daysLeft > WARNING_DAYS
			? null
			: {
					type: 'warning',
					location: 'outputPane',
					message: `The certificate of the NetSuite credential ends in ${daysLeft} days, on ${lastDay}. Upload a new one in NetSuite beside the old, and enter its Certificate ID and private key in n8n`,
				};
	} catch {
		// A login with a certificate that cannot be read fails with its own words.
		return null;
	}
}
