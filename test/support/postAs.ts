// Somebody else at NetSuite: one signed request to the record service, beside the flows under test.
import { RECORD_PATH } from '../../nodes/shared/netsuite/api/client';
import { idFrom } from '../../nodes/shared/netsuite/api/recordService';
import type { Sandbox } from '../../sandbox/sandbox';
import { sandboxClient } from './sandboxClient';

/** Internal id of what it made, or null when NetSuite refused. */
export async function postAs(sandbox: Sandbox, path: string, body: object): Promise<string | null> {
	const answer = await sandboxClient(sandbox).call(
		{ method: 'POST', path: `${RECORD_PATH}/${path}`, body },
		false,
	);
	return answer === null ? null : idFrom(answer);
}
