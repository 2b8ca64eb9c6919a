// A failure of the credential itself, in n8n's own kind of error: message and advice reach the user unchanged,
// in a node and in the credential test, and our nodes find the code behind n8n's wrapping.
import { UserError } from 'n8n-workflow';

import { NetSuiteError } from '../nodes/shared/netsuite/api/netSuiteError';

export function shownError(problem: unknown): Error {
	return problem instanceof NetSuiteError
		? new UserError(problem.message, {
				description: problem.remedy,
				extra: { netSuiteCode: problem.code, netSuiteStatus: problem.status },
			})
		: (problem as Error);
}
