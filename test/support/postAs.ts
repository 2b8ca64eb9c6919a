// Somebody else at NetSuite: one signed request to the record service, beside the flows under test.
import { RECORD_PATH } from '../../nodes/shared/netsuite/api/client';
import { newRecordId } from '../../nodes/shared/netsuite/api/recordService';
import type { Sandbox } from '../../sandbox/sandbox';
import { sandboxClient } from './sandboxClient';

/** Internal id of what it made, or null when NetSuite refused. */
export async function postAs(sandbox: Sandbox, path: string, body: object): Promise<string | null> {
	const client = sandboxClient(sandbox);
	const answer = await client.call({ method: 'POST', path: `${RECORD_PATH}/${path}`, body }, false);
	const type = path.split('/').at(-1) ?? '';
	return answer === null ? null : await newRecordId(client, type, answer);
}
