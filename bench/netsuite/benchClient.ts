// The nodes' NetSuite client on plain fetch, with real pauses: what n8n's transport does, without n8n.
import type { NetSuiteClient } from '../../nodes/shared/netsuite/api/client';
import { createClient } from '../../nodes/shared/netsuite/api/client';
import { sandboxClient } from '../../test/support/sandboxClient';
import { sleep } from '../node';
import type { OwnSandbox } from './ownSandbox';

export function benchClient(sandbox: OwnSandbox, concurrency: number): NetSuiteClient {
	const { transport } = sandboxClient(sandbox, concurrency);
	return createClient({ ...transport, sleep }, concurrency);
}
