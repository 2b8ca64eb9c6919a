// All probes, in the order in which they are run and told: reading first.
import type { Probe } from '../probe';
import { LEDGER_PROBES } from './ledger';
import { LOGIN_PROBES } from './login';
import { MONEY_PROBES } from './money';
import { QUERY_PROBES } from './queries';
import { RECORD_PROBES } from './records';

export const PROBES: Probe[] = [
	...LOGIN_PROBES,
	...QUERY_PROBES,
	...RECORD_PROBES,
	...MONEY_PROBES,
	...LEDGER_PROBES,
];
